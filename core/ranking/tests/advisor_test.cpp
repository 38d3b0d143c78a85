#include "core/ranking/advisor.hpp"

#include "small_catalogue.hpp"

#include <gmock/gmock.h>

namespace core::ranking {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

const std::vector<Film> known_films{
    {.ids = {.imdb = "tt0000001"}, .title = "Harbour Lights", .year = 1990, .genres = {"Comedy"}, .votes = 900},
    {.ids = {.imdb = "tt0000002"}, .title = "Harbour Nights", .year = 1991, .genres = {"Comedy"}, .votes = 800},
    {.ids = {.imdb = "tt0000003"}, .title = "Twin", .year = 1984, .genres = {"Drama"}, .votes = 300},
    {.ids = {.imdb = "tt0000004"}, .title = "Twin", .year = 2021, .genres = {"Drama"}, .votes = 310},
    {.ids = {.imdb = "tt0000005"}, .title = "Long Winter", .year = 2000, .genres = {"Drama"}, .votes = 700},
};

class TheAdvisor : public testing::Test {
protected:
    Catalogue films = catalogue_of(known_films);
    FilmVectors no_vectors{0, 0};
    Advisor advisor{films, no_vectors};

    AdviceFault fault_of(const AdviceRequest& request) const {
        const auto advice = advisor.advise(request);
        return advice ? AdviceFault{{"none", "", ""}, "", {}} : advice.error();
    }
};

TEST_F(TheAdvisor, TakesATitleOrAnId) {
    for (const auto* text : {"harbour lights", "tt0000001"}) {
        const auto advice = advisor.advise({.liked = {text}});
        ASSERT_TRUE(advice) << text;
        EXPECT_EQ(films.film(*advice.value().liked.front().film).title, "Harbour Lights");
        EXPECT_THAT(titles_of(advice.value().page, films), Contains("Harbour Nights"));
    }
}

TEST_F(TheAdvisor, OffersAChoiceInsteadOfGuessing) {
    const auto advice = advisor.advise({.liked = {"Harbour Lights", "Twin"}});
    ASSERT_TRUE(advice);
    EXPECT_THAT(advice.value().choices, SizeIs(2));
    EXPECT_EQ(advice.value().unclear, 1U);
    EXPECT_THAT(advice.value().page.films, IsEmpty());
    const auto chosen = advisor.advise({.liked = {"Twin"}, .year = 1984});
    ASSERT_TRUE(chosen);
    EXPECT_EQ(films.film(*chosen.value().liked.front().film).year, 1984);
}

TEST_F(TheAdvisor, NamesTheNearestTitlesOfAnUnknownFilm) {
    const auto fault = fault_of({.liked = {"Harbour Lights", "Xyzzyplugh"}});
    EXPECT_EQ(fault.fault.code, "unknown_film");
    EXPECT_EQ(fault.text, "Xyzzyplugh");
    EXPECT_EQ(fault_of({.liked = {"Long Winter"}, .disliked = {"Xyzzyplugh"}}).fault.code, "unknown_film");
}

TEST_F(TheAdvisor, TakesTheYearForThatOfTheFirstFilm) {
    const auto advice = advisor.advise({.liked = {"Twin", "Long Winter"}, .year = 1984});
    ASSERT_TRUE(advice);
    EXPECT_EQ(films.film(*advice.value().liked.front().film).year, 1984);
    EXPECT_EQ(films.film(*advice.value().liked.back().film).title, "Long Winter");
}

TEST_F(TheAdvisor, LeavesOutFilmsByIdAndByTitle) {
    const auto advice =
        advisor.advise({.liked = {"Long Winter"}, .excluded = {"tt0000001", "harbour nights", "Nobody"}});
    ASSERT_TRUE(advice);
    EXPECT_THAT(titles_of(advice.value().page, films), testing::UnorderedElementsAre("Twin", "Twin"));
}

TEST_F(TheAdvisor, LeavesOutAllFilmsThatATitleFitsEqually) {
    const auto advice = advisor.advise({.liked = {"Long Winter"}, .excluded = {"Twin"}});
    ASSERT_TRUE(advice);
    EXPECT_THAT(titles_of(advice.value().page, films), Not(Contains("Twin")));
}

TEST_F(TheAdvisor, TellsHowATextLedToItsFilmAndWhichOthersItMightMean) {
    const auto advice = advisor.advise({.liked = {"tt0000003", "Harbour Lights"}});
    ASSERT_TRUE(advice);
    EXPECT_EQ(advice.value().liked.front().matched_by, MatchedBy::id);
    EXPECT_EQ(advice.value().liked.back().matched_by, MatchedBy::title);
    EXPECT_THAT(advice.value().liked.back().others,
                Contains(testing::Field(&titles::Candidate::film, catalogue::FilmIndex{1})));
}

TEST_F(TheAdvisor, RefusesWhatMakesNoSense) {
    EXPECT_EQ(fault_of({}).fault.code, "no_wish");
    const auto genre = fault_of({.liked = {"Long Winter"}, .genres = {"Opera"}});
    EXPECT_EQ(genre.fault.code, "unknown_genre");
    EXPECT_THAT(genre.fault.remedy, HasSubstr("Comedy, Drama"));
    EXPECT_EQ(fault_of({.liked = {"Long Winter"}, .countries = {"Atlantis"}}).fault.code, "unknown_country");
}

TEST_F(TheAdvisor, LeavesOutExcludedFilmsAndPassesOverUnknownIds) {
    const auto advice = advisor.advise({.liked = {"Harbour Lights"}, .excluded = {"tt0000002", "tt9999999", "what"}});
    ASSERT_TRUE(advice);
    EXPECT_THAT(titles_of(advice.value().page, films), Not(Contains("Harbour Nights")));
}

}  // namespace
}  // namespace core::ranking
