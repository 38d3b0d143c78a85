#include "tg_client/telegram/bot_answer.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace tg_client {

struct RefusalParameters {
    std::optional<std::int64_t> retry_after{};  // seconds
    std::optional<std::int64_t> migrate_to_chat_id{};
};
BOOST_DESCRIBE_STRUCT(RefusalParameters, (), (retry_after, migrate_to_chat_id))

// Telegram's answer that it will not.
struct Refusal {
    std::int64_t error_code{};
    std::string description{};
    std::optional<RefusalParameters> parameters{};
};
BOOST_DESCRIBE_STRUCT(Refusal, (), (error_code, description, parameters))

namespace {

using enum BotFaultKind;

constexpr std::size_t longest_description = 200;
constexpr std::chrono::seconds usual_wait{3};  // where Telegram does not say how long
constexpr std::chrono::seconds longest_wait{24 * 3600};

// What is told of a call only in words: pieces of the sentences, in small letters.
constexpr std::array<std::pair<std::string_view, BotFaultKind>, 26> sentences{{
    {"message is not modified", not_modified},
    {"query is too old", too_old},
    {"query id is invalid", too_old},
    {"query_id_invalid", too_old},
    {"failed to get http url content", picture_refused},
    {"wrong type of the web page content", picture_refused},
    {"wrong file identifier", picture_refused},
    {"wrong remote file", picture_refused},
    {"wrong file_id", picture_refused},
    {"webpage_", picture_refused},
    {"photo_invalid", picture_refused},
    {"photo_save_file_invalid", picture_refused},
    {"photo_ext_invalid", picture_refused},
    {"image_process_failed", picture_refused},
    {"media_empty", picture_refused},
    {"message to edit not found", message_gone},
    {"message to delete not found", message_gone},
    {"message to be replied not found", message_gone},
    {"message can't be edited", message_gone},
    {"message can't be deleted", message_gone},
    {"message_id_invalid", message_gone},
    {"message identifier is not specified", message_gone},
    {"chat not found", blocked},
    {"peer_id_invalid", blocked},
    {"not enough rights to send", blocked},
    {"have no rights to send", blocked},
}};

std::string in_small_letters(std::string text) {
    std::ranges::transform(text, text.begin(), [](char letter) {
        return 'A' <= letter && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
    });
    return text;
}

BotFaultKind kind_of_refusal(const Refusal& refusal) {
    switch (refusal.error_code) {
        case 401:
        case 404:  // there is no such bot
            return unauthorized;
        case 403:
            return blocked;
        case 409:
            return conflict;
        case 429:
            return too_many;
        default:
            break;
    }
    if (refusal.error_code >= 500) return server;
    if (refusal.parameters && refusal.parameters->migrate_to_chat_id) return chat_migrated;
    const auto words = in_small_letters(refusal.description);
    const auto* const found =
        std::ranges::find_if(sentences, [&](const auto& sentence) { return words.find(sentence.first) != words.npos; });
    return found != sentences.end() ? found->second : bad_request;
}

std::chrono::seconds wait_told_by(const service_kit::ClientAnswer& answer, const Refusal& refusal) {
    if (refusal.parameters && refusal.parameters->retry_after)
        return std::clamp(std::chrono::seconds{*refusal.parameters->retry_after}, std::chrono::seconds{0},
                          longest_wait);
    const auto header = answer.headers.find("Retry-After").value_or("");
    unsigned seconds{};
    const auto [end, fault] = std::from_chars(header.data(), header.data() + header.size(), seconds);
    return fault == std::errc{} && !header.empty() ? std::min(std::chrono::seconds{seconds}, longest_wait) : usual_wait;
}

// A server between us and Telegram answers with something else than JSON.
Refusal refusal_by_status(const service_kit::ClientAnswer& answer) {
    return {.error_code = answer.status, .description = "HTTP status " + std::to_string(answer.status)};
}

BotFault fault_of(const service_kit::ClientAnswer& answer, Refusal refusal) {
    BotFault fault{.kind = kind_of_refusal(refusal)};
    if (fault.kind == too_many) fault.retry_after = wait_told_by(answer, refusal);
    if (fault.kind == chat_migrated) fault.migrate_to_chat_id = refusal.parameters->migrate_to_chat_id;
    fault.description = std::move(refusal.description);
    if (fault.description.size() > longest_description) fault.description.resize(longest_description);
    return fault;
}

}  // namespace

RawAnswer result_in(const service_kit::ClientAnswer& answer) {
    std::string what;
    auto value = api::parse_json(answer.body, what, api::Manner::tolerant);
    auto* object = value ? value->if_object() : nullptr;
    const auto* ok = object != nullptr ? object->if_contains("ok") : nullptr;
    if (ok == nullptr || !ok->is_bool()) {
        if (answer.status != 200) return fault_of(answer, refusal_by_status(answer));
        return BotFault{bad_answer, "the answer is not one of the Bot API"};
    }
    if (ok->get_bool()) {
        auto* result = object->if_contains("result");
        if (result == nullptr) return BotFault{bad_answer, "the answer has no result"};
        return std::move(*result);
    }
    api::FieldFaults faults;
    Refusal refusal;
    api::read_message(*value, refusal, api::Place{.faults = faults, .manner = api::Manner::tolerant});
    if (!faults.empty()) return fault_of(answer, refusal_by_status(answer));
    return fault_of(answer, std::move(refusal));
}

}  // namespace tg_client
