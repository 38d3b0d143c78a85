#include "typing_errors.hpp"

#include "core/text/fold.hpp"
#include "core/text/keyboard.hpp"
#include "core/text/utf8.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace core::titles {
namespace {

constexpr unsigned seed = 20261123;
constexpr std::size_t letters_for_two_errors = 12;

char32_t random_letter_like(char32_t letter, std::mt19937& random) {
    const bool latin = letter < 0x80;
    const char32_t first = latin ? U'a' : U'а';
    return first + static_cast<char32_t>(random() % (latin ? 26U : 32U));
}

// The ways in which `title` of `film` goes wrong; `language` ends the name of each kind.
std::vector<JudgedQuery> mistyped(const catalogue::FilmView& film, std::string_view title, std::string_view language,
                                  std::mt19937& random) {
    std::vector<JudgedQuery> queries;
    if (title.empty()) return queries;
    const std::string meant{film.title.empty() ? film.title_ru : film.title};
    std::string typed = text::fold(title);
    const std::string suffix = std::string{"_"}.append(language);
    if (auto other = text::in_other_layout(typed); !other.empty())  // "2012" is the same on both
        queries.push_back({std::move(other), meant, film.year, "layout" + suffix});
    const bool long_title = text::decode(typed).size() >= letters_for_two_errors;
    for (int error = 0; error < (long_title ? 2 : 1); ++error) typed = with_typing_error(typed, random);
    queries.push_back({typed, meant, film.year, (long_title ? "two_errors" : "one_error") + suffix});
    return queries;
}

}  // namespace

std::string with_typing_error(std::string_view text, std::mt19937& random) {
    auto letters = text::decode(text);
    if (letters.empty()) return {};
    const std::size_t place = random() % letters.size();
    const auto at = letters.begin() + static_cast<std::ptrdiff_t>(place);
    switch (random() % 5) {
        case 0:
            letters.erase(at);
            break;
        case 1:
            letters.insert(at, *at);
            break;
        case 2:
            *at = random_letter_like(*at, random);
            break;
        case 3:
            letters.insert(at, random_letter_like(*at, random));
            break;
        default:
            if (place + 1 < letters.size()) std::swap(letters[place], letters[place + 1]);
    }
    return text::encode(letters);
}

std::vector<JudgedQuery> mistyped_queries(std::span<const catalogue::FilmView> films, std::size_t count) {
    std::mt19937 random{seed};
    std::vector<JudgedQuery> queries;
    for (const auto& film : films.first(std::min(count, films.size()))) {
        std::ranges::move(mistyped(film, film.title, "en", random), std::back_inserter(queries));
        if (film.title_ru != film.title)
            std::ranges::move(mistyped(film, film.title_ru, "ru", random), std::back_inserter(queries));
    }
    return queries;
}

}  // namespace core::titles
