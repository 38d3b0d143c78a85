#include "retry.hpp"

#include <algorithm>
#include <charconv>

namespace service_kit {
namespace {

using std::chrono::milliseconds;

constexpr unsigned most_doublings = 16;

bool is_idempotent(Retries allowed, Method method) {
    if (allowed != Retries::by_method) return allowed == Retries::always;
    return method != Method::post && method != Method::patch && method != Method::other;
}

}  // namespace

TryEnd end_of(int status) {
    return status == 429 || (502 <= status && status <= 504) ? TryEnd::busy : TryEnd::answered;
}

std::optional<std::chrono::seconds> read_retry_after(std::string_view value) {
    unsigned seconds{};
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), seconds);
    if (error != std::errc{} || end != value.data() + value.size()) return std::nullopt;
    return std::chrono::seconds{seconds};
}

RetryPlan::RetryPlan(const RetrySettings& settings, Retries allowed, Method method)
    : settings_{settings}, may_reconnect_{allowed != Retries::never}, is_idempotent_{is_idempotent(allowed, method)} {}

bool RetryPlan::may_repeat(TryEnd end) const {
    switch (end) {
        case TryEnd::answered:
        case TryEnd::hopeless:
            return false;
        case TryEnd::not_sent:
            return may_reconnect_;
        case TryEnd::busy:
        case TryEnd::stale:
        case TryEnd::lost:
            return is_idempotent_;
    }
    return false;
}

std::optional<milliseconds> RetryPlan::pause_after(TryEnd end, std::optional<std::chrono::seconds> retry_after,
                                                   double share) {
    if (!may_repeat(end)) return std::nullopt;
    // It is the pool that failed, not the server: that costs neither a pause nor one of the retries.
    if (end == TryEnd::stale) return milliseconds{0};
    if (retries_ >= settings_.retries) return std::nullopt;
    const auto longest =
        std::min(settings_.longest_pause, settings_.first_pause * (1U << std::min(retries_, most_doublings)));
    ++retries_;
    const milliseconds jitter{static_cast<milliseconds::rep>(static_cast<double>(longest.count()) * share)};
    return jitter + retry_after.value_or(std::chrono::seconds{0});
}

}  // namespace service_kit
