// The two ways by which updates come: they are asked for (LongPolling), or Telegram sends them (Webhook).
//
// Both lose nothing when the process is killed. What is asked for is confirmed to Telegram, by a greater offset, only
// when it is safe: with a state folder, when it lies in the journal there, from which a new process goes on; without
// one, when it and all before it are handled. Then one slow update holds up what comes a hundred after it, for Telegram
// gives no more at once: a bot of many chats wants the folder. What Telegram sends is answered when it is handled, and
// is sent again where it was not. An update under way when the process was killed begins anew; without a state folder,
// so does what was handled after it.
#pragma once

#include "service_kit/event_loop.hpp"
#include "service_kit/log.hpp"
#include "service_kit/route.hpp"
#include "service_kit/settings.hpp"
#include "tg_client/telegram/access.hpp"
#include "tg_client/telegram/bot_api.hpp"
#include "tg_client/telegram/update_inbox.hpp"

#include <chrono>
#include <functional>
#include <memory>
#include <string>

namespace tg_client {

struct UpdatePlaces {
    service_kit::EventLoop& loop;
    BotApi& api;
    UpdateInbox& inbox;
    service_kit::Log& log;
};

struct PollingSettings {
    std::chrono::milliseconds timeout{30'000};  // how long Telegram waits for something to tell; whole seconds
    std::chrono::milliseconds stop_timeout{10'000};
    std::string state_folder{};            // empty: none
    std::chrono::milliseconds pause{200};  // before what is known already is asked for again

    void add_to(service_kit::SettingsReader& reader);
};

class LongPolling {
public:
    // Throws std::system_error where there is a state folder that cannot be used.
    LongPolling(const UpdatePlaces& places, const PollingSettings& settings);
    // Confirms nothing more. When the loop does not run, or on its thread.
    ~LongPolling();
    LongPolling(const LongPolling&) = delete;
    LongPolling& operator=(const LongPolling&) = delete;

    // Takes a webhook away and asks for updates from then on, whatever goes wrong. From any thread, once.
    void start();
    // Stops the inbox, and confirms what is handled. The loop must run elsewhere.
    void stop();

private:
    struct State;
    std::shared_ptr<State> state_;
};

class Webhook {
public:
    Webhook(const UpdatePlaces& places, const BotAccess& access);
    ~Webhook();
    Webhook(const Webhook&) = delete;
    Webhook& operator=(const Webhook&) = delete;

    // Tells Telegram where to send updates to, until it has heard it. From any thread, once.
    void start();

    // POST /telegram/: 401 without the secret, 200 when the update is handled or makes no sense, else 503, upon which
    // Telegram sends it again; so it is, too, while `is_ready` says no. Waits on threads of its own. Good beyond the
    // webhook's life, but not the inbox's.
    service_kit::Route route(std::function<bool()> is_ready) const;

private:
    struct State;
    std::shared_ptr<State> state_;
};

}  // namespace tg_client
