#include "router.hpp"

#include <algorithm>

namespace service_kit {
namespace {

bool is_parameter(const std::string& segment) { return segment.starts_with('{'); }

std::vector<std::string> split(const std::string& path) {
    std::vector<std::string> segments;
    for (std::size_t at = 0; at < path.size();) {
        const auto next = std::min(path.find('/', at + 1), path.size());
        if (next > at + 1) segments.push_back(path.substr(at + 1, next - at - 1));
        at = next;
    }
    return segments;
}

bool fits(const std::vector<std::string>& pattern, const std::vector<std::string>& segments) {
    return std::ranges::equal(pattern, segments, [](const std::string& wanted, const std::string& given) {
        return is_parameter(wanted) || wanted == given;
    });
}

}  // namespace

Router::Router(std::span<const Route> routes) {
    for (const auto& route : routes) entries_.push_back({&route, split(route.path)});
    std::ranges::stable_sort(entries_, {},
                             [](const Entry& entry) { return std::ranges::count_if(entry.segments, is_parameter); });
}

RouteMatch Router::find(Method method, const std::vector<std::string>& segments) const {
    RouteMatch match;
    const std::vector<std::string>* taken = nullptr;
    for (const auto& [route, pattern] : entries_) {
        // Once a path has matched, only routes of the same path are other methods of it.
        if (taken != nullptr ? pattern != *taken : !fits(pattern, segments)) continue;
        taken = &pattern;
        if (route->method != method) {
            match.allowed.push_back(route->method);
            continue;
        }
        match.route = route;
        for (std::size_t at = 0; at < pattern.size(); ++at)
            if (is_parameter(pattern[at]))
                match.path_parameters.emplace_back(pattern[at].substr(1, pattern[at].size() - 2), segments[at]);
        return match;
    }
    return match;
}

std::size_t Router::body_bytes(Method method, const std::vector<std::string>& segments, std::size_t otherwise) const {
    const auto* route = find(method, segments).route;
    return route != nullptr && route->body_bytes > 0 ? route->body_bytes : otherwise;
}

std::string allow_header(const std::vector<Method>& methods) {
    std::string text;
    for (const auto method : methods) {
        text.append(text.empty() ? "" : ", ").append(method_name(method));
        if (method == Method::get) text += ", HEAD";
    }
    return text + ", OPTIONS";
}

}  // namespace service_kit
