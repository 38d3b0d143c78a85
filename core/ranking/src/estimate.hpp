// What each film's score is made of but for its meaning, worked out over the whole catalogue in one pass.
//
// Plain arrays in, plain arrays out, by the fastest instructions the CPU has; every kernel gives the same numbers. No
// state, any number of threads.
#pragma once

#include "dot_scan.hpp"

#include <cstdint>
#include <span>

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

// A score in two parts, each one per film.
struct Estimates {
    std::span<float> known;  // what everything but meaning adds
    std::span<float> reach;  // the most that meaning may add
};

// Writes `scores`, which say how many films there are.
void estimate(Kernel kernel, const EstimateColumns& films, const EstimateTerms& liked, const Estimates& scores);

}  // namespace core::ranking
