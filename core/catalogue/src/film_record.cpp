#include "core/catalogue/film_record.hpp"

#include <cmath>

namespace core::catalogue {
namespace {

std::vector<std::string> names_of(std::span<const Term> terms, const Vocabulary& vocabulary) {
    std::vector<std::string> names;
    names.reserve(terms.size());
    for (const auto term : terms) names.emplace_back(vocabulary.name(term));
    return names;
}

}  // namespace

Film film_of(const Catalogue& films, FilmIndex film) {
    const auto& view = films.film(film);
    return {.ids = {.imdb = std::string{view.imdb},
                    .tmdb = view.tmdb,
                    .kinopoisk = view.kinopoisk,
                    .movielens = view.movielens,
                    .wikipedia = std::string{view.wikipedia}},
            .title = std::string{view.title},
            .title_ru = std::string{view.title_ru},
            .original_title = std::string{view.original_title},
            .aliases = {view.aliases.begin(), view.aliases.end()},
            .year = view.year,
            .countries = names_of(view.countries, films.countries()),
            .language = std::string{view.language},
            .runtime_min = view.runtime_min,
            .genres = names_of(view.genres, films.genres()),
            .keywords = names_of(view.keywords, films.keywords()),
            .directors = names_of(view.directors, films.people()),
            .writers = names_of(view.writers, films.people()),
            .cast = names_of(view.cast, films.people()),
            .franchise = std::string{view.franchise},
            .synopsis_en = std::string{view.synopsis_en},
            .synopsis_ru = std::string{view.synopsis_ru},
            // The view keeps a float: 8.4 must not come back as 8.399999619.
            .vote_average = std::round(static_cast<double>(view.vote_average) * 1000) / 1000,
            .vote_count = view.vote_count,
            .votes = view.votes};
}

}  // namespace core::catalogue
