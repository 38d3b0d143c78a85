// All that a running service consists of; its beginning, loading and end are in service.cpp, how it answers is in
// service_answers.cpp.
//
// Everything but a handler's own work and loading happens on the loop's thread.
#pragma once

#include "exchange.hpp"
#include "http_server.hpp"
#include "kept_answers.hpp"
#include "service_kit/service.hpp"
#include "site.hpp"
#include "traffic.hpp"

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <thread>

#include <boost/asio/signal_set.hpp>
#include <boost/asio/thread_pool.hpp>

namespace service_kit {

struct Service::State {
    State(const ServiceSettings& chosen, const ApiTitle& named, Log& given_log, Metrics& given_metrics);

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
    boost::asio::thread_pool workers;
    boost::asio::signal_set signals;
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

}  // namespace service_kit
