// What the store keeps of ratings and sessions, on both engines.
#include "api/json.hpp"
#include "store_test.hpp"

#include <thread>

namespace db_service {
namespace {

using api::Opinion;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

class Ratings : public StoreTest {
protected:
    std::vector<std::string> rated(const api::RatingsQuery& query) const {
        std::vector<std::string> found;
        const auto page = store->ratings(query).value();
        for (const auto& one : page.ratings)
            found.push_back(one.film + " " + std::string{api::choice_name(one.rating)});
        return found;
    }
};
INSTANTIATE_TEST_SUITE_P(On, Ratings, testing::Values(Engine::sqlite, Engine::postgresql), engine_name);

TEST_P(Ratings, AreNewestFirstAndTheLastOneCounts) {
    EXPECT_EQ(store->rate("s", {{"a", Opinion::liked}}).value(), 1);
    EXPECT_EQ(store->rate("s", {{"b", Opinion::seen}}).value(), 1);
    EXPECT_EQ(store->rate("s", {{"a", Opinion::to_watch}}).value(), 1);
    EXPECT_THAT(rated({.session_id = "s"}), ElementsAre("a to_watch", "b seen"));
    EXPECT_THAT(rated({.session_id = "other"}), IsEmpty());
}

TEST_P(Ratings, OfAFilmThatIsThereTwiceInARequestTheLastCounts) {
    EXPECT_EQ(store->rate("s", {{"a", Opinion::liked}, {"b", Opinion::seen}, {"a", Opinion::disliked}}).value(), 2);
    EXPECT_THAT(rated({.session_id = "s", .rating = Opinion::disliked}), ElementsAre("a disliked"));
    EXPECT_THAT(rated({.session_id = "s", .rating = Opinion::liked}), IsEmpty());
}

TEST_P(Ratings, ArePagedWithAndWithoutAKind) {
    std::vector<api::FilmOpinion> many;
    for (int film = 0; film < 1000; ++film)
        many.push_back({std::to_string(film), film % 2 == 0 ? Opinion::seen : Opinion::liked});
    ASSERT_EQ(store->rate("s", many).value(), 1000);
    for (const auto& kind : {std::optional<Opinion>{}, std::optional{Opinion::seen}}) {
        std::vector<std::string> found;
        api::RatingsQuery query{.session_id = "s", .rating = kind, .limit = 300};
        do {
            const auto page = store->ratings(query).value();
            for (const auto& one : page.ratings) found.push_back(one.film);
            query.cursor = page.next_cursor;
        } while (query.cursor);
        EXPECT_THAT(found, SizeIs(kind ? 500 : 1000));
        std::ranges::sort(found);
        EXPECT_EQ(std::ranges::adjacent_find(found), found.end());
    }
}

TEST_P(Ratings, OfOneKindHaveACursorOfTheirOwn) {
    ASSERT_TRUE(store->rate("s", {{"a", Opinion::seen}, {"b", Opinion::seen}}));
    const auto cursor = store->ratings({.session_id = "s", .limit = 1}).value().next_cursor;
    EXPECT_EQ(store->ratings({.session_id = "s", .rating = Opinion::seen, .cursor = cursor}).error(),
              StoreFault::bad_cursor);
}

TEST_P(Ratings, AreRemovedOneByOne) {
    ASSERT_TRUE(store->rate("s", {{"a", Opinion::seen}, {"b", Opinion::seen}}));
    EXPECT_TRUE(store->remove_rating("s", "a").value());
    EXPECT_FALSE(store->remove_rating("s", "a").value());
    EXPECT_FALSE(store->remove_rating("other", "b").value());
    EXPECT_THAT(rated({.session_id = "s"}), ElementsAre("b seen"));
}

TEST_P(Ratings, KeepOnlyTheNewestOfASession) {
    store = open_store({.most_ratings = 4});
    ASSERT_TRUE(store->rate("other", {{"o", Opinion::seen}}));
    for (const auto* film : {"a", "b", "c"}) ASSERT_TRUE(store->rate("s", {{film, Opinion::seen}}));
    ASSERT_TRUE(store->rate("s", {{"a", Opinion::liked}}));
    ASSERT_TRUE(store->rate("s", {{"d", Opinion::seen}, {"e", Opinion::seen}}));
    const auto left = rated({.session_id = "s"});
    EXPECT_THAT(left, testing::UnorderedElementsAre("d seen", "e seen", "a liked", "c seen"));
    EXPECT_THAT(rated({.session_id = "other"}), SizeIs(1));
}

TEST_P(Ratings, OfManyWritersAtOnceAreAllKept) {
    {
        std::vector<std::jthread> writers;
        for (int writer = 0; writer < 6; ++writer)
            writers.emplace_back([this, writer] {
                for (int round = 0; round < 10; ++round) {
                    std::vector<api::FilmOpinion> both{{"shared", Opinion::seen},
                                                       {std::to_string(writer * 10 + round), Opinion::liked}};
                    if (writer % 2 == 0) std::ranges::reverse(both);
                    EXPECT_TRUE(store->rate("s", both));
                }
            });
    }
    EXPECT_THAT(rated({.session_id = "s"}), SizeIs(61));
}

class Sessions : public StoreTest {};
INSTANTIATE_TEST_SUITE_P(On, Sessions, testing::Values(Engine::sqlite, Engine::postgresql), engine_name);

TEST_P(Sessions, HaveDefaultsUntilSomethingIsSet) {
    EXPECT_TRUE(store->settings("s").value().hide_seen);
    const api::SessionSettings set{.language = api::Language::en,
                                   .without_genres = {"ужасы"},
                                   .from_year = 1980,
                                   .hide_seen = false,
                                   .adult = true};
    EXPECT_EQ(api::write(store->put_settings("s", set).value()), api::write(set));
    EXPECT_EQ(api::write(store->settings("s").value()), api::write(set));
    EXPECT_TRUE(store->settings("other").value().hide_seen);
}

TEST_P(Sessions, KeepTheirBeginningWhenTheyAreSet) {
    add("a");
    const auto begun = store->all_of("s").value().created_at;
    ASSERT_TRUE(begun);
    ASSERT_TRUE(store->put_settings("s", {.adult = true}));
    EXPECT_EQ(store->all_of("s").value().created_at, begun);
}

TEST_P(Sessions, AreToldWhole) {
    add("a");
    add("b");
    ASSERT_TRUE(store->rate("s", {{"c", Opinion::liked}}));
    ASSERT_TRUE(store->put_settings("s", {.adult = true}));
    const auto all = store->all_of("s").value();
    EXPECT_EQ(all.session_id, "s");
    EXPECT_TRUE(all.settings.adult);
    ASSERT_THAT(all.history, SizeIs(2));
    EXPECT_EQ(all.history.front().film, "b");
    EXPECT_THAT(all.ratings, SizeIs(1));
    EXPECT_THAT(store->all_of("other").value().history, IsEmpty());
}

TEST_P(Sessions, AreForgottenWithEverything) {
    ASSERT_TRUE(store->add(request("a"), "key"));
    auto other = request("b");
    other.session_id = "other";
    ASSERT_TRUE(store->add(other, "key"));
    ASSERT_TRUE(store->rate("s", {{"c", Opinion::liked}, {"d", Opinion::liked}}));
    ASSERT_TRUE(store->put_settings("s", {.adult = true}));
    const auto gone = store->forget("s").value();
    EXPECT_EQ(gone.history, 1);
    EXPECT_EQ(gone.ratings, 2);
    const auto all = store->all_of("s").value();
    EXPECT_EQ(all.created_at, std::nullopt);
    EXPECT_FALSE(all.settings.adult);
    EXPECT_THAT(all.history, IsEmpty());
    EXPECT_THAT(all.ratings, IsEmpty());
    EXPECT_EQ(store->forget("s").value().history, 0);
    EXPECT_FALSE(store->add(request("another"), "key").value().was_there) << "the key is forgotten, too";
    EXPECT_THAT(films("other"), ElementsAre("b"));
}

}  // namespace
}  // namespace db_service
