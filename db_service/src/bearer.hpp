// The token in an Authorization header.
//
// Pure function.
#pragma once

#include <optional>
#include <string_view>

namespace db_service {

// None where `authorization` is not of the scheme Bearer.
std::optional<std::string_view> bearer_token(std::string_view authorization);

}  // namespace db_service
