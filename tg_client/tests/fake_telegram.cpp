#include "fake_telegram.hpp"

#include <array>
#include <charconv>
#include <future>
#include <optional>
#include <stdexcept>
#include <string_view>

#include <arpa/inet.h>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace tg_client {
namespace {

constexpr const char* token = "42:SECRET";

std::string header_of(const std::string& head, std::string_view name) {
    const auto at = head.find("\r\n" + std::string{name} + ": ");
    if (at == std::string::npos) return {};
    const auto begin = at + name.size() + 4;
    return head.substr(begin, head.find("\r\n", begin) - begin);
}

// What comes first on a connection, taken out of `bytes`; none where the client has gone.
std::optional<FakeCall> read_call(int socket, std::string& bytes) {
    std::array<char, 65536> part{};
    while (true) {
        const auto end = bytes.find("\r\n\r\n");
        if (end != std::string::npos) {
            const auto head = bytes.substr(0, end + 2);
            const auto length_text = header_of(head, "Content-Length");
            std::size_t length{};
            std::from_chars(length_text.data(), length_text.data() + length_text.size(), length);
            if (bytes.size() >= end + 4 + length) {
                const auto target = head.substr(head.find(' ') + 1, head.find(" HTTP") - head.find(' ') - 1);
                FakeCall call{target.substr(target.rfind('/') + 1), header_of(head, "Content-Type"),
                              bytes.substr(end + 4, length)};
                bytes.erase(0, end + 4 + length);
                return call;
            }
        }
        const auto got = ::recv(socket, part.data(), part.size(), 0);
        if (got <= 0) return std::nullopt;
        bytes.append(part.data(), static_cast<std::size_t>(got));
    }
}

}  // namespace

FakeAnswer fake_result(const std::string& json) { return {200, R"({"ok":true,"result":)" + json + "}"}; }

FakeAnswer fake_refusal(int status, const std::string& description, const std::string& parameters) {
    return {status, R"({"ok":false,"error_code":)" + std::to_string(status) + R"(,"description":")" + description +
                        "\"" + (parameters.empty() ? "" : ",\"parameters\":" + parameters) + "}"};
}

FakeAnswer fake_message(int id) {
    return fake_result(
        R"({"message_id":)" + std::to_string(id) +
        R"(,"date":1,"chat":{"id":1,"type":"private"},"photo":[{"file_id":"small","width":1,"height":1},)"
        R"({"file_id":"large","width":9,"height":9}]})");
}

FakeAnswer no_answer() { return {0, {}}; }

FakeTelegram::FakeTelegram(Answer answer)
    : answer_{std::move(answer)}, listener_{::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)} {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    auto* const any = reinterpret_cast<sockaddr*>(&address);
    if (::bind(listener_, any, size) != 0 || ::listen(listener_, 256) != 0)
        throw std::runtime_error{"no port for the fake Telegram"};
    ::getsockname(listener_, any, &size);
    port_ = ntohs(address.sin_port);
    accepting_ = std::thread{[this] { accept(); }};
}

FakeTelegram::~FakeTelegram() {
    ::shutdown(listener_, SHUT_RDWR);
    accepting_.join();
    {
        const std::lock_guard lock{mutex_};
        for (const int socket : open_) ::shutdown(socket, SHUT_RDWR);
    }
    for (auto& thread : threads_) thread.join();
    ::close(listener_);
}

void FakeTelegram::accept() {
    while (true) {
        const int socket = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
        if (socket < 0) return;
        const std::lock_guard lock{mutex_};
        open_.insert(socket);
        threads_.emplace_back([this, socket] { serve(socket); });
    }
}

void FakeTelegram::serve(int socket) {
    std::string bytes;
    while (const auto call = read_call(socket, bytes)) {
        {
            const std::lock_guard lock{mutex_};
            calls_.push_back(*call);
        }
        const auto answer = answer_(*call);
        if (answer.status == 0) break;
        const auto text = "HTTP/1.1 " + std::to_string(answer.status) +
                          " Status\r\nContent-Length: " + std::to_string(answer.body.size()) + "\r\n\r\n" + answer.body;
        ::send(socket, text.data(), text.size(), MSG_NOSIGNAL);
    }
    const std::lock_guard lock{mutex_};
    open_.erase(socket);
    ::close(socket);
}

BotAccess FakeTelegram::access() const {
    return {.token = token, .api_url = "http://127.0.0.1:" + std::to_string(port_)};
}

std::vector<FakeCall> FakeTelegram::calls() const {
    const std::lock_guard lock{mutex_};
    return calls_;
}

RunningLoop::RunningLoop()
    : work_{std::make_shared<boost::asio::executor_work_guard<boost::asio::io_context::executor_type>>(
          loop.context().get_executor())},
      thread_{[this] { loop.run(); }} {
    // A stop that came before the loop runs would be forgotten.
    std::promise<void> runs;
    loop.post([&runs] { runs.set_value(); });
    runs.get_future().wait();
}

RunningLoop::~RunningLoop() { stop(); }

void RunningLoop::stop() {
    loop.stop();
    if (thread_.joinable()) thread_.join();
}

}  // namespace tg_client
