// Decides whether and when a request is sent again.
//
// Pure arithmetic on how a try ended; the random share comes from the caller. One instance for one request.
#pragma once

#include "service_kit/http_client.hpp"

#include <chrono>
#include <optional>
#include <string_view>

namespace service_kit {

enum class TryEnd {
    answered,  // with a status to pass on
    busy,      // 429, 502, 503 or 504: the server means "later"
    not_sent,  // no connection, so that the server knows nothing of the request
    stale,     // a kept connection had been closed at the other end, most likely before the request came
    lost,      // no whole answer; what became of the request is not known
    hopeless,  // another try would end the same way
};

// How a try with this status ended.
TryEnd end_of(int status);

// The value of a Retry-After header in seconds; none where it is a date or makes no sense.
std::optional<std::chrono::seconds> read_retry_after(std::string_view value);

class RetryPlan {
public:
    RetryPlan(const RetrySettings& settings, Retries allowed, Method method);

    // How long to wait before the next try, none where there is to be none. `share` in [0, 1) is the random part.
    std::optional<std::chrono::milliseconds> pause_after(TryEnd end, std::optional<std::chrono::seconds> retry_after,
                                                         double share);

private:
    bool may_repeat(TryEnd end) const;

    RetrySettings settings_;
    bool may_reconnect_;
    bool is_idempotent_;
    unsigned retries_{};
};

}  // namespace service_kit
