#include "http_server.hpp"

#include <array>
#include <charconv>
#include <ctime>
#include <exception>
#include <list>
#include <optional>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ip/v6_only.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

namespace service_kit {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using Clock = std::chrono::steady_clock;
using Loop = asio::io_context::executor_type;
using Socket = asio::basic_stream_socket<tcp, Loop>;
using Acceptor = asio::basic_socket_acceptor<tcp, Loop>;
using Timer = asio::basic_waitable_timer<Clock, asio::wait_traits<Clock>, Loop>;
using Task = asio::awaitable<void, Loop>;
constexpr auto awaited = asio::as_tuple(asio::use_awaitable_t<Loop>{});

constexpr std::chrono::milliseconds sweep_interval{200};
constexpr std::chrono::milliseconds lingering{2000};             // for a client to read why it was refused
constexpr std::size_t most_lingered = std::size_t{1024} * 1024;  // bytes read meanwhile
constexpr std::size_t piece = 8192;                              // bytes read at once

// The current time as HTTP writes it, made once a second.
class DateLine {
public:
    const std::string& text() {
        const auto now = std::time(nullptr);
        if (now != second_) {
            second_ = now;
            std::tm parts{};
            gmtime_r(&now, &parts);
            std::array<char, 64> line{};
            const auto length = std::strftime(line.data(), line.size(), "Date: %a, %d %b %Y %H:%M:%S GMT\r\n", &parts);
            text_.assign(line.data(), length);
        }
        return text_;
    }

private:
    std::time_t second_ = -1;
    std::string text_;
};

void append_number(std::string& text, std::size_t number) {
    std::array<char, 20> digits{};
    text.append(digits.data(), std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr);
}

// A header's value must not end its line.
void append_header(std::string& text, std::string_view name, std::string_view value) {
    text.append(name).append(": ");
    for (const char letter : value) text += letter == '\r' || letter == '\n' ? ' ' : letter;
    text.append("\r\n");
}

struct Sent {
    bool keeps_alive{};
    bool is_head{};  // the answer to HEAD: the length of the body, not the body
};

std::string head_of(const Response& response, const Sent& sent, const std::string& date) {
    std::string text;
    text.reserve(512);
    text.append("HTTP/1.1 ");
    append_number(text, static_cast<std::size_t>(response.status));
    text.append(" ").append(reason_phrase(response.status)).append("\r\n").append(date);
    for (const auto& [name, value] : response.headers) append_header(text, name, value);
    if (response.status != 204 && response.status != 304) {
        if (!response.text().empty()) append_header(text, "Content-Type", response.content_type);
        text.append("Content-Length: ");
        append_number(text, response.text().size());
        text.append("\r\n");
    }
    text.append(sent.keeps_alive ? "Connection: keep-alive\r\n\r\n" : "Connection: close\r\n\r\n");
    return text;
}

struct Connection {
    explicit Connection(Socket taken) : socket{std::move(taken)}, answered{socket.get_executor()} {}

    void close() {
        boost::system::error_code ignored;
        socket.close(ignored);
        answered.cancel();
    }

    Socket socket;
    Timer answered;  // never expires: cancelled when the answer is there
    boost::beast::flat_buffer buffer;
    Clock::time_point deadline = Clock::time_point::max();
    bool is_idle = false;
    std::string peer{};
};

}  // namespace

struct HttpServer::State : std::enable_shared_from_this<State> {
    State(EventLoop& loop, const ServerOptions& chosen, ServerHandlers given)
        : options{chosen},
          handlers{std::move(given)},
          limits{chosen.header_bytes, handlers.body_bytes},
          acceptor{loop.context().get_executor()},
          sweeper{loop.context().get_executor()} {
        const tcp::endpoint endpoint{asio::ip::make_address(options.address), options.port};
        acceptor.open(endpoint.protocol());
        acceptor.set_option(tcp::acceptor::reuse_address{true});
        if (endpoint.address().is_v6()) acceptor.set_option(asio::ip::v6_only{false});
        acceptor.bind(endpoint);
        acceptor.listen(asio::socket_base::max_listen_connections);
    }

