// A client whose loop runs on a thread of its own, as the tests of the HTTP client want it.
#pragma once

#include "service_kit/event_loop.hpp"
#include "service_kit/http_client.hpp"

#include <chrono>
#include <memory>
#include <string>
#include <thread>

namespace service_kit {

// Retries at once, so that tests are quick.
inline ClientSettings quick_settings() {
    ClientSettings settings;
    settings.retry = {
        .retries = 2, .first_pause = std::chrono::milliseconds{2}, .longest_pause = std::chrono::milliseconds{5}};
    return settings;
}

class RunningClient {
public:
    explicit RunningClient(const ClientSettings& settings = quick_settings());
    ~RunningClient();
    RunningClient(const RunningClient&) = delete;
    RunningClient& operator=(const RunningClient&) = delete;

    ClientResult get(std::string url) { return ask({.url = std::move(url)}); }
    ClientResult ask(ClientRequest request) { return client->send_and_wait(std::move(request)); }

    EventLoop loop;
    std::unique_ptr<HttpClient> client;

private:
    std::shared_ptr<void> work_;  // what keeps the loop running
    std::thread thread_;
};

}  // namespace service_kit
