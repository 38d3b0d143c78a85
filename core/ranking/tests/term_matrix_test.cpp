#include "term_matrix.hpp"

#include <vector>

#include <gmock/gmock.h>

namespace core::ranking {
namespace {

using catalogue::Term;
using testing::ElementsAre;

// Term 0 is in every film, 1 in three, 2 in two; 3 and 4 are in one each.
const std::vector<std::vector<Term>> terms_by_film{{0, 1, 2}, {2, 1, 0}, {0, 1, 3}, {0, 4, 4}, {0}, {}};

TermMatrix matrix(float doubt = 0) {
    return {terms_by_film.size(), 5, [](std::size_t film) { return std::span<const Term>{terms_by_film[film]}; },
            doubt};
}

TEST(TermMatrix, FindsFilmsOfTheSameTermsAlike) {
    EXPECT_NEAR(matrix().similarity({0}, {1}), 1.0F, 1e-6F);
    EXPECT_EQ(matrix().similarity({0}, {3}), matrix().similarity({3}, {0}));
}

TEST(TermMatrix, WeighsARareTermMoreThanACommonOne) {
    const auto films = matrix();
    EXPECT_GT(films.rarity(2), films.rarity(1));
    EXPECT_GT(films.similarity({0}, {1}), films.similarity({0}, {2}));
}

TEST(TermMatrix, DoubtsFilmsOfWhichLittleIsKnown) {
    EXPECT_LT(matrix(1).similarity({0}, {1}), 1.0F);
    EXPECT_LT(matrix(1).similarity({3}, {3}), matrix(1).similarity({2}, {2}));
}

TEST(TermMatrix, NamesTheSharedTermsTheRarestFirst) {
    EXPECT_THAT(matrix().shared({0}, {1}), ElementsAre(2, 1, 0));
    EXPECT_THAT(matrix().shared({0}, {2}), ElementsAre(1, 0));
    EXPECT_THAT(matrix().shared({0}, {5}), ElementsAre());
}

TEST(TermMatrix, ListsTheFilmsOfATermWithTheSameWeights) {
    const auto films = matrix();
    for (std::uint32_t film = 0; film < terms_by_film.size(); ++film)
        for (const auto& own : films.of({film})) {
            float found = -1;
            for (const auto& entry : films.with(own.id))
                if (entry.id == film) found = entry.weight;
            EXPECT_EQ(found, own.weight);
        }
}

TEST(TermMatrix, CountsARepeatedTermOnce) { EXPECT_EQ(matrix().of({3}).size(), 2U); }

}  // namespace
}  // namespace core::ranking
