#include "api/json.hpp"

#include "api/utf8.hpp"

#include <algorithm>
#include <cmath>

#include <boost/json/parse.hpp>

namespace api {
namespace {

constexpr std::size_t most_faults = 20;
constexpr std::size_t deepest = 16;
constexpr std::size_t deepest_of_others = 64;

bool is_control(char letter, bool one_line) {
    const auto byte = static_cast<unsigned char>(letter);
    const bool is_white = letter == '\t' || (!one_line && (letter == '\n' || letter == '\r'));
    return (byte < 0x20 && !is_white) || byte == 0x7F;
}

std::string shown(double number) {
    std::string text;
    append_number(text, number);
    return text;
}

std::string outside(Range range, std::string_view what) {
    std::string text{"must "};
    text.append(what);
    if (std::isinf(range.most)) return text + " at least " + shown(range.least);
    if (std::isinf(range.least)) return text + " at most " + shown(range.most);
    return text + " " + shown(range.least) + " to " + shown(range.most);
}

std::string joined(const std::vector<std::string_view>& names) {
    std::string text;
    for (const auto name : names) text.append(text.empty() ? "" : ", ").append(name);
    return text;
}

}  // namespace

std::string Place::pointer() const {
    if (parent == nullptr) return {};
    std::string text = parent->pointer() + "/";
    const bool is_item = name.data() == nullptr;  // a member's name may be empty
    if (is_item) return text + std::to_string(number);
    for (const char letter : name) {
        if (letter == '~')
            text += "~0";
        else if (letter == '/')
            text += "~1";
        else
            text += letter;
    }
    return text;
}

void Place::refuse(std::string_view code, std::string detail) const {
    if (faults.size() >= most_faults) return;
    auto where = pointer();
    // A parameter's name may be any bytes, but an answer is UTF-8.
    if (!is_utf8(where))
        std::ranges::replace_if(
            where, [](char byte) { return static_cast<unsigned char>(byte) >= 0x80; }, '?');
    faults.push_back({std::move(where), std::string{code}, std::move(detail)});
}

std::string parameter_name(std::string_view pointer) {
    std::string name;
    for (std::size_t at = pointer.starts_with('/') ? 1 : 0; at < pointer.size(); ++at) {
        if (pointer[at] == '~')
            name += pointer[++at] == '1' ? '/' : '~';  // a tilde never stands alone
        else
            name += pointer[at];
    }
    return name;
}

bool read_text(const json::value& value, std::string& text, const Limits& limits, const Place& place) {
    const auto* string = value.if_string();
    if (string == nullptr) return place.refuse("wrong_type", "must be a text"), false;
    const std::string_view read{string->data(), string->size()};
    if (!is_utf8(read)) return place.refuse("bad_text", "is not UTF-8"), false;
    const auto is_refused = [&](char letter) { return is_control(letter, limits.one_line); };
    const bool is_tolerant = place.manner == Manner::tolerant;
    if (!is_tolerant && std::ranges::any_of(read, is_refused))
        return place.refuse("bad_text", "has control characters in it"), false;
    if (!limits.range.holds(static_cast<double>(code_points(read))))
        return place.refuse("out_of_range", outside(limits.range, "have a length of") + " characters"), false;
    if (limits.fits != nullptr && !limits.fits(read))
        return place.refuse("bad_text", "must match " + std::string{limits.pattern}), false;
    text = read;
    if (is_tolerant) std::ranges::replace_if(text, is_refused, ' ');
    return true;
}

bool read_number(const json::value& value, double& number, const Limits& limits, const Place& place) {
    boost::system::error_code fault;
    number = value.to_number<double>(fault);
    if (fault || !std::isfinite(number)) return place.refuse("wrong_type", "must be a number"), false;
    if (!limits.range.holds(number)) return place.refuse("out_of_range", outside(limits.range, "be")), false;
    return true;
}

bool read_whole(const json::value& value, std::int64_t& number, Range range, const Place& place) {
    const auto* real = value.if_double();
    if (!value.is_number() || (real != nullptr && *real != std::floor(*real)))
        return place.refuse("wrong_type", "must be a whole number"), false;
    boost::system::error_code fault;
    number = value.to_number<std::int64_t>(fault);
    if (fault || !range.holds(static_cast<double>(number)))
        return place.refuse("out_of_range", outside(range, "be")), false;
    return true;
}

bool read_flag(const json::value& value, bool& flag, const Place& place) {
    const auto* read = value.if_bool();
    if (read == nullptr) return place.refuse("wrong_type", "must be true or false"), false;
    flag = *read;
    return true;
}

std::optional<std::size_t> read_choice(const json::value& value, const std::vector<std::string_view>& names,
                                       const Place& place) {
    const auto* string = value.if_string();
    const auto found =
        string == nullptr ? names.end() : std::ranges::find(names, std::string_view{string->data(), string->size()});
    if (found != names.end()) return static_cast<std::size_t>(found - names.begin());
    place.refuse(string == nullptr ? "wrong_type" : "bad_choice", "must be one of: " + joined(names));
    return std::nullopt;
}

const json::array* read_list(const json::value& value, Range items, const Place& place) {
    const auto* list = value.if_array();
    if (list == nullptr) return place.refuse("wrong_type", "must be a list"), nullptr;
    if (!items.holds(static_cast<double>(list->size())))
        return place.refuse("out_of_range", outside(items, "have") + " items"), nullptr;
    return list;
}

const json::object* read_object(const json::value& value, const Place& place) {
    const auto* object = value.if_object();
    if (object == nullptr) place.refuse("wrong_type", "must be an object");
    return object;
}

std::optional<json::value> parse_json(std::string_view text, std::string& fault, Manner manner) {
    json::parse_options options;
    options.max_depth = manner == Manner::strict ? deepest : deepest_of_others;
    options.allow_invalid_utf8 = manner == Manner::tolerant;
    boost::system::error_code error;
    auto value = json::parse({text.data(), text.size()}, error, {}, options);
    if (!error) return value;
    fault = "is not JSON: " + error.message();
    return std::nullopt;
}

json::value number_value(std::string_view text) {
    std::int64_t whole{};
    const auto* const end = text.data() + text.size();
    if (const auto [stop, fault] = std::from_chars(text.data(), end, whole); fault == std::errc{} && stop == end)
        return whole;
    double real{};
    if (const auto [stop, fault] = std::from_chars(text.data(), end, real);
        fault == std::errc{} && stop == end && std::isfinite(real))
        return real;
    return json::value(json::string_view{text.data(), text.size()});
}

json::value flag_value(std::string_view text) {
    if (text == "true") return true;
    if (text == "false") return false;
    return json::value(json::string_view{text.data(), text.size()});
}

void append_text(std::string& out, std::string_view text) {
    constexpr std::string_view digits = "0123456789abcdef";
    out += '"';
    std::size_t plain = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const auto byte = static_cast<unsigned char>(text[at]);
        if (byte >= 0x20 && byte != '"' && byte != '\\') continue;
        out.append(text, plain, at - plain);
        plain = at + 1;
        if (byte == '"' || byte == '\\')
            out.append({'\\', text[at]});
        else if (byte == '\n')
            out += "\\n";
        else
            out.append("\\u00").append({digits[byte >> 4U], digits[byte & 0xFU]});
    }
    out.append(text, plain, text.size() - plain);
    out += '"';
}

void append_number(std::string& out, double number) {
    if (!std::isfinite(number)) {
        out += "null";
        return;
    }
    std::array<char, 32> digits{};
    // Whole numbers as people write them, the rest in the shortest form that reads back the same.
    const bool is_whole = number == std::floor(number) && std::abs(number) < 1e15;
    const auto end =
        is_whole ? std::to_chars(digits.data(), digits.data() + digits.size(), static_cast<std::int64_t>(number))
                 : std::to_chars(digits.data(), digits.data() + digits.size(), number);
    out.append(digits.data(), end.ptr);
}

}  // namespace api
