#include "core/text/utf8.hpp"

#include <array>
#include <cstdint>

#include <unicode/utf8.h>

namespace core::text {

char32_t next_code_point(std::string_view utf8, std::size_t& position) {
    const auto first = static_cast<unsigned char>(utf8[position]);
    if (first < 0x80) {
        ++position;
        return first;
    }
    UChar32 code_point = 0;
    U8_NEXT_OR_FFFD(utf8.data(), position, utf8.size(), code_point);
    return static_cast<char32_t>(code_point);
}

void append_utf8(std::string& utf8, char32_t code_point) {
    if (code_point < 0x80) {
        utf8.push_back(static_cast<char>(code_point));
        return;
    }
    if (code_point > 0x10FFFF || (code_point >= 0xD800 && code_point < 0xE000)) code_point = 0xFFFD;
    std::array<char, 4> bytes{};
    std::size_t size = 0;
    U8_APPEND_UNSAFE(bytes.data(), size, code_point);
    utf8.append(bytes.data(), size);
}

std::u32string decode(std::string_view utf8) {
    std::u32string code_points;
    code_points.reserve(utf8.size());
    for (std::size_t position = 0; position < utf8.size();) code_points.push_back(next_code_point(utf8, position));
    return code_points;
}

std::string encode(std::u32string_view code_points) {
    std::string utf8;
    utf8.reserve(code_points.size() * 2);
    for (const char32_t code_point : code_points) append_utf8(utf8, code_point);
    return utf8;
}

}  // namespace core::text
