// Tokens that open one session until a day: v1.<session>.<expiry in Unix seconds>.<HMAC-SHA256 of all before>.
//
//     SessionTokens tokens{key};
//     tokens.session_of(tokens.make("tg:1", expiry), now);   // "tg:1"
//
// Immutable, any thread. Nothing about them needs to be stored, and only the key can make them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace db_service {

class SessionTokens {
public:
    // Without a key there are no tokens.
    explicit SessionTokens(std::string key) : key_{std::move(key)} {}

    bool can_make() const noexcept { return !key_.empty(); }
    // For a session that is_session_id().
    std::string make(const std::string& session, std::int64_t expiry) const;
    // Whose session `token` opens at `now`; none where it opens none. Takes as long wherever the HMAC is wrong.
    std::optional<std::string> session_of(std::string_view token, std::int64_t now) const;

private:
    std::string key_;
};

// 128 random bits, in hexadecimal.
std::string random_session_id();

}  // namespace db_service
