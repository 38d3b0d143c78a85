#include "core/titles/title_index.hpp"

#include "small_catalogue.hpp"

#include <atomic>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace core::titles {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class TitleIndexTest : public testing::Test {
protected:
    Resolution resolve(std::string_view text) const { return index_.resolve({.text = text}); }

    // "Dune 1984", so that remakes are told apart.
    std::string name(const Candidate& candidate) const {
        const auto& film = films_.views()[candidate.film.value];
        return std::string{film.title} + ' ' + std::to_string(film.year);
    }

    // The films that are meant, or may be; "none" when the text names no film.
    std::vector<std::string> meant(const Resolution& resolution) const {
        if (resolution.outcome == Outcome::no_film) return {"none"};
        std::vector<std::string> names;
        for (std::size_t place = 0; place < resolution.choices; ++place)
            names.push_back(name(resolution.candidates[place]));
        return names;
    }
    std::vector<std::string> meant(std::string_view text) const { return meant(resolve(text)); }

    FilmViews films_{small_catalogue()};
    TitleIndex index_{films_.views()};
};

struct Typed {
    std::string_view text, meant;
};

TEST_F(TitleIndexTest, FindsTheOneFilmThatIsMeant) {
    constexpr Typed cases[] = {
        {"The Matrix", "The Matrix 1999"},
        {"МАТРИЦА", "The Matrix 1999"},
        {"matrix", "The Matrix 1999"},
        {"Matrix, The", "The Matrix 1999"},
        {"«Матрица»", "The Matrix 1999"},
        {"фильм Матрица", "The Matrix 1999"},
        {"похожие на матрицу", "The Matrix 1999"},
        {"movie like Interstellar", "Interstellar 2014"},
        {"vfnhbwf", "The Matrix 1999"},
        {"еру ьфекшч", "The Matrix 1999"},
        {"matritsa", "The Matrix 1999"},
        {"матрикс", "The Matrix 1999"},
        {"матирца", "The Matrix 1999"},
        {"teh matrix", "The Matrix 1999"},
        {"матрица 99", "The Matrix 1999"},
        {"reloaded matrix", "The Matrix Reloaded 2003"},
        {"матрица 3", "The Matrix Revolutions 2003"},
        {"Home Alone", "Home Alone 1990"},
        {"home alone two", "Home Alone 2: Lost in New York 1992"},
        {"дома один", "Home Alone 1990"},
        {"одиндома", "Home Alone 1990"},
        {"Дюна 1984", "Dune 1984"},
        {"Dune (2021)", "Dune 2021"},
        {"Titanic", "Titanic 1997"},
        {"titanic 1953", "Titanic 1953"},
        {"рокки 4", "Rocky IV 1985"},
        {"Rocky IV", "Rocky IV 1985"},
        {"рокки", "Rocky 1976"},
        {"рокки 2", "Rocky II 1979"},
        {"терминатор второй", "Terminator 2: Judgment Day 1991"},
        {"T2", "Terminator 2: Judgment Day 1991"},
        {"judgment day", "Terminator 2: Judgment Day 1991"},
        {"Гарри Поттер 3", "Harry Potter and the Prisoner of Azkaban 2004"},
        {"узник азкабана", "Harry Potter and the Prisoner of Azkaban 2004"},
        {"lotr 2", "The Lord of the Rings: The Two Towers 2002"},
        {"lotr return of the king", "The Lord of the Rings: The Return of the King 2003"},
        {"братство кольца", "The Lord of the Rings: The Fellowship of the Ring 2001"},
        {"унесенные", "Gone with the Wind 1939"},
        {"twelve angry men", "12 Angry Men 1957"},
        {"двенадцать разгневанных мужчин", "12 Angry Men 1957"},
        {"blade runner 2049", "Blade Runner 2049 2017"},
        {"blade runner", "Blade Runner 1982"},
        {"космическая одиссея 2001", "2001: A Space Odyssey 1968"},
        {"2012", "2012 2009"},
        {"1917", "1917 2019"},
        {"i robot", "I, Robot 2004"},
        {"malcolm x", "Malcolm X 1992"},
        {"ironiya sudby", "Irony of Fate, or Enjoy Your Bath! 1976"},
        {"Ironia sud'by", "Irony of Fate, or Enjoy Your Bath! 1976"},
        {"с легким паром", "Irony of Fate, or Enjoy Your Bath! 1976"},
        {"spiderman", "Spider-Man 2002"},
        {"человек паук", "Spider-Man 2002"},
        {"et", "E.T. the Extra-Terrestrial 1982"},
        {"star", "Star 2001"},
        {"интерстелар", "Interstellar 2014"},
        {"the terimnatro", "The Terminator 1984"},
        {"rocky 44", "Rocky IV 1985"},
        {"хоум элоун", "Home Alone 1990"},
        {"зе матрикс", "The Matrix 1999"},
        {"бегущий gj ktpdb.", "Blade Runner 1982"},
        {"harry potter cos", "Harry Potter and the Chamber of Secrets 2002"},
        {"что-нибудь как матрица", "The Matrix 1999"},
        {"фильмы гарри поттер и тайная комната", "Harry Potter and the Chamber of Secrets 2002"},
    };
    for (const auto& [text, film] : cases) EXPECT_THAT(meant(text), ElementsAre(film)) << text;
}

