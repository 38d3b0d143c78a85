// Numbers written in words, in Roman numerals or behind "part" brought to digits, in English and Russian.
//
// Pure functions on folded text; knows titles' habits ("Part II", «часть вторая», "Vol. 2") and leaves alone what only
// looks like a number ("I, Robot", "X-Men", "mix"). Any number of threads.
#pragma once

#include <string>
#include <string_view>

namespace core::text {

enum class Ordinals { announced, all };

// `folded` with its numbers in digits and the words that only announce a number left out: "rocky iv" → "rocky 4",
// "part two" → "2", «двенадцать стульев» → «12 стульев», "shrek2" → "shrek 2".
// Roman numerals count from II on, and never as the first word; I, V and X alone, "one", «один» and ordinals
// ("second", «вторая») only beside such an announcing word, ordinals also as the last word.
// `Ordinals::all` turns every ordinal into digits: "the sixth sense" and "the 6th sense" → "the 6 sense".
std::string numbers_as_digits(std::string_view folded, Ordinals ordinals = Ordinals::announced);

// Whether a word of `folded` is an ordinal ("sixth", "6th", «шестой»).
bool has_ordinal(std::string_view folded);

// The value of a Roman numeral from 1 to 39, or 0 when `word` is none: "iv" → 4, "mix" → 0.
int roman_value(std::string_view word);

}  // namespace core::text
