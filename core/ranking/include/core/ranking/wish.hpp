// What a person wants: films to be like, films to be unlike, films not to see again, and strict conditions.
//
// Plain data. The order of the answer is fixed by everything here but `limit` and `offset`, which only cut a page
// out of it.
#pragma once

#include "core/catalogue/catalogue.hpp"

#include <cstddef>
#include <optional>
#include <vector>

namespace core::ranking {

// Conditions that hold strictly: a film of which the asked-for fact is unknown does not pass.
struct Filters {
    std::vector<catalogue::Term> genres{};          // the film has all of them
    std::vector<catalogue::Term> without_genres{};  // the film has none of them
    std::vector<catalogue::Term> countries{};       // the film has at least one of them
    std::optional<int> from_year{}, to_year{};      // both inclusive
    std::optional<int> max_minutes{};
    std::optional<float> min_rating{};  // on the vote average's scale, 0 to 10

    bool empty() const {
        return genres.empty() && without_genres.empty() && countries.empty() && !from_year && !to_year &&
               !max_minutes && !min_rating;
    }
};

// With nothing liked, what is well known and well rated comes first.
struct Wish {
    std::vector<catalogue::FilmIndex> liked{};     // several make one wish: films like these
    std::vector<catalogue::FilmIndex> disliked{};  // pushes away what is like them
    std::vector<catalogue::FilmIndex> excluded{};  // shown or seen before
    Filters filters{};
    std::size_t limit = 5;
    std::size_t offset = 0;
};

}  // namespace core::ranking
