// Puts the store, the authority and the routes together and serves them.
#pragma once

#include "db_service/settings.hpp"
#include "service_kit/log.hpp"
#include "service_kit/metrics.hpp"

#include <string>

namespace db_service {

// Serves until it is told to end. Returns the exit code: 0, or 1 where the database is of a newer program. Throws
// std::system_error where the port cannot be had.
int serve(const Settings& settings, service_kit::Log& log, service_kit::Metrics& metrics, const std::string& version);

}  // namespace db_service
