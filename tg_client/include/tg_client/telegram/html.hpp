// Texts in Telegram's HTML.
//
// All but escaped() and plain text take HTML and give HTML, so that they can be put into one another. Pure functions.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace tg_client {

// `text` as it is, whatever is in it.
std::string escaped(std::string_view text);

std::string bold(std::string_view html);
std::string italic(std::string_view html);
// `url` is plain, as it stands in an address line.
std::string link(std::string_view html, std::string_view url);

// How long `html` is for Telegram: in UTF-16 units of what is seen.
std::size_t visible_length(std::string_view html);

// `html` where at most `utf16_units` of it are seen; else as many whole words from its beginning as fit together with
// an ellipsis, all tags closed. Part of a word where not even one fits.
std::string cut_to(std::string_view html, std::size_t utf16_units);

}  // namespace tg_client
