#include "tg_client/settings.hpp"

#include <boost/url/parse.hpp>

namespace tg_client {
namespace {

bool is_web_address(const std::string& text) {
    const auto url = boost::urls::parse_uri(text);
    return url && (url->scheme() == "http" || url->scheme() == "https") && !url->host().empty() && !url->has_query() &&
           !url->has_fragment();
}

void end_in_slash(std::string& url) {
    if (!url.empty() && url.back() != '/') url += '/';
}

}  // namespace

std::optional<service_kit::SettingsExit> Settings::read(const std::vector<std::string>& arguments,
                                                        const std::string& version) {
    service_kit::SettingsReader reader{"tg_client", "The Telegram bot: a film in, films like it out.", version};
    service.port = 8002;
    service.add_to(reader);
    add_to(reader);
    reader.add("backend-url", backend_url, "The door to ml_service (ml/...) and db_service (db/...)", "BACKEND_URL");
    reader.add_secret("SERVICE_TOKEN", service_token, "Token that opens db_service");
    if (auto exit = reader.read(arguments)) return exit;
    if (const auto fault = find_fault()) return service_kit::SettingsExit{2, "", "tg_client: " + *fault + "\n"};
    return std::nullopt;
}

void Settings::add_to(service_kit::SettingsReader& reader) {
    access.add_to(reader);
    reader.add("public-url", public_url, "The door as Telegram sees it, for posters in inline mode", "PUBLIC_URL");
    polling.add_to(reader);
    reader.add("threads", threads, {1, 1000}, "Threads that answer people; each waits for the backend");
    reader.add("telegram-pace", pace, {1, 10'000}, "Calls to chats in a second; Telegram itself takes about 30");
}

std::optional<std::string> Settings::find_fault() {
    if (auto trouble = access.trouble()) return trouble;
    if (!is_web_address(backend_url)) return "BACKEND_URL is not an address like http://nginx/recommender/";
    if (!public_url.empty() && !is_web_address(public_url))
        return "PUBLIC_URL is not an address like https://example.org/";
    end_in_slash(backend_url);
    end_in_slash(public_url);
    return std::nullopt;
}

}  // namespace tg_client
