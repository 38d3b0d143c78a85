#include "dialer.hpp"

#include <algorithm>
#include <stdexcept>
#include <system_error>
#include <utility>

#include <boost/asio/ssl/error.hpp>

namespace service_kit {
namespace {

namespace asio = boost::asio;
using on_loop::Awaited;
using on_loop::Clock;
using Error = boost::system::error_code;
using Step = Awaited<std::optional<DialFault>>;

std::optional<ClientUrl> read_proxy(const std::string& text) {
    if (text.empty()) return std::nullopt;
    auto proxy = read_url(text);
    // The text may hold a password: it is not repeated.
    if (!proxy || proxy->scheme == "https")
        throw std::invalid_argument{"the proxy must be http://[user:password@]host[:port] or socks5://..."};
    return proxy;
}

asio::ssl::context make_tls(const std::string& extra_ca_file) {
    asio::ssl::context tls{asio::ssl::context::tls_client};
    tls.set_options(asio::ssl::context::no_tlsv1 | asio::ssl::context::no_tlsv1_1);
    tls.set_verify_mode(asio::ssl::verify_peer);
    Error error;
    if (!extra_ca_file.empty()) tls.load_verify_file(extra_ca_file, error);
    if (error) throw std::system_error{error, "the CA file " + extra_ca_file + " cannot be read"};
    return tls;
}

DialFault fault_from(const Error& error, std::string_view prefix = {}) {
    if (error == asio::error::timed_out) return {ClientError::timed_out};
    return {ClientError::unreachable, std::string{prefix} + error.message()};
}

}  // namespace

Dialer::Dialer(asio::io_context& context, const ClientSettings& settings)
    : settings_{settings},
      proxy_{read_proxy(settings.proxy)},
      tls_{make_tls(settings.extra_ca_file)},
      lookup_{context} {}

HeadStyle Dialer::style_for(const ClientUrl& target) const {
    const bool by_http = proxy_ && proxy_->scheme == "http";
    return {.user_agent = settings_.user_agent,
            .is_for_proxy = by_http && target.scheme == "http",
            .proxy_authorization = by_http ? basic_authorization(*proxy_) : std::string{}};
}

Step Dialer::find(ClientConnection& connection, const ClientUrl& peer, FoundAddresses& found) {
    struct Slot {
        FoundAddresses found{};
        std::weak_ptr<ClientConnection> waiting{};
    };
    const auto slot = std::make_shared<Slot>(Slot{{}, connection.weak_from_this()});
    lookup_.find(peer.host, peer.port, [slot](const FoundAddresses& addresses) {
        slot->found = addresses;
        if (const auto waiting = slot->waiting.lock()) waiting->wake();
    });
    const auto error = co_await connection.wait();
    slot->waiting.reset();
    if (error) co_return fault_from(error);
    found = std::move(slot->found);
    if (!found.error) co_return std::nullopt;
    const bool may_pass = found.error != asio::error::host_not_found;
    if (proxy_) co_return DialFault{ClientError::unreachable, "the name of the proxy was not found", may_pass};
    co_return DialFault{ClientError::unresolved, found.error.message(), may_pass};
}

// One address after the other, as the system has ordered them.
Step Dialer::reach(ClientConnection& connection, const FoundAddresses& found, Clock::time_point deadline) {
    Error error = asio::error::host_unreachable;
    for (const auto& endpoint : found.endpoints) {
        if (Clock::now() >= deadline) break;
        connection.set_deadline(std::min(deadline, Clock::now() + settings_.connect_timeout));
        error = co_await connection.connect(endpoint);
        if (!error) co_return std::nullopt;
        if (error == asio::error::operation_aborted) break;
    }
    co_return fault_from(error, proxy_ ? "no connection to the proxy: " : "");
}

Step Dialer::pass_proxy(ClientConnection& connection, const ClientUrl& target) {
    if (!proxy_ || style_for(target).is_for_proxy) co_return std::nullopt;
    WayFault fault;
    const auto style = style_for(target);
    if (proxy_->scheme == "socks5")
        fault = co_await socks_through(connection, target, *proxy_);
    else
        fault = co_await connect_through(connection, target, style);
    if (fault.error) co_return fault_from(fault.error, "the connection to the proxy failed: ");
    if (fault.refusal.empty()) co_return std::nullopt;
    co_return DialFault{ClientError::unreachable, fault.refusal};
}

Step Dialer::secure(ClientConnection& connection, const ClientUrl& target) {
    if (target.scheme != "https") co_return std::nullopt;
    // Reading them takes some 30 ms, which clients of plain HTTP need not spend.
    if (!std::exchange(knows_roots_, true)) tls_.set_default_verify_paths();
    const auto error = co_await connection.start_tls(tls_, target.host);
    if (!error) co_return std::nullopt;
    // A connection that ends amid the handshake says nothing of trust.
    const bool is_about_tls =
        error.category() == asio::error::get_ssl_category() || error == asio::error::invalid_argument;
    if (!is_about_tls) co_return fault_from(error);
    const auto reason = connection.why_untrusted();
    co_return DialFault{ClientError::tls_failed, reason.empty() ? error.message() : reason, false};
}

Step Dialer::open(ClientConnection& connection, const ClientUrl& target, Clock::time_point deadline) {
    FoundAddresses found;
    connection.set_deadline(deadline);
    if (auto fault = co_await find(connection, proxy_ ? *proxy_ : target, found)) co_return fault;
    if (auto fault = co_await reach(connection, found, deadline)) co_return fault;
    connection.set_deadline(std::min(deadline, Clock::now() + settings_.handshake_timeout));
    if (auto fault = co_await pass_proxy(connection, target)) co_return fault;
    if (auto fault = co_await secure(connection, target)) co_return fault;
    connection.set_deadline(deadline);
    co_return std::nullopt;
}

}  // namespace service_kit
