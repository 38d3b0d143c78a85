#include "service_kit/service.hpp"

#include "compression.hpp"
#include "exchange.hpp"
#include "http_server.hpp"
#include "kept_answers.hpp"
#include "own_routes.hpp"
#include "site.hpp"
#include "traffic.hpp"

#include <algorithm>
#include <csignal>
#include <exception>
#include <optional>
#include <thread>

#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/thread_pool.hpp>
#include <sys/resource.h>

namespace service_kit {
namespace {

namespace asio = boost::asio;

std::size_t worker_count(const ServiceSettings& settings) {
    return settings.workers > 0 ? settings.workers : std::max(1U, std::thread::hardware_concurrency());
}

// As many open connections as the system allows this process.
void raise_file_limit() {
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
}

ServerOptions server_options(const ServiceSettings& settings) {
    return {.address = settings.address,
            .port = settings.port,
            .connections = settings.connections,
            .header_bytes = settings.header_kib * 1024,
            .read_timeout = settings.read_timeout,
            .write_timeout = settings.write_timeout,
            .idle_timeout = settings.idle_timeout};
}

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

struct Service::State {
    State(const ServiceSettings& chosen, const ApiTitle& named, Log& given_log, Metrics& given_metrics)
        : settings{chosen},
          title{named},
          log{given_log},
          metrics{given_metrics},
          traffic{given_metrics},
          kept{chosen.kept_mib * 1024 * 1024},
          site{make_site(nullptr)},
          workers{worker_count(chosen)},
          signals{loop.context(), SIGTERM, SIGINT, SIGHUP},
          server{
              loop,
              server_options(chosen),
              {.answer = [this](Request request, Responder respond) { answer(std::move(request), std::move(respond)); },
               .refuse = [this](const ProtocolFault& fault,
                                Headers headers) { return refuse(fault, std::move(headers)); },
               .body_bytes = [this](Method method, std::string_view target) { return body_bytes(method, target); }}} {
        add_gauges();
    }

    std::shared_ptr<const Site> make_site(std::shared_ptr<const Served> served);
    void add_gauges();
    std::optional<std::string> trouble() const;

    void answer(Request request, Responder respond);
    Response refuse(const ProtocolFault& fault, Headers headers);
    std::size_t body_bytes(Method method, std::string_view target) const;
    std::optional<Response> answer_at_once(Exchange& exchange);
    std::optional<Response> kept_answer(Exchange& exchange);
    void hand_to_worker(const std::shared_ptr<Exchange>& exchange);
    void finish(Exchange& exchange, Response response);

    void load();
    void take(std::shared_ptr<const Served> served);
    void load_failed(const std::string& what);
    void fail(const std::string& why);
    void wait_for_signals();
    void stop();
    void close_server();

