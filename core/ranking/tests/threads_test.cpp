#include "core/ranking/recommender.hpp"
#include "small_catalogue.hpp"

#include <atomic>
#include <thread>

#include <gtest/gtest.h>

namespace core::ranking {
namespace {

std::vector<std::string> answers_of(const Recommender& recommender, const Catalogue& films) {
    std::vector<std::string> titles;
    for (std::uint32_t film = 0; film < 20; ++film)
        for (const auto& wish : {Wish{.liked = {{film}}, .limit = 7, .offset = film % 3},
                                 Wish{.liked = {{film}, {film + 1}}, .disliked = {{film + 2}}}})
            for (auto& title : titles_of(recommender.recommend(wish), films)) titles.push_back(std::move(title));
    return titles;
}

TEST(Recommender, GivesEightThreadsAtOnceTheSameAnswers) {
    const auto films = catalogue_of(many_films(400));
    const auto vectors = vectors_for(films);
    const Recommender recommender{films, vectors};
    const auto expected = answers_of(recommender, films);
    std::atomic<int> right{0};
    {
        std::vector<std::jthread> threads;
        for (int i = 0; i < 8; ++i)
            threads.emplace_back([&] { right += answers_of(recommender, films) == expected ? 1 : 0; });
    }
    EXPECT_EQ(right, 8);
}

TEST(Recommender, KeepsTwoCataloguesApartOnOneThread) {
    const auto small = catalogue_of(many_films(30));
    const auto large = catalogue_of(many_films(300));
    const auto small_vectors = vectors_for(small);
    const auto large_vectors = vectors_for(large);
    const Recommender one{small, small_vectors};
    const Recommender two{large, large_vectors};
    const auto first = answers_of(one, small);
    const auto second = answers_of(two, large);
    EXPECT_EQ(answers_of(one, small), first);
    EXPECT_EQ(answers_of(two, large), second);
}

}  // namespace
}  // namespace core::ranking
