#include "motif_scene.hpp"

#include <algorithm>

namespace posters {

void peaks(Scene& scene) {
    scene.canvas.disc({scene.dice.between(120, 380), std::max(head + 76, scene.height * 0.42)}, 76,
                      scene.colours.accent);
    for (int range = 0; range < 3; ++range) {
        const double top = scene.height * (0.42 + 0.16 * range);
        const double shift = scene.dice.between(-90, 90);
        const auto colour = range == 0 ? mixed(scene.colours.ground, scene.colours.light, 0.35)
                                       : scene.between(range == 1 ? 0.35 : 0.85);
        scene.canvas.shape({{-60, scene.height},
                            {70 + shift, top + 46},
                            {150 + shift, top + 100},
                            {270 + shift, top},
                            {380 + shift, top + 120},
                            {450 + shift, top + 60},
                            {680, scene.height}},
                           colour);
    }
}

void hearth(Scene& scene) {
    scene.canvas.disc({scene.dice.between(330, 420), 130}, 44, scene.colours.light);
    for (int house = 0; house < 3; ++house) {
        const double left = -50 + house * 190.0 + scene.dice.between(-12, 12);
        const double eaves = scene.height * (house == 1 ? 0.56 : 0.68);
        const auto wall = scene.between(house == 1 ? 0.9 : 0.5);
        scene.canvas.box({left + 16, eaves, 178, scene.height}, wall);
        scene.canvas.shape({{left - 4, eaves + 2}, {left + 105, eaves - 96}, {left + 214, eaves + 2}}, wall);
        const Box window{left + 78, eaves + 28, 54, 66};
        scene.canvas.box(window, house == 1 ? scene.colours.accent : scene.between(0.2));
        scene.canvas.box({window.left + 24, window.top, 5, window.height}, wall);
        scene.canvas.box({window.left, window.top + 30, window.width, 5}, wall);
    }
}

void columns(Scene& scene) {
    scene.canvas.disc({scene.dice.between(160, 340), scene.height * 0.3}, 78, scene.colours.accent);
    const double top = scene.height * 0.5;
    scene.canvas.shape({{30, top - 26}, {middle, top - 118}, {470, top - 26}}, scene.colours.light);
    scene.canvas.box({42, top - 20, 416, 20}, scene.colours.light);
    for (int column = 0; column < 5; ++column) {
        const double left = 58 + column * 84.5;
        scene.canvas.box({left, top + 8, 46, scene.height}, scene.colours.light);
        scene.canvas.box({left + 28, top + 8, 18, scene.height}, mixed(scene.colours.light, scene.colours.ground, 0.4));
    }
    scene.canvas.box({0, scene.height - 34, card_width, 34}, scene.between(0.6));
}

void mesa(Scene& scene) {
    scene.canvas.disc({scene.dice.between(150, 350), scene.height * 0.6}, 120, scene.colours.accent);
    for (int rock = 0; rock < 2; ++rock) {
        const double x = rock == 0 ? scene.dice.between(-40, 30) : scene.dice.between(300, 380);
        const double top = scene.height * (rock == 0 ? 0.5 : 0.6);
        scene.canvas.shape({{x - 20, scene.height},
                            {x + 14, top + 60},
                            {x + 26, top},
                            {x + 134, top},
                            {x + 146, top + 60},
                            {x + 186, scene.height}},
                           scene.between(rock == 0 ? 0.55 : 0.75));
    }
    scene.canvas.box({0, scene.height * 0.86, card_width, scene.height}, scene.colours.shade);
}

void horizon(Scene& scene) {
    const double sea = scene.height * scene.dice.between(0.58, 0.66);
    const double x = scene.dice.between(150, 350);
    const double radius = scene.dice.between(104, 132);
    scene.canvas.disc({x, sea}, radius, scene.colours.accent);
    scene.canvas.box({0, sea, card_width, scene.height}, scene.between(0.75));
    double wide = radius * 0.94;
    for (double y = sea + 16; y < scene.height; y += 21) {
        const double shift = scene.dice.between(-16, 16);
        scene.canvas.box({x - wide + shift, y, 2 * wide, 7}, scene.colours.accent);
        wide *= scene.dice.between(0.62, 0.98);
    }
}

}  // namespace posters