    ServiceSettings settings;
    ApiTitle title;
    Log& log;
    Metrics& metrics;
    Traffic traffic;
    EventLoop loop;
    KeptAnswers kept;
    std::shared_ptr<const Site> site;
    asio::thread_pool workers;
    asio::signal_set signals;
    HttpServer server;
    Loader loader;
    std::jthread loading;
    std::jthread finishing;
    bool is_loading = false;
    bool loads_again = false;  // a reload was asked for while one was under way
    std::size_t waiting = 0;   // requests that are with the workers or wait for them
    bool stopping = false;
    int code = 0;
};

std::shared_ptr<const Site> Service::State::make_site(std::shared_ptr<const Served> served) {
    OwnFigures figures{.trouble = [this] { return trouble(); }, .metrics = [this] { return metrics.text(); }};
    auto described = own_routes(figures, nullptr);
    if (served) described.insert(described.begin(), served->routes.begin(), served->routes.end());
    auto description = std::make_shared<const std::string>(openapi(title, described));
    return std::make_shared<const Site>(own_routes(figures, std::move(description)), std::move(served));
}

void Service::State::add_gauges() {
    metrics.gauge("http_connections", "Open connections", [this] { return static_cast<double>(server.connections()); });
    metrics.gauge("http_queue", "Requests at the workers or waiting for them",
                  [this] { return static_cast<double>(waiting); });
    metrics.gauge("http_kept_answers", "Answers kept to be sent again",
                  [this] { return static_cast<double>(kept.size()); });
    metrics.gauge("http_kept_bytes", "Bytes of the answers kept", [this] { return static_cast<double>(kept.bytes()); });
    metrics.gauge("process_resident_memory_bytes", "Memory of the process", resident_bytes);
}

std::optional<std::string> Service::State::trouble() const {
    if (stopping) return "it is stopping";
    if (!site->served) return "it is loading";
    return site->served->trouble ? site->served->trouble() : std::nullopt;
}

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

// Loads on a thread of its own, while requests go on with what there is.
void Service::State::load() {
    if (is_loading) {
        loads_again = true;
        return;
    }
    is_loading = true;
    if (loading.joinable()) loading.join();
    loading = std::jthread{[this] {
        try {
            auto served = loader();
            loop.post([this, served = std::move(served)]() mutable { take(std::move(served)); });
        } catch (const std::exception& error) {
            loop.post([this, what = std::string{error.what()}] { load_failed(what); });
        }
    }};
}

void Service::State::take(std::shared_ptr<const Served> served) {
    is_loading = false;
    if (stopping) return;
    site = make_site(std::move(served));
    kept.clear();
    log.write(LogLevel::info, "serving", {{"port", std::int64_t{server.port()}}});
    if (std::exchange(loads_again, false)) load();
}

void Service::State::load_failed(const std::string& what) {
    is_loading = false;
    log.write(LogLevel::error, "loading failed", {{"what", what}, {"goes_on", site->served != nullptr}});
    if (site->served == nullptr) {
        code = 1;
        stop();
    } else if (std::exchange(loads_again, false) && !stopping) {
        load();
    }
}

void Service::State::fail(const std::string& why) {
    if (stopping) return;
    log.write(LogLevel::error, "it cannot go on", {{"why", why}});
    code = 1;
    stop();
}

void Service::State::wait_for_signals() {
    signals.async_wait([this](boost::system::error_code error, int signal) {
        if (error) return;
        if (signal == SIGHUP)
            load();
        else
            stop();
        if (!stopping) wait_for_signals();
    });
}

void Service::State::stop() {
    if (std::exchange(stopping, true)) return;
    log.write(LogLevel::info, "stopping", {{"requests", static_cast<std::int64_t>(waiting)}});
    signals.cancel();
    signals.clear();  // a second signal ends the process
    if (!site->served || !site->served->finish) return close_server();
    finishing = std::jthread{[this, served = site->served] {
        served->finish();
        loop.post([this] { close_server(); });
    }};
}

void Service::State::close_server() {
    server.stop(settings.stop_timeout, [this] { loop.stop(); });
}

Service::Service(const ServiceSettings& settings, const ApiTitle& title, Log& log, Metrics& metrics)
    : state_{(raise_file_limit(), std::make_unique<State>(settings, title, log, metrics))} {}

Service::~Service() = default;

std::uint16_t Service::port() const { return state_->server.port(); }
EventLoop& Service::loop() { return state_->loop; }

int Service::run(Loader loader) {
    state_->loader = std::move(loader);
    state_->server.start();
    state_->wait_for_signals();
    state_->load();
    state_->loop.run();
    state_->workers.join();
    if (state_->site->served)
        for (const auto& route : state_->site->served->routes)
            if (route.workers) route.workers->finish();
    if (state_->loading.joinable()) state_->loading.join();
    state_->log.write(LogLevel::info, "stopped");
    state_->log.flush();
    return state_->code;
}

void Service::stop() {
    state_->loop.post([this] { state_->stop(); });
}
void Service::fail(const std::string& why) {
    state_->loop.post([this, why] { state_->fail(why); });
}
void Service::reload() {
    state_->loop.post([this] { state_->load(); });
}

}  // namespace service_kit
