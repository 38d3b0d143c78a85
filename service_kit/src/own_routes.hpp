// The routes that every service has: health, metrics, the description of its API and a page that shows it.
#pragma once

#include "service_kit/service.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace service_kit {

// What they tell of; called on the loop's thread.
struct OwnFigures {
    std::function<std::optional<std::string>()> trouble{};  // why it is not ready
    std::function<std::string()> metrics{};
};

// `description` is the OpenAPI document.
std::vector<Route> own_routes(const OwnFigures& figures, std::shared_ptr<const std::string> description);

}  // namespace service_kit
