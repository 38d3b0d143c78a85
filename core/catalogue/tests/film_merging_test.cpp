#include "film_merging.hpp"

#include <gmock/gmock.h>

namespace core::catalogue {
namespace {

using Placed = FilmMerger::Placed;
using testing::ElementsAre;

class FilmMerging : public testing::Test {
protected:
    FilmMerger films;
};

TEST_F(FilmMerging, FillsWhatIsMissingAndNeverOverwrites) {
    films.place({.ids = {.tmdb = 771},
                 .title = "Home Alone",
                 .year = 1990,
                 .genres = {"Comedy"},
                 .vote_average = 7.4,
                 .vote_count = 9000,
                 .votes = 9000},
                1);
    const auto placed = films.place({.ids = {.imdb = "tt0099785", .tmdb = 771},
                                     .title = "Home Alone 1",
                                     .title_ru = "Один дома",
                                     .year = 1991,
                                     .genres = {"Drama"},
                                     .synopsis_en = "A boy guards his house.",
                                     .vote_average = 1,
                                     .vote_count = 1,
                                     .votes = 1},
                                    2);
    ASSERT_EQ(placed, Placed::merged);
    ASSERT_EQ(films.size(), 1U);
    const auto film = films.film(0);
    EXPECT_EQ(film.title, "Home Alone");
    EXPECT_EQ(film.year, 1990);
    EXPECT_EQ(film.title_ru, "Один дома");
    EXPECT_EQ(film.ids.imdb, "tt0099785");
    EXPECT_EQ(film.synopsis_en, "A boy guards his house.");
    EXPECT_THAT(film.genres, ElementsAre("Comedy"));
    EXPECT_THAT(film.aliases, ElementsAre("Home Alone 1"));
    EXPECT_EQ(film.vote_average, 7.4);
    EXPECT_EQ(films.find_imdb(99785), 0U) << "the id that was filled in leads to the film";
    EXPECT_EQ(films.place({.title = "Один дома", .year = 1990}, 3), Placed::merged) << "and so does the new title";
}

TEST_F(FilmMerging, JoinsByTitleYearAndDirector) {
    films.place({.title = "Léon: The Professional", .year = 1994, .directors = {"Luc Besson"}}, 1);
    EXPECT_EQ(films.place({.title = "Leon - the Professional", .year = 1995, .directors = {"Luc Besson"}}, 2),
              Placed::merged);
    EXPECT_EQ(films.place({.title = "Leon the Professional", .year = 1994, .directors = {"Ann Other"}}, 2),
              Placed::new_film_apart);
    EXPECT_EQ(films.place({.title = "Leon the Professional", .year = 1997, .directors = {"Luc Besson"}}, 2),
              Placed::new_film);
}

TEST_F(FilmMerging, LooksAtTheCastWhereDirectorsAreUnknown) {
    films.place({.title = "Kiss", .year = 1990, .directors = {"A"}, .cast = {"Mary Pickford", "B"}}, 1);
    EXPECT_EQ(films.place({.title = "Kiss", .year = 1990, .cast = {"Nobody"}}, 2), Placed::new_film_apart);
    EXPECT_EQ(films.place({.title = "Kiss", .year = 1991, .cast = {"mary pickford"}}, 2), Placed::merged);
}

TEST_F(FilmMerging, KeepsFilmsApartWhoseIdsDiffer) {
    films.place({.ids = {.tmdb = 1}, .title = "Home", .year = 2015, .directors = {"A"}}, 1);
    EXPECT_EQ(films.place({.ids = {.tmdb = 2}, .title = "Home", .year = 2015, .directors = {"A"}}, 2),
              Placed::new_film_apart);
}

TEST_F(FilmMerging, LetsATitleAloneDecideOnlyWhenItFitsOneFilm) {
    films.place({.ids = {.tmdb = 1}, .title = "Dune", .year = 1984}, 1);
    EXPECT_EQ(films.place({.title = "Dune", .year = 1985}, 2), Placed::merged);
    films.place({.ids = {.tmdb = 2}, .title = "Home", .year = 2015}, 1);
    films.place({.ids = {.tmdb = 3}, .title = "Home", .year = 2015}, 1);
    EXPECT_EQ(films.place({.title = "Home", .year = 2015}, 2), Placed::new_film_apart);
}

TEST_F(FilmMerging, ReadsNumbersAlikeButPrefersTheSameLetters) {
    films.place({.title = "Kill Bill: Vol. 2", .year = 2004}, 1);
    EXPECT_EQ(films.place({.title = "Kill Bill: Volume II", .year = 2004}, 2), Placed::merged);
    EXPECT_THAT(films.film(0).aliases, ElementsAre("Kill Bill: Volume II"));
    films.place({.title = "9", .year = 2009}, 1);
    films.place({.title = "Nine", .year = 2009}, 1);
    EXPECT_EQ(films.place({.title = "Nine", .year = 2009, .language = "en"}, 2), Placed::merged);
    EXPECT_EQ(films.film(2).language, "en");
    EXPECT_THAT(films.film(2).aliases, testing::IsEmpty());
}

TEST_F(FilmMerging, CallsASecondRecordInOneFileARepetition) {
    films.place({.ids = {.tmdb = 1}, .title = "Home", .year = 2015}, 1);
    EXPECT_EQ(films.place({.ids = {.tmdb = 1}, .title = "Home!", .year = 2016, .synopsis_en = "x"}, 1),
              Placed::repeated);
    EXPECT_EQ(films.film(0).synopsis_en, "");
}

TEST_F(FilmMerging, JoinsFilesByPageButNotThePartsThatShareAPage) {
    films.place({.ids = {.wikipedia = "The_Cycle"}, .title = "Cycle 1", .year = 1995}, 1);
    EXPECT_EQ(films.place({.ids = {.wikipedia = "The_Cycle"}, .title = "Cycle 2", .year = 1996}, 1), Placed::new_film);
    films.place({.ids = {.wikipedia = "Seven_(1995_film)"}, .title = "Se7en", .year = 1995}, 1);
    EXPECT_EQ(films.place({.ids = {.wikipedia = "Seven_(1995_film)"}, .title = "Seven", .year = 1995}, 2),
              Placed::merged);
}

TEST_F(FilmMerging, GivesTheMostVotedFirst) {
    films.place({.title = "Few", .year = 2000, .votes = 1}, 1);
    films.place({.title = "Many", .year = 2000, .votes = 9}, 1);
    films.place({.title = "Few, too", .year = 2000, .votes = 1}, 1);
    EXPECT_THAT(films.rows_by_votes(), ElementsAre(1U, 0U, 2U));
}

TEST(StagedFilms, GiveBackWhatTheyWereGiven) {
    const Film film{.ids = {"tt0000001", 2147483647, 3, 4, "A_page"},
                    .title = "Title",
                    .title_ru = "Название",
                    .original_title = "Titre",
                    .aliases = {"One", "Two"},
                    .year = 1999,
                    .countries = {"FR", "SU"},
                    .language = "fr",
                    .runtime_min = 90,
                    .genres = {"Drama"},
                    .keywords = {"war", "love"},
                    .directors = {"A B"},
                    .writers = {"A B", "C D"},
                    .cast = {"E F"},
                    .franchise = "Series",
                    .synopsis_en = std::string(300, 'x'),
                    .synopsis_ru = "текст",
                    .vote_average = 7.25,
                    .vote_count = 128,
                    .votes = 100000};
    StagedFilms staged;
    staged.add({.title = "Other", .year = 1});
    const auto row = staged.add(film);
    const auto back = staged.film(row);
    EXPECT_EQ(film_id(back), film_id(film));
    EXPECT_EQ(back.aliases, film.aliases);
    EXPECT_EQ(back.keywords, film.keywords);
    EXPECT_EQ(back.writers, film.writers);
    EXPECT_EQ(back.cast, film.cast);
    EXPECT_EQ(back.synopsis_en, film.synopsis_en);
    EXPECT_EQ(back.synopsis_ru, film.synopsis_ru);
    EXPECT_EQ(back.vote_average, film.vote_average);
    EXPECT_EQ(back.ids.tmdb, film.ids.tmdb);
    EXPECT_EQ(back.votes, film.votes);
    EXPECT_EQ(staged.film(0).title, "Other");
}

}  // namespace
}  // namespace core::catalogue
