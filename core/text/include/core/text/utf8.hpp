// UTF-8 to code points and back.
//
// Pure functions; bad UTF-8 is read as U+FFFD, one for each broken sequence. Any number of threads.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace core::text {

// The code point that starts at `position`, which moves behind it. `position` must be below utf8.size().
char32_t next_code_point(std::string_view utf8, std::size_t& position);

// Appends `code_point` to `utf8`; U+FFFD in place of what is no character (surrogates, beyond U+10FFFF).
void append_utf8(std::string& utf8, char32_t code_point);

std::u32string decode(std::string_view utf8);
std::string encode(std::u32string_view code_points);

}  // namespace core::text
