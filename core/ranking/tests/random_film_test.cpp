#include "core/ranking/random_film.hpp"

#include "small_catalogue.hpp"

#include <map>
#include <set>

#include <gmock/gmock.h>

namespace core::ranking {
namespace {

using testing::ElementsAre;
using testing::Ge;
using testing::Le;
using testing::SizeIs;
using testing::UnorderedElementsAre;

class AFilmByLot : public testing::Test {
protected:
    // The titles that `count` lots draw.
    std::map<std::string, int> drawn(Lot lot, int count = 1000) const {
        std::map<std::string, int> titles;
        for (int draw = 0; draw < count; ++draw) {
            lot.seed = std::to_string(draw);
            const auto film = random_film(films, lot);
            if (film) ++titles[std::string{films.film(*film).title}];
        }
        return titles;
    }
    std::set<std::string> titles(const Lot& lot) const {
        std::set<std::string> titles;
        for (const auto& [title, count] : drawn(lot)) titles.insert(title);
        return titles;
    }
    FilmIndex film(std::string_view title) const { return index_of(films, title); }

    const Catalogue films = catalogue_of({
        {.title = "Loved", .year = 1960, .genres = {"Comedy"}, .vote_average = 8.5, .vote_count = 9000},
        {.title = "Liked", .year = 1970, .genres = {"Drama"}, .vote_average = 7.5, .vote_count = 900},
        {.title = "Famous", .year = 1980, .genres = {"Comedy"}, .votes = 5000},
        {.title = "Unrated", .year = 1990, .genres = {"Drama"}, .votes = 900},
        {.title = "Poor", .year = 2000, .genres = {"Drama"}, .vote_average = 4.5, .vote_count = 9000},
        {.title = "Obscure", .year = 2010, .genres = {"Horror"}, .vote_average = 9.0, .vote_count = 90},
    });
};

TEST_F(AFilmByLot, IsWellKnownAndWellRatedOrFamous) {
    EXPECT_THAT(titles({}), UnorderedElementsAre("Loved", "Liked", "Famous"));
}

TEST_F(AFilmByLot, IsEachAsLikelyAsAnother) {
    const auto counts = drawn({}, 3000);
    ASSERT_THAT(counts, SizeIs(3));
    for (const auto& [title, count] : counts) {
        EXPECT_THAT(count, Ge(900)) << title;  // 26 is one standard deviation
        EXPECT_THAT(count, Le(1100)) << title;
    }
}

TEST_F(AFilmByLot, IsTheSameForTheSameSeed) {
    for (const auto* seed : {"", "1", "tg:42", "длинное слово"})
        EXPECT_EQ(random_film(films, {.seed = seed}), random_film(films, {.seed = seed}));
}

TEST_F(AFilmByLot, FulfilsTheFilters) {
    const auto comedy = films.genres().find("Comedy").value();
    EXPECT_THAT(titles({.filters = {.without_genres = {comedy}}}), ElementsAre("Liked"));
    EXPECT_THAT(titles({.filters = {.from_year = 1970, .to_year = 1980}}), UnorderedElementsAre("Liked", "Famous"));
}

TEST_F(AFilmByLot, IsAnyFilmThatIsLeftWhereNoneOfTheBestIs) {
    EXPECT_THAT(titles({.filters = {.from_year = 1990}}), UnorderedElementsAre("Unrated", "Poor", "Obscure"));
}

TEST_F(AFilmByLot, IsAnotherOnlyWhereTheDrawnOneIsExcluded) {
    for (int draw = 0; draw < 100; ++draw) {
        Lot lot{.seed = std::to_string(draw)};
        const auto first = random_film(films, lot).value();
        lot.excluded = {film("Loved")};
        const auto second = random_film(films, lot).value();
        EXPECT_EQ(second == first, first != film("Loved"));
    }
}

TEST_F(AFilmByLot, IsNoneWhereNoneIsLeft) {
    Lot lot{.seed = "1", .filters = {.from_year = 1990}};
    lot.excluded = {film("Unrated"), film("Poor")};
    EXPECT_EQ(random_film(films, lot), film("Obscure"));
    lot.excluded.push_back(film("Obscure"));
    EXPECT_EQ(random_film(films, lot), std::nullopt);
    EXPECT_EQ(random_film(catalogue_of({}), {.seed = "1"}), std::nullopt);
}

}  // namespace
}  // namespace core::ranking
