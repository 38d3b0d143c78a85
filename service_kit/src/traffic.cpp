#include "traffic.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <cstdio>

namespace service_kit {
namespace {

bool is_sane_id(std::string_view id) {
    return !id.empty() && id.size() <= 128 && std::ranges::all_of(id, [](unsigned char letter) {
        return std::isalnum(letter) != 0 || letter == '-' || letter == '_' || letter == '.';
    });
}

// The trace's id in a traceparent header: "00-<32 digits>-<16 digits>-01".
std::string_view trace_of(const Request& request) {
    const auto header = request.headers.find("traceparent");
    const bool is_whole = header && header->size() == 55 && (*header)[2] == '-' && (*header)[35] == '-';
    return is_whole ? header->substr(3, 32) : std::string_view{};
}

std::string_view path_of(const Exchange& exchange) {
    return exchange.route == nullptr ? std::string_view{"none"} : std::string_view{exchange.route->path};
}

double seconds_since(std::chrono::steady_clock::time_point begun) {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
}

}  // namespace

std::string Traffic::new_id() {
    std::array<char, 33> text{};
    std::snprintf(text.data(), text.size(), "%016llx%016llx", static_cast<unsigned long long>(random_()),
                  static_cast<unsigned long long>(random_()));
    return text.data();
}

void Traffic::name(Request& request) {
    const auto given = request.headers.find("X-Request-ID");
    request.id = given && is_sane_id(*given) ? std::string{*given} : new_id();
}

Traffic::Figures& Traffic::figures_of(const Exchange& exchange, int status) {
    const auto method = exchange.route == nullptr ? "" : std::string{method_name(exchange.route->method)};
    auto& figures = figures_[{method + " " + std::string{path_of(exchange)}, status}];
    if (figures.requests != nullptr) return figures;
    const MetricLabels route{{"method", method}, {"route", std::string{path_of(exchange)}}};
    auto with_status = route;
    with_status["status"] = std::to_string(status);
    figures.requests = &metrics_.counter("http_requests_total", "Requests answered", with_status);
    figures.kept = &metrics_.counter("http_kept_answers_used_total", "Answers sent again", route);
    figures.seconds = &metrics_.latency("http_request_seconds", "From the request to its answer", route);
    return figures;
}

void Traffic::count(const Exchange& exchange, const Response& response) {
    const auto& figures = figures_of(exchange, response.status);
    figures.requests->add();
    if (exchange.was_kept) figures.kept->add();
    figures.seconds->observe(seconds_since(exchange.begun));
}

void Traffic::write(const Exchange& exchange, const Response& response, Log& log) const {
    const auto& request = exchange.request;
    // The route and not the address: what people ask for is theirs.
    log.write(LogLevel::info, "request",
              {{"request_id", request.id},
               {"trace_id", trace_of(request)},
               {"method", method_name(request.method)},
               {"route", path_of(exchange)},
               {"status", std::int64_t{response.status}},
               {"bytes", static_cast<std::int64_t>(response.text().size())},
               {"ms", std::round(seconds_since(exchange.begun) * 1e6) / 1e3},
               {"code", response.problem ? std::string_view{response.problem->code} : std::string_view{}}});
}

}  // namespace service_kit
