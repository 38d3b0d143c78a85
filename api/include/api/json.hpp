// Messages from and to JSON text, by what they say of themselves (api/described.hpp).
//
// Reading is strict and tells everything that is wrong at once: unknown members, wrong types, what is out of range, bad
// UTF-8. What others send who add to their messages as they like is read in the tolerant manner. Writing puts members
// in their order, leaves out what is optional and empty, and writes 0.5 as 0.5. Pure functions, any thread.
#pragma once

#include "api/described.hpp"
#include "api/faults.hpp"

#include <array>
#include <charconv>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include <boost/describe/enumerators.hpp>
#include <boost/describe/members.hpp>
#include <boost/json/value.hpp>
#include <boost/mp11/algorithm.hpp>

namespace api {

namespace json = boost::json;

// What a parameter of a query string or a path is: its name and its text, decoded.
using Parameters = std::vector<std::pair<std::string, std::string>>;

template <class T>
void append(std::string& out, const T& value);
template <class T>
std::string text_of(const T& value) {
    std::string text;
    append(text, value);
    return text;
}

// A T as its JSON text: read and checked as a T, described as one, and written as it is.
template <class T>
struct Written {
    using Value = T;
    std::string text = text_of(T{});
};

template <class T>
inline constexpr bool is_written = false;
template <class T>
inline constexpr bool is_written<Written<T>> = true;
template <class T>
inline constexpr bool is_list = false;
template <class T>
inline constexpr bool is_list<std::vector<T>> = true;
template <class T>
inline constexpr bool is_optional = false;
template <class T>
inline constexpr bool is_optional<std::optional<T>> = true;
// One of several; only to be written, as the one that it is.
template <class T>
inline constexpr bool is_variant = false;
template <class... T>
inline constexpr bool is_variant<std::variant<T...>> = true;
template <class T>
concept Message = boost::describe::has_describe_members<T>::value && !std::is_enum_v<T>;
template <class T>
concept Choice = std::is_enum_v<T>;

template <Message T>
using Members = boost::describe::describe_members<T, boost::describe::mod_public | boost::describe::mod_inherited>;
template <Choice T>
using Choices = boost::describe::describe_enumerators<T>;

// The note on a member; what has none does not compile.
template <class T>
consteval Note note_on(std::string_view member) {
    for (const Note& note : notes(static_cast<const T*>(nullptr)))
        if (note.member == member) return note;
    throw "a member has no note";
}

// How a message is read. The tolerant manner passes over members that are not known, however deep they go, and takes
// control characters for blanks; types and limits hold all the same.
enum class Manner { strict, tolerant };

// Where in a message something stands, and where it is told when that is wrong; lives on the stack while it is read.
struct Place {
    FieldFaults& faults;
    const Place* parent{};
    std::string_view name{};
    std::size_t number{};
    Manner manner = Manner::strict;

