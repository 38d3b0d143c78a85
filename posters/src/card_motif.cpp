#include "card_motif.hpp"

#include "motif_scene.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace posters {
namespace {

void curtain(Scene& scene) {
    const double light = scene.dice.between(190, 310);
    scene.canvas.shape(
        {{light - 26, 0}, {light + 26, 0}, {light + 128, scene.height - 34}, {light - 128, scene.height - 34}},
        scene.colours.accent, 0.9);
    cairo_save(scene.canvas.context());
    cairo_translate(scene.canvas.context(), light, scene.height - 34);
    cairo_scale(scene.canvas.context(), 1, 0.2);
    scene.canvas.disc({0, 0}, 128, scene.colours.light);
    cairo_restore(scene.canvas.context());
    for (int side : {0, 1})
        for (int fold = 0; fold < 4; ++fold) {
            const double reach = 46.0 * (4 - fold) - scene.dice.between(0, 10);
            const auto colour = scene.between(fold % 2 == 0 ? 0.75 : 0.35);
            const double edge = side == 0 ? 0 : card_width;
            const double way = side == 0 ? 1 : -1;
            scene.canvas.shape({{edge, 0},
                                {edge + way * (reach + 30), 0},
                                {edge + way * (reach - 12), scene.height * 0.55},
                                {edge + way * (reach - 34), scene.height},
                                {edge, scene.height}},
                               colour);
        }
}

void confetti(Scene& scene) {
    const std::array colours{scene.colours.accent, scene.colours.light, scene.colours.shade,
                             mixed(scene.colours.accent, scene.colours.light, 0.5)};
    for (int disc = 0; disc < 9; ++disc) {
        const double radius = disc < 4 ? scene.dice.between(70, 120) : scene.dice.between(14, 46);
        const Point centre{scene.dice.between(10, 490), scene.dice.between(head + radius, scene.height + radius / 2)};
        scene.canvas.disc(centre, radius, colours.at(static_cast<std::size_t>(disc) % 4), disc < 4 ? 0.88 : 1);
    }
}

void rings(Scene& scene) {
    const Point centre{scene.dice.between(150, 350), scene.height * scene.dice.between(0.46, 0.6)};
    for (int ring = 7; ring > 0; --ring)
        scene.canvas.disc({centre.x + ring * 4.0, centre.y - ring * 3.0}, ring * 46.0,
                          ring % 2 == 0 ? scene.between(0.15) : scene.between(0.8));
    scene.canvas.disc(centre, 34, scene.colours.accent);
}

void burst(Scene& scene) {
    const Point centre{scene.dice.between(190, 310), scene.height * 0.62};
    const double turn = scene.dice.between(0, 1);
    constexpr int rays = 14;
    for (int ray = 0; ray < rays; ++ray) {
        const double from = (ray + turn) * 2 * std::numbers::pi / rays;
        const double to = from + std::numbers::pi / rays;
        scene.canvas.shape({centre,
                            {centre.x + 800 * std::cos(from), centre.y + 800 * std::sin(from)},
                            {centre.x + 800 * std::cos(to), centre.y + 800 * std::sin(to)}},
                           scene.between(0.7));
    }
    scene.canvas.disc(centre, 118, scene.colours.accent);
    scene.canvas.disc(centre, 74, scene.colours.light);
}

void embrace(Scene& scene) {
    const double shift = scene.dice.between(-20, 20);
    const double y = scene.height * 0.54;
    const Point left{middle - 72, y + shift}, right{middle + 72, y - shift};
    scene.canvas.disc(left, 132, scene.colours.accent);
    scene.canvas.disc(right, 132, scene.colours.light);
    cairo_t* context = scene.canvas.context();
    cairo_save(context);
    cairo_new_path(context);
    cairo_arc(context, left.x, left.y, 132, 0, 2 * std::numbers::pi);
    cairo_clip(context);
    scene.canvas.disc(right, 132, scene.colours.shade);
    cairo_restore(context);
}

void blinds(Scene& scene) {
    const double lean = scene.dice.between(60, 110);
    scene.canvas.disc({scene.dice.between(180, 320), scene.height * 0.52}, 150, scene.colours.accent);
    for (double y = -lean; y < scene.height + lean; y += 44)
        scene.canvas.shape({{0, y}, {card_width, y + lean}, {card_width, y + lean + 27}, {0, y + 27}},
                           scene.between(0.6));
}

void moon(Scene& scene) {
    scene.canvas.disc({scene.dice.between(180, 320), scene.height * 0.5}, 128, scene.colours.accent);
    for (int claw = 0; claw < 5; ++claw) {
        const double root = 40 + claw * 105.0 + scene.dice.between(-14, 14);
        const double bend = scene.dice.between(-50, 50);
        const double tip = scene.height * scene.dice.between(0.3, 0.52);
        scene.canvas.shape({{root - 34, scene.height},
                            {root - 12 + bend / 2, scene.height * 0.72},
                            {root + bend, tip},
                            {root + 10 + bend / 2, scene.height * 0.74},
                            {root + 34, scene.height}},
                           scene.colours.shade);
    }
}

void orbits(Scene& scene) {
    cairo_t* context = scene.canvas.context();
    for (int star = 0; star < 60; ++star)
        scene.canvas.disc({scene.dice.between(0, 500), scene.dice.between(head, scene.height)},
                          scene.dice.between(0.6, 2.2), scene.colours.light, 0.8);
    const Point planet{middle + scene.dice.between(-40, 40), scene.height * 0.54};
    const double lean = scene.dice.between(-0.5, -0.2);
    const auto draw_paths = [&](double from) {
        cairo_save(context);
        cairo_translate(context, planet.x, planet.y);
        cairo_rotate(context, lean);
        cairo_scale(context, 1, 0.3);
        cairo_set_source_rgb(context, scene.colours.accent.red, scene.colours.accent.green, scene.colours.accent.blue);
        for (const double radius : {165.0, 205.0, 245.0}) {
            cairo_new_path(context);
            cairo_arc(context, 0, 0, radius, from, from + std::numbers::pi);
            cairo_set_line_width(context, radius < 200 ? 16 : 5);
            cairo_stroke(context);
        }
        cairo_restore(context);
    };
    draw_paths(std::numbers::pi);
    scene.canvas.disc(planet, 112, mixed(scene.colours.ground, scene.colours.accent, 0.4));
    scene.canvas.disc({planet.x + 22, planet.y + 16}, 88, mixed(scene.colours.ground, scene.colours.accent, 0.2));
    draw_paths(0);
}

void stars(Scene& scene) {
    const Point centre{scene.dice.between(200, 300), scene.height * 0.5};
    for (int star = 0; star < 26; ++star) {
        const Point at{scene.dice.between(16, 484), scene.dice.between(head, scene.height - 16)};
        const double arm = scene.dice.between(3, 15);
        scene.canvas.shape({{at.x, at.y - arm},
                            {at.x + arm / 5, at.y - arm / 5},
                            {at.x + arm, at.y},
                            {at.x + arm / 5, at.y + arm / 5},
                            {at.x, at.y + arm},
                            {at.x - arm / 5, at.y + arm / 5},
                            {at.x - arm, at.y},
                            {at.x - arm / 5, at.y - arm / 5}},
                           star % 3 == 0 ? scene.colours.accent : scene.colours.light);
    }
    scene.canvas.disc(centre, 132, scene.colours.accent);
    scene.canvas.disc({centre.x + 52, centre.y - 26}, 112, scene.between(0.25));
}

void keyhole(Scene& scene) {
    const double x = middle + scene.dice.between(-50, 50);
    const double y = scene.height * 0.42;
    scene.canvas.disc({x, y + 40}, 190, scene.between(0.55));
    scene.canvas.disc({x, y + 40}, 150, scene.between(0.95));
    scene.canvas.disc({x, y}, 52, scene.colours.accent);
    scene.canvas.shape({{x - 26, y + 30}, {x + 26, y + 30}, {x + 54, y + 150}, {x - 54, y + 150}},
                       scene.colours.accent);
    scene.canvas.shape({{x - 54, y + 150}, {x + 54, y + 150}, {x + 200, scene.height}, {x - 200, scene.height}},
                       scene.colours.accent, 0.25);
}

void bars(Scene& scene) {
    constexpr int count = 11;
    for (int bar = 0; bar < count; ++bar) {
        const double swell = std::sin((bar + 0.5) / count * std::numbers::pi);
        const double tall = (0.2 + 0.42 * swell) * scene.height * scene.dice.between(0.55, 1.1);
        const double left = 36 + bar * 39.6;
        scene.canvas.box({left, scene.height * 0.56 - tall / 2, 24, tall},
                         bar % 3 == 1 ? scene.colours.light : scene.colours.accent);
    }
}

void chevrons(Scene& scene) {
    scene.canvas.disc({scene.dice.between(130, 370), std::max(head + 86, scene.height * 0.36)}, 86,
                      scene.colours.accent);
    for (int stripe = 0; stripe < 4; ++stripe) {
        const double y = scene.height * 0.44 + stripe * 84.0;
        scene.canvas.shape(
            {{0, y + 130}, {middle, y}, {card_width, y + 130}, {card_width, y + 178}, {middle, y + 48}, {0, y + 178}},
            stripe % 2 == 0 ? scene.between(0.9) : scene.between(0.45));
    }
}

void frames(Scene& scene) {
    cairo_t* context = scene.canvas.context();
    cairo_save(context);
    cairo_translate(context, middle, scene.height * 0.55);
    cairo_rotate(context, scene.dice.between(-0.28, -0.12));
    scene.canvas.box({-500, -124, 1000, 248}, scene.colours.shade);
    for (int hole = -12; hole < 12; ++hole)
        for (const double y : {-110.0, 88.0}) scene.canvas.box({hole * 42.0 + 8, y, 22, 22}, scene.colours.light);
    const double shift = scene.dice.between(-40, 40);
    for (int frame = -2; frame < 3; ++frame)
        scene.canvas.box({frame * 214.0 + shift - 100, -74, 200, 148},
                         frame == 0 ? scene.colours.accent : mixed(scene.colours.ground, scene.colours.light, 0.3));
    scene.canvas.shape({{shift - 26, -40}, {shift + 44, 0}, {shift - 26, 40}}, scene.colours.shade);
    cairo_restore(context);
}

constexpr std::array painters{curtain, confetti, rings,   burst,   embrace, peaks,    blinds, moon, hearth,
                              orbits,  stars,    keyhole, columns, bars,    chevrons, frames, mesa, horizon};
static_assert(painters.size() == static_cast<std::size_t>(Motif::horizon) + 1);

}  // namespace

void draw_motif(Canvas& canvas, double height, const Palette& palette, Dice dice) {
    Scene scene{canvas, height, palette, dice};
    canvas.hold_to(scene.all());
    canvas.shaded_box(scene.all(), palette.ground, mixed(palette.ground, palette.shade, 0.3));
    painters.at(static_cast<std::size_t>(palette.motif))(scene);
    canvas.release();
}

}  // namespace posters
