#include "tg_client/dialogue/flood_gate.hpp"

#include <gtest/gtest.h>

namespace tg_client {
namespace {

using namespace std::chrono_literals;
using Verdict = FloodGate::Verdict;

TEST(AFloodGate, WarnsOnceAndDropsWhatComesTooFast) {
    FloodGate gate{{.at_once = 3, .a_second = 1}};
    const FloodGate::Moment now{};
    for (int update = 0; update < 3; ++update) EXPECT_EQ(gate.admit(7, now), Verdict::pass);
    EXPECT_EQ(gate.admit(7, now), Verdict::warn);
    EXPECT_EQ(gate.admit(7, now), Verdict::drop);
    EXPECT_EQ(gate.admit(8, now), Verdict::pass) << "another person is not to blame";
}

TEST(AFloodGate, OpensAgainAtASteadyPace) {
    FloodGate gate{{.at_once = 2, .a_second = 1}};
    const FloodGate::Moment now{};
    for (int update = 0; update < 4; ++update) gate.admit(7, now);
    EXPECT_EQ(gate.admit(7, now + 500ms), Verdict::drop);
    EXPECT_EQ(gate.admit(7, now + 1s), Verdict::pass);
    EXPECT_EQ(gate.admit(7, now + 1s), Verdict::warn) << "a second flood is a second reason to warn";
}

TEST(AFloodGate, ForgetsPeopleWhoKeepThePace) {
    FloodGate gate{{.at_once = 2, .a_second = 1, .people = 2}};
    const FloodGate::Moment now{};
    for (int update = 0; update < 3; ++update) gate.admit(1, now);
    for (std::int64_t person = 2; person < 1000; ++person) EXPECT_EQ(gate.admit(person, now), Verdict::pass);
    EXPECT_EQ(gate.admit(1, now), Verdict::drop) << "who floods is remembered";
}

}  // namespace
}  // namespace tg_client
