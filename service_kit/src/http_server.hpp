// Serves HTTP/1.1 on one port: connections, limits and time-outs; what to answer is somebody else's.
//
// Everything happens on the event loop's thread. Requests of one connection are answered in their order, those of
// different ones independently. Slow senders are cut, and where the connections run out the one that has been idle
// longest makes room.
#pragma once

#include "request_reader.hpp"
#include "service_kit/event_loop.hpp"
#include "service_kit/http.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

namespace service_kit {

struct ServerOptions {
    std::string address = "127.0.0.1";
    std::uint16_t port{};  // 0 picks a free one
    std::size_t connections = 10'000;
    std::size_t header_bytes = std::size_t{16} * 1024;
    std::chrono::milliseconds read_timeout{10'000};   // for a request to come in, from its first byte on
    std::chrono::milliseconds write_timeout{10'000};  // for an answer to go out
    std::chrono::milliseconds idle_timeout{75'000};   // between requests
};

// Called once with the answer, on the loop's thread.
using Responder = std::function<void(Response)>;

struct ServerHandlers {
    std::function<void(Request, Responder)> answer{};
    // With as many headers of the request as could be read.
    std::function<Response(const ProtocolFault&, Headers)> refuse{};
    std::function<std::size_t(Method, std::string_view)> body_bytes{};
};

class HttpServer {
public:
    // Binds the port at once; throws std::system_error where it cannot.
    HttpServer(EventLoop& loop, const ServerOptions& options, ServerHandlers handlers);
    ~HttpServer();
    HttpServer(const HttpServer&) = delete;
    HttpServer& operator=(const HttpServer&) = delete;

    std::uint16_t port() const;
    std::size_t connections() const;
    void start();
    // Takes no new connection and lets idle ones go. `finished` is called when the last request has been answered, or
    // `grace` is over.
    void stop(std::chrono::milliseconds grace, std::function<void()> finished);

private:
    struct State;
    std::shared_ptr<State> state_;
};

}  // namespace service_kit
