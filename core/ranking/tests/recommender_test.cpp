#include "core/ranking/recommender.hpp"

#include "small_catalogue.hpp"

#include <numeric>
#include <set>

#include <gmock/gmock.h>

namespace core::ranking {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::Each;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;

// Sixty films that have nothing to do with the few that a test is about.
std::vector<Film> among_others(std::vector<Film> films) {
    for (Film& other : many_films(60)) films.push_back(std::move(other));
    return films;
}

struct Answers {
    explicit Answers(const std::vector<Film>& all, const Weights& weights = {})
        : films{catalogue_of(all)}, recommender{films, vectors, weights} {}

    FilmIndex film(std::string_view title) const { return index_of(films, title); }
    std::vector<std::string> titles(const Wish& wish) const { return titles_of(recommender.recommend(wish), films); }
    std::vector<std::string> like(std::string_view title, std::size_t limit = 5) const {
        return titles({.liked = {film(title)}, .limit = limit});
    }

    Catalogue films;
    FilmVectors vectors{0, 0};
    Recommender recommender;
};

std::vector<Film> christmas_films() {
    return among_others({
        {.title = "Home Alone",
         .year = 1990,
         .language = "en",
         .genres = {"Comedy", "Family"},
         .keywords = {"christmas", "burglar", "house", "child"},
         .directors = {"Chris Columbus"},
         .cast = {"Macaulay Culkin", "Joe Pesci"},
         .votes = 90000},
        {.title = "Home Alone 2",
         .year = 1992,
         .language = "en",
         .genres = {"Comedy", "Family"},
         .keywords = {"christmas", "new york"},
         .directors = {"Chris Columbus"},
         .cast = {"Macaulay Culkin", "Joe Pesci"},
         .votes = 80000},
        {.title = "Jingle All the Way",
         .year = 1996,
         .language = "en",
         .genres = {"Comedy", "Family"},
         .keywords = {"christmas", "toy", "child"},
         .votes = 70000},
        {.title = "Saw",
         .year = 2004,
         .language = "en",
         .genres = {"Horror"},
         .keywords = {"torture", "puzzle"},
         .votes = 70000},
    });
}

TEST(Recommender, PutsAFilmWithUntoldVotesBetweenOneKnownToNobodyAndAKnownOne) {
    std::vector<Film> films{{.title = "Liked", .year = 1990, .genres = {"Comedy"}, .votes = 5000}};
    for (const auto& [title, votes] : {std::pair{"Known", 500}, std::pair{"Untold", 0}, std::pair{"Hardly known", 1}})
        films.push_back({.title = title, .year = 1990, .genres = {"Comedy"}, .votes = votes});
    const Answers answers{films};
    EXPECT_THAT(answers.like("Liked"), ElementsAre("Known", "Untold", "Hardly known"));
}

TEST(Recommender, PutsFirstWhatSharesStoryPeopleAndGenre) {
    const Answers answers{christmas_films()};
    EXPECT_THAT(answers.like("Home Alone", 2), ElementsAre("Home Alone 2", "Jingle All the Way"));
}

TEST(Recommender, LeavesOutFilmsLikedDislikedAndExcluded) {
    const Answers answers{christmas_films()};
    const auto titles = answers.titles({.liked = {answers.film("Home Alone")},
                                        .disliked = {answers.film("Saw")},
                                        .excluded = {answers.film("Home Alone 2")},
                                        .limit = 100});
    EXPECT_EQ(titles.size(), 61U);
    EXPECT_THAT(titles, Not(Contains(testing::AnyOf("Home Alone", "Saw", "Home Alone 2"))));
}

TEST(Recommender, ShowsAFilmUnderTwoNamesOnce) {
    auto films = christmas_films();
    films.push_back(
        {.ids = {.kinopoisk = 7}, .title = "Jingle all the way!", .year = 1996, .genres = {"Comedy"}, .votes = 5});
    films.push_back(
        {.ids = {.kinopoisk = 8}, .title = "Home alone", .year = 1990, .directors = {"Chris Columbus"}, .votes = 5});
    const Answers answers{films};
    const auto titles = answers.like("Home Alone", 100);
    EXPECT_THAT(titles, Contains("Jingle All the Way").Times(1));
    EXPECT_THAT(titles, Not(Contains(testing::AnyOf("Home alone", "Jingle all the way!"))));
}

TEST(Recommender, DoesNotShowAFilmWhoseOtherNameWasExcluded) {
    auto films = christmas_films();
    films.push_back(
        {.ids = {.kinopoisk = 7}, .title = "Jingle all the way!", .year = 1996, .genres = {"Comedy"}, .votes = 5});
    const Answers answers{films};
    const auto titles = answers.titles(
        {.liked = {answers.film("Home Alone")}, .excluded = {answers.film("Jingle all the way!")}, .limit = 100});
    EXPECT_THAT(titles, Not(Contains("Jingle All the Way")));
}

TEST(Recommender, TakesSeveralLikedFilmsAsOneWish) {
    const Answers answers{among_others({
        {.title = "Space", .year = 2000, .genres = {"Science Fiction"}, .keywords = {"space", "ship"}, .votes = 900},
        {.title = "Laughter", .year = 2000, .genres = {"Comedy"}, .keywords = {"joke", "party"}, .votes = 900},
        {.title = "Laughter in Space",
         .year = 2000,
         .genres = {"Science Fiction", "Comedy"},
         .keywords = {"space", "ship", "joke", "party"},
         .votes = 900},
        {.title = "More Space",
         .year = 2000,
         .genres = {"Science Fiction"},
         .keywords = {"space", "moon"},
         .votes = 900},
    })};
    const auto titles = answers.titles({.liked = {answers.film("Space"), answers.film("Laughter")}, .limit = 1});
    EXPECT_THAT(titles, ElementsAre("Laughter in Space"));
}

TEST(Recommender, PushesAwayWhatIsLikeTheDisliked) {
    const Answers answers{among_others({
        {.title = "Asked", .year = 2000, .genres = {"Comedy"}, .keywords = {"party", "school", "prank"}, .votes = 900},
        {.title = "Gross",
         .year = 2000,
         .genres = {"Comedy"},
         .keywords = {"party", "school", "vomit"},
         .directors = {"Farrelly"},
         .votes = 900},
        {.title = "Grosser",
         .year = 2000,
         .genres = {"Comedy"},
         .keywords = {"vomit", "toilet"},
         .directors = {"Farrelly"},
         .votes = 900},
        {.title = "Gentle", .year = 2000, .genres = {"Comedy"}, .keywords = {"school", "spring"}, .votes = 900},
    })};
    EXPECT_THAT(answers.like("Asked", 1), ElementsAre("Gross"));
    EXPECT_THAT(answers.titles({.liked = {answers.film("Asked")}, .disliked = {answers.film("Grosser")}, .limit = 1}),
                ElementsAre("Gentle"));
}

TEST(Recommender, CountsAFilmLikedTwiceOnce) {
    const Answers answers{christmas_films()};
    const FilmIndex film = answers.film("Home Alone");
    const auto once = answers.recommender.recommend({.liked = {film}}).films;
    const auto twice = answers.recommender.recommend({.liked = {film, film}}).films;
    ASSERT_EQ(once.size(), twice.size());
    EXPECT_EQ(once.front().score, twice.front().score);
}

TEST(Recommender, StartsFromWhatIsKnownAndWellThoughtOfWhenNothingIsLiked) {
    const Answers answers{
        among_others({{.title = "Everybody's", .year = 1994, .vote_average = 8.8, .vote_count = 30000, .votes = 900000},
                      {.title = "Nobody's", .year = 1994}})};
    const auto titles = answers.titles({.limit = 100});
    EXPECT_EQ(titles.front(), "Everybody's");
    EXPECT_EQ(titles.back(), "Nobody's");
}

TEST(Recommender, KeepsWhatNobodyHasSeenBelowWhatPeopleKnow) {
    const Answers answers{among_others({
        {.title = "Asked", .year = 2010, .language = "en", .genres = {"Western"}, .votes = 900},
        {.title = "Known", .year = 2012, .language = "en", .genres = {"Western"}, .votes = 900},
        {.title = "Unknown", .year = 2010, .language = "en", .genres = {"Western"}},
    })};
    EXPECT_THAT(answers.like("Asked", 1), ElementsAre("Known"));
}

TEST(Recommender, LetsACountryDecideWhereNoStoryIsKnown) {
    const Answers answers{among_others({
        {.title = "Asked", .year = 1975, .countries = {"SU"}, .language = "ru", .genres = {"Drama"}, .votes = 900},
        {.title = "Soviet", .year = 1970, .countries = {"SU"}, .language = "ru", .genres = {"Drama"}, .votes = 900},
        {.title = "Russian", .year = 1995, .countries = {"RU"}, .language = "ru", .genres = {"Drama"}, .votes = 900},
    })};
    EXPECT_THAT(answers.like("Asked", 2), ElementsAre("Soviet", "Russian"));
}

TEST(Recommender, KeepsComediesApartFromSeriousFilmsOfTheSameGenre) {
    const Answers answers{among_others({
        {.title = "Asked", .year = 1979, .language = "ru", .genres = {"Science Fiction"}, .votes = 900},
        {.title = "Funny", .year = 1979, .language = "ru", .genres = {"Science Fiction", "Comedy"}, .votes = 900},
        {.title = "Serious", .year = 1975, .language = "ru", .genres = {"Science Fiction", "Drama"}, .votes = 900},
    })};
    EXPECT_THAT(answers.like("Asked", 1), ElementsAre("Serious"));
}

TEST(Recommender, IgnoresRemarksOnHowAFilmWasMade) {
    const Answers answers{among_others({
        {.title = "Asked", .year = 2010, .keywords = {"aftercreditsstinger", "woman director"}, .votes = 900},
        {.title = "Other", .year = 2010, .keywords = {"aftercreditsstinger", "woman director"}, .votes = 900},
    })};
    const auto parts = answers.recommender.contributions(answers.film("Asked"), answers.film("Other"));
    EXPECT_EQ(parts[position(Signal::keywords)], 0.0F);
}

TEST(Recommender, UsesVectorsWhereBothFilmsHaveOne) {
    const auto films = catalogue_of(many_films(30));
    FilmVectors vectors{films.size(), 2};
    vectors.set({0}, std::span<const float>{std::vector{1.0F, 0.0F}});
    vectors.set({7}, std::span<const float>{std::vector{0.8F, 0.6F}});
    const Recommender recommender{films, vectors};
    EXPECT_GT(recommender.contributions({0}, {7})[position(Signal::meaning)], 0.0F);
    EXPECT_EQ(recommender.contributions({0}, {8})[position(Signal::meaning)], 0.0F);
    EXPECT_EQ(recommender.contributions({8}, {7})[position(Signal::meaning)], 0.0F);
}

class Scores : public testing::Test {
protected:
    const Catalogue films = catalogue_of(many_films(300));
    const FilmVectors vectors = vectors_for(films);
    const Recommender recommender{films, vectors};
};

TEST_F(Scores, AreTheSumOfWhatTheSignalsGave) {
    const FilmIndex liked{5};
    const auto page = recommender.recommend({.liked = {liked}, .limit = 300});
    ASSERT_EQ(page.films.size(), 299U);
    for (const auto& one : page.films) {
        EXPECT_NEAR(one.score, recommender.score(liked, one.film), 1e-5F);
        EXPECT_NEAR(std::accumulate(one.shares.begin(), one.shares.end(), 0.0F), 1.0F, 1e-4F);
        EXPECT_THAT(one.shares, Each(testing::Ge(0.0F)));
    }
}

TEST_F(Scores, LieBetweenNothingAndOne) {
    const auto page = recommender.recommend({.liked = {{3}}, .limit = 300});
    for (const auto& one : page.films) EXPECT_THAT(one.score, AllOf(testing::Gt(-0.2F), testing::Lt(1.0F)));
}

class Pages : public Scores {
protected:
    std::vector<FilmIndex> all_by(std::size_t limit, Wish wish) const {
        std::vector<FilmIndex> films_shown;
        wish.limit = limit;
        wish.offset = 0;
        while (true) {
            const auto page = recommender.recommend(wish);
            for (const auto& one : page.films) films_shown.push_back(one.film);
            EXPECT_EQ(page.next_offset, wish.offset + page.films.size());
            if (page.exhausted) return films_shown;
            wish.offset = page.next_offset;
        }
    }
};

TEST_F(Pages, GoOnWhereTheLastOneEndedWhateverTheirSize) {
    for (const Wish& wish : {Wish{.liked = {{5}}}, Wish{.liked = {{5}, {9}, {20}}, .disliked = {{77}}}}) {
        const auto whole = all_by(1000, wish);
        EXPECT_EQ(whole.size(), 300U - wish.liked.size() - wish.disliked.size());
        for (const std::size_t limit : {1U, 3U, 5U, 64U}) EXPECT_EQ(all_by(limit, wish), whole) << limit;
    }
}

TEST_F(Pages, NeverRepeatAFilm) {
    const auto whole = all_by(7, {.liked = {{5}}});
    std::set<std::uint32_t> distinct;
    for (const FilmIndex film : whole) distinct.insert(film.value);
    EXPECT_EQ(distinct.size(), whole.size());
}

TEST_F(Pages, SayWhenThereIsNoMore) {
    EXPECT_FALSE(recommender.recommend({.liked = {{5}}, .limit = 298}).exhausted);
    EXPECT_TRUE(recommender.recommend({.liked = {{5}}, .limit = 299}).exhausted);
    const auto beyond = recommender.recommend({.liked = {{5}}, .limit = 5, .offset = 5000});
    EXPECT_THAT(beyond.films, IsEmpty());
    EXPECT_TRUE(beyond.exhausted);
}

TEST_F(Pages, OfNoFilmsAreEmpty) { EXPECT_THAT(recommender.recommend({.liked = {{5}}, .limit = 0}).films, IsEmpty()); }

TEST_F(Pages, BearOffsetsAndFilmsFromNowhere) {
    const auto limit = std::numeric_limits<std::size_t>::max();
    EXPECT_THAT(recommender.recommend({.liked = {{5}}, .limit = 5, .offset = limit}).films, IsEmpty());
    EXPECT_EQ(recommender.recommend({.liked = {{5}}, .limit = limit}).films.size(), 299U);
    const auto page = recommender.recommend({.liked = {{999999}}, .disliked = {{999999}}, .excluded = {{999999}}});
    EXPECT_EQ(page.films.size(), 5U);
}

TEST(Recommender, HasNothingToSayOfAnEmptyCatalogue) {
    const Answers answers{std::vector<Film>{}};
    const auto page = answers.recommender.recommend({.liked = {{0}}});
    EXPECT_THAT(page.films, IsEmpty());
    EXPECT_TRUE(page.exhausted);
}

}  // namespace
}  // namespace core::ranking
