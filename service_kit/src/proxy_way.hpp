// Makes a way through a proxy on a connection to it: by HTTP's CONNECT or by SOCKS 5.
//
// The proxy is given names, not addresses: where a host is blocked, its name often does not resolve either. Each yields
// why there is no way, without the proxy's password; empty where there is one.
#pragma once

#include "client_connection.hpp"
#include "client_url.hpp"
#include "request_head.hpp"

#include <string>

namespace service_kit {

struct WayFault {
    ClientConnection::Error error{};  // of the connection
    std::string refusal{};            // by the proxy
};

on_loop::Awaited<WayFault> connect_through(ClientConnection& connection, const ClientUrl& target,
                                           const HeadStyle& style);

on_loop::Awaited<WayFault> socks_through(ClientConnection& connection, const ClientUrl& target, const ClientUrl& proxy);

}  // namespace service_kit
