// The way of all calls out: to one chat strictly one after the other, to many chats at once, and never faster than
// Telegram allows.
//
// A chat that has to wait holds up nobody else. When a group has become another chat the call is repeated there. What
// would wait for too long a queue is refused at once, so that memory is bounded. From any thread.
#pragma once

#include "core/base/result.hpp"
#include "service_kit/event_loop.hpp"
#include "service_kit/settings.hpp"
#include "tg_client/telegram/bot_api.hpp"
#include "tg_client/telegram/calls.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace tg_client {

struct OutboxSettings {
    std::size_t per_second = 30;     // calls to chats, evenly spread
    std::size_t most_per_chat = 64;  // calls that wait or are under way
    std::size_t most = 10'000;       // the same, in all

    void add_to(service_kit::SettingsReader& reader);
};

struct SentMessage {
    std::int64_t message_id{};                   // 0 where there is none to be told
    std::optional<std::string> photo_file_id{};  // by which Telegram knows the picture in it
    std::optional<std::int64_t> migrated_to{};   // the chat is this one now
};

using Sent = core::Result<SentMessage, BotFault>;

class Outbox {
public:
    using Done = std::function<void(Sent)>;

    // References are kept.
    Outbox(service_kit::EventLoop& loop, BotApi& api, const OutboxSettings& settings = {});
    // What still waits is told as unreachable, here and now; whoever is told so must not send again. To be destroyed on
    // the loop's thread, or when the loop does not run, and before the BotApi.
    ~Outbox();
    Outbox(const Outbox&) = delete;
    Outbox& operator=(const Outbox&) = delete;

    // Calls `done` once, on the loop's thread and never from within send(); it must not throw. `chat` says behind which
    // calls this one comes: for a message of inline mode, which has no chat, the person. Answers to callbacks and
    // inline queries, which are soon too late, go out at once whatever `chat` is. That a message is as wanted already
    // is success.
    void send(std::int64_t chat, Call call, Done done);

    // Calls that wait or are under way.
    std::size_t size() const;

private:
    struct State;
    std::shared_ptr<State> state_;
};

}  // namespace tg_client
