#include "edit_distance.hpp"

#include <algorithm>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

namespace core::titles {
namespace {

// The textbook definition, a table of all beginnings.
std::size_t by_table(std::string_view one, std::string_view other) {
    std::vector<std::vector<std::size_t>> cost(one.size() + 1, std::vector<std::size_t>(other.size() + 1));
    for (std::size_t row = 0; row <= one.size(); ++row)
        for (std::size_t column = 0; column <= other.size(); ++column) {
            if (row == 0 || column == 0) {
                cost[row][column] = row + column;
                continue;
            }
            const bool same = one[row - 1] == other[column - 1];
            cost[row][column] = std::min(
                {cost[row - 1][column] + 1, cost[row][column - 1] + 1, cost[row - 1][column - 1] + (same ? 0U : 1U)});
            const bool swapped =
                row > 1 && column > 1 && one[row - 1] == other[column - 2] && one[row - 2] == other[column - 1];
            if (swapped) cost[row][column] = std::min(cost[row][column], cost[row - 2][column - 2] + 1);
        }
    return cost[one.size()][other.size()];
}

TEST(EditPattern, CountsEachKindOfErrorAsOne) {
    const EditPattern matrix{"matrix"};
    EXPECT_EQ(matrix.distance("matrix"), 0U);
    EXPECT_EQ(matrix.distance("matix"), 1U);
    EXPECT_EQ(matrix.distance("mattrix"), 1U);
    EXPECT_EQ(matrix.distance("mutrix"), 1U);
    EXPECT_EQ(matrix.distance("martix"), 1U);
    EXPECT_EQ(matrix.distance(""), 6U);
    EXPECT_EQ(EditPattern{""}.distance("abc"), 3U);
}

TEST(EditPattern, AgreesWithTheTextbookOnRandomWords) {
    std::mt19937 random{7};
    const auto word = [&] {
        std::string letters(random() % 20, ' ');
        for (auto& letter : letters) letter = static_cast<char>('a' + random() % 4);
        return letters;
    };
    for (int turn = 0; turn < 3000; ++turn) {
        const auto one = word();
        const auto other = word();
        ASSERT_EQ(EditPattern{one}.distance(other), by_table(one, other)) << one << ' ' << other;
    }
}

TEST(EditPattern, HoldsSixtyFourLetters) {
    const std::string longest(64, 'a');
    EXPECT_EQ(EditPattern{longest}.distance(longest), 0U);
    EXPECT_EQ(EditPattern{longest}.distance(longest.substr(1)), 1U);
    EXPECT_EQ(EditPattern{longest + "bbb"}.size(), 64U);
}

}  // namespace
}  // namespace core::titles
