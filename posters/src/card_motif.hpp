// The picture on a card: a few flat shapes for each genre, a little different for every film.
//
// Pure function of its arguments.
#pragma once

#include "canvas.hpp"

namespace posters {

// Draws `palette`'s motif on the upper `height` of the canvas.
void draw_motif(Canvas& canvas, double height, const Palette& palette, Dice dice);

}  // namespace posters
