#include "core/ranking/quality.hpp"

#include <vector>

#include <gtest/gtest.h>

namespace core::ranking {
namespace {

using Values = std::vector<float>;

TEST(Ndcg, IsOneForTheIdealOrder) { EXPECT_DOUBLE_EQ(ndcg(Values{3, 2, 1, 0}, 10), 1.0); }

TEST(Ndcg, FallsTheLaterARelevantItemComes) {
    EXPECT_GT(ndcg(Values{0, 1, 0, 0}, 10), ndcg(Values{0, 0, 1, 0}, 10));
    EXPECT_NEAR(ndcg(Values{0, 1}, 10), 0.6309, 1e-4);  // 1 / log2(3)
}

TEST(Ndcg, SeesOnlyTheFirstPlacesButKnowsTheIdeal) {
    EXPECT_DOUBLE_EQ(ndcg(Values{0, 0, 1}, 2), 0.0);
    EXPECT_LT(ndcg(Values{1, 0, 2}, 2), 1.0);
}

TEST(Ndcg, IsZeroWhereNothingIsRelevant) {
    EXPECT_DOUBLE_EQ(ndcg(Values{0, 0}, 10), 0.0);
    EXPECT_DOUBLE_EQ(ndcg(Values{}, 10), 0.0);
}

TEST(Auc, IsTheChanceThatAGoodItemScoresHigher) {
    EXPECT_DOUBLE_EQ(auc(Values{3, 4}, Values{1, 2}), 1.0);
    EXPECT_DOUBLE_EQ(auc(Values{1, 4}, Values{2, 3}), 0.5);
    EXPECT_DOUBLE_EQ(auc(Values{1}, Values{1, 0}), 0.75);
    EXPECT_DOUBLE_EQ(auc(Values{}, Values{1}), 0.5);
}

}  // namespace
}  // namespace core::ranking
