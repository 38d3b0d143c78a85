// Words brought to their stems, so that "грабители" and "грабителей" are one word to a search.
//
// Snowball's Russian stemmer for words in Cyrillic letters and its English one for the rest; very common words of both
// languages are left out. Any number of threads: each keeps stemmers of its own.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace core::text {

// The stems of the words of `text` (raw or folded) in their order, with repetitions, without stop words.
std::vector<std::string> stems(std::string_view text);

// Whether `folded_word` is too common to tell texts apart ("the", "и").
bool is_stop_word(std::string_view folded_word);

}  // namespace core::text
