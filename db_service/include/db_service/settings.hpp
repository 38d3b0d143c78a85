// The settings of db_service: each one a flag, a variable and a line of help; secrets are variables alone.
#pragma once

#include "db_service/authority.hpp"
#include "db_service/database_url.hpp"
#include "db_service/history_store.hpp"
#include "service_kit/service.hpp"
#include "service_kit/settings.hpp"

#include <optional>
#include <string>
#include <vector>

namespace db_service {

struct Settings {
    service_kit::ServiceSettings service{};
    StoreSettings store{};
    DatabaseUrl database{};
    std::string data{};  // folder of the default database
    std::string service_token{};
    std::string session_key{};

    // Fills them from `arguments` and the environment; what is to be printed instead where that is wanted or fails.
    std::optional<service_kit::SettingsExit> read(std::vector<std::string> arguments, const std::string& version);

    // The same in two steps, for a program that has other settings, too: what is about the store and who may ask it,
    // and what is wrong with that once it is read, as a sentence with what to do. Without DATABASE_URL the database is
    // the default one of `data`.
    void add_to(service_kit::SettingsReader& reader);
    std::optional<std::string> find_fault();

    // Anybody who reaches the address may do anything: no SERVICE_TOKEN.
    bool is_open() const { return service_token.empty(); }

private:
    std::string url_{};
};

// The file that is used where DATABASE_URL is not set: history.sqlite in `folder`, else in KINOSOVET_DATA, else in
// $XDG_DATA_HOME/kinosovet.
std::string default_database(const std::string& folder);

}  // namespace db_service
