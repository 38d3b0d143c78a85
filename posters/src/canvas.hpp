// A picture to draw on: Cairo behind the few shapes that cards are made of.
//
// Coordinates are those of a card 500 wide and 750 high, whatever its size in pixels. Belongs to one thread.
#pragma once

#include "card_palette.hpp"

#include <cstdint>
#include <initializer_list>
#include <memory>
#include <string>

#include <cairo.h>

namespace posters {

inline constexpr double card_width = 500;
inline constexpr double card_height = 750;

struct Point {
    double x{}, y{};
};

struct Box {
    double left{}, top{}, width{}, height{};
};

class Canvas {
public:
    Canvas(int width, int height);

    void disc(Point centre, double radius, Colour colour, double opacity = 1);
    void ring(Point centre, double radius, double thickness, Colour colour);
    void shape(std::initializer_list<Point> corners, Colour colour, double opacity = 1);
    void box(const Box& box, Colour colour, double opacity = 1);
    // From `upper` at the top to `lower` at the bottom.
    void shaded_box(const Box& box, Colour upper, Colour lower);
    // Only what lies in `box` is drawn on, until release().
    void hold_to(const Box& box);
    void release();

    cairo_t* context() const noexcept { return context_.get(); }
    std::string jpeg() const;

private:
    void paint(Colour colour, double opacity);

    std::unique_ptr<cairo_surface_t, decltype(&cairo_surface_destroy)> surface_;
    std::unique_ptr<cairo_t, decltype(&cairo_destroy)> context_;
};

Colour mixed(Colour one, Colour other, double share_of_other);
// How bright it looks, 0 to 1.
double brightness(Colour colour);

// Numbers that look random and are the same for the same seed on every machine.
class Dice {
public:
    explicit Dice(std::uint64_t seed) : state_{seed | 1U} {}
    double between(double least, double most);

private:
    std::uint64_t state_;
};

}  // namespace posters
