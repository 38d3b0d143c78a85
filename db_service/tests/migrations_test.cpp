// Bringing a database up to date, by one and by many at a time.
#include "migrations.hpp"

#include "database_fault.hpp"
#include "store_test.hpp"

#include <atomic>
#include <future>
#include <thread>

namespace db_service {
namespace {

class Migrations : public StoreTest {};
INSTANTIATE_TEST_SUITE_P(On, Migrations, testing::Values(Engine::sqlite, Engine::postgresql), engine_name);

TEST_P(Migrations, AreDoneOnce) {
    url = new_database();
    Connection connection{url, {}};
    EXPECT_EQ(migrate(connection), newest_migration());
    EXPECT_EQ(migrate(connection), 0);
}

TEST_P(Migrations, AreDoneOnceByManyThatStartTogether) {
    for (int round = 0; round < 5; ++round) {
        url = new_database();
        std::atomic<int> steps = 0;
        {
            std::vector<std::jthread> replicas;
            for (int replica = 0; replica < 6; ++replica)
                replicas.emplace_back([&] {
                    Connection connection{url, {}};
                    steps += migrate(connection);
                });
        }
        EXPECT_EQ(steps, newest_migration());
    }
}

TEST_P(Migrations, RefuseADatabaseOfANewerProgram) {
    Connection connection{url, {}};
    connection.run_script("INSERT INTO schema_migrations (number, name, applied_at) VALUES (9999, 'later', 0)");
    EXPECT_THROW(migrate(connection), NewerDatabase);
    HistoryStore newer{url, {}, log, *figures.back()};
    EXPECT_THROW(newer.begin([](const std::string&) {}), NewerDatabase);
    EXPECT_TRUE(newer.trouble());
}

TEST_P(Migrations, LeaveNothingBehindWhereOneFails) {
    url = new_database();
    Connection connection{url, {}};
    connection.run_script("CREATE TABLE ratings (in_the_way bigint)");
    EXPECT_THROW(migrate(connection), soci::soci_error);
    connection.run_script("DROP TABLE ratings");
    EXPECT_EQ(migrate(connection), newest_migration());
}

TEST(MigrationTexts, AreNumberedWithoutGapsForEachEngine) {
    for (const std::string_view engine : {"postgresql", "sqlite"}) {
        int last = 0;
        for (const auto& migration : migration_texts())
            if (migration.engine.empty() || migration.engine == engine) {
                EXPECT_EQ(migration.number, ++last);
            }
        EXPECT_EQ(last, newest_migration());
    }
}

}  // namespace
}  // namespace db_service
