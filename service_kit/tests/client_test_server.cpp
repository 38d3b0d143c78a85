#include "client_test_server.hpp"

#include "client_test_certificate.hpp"

#include <array>
#include <charconv>
#include <csignal>
#include <stdexcept>
#include <utility>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <openssl/ssl.h>
#include <sys/socket.h>
#include <unistd.h>

namespace service_kit {
namespace {

SSL* tls_of(const std::shared_ptr<void>& tls) { return static_cast<SSL*>(tls.get()); }

std::size_t content_length(std::string_view head) {
    static constexpr std::string_view name = "Content-Length: ";
    const auto at = head.find(name);
    std::size_t length{};
    if (at != std::string_view::npos)
        std::from_chars(head.data() + at + name.size(), head.data() + head.size(), length);
    return length;
}

}  // namespace

TestPeer::~TestPeer() {
    if (tls_) SSL_shutdown(tls_of(tls_));
}

std::size_t TestPeer::read_some(char* bytes, std::size_t count) {
    const auto got = tls_ ? SSL_read(tls_of(tls_), bytes, static_cast<int>(count)) : ::recv(socket_, bytes, count, 0);
    return got > 0 ? static_cast<std::size_t>(got) : 0;
}

std::string TestPeer::read(std::size_t count) {
    std::array<char, 4096> bytes{};
    while (rest_.size() < count) {
        const auto got = read_some(bytes.data(), bytes.size());
        if (got == 0) return std::exchange(rest_, {});
        rest_.append(bytes.data(), got);
    }
    auto text = rest_.substr(0, count);
    rest_.erase(0, count);
    return text;
}

std::optional<std::string> TestPeer::read_request() {
    std::string request;
    while (!request.ends_with("\r\n\r\n")) {
        const auto letter = read(1);
        if (letter.empty()) return std::nullopt;
        request += letter;
    }
    const auto length = content_length(request);
    const auto body = read(length);
    if (body.size() < length) return std::nullopt;
    return request + body;
}

void TestPeer::write(std::string_view text) {
    while (!text.empty()) {
        const auto sent = tls_ ? SSL_write(tls_of(tls_), text.data(), static_cast<int>(text.size()))
                               : ::send(socket_, text.data(), text.size(), MSG_NOSIGNAL);
        if (sent <= 0) return;
        text.remove_prefix(static_cast<std::size_t>(sent));
    }
}

void TestPeer::wait_for_end() {
    while (!read(1).empty()) rest_.clear();
}

void TestPeer::reset_at_end() {
    const linger at_once{.l_onoff = 1, .l_linger = 0};
    ::setsockopt(socket_, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
}

void TestPeer::cut() { ::shutdown(socket_, SHUT_RDWR); }

bool TestPeer::start_tls(const TestCertificate& certificate) {
    tls_ = certificate.accept(socket_);
    return tls_ != nullptr;
}

std::string TestPeer::server_name() const {
    const char* name = tls_ ? SSL_get_servername(tls_of(tls_), TLSEXT_NAMETYPE_host_name) : nullptr;
    return name == nullptr ? "" : name;
}

TestServer::TestServer(Script script, Begin begin)
    : script_{std::move(script)}, listener_{::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)} {
    std::signal(SIGPIPE, SIG_IGN);  // OpenSSL writes to connections that the client may have closed
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    auto* const any = reinterpret_cast<sockaddr*>(&address);
    if (::bind(listener_, any, size) != 0) throw std::runtime_error{"no port for the test server"};
    ::getsockname(listener_, any, &size);
    port_ = ntohs(address.sin_port);
    if (begin == Begin::listening) listen();
}

void TestServer::listen() {
    ::listen(listener_, 256);
    accepting_ = std::thread{[this] { accept(); }};
}

void TestServer::accept() {
    while (true) {
        const int socket = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
        if (socket < 0) return;
        const std::lock_guard lock{mutex_};
        open_.insert(socket);
        threads_.emplace_back([this, socket, number = connections_++] { serve(socket, number); });
    }
}

void TestServer::serve(int socket, unsigned number) {
    {
        TestPeer peer{socket, number};
        script_(peer);
    }
    const std::lock_guard lock{mutex_};
    open_.erase(socket);
    ::close(socket);
    closed_.notify_all();
}

void TestServer::wait_until_idle() {
    std::unique_lock lock{mutex_};
    closed_.wait(lock, [this] { return open_.empty(); });
}

TestServer::~TestServer() {
    ::shutdown(listener_, SHUT_RDWR);
    if (accepting_.joinable()) accepting_.join();
    {
        const std::lock_guard lock{mutex_};
        for (const int socket : open_) ::shutdown(socket, SHUT_RDWR);
    }
    for (auto& thread : threads_) thread.join();
    ::close(listener_);
}

std::string TestServer::url(std::string_view target, std::string_view scheme, std::string_view host) const {
    return std::string{scheme} + "://" + std::string{host} + ":" + std::to_string(port_) + std::string{target};
}

TestServer::Script answering(std::function<std::string(const std::string& request)> answer) {
    return [answer = std::move(answer)](TestPeer& peer) {
        while (const auto request = peer.read_request()) peer.write(answer(*request));
    };
}

std::string answer_text(int status, std::string_view body, std::string_view headers) {
    return "HTTP/1.1 " + std::to_string(status) + " Status\r\nContent-Length: " + std::to_string(body.size()) + "\r\n" +
           std::string{headers} + "\r\n" + std::string{body};
}

}  // namespace service_kit
