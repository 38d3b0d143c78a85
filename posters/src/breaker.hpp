// Leaves a provider alone for a while after it said that asking is of no use, and remembers why.
//
// Knows no clock: every call says what time it is. Any thread.
#pragma once

#include "posters/facts.hpp"

#include <chrono>
#include <mutex>
#include <optional>

namespace posters {

class Breaker {
public:
    using Time = std::chrono::steady_clock::time_point;

    // Why the provider is not to be asked now.
    std::optional<Miss> reason(Time now) const;
    void note(const Lookup& lookup, Time now);

private:
    mutable std::mutex mutex_;
    std::optional<Miss> reason_{};
    Time until_{};
    unsigned failures_ = 0;  // in a row, of those that may be chance
};

}  // namespace posters