TEST_F(TitleIndexTest, OffersAChoiceWhenSeveralFilmsFitEqually) {
    EXPECT_THAT(meant("Дюна"), ElementsAre("Dune 2021", "Dune 1984"));
    EXPECT_THAT(meant("dune"), ElementsAre("Dune 2021", "Dune 1984"));
}

TEST_F(TitleIndexTest, OffersASeriesInTheOrderItCameOut) {
    const std::vector<std::string> rings = {"The Lord of the Rings: The Fellowship of the Ring 2001",
                                            "The Lord of the Rings: The Two Towers 2002",
                                            "The Lord of the Rings: The Return of the King 2003"};
    EXPECT_EQ(meant("властелин колец"), rings);
    EXPECT_EQ(meant("lotr"), rings);
    EXPECT_EQ(meant("ВК"), rings);
    EXPECT_EQ(meant("lord of the rings"), rings);
    EXPECT_EQ(meant("гарри поттер").size(), 3U);
}

TEST_F(TitleIndexTest, TakesTenTimesTheVotesForMeant) {
    EXPECT_THAT(meant("Titanic"), ElementsAre("Titanic 1997"));
    FilmViews close{{film_called("Titanic", "", 1997, 1000), film_called("Titanic", "", 1953, 120)}};
    const auto resolution = TitleIndex{close.views()}.resolve({.text = "titanic"});
    EXPECT_EQ(resolution.outcome, Outcome::several_films);
    EXPECT_EQ(resolution.choices, 2U);
}

TEST_F(TitleIndexTest, LetsTheYearAskedForSelectAmongFilms) {
    EXPECT_THAT(meant(index_.resolve({.text = "dune", .year = 1984})), ElementsAre("Dune 1984"));
    EXPECT_THAT(meant(index_.resolve({.text = "dune", .year = 1985})), ElementsAre("Dune 1984"));
    EXPECT_THAT(meant(index_.resolve({.text = "дюна", .year = 2021})), ElementsAre("Dune 2021"));
}

TEST_F(TitleIndexTest, SaysSoWhenTheTextNamesNoFilm) {
    for (const std::string_view text :
         {"фильм про ограбление казино", "something sad about dogs", "xkqjzv wprt", "йцукенг", "", "!!!", "   ",
          "хочу комедию с хорошим концом", "space adventure with aliens and robots", "🎬", "фильмы про терминаторов",
          "movies with titans", "films like that", "ббрэ", "vvbbmn"})
        EXPECT_THAT(meant(text), ElementsAre("none")) << text;
}

TEST_F(TitleIndexTest, DoesNotTakeAnotherNumberForAMisprint) {
    EXPECT_THAT(meant("rocky 7"), ElementsAre("none"));
    EXPECT_THAT(meant("titanic 2"), ElementsAre("none"));
    EXPECT_THAT(meant("home alone 5"), ElementsAre("none"));
}

