// What the bot's program can be told.
#pragma once

#include "service_kit/service.hpp"
#include "tg_client/telegram/access.hpp"
#include "tg_client/telegram/updates.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace tg_client {

struct Settings {
    service_kit::ServiceSettings service{};
    BotAccess access{};
    std::string backend_url = "http://nginx/recommender/";
    std::string service_token{};  // of db_service
    std::string public_url{};     // of the door, for pictures in inline mode; empty where there is none
    PollingSettings polling{};
    std::size_t pace = 30;     // calls to chats in a second
    std::size_t threads = 32;  // on which updates are handled; they wait for the backend

    // What to print before ending, where there is something to print.
    std::optional<service_kit::SettingsExit> read(const std::vector<std::string>& arguments,
                                                  const std::string& version);

    // The same in two steps, for a program that has other settings, too: what is about Telegram and the bot, and what
    // is wrong with it once it is read, as a sentence with what to do.
    void add_to(service_kit::SettingsReader& reader);
    std::optional<std::string> find_fault();
};

}  // namespace tg_client
