#include "api/utf8.hpp"

#include <algorithm>

namespace api {

bool is_utf8(std::string_view text) {
    const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(text[at]); };
    for (std::size_t at = 0; at < text.size();) {
        const auto lead = byte(at);
        const std::size_t width = lead < 0x80                   ? 1
                                  : lead >= 0xC2 && lead < 0xE0 ? 2
                                  : lead >= 0xE0 && lead < 0xF0 ? 3
                                  : lead >= 0xF0 && lead < 0xF5 ? 4
                                                                : 0;
        if (width == 0 || at + width > text.size()) return false;
        for (std::size_t i = 1; i < width; ++i)
            if ((byte(at + i) & 0xC0U) != 0x80U) return false;
        if (width >= 3) {
            const auto second = byte(at + 1);
            const bool is_overlong = (lead == 0xE0 && second < 0xA0) || (lead == 0xF0 && second < 0x90);
            const bool is_surrogate = lead == 0xED && second >= 0xA0;
            if (is_overlong || is_surrogate || (lead == 0xF4 && second >= 0x90)) return false;
        }
        at += width;
    }
    return true;
}

std::size_t code_points(std::string_view text) {
    return static_cast<std::size_t>(
        std::ranges::count_if(text, [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U; }));
}

}  // namespace api
