// Leaves a host alone that has failed several times in a row, and finds out later whether it is back.
//
// Closed at first: everything passes. Opens after so many failures; when its time is over, one request passes as a
// probe and decides whether it closes or opens again. Told the time, so that it needs no clock. One thread.
#pragma once

#include "service_kit/http_client.hpp"

#include <chrono>
#include <optional>

namespace service_kit {

class CircuitBreaker {
public:
    using Moment = std::chrono::steady_clock::time_point;
    enum class Outcome { success, failure, unknown };
    struct Pass {
        bool is_probe{};
    };

    explicit CircuitBreaker(const BreakerSettings& settings) : settings_{settings} {}

    // Whether enter() would let a request pass.
    bool allows(Moment now) const;
    // None where the circuit is open. Whoever has a pass gives it back by leave().
    std::optional<Pass> enter(Moment now);
    void leave(Pass pass, Outcome outcome, Moment now);
    // Whether nothing is remembered of the host.
    bool is_fresh() const { return failures_ == 0 && !opened_; }

private:
    BreakerSettings settings_;
    unsigned failures_{};  // in a row
    std::optional<Moment> opened_{};
    bool is_probing_ = false;
};

}  // namespace service_kit
