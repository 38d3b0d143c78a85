// Weights by name, so that a measurement can try others without being built anew.
#pragma once

#include "core/ranking/weights.hpp"

#include <array>
#include <charconv>
#include <string_view>
#include <utility>

namespace benchmarks {

using core::ranking::Weights;

inline constexpr std::array<std::pair<std::string_view, float Weights::*>, 20> weights_by_name{{
    {"meaning", &Weights::meaning},
    {"genres", &Weights::genres},
    {"keywords", &Weights::keywords},
    {"cast", &Weights::cast},
    {"director", &Weights::director},
    {"writer", &Weights::writer},
    {"franchise", &Weights::franchise},
    {"country", &Weights::country},
    {"language", &Weights::language},
    {"era", &Weights::era},
    {"popularity", &Weights::popularity},
    {"quality", &Weights::quality},
    {"meaning_without_theme", &Weights::meaning_without_theme},
    {"genres_with_theme", &Weights::genres_with_theme},
    {"other_tone", &Weights::other_tone},
    {"facts_without_theme", &Weights::facts_without_theme},
    {"obscurity", &Weights::obscurity},
    {"dislike", &Weights::dislike},
    {"sameness", &Weights::sameness},
    {"same_director", &Weights::same_director},
}};

// The first entries are the signals in their order.
inline float& weight_of(Weights& weights, core::ranking::Signal signal) {
    return weights.*weights_by_name[core::ranking::position(signal)].second;
}

// Obeys "NAME=NUMBER"; false where it is nothing of the kind.
inline bool set_weight(Weights& weights, std::string_view setting) {
    const auto equals = setting.find('=');
    if (equals == std::string_view::npos) return false;
    const auto number = setting.substr(equals + 1);
    for (const auto& [name, member] : weights_by_name)
        if (name == setting.substr(0, equals))
            return std::from_chars(number.data(), number.data() + number.size(), weights.*member).ec == std::errc{};
    return false;
}

}  // namespace benchmarks
