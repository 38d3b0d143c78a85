// Gzip for answers worth it.
#pragma once

#include "service_kit/http.hpp"

#include <string>
#include <string_view>

namespace service_kit {

// Replaces the body by a packed one where it is long enough and of a kind that packs.
void pack(Response& response);

}  // namespace service_kit
