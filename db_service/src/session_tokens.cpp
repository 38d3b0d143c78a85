#include "db_service/session_tokens.hpp"

#include "api/sessions.hpp"

#include <array>
#include <charconv>
#include <span>
#include <stdexcept>

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>

namespace db_service {
namespace {

constexpr std::string_view version = "v1.";
constexpr std::size_t digest_bytes = 32;
constexpr std::size_t longest_expiry = 12;

std::string hexadecimal(std::span<const unsigned char> bytes) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    for (const auto byte : bytes) text.append({digits[byte >> 4U], digits[byte & 0xFU]});
    return text;
}

std::string signature(const std::string& key, std::string_view text) {
    std::array<unsigned char, digest_bytes> digest{};
    unsigned size = digest.size();
    if (HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()),
             reinterpret_cast<const unsigned char*>(text.data()), text.size(), digest.data(), &size) == nullptr)
        throw std::runtime_error{"OpenSSL makes no HMAC"};
    return hexadecimal(digest);
}

std::optional<std::int64_t> read_expiry(std::string_view text) {
    std::int64_t expiry{};
    const auto* const end = text.data() + text.size();
    if (text.empty() || text.size() > longest_expiry || text.front() < '1') return std::nullopt;
    const auto [stop, fault] = std::from_chars(text.data(), end, expiry);
    return fault == std::errc{} && stop == end ? std::optional{expiry} : std::nullopt;
}

}  // namespace

std::string SessionTokens::make(const std::string& session, std::int64_t expiry) const {
    auto text = std::string{version} + session + "." + std::to_string(expiry);
    return text + "." + signature(key_, text);
}

std::optional<std::string> SessionTokens::session_of(std::string_view token, std::int64_t now) const {
    if (key_.empty() || !token.starts_with(version)) return std::nullopt;
    const auto last = token.rfind('.');
    const auto given = token.substr(last + 1);
    const auto told = token.substr(0, last);
    const auto middle = told.rfind('.');
    if (middle < version.size() || given.size() != 2 * digest_bytes) return std::nullopt;
    const auto session = told.substr(version.size(), middle - version.size());
    const auto expiry = read_expiry(told.substr(middle + 1));
    if (!api::is_session_id(session) || !expiry) return std::nullopt;
    const auto right = signature(key_, told);
    if (CRYPTO_memcmp(right.data(), given.data(), given.size()) != 0 || now >= *expiry) return std::nullopt;
    return std::string{session};
}

std::string random_session_id() {
    std::array<unsigned char, 16> bytes{};
    if (RAND_bytes(bytes.data(), static_cast<int>(bytes.size())) != 1)
        throw std::runtime_error{"OpenSSL has no random bytes"};
    return hexadecimal(bytes);
}

}  // namespace db_service
