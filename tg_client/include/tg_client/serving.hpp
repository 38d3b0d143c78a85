// The whole bot, from its settings to its end.
#pragma once

#include "service_kit/log.hpp"
#include "service_kit/metrics.hpp"
#include "tg_client/settings.hpp"

#include <string>

namespace tg_client {

// Talks to people until SIGTERM or SIGINT, then finishes what was begun. Returns the exit code: 1 where Telegram does
// not take the token. Throws std::system_error where a port or a folder cannot be used.
int serve(const Settings& settings, service_kit::Log& log, service_kit::Metrics& metrics, const std::string& version);

}  // namespace tg_client
