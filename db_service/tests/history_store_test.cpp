// What the store keeps of history, on both engines.
#include "api/json.hpp"
#include "store_test.hpp"

#include <thread>

namespace db_service {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::MatchesRegex;
using testing::SizeIs;

class History : public StoreTest {
protected:
    std::vector<std::string> shown(const api::ShownRequest& wish) const { return store->shown(wish).value().shown; }
};
INSTANTIATE_TEST_SUITE_P(On, History, testing::Values(Engine::sqlite, Engine::postgresql), engine_name);

TEST_P(History, GivesBackWhatWasStored) {
    auto whole = request("Один дома", {"Элоиза", "Мальчик \"Кекс\""});
    whole.liked = {"Элоиза"};
    whole.disliked = {"Титаник"};
    whole.filters = api::Filters{.genres = {"комедия"}, .from_year = 1980, .min_rating = 6.5};
    whole.index_version = "5f0c91d2a7b3e846";
    const auto added = store->add(whole, std::nullopt).value();
    EXPECT_FALSE(added.was_there);
    EXPECT_GT(added.entry.id, 0);
    EXPECT_THAT(added.entry.created_at, MatchesRegex("20[0-9-]+T[0-9:]+\\.[0-9]+Z"));
    const auto page = store->history({.session_id = "s"}).value();
    ASSERT_THAT(page.history, SizeIs(1));
    EXPECT_EQ(api::write(page.history.front()), api::write(added.entry));
    EXPECT_EQ(page.history.front().recommendation.text, R"(["Элоиза","Мальчик \"Кекс\""])");
    EXPECT_EQ(page.history.front().filters->text, api::write(*whole.filters));
}

TEST_P(History, KeepsOddTextAsItIs) {
    const std::vector<std::string> odd{"'); DROP TABLE history; --",
                                       "100% _real_",
                                       "back\\slash \\' \\x41",
                                       "🎬 Ёлки\t2",
                                       ":session $1 ?1",
                                       "\"quoted\"",
                                       "null"};
    for (const auto& text : odd) {
        auto asked = request(text, {text, text});
        asked.index_version = text;
        const auto key = text;
        const auto added = store->add(asked, key).value().entry;
        EXPECT_EQ(added.film, text);
        EXPECT_TRUE(store->add(asked, key).value().was_there) << text;
        EXPECT_EQ(store->rate("s", {{text, api::Opinion::seen}}).value(), 1);
        EXPECT_TRUE(store->remove_rating("s", text).value()) << text;
        EXPECT_THAT(shown({.session_id = "s", .film = text}), ElementsAre(text));
    }
    EXPECT_THAT(films(), SizeIs(odd.size()));
}

TEST_P(History, IsNewestFirstAndPagedWithoutGapsOrRepeats) {
    std::vector<std::string> expected;
    for (int film = 0; film < 25; ++film) {
        add("film " + std::to_string(film));
        expected.insert(expected.begin(), "film " + std::to_string(film));
    }
    std::vector<std::string> found;
    api::HistoryQuery query{.session_id = "s", .limit = 10};
    for (int pages = 0; pages < 3; ++pages) {
        const auto page = store->history(query).value();
        for (const auto& entry : page.history) found.push_back(entry.film);
        // What comes in between moves nothing.
        add("later");
        query.cursor = page.next_cursor;
    }
    EXPECT_EQ(found, expected);
    EXPECT_EQ(query.cursor, std::nullopt);
}

TEST_P(History, RefusesACursorOfAnotherList) {
    for (int film = 0; film < 3; ++film) add("film");
    const auto cursor = store->history({.session_id = "s", .limit = 1}).value().next_cursor;
    ASSERT_TRUE(cursor);
    EXPECT_EQ(store->history({.session_id = "other", .cursor = cursor}).error(), StoreFault::bad_cursor);
    EXPECT_EQ(store->ratings({.session_id = "s", .cursor = cursor}).error(), StoreFault::bad_cursor);
    EXPECT_EQ(store->history({.session_id = "s", .cursor = "0"}).error(), StoreFault::bad_cursor);
}

TEST_P(History, StoresAnEntryWithAKeyOnce) {
    const auto first = store->add(request("a"), "key").value();
    const auto again = store->add(request("a"), "key").value();
    EXPECT_FALSE(first.was_there);
    EXPECT_TRUE(again.was_there);
    EXPECT_EQ(api::write(first.entry), api::write(again.entry));
    EXPECT_THAT(films(), ElementsAre("a"));
}

TEST_P(History, RefusesAKeyForAnotherEntry) {
    ASSERT_TRUE(store->add(request("a"), "key"));
    EXPECT_EQ(store->add(request("b"), "key").error(), StoreFault::key_reused);
    auto other = request("a");
    other.liked = {"x"};
    EXPECT_EQ(store->add(other, "key").error(), StoreFault::key_reused);
    EXPECT_THAT(films(), ElementsAre("a"));
}

TEST_P(History, HasKeysOfTheirOwnForEachSession) {
    ASSERT_TRUE(store->add(request("a"), "key"));
    auto other = request("b");
    other.session_id = "other";
    EXPECT_FALSE(store->add(other, "key").value().was_there);
    EXPECT_THAT(films("other"), ElementsAre("b"));
}

