// What shows that somebody knows a secret: HMACs, and comparisons that tell nothing of it by the time they take.
//
// Plain functions, any thread. A narrow door to OpenSSL; throw std::runtime_error where it has no memory.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace service_kit {

// The 32 bytes of RFC 2104 with SHA-256.
std::string hmac_sha256(std::string_view key, std::string_view text);

// Two small digits for each byte.
std::string hexadecimal(std::string_view bytes);

// Whether two texts of any length are the same.
bool is_same_secret(std::string_view one, std::string_view other);

// So many bytes that nobody can foresee.
std::string random_bytes(std::size_t count);

}  // namespace service_kit
