#include "tg_client/telegram/access.hpp"

#include <algorithm>
#include <string_view>

namespace tg_client {
namespace {

bool is_digit(char letter) { return '0' <= letter && letter <= '9'; }

bool is_token_letter(char letter) {
    return is_digit(letter) || ('a' <= letter && letter <= 'z') || ('A' <= letter && letter <= 'Z') || letter == '_' ||
           letter == '-';
}

bool is_token(std::string_view token) {
    const auto colon = token.find(':');
    if (colon == std::string_view::npos) return false;
    const auto id = token.substr(0, colon);
    const auto secret = token.substr(colon + 1);
    return !id.empty() && id.size() <= 20 && std::ranges::all_of(id, is_digit) && !secret.empty() &&
           secret.size() <= 100 && std::ranges::all_of(secret, is_token_letter);
}

bool is_secret(std::string_view secret) {
    return !secret.empty() && secret.size() <= 256 && std::ranges::all_of(secret, is_token_letter);
}

}  // namespace

void BotAccess::add_to(service_kit::SettingsReader& reader) {
    reader.add_secret("TELEGRAM_BOT_TOKEN", token, "The bot's token, from @BotFather");
    reader.add("telegram-api-url", api_url, "Where Telegram's Bot API is", "TELEGRAM_API_URL");
    reader.add("telegram-webhook-url", webhook_url,
               "Where Telegram sends updates to, with https; none: they are asked for", "TELEGRAM_WEBHOOK_URL");
    reader.add_secret("TELEGRAM_WEBHOOK_SECRET", webhook_secret, "With which Telegram shows that it is Telegram");
    reader.add_secret("HTTPS_PROXY", proxy,
                      "Proxy to servers outside, http:// or socks5://, with its password where it has one");
}

std::optional<std::string> BotAccess::trouble() const {
    if (token.empty()) return "TELEGRAM_BOT_TOKEN is not set: get a token from @BotFather";
    if (!is_token(token))
        return "TELEGRAM_BOT_TOKEN does not look like a token of @BotFather, which is digits, a colon, and letters";
    if (!api_url.starts_with("https://") && !api_url.starts_with("http://"))
        return "TELEGRAM_API_URL must begin with https:// or http://";
    if (api_url.ends_with('/')) return "TELEGRAM_API_URL must not end with a slash";
    if (webhook_url.empty()) return std::nullopt;
    if (!webhook_url.starts_with("https://")) return "TELEGRAM_WEBHOOK_URL must begin with https://";
    if (!is_secret(webhook_secret))
        return "TELEGRAM_WEBHOOK_SECRET must be 1 to 256 of A-Z, a-z, 0-9, _ and - where there is a webhook";
    return std::nullopt;
}

}  // namespace tg_client
