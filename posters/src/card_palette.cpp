#include "card_palette.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace posters {
namespace {

struct GenrePalette {
    std::string_view genre;
    Palette palette;
};

constexpr Palette palette(std::array<unsigned, 4> colours, Motif motif) {
    return {rgb(colours[0]), rgb(colours[1]), rgb(colours[2]), rgb(colours[3]), motif};
}

// The more telling genres first: a horror comedy looks like horror, and nearly everything is a drama.
constexpr std::array palettes{
    GenrePalette{"Horror", palette({0x1A1014, 0x0B0709, 0xC8102E, 0xF2E3D5}, Motif::moon)},
    GenrePalette{"Western", palette({0xC8642F, 0x3B1A14, 0xF6B53C, 0xFCEBC8}, Motif::mesa)},
    GenrePalette{"Documentary", palette({0x2C3E3A, 0x16221F, 0xE8B23A, 0xEFEBDD}, Motif::frames)},
    GenrePalette{"Animation", palette({0x1E5AA8, 0x123A73, 0xFFC93C, 0xFDF6E3}, Motif::confetti)},
    GenrePalette{"Science Fiction", palette({0x101C3F, 0x080E24, 0x3FC1C9, 0xE9F1F7}, Motif::orbits)},
    GenrePalette{"War", palette({0x4A4F35, 0x23261A, 0xD9822B, 0xECE5CE}, Motif::chevrons)},
    GenrePalette{"Music", palette({0x5B1A5E, 0x2C0B33, 0xFF7A59, 0xFCE9E1}, Motif::bars)},
    GenrePalette{"Fantasy", palette({0x2D2A6E, 0x15133C, 0xE7B85C, 0xF3EDFB}, Motif::stars)},
    GenrePalette{"Mystery", palette({0x123C3B, 0x081E1F, 0xE3A94B, 0xEDEBDD}, Motif::keyhole)},
    GenrePalette{"Crime", palette({0x23262B, 0x0F1114, 0xF2C230, 0xF1EEE6}, Motif::blinds)},
    GenrePalette{"Action", palette({0xB3261E, 0x4A0D0B, 0xFFB627, 0xFFF3E0}, Motif::burst)},
    GenrePalette{"Thriller", palette({0x0F3B4C, 0x071C26, 0xF25F3A, 0xEAF0EE}, Motif::rings)},
    GenrePalette{"Adventure", palette({0x1F6F6B, 0x0D3A3D, 0xF6A945, 0xFBF3DD}, Motif::peaks)},
    GenrePalette{"Romance", palette({0xA8324A, 0x561528, 0xF7A6A0, 0xFFF0EA}, Motif::embrace)},
    GenrePalette{"Family", palette({0x2F7A57, 0x12402E, 0xFFC857, 0xFBF5E2}, Motif::hearth)},
    GenrePalette{"History", palette({0x6B4A2B, 0x33200F, 0xE2B567, 0xF7ECD8}, Motif::columns)},
    GenrePalette{"Comedy", palette({0xE0A526, 0x3A2A12, 0xD8432E, 0xFFF6DC}, Motif::confetti)},
    GenrePalette{"Comedy", palette({0x1C7C7D, 0x0C3436, 0xFF8552, 0xFFF4DE}, Motif::confetti)},
    GenrePalette{"Comedy", palette({0xD9583B, 0x4A1710, 0xFFD166, 0xFFF3E2}, Motif::confetti)},
    GenrePalette{"Drama", palette({0x2F4858, 0x14222B, 0xF2A65A, 0xF3EDE2}, Motif::horizon)},
    GenrePalette{"Drama", palette({0x4B3B5B, 0x1F1728, 0xE9A6A0, 0xF5ECEC}, Motif::horizon)},
    GenrePalette{"Drama", palette({0x3E4A3D, 0x1A211A, 0xE3B23C, 0xF2EFE0}, Motif::curtain)},
    GenrePalette{"Drama", palette({0x5A1F2B, 0x270A11, 0xE0A458, 0xF6EADB}, Motif::curtain)},
};
constexpr Palette without_genre = palette({0x2B3A55, 0x131C2E, 0xE98A5B, 0xEFEAE0}, Motif::rings);

}  // namespace

const Palette& palette_of(std::span<const std::string> genres, std::uint64_t seed) {
    const auto first = std::ranges::find_if(
        palettes, [&](const auto& one) { return std::ranges::find(genres, one.genre) != genres.end(); });
    if (first == palettes.end()) return without_genre;
    const auto end = std::find_if(first, palettes.end(), [&](const auto& one) { return one.genre != first->genre; });
    return first[static_cast<std::ptrdiff_t>((seed >> 17U) % static_cast<std::uint64_t>(end - first))].palette;
}

}  // namespace posters
