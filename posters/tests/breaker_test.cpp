#include "breaker.hpp"

#include <gtest/gtest.h>

namespace posters {
namespace {

using namespace std::chrono_literals;

const Breaker::Time start{};

TEST(TheBreaker, LeavesASpentQuotaAloneForAnHour) {
    Breaker breaker;
    breaker.note(Missed{Miss::quota_spent}, start);
    EXPECT_EQ(breaker.reason(start + 59min), Miss::quota_spent);
    EXPECT_EQ(breaker.reason(start + 61min), std::nullopt);
}

TEST(TheBreaker, WaitsAsLongAsARateLimitSays) {
    Breaker breaker;
    breaker.note(Missed{Miss::rate_limited, 17s}, start);
    EXPECT_EQ(breaker.reason(start + 16s), Miss::rate_limited);
    EXPECT_EQ(breaker.reason(start + 17s), std::nullopt);
    breaker.note(Missed{Miss::rate_limited, 24h}, start);
    EXPECT_EQ(breaker.reason(start + 61min), std::nullopt);
}

TEST(TheBreaker, ForgivesChanceButNotThreeInARow) {
    Breaker breaker;
    const auto fail = [&](Miss miss) { breaker.note(Missed{miss}, start); };
    fail(Miss::timed_out);
    fail(Miss::unreachable);
    breaker.note(Facts{}, start);
    fail(Miss::timed_out);
    fail(Miss::bad_answer);
    EXPECT_EQ(breaker.reason(start), std::nullopt);
    fail(Miss::unreachable);
    EXPECT_EQ(breaker.reason(start + 29s), Miss::unreachable);
    EXPECT_EQ(breaker.reason(start + 31s), std::nullopt);
}

TEST(TheBreaker, TakesNotFoundForAnAnswer) {
    Breaker breaker;
    for (int time = 0; time < 9; ++time) breaker.note(Missed{Miss::not_found}, start);
    EXPECT_EQ(breaker.reason(start), std::nullopt);
}

}  // namespace
}  // namespace posters
