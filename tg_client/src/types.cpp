#include "tg_client/telegram/types.hpp"

#include <boost/mp11/algorithm.hpp>

namespace tg_client {
namespace {

namespace json = api::json;

std::optional<std::int64_t> id_in(const json::value& value) {
    const auto* object = value.if_object();
    const auto* id = object != nullptr ? object->if_contains("update_id") : nullptr;
    const auto* number = id != nullptr ? id->if_int64() : nullptr;
    return number != nullptr ? std::optional{*number} : std::nullopt;
}

std::string sentence_of(const api::FieldFault& fault) {
    return (fault.pointer.empty() ? "it" : fault.pointer) + " " + fault.detail;
}

}  // namespace

UpdateRead update_in(const json::value& value) {
    api::FieldFaults faults;
    Update update;
    api::read_message(value, update, api::Place{.faults = faults, .manner = api::Manner::tolerant});
    if (faults.empty()) return update;
    return PoisonUpdate{id_in(value), sentence_of(faults.front())};
}

UpdateRead read_update(std::string_view text) {
    std::string fault;
    const auto value = api::parse_json(text, fault, api::Manner::tolerant);
    if (!value) return PoisonUpdate{std::nullopt, "it " + fault};
    return update_in(*value);
}

std::string_view kind_of(const Update& update) {
    if (update.message) return "message";
    if (update.callback_query) return "callback_query";
    if (update.inline_query) return "inline_query";
    if (update.chosen_inline_result) return "chosen_inline_result";
    return update.my_chat_member ? "my_chat_member" : "other";
}

std::int64_t lane_of(const Update& update) {
    if (update.message) return update.message->chat.id;
    if (const auto& callback = update.callback_query)
        return callback->message ? callback->message->chat.id : callback->from.id;
    if (update.inline_query) return update.inline_query->from.id;
    if (update.chosen_inline_result) return update.chosen_inline_result->from.id;
    return update.my_chat_member ? update.my_chat_member->chat.id : 0;
}

}  // namespace tg_client
