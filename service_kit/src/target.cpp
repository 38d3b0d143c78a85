#include "service_kit/http.hpp"

#include <boost/url/parse.hpp>
#include <boost/url/url_view.hpp>

namespace service_kit {
namespace {

namespace urls = boost::urls;

// An address as clients send it to servers, "/path?query", or as they send it to proxies, "http://host/path".
boost::system::result<urls::url_view> parse(std::string_view target) {
    const urls::string_view text{target.data(), target.size()};
    return target.starts_with('/') ? urls::parse_origin_form(text) : urls::parse_absolute_uri(text);
}

bool is_address(const urls::url_view& url) {
    return !url.has_scheme() || url.scheme_id() == urls::scheme::http || url.scheme_id() == urls::scheme::https;
}

}  // namespace

bool read_target(std::string_view target, Request& request) {
    request.target = target;
    if (target == "*" && request.method == Method::options) return true;
    const auto url = parse(target);
    if (!url || !is_address(*url)) return false;
    request.path = std::string{url->encoded_path()};
    for (const auto& segment : url->segments()) request.segments.emplace_back(segment);
    if (!request.segments.empty() && request.segments.back().empty()) request.segments.pop_back();
    if (url->encoded_query().empty()) return true;  // beyond which Boost.URL 1.81 would read
    for (const auto& parameter : url->params())
        if (!parameter.key.empty() || parameter.has_value)
            request.parameters.emplace_back(parameter.key, parameter.value);
    return true;
}

}  // namespace service_kit
