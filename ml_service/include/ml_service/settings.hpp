// The settings of ml_service: each one a flag, a variable and a line of help.
#pragma once

#include "posters/settings.hpp"
#include "service_kit/service.hpp"
#include "service_kit/settings.hpp"

#include <optional>
#include <string>
#include <vector>

namespace ml_service {

struct Settings {
    service_kit::ServiceSettings service{};
    posters::Settings posters{};
    std::string data{};  // empty: where data is found by itself

    // Fills them from `arguments` and the environment; what is to be printed instead where that is wanted or fails.
    std::optional<service_kit::SettingsExit> read(std::vector<std::string> arguments, const std::string& version);
};

}  // namespace ml_service
