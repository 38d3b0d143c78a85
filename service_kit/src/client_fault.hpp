// The faults of the HTTP client as sentences.
//
// Only a scheme and a host are named: paths hold Telegram's token, query strings OMDb's key.
#pragma once

#include "client_url.hpp"
#include "service_kit/http_client.hpp"

#include <string_view>

namespace service_kit {

// `detail` comes from the system or from here, never from the request; it may be empty.
ClientFault fault_of(ClientError error, const ClientUrl& url, std::string_view detail = {});

}  // namespace service_kit
