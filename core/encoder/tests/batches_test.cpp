#include "batches.hpp"

#include <random>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace core::encoder {
namespace {

TEST(Batches, HoldEveryTextOnceWithinTheirLimits) {
    std::mt19937 random{3};
    std::vector<std::size_t> lengths;
    for (int i = 0; i < 1000; ++i) lengths.push_back(2 + random() % 255);
    const BatchLimits limits{.tokens = 512, .members = 16};
    std::vector<int> seen(lengths.size());
    for (const auto& batch : plan_batches(lengths, limits)) {
        EXPECT_LE(batch.members.size(), limits.members);
        EXPECT_LE(batch.members.size() * batch.length, limits.tokens);
        for (const auto member : batch.members) {
            ++seen[member];
            EXPECT_LE(lengths[member], batch.length);
        }
    }
    EXPECT_THAT(seen, testing::Each(1));
}

TEST(Batches, SpendLittleOnPadding) {
    std::mt19937 random{3};
    std::vector<std::size_t> lengths;
    std::size_t tokens = 0, padded = 0;
    for (int i = 0; i < 2000; ++i) tokens += lengths.emplace_back(10 + random() % 60);
    for (const auto& batch : plan_batches(lengths)) padded += batch.members.size() * batch.length;
    EXPECT_LT(static_cast<double>(padded), 1.05 * static_cast<double>(tokens));
}

TEST(Batches, GiveATextOfItsOwnThatIsLongerThanTheBudget) {
    const std::vector<std::size_t> lengths{5, 900, 5};
    const auto batches = plan_batches(lengths, {.tokens = 100});
    ASSERT_EQ(batches.size(), 2U);
    EXPECT_EQ(batches[0].members, std::vector<std::size_t>{1});
    EXPECT_EQ(batches[1].length, 5U);
}

TEST(Batches, AreNoneForNothing) { EXPECT_TRUE(plan_batches({}).empty()); }

}  // namespace
}  // namespace core::encoder
