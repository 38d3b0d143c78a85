// Draws a poster for a film of which there is none: its titles, year and genres, in the colours of its genre.
//
// The same film gives the same bytes. Fonts come from one folder alone, whatever the machine has; what they cannot
// write is not drawn as boxes: another title takes its place. Knows nothing of where films come from, of HTTP or of
// caches. Any number of threads; each has its own fonts, so that none waits for another.
#pragma once

#include "api/details.hpp"

#include <array>
#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

namespace posters {

using api::PosterSize;

constexpr int width_of(PosterSize size) { return std::array{185, 342, 500, 780}.at(static_cast<std::size_t>(size)); }
constexpr int height_of(PosterSize size) { return (width_of(size) * 3 + 1) / 2; }

struct CardText {
    std::vector<std::string> titles{};  // the first one is written large, another one beneath; UTF-8
    int year{};                         // 0 where it is not known
    std::vector<std::string> genres{};  // as they are to be written
    std::vector<std::string> motifs{};  // the genres by their English names: the most telling gives colours and picture
    std::string brand{};                // a word at the top; empty for none
};

class CardPainter {
public:
    // Throws std::runtime_error where `fonts`, a folder, lacks one of the files that cards are written with.
    explicit CardPainter(std::filesystem::path fonts);

    // The card as JPEG.
    std::string draw(const CardText& text, PosterSize size) const;

private:
    std::filesystem::path fonts_;
};

}  // namespace posters
