#include "core/ranking/reasons.hpp"

#include "small_catalogue.hpp"

#include <gmock/gmock.h>

namespace core::ranking {
namespace {

using catalogue::TermKind;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using testing::SizeIs;

Glossary glossary() {
    Glossary names;
    names.add(TermKind::person, "Chris Columbus", {.name_ru = "Крис Коламбус"});
    names.add(TermKind::person, "Joe Pesci", {.name_ru = "Джо Пеши"});
    names.add(TermKind::person, "Macaulay Culkin", {.name_ru = "Маколей Калкин"});
    names.add(TermKind::keyword, "christmas", {.name_ru = "рождество"});
    names.add(TermKind::keyword, "burglar", {.name_ru = "грабители"});
    names.add(TermKind::keyword, "house", {.name_ru = "дом"});
    names.add(TermKind::genre, "Kids", {.name_ru = "детское"});
    return names;
}

class Reasons : public testing::Test {
protected:
    // What is said for the second of two films to one who likes the first.
    void compare(Film liked, Film other) {
        liked.title = "Liked";
        other.title = "Other";
        liked.votes = other.votes = 500000;
        auto all = many_films(60);
        all.push_back(liked);
        all.push_back(other);
        films.emplace(catalogue_of(all, glossary()));
        const Recommender recommender{*films, vectors};
        const auto page = recommender.recommend({.liked = {index_of(*films, "Liked")}, .limit = 70});
        const auto other_index = index_of(*films, "Other");
        reasons = std::ranges::find(page.films, other_index, &Recommendation::film)->reasons;
    }
    std::string russian() const { return reason_line(reasons, Language::russian, *films); }
    std::string english() const { return reason_line(reasons, Language::english, *films); }

