#include "core/text/keyboard.hpp"

#include "core/text/utf8.hpp"

#include <array>

namespace core::text {
namespace {

// The same keys, row by row, without and with Shift.
constexpr std::u32string_view english_keys =
    U"`qwertyuiop[]asdfghjkl;'zxcvbnm,./~QWERTYUIOP{}ASDFGHJKL:\"ZXCVBNM<>?@#$^&";
constexpr std::u32string_view russian_keys =
    U"ёйцукенгшщзхъфывапролджэячсмитьбю.ЁЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮ,\"№;:?";
static_assert(english_keys.size() == russian_keys.size());

bool is_latin_letter(char32_t letter) {
    return (letter >= U'a' && letter <= U'z') || (letter >= U'A' && letter <= U'Z');
}
bool is_russian_letter(char32_t letter) {
    return (letter >= U'а' && letter <= U'я') || (letter >= U'А' && letter <= U'Я') || letter == U'ё' || letter == U'Ё';
}

}  // namespace

std::string in_other_layout(std::string_view utf8) {
    auto typed = decode(utf8);
    std::size_t latin = 0;
    std::size_t russian = 0;
    for (const char32_t letter : typed) {
        if (is_latin_letter(letter)) ++latin;
        if (is_russian_letter(letter)) ++russian;
    }
    if (latin + russian == 0) return {};

    const bool was_english = latin >= russian;
    const auto from = was_english ? english_keys : russian_keys;
    const auto to = was_english ? russian_keys : english_keys;
    for (char32_t& letter : typed)
        if (const auto key = from.find(letter); key != std::u32string_view::npos) letter = to[key];
    return encode(typed);
}

}  // namespace core::text
