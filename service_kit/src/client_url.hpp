// The address of a request, or of a proxy, taken apart and checked.
//
// Addresses of pictures come from other servers, so nothing in them is believed: a host consists of letters, digits,
// dots, dashes and underscores, or is an IP address. A narrow door to Boost.URL.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace service_kit {

struct ClientUrl {
    std::string scheme{};  // in lower case
    std::string host{};    // in lower case; an IPv6 address without brackets
    std::uint16_t port{};  // the scheme's own where none is written
    std::string target{};  // path and query string, encoded; at least "/"
    std::string user{};    // decoded
    std::string password{};

    // The host as it is written in an address, with brackets around an IPv6 address.
    std::string written_host() const;
    // "host:port", the port only where it is not the scheme's own.
    std::string authority() const;
    // "scheme://host:port", always with the port: what a connection may be kept for.
    std::string origin() const;
};

// None where `text` is no absolute address of one of the schemes http, https and socks5 (socks5h is the same).
std::optional<ClientUrl> read_url(std::string_view text);

}  // namespace service_kit
