// Who may ask what.
//
// The services' own token opens every session, a session's token that session alone, and a request about no session is
// for the services. Where there is no services' token, a request without a token counts as theirs: such a service must
// be reached from its own machine only. Immutable, any thread; asks no database, so that nothing about a refusal tells
// whether a session exists.
#pragma once

#include "api/problem.hpp"
#include "db_service/session_tokens.hpp"
#include "service_kit/http.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace db_service {

struct Caller {
    bool is_service = false;
    std::string session{};  // whose token it is, where it is a session's
};

class Authority {
public:
    Authority(std::string service_token, SessionTokens tokens)
        : service_token_{std::move(service_token)}, tokens_{std::move(tokens)} {}

    // Who asks; none where the token is missing or opens nothing.
    std::optional<Caller> caller_of(const service_kit::Request& request) const;
    // Why `request` may not ask about `session`, or about none in particular.
    std::optional<api::Problem> refusal(const service_kit::Request& request,
                                        std::optional<std::string_view> session) const;

    const SessionTokens& tokens() const noexcept { return tokens_; }

private:
    std::string service_token_;
    SessionTokens tokens_;
};

// The same words whatever is wrong with a token.
api::Problem unauthorized();

}  // namespace db_service
