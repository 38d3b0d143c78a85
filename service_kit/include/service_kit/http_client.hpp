// Asks other servers over HTTP/1.1 and HTTPS, on the event loop: kept connections, time-outs, retries, proxies.
//
//     HttpClient client{loop, {.user_agent = "kinosovet-bot"}};
//     client.send({.url = "https://www.omdbapi.com/?i=tt0078748"}, [](ClientResult result) { ... });
//
// A status, whatever it is, is an answer, and redirects are not followed; only what prevents an answer is a fault.
// Certificates are checked against the system's roots and the host's name. Texts of faults name a scheme and a host,
// never a path, a query string or a header, for these hold secrets. Knows nothing of JSON or of the servers asked.
#pragma once

#include "core/base/result.hpp"
#include "service_kit/http.hpp"

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace service_kit {

class EventLoop;

// Whether a request may be sent again when it is not known what became of it.
enum class Retries {
    by_method,  // all but POST, PATCH and unknown ones
    always,     // the caller knows that sending twice does no harm
    never,      // not even where the connection could not be made
};

struct ClientRequest {
    Method method = Method::get;
    std::string url{};  // http or https, encoded; without user and password, which belong into a header
    Headers headers{};  // Host, Content-Length, Transfer-Encoding and Connection are the client's own: left out
    std::string body{};
    std::chrono::milliseconds try_timeout{10'000};    // for one try, from its place among the connections on
    std::chrono::milliseconds total_timeout{30'000};  // with waiting for a place, all tries and pauses
    Retries retries = Retries::by_method;
    std::size_t answer_bytes = std::size_t{8} * 1024 * 1024;  // how long the answer's body may be
};

struct ClientAnswer {
    int status{};
    Headers headers{};
    std::string body{};
    unsigned tries{};  // how often the request was sent to get it
};

enum class ClientError {
    bad_url,       // not an address that can be asked
    unresolved,    // the host's name was not found
    unreachable,   // no connection to the host, or to the proxy, or the proxy would not go on
    tls_failed,    // the certificate is not trusted, or the two sides do not understand each other
    timed_out,     // by one try or in all
    cut,           // the connection ended before the answer did
    bad_answer,    // what came is not HTTP
    too_large,     // longer than the request allows
    circuit_open,  // the host has failed often enough to be left alone for a while
    stopped,       // the client was destroyed
};

// The name of `error` as written above: stable, for programs, logs and metrics.
std::string_view code_of(ClientError error);

struct ClientFault {
    ClientError error{};
    std::string message{};  // a sentence without secrets
};

using ClientResult = core::Result<ClientAnswer, ClientFault>;

// Retries come after a random pause of up to first_pause, twice that, four times that, ... up to longest_pause.
// A Retry-After in seconds comes before it. No retry that could not begin within the request's total time.
struct RetrySettings {
    unsigned retries = 2;
    std::chrono::milliseconds first_pause{200};
    std::chrono::milliseconds longest_pause{5'000};
};

// After `failures` in a row a host is asked nothing for `open_for`; then one request tries whether it is back.
struct BreakerSettings {
    unsigned failures = 5;
    std::chrono::milliseconds open_for{10'000};
};

struct ClientSettings {
    std::string user_agent = "kinosovet";
    std::size_t connections_per_host = 16;  // requests beyond them wait
    std::chrono::milliseconds idle_timeout{30'000};
    std::chrono::milliseconds connect_timeout{5'000};     // for each address of a host
    std::chrono::milliseconds handshake_timeout{10'000};  // for the proxy and for TLS
    RetrySettings retry{};
    BreakerSettings breaker{};
    // http://[user:password@]host[:port] or socks5://...; names of hosts are looked up by the proxy. Empty for none.
    std::string proxy{};
    std::string extra_ca_file{};  // PEM; trusted besides the system's roots. Empty for none.
};

class HttpClient {
public:
    using Receiver = std::function<void(ClientResult)>;

    // Throws std::invalid_argument for a proxy that makes no sense and std::system_error for a CA file that cannot be
    // read. `loop` must outlive the client.
    HttpClient(EventLoop& loop, const ClientSettings& settings);
    // What is not answered ends with `stopped`, here and now; whoever is told so must not ask again. To be destroyed on
    // the loop's thread, or when the loop does not run, since an answer might otherwise be on its way to its receiver.
    ~HttpClient();
    HttpClient(const HttpClient&) = delete;
    HttpClient& operator=(const HttpClient&) = delete;

    // Calls `done` once, on the loop's thread and never from within send(). From any thread.
    void send(ClientRequest request, Receiver done);
    // Waits for the result while the loop runs elsewhere; throws std::logic_error on the loop's own thread.
    ClientResult send_and_wait(ClientRequest request);

private:
    struct State;
    std::shared_ptr<State> state_;
};

}  // namespace service_kit
