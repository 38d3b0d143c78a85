#include "service_kit/openapi.hpp"

#include <algorithm>
#include <array>
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
    if (!route.is_quick) add(problems, 503, "overloaded");
    if (route.needs_data) add(problems, 503, "not_ready");
    for (const auto& [status, code] : route.problems) add(problems, status, code);
    return problems;
}

json::object responses_of(const Route& route, json::object& components) {
    json::object responses;
    json::object good{{"description", "The answer"}};
    if (route.answered != nullptr) {
        if (auto schema = route.answered(components); !schema.is_null())
            good["content"] = {{route.answer_type, {{"schema", std::move(schema)}}}};
    } else {
        good["content"] = {{route.answer_type, json::object{}}};
    }
    responses[std::to_string(route.answer_status)] = std::move(good);
    if (route.is_repeatable && route.method == Method::get)
        responses["304"] = {{"description", "What If-None-Match names is still right"}};
    const auto problem = answer_schema<api::Problem>(components);
    for (const auto& [status, codes] : problems_of(route))
        responses[std::to_string(status)] = {{"description", "Codes: " + codes},
                                             {"content", {{problem_type, {{"schema", problem}}}}}};
    return responses;
}

bool is_required(const json::object& schema, json::string_view name) {
    const auto* required = schema.if_contains("required");
    return required != nullptr &&
           std::ranges::any_of(required->as_array(), [&](const json::value& one) { return one.as_string() == name; });
}

// A parameter is there or not; only a body's member can be null.
void leave_out_null(json::object& schema) {
    if (auto* types = schema["type"].if_array()) schema["type"] = json::value(types->front());
    auto* choices = schema.if_contains("enum");
    if (choices != nullptr && choices->as_array().back().is_null()) choices->as_array().pop_back();
}

json::array parameters_of(const Route& route, json::object& components) {
    json::array parameters;
    const auto schema = route.asked(components).as_object();
    for (const auto& [name, member] : schema.at("properties").as_object()) {
        const bool in_path = route.path.find("{" + std::string{name} + "}") != std::string::npos;
        auto described = member.as_object();
        json::object parameter{
            {"name", name}, {"in", in_path ? "path" : "query"}, {"required", in_path || is_required(schema, name)}};
        parameter["description"] = described["description"];
        if (const auto* examples = described.if_contains("examples")) parameter["example"] = examples->as_array()[0];
        described.erase("description");
        described.erase("examples");
        leave_out_null(described);
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
    } else if (route.asked != nullptr) {
        if (auto parameters = parameters_of(route, components); !parameters.empty())
            operation["parameters"] = std::move(parameters);
    }
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
    for (const auto& route : routes) {
        if (route.is_hidden) continue;
        if (!paths.contains(route.path)) paths[route.path] = json::object{};
        paths[route.path].as_object()[lower(method_name(route.method))] = operation_of(route, components);
    }
    return json::serialize(json::object{
        {"openapi", "3.1.0"},
        {"info", {{"title", title.name}, {"description", title.about}, {"version", title.version}}},
        {"servers", json::array{{{"url", "./"}}}},
        {"paths", std::move(paths)},
        {"components", {{"schemas", std::move(components)}}},
    });
}

}  // namespace service_kit
