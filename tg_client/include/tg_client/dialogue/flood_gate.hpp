// Keeps one person from taking everybody's time: so many updates at once, then as many as a steady pace allows.
//
// Any thread.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <unordered_map>

namespace tg_client {

struct FloodLimits {
    double at_once = 20;
    double a_second = 2;
    std::size_t people = 100'000;  // remembered at most; beyond them those are forgotten who have kept the pace
};

class FloodGate {
public:
    using Moment = std::chrono::steady_clock::time_point;
    enum class Verdict { pass, warn, drop };

    explicit FloodGate(const FloodLimits& limits = {}) : limits_{limits} {}

    // Warns once until the person has kept the pace again.
    Verdict admit(std::int64_t person, Moment now);

private:
    struct Allowance {
        double left{};
        Moment at{};
        bool is_warned = false;
    };
    double left_now(const Allowance& allowance, Moment now) const;
    void forget_calm(Moment now);

    FloodLimits limits_;
    std::mutex mutex_;
    std::unordered_map<std::int64_t, Allowance> people_;
};

}  // namespace tg_client
