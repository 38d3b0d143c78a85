// Writes the head of a request as it goes over the wire, to a server or to a proxy.
#pragma once

#include "client_url.hpp"
#include "service_kit/http_client.hpp"

#include <string>
#include <string_view>

namespace service_kit {

struct HeadStyle {
    std::string user_agent{};
    bool is_for_proxy = false;          // with the whole address, as proxies of plain HTTP want it
    std::string proxy_authorization{};  // sent where it is not empty
};

std::string head_of(const ClientRequest& request, const ClientUrl& url, const HeadStyle& style);

// Asks a proxy for a way through to the host of `url`.
std::string connect_head(const ClientUrl& url, const HeadStyle& style);

// "Basic ..." for the user and password of `proxy`; empty where it has none.
std::string basic_authorization(const ClientUrl& proxy);

}  // namespace service_kit
