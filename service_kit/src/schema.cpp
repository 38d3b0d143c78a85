#include "service_kit/schema.hpp"

#include <cmath>

#include <boost/json/parse.hpp>

namespace service_kit {
namespace {

// A bound as people write it: whole where it is.
json::value bound(double number) {
    return number == std::floor(number) ? json::value(static_cast<std::int64_t>(number)) : json::value(number);
}

void bound(json::object& schema, const char* least, const char* most, api::Range range) {
    if (std::isfinite(range.least)) schema[least] = bound(range.least);
    if (std::isfinite(range.most)) schema[most] = bound(range.most);
}

}  // namespace

std::string message_name(const std::type_info& type) {
    const auto name = boost::core::demangle(type.name());
    return name.substr(name.rfind(':') + 1);
}

std::string component_name(std::string name, Direction direction, const json::object& components) {
    const auto* const made = components.if_contains(name);
    if (made == nullptr || !made->is_object()) return name;
    const bool is_answer = direction == Direction::answer;
    const bool was_answer = !made->as_object().contains("additionalProperties");
    return is_answer == was_answer ? name : name + (is_answer ? "Answer" : "Body");
}

json::object text_schema(const api::Limits& limits, Direction direction) {
    json::object schema{{"type", "string"}};
    bound(schema, "minLength", "maxLength", limits.range);
    if (!limits.pattern.empty())
        schema["pattern"] = limits.pattern;
    else if (direction != Direction::answer)
        schema["pattern"] = limits.one_line ? R"(^[^\u0000-\u0008\u000A-\u001F\u007F]*$)"
                                            : R"(^[^\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]*$)";
    return schema;
}

json::object number_schema(const api::Limits& limits, bool is_whole) {
    json::object schema{{"type", is_whole ? "integer" : "number"}};
    bound(schema, "minimum", "maximum", limits.range);
    return schema;
}

json::object choice_schema(const std::vector<std::string_view>& names) {
    json::array choices;
    for (const auto name : names) choices.emplace_back(name);
    return {{"type", "string"}, {"enum", std::move(choices)}};
}

json::object list_schema(json::object items, const api::Limits& limits) {
    json::object schema{{"type", "array"}, {"items", std::move(items)}};
    bound(schema, "minItems", "maxItems", limits.items);
    return schema;
}

json::object nullable(json::object schema) {
    auto* type = schema.if_contains("type");
    if (type == nullptr) return {{"anyOf", json::array{std::move(schema), {{"type", "null"}}}}};
    *type = json::array{std::move(*type), "null"};
    if (auto* choices = schema.if_contains("enum")) choices->as_array().emplace_back(nullptr);
    return schema;
}

json::object noted(json::object schema, const api::Note& note) {
    schema["description"] = std::string{note.text} + ".";
    if (!note.example.empty())
        schema["examples"] = json::array{json::parse({note.example.data(), note.example.size()})};
    return schema;
}

}  // namespace service_kit
