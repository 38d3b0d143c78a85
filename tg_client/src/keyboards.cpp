#include "tg_client/dialogue/keyboards.hpp"

#include "plain_text.hpp"

namespace tg_client {
namespace {

// Not longer than a button's text may be.
std::string cut(std::string_view text) {
    const auto seen = first_code_points(text, longest_label);
    return std::string{seen} + (seen.size() < text.size() ? "…" : "");
}

}  // namespace

InlineKeyboardButton button(std::string_view text, const Tap& tap) {
    return {.text = cut(text), .callback_data = data_of(tap)};
}

InlineKeyboardButton link_button(std::string_view text, std::string url) {
    return {.text = cut(text), .url = std::move(url)};
}

}  // namespace tg_client
