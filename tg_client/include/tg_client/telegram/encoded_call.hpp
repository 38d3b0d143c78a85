// A call of the Bot API as it goes over the wire: JSON, or multipart/form-data where a file is sent along.
//
// Pure functions.
#pragma once

#include "tg_client/telegram/calls.hpp"

#include <chrono>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tg_client {

struct EncodedCall {
    std::string_view method{};
    std::string content_type{};
    std::string body{};
    bool may_repeat = true;  // doing it twice does no harm
    bool has_chat = false;   // what Telegram limits is the chat, not the method
    std::chrono::milliseconds timeout{15'000};
};

using FormField = std::pair<std::string_view, std::string>;

// The fields and the file as multipart/form-data; `boundary` must not be in any of them.
std::string multipart(const std::vector<FormField>& fields, const InputFile& file, std::string_view boundary);

// A boundary that nobody can have foreseen.
std::string new_boundary();

template <class T>
const InputFile* upload_of(const T& call) {
    const InputFile* file = nullptr;
    if constexpr (requires { call.photo; }) file = &call.photo;
    if constexpr (requires { call.document; }) file = &call.document;
    if constexpr (requires { call.media.media; }) file = &call.media.media;
    return file != nullptr && file->is_upload() ? file : nullptr;
}

// A member as the text of a form's field: texts as they are, anything else as JSON.
template <class T>
std::string field_text(const T& value) {
    if constexpr (api::is_optional<T>)
        return field_text(*value);
    else if constexpr (std::is_convertible_v<const T&, std::string_view>)
        return std::string{std::string_view{value}};
    else
        return api::text_of(value);
}

template <class T>
std::vector<FormField> fields_of(const T& call) {
    std::vector<FormField> fields;
    boost::mp11::mp_for_each<api::Members<T>>([&](auto member) {
        const auto& value = call.*member.pointer;
        if constexpr (api::is_optional<std::remove_cvref_t<decltype(value)>>)
            if (!value) return;
        fields.emplace_back(member.name, field_text(value));
    });
    return fields;
}

template <class T>
EncodedCall encoded(const T& call) {
    // What answers with a new message makes another one each time.
    EncodedCall encoded{.method = T::method,
                        .may_repeat = !std::is_same_v<typename T::Answer, Message>,
                        .has_chat = requires {call.chat_id;
}
};  // namespace tg_client
if (const auto* file = upload_of(call)) {
    const auto boundary = new_boundary();
    encoded.content_type = "multipart/form-data; boundary=" + boundary;
    encoded.body = multipart(fields_of(call), *file, boundary);
    encoded.timeout = std::chrono::seconds{60};
} else {
    encoded.content_type = "application/json";
    encoded.body = api::write(call);
}
if constexpr (requires { call.timeout; }) encoded.timeout += std::chrono::seconds{call.timeout};
return encoded;
}

}  // namespace tg_client
