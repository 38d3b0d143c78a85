#include "posters/card.hpp"

#include "card_lettering.hpp"
#include "card_motif.hpp"

#include <algorithm>
#include <optional>
#include <stdexcept>

#include <unicode/locid.h>
#include <unicode/unistr.h>

namespace posters {
namespace {

constexpr double margin = 36;
constexpr double text_width = card_width - 2 * margin;
constexpr double least_block = 252;  // of the lower part, where the titles stand
constexpr Room title_room{text_width, 236};
constexpr Room other_room{text_width, 62};
constexpr Room genre_room{text_width, 40};
constexpr std::int32_t longest_in_capitals = 22;

constexpr const char* title_font = "PT Sans Narrow, DejaVu Sans Bold";
constexpr Style other_style{.font = "PT Sans", .size = 23, .leading = 0.95};
constexpr Style genre_style{.font = "PT Sans Narrow Bold", .size = 17, .spacing = 1.8, .leading = 1};
constexpr Style head_style{.font = "PT Sans Narrow Bold", .size = 17, .spacing = 3.4};
constexpr Style year_style{.font = "PT Sans Narrow Bold", .size = 26, .spacing = 0.6};

std::string in_capitals(const std::string& text) {
    std::string made;
    icu::UnicodeString::fromUTF8(text).toUpper(icu::Locale::getRoot()).toUTF8String(made);
    return made;
}

std::string as_title(const std::string& text) {
    return icu::UnicodeString::fromUTF8(text).countChar32() > longest_in_capitals ? text : in_capitals(text);
}

// Short titles are larger than long ones, whatever room there is.
Style title_style(const std::string& title) {
    const auto letters = icu::UnicodeString::fromUTF8(title).countChar32();
    const double size = letters <= 4 ? 128 : letters <= 8 ? 98 : letters <= longest_in_capitals ? 74 : 60;
    return {.font = title_font, .size = size, .leading = 0.84};
}

std::string folded(const std::string& text) {
    std::string made;
    icu::UnicodeString::fromUTF8(text).foldCase().toUTF8String(made);
    return made;
}

std::uint64_t seed_of(const CardText& text) {
    std::uint64_t seed = 14695981039346656037U;
    const auto add = [&seed](std::string_view part) {
        for (const char letter : part) seed = (seed ^ static_cast<unsigned char>(letter)) * 1099511628211U;
    };
    // Not in their order: the card of a film has the same picture in every language.
    auto titles = text.titles;
    std::ranges::sort(titles);
    for (const auto& title : titles) add(title);
    add(std::to_string(text.year));
    return seed;
}

// The titles that can be written, the second one only where it says something new.
std::vector<std::string> writable_titles(const CardText& text, const Lettering& lettering) {
    std::vector<std::string> titles;
    for (const auto& title : text.titles) {
        const bool is_new = titles.empty() || folded(titles.front()) != folded(title);
        if (titles.size() < 2 && is_new && lettering.can_write(title)) titles.push_back(title);
    }
    return titles;
}

std::string joined_genres(const CardText& text, const Lettering& lettering) {
    std::string line;
    std::size_t count = 0;
    for (const auto& genre : text.genres)
        if (count < 3 && lettering.can_write(genre)) {
            line.append(line.empty() ? "" : "  ·  ").append(in_capitals(genre));
            ++count;
        }
    return line;
}

// What stands in the lower part, laid out; the heights decide how much is left for the picture.
struct Block {
    std::optional<Layout> title{}, other{}, genres{};

    Block(const CardText& text, const Lettering& lettering) {
        const auto titles = writable_titles(text, lettering);
        if (!titles.empty()) title = lettering.fit(as_title(titles[0]), title_style(titles[0]), 27, title_room);
        if (titles.size() > 1) other = lettering.fit(titles[1], other_style, 16, other_room);
        if (const auto line = joined_genres(text, lettering); !line.empty())
            genres = lettering.fit(line, genre_style, 12, genre_room);
    }
    static double height_of(const std::optional<Layout>& part, double gap) {
        return part ? Lettering::size_of(*part).height + gap : 0;
    }
    double height() const {
        const double inside = 26 + height_of(title, 0) + height_of(other, 12) + height_of(genres, 20) + margin;
        return std::max(least_block, inside);
    }
};

void write_block(const Block& block, const Lettering& lettering, const Palette& palette) {
    double y = card_height - block.height() + 26;
    if (block.title) y += lettering.write(*block.title, {margin, y}, palette.light);
    if (block.other) lettering.write(*block.other, {margin, y + 12}, mixed(palette.light, palette.shade, 0.28));
    if (block.genres)
        lettering.write(*block.genres, {margin, card_height - margin - Lettering::size_of(*block.genres).height + 4},
                        brightness(palette.accent) > 0.4 ? palette.accent : mixed(palette.accent, palette.light, 0.35));
}

void write_head(const CardText& text, const Lettering& lettering, const Palette& palette) {
    const auto colour = brightness(palette.ground) > 0.5 ? palette.shade : palette.light;
    if (lettering.can_write(text.brand))
        lettering.write(lettering.lay_out(in_capitals(text.brand), head_style), {margin, 33}, colour);
    if (text.year <= 0) return;
    const auto year = lettering.lay_out(std::to_string(text.year), year_style);
    lettering.write(year, {card_width - margin - Lettering::size_of(year).width, 26}, colour);
}

}  // namespace

CardPainter::CardPainter(std::filesystem::path fonts) : fonts_{std::move(fonts)} {
    if (const auto missing = missing_font(fonts_); !missing.empty())
        throw std::runtime_error{"the font " + missing + " is not in " + fonts_.string()};
}

std::string CardPainter::draw(const CardText& text, PosterSize size) const {
    Canvas canvas{width_of(size), height_of(size)};
    const Lettering lettering{canvas, fonts_};
    const auto seed = seed_of(text);
    const auto& palette = palette_of(text.motifs, seed);
    const Block block{text, lettering};
    const double top = card_height - block.height();
    draw_motif(canvas, top, palette, Dice{seed});
    canvas.shaded_box({0, top, card_width, block.height()}, palette.shade, mixed(palette.shade, rgb(0), 0.35));
    canvas.box({0, top - 3, card_width, 6}, palette.accent);
    write_head(text, lettering, palette);
    write_block(block, lettering, palette);
    return canvas.jpeg();
}

}  // namespace posters
