// No statement reads a table from end to end: their plans, over a million entries.
#include "statements.hpp"
#include "store_test.hpp"

#include <cctype>
#include <functional>
#include <map>

namespace db_service {
namespace {

using testing::HasSubstr;
using testing::Not;

// A thousand sessions of a thousand entries and a hundred ratings each.
constexpr const char* postgresql_rows = R"sql(
    INSERT INTO sessions (id, created_at) SELECT 's' || n, n FROM generate_series(1, 20000) AS n;
    INSERT INTO history (session_id, number, wish, film, liked, disliked, recommendation, created_at, idempotency_key,
                         body_hash)
    SELECT 's' || (n % 1000), n / 1000, n % 7777, 'f', '[]', '[]', '[]', n, CASE WHEN n % 2 = 0 THEN 'k' || n END, n
    FROM generate_series(1, 1000000) AS n;
    INSERT INTO ratings (session_id, film, rating, rated_at, change)
    SELECT 's' || (n % 1000), 'f' || (n / 1000), n % 4, n, nextval('ratings_change') FROM generate_series(1, 100000) AS n;
    ANALYZE;
)sql";
constexpr const char* sqlite_rows = R"sql(
    BEGIN;
    WITH RECURSIVE c (n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM c WHERE n < 20000)
    INSERT INTO sessions (id, created_at) SELECT 's' || n, n FROM c;
    WITH RECURSIVE c (n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM c WHERE n < 1000000)
    INSERT INTO history (session_id, number, wish, film, liked, disliked, recommendation, created_at, idempotency_key,
                         body_hash)
    SELECT 's' || (n % 1000), n / 1000, n % 7777, 'f', '[]', '[]', '[]', n, CASE WHEN n % 2 = 0 THEN 'k' || n END, n
    FROM c;
    WITH RECURSIVE c (n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM c WHERE n < 100000)
    INSERT INTO ratings (session_id, film, rating, rated_at, change)
    SELECT 's' || (n % 1000), 'f' || (n / 1000), n % 4, n, n FROM c;
    COMMIT;
    ANALYZE;
)sql";

// With numbers and texts in place of what a statement takes.
std::string filled(const Statement& statement) {
    const std::map<std::string, std::string, std::greater<>> values{{":session", "'s7'"},
                                                                    {":before", "500000"},
                                                                    {":limit", "51"},
                                                                    {":wish", "77"},
                                                                    {":rating", "2"},
                                                                    {":film", "'f1'"},
                                                                    {":key", "'k7'"},
                                                                    {":now", "5"},
                                                                    {":most", "20000"},
                                                                    {":room", "49000"},
                                                                    {":ratings", "'[[\"f1\",2]]'"}};
    std::string text{statement.text};
    for (const auto& [name, value] : values)
        for (auto at = text.find(name); at != std::string::npos; at = text.find(name, at + value.size())) {
            const auto after = at + name.size() < text.size() ? text[at + name.size()] : ' ';
            if (std::isalnum(static_cast<unsigned char>(after)) == 0 && after != '_')
                text.replace(at, name.size(), value);
        }
    for (const auto* rest : {":liked", ":disliked", ":filters", ":recommendation", ":index_version", ":settings"})
        for (auto at = text.find(rest); at != std::string::npos; at = text.find(rest))
            text.replace(at, std::string_view{rest}.size(), "'[]'");
    for (auto at = text.find(":body_hash"); at != std::string::npos; at = text.find(":body_hash"))
        text.replace(at, std::string_view{":body_hash"}.size(), "1");
    return text;
}

std::vector<Statement> all_of(const Statements& sql) {
    std::vector<Statement> named{
        sql.add_entry,      sql.open_session,  sql.trim_history,  sql.find_by_key,  sql.list_history,
        sql.list_shown,     sql.put_ratings,   sql.trim_ratings,  sql.list_ratings, sql.list_ratings_of_kind,
        sql.remove_rating,  sql.find_session,  sql.put_settings,  sql.forget,       sql.forget_ratings,
        sql.forget_session, sql.prune_history, sql.prune_sessions};
    std::erase_if(named, [](const Statement& one) { return one.is_empty(); });
    return named;
}

class Plans : public StoreTest {
protected:
    std::string plan_of(Connection& connection, const std::string& text) const {
        const bool is_server = GetParam() == Engine::postgresql;
        const auto explain = std::string{is_server ? "EXPLAIN " : "EXPLAIN QUERY PLAN "} + text;
        std::string plan;
        const soci::rowset<soci::row> rows = connection.session().prepare << explain;
        for (const auto& row : rows) plan += row.get<std::string>(is_server ? 0 : 3) + "\n";
        return plan;
    }
};
INSTANTIATE_TEST_SUITE_P(On, Plans, testing::Values(Engine::sqlite, Engine::postgresql), engine_name);

TEST_P(Plans, ReadNoTableFromEndToEnd) {
    const bool is_server = GetParam() == Engine::postgresql;
    Connection connection{url, {.statement_timeout = std::chrono::minutes{10}}};
    if (!is_server) connection.run_script("PRAGMA synchronous = OFF");
    connection.run_script(is_server ? postgresql_rows : sqlite_rows);
    for (const auto& statement : all_of(statements_for(GetParam()))) {
        auto text = filled(statement);
        // Few are old: what a prune that runs every day meets.
        if (statement.name.starts_with("prune"))
            for (auto at = text.find("500000"); at != std::string::npos; at = text.find("500000"))
                text.replace(at, 6, "1000");
        const auto plan = plan_of(connection, text);
        EXPECT_FALSE(plan.empty());
        if (is_server) {
            EXPECT_THAT(plan, Not(HasSubstr("Seq Scan"))) << statement.name << "\n" << plan;
        } else {
            for (const auto* table : {"SCAN history", "SCAN ratings", "SCAN sessions"})
                EXPECT_THAT(plan, Not(HasSubstr(table))) << statement.name << "\n" << plan;
        }
    }
}

}  // namespace
}  // namespace db_service
