// Other data sets' names for genres, countries, languages and keywords brought to ours.
//
// Genres are TMDB's nineteen; what others call a genre and TMDB does not becomes a keyword. Pure functions; any number
// of threads.
#pragma once

#include "core/catalogue/film.hpp"

#include <string>
#include <string_view>

namespace core::catalogue {

// Gives `film` the genre, or the keyword, that is elsewhere called `name`; nothing where the name says nothing of what
// the film is about.
void add_genre(Film& film, std::string_view name);

// Gives `film` the keyword `name` in lower case unless it is a remark on the production.
void add_keyword(Film& film, std::string_view name);

// Gives `film` the country that TMDB calls `name` or knows by a code of two letters; nothing where it is unknown.
void add_country(Film& film, std::string_view name);

// The ISO 639-1 code for TMDB's code of a language, empty for "no language".
std::string language_code(std::string_view code);

}  // namespace core::catalogue
