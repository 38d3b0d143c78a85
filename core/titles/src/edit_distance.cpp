#include "edit_distance.hpp"

#include <algorithm>

namespace core::titles {

EditPattern::EditPattern(std::string_view pattern) : size_{std::min(pattern.size(), longest)} {
    for (std::size_t place = 0; place < size_; ++place)
        positions_[static_cast<unsigned char>(pattern[place]) & 0x7FU] |= std::uint64_t{1} << place;
}

std::size_t EditPattern::distance(std::string_view text) const {
    if (size_ == 0) return text.size();
    const std::uint64_t last = std::uint64_t{1} << (size_ - 1);
    std::uint64_t rises = ~std::uint64_t{0};  // where the distance grows from one row to the next
    std::uint64_t falls = 0;
    std::uint64_t diagonal = 0;
    std::uint64_t previous_match = 0;
    std::size_t distance = size_;
    for (const char byte : text) {
        const std::uint64_t match = positions_[static_cast<unsigned char>(byte) & 0x7FU];
        const std::uint64_t swapped = ((~diagonal & match) << 1U) & previous_match;
        diagonal = (((match & rises) + rises) ^ rises) | match | falls | swapped;
        std::uint64_t right = falls | ~(diagonal | rises);
        std::uint64_t left = diagonal & rises;
        if ((right & last) != 0) ++distance;
        if ((left & last) != 0) --distance;
        right = (right << 1U) | 1U;
        left <<= 1U;
        rises = left | ~(diagonal | right);
        falls = right & diagonal;
        previous_match = match;
    }
    return distance;
}

}  // namespace core::titles
