// How Telegram is reached, and how it reaches the bot.
#pragma once

#include "service_kit/settings.hpp"

#include <optional>
#include <string>

namespace tg_client {

struct BotAccess {
    std::string token{};  // "123456:ABC-DEF...", from @BotFather
    std::string api_url = "https://api.telegram.org";
    std::string proxy{};           // http:// or socks5://; it may hold a password
    std::string webhook_url{};     // empty: updates are asked for (long polling)
    std::string webhook_secret{};  // with which Telegram shows that it is Telegram

    void add_to(service_kit::SettingsReader& reader);
    // Why it makes no sense, in a sentence that says what to do and holds no secret; none where it does.
    std::optional<std::string> trouble() const;
};

}  // namespace tg_client
