#include "core/ranking/recommender.hpp"
#include "small_catalogue.hpp"

#include <gmock/gmock.h>

namespace core::ranking {
namespace {

using testing::IsEmpty;
using testing::Not;
using testing::UnorderedElementsAre;

class Conditions : public testing::Test {
protected:
    std::vector<std::string> passing(const Filters& filters) const {
        return titles_of(recommender.recommend({.liked = {index_of(films, "Asked")}, .filters = filters, .limit = 50}),
                         films);
    }
    Term genre(std::string_view name) const { return films.genres().find(name).value(); }
    Term country(std::string_view name) const { return films.countries().find(name).value(); }

    const Catalogue films = catalogue_of({
        {.title = "Asked", .year = 1990, .countries = {"US"}, .genres = {"Comedy", "Crime"}},
        {.title = "Old",
         .year = 1960,
         .countries = {"FR", "IT"},
         .runtime_min = 90,
         .genres = {"Comedy", "Crime"},
         .vote_average = 7.5,
         .vote_count = 100},
        {.title = "New",
         .year = 2010,
         .countries = {"US"},
         .runtime_min = 150,
         .genres = {"Comedy"},
         .vote_average = 5.5,
         .vote_count = 100},
        {.title = "Unknown", .directors = {"Somebody"}},
    });
    const FilmVectors vectors{0, 0};
    const Recommender recommender{films, vectors};
};

TEST_F(Conditions, AskForAllGenresNamed) {
    EXPECT_THAT(passing({.genres = {genre("Comedy")}}), UnorderedElementsAre("Old", "New"));
    EXPECT_THAT(passing({.genres = {genre("Comedy"), genre("Crime")}}), UnorderedElementsAre("Old"));
}

TEST_F(Conditions, RuleOutEachGenreNamed) {
    EXPECT_THAT(passing({.without_genres = {genre("Crime")}}), UnorderedElementsAre("New"));
}

TEST_F(Conditions, AskForAnyOfTheCountriesNamed) {
    EXPECT_THAT(passing({.countries = {country("IT"), country("US")}}), UnorderedElementsAre("Old", "New"));
    EXPECT_THAT(passing({.countries = {country("IT")}}), UnorderedElementsAre("Old"));
}

TEST_F(Conditions, TakeYearsAsInclusive) {
    EXPECT_THAT(passing({.from_year = 1960, .to_year = 2009}), UnorderedElementsAre("Old"));
    EXPECT_THAT(passing({.from_year = 1961, .to_year = 2010}), UnorderedElementsAre("New"));
}

TEST_F(Conditions, LimitTheRunningTime) { EXPECT_THAT(passing({.max_minutes = 90}), UnorderedElementsAre("Old")); }

TEST_F(Conditions, AskForARating) { EXPECT_THAT(passing({.min_rating = 7.5F}), UnorderedElementsAre("Old")); }

TEST_F(Conditions, AreNotFulfilledByWhatIsUnknown) {
    for (const Filters& filters : std::vector<Filters>{{.genres = {genre("Comedy")}},
                                                       {.without_genres = {genre("Crime")}},
                                                       {.countries = {country("US")}},
                                                       {.from_year = 1},
                                                       {.to_year = 3000},
                                                       {.max_minutes = 10000},
                                                       {.min_rating = 0.0F}})
        EXPECT_THAT(passing(filters), Not(testing::Contains("Unknown")));
    EXPECT_THAT(passing({}), testing::Contains("Unknown"));
}

TEST_F(Conditions, ThatNothingFulfilsGiveAnEmptyPageThatSaysSo) {
    const auto page = recommender.recommend({.liked = {{0}}, .filters = {.from_year = 2500}});
    EXPECT_THAT(page.films, IsEmpty());
    EXPECT_TRUE(page.exhausted);
}

}  // namespace
}  // namespace core::ranking
