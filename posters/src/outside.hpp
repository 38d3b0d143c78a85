// Asks other servers and waits for them, until a moment and no longer.
//
// Through the proxy where the address has https and there is one. Any thread but the loop's.
#pragma once

#include "service_kit/event_loop.hpp"
#include "service_kit/http_client.hpp"

#include <chrono>
#include <string>

namespace posters {

using Deadline = std::chrono::steady_clock::time_point;

class Outside {
public:
    // Throws std::invalid_argument for a proxy that makes no sense.
    Outside(service_kit::EventLoop& loop, const std::string& proxy);

    service_kit::ClientResult ask(service_kit::ClientRequest request, Deadline deadline);

private:
    service_kit::HttpClient direct_, by_proxy_;
};

}  // namespace posters
