#include "circuit_breaker.hpp"

namespace service_kit {

bool CircuitBreaker::allows(Moment now) const {
    return !opened_ || (!is_probing_ && now - *opened_ >= settings_.open_for);
}

std::optional<CircuitBreaker::Pass> CircuitBreaker::enter(Moment now) {
    if (!allows(now)) return std::nullopt;
    is_probing_ = opened_.has_value();
    return Pass{is_probing_};
}

void CircuitBreaker::leave(Pass pass, Outcome outcome, Moment now) {
    if (pass.is_probe) is_probing_ = false;
    // Requests that began before the circuit opened say nothing new.
    if (outcome == Outcome::unknown || (opened_ && !pass.is_probe)) return;
    if (outcome == Outcome::success) {
        failures_ = 0;
        opened_.reset();
    } else if (pass.is_probe || ++failures_ >= settings_.failures) {
        opened_ = now;
    }
}

}  // namespace service_kit
