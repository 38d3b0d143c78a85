// What a typed text may have been meant to say: with a year or a number taken out, without a misspelt article.
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

// `folded` without an article that is misspelt at its start ("teh matrix"), and without articles and "and" written by
// ear («бэк ту зе фьючер»). Empty when there are none, or nothing else.
std::string without_misspelt_articles(std::string_view folded);

// The text with one digit for two of a kind, as a key pressed for too long leaves them ("iron man 33"); empty when
// there are none.
std::string with_single_digits(std::string_view canonical_text);

// The text with digits for a lone V or X at its end ("final destination v"), which may also be a letter ("malcolm x");
// empty when there is none.
std::string with_last_numeral(std::string_view folded);

// Russian in Latin letters after the German or scholarly habit ("samaja krasavica") brought to the English one ("samaya
// krasavitsa"); empty when nothing changes.
std::string in_english_habit(std::string_view folded);

}  // namespace core::titles
