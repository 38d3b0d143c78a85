// Brings different spellings of one text to one form, for comparing and for looking up.
//
// Pure functions on UTF-8; bad UTF-8 is read as U+FFFD. Any number of threads.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace core::text {

// `utf8` in lower case, without accents and punctuation, words parted by single spaces: "Ёлки-2" → "елки 2",
// "Amélie" → "amelie". ё becomes е, й stays й. Empty when nothing but punctuation was there.
std::string fold(std::string_view utf8);

// The words of a folded text, views into it.
std::vector<std::string_view> words(std::string_view folded);

}  // namespace core::text
