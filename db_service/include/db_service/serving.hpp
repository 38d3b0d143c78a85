// Puts the store, the authority and the routes together and serves them.
#pragma once

#include "db_service/settings.hpp"
#include "service_kit/log.hpp"
#include "service_kit/metrics.hpp"
#include "service_kit/service.hpp"

#include <memory>
#include <string>

namespace db_service {

class Authority;
class HistoryStore;

// What is kept of people, to be served by this program or by one that serves other things, too.
class KeptHistory {
public:
    // `log` and `metrics` must outlive it.
    KeptHistory(const Settings& settings, service_kit::Log& log, service_kit::Metrics& metrics);

    // The routes, with the database open or watched for. Where it is of a newer program: throws std::runtime_error, or
    // has `service` fail when that turns out later. May be called again.
    std::shared_ptr<service_kit::Served> load(service_kit::Service& service) const;
    // To be called while the service that was given to load() still exists.
    void end() const;

private:
    std::shared_ptr<HistoryStore> store_;
    std::shared_ptr<const Authority> authority_;
};

// Serves until it is told to end. Returns the exit code: 0, or 1 where the database is of a newer program. Throws
// std::system_error where the port cannot be had.
int serve(const Settings& settings, service_kit::Log& log, service_kit::Metrics& metrics, const std::string& version);

}  // namespace db_service
