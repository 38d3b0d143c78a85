// The description of an API in OpenAPI 3.1, made of its routes.
#pragma once

#include "service_kit/route.hpp"

#include <span>
#include <string>

namespace service_kit {

struct ApiTitle {
    std::string name{};   // "ml_service"
    std::string about{};  // a sentence
    std::string version{};
};

// The document as JSON text.
std::string openapi(const ApiTitle& title, std::span<const Route> routes);

}  // namespace service_kit
