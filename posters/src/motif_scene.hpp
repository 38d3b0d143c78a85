// What a motif is drawn with, and the motifs that are places.
//
// Each draws one film's picture; the dice make it a little different from the others of its genre.
#pragma once

#include "canvas.hpp"

namespace posters {

inline constexpr double middle = card_width / 2;
inline constexpr double head = 66;  // what is above is left to the words there

struct Scene {
    Canvas& canvas;
    double height;
    const Palette& colours;
    Dice dice;

    Colour between(double share) const { return mixed(colours.ground, colours.shade, share); }
    Box all() const { return {0, 0, card_width, height}; }
};

void peaks(Scene& scene);
void hearth(Scene& scene);
void columns(Scene& scene);
void mesa(Scene& scene);
void horizon(Scene& scene);

}  // namespace posters
