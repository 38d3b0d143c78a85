#include "cursor.hpp"

#include "wish.hpp"

#include <charconv>

namespace db_service {
namespace {

constexpr std::size_t digits = 16;
constexpr std::size_t check_digits = 8;

std::string hexadecimal(std::uint64_t number, std::size_t width) {
    constexpr std::string_view letters = "0123456789abcdef";
    std::string text(width, '0');
    for (auto place = text.rbegin(); place != text.rend(); ++place, number >>= 4U) *place = letters[number & 0xFU];
    return text;
}

std::string check_of(std::string_view place, std::string_view list) {
    std::string text{place};
    text.append(1, '\n').append(list);
    return hexadecimal(static_cast<std::uint64_t>(number_of(text)), check_digits);
}

}  // namespace

std::string cursor_text(std::int64_t place, std::string_view list) {
    auto text = hexadecimal(static_cast<std::uint64_t>(place), digits);
    return text + check_of(text, list);
}

std::optional<std::int64_t> read_cursor(std::string_view text, std::string_view list) {
    if (text.size() != digits + check_digits) return std::nullopt;
    const auto place = text.substr(0, digits);
    if (text.substr(digits) != check_of(place, list)) return std::nullopt;
    std::uint64_t number{};
    const auto [end, fault] = std::from_chars(place.data(), place.data() + place.size(), number, 16);
    if (fault != std::errc{} || end != place.data() + place.size()) return std::nullopt;
    return static_cast<std::int64_t>(number);
}

}  // namespace db_service
