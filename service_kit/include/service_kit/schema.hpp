// JSON Schema of messages, as OpenAPI 3.1 wants it, from what the messages say of themselves.
//
// Messages are put under their names into `components` and referred to. Pure functions.
#pragma once

#include "api/json.hpp"

#include <string>
#include <type_traits>
#include <typeinfo>

#include <boost/core/demangle.hpp>
#include <boost/json/value.hpp>

namespace service_kit {

namespace json = boost::json;

// Makes a schema, and puts the messages it refers to into `components`. None is null.
using SchemaMaker = json::value (*)(json::object& components);

// Bodies and parameters say what may be left out, bodies by null, too; in answers all is there that is not optional.
enum class Direction { body, parameters, answer };

// "RecommendRequest" of api::RecommendRequest.
std::string message_name(const std::type_info& type);
// What a message is called among `components`: bodies say what may be left out and answers what is there, so that one
// message has two schemas where it is both.
std::string component_name(std::string name, Direction direction, const json::object& components);
json::object text_schema(const api::Limits& limits, Direction direction);
json::object number_schema(const api::Limits& limits, bool is_whole);
json::object choice_schema(const std::vector<std::string_view>& names);
json::object list_schema(json::object items, const api::Limits& limits);
// `schema`, or null.
json::object nullable(json::object schema);
// Adds to `schema` what the note says for people.
json::object noted(json::object schema, const api::Note& note);

template <class T>
json::object schema_of(const api::Limits& limits, Direction direction, json::object& components);

template <api::Message T>
json::object message_schema(Direction direction, json::object& components) {
    const T defaults{};
    json::object properties;
    json::array required;
    boost::mp11::mp_for_each<api::Members<T>>([&](auto member) {
        using Member = std::remove_cvref_t<decltype(defaults.*member.pointer)>;
        constexpr api::Note note = api::note_on<T>(decltype(member)::name);
        auto schema = noted(schema_of<Member>(note.limits, direction, components), note);
        const bool is_always = direction == Direction::answer && !api::is_optional<Member>;
        if (note.limits.required || is_always) required.emplace_back(note.member);
        if constexpr (std::is_arithmetic_v<Member>)
            if (direction != Direction::answer && !note.limits.required) schema["default"] = defaults.*member.pointer;
        properties[note.member] = std::move(schema);
    });
    json::object schema{{"type", "object"}, {"properties", std::move(properties)}};
    if (!required.empty()) schema["required"] = std::move(required);
    if (direction != Direction::answer) schema["additionalProperties"] = false;
    return schema;
}

template <class T>
json::object schema_of(const api::Limits& limits, Direction direction, json::object& components) {
    if constexpr (api::is_optional<T>) {
        auto schema = schema_of<typename T::value_type>(limits, direction, components);
        return direction == Direction::body && !limits.required ? nullable(std::move(schema)) : schema;
    } else if constexpr (api::is_written<T>) {
        return schema_of<typename T::Value>(limits, direction, components);
    } else if constexpr (api::is_list<T>) {
        return list_schema(schema_of<typename T::value_type>(limits, direction, components), limits);
    } else if constexpr (std::is_same_v<T, std::string>) {
        return text_schema(limits, direction);
    } else if constexpr (std::is_same_v<T, bool>) {
        return {{"type", "boolean"}};
    } else if constexpr (std::is_arithmetic_v<T>) {
        return number_schema(limits, std::is_integral_v<T>);
    } else if constexpr (api::Choice<T>) {
        return choice_schema(api::choice_names<T>());
    } else {
        const auto name = component_name(message_name(typeid(T)), direction, components);
        if (!components.contains(name)) {
            components[name] = nullptr;  // a message may refer to itself
            components[name] = message_schema<T>(direction, components);
        }
        return {{"$ref", "#/components/schemas/" + name}};
    }
}

template <class T>
json::value body_schema(json::object& components) {
    return schema_of<T>({}, Direction::body, components);
}

// The schema of the message itself: its properties are the parameters.
template <class T>
json::value parameters_schema(json::object& components) {
    return message_schema<T>(Direction::parameters, components);
}

template <class T>
json::value answer_schema(json::object& components) {
    if constexpr (boost::mp11::mp_empty<api::Members<T>>::value)
        return nullptr;
    else
        return schema_of<T>({}, Direction::answer, components);
}

}  // namespace service_kit
