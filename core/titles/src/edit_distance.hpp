// How many single errors part two short texts: a letter wrong, missing or too much, or two neighbours swapped.
//
// A pattern is prepared once and then compared with many texts, all letters of a column at once in the bits of a word
// (Hyyro's bit-parallel form of the restricted Damerau-Levenshtein distance). Works on bytes below 128.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace core::titles {

class EditPattern {
public:
    static constexpr std::size_t longest = 64;

    // Only the first `longest` bytes of `pattern` count.
    explicit EditPattern(std::string_view pattern);

    std::size_t size() const noexcept { return size_; }
    std::size_t distance(std::string_view text) const;

private:
    std::array<std::uint64_t, 128> positions_{};  // for each byte, where it stands in the pattern
    std::size_t size_;
};

}  // namespace core::titles
