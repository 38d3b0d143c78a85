#include "json_line.hpp"

#include <charconv>
#include <cmath>

namespace app {
namespace {

namespace json = boost::json;

void append(std::string& text, const json::value& value);

void append_number(std::string& text, double number) {
    char digits[32];
    const auto end = std::to_chars(digits, digits + sizeof digits, std::round(number * 10000) / 10000).ptr;
    text.append(digits, end);
}

void append_object(std::string& text, const json::object& object) {
    const char* separator = "{";
    for (const auto& [key, value] : object) {
        text.append(separator).append(json::serialize(key)).append(": ");
        append(text, value);
        separator = ", ";
    }
    text += object.empty() ? "{}" : "}";
}

void append_array(std::string& text, const json::array& array) {
    const char* separator = "[";
    for (const auto& value : array) {
        text += separator;
        append(text, value);
        separator = ", ";
    }
    text += array.empty() ? "[]" : "]";
}

// Boost.JSON writes 0.5 as 5E-1: numbers are written here.
void append(std::string& text, const json::value& value) {
    if (const auto* object = value.if_object())
        append_object(text, *object);
    else if (const auto* array = value.if_array())
        append_array(text, *array);
    else if (const auto* number = value.if_double())
        append_number(text, *number);
    else
        text += json::serialize(value);
}

}  // namespace

std::string json_line(const json::object& object) {
    std::string text;
    append_object(text, object);
    return text;
}

}  // namespace app
