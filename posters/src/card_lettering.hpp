// Writes on a card: Pango with the fonts of one folder, one font map for each thread.
//
// Says beforehand whether the fonts have all the letters of a text. Belongs to one thread.
#pragma once

#include "canvas.hpp"

#include <filesystem>
#include <memory>
#include <string>

#include <pango/pangocairo.h>

namespace posters {

struct Style {
    const char* font;  // as Pango describes fonts, without the size
    double size{};     // of the card's units
    double spacing{};  // between letters, in the same
    double leading = 1;
};

struct Room {
    double width{}, height{};
};

using Layout = std::unique_ptr<PangoLayout, decltype(&g_object_unref)>;

class Lettering {
public:
    Lettering(const Canvas& canvas, const std::filesystem::path& fonts);

    // `text` on as many lines as it takes within `width`; 0 for one line.
    Layout lay_out(const std::string& text, const Style& style, double width = 0) const;
    // As large as `room` allows, from `style.size` down to `least_size`; words are parted and, at last, the end is
    // left out only where the least size is too large, too. Lines are about equally long.
    Layout fit(const std::string& text, Style style, double least_size, const Room& room) const;
    bool can_write(const std::string& text) const;
    // With its upper left corner at `at`; returns how high it is.
    double write(const Layout& layout, Point at, Colour colour) const;

    static Room size_of(const Layout& layout);

private:
    const Canvas& canvas_;
    std::unique_ptr<PangoContext, decltype(&g_object_unref)> context_;
};

// Whether `fonts` has every file that cards are written with; the name of one that it lacks, else empty.
std::string missing_font(const std::filesystem::path& fonts);

}  // namespace posters
