// The ways in which two films can be alike, and a film be worth showing: the terms of the blend.
//
// A closed list: the weights, the shares of a score and the reasons are all told by Signal. Plain values, no failure.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace core::ranking {

enum class Signal : std::uint8_t {
    meaning,     // what the film is about, by its vector
    genres,      // shared genres, the rare ones first
    keywords,    // shared keywords, the rare ones first
    cast,        // shared players among the first six
    director,    // shared directors
    writer,      // shared writers
    franchise,   // part of the same series
    country,     // same country or cinema tradition; a rare one says more
    language,    // same original language
    era,         // made at about the same time
    popularity,  // how many people know it
    quality,     // how well those who rated it think of it
};

inline constexpr std::size_t signal_count = 12;

// One value per Signal, in its order.
using SignalValues = std::array<float, signal_count>;

constexpr std::size_t position(Signal signal) { return static_cast<std::size_t>(signal); }

// The signal's stable name, for JSON and for --explain: "meaning", "genres", …
constexpr std::string_view signal_name(Signal signal) {
    constexpr std::array<std::string_view, signal_count> names{"meaning",  "genres", "keywords",   "cast",
                                                               "director", "writer", "franchise",  "country",
                                                               "language", "era",    "popularity", "quality"};
    return names[position(signal)];
}

}  // namespace core::ranking
