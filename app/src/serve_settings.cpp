#include "serve_settings.hpp"

#include "service_kit/secrets.hpp"

namespace app {
namespace {

std::string made_up_secret() { return service_kit::hexadecimal(service_kit::random_bytes(32)); }

}  // namespace

std::optional<service_kit::SettingsExit> ServeSettings::read(std::vector<std::string> arguments,
                                                             const ml_service::Whereabouts& whereabouts) {
    service_kit::SettingsReader reader{
        "kinosovet serve", "Everything in one process: films, the page, history and, with TELEGRAM_BOT_TOKEN, the bot.",
        KINOSOVET_VERSION};
    service.port = 8000;
    service.add_to(reader);
    reader.add("data", data, "Folder of the catalogue, the models and what is kept", "KINOSOVET_DATA");
    posters.add_to(reader);
    history.add_to(reader);
    bot.add_to(reader);
    if (auto exit = reader.read(std::move(arguments))) return exit;

    settle(ml_service::DataFolder::to_write(data, whereabouts));
    auto fault = history.find_fault();
    if (!fault && has_bot()) fault = bot.find_fault();
    if (fault) return service_kit::SettingsExit{2, "", "kinosovet: " + *fault + "\n"};
    return std::nullopt;
}

void ServeSettings::settle(const ml_service::DataFolder& writable) {
    if (posters.folder.empty()) posters.folder = (writable.path() / "posters").string();
    if (bot.polling.state_folder.empty()) bot.polling.state_folder = (writable.path() / "updates").string();
    if (history.service_token.empty()) history.service_token = made_up_secret();
    if (history.session_key.empty()) history.session_key = made_up_secret();
    history.data = writable.path().string();
    bot.service_token = history.service_token;
}

std::string ServeSettings::own_door(std::uint16_t port) const {
    const bool is_anywhere = service.address == "0.0.0.0" || service.address == "::";
    const auto host = is_anywhere ? "127.0.0.1" : service.address;
    const bool is_version_six = host.find(':') != std::string::npos;
    return "http://" + (is_version_six ? "[" + host + "]" : host) + ":" + std::to_string(port) + "/recommender/";
}

}  // namespace app
