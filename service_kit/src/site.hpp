// All routes of a service at one time, those of every service included, ready to be matched.
//
// Immutable; a request holds on to the site it began on.
#pragma once

#include "router.hpp"
#include "service_kit/service.hpp"

#include <memory>
#include <string>
#include <vector>

namespace service_kit {

struct Site {
    // `own` are the routes that every service has; `served` may be none while it is loading.
    Site(std::vector<Route> own, std::shared_ptr<const Served> given)
        : served{std::move(given)}, routes{std::move(own)}, router{all_routes()} {}
    Site(const Site&) = delete;
    Site& operator=(const Site&) = delete;

    std::shared_ptr<const Served> served;
    std::vector<Route> routes;
    Router router;

private:
    std::span<const Route> all_routes() {
        if (served) routes.insert(routes.end(), served->routes.begin(), served->routes.end());
        return routes;
    }
};

}  // namespace service_kit
