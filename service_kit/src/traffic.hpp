// What is known of requests as a whole: their ids, figures by route and status, and a log line each.
//
// Belongs to the loop's thread.
#pragma once

#include "exchange.hpp"
#include "service_kit/log.hpp"
#include "service_kit/metrics.hpp"

#include <map>
#include <random>
#include <string>
#include <utility>

namespace service_kit {

class Traffic {
public:
    explicit Traffic(Metrics& metrics) : metrics_{metrics} {}

    // Gives `request` the id that its client gave it, where that makes sense, else a new one.
    void name(Request& request);
    std::string new_id();

    void count(const Exchange& exchange, const Response& response);
    void write(const Exchange& exchange, const Response& response, Log& log) const;

private:
    struct Figures {
        Counter* requests{};
        Counter* kept{};
        Histogram* seconds{};
    };
    using Key = std::pair<std::string, int>;  // method and route, status
    Figures& figures_of(const Exchange& exchange, int status);

    Metrics& metrics_;
    std::mt19937_64 random_{std::random_device{}()};
    std::map<Key, Figures> figures_;
};

}  // namespace service_kit
