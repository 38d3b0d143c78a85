#include "db_service/serving.hpp"

#include "db_service/history_api.hpp"

#include <atomic>
#include <memory>

namespace db_service {

using service_kit::LogLevel;

int serve(const Settings& settings, service_kit::Log& log, service_kit::Metrics& metrics, const std::string& version) {
    const auto store = std::make_shared<HistoryStore>(settings.database, settings.store, log, metrics);
    const auto authority =
        std::make_shared<const Authority>(settings.service_token, SessionTokens{settings.session_key});
    service_kit::Service service{
        settings.service, {"db_service", "What people asked, saw and said of films.", version}, log, metrics};
    log.write(LogLevel::info, "keeping history", {{"database", settings.database.shown}});
    if (settings.is_open())
        log.write(LogLevel::warning, "SERVICE_TOKEN is not set: whoever is on this machine may ask anything",
                  {{"address", settings.service.address}});
    std::atomic<bool> is_newer = false;
    const auto end = [&](const std::string& what) {
        log.write(LogLevel::error, "the database is not for this program", {{"what", what}});
        is_newer = true;
        service.stop();
    };
    const int code = service.run([&] {
        store->begin(end);
        auto served = std::make_shared<service_kit::Served>();
        served->routes = routes_of(store, authority);
        served->trouble = [store] { return store->trouble(); };
        return std::shared_ptr<const service_kit::Served>{served};
    });
    store->end();
    return is_newer ? 1 : code;
}

}  // namespace db_service
