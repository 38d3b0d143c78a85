// What kind of picture some bytes are, by the bytes themselves.
//
// Pure function. Whoever sent them may have said anything.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace posters {

inline constexpr std::size_t most_picture_bytes = std::size_t{5} * 1024 * 1024;

struct PictureKind {
    std::string_view content_type{};
    int width{}, height{};
};

// None where it is no JPEG, PNG or WebP, or of a size that no poster has.
std::optional<PictureKind> find_picture_kind(std::string_view bytes);

}  // namespace posters
