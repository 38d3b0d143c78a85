#include "db_service/session_tokens.hpp"

#include "api/sessions.hpp"
#include "service_kit/secrets.hpp"

#include <charconv>

namespace db_service {
namespace {

constexpr std::string_view version = "v1.";
constexpr std::size_t signature_digits = 64;
constexpr std::size_t longest_expiry = 12;

std::string signature(std::string_view key, std::string_view text) {
    return service_kit::hexadecimal(service_kit::hmac_sha256(key, text));
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
    if (middle < version.size() || given.size() != signature_digits) return std::nullopt;
    const auto session = told.substr(version.size(), middle - version.size());
    const auto expiry = read_expiry(told.substr(middle + 1));
    if (!api::is_session_id(session) || !expiry) return std::nullopt;
    if (!service_kit::is_same_secret(signature(key_, told), given) || now >= *expiry) return std::nullopt;
    return std::string{session};
}

std::string random_session_id() { return service_kit::hexadecimal(service_kit::random_bytes(16)); }

}  // namespace db_service
