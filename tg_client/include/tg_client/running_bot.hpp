// The bot at work on a service's event loop: it finds out who it is, takes updates, and answers them.
//
// Telegram may be away at the beginning as at any time: it is asked until it answers. References are kept.
#pragma once

#include "service_kit/event_loop.hpp"
#include "service_kit/log.hpp"
#include "service_kit/metrics.hpp"
#include "service_kit/route.hpp"
#include "tg_client/settings.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace tg_client {

class RunningBot {
public:
    // Throws std::system_error where there is a state folder that cannot be used.
    RunningBot(const Settings& settings, service_kit::EventLoop& loop, service_kit::Log& log,
               service_kit::Metrics& metrics);
    // When the loop does not run.
    ~RunningBot();
    RunningBot(const RunningBot&) = delete;
    RunningBot& operator=(const RunningBot&) = delete;

    // Begins, from any thread; does nothing when called again. `refused` is told, with what to do, when Telegram does
    // not take the token.
    void start(std::function<void(const std::string&)> refused);
    // What the service has to serve for it: the webhook, where there is one, and the door of Mini Apps.
    std::vector<service_kit::Route> routes() const;
    // Why it does not talk yet.
    std::optional<std::string> trouble() const;
    // Finishes what was begun, at most a while. The loop must run elsewhere.
    void finish();

private:
    struct State;
    std::shared_ptr<State> state_;
};

}  // namespace tg_client
