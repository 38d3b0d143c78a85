// Opens connections to hosts, straight or through the proxy of the settings, with TLS where the address is https.
//
// Holds what all of them share: trusted roots, the proxy, look-ups of names. On the loop's thread, but for stop().
#pragma once

#include "client_connection.hpp"
#include "client_url.hpp"
#include "name_lookup.hpp"
#include "proxy_way.hpp"
#include "request_head.hpp"
#include "service_kit/http_client.hpp"

#include <optional>
#include <string>

namespace service_kit {

struct DialFault {
    ClientError error{};
    std::string detail{};
    bool may_pass = true;  // whether another try makes sense
};

class Dialer {
public:
    // Throws as HttpClient's constructor does.
    Dialer(boost::asio::io_context& context, const ClientSettings& settings);

    // None where `connection` is ready for a request to `target`.
    on_loop::Awaited<std::optional<DialFault>> open(ClientConnection& connection, const ClientUrl& target,
                                                    on_loop::Clock::time_point deadline);
    // How requests to `target` are written.
    HeadStyle style_for(const ClientUrl& target) const;
    // No look-up calls back from here on. From any thread.
    void stop() { lookup_.stop(); }

private:
    using Step = on_loop::Awaited<std::optional<DialFault>>;
    Step find(ClientConnection& connection, const ClientUrl& peer, FoundAddresses& found);
    Step reach(ClientConnection& connection, const FoundAddresses& found, on_loop::Clock::time_point deadline);
    Step pass_proxy(ClientConnection& connection, const ClientUrl& target);
    Step secure(ClientConnection& connection, const ClientUrl& target);

    ClientSettings settings_;
    std::optional<ClientUrl> proxy_{};
    boost::asio::ssl::context tls_;
    bool knows_roots_ = false;
    NameLookup lookup_;
};

}  // namespace service_kit
