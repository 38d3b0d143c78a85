// What a TitleIndex holds: exact spellings, sounds for looking alike, series and fame.
//
// Private to core/titles: the builder fills it, a search reads it.
#pragma once

#include "core/titles/title_index.hpp"
#include "name_table.hpp"
#include "series.hpp"
#include "trigram_index.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace core::titles {

struct IndexState {
    explicit IndexState(std::span<const catalogue::FilmView> all);

    std::span<const catalogue::FilmView> films;
    NameTable names;
    TrigramIndex sounds;
    Series series;
    std::vector<float> fame;  // by film, 0 to 1, on a logarithmic scale of votes
};

// What a form of each kind is worth, in the order of Part: a whole title is meant more often than a part of one.
constexpr float part_quality[] = {1.0F, 0.945F, 0.95F, 0.945F, 0.92F, 0.96F};

}  // namespace core::titles
