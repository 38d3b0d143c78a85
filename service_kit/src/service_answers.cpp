#include "compression.hpp"
#include "service_state.hpp"

#include <exception>
#include <utility>

#include <boost/asio/post.hpp>

namespace service_kit {
namespace {

namespace asio = boost::asio;

Response with_etag(Response response, std::chrono::seconds client_age) {
    if (response.status != 200) return response;
    response.headers.add("ETag", etag_of(response.text()));
    response.headers.add("Vary", "Accept-Encoding, Accept-Language");
    response.headers.add("Cache-Control",
                         client_age.count() > 0 ? "public, max-age=" + std::to_string(client_age.count()) : "no-cache");
    return response;
}

// The whole work of a worker on one request.
Response work_on(const Exchange& exchange, Log& log) {
    const auto& route = *exchange.route;
    try {
        if (auto refused = find_mismatch(route, exchange.request)) return problem_response(std::move(*refused));
        auto response = route.handle({exchange.request});
        if (route.is_repeatable && route.method == Method::get)
            response = with_etag(std::move(response), route.client_age);
        if (exchange.packs) pack(response);
        return response;
    } catch (const std::exception& error) {
        log.write(LogLevel::error, "a handler failed",
                  {{"request_id", exchange.request.id}, {"route", route.path}, {"what", error.what()}});
    }
    return problem_response({.status = 500, .code = "internal_error", .title = "Something broke on our side"});
}

}  // namespace

std::size_t Service::State::body_bytes(Method method, std::string_view target) const {
    Request request;
    const auto otherwise = settings.body_kib * 1024;
    return read_target(target, request) ? site->router.body_bytes(method, request.segments, otherwise) : otherwise;
}

Response Service::State::refuse(const ProtocolFault& fault, Headers headers) {
    Exchange exchange;
    exchange.request.headers = std::move(headers);
    traffic.name(exchange.request);
    Response sent;
    exchange.respond = [&sent](Response response) { sent = std::move(response); };
    finish(exchange, problem_response({.status = fault.status,
                                       .code = fault.code,
                                       .title = std::string{reason_phrase(fault.status)},
                                       .detail = fault.detail}));
    return sent;
}

void Service::State::answer(Request request, Responder respond) {
    auto exchange = std::make_shared<Exchange>();
    exchange->request = std::move(request);
    exchange->respond = std::move(respond);
    exchange->site = site;
    traffic.name(exchange->request);
    if (auto response = answer_at_once(*exchange))
        finish(*exchange, std::move(*response));
    else
        hand_to_worker(exchange);
}

// What needs no worker: what cannot be answered, what was answered before, and the quick routes.
std::optional<Response> Service::State::answer_at_once(Exchange& exchange) {
    auto& request = exchange.request;
    auto match = site->router.find(request.method == Method::head ? Method::get : request.method, request.segments);
    if (match.route == nullptr) {
        if (!site->served && match.allowed.empty()) return problem_response(not_ready());
        const bool is_known = !match.allowed.empty() || request.target == "*";
        if (request.method == Method::options && is_known) return options_response(match.allowed);
        return problem_response(match.allowed.empty() ? no_such_path(request) : wrong_method(request), match.allowed);
    }
    exchange.route = match.route;
    request.parameters.insert(request.parameters.begin(), match.path_parameters.begin(), match.path_parameters.end());
    exchange.packs = accepts_gzip(request.headers.all("Accept-Encoding"));
    if (match.route->is_quick) return work_on(exchange, log);
    if (auto kept_response = kept_answer(exchange)) return kept_response;
    if (!match.route->workers && waiting >= settings.queue) return problem_response(overloaded());
    return std::nullopt;
}

std::optional<Response> Service::State::kept_answer(Exchange& exchange) {
    if (!exchange.route->is_repeatable) return std::nullopt;
    exchange.asked = what_was_asked(exchange);
    const auto* found = kept.find(exchange.asked);
    if (found == nullptr) return std::nullopt;
    exchange.was_kept = true;
    return *found;
}

void Service::State::hand_to_worker(const std::shared_ptr<Exchange>& exchange) {
    const auto own_workers = exchange->route->workers;
    const auto work = [this, exchange] {
        auto response = work_on(*exchange, log);
        loop.post([this, exchange, response = std::move(response)]() mutable {
            if (!exchange->route->workers) --waiting;
            // What was made of older data is sent, not kept.
            if (!exchange->asked.empty() && exchange->site == site && response.status == 200)
                kept.keep(std::move(exchange->asked), response);
            finish(*exchange, std::move(response));
        });
    };
    if (!own_workers) {
        ++waiting;
        asio::post(workers, work);
    } else if (!own_workers->offer(work)) {
        finish(*exchange, problem_response(overloaded()));
    }
}

void Service::State::finish(Exchange& exchange, Response response) {
    const auto& request = exchange.request;
    if (response.problem) {
        response.problem->request_id = request.id;
        response.body = std::make_shared<const std::string>(api::write(*response.problem));
    }
    if (response.status == 200 && (request.method == Method::get || request.method == Method::head))
        leave_out_unchanged(request, response);
    response.headers.add("X-Request-ID", request.id);
    allow_origin(settings.cors_origins, request, response);
    traffic.count(exchange, response);
    if (settings.access_log) traffic.write(exchange, response, log);
    exchange.respond(std::move(response));
}

}  // namespace service_kit
