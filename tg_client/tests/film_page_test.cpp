#include "tg_client/dialogue/film_page.hpp"

#include "tg_client/dialogue/keyboards.hpp"
#include "tg_client/telegram/html.hpp"

#include <gmock/gmock.h>

namespace tg_client {
namespace {

using api::Language;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

FilmPage home_alone() {
    FilmPage page;
    page.film.id = "tt0104431";
    page.film.title = "Home Alone 2: Lost in New York";
    page.film.title_ru = "Один дома 2";
    page.film.year = 1992;
    page.film.genres = {"комедия", "семейный"};
    page.film.countries = {"США"};
    page.film.runtime_min = 120;
    page.film.rating = api::Rating{.average = 6.65, .votes = 100, .source = "TMDB"};
    page.film.synopsis = "Кевин <снова> один.";
    page.reasons = {{.signal = "director", .share = 0.5, .text = "тот же режиссёр: Крис Коламбус"},
                    {.signal = "franchise", .share = 0.2, .text = "та же серия"}};
    page.view = {.wish = {.liked = {"tt0099785"}}, .films = {{"tt0104431", 0}, {"tt0106664", 1}}, .next_offset = 2};
    page.titles.liked = {"Один дома (1990)"};
    return page;
}

TEST(AFilmPage, SaysWhatPeopleAskOfAFilm) {
    const auto url = link_to(home_alone().view, "bot");
    EXPECT_EQ(caption_of(home_alone(), Language::ru, "bot"),
              "<b>Один дома 2</b> (1992)\nHome Alone 2: Lost in New York\n"
              "⭐\u00a06,7\u00a0TMDB\u00a0· комедия, семейный\u00a0· 2\u00a0ч\u00a0· США\n\n"
              "<b>Почему:</b> тот же режиссёр: Крис Коламбус; та же серия\n"
              "<i>Похоже на " +
                  link("«Один дома»\u00a0(1990)", url) +
                  "</i>\n\n"
                  "<blockquote expandable>Кевин &lt;снова&gt; один.</blockquote>");
}

TEST(AFilmPage, SpeaksEnglish) {
    const auto caption = caption_of(home_alone(), Language::en, "bot");
    EXPECT_THAT(caption, StartsWith("<b>Home Alone 2: Lost in New York</b> (1992)\nОдин дома 2\n"));
    EXPECT_THAT(caption, HasSubstr("· 2\u00a0h\u00a0·"));
    EXPECT_THAT(caption, HasSubstr("“Один дома”\u00a0(1990)"));
}

TEST(AFilmPage, LeavesOutWhatIsNotKnown) {
    FilmPage page;
    page.film.id = "f1";
    page.film.title = "Untold";
    const auto caption = caption_of(page, Language::ru, "bot");
    EXPECT_THAT(caption, StartsWith("<b>Untold</b>\n"));
    for (const auto* part : {"⭐", "·", "()", "Почему"}) EXPECT_THAT(caption, Not(HasSubstr(part)));
}

TEST(AFilmPage, FitsBelowAPictureHoweverLongItIs) {
    auto page = home_alone();
    std::string synopsis;
    for (int word = 0; word < 600; ++word) synopsis += "слово<&>😀 ";
    page.film.synopsis = synopsis;
    page.notes = {"⚠️ Записка"};
    const auto caption = caption_of(page, Language::ru, "bot");
    EXPECT_LE(visible_length(caption), longest_caption);
    EXPECT_GE(visible_length(caption), longest_caption - 40);
    EXPECT_THAT(caption, HasSubstr("Похоже на"));
    EXPECT_THAT(caption, HasSubstr("⚠️ Записка"));
    page.film.title = std::string(3000, 'x');
    EXPECT_LE(visible_length(caption_of(page, Language::en, "bot")), longest_caption);
}

TEST(AFilmPage, HasButtonsForAllThatCanBeDone) {
    auto page = home_alone();
    page.opinion = api::Opinion::liked;
    const auto rows = buttons_below(page, Language::ru, "bot").inline_keyboard;
    std::string seen;
    for (const auto& row : rows) {
        for (const auto& one : row) seen += "[" + one.text + "]";
        seen += "\n";
    }
    EXPECT_EQ(seen,
              "[⬅️][1/2][➡️]\n"
              "[✅👍][👎][👁][➕]\n"
              "[Похожие][Ещё пять][Поделиться]\n");
    EXPECT_THAT(*rows.back().back().url,
                StartsWith("https://t.me/share/url?url=https%3A%2F%2Ft.me%2Fbot%3Fstart%3Dltt0099785&text="));
}

TEST(AFilmPage, OffersNoMoreWhereNothingWasWishedFor) {
    auto page = home_alone();
    page.view = {};
    page.origin = FilmPage::Origin::chance;
    EXPECT_THAT(caption_of(page, Language::ru, "bot"), HasSubstr("\n<i>Случайный хороший фильм</i>\n"));
    EXPECT_EQ(buttons_below(page, Language::ru, "bot").inline_keyboard.back().at(1).text, "🎲 Другой");
    page.origin = FilmPage::Origin::choice;
    EXPECT_THAT(caption_of(page, Language::ru, "bot"), HasSubstr("та же серия\n\n<blockquote"));
    EXPECT_EQ(buttons_below(page, Language::ru, "bot").inline_keyboard.back().size(), 2U);
}

TEST(AFilmPage, SharesTheFilmWhereTheWishFitsIntoNoLink) {
    auto page = home_alone();
    page.view.wish = {.text = "про мальчика"};
    page.titles = {};
    const auto rows = buttons_below(page, Language::ru, "bot").inline_keyboard;
    EXPECT_THAT(*rows.back().back().url, HasSubstr("start%3Dltt0104431&text="));
}

TEST(AWish, IsToldInWords) {
    const Wish wish{.liked = {"a", "b", "c"}, .disliked = {"d"}, .filters = {.without_genres = {"Action", "Horror"}}};
    EXPECT_EQ(wish_in_words(wish, {{"А", "Б", "В"}, {"Г"}}, Language::ru), "«А», «Б» и «В», без: боевик, ужасы, «Г»");
    EXPECT_EQ(wish_in_words(wish, {{"A"}, {}}, Language::en), "“A”, without: action, horror");
    EXPECT_EQ(wish_in_words({.liked = {"a"}, .filters = {.from_year = 1990}}, {{"А"}, {}}, Language::ru),
              "«А», с 1990");
    EXPECT_EQ(wish_in_words({.text = "a <b>"}, {}, Language::en), "“a &lt;b&gt;”");
}

TEST(AButton, IsCutAtACodePoint) {
    const auto text = button(std::string(59, 'a') + "яяя", More{}).text;
    EXPECT_EQ(text, std::string(59, 'a') + "я…");
}

TEST(FilmsCounted, DeclineInRussian) {
    for (const auto& [count, text] : {std::pair{1, "1 фильм"},
                                      {2, "2 фильма"},
                                      {5, "5 фильмов"},
                                      {11, "11 фильмов"},
                                      {21, "21 фильм"},
                                      {112, "112 фильмов"}})
        EXPECT_EQ(films_counted(static_cast<std::size_t>(count), Language::ru), text);
    EXPECT_EQ(films_counted(1, Language::en), "1 film");
}

}  // namespace
}  // namespace tg_client
