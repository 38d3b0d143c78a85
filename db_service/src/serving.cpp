#include "db_service/serving.hpp"

#include "db_service/history_api.hpp"

namespace db_service {

using service_kit::LogLevel;

KeptHistory::KeptHistory(const Settings& settings, service_kit::Log& log, service_kit::Metrics& metrics)
    : store_{std::make_shared<HistoryStore>(settings.database, settings.store, log, metrics)},
      authority_{std::make_shared<const Authority>(settings.service_token, SessionTokens{settings.session_key})} {
    log.write(LogLevel::info, "keeping history", {{"database", settings.database.shown}});
}

std::shared_ptr<service_kit::Served> KeptHistory::load(service_kit::Service& service) const {
    store_->begin([&service](const std::string& why) { service.fail(why); });
    auto served = std::make_shared<service_kit::Served>();
    served->routes = routes_of(store_, authority_);
    served->trouble = [store = store_] { return store->trouble(); };
    return served;
}

void KeptHistory::end() const { store_->end(); }

int serve(const Settings& settings, service_kit::Log& log, service_kit::Metrics& metrics, const std::string& version) {
    service_kit::Service service{
        settings.service, {"db_service", "What people asked, saw and said of films.", version}, log, metrics};
    const KeptHistory kept{settings, log, metrics};
    if (settings.is_open())
        log.write(LogLevel::warning, "SERVICE_TOKEN is not set: whoever is on this machine may ask anything",
                  {{"address", settings.service.address}});
    const int code = service.run([&] { return kept.load(service); });
    kept.end();
    return code;
}

}  // namespace db_service
