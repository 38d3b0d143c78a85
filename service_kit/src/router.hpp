// Finds the route for a request among those of a service.
//
// Immutable after construction, any thread. Fixed segments win over parameters: /films/search over /films/{id}.
#pragma once

#include "service_kit/route.hpp"

#include <span>
#include <string>
#include <vector>

namespace service_kit {

struct RouteMatch {
    const Route* route{};           // none where no route has this path and method
    std::vector<Method> allowed{};  // what the path takes, where the method is not among it; empty for no such path
    api::Parameters path_parameters{};
};

class Router {
public:
    // Keeps a reference to `routes`.
    explicit Router(std::span<const Route> routes);

    RouteMatch find(Method method, const std::vector<std::string>& segments) const;
    // The longest body that `target` takes; `otherwise` where its route does not say.
    std::size_t body_bytes(Method method, const std::vector<std::string>& segments, std::size_t otherwise) const;

private:
    struct Entry {
        const Route* route{};
        std::vector<std::string> segments{};
    };
    std::vector<Entry> entries_;
};

// The Allow header of `methods`: HEAD goes with GET, OPTIONS with all.
std::string allow_header(const std::vector<Method>& methods);

}  // namespace service_kit
