#include "circuit_breaker.hpp"

#include <gtest/gtest.h>

namespace service_kit {
namespace {

using namespace std::chrono_literals;
using Outcome = CircuitBreaker::Outcome;

class ABreaker : public testing::Test {
protected:
    // One request that ends so; false where it may not pass.
    bool ask(Outcome outcome) {
        const auto pass = breaker.enter(now);
        if (pass) breaker.leave(*pass, outcome, now);
        return pass.has_value();
    }

    CircuitBreaker breaker{{.failures = 3, .open_for = 10s}};
    CircuitBreaker::Moment now{1h};
};

TEST_F(ABreaker, OpensAfterFailuresInARow) {
    EXPECT_TRUE(ask(Outcome::failure));
    EXPECT_TRUE(ask(Outcome::failure));
    EXPECT_TRUE(ask(Outcome::success));
    for (int i = 0; i < 3; ++i) EXPECT_TRUE(ask(Outcome::failure));
    EXPECT_FALSE(ask(Outcome::success));
    EXPECT_FALSE(breaker.allows(now));
}

TEST_F(ABreaker, TakesNoNoticeOfWhatSaysNothing) {
    for (int i = 0; i < 10; ++i) EXPECT_TRUE(ask(Outcome::unknown));
    EXPECT_TRUE(breaker.is_fresh());
}

TEST_F(ABreaker, LetsOneProbePassWhenItsTimeIsOver) {
    for (int i = 0; i < 3; ++i) ask(Outcome::failure);
    now += 10s;
    const auto probe = breaker.enter(now);
    ASSERT_TRUE(probe);
    EXPECT_TRUE(probe->is_probe);
    EXPECT_FALSE(breaker.enter(now));
    breaker.leave(*probe, Outcome::success, now);
    EXPECT_TRUE(breaker.is_fresh());
    EXPECT_TRUE(ask(Outcome::success));
}

TEST_F(ABreaker, OpensAgainWhenTheProbeFails) {
    for (int i = 0; i < 3; ++i) ask(Outcome::failure);
    now += 10s;
    EXPECT_TRUE(ask(Outcome::failure));
    now += 9s;
    EXPECT_FALSE(ask(Outcome::success));
    now += 1s;
    EXPECT_TRUE(ask(Outcome::success));
}

TEST_F(ABreaker, SendsAnotherProbeWhenOneEndedWithoutMeaning) {
    for (int i = 0; i < 3; ++i) ask(Outcome::failure);
    now += 10s;
    EXPECT_TRUE(ask(Outcome::unknown));
    EXPECT_TRUE(ask(Outcome::success));
}

TEST_F(ABreaker, DoesNotJudgeByRequestsFromBeforeItOpened) {
    const auto early = breaker.enter(now);
    const auto other = breaker.enter(now);
    for (int i = 0; i < 3; ++i) ask(Outcome::failure);
    breaker.leave(*early, Outcome::success, now);
    EXPECT_FALSE(breaker.allows(now));
    now += 10s;
    const auto probe = breaker.enter(now);
    breaker.leave(*other, Outcome::failure, now);
    breaker.leave(*probe, Outcome::success, now);
    EXPECT_TRUE(breaker.is_fresh());
}

}  // namespace
}  // namespace service_kit
