#include "own_routes.hpp"

#include "docs_page.hpp"

namespace service_kit {
namespace {

// A route whose answer is made by a plain function.
Route plain(std::string path, std::string summary, std::string type, std::function<Response(const Call&)> handle) {
    Route route{
        .method = Method::get, .path = std::move(path), .summary = std::move(summary), .handle = std::move(handle)};
    route.answer_type = std::move(type);
    route.is_quick = true;
    route.needs_data = false;
    return route;
}

Response text_response(std::string type, std::shared_ptr<const std::string> body) {
    return {.content_type = std::move(type), .body = std::move(body)};
}

Response readiness(const std::optional<std::string>& trouble) {
    if (!trouble) return json_response(200, R"({"status":"ready"})");
    return problem_response({.status = 503,
                             .code = "not_ready",
                             .title = "The service cannot serve now",
                             .detail = *trouble,
                             .retry_after = 1});
}

Response moved(std::string_view where) {
    Response response{.status = 308};
    response.headers.add("Location", where);
    return response;
}

std::vector<Route> page_routes() {
    std::vector<Route> routes;
    for (const auto& file : docs_files()) {
        auto route = file_route(file, "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'");
        if (file.path == "/docs")
            route.handle = [page = std::move(route.handle)](const Call& call) {
                return call.request.path.ends_with('/') ? page(call) : moved("docs/");
            };
        routes.push_back(std::move(route));
    }
    return routes;
}

}  // namespace

// Large, so not for the loop's thread.
Route file_route(const BuiltInFile& file, const std::string& policy) {
    auto route = plain(std::string{file.path}, "", std::string{file.type}, [file, policy](const Call& /*call*/) {
        auto response = text_response(std::string{file.type}, std::make_shared<const std::string>(file.content));
        response.headers.add("Content-Security-Policy", policy);
        response.headers.add("X-Content-Type-Options", "nosniff");
        return response;
    });
    route.is_hidden = true;
    route.is_quick = false;
    route.is_repeatable = true;
    return route;
}

std::vector<Route> own_routes(const OwnFigures& figures, std::shared_ptr<const std::string> description) {
    auto routes = page_routes();
    routes.push_back(plain("/health/live", "Whether the process works", "application/json",
                           [](const Call&) { return json_response(200, R"({"status":"live"})"); }));
    routes.push_back(
        plain("/health/ready", "Whether requests are served: not while loading, nor without what it depends on",
              "application/json", [trouble = figures.trouble](const Call&) { return readiness(trouble()); })
            .may_fail(503, "not_ready"));
    constexpr const char* prometheus = "text/plain; version=0.0.4";
    routes.push_back(
        plain("/metrics", "Figures in Prometheus' text format", prometheus, [metrics = figures.metrics](const Call&) {
            return text_response(prometheus, std::make_shared<const std::string>(metrics()));
        }));
    auto openapi_route = plain(
        "/openapi.json", "This description", "application/json",
        [description = std::move(description)](const Call&) { return text_response("application/json", description); });
    openapi_route.is_quick = false;
    openapi_route.is_repeatable = true;
    routes.push_back(std::move(openapi_route));
    return routes;
}

}  // namespace service_kit
