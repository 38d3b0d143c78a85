#include "tg_client/dialogue/typed_wish.hpp"

#include "tg_client/dialogue/genre.hpp"

#include <gmock/gmock.h>

namespace tg_client {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(ATypedWish, IsOneFilmWhereNothingSaysOtherwise) {
    for (const auto* text :
         {"Один дома", "  Один \n дома  ", "Дюна 1984", "Терминатор 2: Судный день", "Без лица", "Не горюй!"}) {
        const auto wish = read_wish(text);
        EXPECT_FALSE(wish.has_parts() && wish.liked.size() == 1) << text;
        EXPECT_THAT(wish.unliked, IsEmpty()) << text;
    }
    EXPECT_EQ(read_wish("  Один \n дома  ").whole, "Один дома");
}

TEST(ATypedWish, MayNameSeveralFilms) {
    EXPECT_THAT(read_wish("Матрица, Начало").liked, ElementsAre("Матрица", "Начало"));
    EXPECT_THAT(read_wish("Матрица и Начало").liked, ElementsAre("Матрица", "Начало"));
    EXPECT_THAT(read_wish("Alien; Aliens\nPredator and Heat").liked,
                ElementsAre("Alien", "Aliens", "Predator", "Heat"));
    EXPECT_THAT(read_wish("Матрица, и Начало").liked, ElementsAre("Матрица", "Начало"));
    EXPECT_THAT(read_wish("a,b,c,d,e,f,g").liked.size(), most_named);
}

TEST(ATypedWish, IsFreedFromWordsThatAskForIt) {
    EXPECT_THAT(read_wish("хочу что-то как Матрица").liked, ElementsAre("Матрица"));
    EXPECT_THAT(read_wish("Посоветуй фильмы, похожие на Один дома").liked, ElementsAre("Один дома"));
    EXPECT_THAT(read_wish("Something like Home Alone").liked, ElementsAre("Home Alone"));
    EXPECT_THAT(read_wish("films similar to The Matrix and Inception").liked, ElementsAre("The Matrix", "Inception"));
}

TEST(ATypedWish, KeepsItsWholeTextBeside) {
    const auto wish = read_wish("Как приручить дракона");
    EXPECT_EQ(wish.whole, "Как приручить дракона");
    EXPECT_TRUE(wish.has_parts());
    EXPECT_EQ(read_wish("как").whole, "как");
    EXPECT_THAT(read_wish("как").liked, ElementsAre("как"));
}

TEST(ATypedWish, MaySayWhatIsNotWanted) {
    const auto wish = read_wish("как Матрица, но не боевик");
    EXPECT_THAT(wish.liked, ElementsAre("Матрица"));
    EXPECT_THAT(wish.unliked, ElementsAre("боевик"));
    EXPECT_THAT(read_wish("like The Matrix but not action or Avatar").unliked, ElementsAre("action", "Avatar"));
    EXPECT_THAT(read_wish("Один дома, Элоиза кроме ужасов и драм").unliked, ElementsAre("ужасов", "драм"));
    EXPECT_THAT(read_wish("Один дома, без ужасов").unliked, ElementsAre("ужасов"));
    EXPECT_THAT(read_wish("Матрица без боевиков").liked, ElementsAre("Матрица"));
    EXPECT_THAT(read_wish("Матрица без боевиков").unliked, ElementsAre("боевиков"));
    EXPECT_THAT(read_wish("Любовь без правил").unliked, IsEmpty());
    EXPECT_THAT(read_wish("Home Alone but not comedy and not family").unliked, ElementsAre("comedy", "family"));
    EXPECT_THAT(read_wish("Москва слезам не верит").liked, ElementsAre("Москва слезам не верит"));
    EXPECT_THAT(read_wish("Чужой но не").unliked, IsEmpty());
}

TEST(ATypedWish, MayBeALinkToAFilm) {
    EXPECT_EQ(read_wish("вот https://www.imdb.com/title/tt0133093/?ref_=x").whole, "tt0133093");
    EXPECT_EQ(read_wish("https://www.kinopoisk.ru/film/8124/").whole, "kp8124");
    EXPECT_EQ(read_wish("themoviedb.org/movie/771-home-alone").whole, "tm771");
    EXPECT_EQ(read_wish("https://www.imdb.com/title/").whole, "https://www.imdb.com/title/");
}

TEST(ATypedWish, IsReadOnlySoFar) {
    EXPECT_EQ(read_wish(std::string(100'000, 'a')).whole.size(), longest_wish);
    EXPECT_EQ(read_wish("").whole, "");
    EXPECT_THAT(read_wish(" ,;, ").liked, ElementsAre(",;,"));
}

TEST(AGenre, IsKnownInTheFormsPeopleUse) {
    const auto name = [](std::string_view words) { return genre_named(words).value_or(Genre{}).name; };
    EXPECT_EQ(name("боевик"), "Action");
    EXPECT_EQ(name("Боевиков"), "Action");
    EXPECT_EQ(name("ужасы"), "Horror");
    EXPECT_EQ(name("комедию"), "Comedy");
    EXPECT_EQ(name("романтическая комедия"), "");
    EXPECT_EQ(name("документальный фильм"), "Documentary");
    EXPECT_EQ(name("war movies"), "War");
    EXPECT_EQ(name("sci-fi"), "Science Fiction");
    EXPECT_EQ(name("мелодрамы"), "Romance");
    EXPECT_EQ(name("драмы"), "Drama");
}

TEST(AGenre, IsNoFilm) {
    for (const auto* title :
         {"Война миров", "War Horse", "Action Point", "Музыка нас связала", "Драматическая школа", ""})
        EXPECT_FALSE(genre_named(title)) << title;
}

TEST(AGenre, HasALetterOfItsOwn) {
    for (const auto& genre : genres()) {
        EXPECT_EQ(genre_with(genre.letter).value().name, genre.name);
        EXPECT_EQ(genre_called(genre.name).value().letter, genre.letter);
        EXPECT_EQ(genre_named(genre.name).value().name, genre.name);
        EXPECT_EQ(genre_named(genre.name_ru).value().name, genre.name);
    }
}

}  // namespace
}  // namespace tg_client
