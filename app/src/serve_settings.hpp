// What `kinosovet serve` can be told: what the three services can, each said once.
#pragma once

#include "db_service/settings.hpp"
#include "ml_service/data_folder.hpp"
#include "posters/settings.hpp"
#include "service_kit/service.hpp"
#include "service_kit/settings.hpp"
#include "tg_client/settings.hpp"

#include <optional>
#include <string>
#include <vector>

namespace app {

struct ServeSettings {
    service_kit::ServiceSettings service{};
    posters::Settings posters{};
    db_service::Settings history{};
    tg_client::Settings bot{};
    std::string data{};  // empty: where data is found by itself

    // Fills them from `arguments` and the environment; what is to be printed instead where that is wanted or fails.
    // What is written goes into the data folder unless it is told another place. Without SERVICE_TOKEN and SESSION_KEY
    // there are some for this run, that nobody knows: what is kept of people opens to the bot alone.
    std::optional<service_kit::SettingsExit> read(std::vector<std::string> arguments,
                                                  const ml_service::Whereabouts& whereabouts);

    bool has_bot() const { return !bot.access.token.empty(); }
    // Where a program on this machine asks what listens on `port`: the door, with its slash.
    std::string own_door(std::uint16_t port) const;

private:
    void settle(const ml_service::DataFolder& writable);
};

}  // namespace app
