#include "tg_client/bot.hpp"

#include <chrono>
#include <exception>
#include <future>

namespace tg_client {
namespace {

using service_kit::LogLevel;

constexpr std::size_t longest_file = std::size_t{5} * 1024 * 1024;

std::int64_t person_of(const Update& update) {
    if (update.message && update.message->from) return update.message->from->id;
    if (update.callback_query) return update.callback_query->from.id;
    if (update.inline_query) return update.inline_query->from.id;
    return 0;
}

// Whether the person, or time, is the cause and not a defect.
bool is_to_be_expected(const BotFault& fault) {
    return fault.kind == BotFaultKind::blocked || fault.kind == BotFaultKind::too_old ||
           fault.kind == BotFaultKind::message_gone || fault.kind == BotFaultKind::chat_migrated;
}

}  // namespace

// On a handler's thread, which may wait.
std::optional<std::string> FilesOfPeople::fetch(const std::string& file_id) {
    const auto bytes = std::make_shared<std::promise<std::optional<std::string>>>();
    api_.call(GetFile{.file_id = file_id}, [this, bytes](core::Result<File, BotFault> file) {
        if (!file || !file.value().file_path) return bytes->set_value(std::nullopt);
        api_.download(*file.value().file_path, longest_file, [bytes](core::Result<std::string, BotFault> read) {
            bytes->set_value(read ? std::optional{std::move(read).value()} : std::nullopt);
        });
    });
    return bytes->get_future().get();
}

Bot::Bot(BotSelf self, const BackendAccess& access, const Ways& ways)
    : ways_{ways}, access_{access}, files_{ways.api}, conversation_{std::move(self), pictures_, files_} {}

std::vector<Reply> Bot::answer(const Update& update) {
    HttpBackend backend{ways_.backend, access_, "tg-" + std::to_string(update.update_id)};
    switch (gate_.admit(person_of(update), std::chrono::steady_clock::now())) {
        case FloodGate::Verdict::drop:
            return {};
        case FloodGate::Verdict::warn:
            return conversation_.excuse(update, Excuse::too_fast, backend);
        case FloodGate::Verdict::pass:
            break;
    }
    try {
        return conversation_.answer(update, backend);
    } catch (const std::exception& error) {
        ways_.log.write(LogLevel::error, "an update could not be answered",
                        {{"update_id", update.update_id}, {"why", std::string_view{error.what()}}});
        return conversation_.excuse(update, Excuse::not_understood, backend);
    }
}

void Bot::handle(const Update& update, std::function<void()> handled) {
    auto replies = answer(update);
    // Let go of with the last reply that is sent.
    const std::shared_ptr<void> until_sent{nullptr, [handled = std::move(handled)](void*) { handled(); }};
    for (auto& reply : replies) send(lane_of(update), std::move(reply), until_sent);
}

void Bot::send(std::int64_t lane, Reply reply, const std::shared_ptr<void>& until_sent) {
    auto call = std::move(reply.call);
    ways_.outbox.send(lane, std::move(call), [this, lane, reply = std::move(reply), until_sent](const Sent& sent) {
        if (sent) {
            if (!reply.picture.empty() && sent.value().photo_file_id)
                pictures_.put(reply.picture, *sent.value().photo_file_id);
            return;
        }
        const auto& fault = sent.error();
        if (!reply.picture.empty()) pictures_.drop(reply.picture);
        const bool may_help = fault.kind == BotFaultKind::picture_refused || fault.kind == BotFaultKind::message_gone ||
                              fault.kind == BotFaultKind::bad_request;
        if (may_help && !reply.instead.empty()) {
            std::vector<Call> rest{reply.instead.begin() + 1, reply.instead.end()};
            return send(lane, {reply.instead.front(), std::move(rest)}, until_sent);
        }
        if (is_to_be_expected(fault)) return;
        ways_.log.write(LogLevel::warning, "a reply could not be sent",
                        {{"code", api::choice_name(fault.kind)}, {"why", std::string_view{fault.description}}});
    });
}

}  // namespace tg_client
