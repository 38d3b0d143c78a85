#include "service_kit/secrets.hpp"

#include <array>
#include <stdexcept>

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>
#include <openssl/sha.h>

namespace service_kit {
namespace {

using Digest = std::array<unsigned char, SHA256_DIGEST_LENGTH>;

const unsigned char* bytes_of(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }

Digest sha256(std::string_view text) {
    Digest digest{};
    SHA256(bytes_of(text), text.size(), digest.data());
    return digest;
}

}  // namespace

std::string hmac_sha256(std::string_view key, std::string_view text) {
    Digest digest{};
    unsigned size = digest.size();
    if (HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()), bytes_of(text), text.size(), digest.data(),
             &size) == nullptr)
        throw std::runtime_error{"OpenSSL makes no HMAC"};
    return {digest.begin(), digest.end()};
}

std::string hexadecimal(std::string_view bytes) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    text.reserve(2 * bytes.size());
    for (const char byte : bytes) {
        const auto value = static_cast<unsigned char>(byte);
        text.append({digits[value >> 4U], digits[value & 0xFU]});
    }
    return text;
}

bool is_same_secret(std::string_view one, std::string_view other) {
    const auto first = sha256(one);
    const auto second = sha256(other);
    return CRYPTO_memcmp(first.data(), second.data(), first.size()) == 0;
}

std::string random_bytes(std::size_t count) {
    std::string bytes(count, '\0');
    if (RAND_bytes(reinterpret_cast<unsigned char*>(bytes.data()), static_cast<int>(count)) != 1)
        throw std::runtime_error{"OpenSSL has no random bytes"};
    return bytes;
}

}  // namespace service_kit
