// What a typed text may have been meant to say: with a year taken out, without «фильм» and "movie like" around it.
//
// Pure functions on folded text; they know nothing of films.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace core::titles {

struct TitleAndYear {
    std::string title;
    int year;
};

// The title and the year of a text that holds a year and something else: "матрица 1999", "the thing 82" (two digits
// only at the end).
std::optional<TitleAndYear> split_year(std::string_view folded);

struct TitleAndNumber {
    std::string title;
    int number;
};

// The title and the number of a canonical text that ends with a number up to 20: "rocky 4".
std::optional<TitleAndNumber> split_number(std::string_view canonical_text);

// `folded` without the words people put around a title: «фильм», "movie like", «что-то вроде». Empty when there are
// none, or nothing else.
std::string without_wrapping(std::string_view folded);

// `folded` without an article that is misspelt at its start ("teh matrix"); empty when there is none.
std::string without_misspelt_article(std::string_view folded);

// Whether the text tells of a film instead of naming it: «фильм про ограбление», "movie about dogs".
bool is_description(std::string_view folded);

}  // namespace core::titles