TEST_F(TitleIndexTest, SuggestsTheNearestTitlesWhenNoneFits) {
    const auto resolution = resolve("rocky 7");
    ASSERT_FALSE(resolution.candidates.empty());
    EXPECT_THAT(name(resolution.candidates.front()), testing::HasSubstr("Rocky"));
}

TEST_F(TitleIndexTest, PrefersATitleToAWrongAliasOfAnotherFilm) {
    EXPECT_THAT(meant("dune"), testing::Not(testing::Contains("Interstellar 2014")));
}

TEST_F(TitleIndexTest, SaysHowTheTextLedToTheFilm) {
    EXPECT_EQ(resolve("The Matrix").candidates.front().match, MatchKind::exact);
    EXPECT_EQ(resolve("matritsa").candidates.front().match, MatchKind::sound);
    EXPECT_EQ(resolve("alone home").candidates.front().match, MatchKind::word_order);
    EXPECT_EQ(resolve("судный день").candidates.front().match, MatchKind::part);
    EXPECT_EQ(resolve("гарри поттер 2").candidates.front().match, MatchKind::sequel);
    EXPECT_EQ(resolve("lotr").candidates.front().match, MatchKind::abbreviation);
    EXPECT_EQ(resolve("interstelzar").candidates.front().match, MatchKind::spelling);
}

TEST_F(TitleIndexTest, OrdersCandidatesByConfidenceAndKeepsTheLimit) {
    for (const std::string_view text : {"matrix", "lord of the rings", "harry", "the", "a", "rocky 7", "дюна"}) {
        const auto resolution = index_.resolve({.text = text, .limit = 4});
        EXPECT_LE(resolution.candidates.size(), 4U) << text;
        EXPECT_TRUE(std::ranges::is_sorted(resolution.candidates, std::greater{}, &Candidate::confidence)) << text;
        for (const auto& candidate : resolution.candidates) {
            EXPECT_GE(candidate.confidence, 0.0F);
            EXPECT_LE(candidate.confidence, 1.0F);
        }
    }
    EXPECT_THAT(index_.resolve({.text = "matrix", .limit = 0}).candidates, IsEmpty());
}

TEST_F(TitleIndexTest, IsSurerOfAnExactTitleThanOfAMisspeltOne) {
    EXPECT_GT(resolve("interstellar").candidates.front().confidence,
              resolve("interstelzar").candidates.front().confidence);
}

TEST_F(TitleIndexTest, SurvivesTextsThatAreNoTitles) {
    EXPECT_THAT(meant(std::string(100'000, 'a')), ElementsAre("none"));
    EXPECT_THAT(meant("\xFF\xFE\xD0"), ElementsAre("none"));
    EXPECT_THAT(meant("\xFF"
                      "matrix"),
                ElementsAre("The Matrix 1999"));
    std::string words;
    for (int word = 0; word < 300; ++word) words += "a b ";
    EXPECT_THAT(meant(words), ElementsAre("none"));
}

TEST(TitleIndex, OfNoFilmsFindsNone) {
    const TitleIndex index{{}};
    EXPECT_EQ(index.resolve({.text = "matrix"}).outcome, Outcome::no_film);
    EXPECT_THAT(index.resolve({.text = "matrix"}).candidates, IsEmpty());
}

TEST_F(TitleIndexTest, AnswersManyThreadsAtOnceAsItAnswersOne) {
    const std::vector<std::string_view> texts = {"vfnhbwf", "lotr 2",       "interstelar",
                                                 "rocky 7", "гарри поттер", "дюна 1984"};
    std::vector<std::vector<Candidate>> expected;
    for (const auto text : texts) expected.push_back(resolve(text).candidates);
    std::atomic<int> wrong = 0;
    std::vector<std::thread> threads;
    for (int thread = 0; thread < 8; ++thread)
        threads.emplace_back([&] {
            for (std::size_t turn = 0; turn < 60; ++turn)
                if (resolve(texts[turn % texts.size()]).candidates != expected[turn % texts.size()]) ++wrong;
        });
    for (auto& thread : threads) thread.join();
    EXPECT_EQ(wrong, 0);
}

}  // namespace
}  // namespace core::titles
