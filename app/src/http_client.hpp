// Gets what lies at an address, by HTTP or HTTPS.
//
// Follows redirects, and sends the token only to the host that was named. A narrow door: what is behind it (libcurl)
// is seen nowhere else. An instance is for one thread. Statuses are answers; only what prevents an answer is a fault.
#pragma once

#include "core/base/result.hpp"

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>

namespace app {

struct HttpRequest {
    std::string url{};
    std::string token{};   // sent as a bearer token; empty for none
    std::uint64_t from{};  // ask for the bytes from this one on
};

using HttpHeaders = std::map<std::string, std::string, std::less<>>;  // names in lower case

struct HttpAnswer {
    int status{};
    HttpHeaders headers{};
    HttpHeaders first_headers{};  // of the answer before any redirect: what a hub says of a file that lies elsewhere

    // The header `name`, the first answer's before the last one's; empty where neither has it.
    std::string header(std::string_view name) const;
};

// Hears of an answer of status 200 or 206, then of its body in pieces; false from either ends the transfer.
struct HttpReceiver {
    std::function<bool(const HttpAnswer&)> start{};
    std::function<bool(std::string_view)> body{};
};

struct HttpTimes {
    std::chrono::seconds connect{20};
    std::chrono::seconds stalled{30};  // without a byte
};

class HttpClient {
public:
    explicit HttpClient(std::string user_agent, HttpTimes times = {});
    ~HttpClient();
    HttpClient(const HttpClient&) = delete;
    HttpClient& operator=(const HttpClient&) = delete;

    // Fails with http_unreachable (no connection), http_cut (ended before its end, or stalled), http_stopped (the
    // receiver said so) or http_refused (an address or a redirect that makes no sense).
    core::Result<HttpAnswer> get(const HttpRequest& request, const HttpReceiver& receiver);

    // Asked from time to time while nothing comes; true ends the transfer with http_stopped.
    void stop_when(std::function<bool()> interrupted);

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace app
