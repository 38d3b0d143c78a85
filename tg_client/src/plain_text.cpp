#include "plain_text.hpp"

#include <unicode/unistr.h>

namespace tg_client {

std::string lower_case(std::string_view text) {
    std::string lowered;
    icu::UnicodeString::fromUTF8({text.data(), static_cast<std::int32_t>(text.size())}).toLower().toUTF8String(lowered);
    return lowered;
}

std::string_view first_code_points(std::string_view text, std::size_t count) {
    for (std::size_t at = 0, begun = 0; at < text.size(); ++at) {
        const bool begins_one = (static_cast<unsigned char>(text[at]) & 0xC0U) != 0x80U;
        if (begins_one && ++begun > count) return text.substr(0, at);
    }
    return text;
}

}  // namespace tg_client
