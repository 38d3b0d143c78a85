// kinosovet db, on both engines.
#include "db_service/history_store.hpp"
#include "engine_name.hpp"
#include "postgresql_server.hpp"
#include "program_run.hpp"

#include <cstdlib>

namespace app {
namespace {

using db_service::DatabaseUrl;
using db_service::Engine;
using db_service::engine_name;
using db_service::HistoryStore;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class DbCommand : public ProgramRun, public testing::WithParamInterface<Engine> {
protected:
    void SetUp() override {
        if (GetParam() == Engine::postgresql && !db_service::PostgresqlServer::is_installed())
            GTEST_SKIP() << "PostgreSQL is not installed: scripts/setup test installs it";
        use(new_database());
    }

    std::string new_database() {
        return GetParam() == Engine::postgresql
                   ? db_service::shared_server().make_database()
                   : "sqlite:" + (folder / ("d b" + std::to_string(++files) + ".sqlite")).string();
    }
    void use(const std::string& url) {
        environment["DATABASE_URL"] = url;
        metrics.push_back(std::make_unique<service_kit::Metrics>());
        store = std::make_unique<HistoryStore>(DatabaseUrl::read(url).value(), db_service::StoreSettings{}, log,
                                               *metrics.back());
        store->begin([](const std::string&) {});
    }
    void add(const std::string& film) const {
        ASSERT_TRUE(store->add({.session_id = "s", .film = film, .recommendation = {"a"}}, std::nullopt));
    }
    std::vector<std::string> films() const {
        std::vector<std::string> found;
        const auto page = store->history({.session_id = "s"}).value();
        for (const auto& entry : page.history) found.push_back(entry.film);
        return found;
    }

    int files = 0;
    service_kit::Log log{"test", service_kit::LogLevel::off};
    std::vector<std::unique_ptr<service_kit::Metrics>> metrics;
    std::unique_ptr<HistoryStore> store;
    const std::string backup = (folder / "back up").string();
};
INSTANTIATE_TEST_SUITE_P(On, DbCommand, testing::Values(Engine::sqlite, Engine::postgresql), engine_name);

TEST_P(DbCommand, BringsBackWhatWasBackedUp) {
    add("a");
    add("b");
    ASSERT_TRUE(store->rate("s", {{"c", api::Opinion::seen}}));
    const auto written = run({"db", "backup", backup});
    ASSERT_EQ(written.code, exit_done) << written.errors;
    EXPECT_THAT(written.output, HasSubstr(backup));
    use(new_database());
    const auto restored = run({"db", "restore", backup});
    ASSERT_EQ(restored.code, exit_done) << restored.errors;
    EXPECT_THAT(films(), testing::ElementsAre("b", "a"));
    EXPECT_EQ(store->ratings({.session_id = "s"}).value().ratings.size(), 1U);
    add("c");
    EXPECT_THAT(films(), testing::ElementsAre("c", "b", "a")) << "its numbers go on where they were";
}

TEST_P(DbCommand, LosesNothingThatIsKeptUnlessItIsForcedTo) {
    add("old");
    ASSERT_EQ(run({"db", "backup", backup}).code, exit_done);
    add("new");
    const auto refused = run({"db", "restore", backup});
    EXPECT_EQ(refused.code, exit_bad_data);
    EXPECT_THAT(refused.errors, HasSubstr("--force"));
    EXPECT_THAT(films(), testing::ElementsAre("new", "old"));
    const auto forced = run({"db", "restore", backup, "--force"});
    EXPECT_EQ(forced.code, exit_done) << forced.errors;
    EXPECT_THAT(films(), testing::ElementsAre("old")) << "in a store that was open all the time";
}

TEST_P(DbCommand, RefusesWhatIsNoBackup) {
    add("kept");
    write("no backup", "not a database at all");
    for (const auto* file : {"no backup", "not there"})
        EXPECT_EQ(run({"db", "restore", (folder / file).string(), "--force"}).code, exit_bad_data);
    EXPECT_THAT(films(), testing::ElementsAre("kept"));
}

TEST_P(DbCommand, KeepsTheOlderBackupWhereItFails) {
    write("back up", "the older one");
    auto url = environment["DATABASE_URL"];
    environment["DATABASE_URL"] =
        GetParam() == Engine::postgresql ? url + "_none" : "sqlite:" + (folder / "no").string();
    const auto failed = run({"db", "backup", backup});
    EXPECT_EQ(failed.code, exit_bad_data);
    EXPECT_EQ(read("back up"), "the older one");
    for (const auto& file : std::filesystem::directory_iterator{folder})
        EXPECT_THAT(file.path().string(), Not(HasSubstr(".new")));
}

TEST_P(DbCommand, ForgetsWhatIsOlder) {
    add("a");
    const auto pruned = run({"db", "prune", "--older-than", "1"});
    EXPECT_EQ(pruned.code, exit_done) << pruned.errors;
    EXPECT_THAT(pruned.output, HasSubstr("forgot 0 entries older than 1 day"));
    EXPECT_EQ(run({"db", "prune"}).code, exit_usage);
    EXPECT_EQ(run({"db", "prune", "--older-than", "0"}).code, exit_usage);
    EXPECT_THAT(films(), testing::ElementsAre("a"));
}

class DbCommandWithoutADatabase : public ProgramRun {};

TEST_F(DbCommandWithoutADatabase, NeverTellsAPassword) {
    for (const std::string& url :
         {std::string{"postgresql://u:mellon@127.0.0.1:1/n"}, std::string{"mysql://u:mellon@h/n"},
          std::string{"postgresql://u:mellon@h:port/n"}}) {
        environment["DATABASE_URL"] = url;
        for (const std::vector<std::string>& arguments :
             {std::vector<std::string>{"db", "backup", (folder / "b").string()},
              std::vector<std::string>{"db", "prune", "--older-than", "9"}}) {
            const auto failed = run(arguments);
            EXPECT_EQ(failed.code, exit_bad_data);
            EXPECT_THAT(failed.output + failed.errors, AllOf(Not(testing::IsEmpty()), Not(HasSubstr("mellon"))));
        }
    }
}

TEST_F(DbCommandWithoutADatabase, UsesTheDataFolder) {
    const auto failed = run({"db", "backup", (folder / "b").string()});
    EXPECT_THAT(failed.errors, HasSubstr("history.sqlite"));
    EXPECT_EQ(run({"db", "prune", "--older-than", "9"}).code, exit_done);
    EXPECT_EQ(run({"db", "backup", (folder / "b").string()}).code, exit_done);
}

}  // namespace
}  // namespace app
