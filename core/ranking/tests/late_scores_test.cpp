// That finding scores out as late as may be changes no answer, and that every kernel estimates them alike.
#include "closest.hpp"
#include "estimate.hpp"
#include "order.hpp"
#include "scores.hpp"
#include "small_catalogue.hpp"

#include <algorithm>
#include <cstdint>
#include <random>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

namespace core::ranking {
namespace {

using Picks = std::vector<std::pair<std::uint32_t, float>>;

class LateScores : public testing::Test {
protected:
    // The first films of the order that `scores` give.
    Picks order(Scores& scores, std::size_t expected) const {
        Order films_in_order{blend, series, scores, expected};
        Picks picks;
        while (picks.size() < 400) {
            const auto pick = films_in_order.next();
            if (!pick) break;
            picks.emplace_back(pick->film.value, pick->score);
        }
        return picks;
    }

    static FilmVectors compared(FilmVectors made) {
        find_closest(made);
        return made;
    }

    Scores scores_of(FilmIndex liked) {
        Scores scores;
        scores.begin(blend, liked, scratch);
        scores.forbid(liked);
        return scores;
    }

    Catalogue films = catalogue_of(many_films(3000));
    FilmVectors vectors = compared(vectors_for(films));
    FilmFacts facts{films};
    FoldedTitles titles{films};
    Series series{films, titles};
    Blend blend{facts, series, vectors, Weights{}};
    BlendScratch scratch;
};

TEST_F(LateScores, GiveTheOrderOfScoresFoundOutAtOnce) {
    for (const std::uint32_t liked : {0U, 7U, 1234U, 2999U}) {
        auto at_once = scores_of({liked});
        for (std::uint32_t film = 0; film < films.size(); ++film) at_once.settle({film});
        const auto expected = order(at_once, 5);
        for (const std::size_t guess : {1U, 5U, 100U, 2000U}) {
            auto late = scores_of({liked});
            EXPECT_EQ(order(late, guess), expected) << liked << " with a guess of " << guess;
        }
    }
}

TEST_F(LateScores, AreNeverAboveTheirBounds) {
    auto scores = scores_of({42});
    for (std::uint32_t film = 0; film < films.size(); ++film) {
        const float bound = scores.bound({film});
        EXPECT_LE(scores.settle({film}), bound);
    }
}

TEST_F(LateScores, AreThoseOfAWholeScan) {
    std::vector<float> scanned(films.size());
    blend.score_all({42}, Scope::everything, scratch, scanned);
    auto scores = scores_of({42});
    for (std::uint32_t film = 0; film < films.size(); ++film)
        EXPECT_EQ(scores.settle({film}), film == 42 ? Scores::never : scanned[film]);
}

TEST_F(LateScores, ReadFewVectorsForAPage) {
    auto scores = scores_of({42});
    Order films_in_order{blend, series, scores, 5};
    for (int place = 0; place < 5; ++place) films_in_order.next();
    std::size_t settled = 0;
    for (std::uint32_t film = 0; film < films.size(); ++film) settled += scores.is_settled({film}) ? 1 : 0;
    EXPECT_LT(settled, films.size() / 2);
}

TEST_F(LateScores, KnowHowNearTheNearestFilmIs) {
    for (const std::uint32_t film : {0U, 511U, 512U, 2999U}) {
        float closest = 0;
        for (std::uint32_t other = 0; other < films.size(); ++other)
            if (other != film) closest = std::max(closest, blend.closeness({film}, {other}));
        EXPECT_EQ(vectors.closest({film}), closest);
    }
}

class EstimatesByKernel : public testing::TestWithParam<Kernel> {};

TEST_P(EstimatesByKernel, AreTheSameToTheLastBit) {
    if (!supported(GetParam())) GTEST_SKIP() << "this CPU lacks " << kernel_name(GetParam());
    constexpr std::size_t count = 1003, sets = 50;
    std::mt19937 random{3};
    const auto values = [&](std::size_t size) {
        std::vector<float> all(size);
        for (auto& one : all) one = std::uniform_real_distribution<float>{0, 1}(random);
        return all;
    };
    const auto numbers = [&]<class Number>(Number, unsigned below) {
        std::vector<Number> all(count);
        for (auto& one : all) one = static_cast<Number>(random() % below);
        return all;
    };
    const auto theme = values(count), prior = values(count), sparse = values(count);
    const auto by_genres = values(sets), meaning = values(sets), era = values(256);
    const auto genres = numbers(std::uint16_t{}, sets);
    const auto tradition = numbers(std::uint8_t{}, 4), language = numbers(std::uint8_t{}, 4);
    const auto year = numbers(std::uint8_t{}, 256);
    const EstimateColumns films{theme.data(),    prior.data(), sparse.data(),    genres.data(),  tradition.data(),
                                language.data(), year.data(),  by_genres.data(), meaning.data(), era.data()};
    const EstimateTerms liked{0.7F, 0.25F, 0.5F, 1.0F, 0.05F, 0.04F, 1.0F, 2, 3};
    std::vector<float> known(count), reach(count), plain_known(count), plain_reach(count);
    estimate(GetParam(), films, liked, count, known.data(), reach.data());
    estimate(Kernel::plain, films, liked, count, plain_known.data(), plain_reach.data());
    EXPECT_EQ(known, plain_known);
    EXPECT_EQ(reach, plain_reach);
}

INSTANTIATE_TEST_SUITE_P(Cpu, EstimatesByKernel, testing::Values(Kernel::avx2, Kernel::avx512_vnni),
                         [](const auto& one) { return std::string{kernel_name(one.param)}; });

}  // namespace
}  // namespace core::ranking
