#include "series.hpp"
#include "small_catalogue.hpp"
#include "twins.hpp"

#include <gtest/gtest.h>

namespace core::ranking {
namespace {

bool one_film(const Film& left, const Film& right) {
    const auto films = catalogue_of({left, right});
    EXPECT_EQ(films.size(), 2U) << "the catalogue took the two for one already";
    const Twins twins{films, FoldedTitles{films}};
    return films.size() < 2 || twins.face({0}) == twins.face({1});
}

TEST(Twins, AreOneTitleInOneYearByOneDirector) {
    const Film seven{.title = "Se7en", .title_ru = "Семь", .year = 1995, .directors = {"David Fincher"}, .votes = 2};
    EXPECT_TRUE(one_film(seven, {.title = "Seven", .title_ru = "Семь", .year = 1996, .directors = {"David Fincher"}}));
    EXPECT_TRUE(one_film(seven, {.title = "Seven", .title_ru = "Семь", .year = 1995}));
    EXPECT_FALSE(one_film(seven, {.title = "Seven", .title_ru = "Семь", .year = 1997, .directors = {"David Fincher"}}));
    EXPECT_FALSE(one_film(seven, {.title = "Seven", .title_ru = "Семь", .year = 1995, .directors = {"John Sturges"}}));
}

TEST(Twins, KnowAliasesWhereTheDirectorAgrees) {
    const Film stone{.title = "Philosopher's Stone",
                     .aliases = {"Sorcerer's Stone"},
                     .year = 2001,
                     .directors = {"Chris Columbus"},
                     .votes = 9};
    EXPECT_TRUE(one_film(stone, {.title = "Sorcerer's Stone", .year = 2001, .directors = {"Chris Columbus"}}));
    EXPECT_FALSE(one_film(stone, {.title = "Sorcerer's Stone", .year = 2001}));
    EXPECT_TRUE(one_film({.title = "Volume 1", .year = 2003, .directors = {"Tarantino"}, .votes = 9},
                         {.title = "Vol. 1", .aliases = {"Volume 1"}, .year = 2003, .directors = {"Tarantino"}}));
}

TEST(Twins, AreTwoRecordsOfOnePublicId) {
    EXPECT_TRUE(one_film({.ids = {.imdb = "tt0001111", .tmdb = 5}, .title = "Philosopher's Stone", .year = 2001},
                         {.ids = {.tmdb = 5}, .title = "Sorcerer's Stone", .year = 2001}));
}

TEST(Twins, AreNotTwoFilmsOfOneTitleAndYearWithDifferentIds) {
    EXPECT_FALSE(one_film({.ids = {.imdb = "tt0000001"}, .title = "Pinocchio", .year = 2022},
                          {.ids = {.imdb = "tt0000002"}, .title = "Pinocchio", .year = 2022}));
    EXPECT_FALSE(one_film({.ids = {.kinopoisk = 1}, .title = "Brother", .year = 1997, .language = "ru"},
                          {.title = "Brother", .year = 1997, .language = "en"}));
}

TEST(Twins, KnowADirectorByEitherName) {
    Glossary glossary;
    glossary.add(catalogue::TermKind::person, "Andrei Tarkovsky", {.name_ru = "Андрей Тарковский"});
    const auto films = catalogue_of(
        {{.title = "Stalker", .title_ru = "Сталкер", .year = 1979, .directors = {"Andrei Tarkovsky"}, .votes = 9},
         {.title = "Сталкер", .title_ru = "Сталкер", .year = 1980, .directors = {"Андрей Тарковский"}}},
        glossary);
    const Twins twins{films, FoldedTitles{films}};
    EXPECT_EQ(twins.face({1}), FilmIndex{0});
}

TEST(Twins, ShowTheMostVotedRecord) {
    const auto films = catalogue_of({{.title = "Vol. 2", .title_ru = "Том 2", .year = 2004, .votes = 1},
                                     {.title = "Volume 2", .title_ru = "Том 2", .year = 2004, .votes = 100}});
    const Twins twins{films, FoldedTitles{films}};
    EXPECT_EQ(films.film(twins.face({1})).title, "Volume 2");
    ASSERT_EQ(twins.hidden().size(), 1U);
    EXPECT_EQ(films.film(twins.hidden().front()).title, "Vol. 2");
}

class SeriesOfFilms : public testing::Test {
protected:
    bool together(std::string_view left, std::string_view right) const {
        return series.same(index_of(films, left), index_of(films, right));
    }
    const Catalogue films = catalogue_of({
        {.title = "Ёлки", .title_ru = "Ёлки", .year = 2010, .language = "ru"},
        {.title = "Ёлки 2", .title_ru = "Ёлки 2", .year = 2011, .language = "ru"},
        {.title = "Rocky", .year = 1976, .language = "en", .cast = {"Sylvester Stallone"}},
        {.title = "Rocky II", .year = 1979, .language = "en", .cast = {"Sylvester Stallone"}},
        {.title = "Apollo 13", .year = 1995, .language = "en"},
        {.title = "Super", .year = 2010, .language = "en"},
        {.title = "Super 8", .year = 2011, .language = "en"},
        {.title = "Bachelor Party", .title_ru = "Мальчишник", .year = 1984, .language = "en", .cast = {"Tom Hanks"}},
        {.title = "Stag Night", .title_ru = "Мальчишник 2", .year = 2011, .language = "en", .cast = {"Nobody"}},
        {.title = "Dr. No", .year = 1962, .cast = {"Sean Connery"}, .franchise = "James Bond"},
        {.title = "GoldenEye", .year = 1995, .cast = {"Pierce Brosnan"}, .franchise = "James Bond"},
        {.title = "The World Is Not Enough", .year = 1999, .cast = {"Pierce Brosnan"}, .franchise = "James Bond"},
    });
    const Series series{films, FoldedTitles{films}};
};

TEST_F(SeriesOfFilms, AreThoseTheCatalogueNames) { EXPECT_TRUE(together("Dr. No", "GoldenEye")); }

TEST_F(SeriesOfFilms, AreTitlesThatGoOnWithANumber) {
    EXPECT_TRUE(together("Ёлки", "Ёлки 2"));
    EXPECT_TRUE(together("Rocky", "Rocky II"));
}

TEST_F(SeriesOfFilms, AreNotTitlesThatMerelyEndInANumber) {
    EXPECT_EQ(series.of(index_of(films, "Apollo 13")), Series::none);
    EXPECT_FALSE(together("Apollo 13", "Rocky II"));
    EXPECT_FALSE(together("Super", "Super 8"));
}

TEST_F(SeriesOfFilms, AreNotWhatADistributorNumbered) { EXPECT_FALSE(together("Bachelor Party", "Stag Night")); }

TEST_F(SeriesOfFilms, StandInTheOrderOfTheirYears) {
    const auto parts = series.parts(series.of(index_of(films, "GoldenEye")));
    ASSERT_EQ(parts.size(), 3U);
    EXPECT_EQ(films.film(parts.front()).title, "Dr. No");
}

TEST_F(SeriesOfFilms, LeadFromAnEarlierPartToALaterOneByTheSamePeople) {
    EXPECT_TRUE(series.leads_to(index_of(films, "GoldenEye"), index_of(films, "The World Is Not Enough")));
    EXPECT_FALSE(series.leads_to(index_of(films, "Dr. No"), index_of(films, "The World Is Not Enough")));
    EXPECT_TRUE(series.leads_to(index_of(films, "Rocky"), index_of(films, "Rocky II")));
}

}  // namespace
}  // namespace core::ranking
