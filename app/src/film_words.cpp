#include "film_words.hpp"

#include <cstdio>
#include <utility>

namespace app {

using core::ranking::Language;

const char* in(Language language, const char* russian, const char* english) {
    return language == Language::russian ? russian : english;
}

std::string title_line(const core::catalogue::FilmView& film, Language language) {
    std::string first{film.title_ru};
    std::string second{film.title};
    if (language == Language::english || first.empty()) std::swap(first, second);
    if (!second.empty() && second != first) first += " · " + second;
    return first + " (" + std::to_string(film.year) + ")";
}

std::string fixed(double number, int digits) {
    char text[32];
    std::snprintf(text, sizeof text, "%.*f", digits, number);
    return text;
}

}  // namespace app
