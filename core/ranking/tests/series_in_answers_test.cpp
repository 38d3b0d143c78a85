#include "core/ranking/recommender.hpp"
#include "small_catalogue.hpp"

#include <algorithm>

#include <gmock/gmock.h>

namespace core::ranking {
namespace {

using testing::ElementsAre;

// Four wizard films, of which the last is the most like the film asked for, and sixty others.
class AnswersWithASeries : public testing::Test {
protected:
    static std::vector<Film> films_with_wizards() {
        std::vector<Film> all{{.title = "Narnia",
                               .year = 2007,
                               .genres = {"Fantasy", "Family"},
                               .keywords = {"magic", "school", "wizard", "dragon"},
                               .directors = {"Adams"},
                               .votes = 9000}};
        for (int part = 1; part <= 4; ++part)
            all.push_back({.title = "Wizard " + std::string(static_cast<std::size_t>(part), 'I'),
                           .year = 2000 + 2 * part,
                           .genres = {"Fantasy", "Family"},
                           .keywords = {"magic", "school", "wizard", part == 4 ? "dragon" : "train"},
                           .cast = {"The Boy"},
                           .franchise = "Wizard",
                           .votes = 9000});
        for (Film& other : many_films(60)) all.push_back(std::move(other));
        return all;
    }
    std::vector<std::string> like(std::string_view title, std::size_t limit) const {
        return titles_of(recommender.recommend({.liked = {index_of(films, title)}, .limit = limit}), films);
    }
    static std::ptrdiff_t wizards_in(std::span<const std::string> titles) {
        return std::ranges::count_if(titles, [](const std::string& title) { return title.starts_with("Wizard"); });
    }

    const Catalogue films = catalogue_of(films_with_wizards());
    const FilmVectors vectors{0, 0};
    const Recommender recommender{films, vectors};
};

TEST_F(AnswersWithASeries, ShowTheEarliestPartFirst) {
    EXPECT_THAT(like("Narnia", 2), ElementsAre("Wizard I", "Wizard II"));
}

TEST_F(AnswersWithASeries, HoldNoMoreThanTwoPartsInAnyTwentyInARow) {
    const auto titles = like("Narnia", 64);
    for (std::size_t start = 0; start + 20 <= titles.size(); ++start)
        EXPECT_LE(wizards_in(std::span{titles}.subspan(start, 20)), 2) << start;
    EXPECT_EQ(wizards_in(titles), 4);
}

TEST_F(AnswersWithASeries, CountThePartsOfTheFilmsOwnSeries) {
    const auto titles = like("Wizard I", 20);
    EXPECT_EQ(wizards_in(titles), 2);
    EXPECT_EQ(titles.front(), "Wizard II");
}

TEST_F(AnswersWithASeries, GoOnWithTheNextPartWhenTheFirstWereSeen) {
    const auto page = recommender.recommend({.liked = {index_of(films, "Narnia")},
                                             .excluded = {index_of(films, "Wizard I"), index_of(films, "Wizard II")},
                                             .limit = 1});
    EXPECT_THAT(titles_of(page, films), ElementsAre("Wizard III"));
}

TEST(AnswersInGeneral, DoNotPutNearTwinsSideBySide) {
    auto all = many_films(40);
    for (const char* title : {"Asked", "Heist A", "Heist B", "Heist C"})
        all.push_back(
            {.title = title, .year = 2000, .genres = {"Western"}, .synopsis_en = "A heist.", .votes = 200000});
    const auto films = catalogue_of(all);
    FilmVectors vectors{films.size(), 3};
    const auto set = [&](std::string_view title, std::vector<float> values) {
        vectors.set(index_of(films, title), std::span<const float>{values});
    };
    set("Asked", {1.0F, 0.0F, 0.0F});
    set("Heist A", {0.8F, 0.6F, 0.0F});
    set("Heist B", {0.8F, 0.6F, 0.0F});
    set("Heist C", {0.78F, 0.0F, 0.6258F});
    const auto order = [&](float sameness) {
        Weights weights;
        weights.sameness = sameness;
        const Recommender recommender{films, vectors, weights};
        return titles_of(recommender.recommend({.liked = {index_of(films, "Asked")}, .limit = 3}), films);
    };
    EXPECT_THAT(order(0), ElementsAre("Heist A", "Heist B", "Heist C"));
    EXPECT_THAT(order(2), ElementsAre("Heist A", "Heist C", "Heist B"));
}

TEST(AnswersInGeneral, HoldBackADirectorWhoWasShownTwice) {
    std::vector<Film> all{
        {.title = "Asked", .year = 1975, .genres = {"Comedy"}, .directors = {"Ryazanov"}, .votes = 900}};
    for (const char* title : {"One", "Two", "Three"})
        all.push_back({.title = title, .year = 1975, .genres = {"Comedy"}, .directors = {"Ryazanov"}, .votes = 900});
    all.push_back({.title = "Other", .year = 1975, .genres = {"Comedy"}, .directors = {"Gaidai"}, .votes = 900});
    for (Film& other : many_films(60)) all.push_back(std::move(other));
    const auto films = catalogue_of(all);
    const FilmVectors vectors{0, 0};
    Weights weights;
    weights.same_director = 5;
    const auto page = Recommender{films, vectors, weights}.recommend({.liked = {index_of(films, "Asked")}, .limit = 3});
    EXPECT_EQ(titles_of(page, films)[2], "Other");
}

}  // namespace
}  // namespace core::ranking
