// Every film's titles in folded form, worked out once for all that compares titles.
//
// Read-only after construction. An original title or a Russian one that equals another of the film's is left out.
#pragma once

#include "core/catalogue/catalogue.hpp"

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace core::ranking {

class FoldedTitles {
public:
    struct Title {
        std::string_view raw, folded;
    };

    explicit FoldedTitles(const catalogue::Catalogue& films);

    // The distinct titles of `film`: English, Russian, original; without those that fold to nothing.
    std::span<const Title> of(catalogue::FilmIndex film) const {
        return std::span{titles_}.subspan(starts_[film.value], starts_[film.value + 1] - starts_[film.value]);
    }

private:
    std::string text_;  // all folded titles, one after another
    std::vector<Title> titles_;
    std::vector<std::uint32_t> starts_;
};

}  // namespace core::ranking
