// Finds what to say for a film: from the signals' contributions to its score to at most three reasons.
//
// Reads, never writes; any number of threads.
#pragma once

#include "blend.hpp"
#include "core/catalogue/catalogue.hpp"
#include "core/ranking/recommender.hpp"
#include "film_facts.hpp"

#include <span>
#include <vector>

namespace core::ranking {

// What explaining needs to know of the catalogue.
struct Knowledge {
    const catalogue::Catalogue& films;
    const FilmFacts& facts;
    const Blend& blend;
};

// The reasons for `film` to one who likes `liked`, the most specific first. `shares` says what part of the score each
// signal gave.
std::vector<Reason> find_reasons(const Knowledge& known, std::span<const catalogue::FilmIndex> liked,
                                 catalogue::FilmIndex film, const SignalValues& shares);

}  // namespace core::ranking
