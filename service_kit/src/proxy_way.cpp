#include "proxy_way.hpp"

#include "response_reader.hpp"

#include <array>

#include <boost/asio/ip/address.hpp>

namespace service_kit {
namespace {

namespace asio = boost::asio;
using on_loop::Awaited;

constexpr std::size_t longest_credential = 255;

// Why a proxy would not connect, by the second byte of its answer (RFC 1928).
constexpr std::array<std::string_view, 9> socks_refusals{"",
                                                         "the proxy failed",
                                                         "the proxy's rules do not allow it",
                                                         "the proxy has no way to the network",
                                                         "the proxy has no way to the host",
                                                         "the host refused the proxy's connection",
                                                         "the proxy's connection took too long",
                                                         "the proxy cannot connect",
                                                         "the proxy does not take such an address"};

char byte(std::size_t number) { return static_cast<char>(number); }

std::string with_length(std::string_view text) { return byte(text.size()) + std::string{text}; }

// The host as SOCKS writes it: kind, address, port.
std::string socks_address(const ClientUrl& target) {
    boost::system::error_code error;
    const auto address = asio::ip::make_address(target.host, error);
    std::string text;
    if (error) {
        text = "\x03" + with_length(target.host);
    } else if (address.is_v4()) {
        text = "\x01";
        for (const auto part : address.to_v4().to_bytes()) text += byte(part);
    } else {
        text = "\x04";
        for (const auto part : address.to_v6().to_bytes()) text += byte(part);
    }
    return text + byte(target.port >> 8U) + byte(target.port & 0xFFU);
}

struct Talk {
    WayFault fault{};
    std::string answer{};

    explicit operator bool() const { return !fault.error && fault.refusal.empty(); }
    std::size_t at(std::size_t place) const { return static_cast<unsigned char>(answer[place]); }
};

// Sends `question`, and reads exactly `count` bytes.
Awaited<Talk> talk(ClientConnection& connection, std::string question, std::size_t count) {
    Talk result;
    if (!question.empty()) result.fault.error = co_await connection.write(question, {});
    auto& buffer = connection.buffer();
    while (!result.fault.error && buffer.size() < count) result.fault.error = co_await connection.read_some();
    if (result.fault.error) co_return result;
    result.answer.assign(static_cast<const char*>(buffer.data().data()), count);
    buffer.consume(count);
    co_return result;
}

// Agrees with the proxy on how to say who we are, and says it.
Awaited<WayFault> log_in(ClientConnection& connection, const ClientUrl& proxy) {
    if (proxy.user.size() > longest_credential || proxy.password.size() > longest_credential)
        co_return WayFault{{}, "the proxy's user or password is too long"};
    // Version 5; ways offered: 0 is none, 2 is user and password.
    std::string greeting{"\x05\x01\x00", 3};
    if (!proxy.user.empty() || !proxy.password.empty()) greeting = {"\x05\x02\x00\x02", 4};
    const auto chosen = co_await talk(connection, greeting, 2);
    if (!chosen) co_return chosen.fault;
    if (chosen.at(0) != 5) co_return WayFault{{}, "the proxy does not speak SOCKS 5"};
    if (chosen.at(1) == 0) co_return WayFault{};
    if (chosen.at(1) != 2 || greeting.size() != 4) co_return WayFault{{}, "the proxy wants another way to log in"};
    const auto login = "\x01" + with_length(proxy.user) + with_length(proxy.password);
    const auto taken = co_await talk(connection, login, 2);
    if (taken && taken.at(1) != 0) co_return WayFault{{}, "the proxy does not take the user and password"};
    co_return taken.fault;
}

}  // namespace

Awaited<WayFault> socks_through(ClientConnection& connection, const ClientUrl& target, const ClientUrl& proxy) {
    const auto logged_in = co_await log_in(connection, proxy);
    if (logged_in.error || !logged_in.refusal.empty()) co_return logged_in;
    const auto question = std::string{"\x05\x01\x00", 3} + socks_address(target);
    const auto answer = co_await talk(connection, question, 5);
    if (!answer) co_return answer.fault;
    if (answer.at(0) != 5) co_return WayFault{{}, "the proxy does not speak SOCKS 5"};
    if (const auto refusal = answer.at(1); refusal != 0)
        co_return WayFault{{}, std::string{socks_refusals.at(refusal < socks_refusals.size() ? refusal : 1)}};
    // The address the proxy connects from is of no use, but has to be read: the fifth byte was the first of it.
    std::size_t rest = 3 + 2;
    if (answer.at(3) == 3) rest = answer.at(4) + 2;
    if (answer.at(3) == 4) rest = 15 + 2;
    const auto skipped = co_await talk(connection, {}, rest);
    co_return skipped.fault;
}

Awaited<WayFault> connect_through(ClientConnection& connection, const ClientUrl& target, const HeadStyle& style) {
    ResponseReader reader{{.body_bytes = 0, .is_bodiless = true}};
    WayFault fault;
    fault.error = co_await connection.write(connect_head(target, style), {});
    auto state = ResponseReader::State::wants_more;
    while (!fault.error && state == ResponseReader::State::wants_more) {
        fault.error = co_await connection.read_some();
        if (!fault.error) state = reader.read(connection.buffer());
    }
    if (fault.error) co_return fault;
    if (state != ResponseReader::State::done) co_return WayFault{{}, "the proxy does not speak HTTP"};
    const auto status = reader.take().status;
    if (status / 100 != 2) co_return WayFault{{}, "the proxy answered " + std::to_string(status)};
    co_return WayFault{};
}

}  // namespace service_kit
