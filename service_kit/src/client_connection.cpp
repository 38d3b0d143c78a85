#include "client_connection.hpp"

#include <array>
#include <cerrno>

#include <boost/asio/write.hpp>
#include <openssl/x509v3.h>
#include <sys/socket.h>

namespace service_kit {
namespace {

namespace asio = boost::asio;
using on_loop::as_values;
using on_loop::Awaited;
using on_loop::Clock;

constexpr std::size_t piece = 16'384;  // bytes read at once: a TLS record

// Names the host to the server, and has its certificate checked against it.
bool expect_host(SSL* tls, const std::string& host) {
    boost::system::error_code error;
    asio::ip::make_address(host, error);
    if (!error) return X509_VERIFY_PARAM_set1_ip_asc(SSL_get0_param(tls), host.c_str()) == 1;
    // SSL_set_tlsext_host_name() is a macro with an old-style cast.
    std::string name = host;
    return SSL_ctrl(tls, SSL_CTRL_SET_TLSEXT_HOSTNAME, TLSEXT_NAMETYPE_host_name, name.data()) == 1 &&
           SSL_set1_host(tls, host.c_str()) == 1;
}

}  // namespace

ClientConnection::ClientConnection(const on_loop::Executor& executor)
    : socket_{executor}, deadline_{executor}, waiting_{executor} {}

void ClientConnection::set_deadline(Clock::time_point deadline) {
    is_expired_ = false;
    deadline_.expires_at(deadline);
    deadline_.async_wait([weak = weak_from_this()](Error error) {
        const auto self = weak.lock();
        // It may have been moved when this was already on its way.
        if (!self || error || self->deadline_.expiry() > Clock::now()) return;
        self->is_expired_ = true;
        self->cancel();
    });
}

void ClientConnection::cancel() {
    Error ignored;
    socket_.close(ignored);
    waiting_.cancel();
}

void ClientConnection::close() {
    is_closed_ = true;
    deadline_.cancel();
    cancel();
}

ClientConnection::Error ClientConnection::told(Error error) const {
    if (is_closed_) return asio::error::operation_aborted;
    return is_expired_ ? Error{asio::error::timed_out} : error;
}

bool ClientConnection::is_quiet() {
    if (is_closed_ || is_expired_ || !socket_.is_open() || buffer_.size() > 0) return false;
    char byte{};
    const auto count = ::recv(socket_.native_handle(), &byte, 1, MSG_PEEK | MSG_DONTWAIT);
    return count < 0 && (errno == EAGAIN || errno == EWOULDBLOCK);
}

Awaited<ClientConnection::Error> ClientConnection::connect(on_loop::Endpoint endpoint) {
    Error ignored;
    socket_.close(ignored);
    if (is_closed_ || is_expired_) co_return told({});
    const auto [error] = co_await socket_.async_connect(endpoint, as_values);
    socket_.set_option(asio::ip::tcp::no_delay{true}, ignored);
    co_return told(error);
}

Awaited<ClientConnection::Error> ClientConnection::start_tls(asio::ssl::context& context, std::string host) {
    tls_.emplace(socket_, context);
    if (!expect_host(tls_->native_handle(), host)) co_return asio::error::invalid_argument;
    const auto [error] = co_await tls_->async_handshake(asio::ssl::stream_base::client, as_values);
    co_return told(error);
}

std::string ClientConnection::why_untrusted() {
    const auto result = tls_ ? SSL_get_verify_result(tls_->native_handle()) : X509_V_OK;
    return result == X509_V_OK ? std::string{} : X509_verify_cert_error_string(result);
}

Awaited<ClientConnection::Error> ClientConnection::write(std::string_view head, std::string_view body) {
    const std::array<asio::const_buffer, 2> parts{asio::buffer(head), asio::buffer(body)};
    if (tls_) {
        const auto [error, count] = co_await asio::async_write(*tls_, parts, as_values);
        co_return told(error);
    }
    const auto [error, count] = co_await asio::async_write(socket_, parts, as_values);
    co_return told(error);
}

Awaited<ClientConnection::Error> ClientConnection::read_some() {
    const auto space = buffer_.prepare(piece);
    if (tls_) {
        const auto [error, count] = co_await tls_->async_read_some(space, as_values);
        buffer_.commit(count);
        co_return told(error);
    }
    const auto [error, count] = co_await socket_.async_read_some(space, as_values);
    buffer_.commit(count);
    co_return told(error);
}

Awaited<ClientConnection::Error> ClientConnection::wait() {
    if (!is_awake_ && !is_closed_ && !is_expired_) {
        waiting_.expires_at(Clock::time_point::max());
        co_await waiting_.async_wait(as_values);
    }
    co_return std::exchange(is_awake_, false) ? Error{} : told(asio::error::operation_aborted);
}

void ClientConnection::wake() {
    is_awake_ = true;
    waiting_.cancel();
}

}  // namespace service_kit
