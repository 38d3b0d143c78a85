// The forms under which a title may be asked for: the title itself, its parts around a colon, its initials.
//
// Pure functions over strings; they know nothing of films or of searching.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace core::titles {

// What a form is of its title. `heard` is an English title as Russians write it by ear, and only for texts in Cyrillic.
enum class Part : std::uint8_t { whole, alias, main_part, series, sub_part, heard };

struct TitlePart {
    std::string folded;
    Part part;
};

// `folded` without what people leave out or write in several ways: numbers in digits, letters of "e t" in one word,
// no "the", "a", "an", "and" and «и» (unless nothing else is there).
std::string canonical(std::string_view folded);

// The same with ordinals in digits, too: "6 sense" for "the sixth sense".
std::string canonical_with_ordinals(std::string_view folded);

// The words of `canonical_text` in alphabetical order, for comparing whatever their order.
std::string sorted_words(std::string_view canonical_text);

// `text` without its spaces.
std::string compact(std::string_view text);

// The parts of a title as written: "Alien: Covenant" → main_part "alien", sub_part "covenant". Parts that are only a
// number or say nothing ("The Movie") are left out, and so is the whole title.
std::vector<TitlePart> parts_of_title(std::string_view title);

// Whether a folded part of a title may stand for it: more than a number, and none of "movie", "story" and the like.
bool names_something(std::string_view folded);

// The initials of a folded title, numbers kept whole: "terminator 2" → "t2". Empty when it has fewer than two words.
std::string initials(std::string_view folded);

// The article that `folded` starts with, with its space: "the matrix" → "the "; empty when there is none.
std::string_view leading_article(std::string_view folded);

bool is_number(std::string_view word);

// What `canonical_text` becomes when any one of its letters is left out, each only once, and no digit: another number
// is another film. Nothing for texts too short or too long for a single error to be looked up this way.
std::vector<std::string> with_one_letter_less(std::string_view canonical_text);

// How well a text with some errors in `letters` letters fits.
float quality_with_errors(std::size_t errors, std::size_t letters);

// The same for one error; less for the shortest words, most of which are one error away from some title.
float quality_with_single_error(std::size_t letters);

}  // namespace core::titles
