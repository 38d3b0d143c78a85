#include "exchange.hpp"

#include <algorithm>

namespace service_kit {
std::optional<api::Problem> find_mismatch(const Route& route, const Request& request) {
    if (!accepts(request.headers.all("Accept"), route.answer_type))
        return api::Problem{.status = 406,
                            .code = "not_acceptable",
                            .title = "There is no answer of the kind that was asked for",
                            .detail = "this address answers " + route.answer_type};
    if (!route.has_body()) return std::nullopt;
    const auto type = request.headers.find("Content-Type");
    if (!type || accepts("application/json", type->substr(0, type->find(';')))) return std::nullopt;
    return api::Problem{.status = 415,
                        .code = "wrong_content_type",
                        .title = "The body is of a kind that is not taken",
                        .remedy = "send JSON, with Content-Type: application/json"};
}

std::string what_was_asked(const Exchange& exchange) {
    const auto& request = exchange.request;
    std::string asked;
    asked.reserve(request.target.size() + request.body.size() + 64);
    asked.append(method_name(exchange.route->method)).append(" ").append(request.target).append("\n");
    asked.append(request.headers.all("Accept-Language")).append("\n");
    asked.append(request.headers.all("Accept")).append("\n");
    asked.append(request.headers.find("Content-Type").value_or("")).append(exchange.packs ? "\ngzip\n" : "\n\n");
    asked.append(request.body);
    return asked;
}

void leave_out_unchanged(const Request& request, Response& response) {
    const auto etag = response.headers.find("ETag");
    const auto named = request.headers.all("If-None-Match");
    if (!etag || named.empty() || !names_etag(named, *etag)) return;
    response.status = 304;
    response.body = nullptr;
}

void allow_origin(const std::vector<std::string>& origins, const Request& request, Response& response) {
    if (origins.empty()) return;
    response.headers.add("Vary", "Origin");
    const auto origin = request.headers.find("Origin");
    if (!origin) return;
    if (std::ranges::none_of(origins, [&](const auto& one) { return one == "*" || one == *origin; })) return;
    response.headers.add("Access-Control-Allow-Origin", *origin);
    response.headers.add("Access-Control-Expose-Headers", "ETag, Idempotency-Replayed, Retry-After, X-Request-ID");
    if (request.method != Method::options) return;
    response.headers.add("Access-Control-Allow-Methods", response.headers.find("Allow").value_or(""));
    response.headers.add("Access-Control-Allow-Headers",
                         "Authorization, Content-Type, Idempotency-Key, If-None-Match, X-Request-ID, traceparent");
    response.headers.add("Access-Control-Max-Age", "600");
}

api::Problem not_ready() {
    return {.status = 503, .code = "not_ready", .title = "The service is loading", .retry_after = 1};
}

api::Problem overloaded() {
    return {.status = 503,
            .code = "overloaded",
            .title = "There is more to do than can be done now",
            .remedy = "try again in a second",
            .retry_after = 1};
}

api::Problem no_such_path(const Request& request) {
    return {.status = 404,
            .code = "no_such_path",
            .title = "There is nothing at this address",
            .detail = "nothing is at " + request.path.substr(0, 128),
            .remedy = "see /docs for what there is"};
}

api::Problem wrong_method(const Request& request) {
    return {.status = 405,
            .code = "wrong_method",
            .title = "This address does not take this method",
            .detail = std::string{method_name(request.method)} + " is not among what the Allow header names"};
}

Response options_response(const std::vector<Method>& allowed) {
    Response response{.status = 204};
    response.headers.add("Allow", allowed.empty() ? "GET, HEAD, POST, PUT, DELETE, OPTIONS" : allow_header(allowed));
    return response;
}

Response problem_response(api::Problem problem, const std::vector<Method>& allowed) {
    auto response = problem_response(std::move(problem));
    if (!allowed.empty()) response.headers.add("Allow", allow_header(allowed));
    return response;
}

}  // namespace service_kit
