#include "migrations.hpp"

#include "database_fault.hpp"
#include "moment.hpp"

namespace db_service {
namespace {

constexpr Statement highest{"highest_migration", "SELECT COALESCE(max(number), 0) FROM schema_migrations", "", "#"};
constexpr Statement note_done{"note_migration", R"sql(
    INSERT INTO schema_migrations (number, name, applied_at) VALUES (:number, :name, :now)
)sql",
                              "number# name now#", ""};

bool is_for(const MigrationText& migration, Engine engine) {
    return migration.engine.empty() || (migration.engine == "postgresql") == (engine == Engine::postgresql);
}

void take_turn(Connection& connection) {
    // A number made up once; it means nothing but that all replicas use the same.
    if (connection.engine() == Engine::postgresql)
        connection.run_script("SET LOCAL statement_timeout = 0; SELECT pg_advisory_xact_lock(7355608120931)");
    connection.run_script(
        "CREATE TABLE IF NOT EXISTS schema_migrations"
        " (number bigint PRIMARY KEY, name text NOT NULL, applied_at bigint NOT NULL)");
}

}  // namespace

int newest_migration() { return migration_texts().back().number; }

int migrate(Connection& connection) {
    Transaction transaction{connection};
    take_turn(connection);
    auto& found = connection.query(highest).run();
    const auto reached = found.number(0);
    found.finish();
    if (reached > newest_migration())
        throw NewerDatabase{"the database is of a newer program: it is at step " + std::to_string(reached) +
                            ", and this program knows " + std::to_string(newest_migration()) +
                            "; run a program that is as new, or restore a backup of before"};
    int steps = 0;
    for (const auto& migration : migration_texts()) {
        if (migration.number <= reached || !is_for(migration, connection.engine())) continue;
        connection.run_script(std::string{migration.text});
        connection.query(note_done)
            .set("number", std::int64_t{migration.number})
            .set("name", migration.name)
            .set("now", milliseconds_now())
            .run();
        ++steps;
    }
    transaction.commit();
    return steps;
}

}  // namespace db_service
