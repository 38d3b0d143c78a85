// The way of all updates in: those of one chat strictly one after the other, those of many chats at once, each once.
//
// A handler runs on one of the inbox's threads and may wait for others. An update is handled when the handler has
// called what it was given, from whichever thread and whenever the calls that it led to are done; only then the next
// one of that chat begins. A handler that throws, or lets go of what it was given, has handled its update, too.
#pragma once

#include "service_kit/log.hpp"
#include "service_kit/metrics.hpp"
#include "service_kit/settings.hpp"
#include "tg_client/telegram/types.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>

namespace tg_client {

struct InboxSettings {
    std::size_t threads = 16;
    std::size_t most = 1'000;         // updates that wait or are under way
    std::size_t most_per_chat = 100;  // the same, of one chat
    std::size_t remembered = 10'000;  // handled ones, which are known when they come again

    void add_to(service_kit::SettingsReader& reader);
};

class UpdateInbox {
public:
    using Handled = std::function<void()>;
    using Handler = std::function<void(const Update&, Handled)>;

    // `again` and `in_hand` come of an update that Telegram sends twice.
    enum class Taken { yes, again, in_hand, full };

    // References are kept.
    UpdateInbox(const InboxSettings& settings, Handler handler, service_kit::Log& log, service_kit::Metrics& metrics);
    // Waits for the handlers that run.
    ~UpdateInbox();
    UpdateInbox(const UpdateInbox&) = delete;
    UpdateInbox& operator=(const UpdateInbox&) = delete;

    // Where it says yes, `handled` is called once, before the chat's next update begins, from any thread; never after
    // stop(). It must not throw.
    Taken take(Update update, Handled handled = {});
    // Tells of an update that cannot be taken.
    void pass_over(const PoisonUpdate& poison);

    // Updates taken and not yet handled, and the least id of theirs.
    std::size_t unhandled() const;
    std::optional<std::int64_t> first_unhandled() const;
    bool has_room_for(std::size_t updates) const;

    // Begins nothing more, lets go of what has not begun, and waits, at most so long, until all that has is handled.
    // What is not is never said to be. Not from a handler.
    void stop(std::chrono::milliseconds patience);

private:
    struct State;
    std::shared_ptr<State> state_;
};

}  // namespace tg_client
