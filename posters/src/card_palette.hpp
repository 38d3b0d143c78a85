// What a card looks like by its film's genre: four colours and a motif.
//
// Plain data.
#pragma once

#include <cstdint>
#include <span>
#include <string>

namespace posters {

struct Colour {
    double red{}, green{}, blue{};
};

constexpr Colour rgb(unsigned code) {
    return {(code >> 16U & 0xFFU) / 255.0, (code >> 8U & 0xFFU) / 255.0, (code & 0xFFU) / 255.0};
}

enum class Motif {
    curtain,   // the folds of a stage and a light on them
    confetti,  // discs that overlap
    rings,     // circles around a point that is off the centre
    burst,     // rays
    embrace,   // two discs, one in the other
    peaks,     // mountains one behind the other and the sun
    blinds,    // light through a blind
    moon,      // a moon behind bare claws
    hearth,    // roofs, one window lit
    orbits,    // a planet and its paths
    stars,     // a crescent and a sky
    keyhole,   // light through it
    columns,   // of a temple
    bars,      // an equaliser
    chevrons,  // stripes of rank
    frames,    // a strip of film
    mesa,      // a desert and a low sun
    horizon    // a sun half in the sea
};

struct Palette {
    Colour ground{}, shade{}, accent{}, light{};
    Motif motif{};
};

// That of the most telling genre known by its English name; that of no genre where none is. `seed` chooses where a
// genre has several.
const Palette& palette_of(std::span<const std::string> genres, std::uint64_t seed);

}  // namespace posters
