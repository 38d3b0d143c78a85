#include "twins.hpp"

#include "core/text/fold.hpp"

#include <algorithm>
#include <cstdlib>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace core::ranking {
namespace {

using catalogue::Catalogue;
using catalogue::FilmIndex;
using catalogue::FilmView;
using catalogue::Term;

// A person may be known by a Latin name in one record and by a Russian one in the other.
bool same_person(const catalogue::Vocabulary& people, Term left, Term right) {
    const auto russian = [&](Term person) {
        return people.name_ru(person).empty() ? people.name(person) : people.name_ru(person);
    };
    return left == right || russian(left) == russian(right);
}

bool share_director(const Catalogue& films, const FilmView& left, const FilmView& right) {
    return std::ranges::any_of(left.directors, [&](Term one) {
        return std::ranges::any_of(right.directors, [&](Term two) { return same_person(films.people(), one, two); });
    });
}

template <class Id>
bool differ(const Id& left, const Id& right) {
    return left != Id{} && right != Id{} && left != right;
}

template <class Id>
bool agree(const Id& left, const Id& right) {
    return left != Id{} && left == right;
}

// Two films with one title in one year exist; what tells them apart is another director, language or number.
bool same_film(const Catalogue& films, const FilmView& left, const FilmView& right) {
    if (agree(left.imdb, right.imdb) || agree(left.tmdb, right.tmdb) || agree(left.kinopoisk, right.kinopoisk))
        return true;
    if (std::abs(left.year - right.year) > 1) return false;
    if (!left.directors.empty() && !right.directors.empty()) return share_director(films, left, right);
    return !differ(left.imdb, right.imdb) && !differ(left.tmdb, right.tmdb) &&
           !differ(left.kinopoisk, right.kinopoisk) && !differ(left.language, right.language);
}

std::vector<std::string> names_of(const FilmView& film) {
    std::vector<std::string> names;
    for (const auto title : {film.title, film.title_ru, film.original_title})
        if (!title.empty()) names.push_back(text::fold(title));
    if (!film.imdb.empty()) names.push_back("imdb " + std::string{film.imdb});
    if (film.tmdb != 0) names.push_back("tmdb " + std::to_string(film.tmdb));
    if (film.kinopoisk != 0) names.push_back("kinopoisk " + std::to_string(film.kinopoisk));
    return names;
}

}  // namespace

Twins::Twins(const Catalogue& films) : face_(films.size()) {
    std::unordered_map<std::string, std::vector<std::uint32_t>> faces;
    for (std::uint32_t film = 0; film < films.size(); ++film) {
        face_[film] = film;
        const auto names = names_of(films.film({film}));
        for (const auto& name : names)
            for (const std::uint32_t other : faces[name])
                if (face_[film] == film && other != film && same_film(films, films.film({other}), films.film({film})))
                    face_[film] = other;
        if (face_[film] != film) hidden_.push_back({film});
        for (const auto& name : names) faces[name].push_back(face_[film]);
    }
}

}  // namespace core::ranking
