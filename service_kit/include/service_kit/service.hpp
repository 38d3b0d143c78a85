// A service from its routes: everything that is the same for all of them.
//
// Routes are matched and answered on a pool of workers behind a bounded queue; what answers the same every time is kept
// and sent again at once. Health, metrics, log lines, request ids, OpenAPI and its page, CORS, compression, graceful
// stop and reload are here. Network input and output, the kept answers and the choice of data happen on one thread and
// take no lock; a request works on the data it began with, whatever is loaded meanwhile.
#pragma once

#include "service_kit/event_loop.hpp"
#include "service_kit/log.hpp"
#include "service_kit/metrics.hpp"
#include "service_kit/openapi.hpp"
#include "service_kit/route.hpp"
#include "service_kit/settings.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace service_kit {

struct ServiceSettings {
    std::string address = "127.0.0.1";
    std::uint16_t port{};
    std::size_t workers = 0;  // 0: one for each core
    std::size_t queue = 256;  // requests that wait for a worker or are at one
    std::size_t connections = 10'000;
    std::size_t body_kib = 64;
    std::size_t header_kib = 16;
    std::size_t kept_mib = 8;  // of answers kept to be sent again
    std::chrono::milliseconds read_timeout{10'000};
    std::chrono::milliseconds write_timeout{10'000};
    std::chrono::milliseconds idle_timeout{75'000};
    std::chrono::milliseconds stop_timeout{10'000};
    std::vector<std::string> cors_origins{};
    std::string log_level = "info";
    bool access_log = true;

    void add_to(SettingsReader& reader);
    LogLevel level() const;
};

// What a service serves, made anew when it reloads. Immutable: requests that run keep it alive.
struct Served {
    std::vector<Route> routes{};
    // Why it cannot serve well right now (a database that is away); asked on the loop's thread, so it must be quick.
    std::function<std::optional<std::string>()> trouble{};
    // What is still to be done when the service is told to end, while it goes on answering; called once, on a thread of
    // its own, and waited for. It must not throw.
    std::function<void()> finish{};
};

// Makes what is served; throws std::exception with a sentence for people. Called on a thread of its own at the start,
// and again on SIGHUP: where that fails, what was served before goes on.
using Loader = std::function<std::shared_ptr<const Served>()>;

class Service {
public:
    // Binds the port; throws std::system_error where it cannot. References are kept.
    Service(const ServiceSettings& settings, const ApiTitle& title, Log& log, Metrics& metrics);
    ~Service();
    Service(const Service&) = delete;
    Service& operator=(const Service&) = delete;

    std::uint16_t port() const;
    EventLoop& loop();

    // Serves until SIGTERM or SIGINT, stop() or fail(). Returns 0, or 1 after fail() or where the first load failed.
    int run(Loader loader);
    // From any thread: finishes what runs, then run() returns.
    void stop();
    // The same for a reason for which it cannot go on, which is logged: a sentence with what to do.
    void fail(const std::string& why);
    // From any thread: what SIGHUP does.
    void reload();

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace service_kit
