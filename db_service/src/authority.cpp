#include "db_service/authority.hpp"

#include "bearer.hpp"
#include "moment.hpp"
#include "service_kit/secrets.hpp"

#include <algorithm>
#include <cctype>

namespace db_service {

std::optional<std::string_view> bearer_token(std::string_view authorization) {
    constexpr std::string_view scheme = "bearer ";
    if (authorization.size() <= scheme.size()) return std::nullopt;
    const bool is_bearer = std::ranges::equal(authorization.substr(0, scheme.size()), scheme, {}, [](char letter) {
        return static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
    });
    if (!is_bearer) return std::nullopt;
    const auto token = authorization.substr(scheme.size());
    const auto begin = token.find_first_not_of(' ');
    if (begin == std::string_view::npos) return std::nullopt;
    return token.substr(begin);
}

std::optional<Caller> Authority::caller_of(const service_kit::Request& request) const {
    // All of them: two headers make one text that is no token.
    const auto authorization = request.headers.all("Authorization");
    if (!request.headers.find("Authorization"))
        return service_token_.empty() ? std::optional{Caller{.is_service = true}} : std::nullopt;
    const auto token = bearer_token(authorization);
    if (!token) return std::nullopt;
    if (!service_token_.empty() && service_kit::is_same_secret(*token, service_token_))
        return Caller{.is_service = true};
    auto session = tokens_.session_of(*token, milliseconds_now() / 1000);
    if (!session) return std::nullopt;
    return Caller{.is_service = false, .session = std::move(*session)};
}

std::optional<api::Problem> Authority::refusal(const service_kit::Request& request,
                                               std::optional<std::string_view> session) const {
    const auto caller = caller_of(request);
    if (!caller) return unauthorized();
    if (caller->is_service || (session && *session == caller->session)) return std::nullopt;
    return api::Problem{.status = 403,
                        .code = "forbidden",
                        .title = "The token is not for this",
                        .remedy = "a session's token opens that session alone"};
}

api::Problem unauthorized() {
    return {.status = 401,
            .code = "unauthorized",
            .title = "A token is needed that opens this",
            .remedy = "send the header Authorization: Bearer and a token"};
}

}  // namespace db_service
