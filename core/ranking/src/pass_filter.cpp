#include "pass_filter.hpp"

#include <algorithm>

namespace core::ranking {

using catalogue::FilmView;
using catalogue::Term;

bool PassFilter::genres_fit(const FilmView& film) const {
    const auto has = [&](Term genre) { return std::ranges::find(film.genres, genre) != film.genres.end(); };
    if (!std::ranges::all_of(filters_.genres, has)) return false;
    if (filters_.without_genres.empty()) return true;
    return !film.genres.empty() && std::ranges::none_of(filters_.without_genres, has);
}

bool PassFilter::operator()(const FilmView& film) const {
    const bool dated = film.year != 0;
    if (filters_.from_year && (!dated || film.year < *filters_.from_year)) return false;
    if (filters_.to_year && (!dated || film.year > *filters_.to_year)) return false;
    if (filters_.max_minutes && (film.runtime_min == 0 || film.runtime_min > *filters_.max_minutes)) return false;
    if (filters_.min_rating && (!(film.vote_average > 0) || film.vote_average < *filters_.min_rating)) return false;
    if (!filters_.countries.empty() &&
        std::ranges::find_first_of(film.countries, filters_.countries) == film.countries.end())
        return false;
    return genres_fit(film);
}

}  // namespace core::ranking
