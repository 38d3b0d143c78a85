// A database that goes, comes, hangs, and is asked for more than it can do.
#include "connection_pool.hpp"
#include "database_fault.hpp"
#include "store_test.hpp"

#include <future>
#include <thread>

namespace db_service {
namespace {

using namespace std::chrono_literals;

// Until `condition` holds; false where it does not within a time that is long even for a busy machine.
template <class Condition>
bool comes_true(const Condition& condition) {
    const auto end = std::chrono::steady_clock::now() + 60s;
    while (std::chrono::steady_clock::now() < end) {
        if (condition()) return true;
        std::this_thread::sleep_for(20ms);
    }
    return false;
}

class AnyStore : public StoreTest {};
INSTANTIATE_TEST_SUITE_P(On, AnyStore, testing::Values(Engine::sqlite, Engine::postgresql), engine_name);

TEST_P(AnyStore, EndsAStatementThatTakesTooLong) {
    Connection connection{url, {.statement_timeout = 100ms}};
    const Statement endless{"endless",
                            GetParam() == Engine::postgresql
                                ? "SELECT count(*) FROM generate_series(1, 1000000000000)"
                                : "WITH RECURSIVE c (n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM c) "
                                  "SELECT count(*) FROM c",
                            "", "#"};
    try {
        connection.query(endless).run();
        FAIL() << "it ended by itself";
    } catch (const soci::soci_error& error) {
        EXPECT_EQ(fault_of(error).kind, FaultKind::slow) << fault_of(error).code;
    }
}

TEST_P(AnyStore, SaysThatItIsBusyWhereAnotherHoldsWhatItNeeds) {
    store = open_store({.statement_timeout = 200ms, .pool_timeout = 200ms});
    add("a");
    Connection other{url, {}};
    Transaction holding{other};
    if (GetParam() == Engine::postgresql) other.run_script("LOCK TABLE history IN ACCESS EXCLUSIVE MODE");
    const auto added = store->add(request("b"), std::nullopt);
    ASSERT_FALSE(added);
    EXPECT_TRUE(added.error() == StoreFault::busy || added.error() == StoreFault::slow);
}

TEST_P(AnyStore, SaysThatItIsBusyWhereAllConnectionsAreLent) {
    service_kit::Metrics metrics;
    ConnectionPool pool{[this] { return std::make_unique<Connection>(url, ConnectionLimits{}); }, 1, metrics};
    {
        auto lent = pool.lease(100ms);
        ASSERT_TRUE(lent);
        EXPECT_FALSE(pool.lease(20ms));
    }
    EXPECT_TRUE(pool.lease(100ms));
    EXPECT_THAT(metrics.text(), testing::HasSubstr("database_connections_opened_total 1"));
    EXPECT_THAT(metrics.text(), testing::HasSubstr("database_pool_timeouts_total 1"));
}

TEST_P(AnyStore, ReadsAndWritesOnManyThreads) {
    {
        std::vector<std::jthread> workers;
        for (int worker = 0; worker < 12; ++worker)
            workers.emplace_back([this] {
                for (int round = 0; round < 20; ++round) {
                    EXPECT_TRUE(store->add(request("film"), std::nullopt));
                    EXPECT_TRUE(store->history({.session_id = "s"}));
                }
            });
    }
    EXPECT_EQ(store->all_of("s").value().history.size(), 240U);
}

TEST(AnSqliteStore, ComesWithTheFolderOfItsFile) {
    const test_support::TemporaryFolder folder;
    service_kit::Log log{"test", service_kit::LogLevel::off};
    service_kit::Metrics metrics;
    const auto file = folder.path() / "not there yet" / "a=b c.sqlite";
    HistoryStore store{DatabaseUrl::read("sqlite:" + file.string()).value(), {}, log, metrics};
    store.begin([](const std::string&) {});
    EXPECT_EQ(store.trouble(), std::nullopt);
    EXPECT_TRUE(std::filesystem::exists(file));
    EXPECT_EQ(std::filesystem::status(file).permissions(),
              std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
}

TEST(AnSqliteStore, IsSafeAtEveryCommit) {
    const test_support::TemporaryFolder folder;
    Connection connection{DatabaseUrl::read("sqlite:" + (folder.path() / "h").string()).value(), {}};
    const Statement safety{"safety", "PRAGMA synchronous", "", "#"};
    const Statement journal{"journal", "PRAGMA journal_mode", "", "t"};
    EXPECT_EQ(connection.query(safety).run().number(0), 2);
    EXPECT_EQ(connection.query(journal).run().text(0), "wal");
}

class APostgresqlStore : public testing::Test {
protected:
    void SetUp() override {
        if (!PostgresqlServer::is_installed())
            GTEST_SKIP() << "PostgreSQL is not installed: scripts/setup test installs it";
        server.emplace();
        url = DatabaseUrl::read(server->make_database()).value();
        store = std::make_unique<HistoryStore>(url, StoreSettings{.statement_timeout = 2s}, log, metrics);
    }
    bool is_there() const { return !store->trouble(); }
    bool adds(const std::string& key) const {
        return static_cast<bool>(
            store->add({.session_id = "s", .film = key, .recommendation = {"a"}}, std::optional{key}));
    }

    std::optional<PostgresqlServer> server;
    DatabaseUrl url;
    service_kit::Log log{"test", service_kit::LogLevel::off};
    service_kit::Metrics metrics;
    std::unique_ptr<HistoryStore> store;
};

TEST_F(APostgresqlStore, BeginsWithoutADatabaseAndTakesItWhenItComes) {
    server->kill();
    store->begin([](const std::string&) {});
    EXPECT_FALSE(is_there());
    EXPECT_EQ(store->history({.session_id = "s"}).error(), StoreFault::away);
    server->start();
    EXPECT_TRUE(comes_true([this] { return is_there(); }));
    EXPECT_TRUE(adds("a"));
}

TEST_F(APostgresqlStore, ComesBackWithTheDatabaseAndHasAllThatWasStored) {
    store->begin([](const std::string&) {});
    ASSERT_TRUE(adds("before"));
    server->kill();
    EXPECT_TRUE(comes_true([this] { return !is_there(); }));
    EXPECT_FALSE(adds("meanwhile"));
    server->start();
    EXPECT_TRUE(comes_true([this] { return adds("after"); }));
    EXPECT_EQ(store->all_of("s").value().history.size(), 2U);
}

TEST_F(APostgresqlStore, ReplacesConnectionsThatWereKilled) {
    store->begin([](const std::string&) {});
    ASSERT_TRUE(adds("before"));
    Connection other{url, {}};
    const Statement end_all{"end_all", R"sql(
        SELECT count(pg_terminate_backend(pid, 5000)) FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid())sql",
                            "", "#"};
    EXPECT_GT(other.query(end_all).run().number(0), 0);
    EXPECT_TRUE(adds("after")) << "found dead before it is used";
}

TEST_F(APostgresqlStore, LooksAgainWhereTheDatabaseTurnsOutToBeNewer) {
    server->kill();
    std::promise<std::string> told;
    store->begin([&](const std::string& what) { told.set_value(what); });
    server->start();
    ASSERT_TRUE(comes_true([this] { return is_there(); }));
    Connection other{url, {}};
    other.run_script("INSERT INTO schema_migrations (number, name, applied_at) VALUES (9999, 'later', 0)");
    server->kill();
    server->start();
    auto sentence = told.get_future();
    ASSERT_EQ(sentence.wait_for(60s), std::future_status::ready);
    EXPECT_THAT(sentence.get(), testing::HasSubstr("newer program"));
    EXPECT_FALSE(is_there());
}

TEST_F(APostgresqlStore, CommitsBeforeItSaysSo) {
    Connection connection{url, {}};
    const Statement committing{"committing", "SHOW synchronous_commit", "", "t"};
    EXPECT_EQ(connection.query(committing).run().text(0), "on");
}

}  // namespace
}  // namespace db_service
