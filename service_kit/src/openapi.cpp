#include "service_kit/openapi.hpp"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <map>

#include <boost/json/serialize.hpp>

namespace service_kit {
namespace {

constexpr std::string_view problem_type = "application/problem+json";

// What any route may answer: status, and the codes of the problems.
using Problems = std::map<int, std::string>;

void add(Problems& problems, int status, std::string_view codes) {
    auto& text = problems[status];
    text.append(text.empty() ? "" : ", ").append(codes);
}

Problems problems_of(const Route& route) {
    Problems problems;
    add(problems, 400, "bad_http, bad_target");
    if (route.asked != nullptr) {
        if (route.has_body()) {
            add(problems, 400, "bad_json");
            add(problems, 413, "body_too_large");
            add(problems, 415, "wrong_content_type");
        }
        add(problems, 422, "invalid_request");
    }
    add(problems, 406, "not_acceptable");
    add(problems, 431, "header_too_large");
    if (route.needs_token) add(problems, 401, "unauthorized");
    if (!route.is_quick) add(problems, 503, "overloaded");
    if (route.needs_data) add(problems, 503, "not_ready");
    for (const auto& [status, code] : route.problems) add(problems, status, code);
    return problems;
}

// Headers that answers have: told once, referred to by name.
json::object headers() {
    const json::object text{{"type", "string"}, {"minLength", 1}};
    const json::object seconds{{"type", "integer"}, {"minimum", 0}};
    return {
        {"X-Request-ID", {{"description", "The request's id, in the logs, too"}, {"required", true}, {"schema", text}}},
        {"ETag", {{"description", "For If-None-Match"}, {"required", true}, {"schema", text}}},
        {"Cache-Control", {{"description", "How long the answer may be kept"}, {"required", true}, {"schema", text}}},
        {"Retry-After", {{"description", "Seconds to wait"}, {"required", true}, {"schema", seconds}}},
        {"WWW-Authenticate", {{"description", "What is to be sent"}, {"required", true}, {"schema", text}}},
    };
}

json::object refer_to_headers(std::initializer_list<std::string> names) {
    json::object references;
    for (const auto& name : names) references[name] = {{"$ref", "#/components/headers/" + name}};
    return references;
}

json::object problem_of(int status, const std::string& codes, const json::value& schema) {
    auto headers = status == 503   ? refer_to_headers({"X-Request-ID", "Retry-After"})
                   : status == 401 ? refer_to_headers({"X-Request-ID", "WWW-Authenticate"})
                                   : refer_to_headers({"X-Request-ID"});
    return {{"description", "Codes: " + codes},
            {"headers", std::move(headers)},
            {"content", {{problem_type, {{"schema", schema}}}}}};
}

json::object responses_of(const Route& route, json::object& components) {
    json::object responses;
    json::object good{{"description", "The answer"}};
    if (route.answered != nullptr) {
        if (auto schema = route.answered(components); !schema.is_null())
            good["content"] = {{route.answer_type, {{"schema", std::move(schema)}}}};
    } else {
        json::object content{{route.answer_type, json::object{}}};
        for (const auto& type : route.other_types) content[type] = json::object{};
        good["content"] = std::move(content);
    }
    const bool has_etag = route.is_repeatable && route.method == Method::get;
    auto headers =
        has_etag ? refer_to_headers({"X-Request-ID", "ETag", "Cache-Control"}) : refer_to_headers({"X-Request-ID"});
    for (const auto& header : route.answer_headers)
        headers[header.name] = {{"description", header.text + "."},
                                {"schema", text_schema(header.limits, Direction::answer)}};
    good["headers"] = headers;
    responses[std::to_string(route.answer_status)] = std::move(good);
    if (has_etag) responses["304"] = {{"description", "What If-None-Match names is still right"}, {"headers", headers}};
    const auto problem = answer_schema<api::Problem>(components);
    for (const auto& [status, codes] : problems_of(route))
        responses[std::to_string(status)] = problem_of(status, codes, problem);
    return responses;
}

bool is_required(const json::object& schema, json::string_view name) {
    const auto* required = schema.if_contains("required");
    return required != nullptr &&
           std::ranges::any_of(required->as_array(), [&](const json::value& one) { return one.as_string() == name; });
}

// Those of the path and of the query string, and the headers.
json::array parameters_of(const Route& route, json::object& components) {
    json::array parameters;
    for (const auto& header : route.request_headers)
        parameters.push_back({{"name", header.name},
                              {"in", "header"},
                              {"required", header.limits.required},
                              {"description", header.text + "."},
                              {"schema", text_schema(header.limits, Direction::parameters)}});
    const auto make_schema = route.has_body() ? route.placed : route.asked;
    if (make_schema == nullptr) return parameters;
    const auto schema = make_schema(components).as_object();
    for (const auto& [name, member] : schema.at("properties").as_object()) {
        const bool in_path = route.path.find("{" + std::string{name} + "}") != std::string::npos;
        auto described = member.as_object();
        json::object parameter{
            {"name", name}, {"in", in_path ? "path" : "query"}, {"required", in_path || is_required(schema, name)}};
        parameter["description"] = described["description"];
        if (const auto* examples = described.if_contains("examples")) parameter["example"] = examples->as_array()[0];
        described.erase("description");
        described.erase("examples");
        parameter["schema"] = std::move(described);
        parameters.push_back(std::move(parameter));
    }
    return parameters;
}

// The examples of a body's members make an example of it; what has none is left out.
json::value example_of(const json::value& reference, const json::object& components) {
    const std::string path{reference.at("$ref").as_string()};
    const auto name = path.substr(path.rfind('/') + 1);
    json::object example;
    for (const auto& [member, schema] : components.at(name).at("properties").as_object())
        if (const auto* examples = schema.as_object().if_contains("examples"))
            if (is_required(components.at(name).as_object(), member)) example[member] = examples->as_array()[0];
    return example;
}

json::object operation_of(const Route& route, json::object& components) {
    json::object operation{{"summary", route.summary}};
    std::string id{method_name(route.method)};
    for (const char letter : route.path) id += std::isalnum(static_cast<unsigned char>(letter)) != 0 ? letter : '_';
    operation["operationId"] = id;
    if (route.asked != nullptr && route.has_body()) {
        auto schema = route.asked(components);
        json::object content{{"schema", schema}};
        if (auto example = example_of(schema, components); !example.as_object().empty())
            content["example"] = std::move(example);
        operation["requestBody"] = {{"required", true}, {"content", {{"application/json", std::move(content)}}}};
    }
    if (auto parameters = parameters_of(route, components); !parameters.empty())
        operation["parameters"] = std::move(parameters);
    if (route.needs_token) operation["security"] = json::array{{{"bearer", json::array{}}}};
    operation["responses"] = responses_of(route, components);
    return operation;
}

std::string lower(std::string_view text) {
    std::string made{text};
    std::ranges::transform(made, made.begin(),
                           [](unsigned char letter) { return static_cast<char>(std::tolower(letter)); });
    return made;
}

}  // namespace

std::string openapi(const ApiTitle& title, std::span<const Route> routes) {
    json::object components, paths;
    json::object shared{{"headers", headers()}};
    for (const auto& route : routes) {
        if (route.needs_token) shared["securitySchemes"] = {{"bearer", {{"type", "http"}, {"scheme", "bearer"}}}};
        if (route.is_hidden) continue;
        if (!paths.contains(route.path)) paths[route.path] = json::object{};
        paths[route.path].as_object()[lower(method_name(route.method))] = operation_of(route, components);
    }
    shared["schemas"] = std::move(components);
    return json::serialize(json::object{
        {"openapi", "3.1.0"},
        {"info", {{"title", title.name}, {"description", title.about}, {"version", title.version}}},
        {"servers", json::array{{{"url", "./"}}}},
        {"paths", std::move(paths)},
        {"components", std::move(shared)},
    });
}

}  // namespace service_kit
