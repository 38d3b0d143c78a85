// What each film's score is made of but for its meaning, worked out over the whole catalogue in one pass.
//
// Plain arrays in, plain arrays out, by the fastest instructions the CPU has; every kernel gives the same numbers. No
// state, any number of threads.
#pragma once

#include "dot_scan.hpp"

#include <cstddef>
#include <cstdint>

namespace core::ranking {

// Arrays have one value per film, those by genres one per combination of genres, `era` one per year's number.
struct EstimateColumns {
    const float *theme{}, *prior{}, *sparse{};
    const std::uint16_t* genres{};
    const std::uint8_t *tradition{}, *language{}, *year{};
    const float *by_genres{}, *meaning_by_genres{};
    const float* era{};
};

// What the liked film brings, and the weights.
struct EstimateTerms {
    float theme{};
    float meaning_without_theme{}, genres_with_theme{}, facts_without_theme{};
    float tradition{}, language{}, prior{};
    std::uint8_t own_tradition{}, own_language{};
};

// Writes known[f], the score of film f without what its meaning adds, and reach[f], the most that it may add, for each
// f below `count`.
void estimate(Kernel kernel, const EstimateColumns& films, const EstimateTerms& liked, std::size_t count, float* known,
              float* reach);

}  // namespace core::ranking