    Place member(std::string_view called) const { return {faults, this, called, 0, manner}; }
    Place item(std::size_t at) const { return {faults, this, {}, at, manner}; }
    std::string pointer() const;
    void refuse(std::string_view code, std::string detail) const;
};

bool read_text(const json::value& value, std::string& text, const Limits& limits, const Place& place);
bool read_number(const json::value& value, double& number, const Limits& limits, const Place& place);
bool read_whole(const json::value& value, std::int64_t& number, Range range, const Place& place);
bool read_flag(const json::value& value, bool& flag, const Place& place);
// The number of the name among `names`; none and a fault where it is not among them.
std::optional<std::size_t> read_choice(const json::value& value, const std::vector<std::string_view>& names,
                                       const Place& place);
const json::array* read_list(const json::value& value, Range items, const Place& place);
const json::object* read_object(const json::value& value, const Place& place);

template <Choice T>
std::vector<std::string_view> choice_names() {
    std::vector<std::string_view> names;
    boost::mp11::mp_for_each<Choices<T>>([&](auto choice) { names.emplace_back(choice.name); });
    return names;
}

template <Choice T>
std::string_view choice_name(T value) {
    std::string_view name;
    boost::mp11::mp_for_each<Choices<T>>([&](auto choice) {
        if (choice.value == value) name = choice.name;
    });
    return name;
}

template <class T>
void read_value(const json::value& value, T& target, const Limits& limits, const Place& place);

template <Message T>
void read_message(const json::value& value, T& target, const Place& place) {
    const auto* object = read_object(value, place);
    if (object == nullptr) return;
    std::size_t known = 0;
    boost::mp11::mp_for_each<Members<T>>([&](auto member) {
        constexpr Note note = note_on<T>(decltype(member)::name);
        const auto here = place.member(note.member);
        const auto* found = object->if_contains(note.member);
        known += found != nullptr ? 1 : 0;
        if (found != nullptr)
            read_value(*found, target.*member.pointer, note.limits, here);
        else if (note.limits.required)
            here.refuse("missing", "is missing");
    });
    if (known == object->size() || place.manner == Manner::tolerant) return;
    for (const auto& [key, unused] : *object) {
        bool is_known = false;
        boost::mp11::mp_for_each<Members<T>>([&](auto member) { is_known |= key == std::string_view{member.name}; });
        if (!is_known) place.member(key).refuse("unknown_field", "is not known here");
    }
}

template <class T>
void read_value(const json::value& value, T& target, const Limits& limits, const Place& place) {
    if constexpr (is_optional<T>) {
        // Null says the same as leaving it out, except where it must be there.
        if (!value.is_null() || limits.required) read_value(value, target.emplace(), limits, place);
    } else if constexpr (is_list<T>) {
        const auto* list = read_list(value, limits.items, place);
        for (std::size_t item = 0; list != nullptr && item < list->size(); ++item)
            read_value((*list)[item], target.emplace_back(), limits, place.item(item));
    } else if constexpr (is_written<T>) {
        typename T::Value read{};
        read_value(value, read, limits, place);
        target.text = text_of(read);
    } else if constexpr (std::is_same_v<T, std::string>) {
        read_text(value, target, limits, place);
    } else if constexpr (std::is_same_v<T, bool>) {
        read_flag(value, target, place);
    } else if constexpr (std::is_floating_point_v<T>) {
        double number{};
        if (read_number(value, number, limits, place)) target = static_cast<T>(number);
    } else if constexpr (Choice<T>) {
        if (const auto chosen = read_choice(value, choice_names<T>(), place)) {
            std::size_t at = 0;
            boost::mp11::mp_for_each<Choices<T>>([&](auto choice) {
                if (at++ == *chosen) target = choice.value;
            });
        }
    } else if constexpr (Message<T>) {
        read_message(value, target, place);
    } else {
        static_assert(std::is_integral_v<T>);
        const Range range{std::max(limits.range.least, static_cast<double>(std::numeric_limits<T>::min())),
                          std::min(limits.range.most, static_cast<double>(std::numeric_limits<T>::max()))};
        std::int64_t number{};
        if (read_whole(value, number, range, place)) target = static_cast<T>(number);
    }
}

// The value of `text`, nested 16 deep at most, or 64 in the tolerant manner, which leaves bad UTF-8 to be found where
// it is read. `fault` says in a sentence what is wrong where there is none.
std::optional<json::value> parse_json(std::string_view text, std::string& fault, Manner manner = Manner::strict);

// The message in `text`. Where anything is wrong with it `faults` is not empty; JSON that cannot be parsed is one fault
// with the code bad_json and an empty pointer.
template <Message T>
T read(std::string_view text, FieldFaults& faults, Manner manner = Manner::strict) {
    T message;
    std::string fault;
    const auto value = parse_json(text, fault, manner);
    if (!value) {
        faults.push_back({"", "bad_json", fault});
        return message;
    }
    read_message(*value, message, Place{.faults = faults, .manner = manner});
    return message;
}

// A parameter's text as the JSON value that a member of type T wants; text itself where it is not one.
json::value number_value(std::string_view text);
json::value flag_value(std::string_view text);
template <class T>
json::value value_of(std::string_view text) {
    if constexpr (is_optional<T>)
        return value_of<typename T::value_type>(text);
    else if constexpr (std::is_same_v<T, bool>)
        return flag_value(text);
    else if constexpr (std::is_arithmetic_v<T>)
        return number_value(text);
    else
        return json::value(json::string_view{text.data(), text.size()});
}

// Puts the parameters called `name` where a member of type T is read from; false where that is none or one too many.
template <class T>
void gather(std::string_view name, const Parameters& parameters, json::object& object, const Place& place) {
    json::array list;
    for (const auto& [key, text] : parameters) {
        if (key != name) continue;
        if constexpr (is_list<T>)
            list.push_back(value_of<typename T::value_type>(text));
        else
            list.push_back(value_of<T>(text));
    }
    if (list.empty()) return;
    if (!is_list<T> && list.size() > 1) place.member(name).refuse("repeated", "is given more than once");
    object[name] = is_list<T> ? json::value(std::move(list)) : std::move(list.front());
}

// What a parameter is called to which `pointer` points: it is told by its name, not by its place in a body.
std::string parameter_name(std::string_view pointer);

// The message that the parameters of a path and a query string make. `faults` as read() has them.
template <Message T>
T read_parameters(const Parameters& parameters, FieldFaults& faults) {
    T message;
    const Place place{faults};
    json::object object;
    boost::mp11::mp_for_each<Members<T>>([&](auto member) {
        gather<std::remove_cvref_t<decltype(message.*member.pointer)>>(member.name, parameters, object, place);
    });
    for (const auto& [name, text] : parameters)
        if (!object.contains(name)) place.member(name).refuse("unknown_field", "is not known here");
    read_message(json::value(std::move(object)), message, place);
    for (auto& fault : faults) fault.pointer = parameter_name(fault.pointer);
    return message;
}

void append_text(std::string& out, std::string_view text);
void append_number(std::string& out, double number);

template <class T>
void append(std::string& out, const T& value) {
    if constexpr (is_written<T>) {
        out += value.text;
    } else if constexpr (is_list<T>) {
        out += '[';
        for (std::size_t item = 0; item < value.size(); ++item) {
            if (item > 0) out += ',';
            append(out, value[item]);
        }
        out += ']';
    } else if constexpr (is_optional<T>) {
        if (value)
            append(out, *value);
        else
            out += "null";
    } else if constexpr (is_variant<T>) {
        std::visit([&out](const auto& one) { append(out, one); }, value);
    } else if constexpr (std::is_same_v<T, bool>) {
        out += value ? "true" : "false";
    } else if constexpr (std::is_floating_point_v<T>) {
        append_number(out, static_cast<double>(value));
    } else if constexpr (std::is_integral_v<T>) {
        std::array<char, 24> digits{};
        out.append(digits.data(), std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr);
    } else if constexpr (Choice<T>) {
        append_text(out, choice_name(value));
    } else if constexpr (Message<T>) {
        char separator = '{';
        boost::mp11::mp_for_each<Members<T>>([&](auto member) {
            const auto& field = value.*member.pointer;
            if constexpr (is_optional<std::remove_cvref_t<decltype(field)>>)
                if (!field) return;
            out += separator;
            separator = ',';
            append_text(out, member.name);
            out += ':';
            append(out, field);
        });
        if (separator == '{') out += '{';
        out += '}';
    } else {
        append_text(out, value);
    }
}

template <Message T>
std::string write(const T& message) {
    return text_of(message);
}

}  // namespace api