    Task accept();
    Task serve(std::list<Connection>::iterator at);
    Task serve_requests(Connection& connection);
    // The answer to `request`; none where the connection was closed while waiting for it.
    asio::awaitable<std::optional<Response>, Loop> answer(Connection& connection, Request request);
    asio::awaitable<bool, Loop> fill(Connection& connection);
    asio::awaitable<bool, Loop> send(Connection& connection, Response response, Sent sent);
    asio::awaitable<bool, Loop> send_continue(Connection& connection);
    // The next request, whole. None where the client has gone, was too slow, or was refused.
    asio::awaitable<bool, Loop> receive(Connection& connection, RequestReader& reader);
    Task linger(Connection& connection);
    Task sweep();
    bool make_room();
    void end_if_finished();

    ServerOptions options;
    ServerHandlers handlers;
    MessageLimits limits;
    Acceptor acceptor;
    Timer sweeper;
    std::list<Connection> connections;
    DateLine date;
    bool stopping = false;
    Clock::time_point last_moment = Clock::time_point::max();
    std::function<void()> finished;
};

// The connection that has been idle longest, which is the one whose time is up first, goes.
bool HttpServer::State::make_room() {
    auto oldest = connections.end();
    for (auto at = connections.begin(); at != connections.end(); ++at)
        if (at->is_idle && (oldest == connections.end() || at->deadline < oldest->deadline)) oldest = at;
    if (oldest == connections.end()) return false;
    oldest->is_idle = false;
    oldest->close();
    return true;
}

Task HttpServer::State::accept() {
    const auto self = shared_from_this();
    while (!stopping) {
        auto [error, socket] = co_await acceptor.async_accept(awaited);
        if (error == asio::error::operation_aborted) break;
        if (error) {
            // Out of file descriptors, most likely: an idle connection gives back one, else a moment's rest.
            if (!make_room()) {
                Timer rest{acceptor.get_executor(), std::chrono::milliseconds{50}};
                co_await rest.async_wait(awaited);
            }
            continue;
        }
        if (connections.size() >= options.connections && !make_room()) continue;  // closed: nothing can be promised
        boost::system::error_code ignored;
        socket.set_option(tcp::no_delay{true}, ignored);
        const auto peer = socket.remote_endpoint(ignored);
        connections.emplace_front(std::move(socket)).peer = peer.address().to_string(ignored);
        co_spawn(acceptor.get_executor(), serve(connections.begin()), asio::detached);
    }
}

Task HttpServer::State::serve(std::list<Connection>::iterator at) {
    const auto self = shared_from_this();
    try {
        co_await serve_requests(*at);
    } catch (const std::exception&) {
        // Costs this connection and no other, nor the end of the server; it is counted and logged, not sent.
        static_cast<void>(handlers.refuse({500, "internal_error", "something broke on our side"}, {}));
    }
    connections.erase(at);
    end_if_finished();
}

void HttpServer::State::end_if_finished() {
    if (!stopping || !connections.empty() || !finished) return;
    sweeper.cancel();
    std::exchange(finished, nullptr)();
}

asio::awaitable<bool, Loop> HttpServer::State::fill(Connection& connection) {
    auto& buffer = connection.buffer;
    const auto [error, count] = co_await connection.socket.async_read_some(buffer.prepare(piece), awaited);
    buffer.commit(count);
    co_return !error;
}

asio::awaitable<bool, Loop> HttpServer::State::send_continue(Connection& connection) {
    static constexpr std::string_view interim = "HTTP/1.1 100 Continue\r\n\r\n";
    const auto [error, count] = co_await asio::async_write(connection.socket, asio::buffer(interim), awaited);
    co_return !error;
}

asio::awaitable<bool, Loop> HttpServer::State::receive(Connection& connection, RequestReader& reader) {
    connection.is_idle = connection.buffer.size() == 0;
    connection.deadline = Clock::now() + (connection.is_idle ? options.idle_timeout : options.read_timeout);
    while (true) {
        const auto state = reader.read(connection.buffer);
        if (state == RequestReader::State::done) break;
        if (state == RequestReader::State::failed) {
            auto refusal = handlers.refuse(reader.fault(), reader.headers());
            if (co_await send(connection, std::move(refusal), {.keeps_alive = false, .is_head = false}))
                co_await linger(connection);
            co_return false;
        }
        if (state == RequestReader::State::wants_continue && !co_await send_continue(connection)) co_return false;
        if (stopping && connection.is_idle) co_return false;
        if (!co_await fill(connection)) co_return false;
        if (connection.is_idle) {
            connection.is_idle = false;
            connection.deadline = Clock::now() + options.read_timeout;
        }
    }
    connection.is_idle = false;
    connection.deadline = Clock::time_point::max();
    co_return true;
}

