// Moments as the store keeps them, and as they are told.
#pragma once

#include <cstdint>
#include <string>

namespace db_service {

// Milliseconds since 1970, UTC.
std::int64_t milliseconds_now();

// "2026-01-31T18:05:09.120Z"
std::string moment_text(std::int64_t milliseconds);

}  // namespace db_service
