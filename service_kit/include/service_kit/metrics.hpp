// Figures for Prometheus: counters, gauges and latency histograms under names with labels.
//
// A narrow door to prometheus-cpp. Finding a figure takes a lock and a look-up, so it is found once and kept; changing
// one is a few atomic steps, from any thread.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>

namespace service_kit {

using MetricLabels = std::map<std::string, std::string>;

class Counter {
public:
    virtual ~Counter() = default;
    virtual void add(double amount = 1) = 0;
};

class Histogram {
public:
    virtual ~Histogram() = default;
    virtual void observe(double seconds) = 0;
};

class Metrics {
public:
    Metrics();
    ~Metrics();
    Metrics(const Metrics&) = delete;
    Metrics& operator=(const Metrics&) = delete;

    // References are good as long as the metrics are.
    Counter& counter(const std::string& name, const std::string& help, const MetricLabels& labels = {});
    Histogram& latency(const std::string& name, const std::string& help, const MetricLabels& labels = {});
    // `value` is asked each time the figures are; it must stay callable from that thread.
    void gauge(const std::string& name, const std::string& help, std::function<double()> value);

    // All figures in Prometheus' text format.
    std::string text();

private:
    struct State;
    std::unique_ptr<State> state_;
};

// Bytes of this process that lie in memory; 0 where the system does not say.
double resident_bytes();

}  // namespace service_kit