asio::awaitable<std::optional<Response>, Loop> HttpServer::State::answer(Connection& connection, Request request) {
    // Outlives the connection where the client does not wait for its answer.
    struct Slot {
        std::optional<Response> response{};
        Timer* waiting{};
    };
    const auto slot = std::make_shared<Slot>();
    handlers.answer(std::move(request), [slot](Response response) {
        slot->response = std::move(response);
        if (slot->waiting != nullptr) slot->waiting->cancel();
    });
    if (!slot->response) {
        slot->waiting = &connection.answered;
        connection.answered.expires_at(Clock::time_point::max());
        co_await connection.answered.async_wait(awaited);
        slot->waiting = nullptr;
    }
    co_return std::move(slot->response);
}

asio::awaitable<bool, Loop> HttpServer::State::send(Connection& connection, Response response, Sent sent) {
    connection.deadline = Clock::now() + options.write_timeout;
    const auto head = head_of(response, sent, date.text());
    const bool has_body = !sent.is_head && response.status != 204 && response.status != 304;
    const auto body = has_body ? response.text() : std::string_view{};
    const std::array<asio::const_buffer, 2> parts{asio::buffer(head), asio::buffer(body)};
    const auto [error, count] = co_await asio::async_write(connection.socket, parts, awaited);
    co_return !error;
}

Task HttpServer::State::serve_requests(Connection& connection) {
    bool keeps_alive = true;
    while (keeps_alive) {
        RequestReader reader{limits};
        if (!co_await receive(connection, reader)) co_return;
        auto request = reader.take();
        request->peer = connection.peer;
        const bool is_head = request->method == Method::head;
        auto response = co_await answer(connection, std::move(*request));
        if (!response) co_return;
        keeps_alive = reader.keeps_alive() && !stopping;
        if (!co_await send(connection, std::move(*response), {keeps_alive, is_head})) co_return;
    }
    co_await linger(connection);
}

// A connection closed with unread bytes in it is reset, and the answer may be lost with it: they are read first.
Task HttpServer::State::linger(Connection& connection) {
    boost::system::error_code ignored;
    connection.socket.shutdown(tcp::socket::shutdown_send, ignored);
    connection.deadline = Clock::now() + lingering;
    for (std::size_t read = 0; read < most_lingered; read += piece) {
        connection.buffer.clear();
        if (!co_await fill(connection)) co_return;
    }
}

Task HttpServer::State::sweep() {
    const auto self = shared_from_this();
    while (!(stopping && connections.empty())) {
        sweeper.expires_after(sweep_interval);
        co_await sweeper.async_wait(awaited);
        const auto now = Clock::now();
        for (auto& connection : connections)
            if (connection.deadline <= now || last_moment <= now) connection.close();
    }
}

HttpServer::HttpServer(EventLoop& loop, const ServerOptions& options, ServerHandlers handlers)
    : state_{std::make_shared<State>(loop, options, std::move(handlers))} {}

HttpServer::~HttpServer() = default;

std::uint16_t HttpServer::port() const { return state_->acceptor.local_endpoint().port(); }
std::size_t HttpServer::connections() const { return state_->connections.size(); }

void HttpServer::start() {
    co_spawn(state_->acceptor.get_executor(), state_->accept(), asio::detached);
    co_spawn(state_->acceptor.get_executor(), state_->sweep(), asio::detached);
}

void HttpServer::stop(std::chrono::milliseconds grace, std::function<void()> finished) {
    state_->stopping = true;
    state_->last_moment = Clock::now() + grace;
    state_->finished = std::move(finished);
    boost::system::error_code ignored;
    state_->acceptor.close(ignored);
    for (auto& connection : state_->connections)
        if (connection.is_idle) connection.close();
    state_->end_if_finished();
}

}  // namespace service_kit