TEST_P(History, StoresOnceWhatComesTwiceAtTheSameTime) {
    for (int round = 0; round < 20; ++round) {
        const auto key = "key " + std::to_string(round);
        std::array<std::int64_t, 4> ids{};
        {
            std::vector<std::jthread> writers;
            for (auto& id : ids) writers.emplace_back([&] { id = store->add(request("film"), key).value().entry.id; });
        }
        for (const auto id : ids) EXPECT_EQ(id, ids.front());
    }
    EXPECT_THAT(films(), SizeIs(20));
}

TEST_P(History, GrowsInItsNumbersAndIsKeptApartBySession) {
    auto last = add("a");
    for (int film = 0; film < 5; ++film) {
        const auto id = add("b");
        EXPECT_GT(id, last);
        last = id;
    }
    EXPECT_THAT(films("nobody"), IsEmpty());
}

TEST_P(History, KeepsOnlyTheNewestOfASession) {
    store = open_store({.most_entries = 3});
    auto other = request("other");
    other.session_id = "other";
    ASSERT_TRUE(store->add(other, std::nullopt));
    for (int film = 0; film < 8; ++film) add(std::to_string(film));
    EXPECT_THAT(films(), ElementsAre("7", "6", "5"));
    EXPECT_THAT(films("other"), ElementsAre("other"));
}

TEST_P(History, LosesNothingToAKeyThatIsSentAgain) {
    store = open_store({.most_entries = 2});
    for (const auto* film : {"a", "b"}) ASSERT_TRUE(store->add(request(film), film));
    ASSERT_TRUE(store->add(request("b"), "b").value().was_there);
    EXPECT_THAT(films(), ElementsAre("b", "a"));
}

TEST_P(History, TellsWhatWasShownForExactlyAWish) {
    auto wish = request("Матрица", {"a", "b"});
    wish.liked = {"x", "Y"};
    ASSERT_TRUE(store->add(wish, std::nullopt));
    wish.recommendation = {"b", "c"};
    wish.film = "МАТРИЦА";
    wish.liked = {"y", "x", "x"};
    ASSERT_TRUE(store->add(wish, std::nullopt));
    wish.recommendation = {"z"};
    wish.filters = api::Filters{.from_year = 1990};
    ASSERT_TRUE(store->add(wish, std::nullopt));
    EXPECT_THAT(shown({.session_id = "s", .film = "матрица", .liked = {"x", "y"}}), ElementsAre("a", "b", "c"));
    EXPECT_THAT(shown({.session_id = "s", .film = "матрица", .liked = {"x", "y"}, .filters = wish.filters}),
                ElementsAre("z"));
    EXPECT_THAT(shown({.session_id = "s", .film = "матрица"}), IsEmpty());
    EXPECT_THAT(shown({.session_id = "other", .film = "матрица", .liked = {"x", "y"}}), IsEmpty());
}

TEST_P(History, TellsNoMoreThanTheNewestTwoThousandFilmsShown) {
    for (int entry = 0; entry < 5; ++entry) {
        std::vector<std::string> list;
        for (int film = 0; film < 500; ++film) list.push_back(std::to_string(entry * 500 + film));
        ASSERT_TRUE(store->add(request("wish", list), std::nullopt));
    }
    const auto films_shown = shown({.session_id = "s", .film = "wish"});
    ASSERT_THAT(films_shown, SizeIs(2000));
    EXPECT_EQ(films_shown.front(), "500");
    EXPECT_EQ(films_shown.back(), "2499");
}

TEST_P(History, IsPrunedByAge) {
    add("old");
    store->put_settings("kept", {.adult = true}).value();
    std::this_thread::sleep_for(std::chrono::milliseconds{5});
    EXPECT_EQ(store->prune(std::chrono::days{1}).value(), 0);
    EXPECT_EQ(store->prune(std::chrono::days{0}).value(), 1);
    EXPECT_THAT(films(), IsEmpty());
    EXPECT_EQ(store->all_of("s").value().created_at, std::nullopt);
    EXPECT_TRUE(store->settings("kept").value().adult);
}

TEST_P(History, IsPrunedWholeHoweverMuchThereIs) {
    Connection connection{url, {}};
    connection.run_script(GetParam() == Engine::postgresql
                              ? "INSERT INTO history (session_id, number, wish, film, liked, disliked, recommendation, "
                                "created_at, body_hash) SELECT 's', n, 1, 'f', '[]', '[]', '[]', n, 1 FROM "
                                "generate_series(1, 4500) AS n"
                              : "WITH RECURSIVE c (n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM c WHERE n < 4500) "
                                "INSERT INTO history (session_id, number, wish, film, liked, disliked, "
                                "recommendation, created_at, body_hash) SELECT 's', n, 1, 'f', '[]', '[]', '[]', n, 1 "
                                "FROM c");
    EXPECT_EQ(store->prune(std::chrono::days{1}).value(), 4500);
}

}  // namespace
}  // namespace db_service
