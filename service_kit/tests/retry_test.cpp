#include "retry.hpp"

#include <gtest/gtest.h>

namespace service_kit {
namespace {

using namespace std::chrono_literals;

constexpr RetrySettings settings{.retries = 4, .first_pause = 100ms, .longest_pause = 300ms};
constexpr double nearly_all = 0.999999;

bool repeats(TryEnd end, Retries allowed, Method method) {
    return RetryPlan{settings, allowed, method}.pause_after(end, {}, 0).has_value();
}

TEST(RetryPlan, PausesForARandomShareOfADoublingTime) {
    RetryPlan plan{settings, Retries::by_method, Method::get};
    EXPECT_EQ(plan.pause_after(TryEnd::busy, {}, 0.5), 50ms);
    EXPECT_EQ(plan.pause_after(TryEnd::lost, {}, 0.5), 100ms);
    EXPECT_EQ(plan.pause_after(TryEnd::not_sent, {}, 0.5), 150ms);
    EXPECT_EQ(plan.pause_after(TryEnd::busy, {}, nearly_all), 299ms);
    EXPECT_EQ(plan.pause_after(TryEnd::busy, {}, 0), std::nullopt);
}

TEST(RetryPlan, WaitsAsLongAsTheServerSays) {
    RetryPlan plan{settings, Retries::by_method, Method::get};
    EXPECT_EQ(plan.pause_after(TryEnd::busy, 7s, 0), 7s);
    EXPECT_EQ(plan.pause_after(TryEnd::busy, 7s, 0.5), 7100ms);
}

TEST(RetryPlan, RepeatsWhatIsIdempotent) {
    for (const auto end : {TryEnd::busy, TryEnd::lost, TryEnd::stale, TryEnd::not_sent}) {
        EXPECT_TRUE(repeats(end, Retries::by_method, Method::get));
        EXPECT_TRUE(repeats(end, Retries::by_method, Method::remove));
        EXPECT_TRUE(repeats(end, Retries::always, Method::post));
        EXPECT_FALSE(repeats(end, Retries::never, Method::get));
    }
}

TEST(RetryPlan, RepeatsAPostOnlyWhereTheServerCannotHaveSeenIt) {
    EXPECT_TRUE(repeats(TryEnd::not_sent, Retries::by_method, Method::post));
    for (const auto end : {TryEnd::busy, TryEnd::lost, TryEnd::stale})
        EXPECT_FALSE(repeats(end, Retries::by_method, Method::post));
}

TEST(RetryPlan, DoesNotRepeatWhatWouldEndTheSame) {
    EXPECT_FALSE(repeats(TryEnd::answered, Retries::always, Method::get));
    EXPECT_FALSE(repeats(TryEnd::hopeless, Retries::always, Method::get));
}

TEST(RetryPlan, DoesNotCountAStaleConnectionAsARetry) {
    RetryPlan plan{{.retries = 0}, Retries::by_method, Method::get};
    EXPECT_EQ(plan.pause_after(TryEnd::stale, {}, nearly_all), 0ms);
    EXPECT_EQ(plan.pause_after(TryEnd::busy, {}, nearly_all), std::nullopt);
}

TEST(RetryAfter, IsReadInSecondsOnly) {
    EXPECT_EQ(read_retry_after("30"), 30s);
    EXPECT_EQ(read_retry_after("0"), 0s);
    for (const auto* text : {"", "-1", "1.5", "soon", "99999999999999999999", "Fri, 31 Dec 1999 23:59:59 GMT"})
        EXPECT_EQ(read_retry_after(text), std::nullopt) << text;
}

TEST(TryEnd, IsBusyForStatusesThatMeanLater) {
    for (const int status : {429, 502, 503, 504}) EXPECT_EQ(end_of(status), TryEnd::busy);
    for (const int status : {200, 301, 404, 409, 500, 501, 505}) EXPECT_EQ(end_of(status), TryEnd::answered);
}

}  // namespace
}  // namespace service_kit
