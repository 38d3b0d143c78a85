#include "title_forms.hpp"

#include "core/text/fold.hpp"
#include "readings.hpp"
#include "wording.hpp"

#include <string>
#include <string_view>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace core::titles {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> parts(std::string_view title) {
    std::vector<std::string> texts;
    for (const auto& part : parts_of_title(title)) texts.push_back(part.folded);
    return texts;
}

TEST(TitleForms, LeaveOutWhatPeopleLeaveOut) {
    EXPECT_EQ(canonical("the good the bad and the ugly"), "good bad ugly");
    EXPECT_EQ(canonical("призрак и тьма"), "призрак тьма");
    EXPECT_EQ(canonical("godfather part ii"), "godfather 2");
    EXPECT_EQ(canonical("e t the extra terrestrial"), "et extra terrestrial");
    EXPECT_EQ(canonical("m a s h"), "mash");
    EXPECT_EQ(canonical("the"), "the");
    EXPECT_EQ(canonical(""), "");
}

TEST(TitleForms, BreakATitleIntoItsParts) {
    EXPECT_THAT(parts("Alien: Covenant"), ElementsAre("alien", "covenant"));
    EXPECT_THAT(parts("Ирония судьбы, или С лёгким паром!"), ElementsAre("ирония судьбы", "с легким паром"));
    EXPECT_THAT(parts("Гоголь. Начало"), ElementsAre("гоголь", "начало"));
    EXPECT_THAT(parts("E.T. the Extra-Terrestrial"), ElementsAre("e t"));
    EXPECT_THAT(parts("The Godfather: Part II"), ElementsAre("the godfather"));
    EXPECT_THAT(parts("Dr. Strangelove or: How I Learned"), ElementsAre("dr strangelove", "how i learned"));
    EXPECT_THAT(parts("The Matrix"), IsEmpty());
    EXPECT_THAT(parts("Spider-Man"), IsEmpty());
}

TEST(TitleForms, TakeInitialsWithNumbersWhole) {
    EXPECT_EQ(initials("lord of the rings"), "lotr");
    EXPECT_EQ(initials("властелин колец"), "вк");
    EXPECT_EQ(initials("terminator 2"), "t2");
    EXPECT_EQ(initials("matrix"), "");
}

TEST(TitleForms, LeaveOutOneLetterButNoDigit) {
    EXPECT_THAT(with_one_letter_less("saw 2"), ElementsAre("aw 2", "sw 2", "sa 2", "saw2"));
    EXPECT_THAT(with_one_letter_less("шрэк"), ElementsAre("рэк", "шэк", "шрк", "шрэ"));
    EXPECT_THAT(with_one_letter_less("up"), IsEmpty());
}

TEST(Readings, TakeAYearOut) {
    const auto dune = split_year("дюна 1984");
    ASSERT_TRUE(dune);
    EXPECT_EQ(dune->title, "дюна");
    EXPECT_EQ(dune->year, 1984);
    EXPECT_EQ(split_year("матрица 99")->year, 1999);
    EXPECT_EQ(split_year("король лев 1994 года")->title, "король лев");
    for (const std::string_view text : {"2012", "rocky 4", "matrix", "fahrenheit 451", "99 francs"})
        EXPECT_FALSE(split_year(text)) << text;
}

TEST(Readings, TakeOneOfTwoEqualDigits) {
    EXPECT_EQ(with_single_digits("iron man 33"), "iron man 3");
    EXPECT_EQ(with_single_digits("21 jump street 22"), "21 jump street 2");
    EXPECT_EQ(with_single_digits("apollo 13"), "");
}

TEST(Readings, TakeALastLetterForANumber) {
    EXPECT_EQ(with_last_numeral("final destination v"), "final destination 5");
    EXPECT_EQ(with_last_numeral("malcolm"), "");
    EXPECT_EQ(with_last_numeral("v"), "");
}

TEST(Readings, BringOtherHabitsOfTransliterationToTheEnglishOne) {
    EXPECT_EQ(in_english_habit("samaja krasavica"), "samaya krasavitsa");
    EXPECT_EQ(in_english_habit("otec"), "otets");
    EXPECT_EQ(in_english_habit("chuzhoj"), "chuzhoy");
    EXPECT_EQ(in_english_habit("zhizn"), "");
}

TEST(Readings, LeaveOutArticlesThatAreMisspeltOrHeard) {
    EXPECT_EQ(without_misspelt_articles("teh matrix"), "matrix");
    EXPECT_EQ(without_misspelt_articles("бэк ту зе фьючер"), "бэк ту фьючер");
    EXPECT_EQ(without_misspelt_articles("the matrix"), "");
}

TEST(Wording, TakesWordsAroundATitleOff) {
    EXPECT_EQ(without_wrapping("фильм матрица"), "матрица");
    EXPECT_EQ(without_wrapping("посоветуй фильмы похожие на шрек"), "шрек");
    EXPECT_EQ(without_wrapping("комедии типа маски"), "маски");
    EXPECT_EQ(without_wrapping("movie like inception"), "inception");
    EXPECT_EQ(without_wrapping("matrix movie"), "matrix");
    EXPECT_EQ(without_wrapping("матрица"), "");
    EXPECT_EQ(without_wrapping("фильм про ограбление"), "");
}

TEST(Wording, TellsADescriptionFromATitle) {
    for (const auto text :
         {"фильм про ограбление казино", "movie about dogs", "фильмы тарантино", "фильмы на новый год",
          "movies with brad pitt", "кино про любовь", "films like that", "комедии с джимом керри", "best horror movies",
          "советские комедии", "movie for kids", "фильм с участием ди каприо"})
        EXPECT_EQ(wording_of(text), Wording::description) << text;
    for (const auto text : {"about time", "где находится нофелет", "с легким паром"})
        EXPECT_EQ(wording_of(text), Wording::telling) << text;
    for (const auto text :
         {"фильм матрица", "all about eve", "фильмы похожие на шрек", "movies like inception", "комедии типа маски",
          "что нибудь как матрица", "хочу посмотреть кино матрица", "scary movie"})
        EXPECT_EQ(wording_of(text), Wording::title) << text;
}

}  // namespace
}  // namespace core::titles
