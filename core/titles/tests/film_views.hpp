// Films as the views an index is built of, without a catalogue file.
#pragma once

#include "core/catalogue/catalogue.hpp"
#include "core/catalogue/film.hpp"

#include <algorithm>
#include <functional>
#include <string_view>
#include <vector>

namespace core::titles {

// Keeps the films it is given, most voted first, and views of them.
class FilmViews {
public:
    explicit FilmViews(std::vector<catalogue::Film> films) : films_{std::move(films)} {
        std::ranges::stable_sort(films_, std::greater{}, &catalogue::Film::votes);
        aliases_.reserve(films_.size());
        for (const auto& film : films_) {
            aliases_.emplace_back(film.aliases.begin(), film.aliases.end());
            catalogue::FilmView view;
            view.title = film.title;
            view.title_ru = film.title_ru;
            view.original_title = film.original_title;
            view.aliases = aliases_.back();
            view.franchise = film.franchise;
            view.year = film.year;
            view.votes = film.votes;
            views_.push_back(view);
        }
    }
    FilmViews(const FilmViews&) = delete;
    FilmViews& operator=(const FilmViews&) = delete;

    std::span<const catalogue::FilmView> views() const { return views_; }

private:
    std::vector<catalogue::Film> films_;
    std::vector<std::vector<std::string_view>> aliases_;
    std::vector<catalogue::FilmView> views_;
};

}  // namespace core::titles
