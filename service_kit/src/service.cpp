#include "own_routes.hpp"
#include "service_state.hpp"

#include <algorithm>
#include <csignal>
#include <exception>
#include <utility>

#include <boost/asio/io_context.hpp>
#include <sys/resource.h>

namespace service_kit {
namespace {

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

}  // namespace

Service::State::State(const ServiceSettings& chosen, const ApiTitle& named, Log& given_log, Metrics& given_metrics)
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
           .refuse = [this](const ProtocolFault& fault, Headers headers) { return refuse(fault, std::move(headers)); },
           .body_bytes = [this](Method method, std::string_view target) { return body_bytes(method, target); }}} {
    add_gauges();
}

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
