#include "service_kit/metrics.hpp"

#include <fstream>
#include <memory>
#include <mutex>
#include <vector>

#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>
#include <unistd.h>

namespace service_kit {
namespace {

struct CounterOfPrometheus final : Counter {
    explicit CounterOfPrometheus(prometheus::Counter& given) : counter{given} {}
    void add(double amount) override { counter.Increment(amount); }
    prometheus::Counter& counter;
};

struct HistogramOfPrometheus final : Histogram {
    explicit HistogramOfPrometheus(prometheus::Histogram& given) : histogram{given} {}
    void observe(double seconds) override { histogram.Observe(seconds); }
    prometheus::Histogram& histogram;
};

struct ReadGauge {
    prometheus::Gauge& gauge;
    std::function<double()> value;
};

const prometheus::Histogram::BucketBoundaries buckets{0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01,
                                                      0.025,  0.05,    0.1,    0.25,  0.5,    1,     2.5};

}  // namespace

struct Metrics::State {
    std::mutex mutex;
    prometheus::Registry registry;
    std::map<const void*, std::unique_ptr<Counter>> counters;
    std::map<const void*, std::unique_ptr<Histogram>> histograms;
    std::vector<ReadGauge> gauges;
};

Metrics::Metrics() : state_{std::make_unique<State>()} {}
Metrics::~Metrics() = default;

Counter& Metrics::counter(const std::string& name, const std::string& help, const MetricLabels& labels) {
    const std::scoped_lock lock{state_->mutex};
    auto& one = prometheus::BuildCounter().Name(name).Help(help).Register(state_->registry).Add(labels);
    auto& kept = state_->counters[&one];
    if (!kept) kept = std::make_unique<CounterOfPrometheus>(one);
    return *kept;
}

Histogram& Metrics::latency(const std::string& name, const std::string& help, const MetricLabels& labels) {
    const std::scoped_lock lock{state_->mutex};
    auto& one = prometheus::BuildHistogram().Name(name).Help(help).Register(state_->registry).Add(labels, buckets);
    auto& kept = state_->histograms[&one];
    if (!kept) kept = std::make_unique<HistogramOfPrometheus>(one);
    return *kept;
}

void Metrics::gauge(const std::string& name, const std::string& help, std::function<double()> value) {
    const std::scoped_lock lock{state_->mutex};
    auto& one = prometheus::BuildGauge().Name(name).Help(help).Register(state_->registry).Add({});
    state_->gauges.push_back({one, std::move(value)});
}

std::string Metrics::text() {
    const std::scoped_lock lock{state_->mutex};
    for (const auto& [gauge, value] : state_->gauges) gauge.Set(value());
    return prometheus::TextSerializer{}.Serialize(state_->registry.Collect());
}

double resident_bytes() {
    std::ifstream statm{"/proc/self/statm"};
    double pages{}, resident{};
    statm >> pages >> resident;
    return statm ? resident * static_cast<double>(sysconf(_SC_PAGESIZE)) : 0;
}

}  // namespace service_kit
