#include "breaker.hpp"

#include <algorithm>

namespace posters {
namespace {

using std::chrono::seconds;

constexpr std::chrono::hours after_spent_quota{1};  // it begins anew some time within a day: nobody says when
constexpr std::chrono::minutes after_refused_key{10};
constexpr seconds after_rate_limit{10};  // where the provider does not say
constexpr std::chrono::hours longest_rate_limit{1};
constexpr seconds after_failures{30};
constexpr unsigned most_failures = 3;

}  // namespace

std::optional<Miss> Breaker::reason(Time now) const {
    const std::lock_guard lock{mutex_};
    return now < until_ ? reason_ : std::nullopt;
}

void Breaker::note(const Lookup& lookup, Time now) {
    const std::lock_guard lock{mutex_};
    const auto leave_alone = [&](seconds time) {
        reason_ = lookup.error().miss;
        until_ = now + time;
        failures_ = 0;
    };
    if (lookup || lookup.error().miss == Miss::not_found) {
        failures_ = 0;
        return;
    }
    const auto& [miss, wait] = lookup.error();
    if (miss == Miss::quota_spent)
        leave_alone(after_spent_quota);
    else if (miss == Miss::key_refused)
        leave_alone(after_refused_key);
    else if (miss == Miss::rate_limited)
        leave_alone(wait > seconds{0} ? std::min<seconds>(wait, longest_rate_limit) : after_rate_limit);
    else if (++failures_ >= most_failures)
        leave_alone(after_failures);
}

}  // namespace posters
