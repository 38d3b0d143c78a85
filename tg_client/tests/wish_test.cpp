#include "tg_client/dialogue/wish.hpp"

#include "tg_client/dialogue/tap.hpp"

#include <gmock/gmock.h>

namespace tg_client {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

View full_view() {
    return {.wish = {.liked = {"tt0133093", "tm771"},
                     .disliked = {"kp326"},
                     .filters = {.genres = {"Comedy"},
                                 .without_genres = {"Horror", "War"},
                                 .from_year = 1980,
                                 .to_year = 2005}},
            .films = {{"tt0099785", 0}, {"f0123456789", 7}},
            .next_offset = 8,
            .exhausted = true,
            .shown_before = {"tt0000001", "tt0000002"},
            .unclear = {"Дюна & Co? #1", "50% + 50%"},
            .is_for_group = true,
            .voters = {{1, -5, "Аня"}, {0, 7'000'000'000, "Bob"}}};
}

void expect_same(const View& read, const View& view) {
    EXPECT_EQ(read.wish.text, view.wish.text);
    EXPECT_EQ(read.wish.liked, view.wish.liked);
    EXPECT_EQ(read.wish.disliked, view.wish.disliked);
    EXPECT_EQ(read.wish.filters.genres, view.wish.filters.genres);
    EXPECT_EQ(read.wish.filters.without_genres, view.wish.filters.without_genres);
    EXPECT_EQ(read.wish.filters.from_year, view.wish.filters.from_year);
    EXPECT_EQ(read.wish.filters.to_year, view.wish.filters.to_year);
    EXPECT_EQ(read.films, view.films);
    EXPECT_EQ(read.next_offset, view.next_offset);
    EXPECT_EQ(read.exhausted, view.exhausted);
    EXPECT_EQ(read.shown_before, view.shown_before);
    EXPECT_EQ(read.unclear, view.unclear);
    EXPECT_EQ(read.is_for_group, view.is_for_group);
    EXPECT_EQ(read.voters, view.voters);
}

TEST(AView, ComesBackFromItsLink) {
    expect_same(read_link(link_to(full_view(), "kinosovet_bot")).value(), full_view());
    View described{.wish = {.text = "фильм про <ограбление> & \"казино\"", .filters = {.without_genres = {"Action"}}}};
    expect_same(read_link(link_to(described, "b")).value(), described);
}

TEST(AView, MayYetBeWithoutAFilm) {
    const View view{.wish = {.disliked = {"tt0120338"}, .filters = {.without_genres = {"Action"}}}};
    expect_same(read_link(link_to(view, "b")).value(), view);
}

TEST(AView, IsFoundInAMessage) {
    Message message;
    EXPECT_FALSE(view_in(message));
    const auto url = link_to(full_view(), "bot");
    message.caption_entities = std::vector<MessageEntity>{{"bold", 0, 4, {}}, {"text_link", 5, 3, url}};
    expect_same(view_in(message).value(), full_view());
    message.caption_entities.reset();
    message.entities =
        std::vector<MessageEntity>{{"text_link", 0, 3, "https://example.org/?start=lx"}, {"text_link", 5, 3, url}};
    EXPECT_TRUE(view_in(message));
}

TEST(AView, IsNotReadFromWhatIsNoLinkOfOurs) {
    for (const auto* link :
         {"", "x", "https://t.me/", "https://t.me/bot", "https://t.me/bot?start=", "http://[::1",
          "https://t.me/bot?f=tt1~1", "https://t.me/bot?#start=ltt1", "https://example.org/bot?start=ltt0133093"})
        EXPECT_FALSE(read_link(link)) << link;
    EXPECT_FALSE(read_link("https://t.me/bot?start=ltt1&q=" + std::string(5000, 'x')));
}

TEST(AView, TakesNothingThatMakesNoSense) {
    const auto view = read_link(
                          "https://t.me/bot?start=ltt0133093_dbad%20id_y99999_xZz&f=tt1~-1~tt2~99999~../"
                          "x~1~tt3~4&o=-3&v=1~2&v=99~1~x")
                          .value();
    EXPECT_THAT(view.wish.liked, ElementsAre("tt0133093"));
    EXPECT_THAT(view.wish.disliked, IsEmpty());
    EXPECT_FALSE(view.wish.filters.from_year);
    EXPECT_THAT(view.films, ElementsAre(Found{"tt3", 4}));
    EXPECT_EQ(view.next_offset, 0);
    EXPECT_THAT(view.voters, IsEmpty());
}

TEST(AView, TellsOnlyOfTheLatestOfManyFilmsShown) {
    View view{.wish = {.liked = {"tt0133093"}}};
    for (int film = 0; film < 500; ++film) view.shown_before.push_back("tt" + std::to_string(1'000'000 + film));
    const auto read = read_link(link_to(view, "bot")).value();
    EXPECT_EQ(read.shown_before.size(), most_shown_before);
    EXPECT_EQ(read.shown_before.front(), "tt1000000");
}

TEST(APayload, FitsWhatTelegramTakes) {
    const auto payload = payload_of(full_view().wish).value();
    EXPECT_LE(payload.size(), longest_payload);
    EXPECT_EQ(payload.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-"),
              std::string::npos);
    EXPECT_EQ(read_payload(payload)->liked, full_view().wish.liked);
    EXPECT_FALSE(payload_of({.text = "о роботах"}));
    EXPECT_FALSE(payload_of({.liked = std::vector<std::string>(9, "tt0133093")}));
}

TEST(APayload, MayBeAFilmAlone) {
    EXPECT_THAT(read_payload("tt0099785")->liked, ElementsAre("tt0099785"));
    EXPECT_FALSE(read_payload(""));
    EXPECT_FALSE(read_payload("нет"));
}

TEST(ATap, ComesBackFromItsData) {
    const std::string film(24, 'x');
    for (const Tap& tap : std::vector<Tap>{Nothing{},
                                           TurnTo{4},
                                           Rate{api::Opinion::to_watch, film},
                                           More{},
                                           Retry{},
                                           Pick{film},
                                           LikeThis{film},
                                           Show{film},
                                           Random{},
                                           ToggleGenre{'k'},
                                           SetDecade{1990},
                                           SetDecade{},
                                           ToggleSeen{},
                                           SetLanguage{},
                                           SetLanguage{api::Language::en},
                                           ShowSettings{ShowSettings::Page::years},
                                           ShowList{3},
                                           ShowHistory{2},
                                           Forget{true},
                                           Forget{false},
                                           Vote{5}}) {
        const auto data = data_of(tap);
        EXPECT_LE(data.size(), 64U);
        const auto read = read_tap(data);
        ASSERT_TRUE(read) << data;
        EXPECT_EQ(read->index(), tap.index()) << data;
        EXPECT_EQ(data_of(*read), data);
    }
}

TEST(ATap, IsNotReadFromAnythingElse) {
    for (const auto* data :
         {"",        "x",  "p",      "p:",   "p:-1", "p:1x", "p:100", "r:",     "r:l", "r:l:", "r:x:tt1",
          "r:l:a b", "f:", "f:../x", "l:de", "o:zz", "z:2",  "v:100", "y:9999", "mm",  "g:",   "g:ab"})
        EXPECT_FALSE(read_tap(data)) << data;
}

}  // namespace
}  // namespace tg_client
