// Brings text to the form in which a BERT vocabulary spells it.
//
// Drops control characters, parts Chinese characters by spaces, takes accents off and lower-cases, each as the model
// asks, in the reference's order. Linear in the text; immutable, any number of threads.
#pragma once

#include <string>
#include <string_view>

namespace core::encoder {

struct NormalizerOptions {
    bool clean_text = true;
    bool separate_chinese = true;
    bool strip_accents = true;
    bool lowercase = true;
};

// `utf8` as code points, every kind of white space as U+0020 when `clean_text`. Bad UTF-8 is read as U+FFFD.
std::u32string normalize(std::string_view utf8, const NormalizerOptions& options);

// What parts words in normalised text.
bool is_space(char32_t character);
// Punctuation stands for itself: each such character is a word.
bool is_punctuation(char32_t character);

void append_utf8(std::string& utf8, char32_t character);

}  // namespace core::encoder
