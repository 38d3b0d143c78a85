// Buttons, row by row.
#pragma once

#include "tg_client/dialogue/tap.hpp"
#include "tg_client/telegram/calls.hpp"

#include <string>
#include <string_view>

namespace tg_client {

// Telegram shows about so many code points of a button's text.
inline constexpr std::size_t longest_label = 60;

InlineKeyboardButton button(std::string_view text, const Tap& tap);
InlineKeyboardButton link_button(std::string_view text, std::string url);

}  // namespace tg_client