    FilmVectors vectors{0, 0};
    std::optional<Catalogue> films;
    std::vector<Reason> reasons;
};

TEST_F(Reasons, NameTheDirectorThenTheKeywordsThenTheKind) {
    compare({.year = 1990,
             .genres = {"Comedy", "Family"},
             .keywords = {"christmas", "burglar", "house", "tree"},
             .directors = {"Chris Columbus"}},
            {.year = 1992,
             .genres = {"Comedy", "Family"},
             .keywords = {"christmas", "burglar", "house", "tree"},
             .directors = {"Chris Columbus"}});
    EXPECT_THAT(russian(), testing::StartsWith("тот же режиссёр: Крис Коламбус · "));
    EXPECT_THAT(russian(), testing::EndsWith(" · тоже семейная комедия 1990-х"));
    EXPECT_THAT(russian(),
                AllOf(HasSubstr("рождество"), HasSubstr("грабители"), HasSubstr("дом"), Not(HasSubstr("tree"))));
    EXPECT_THAT(english(), testing::EndsWith(" · also a family comedy of the 1990s"));
}

TEST_F(Reasons, AreThreeAtMostAndNeverEmpty) {
    compare({.year = 1990, .genres = {"Comedy"}, .keywords = {"christmas"}, .directors = {"A"}, .cast = {"B"}},
            {.year = 1992, .genres = {"Comedy"}, .keywords = {"christmas"}, .directors = {"A"}, .cast = {"B"}});
    EXPECT_THAT(reasons, SizeIs(3));
    compare({.year = 1990}, {.year = 1930});
    EXPECT_THAT(russian(), Not(testing::IsEmpty()));
}

TEST_F(Reasons, SpeakOfSeveralDirectorsInThePlural) {
    compare({.year = 1999, .directors = {"Лана", "Лилли"}}, {.year = 1920, .directors = {"Лана", "Лилли"}});
    EXPECT_THAT(russian(), testing::StartsWith("те же режиссёры: "));
    EXPECT_THAT(english(), testing::StartsWith("same directors: "));
}

TEST_F(Reasons, NamePlayersInTheOrderOfBilling) {
    compare({.year = 1990, .cast = {"Joe Pesci", "Macaulay Culkin"}},
            {.year = 1960, .cast = {"Macaulay Culkin", "Joe Pesci"}});
    EXPECT_THAT(russian(), testing::StartsWith("в ролях тоже Маколей Калкин и Джо Пеши"));
    EXPECT_THAT(english(), testing::StartsWith("also with Macaulay Culkin and Joe Pesci"));
}

TEST_F(Reasons, DoNotNamePlayersWithinASeries) {
    compare({.year = 1990, .cast = {"Joe Pesci"}, .franchise = "House"},
            {.year = 1992, .cast = {"Joe Pesci"}, .franchise = "House"});
    EXPECT_THAT(russian(), AllOf(HasSubstr("та же серия"), Not(HasSubstr("в ролях"))));
}

TEST_F(Reasons, KeepUntranslatedKeywordsOutOfRussianUnlessNothingElseRemains) {
    compare({.year = 1990, .genres = {"Comedy"}, .keywords = {"slapstick"}},
            {.year = 1991, .genres = {"Comedy"}, .keywords = {"slapstick"}});
    EXPECT_EQ(russian(), "тоже комедия 1990-х");
    EXPECT_EQ(english(), "also a comedy of the 1990s · slapstick");
    compare({.year = 1990, .keywords = {"slapstick"}}, {.year = 1920, .keywords = {"slapstick"}});
    EXPECT_EQ(russian(), "slapstick");
}

TEST_F(Reasons, SpeakOfACountryWhereItSaysSomething) {
    compare({.year = 1975, .countries = {"SU"}, .language = "ru", .genres = {"Comedy", "Romance"}},
            {.year = 1977, .countries = {"SU"}, .language = "ru", .genres = {"Comedy", "Romance"}});
    EXPECT_EQ(russian(), "тоже советская романтическая комедия 1970-х");
    EXPECT_EQ(english(), "also a Soviet romantic comedy of the 1970s");
}

TEST_F(Reasons, AgreeInGender) {
    const auto told = [&](std::string country, std::vector<std::string> genres) {
        compare({.year = 1975, .countries = {country}, .language = "xx", .genres = genres},
                {.year = 1920, .countries = {country}, .language = "xx", .genres = genres});
        return russian();
    };
    EXPECT_EQ(told("JP", {"Animation", "Family"}), "тоже японский семейный мультфильм");
    EXPECT_EQ(told("ES", {"Fantasy"}), "тоже испанское фэнтези");
    EXPECT_EQ(told("IT", {"Western"}), "тоже итальянский вестерн");
    EXPECT_EQ(told("SU", {"Science Fiction", "Adventure"}), "тоже советская приключенческая фантастика");
    EXPECT_EQ(told("SU", {"War"}), "тоже советский военный фильм");
    EXPECT_EQ(told("KR", {}), "тоже южнокорейский фильм");
}

TEST_F(Reasons, NameAGenreThatIsNotAmongTheUsual) {
    compare({.year = 1975, .genres = {"Kids"}}, {.year = 1920, .genres = {"Kids"}});
    EXPECT_EQ(russian(), "общий жанр: детское");
    EXPECT_EQ(english(), "shared genre: Kids");
}

TEST_F(Reasons, UseAnBeforeAVowel) {
    compare({.year = 1990, .genres = {"Action"}}, {.year = 1920, .genres = {"Action"}});
    EXPECT_EQ(english(), "also an action film");
}

TEST_F(Reasons, ClaimASimilarStoryOnlyWhereBothAreKnownAndAlike) {
    const auto told = [&](std::string synopsis, float cosine) {
        const auto all = catalogue_of({{.title = "Liked", .year = 1990, .synopsis_en = "A story."},
                                       {.title = "Other", .year = 1990, .synopsis_en = synopsis}});
        FilmVectors meanings{2, 2};
        meanings.set(index_of(all, "Liked"), std::span<const float>{std::vector{1.0F, 0.0F}});
        meanings.set(index_of(all, "Other"),
                     std::span<const float>{std::vector{cosine, std::sqrt(1 - cosine * cosine)}});
        const auto page = Recommender{all, meanings}.recommend({.liked = {index_of(all, "Liked")}});
        return reason_line(page.films.front().reasons, Language::russian, all);
    };
    EXPECT_EQ(told("Much the same story.", 0.9F), "похожая история · тоже фильм 1990-х");
    EXPECT_EQ(told("Another story.", 0.3F), "тоже фильм 1990-х");
    EXPECT_EQ(told("", 0.9F), "тоже фильм 1990-х");
}

TEST_F(Reasons, SpeakOfRatingsWhenNothingIsLiked) {
    const auto all = catalogue_of(many_films(20));
    const auto page = Recommender{all, vectors}.recommend({});
    EXPECT_EQ(reason_line(page.films.front().reasons, Language::russian, all), "высокая оценка зрителей");
}

}  // namespace
}  // namespace core::ranking
