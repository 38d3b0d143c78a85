#include "db_service/settings.hpp"

#include <cstdlib>
#include <filesystem>

#include <arpa/inet.h>

namespace db_service {
namespace {

using std::chrono::milliseconds;

constexpr std::size_t shortest_key = 32;

bool is_loopback(const std::string& address) {
    in_addr four{};
    if (inet_pton(AF_INET, address.c_str(), &four) == 1) return ntohl(four.s_addr) >> 24U == 127U;
    in6_addr six{};
    return inet_pton(AF_INET6, address.c_str(), &six) == 1 && IN6_IS_ADDR_LOOPBACK(&six);
}

std::string variable(const char* name) {
    const char* value = std::getenv(name);
    return value == nullptr ? "" : value;
}

}  // namespace

std::string default_database(const std::string& folder) {
    std::filesystem::path place{folder};
    if (place.empty()) place = variable("KINOSOVET_DATA");
    if (place.empty() && !variable("XDG_DATA_HOME").empty())
        place = std::filesystem::path{variable("XDG_DATA_HOME")} / "kinosovet";
    if (place.empty()) place = std::filesystem::path{variable("HOME")} / ".local/share/kinosovet";
    return "sqlite:" + (place / "history.sqlite").string();
}

std::optional<service_kit::SettingsExit> Settings::read(std::vector<std::string> arguments,
                                                        const std::string& version) {
    service_kit::SettingsReader reader{"db_service", "History, ratings and sessions over HTTP: see /docs once it runs.",
                                       version};
    service.port = 8001;
    service.add_to(reader);
    reader.add("data", data, "Folder of the database where DATABASE_URL is not set", "KINOSOVET_DATA");
    add_to(reader);
    if (auto exit = reader.read(std::move(arguments))) return exit;
    if (const auto fault = find_fault()) return service_kit::SettingsExit{2, "", "db_service: " + *fault + "\n"};
    if (service.workers == 0) service.workers = store.connections;
    return std::nullopt;
}

void Settings::add_to(service_kit::SettingsReader& reader) {
    reader.add("connections-to-database", store.connections, {1, 256},
               "Connections to the database; as many threads as that use them, unless --workers says otherwise");
    reader.add("statement-timeout", store.statement_timeout, {milliseconds{10}, milliseconds{600'000}},
               "For one statement of the database");
    reader.add("pool-timeout", store.pool_timeout, {milliseconds{1}, milliseconds{600'000}},
               "For a connection to become free");
    reader.add_secret("DATABASE_URL", url_, "postgresql://user:password@host/name or sqlite:FILE");
    reader.add_secret("SERVICE_TOKEN", service_token, "Token of the other services; opens every session");
    reader.add_secret("SESSION_KEY", session_key, "Signs the tokens of sessions; 32 bytes at least");
}

std::optional<std::string> Settings::find_fault() {
    const auto read = DatabaseUrl::read(url_.empty() ? default_database(data) : url_);
    if (!read) return read.error().message + ": " + read.error().remedy;
    database = read.value();
    if (!session_key.empty() && session_key.size() < shortest_key)
        return "SESSION_KEY is shorter than 32 bytes: make one with `openssl rand -hex 32`";
    if (is_open() && !is_loopback(service.address))
        return "without SERVICE_TOKEN anybody could read everything, so " + service.address +
               " is not served: set SERVICE_TOKEN (`openssl rand -hex 32` makes one), or --address 127.0.0.1";
    return std::nullopt;
}

}  // namespace db_service
