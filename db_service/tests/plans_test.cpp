// No statement reads a table from end to end: their plans, over a million entries.
#include "statements.hpp"
#include "store_test.hpp"

#include <cctype>
#include <map>
#include <sstream>

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

// `text` with `value` wherever it has `name`, and not the beginning of a longer one.
std::string with_value(std::string text, const std::string& name, const std::string& value) {
    for (auto at = text.find(name); at != std::string::npos; at = text.find(name, at + 1)) {
        const auto after = at + name.size() < text.size() ? text[at + name.size()] : ' ';
        if (std::isalnum(static_cast<unsigned char>(after)) == 0 && after != '_') text.replace(at, name.size(), value);
    }
    return text;
}

std::string value_of(const std::string& name) {
    static const std::map<std::string, std::string> values{{"session", "'s7'"},
                                                           {"before", "500000"},
                                                           {"limit", "51"},
                                                           {"wish", "77"},
                                                           {"rating", "2"},
                                                           {"key", "'k7'"},
                                                           {"now", "5"},
                                                           {"most", "20000"},
                                                           {"room", "49000"},
                                                           {"body_hash", "1"},
                                                           {"ratings", "'[[\"f1\",2]]'"}};
    const auto found = values.find(name);
    return found == values.end() ? "'[]'" : found->second;
}

std::vector<std::string> names_in(const Statement& statement) {
    std::vector<std::string> names;
    std::istringstream stream{std::string{statement.takes}};
    for (std::string name; stream >> name;) names.push_back(name.substr(0, name.find('#')));
    return names;
}

// With numbers and texts in place of what a statement takes.
std::string filled(const Statement& statement) {
    std::string text{statement.text};
    for (const auto& name : names_in(statement)) text = with_value(text, ":" + name, value_of(name));
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
    bool is_server() const { return GetParam() == Engine::postgresql; }

    std::string plan_of(Connection& connection, const std::string& text) const {
        const auto explain = (is_server() ? "EXPLAIN " : "EXPLAIN QUERY PLAN ") + text;
        std::string plan;
        const soci::rowset<soci::row> rows = connection.session().prepare << explain;
        for (const auto& row : rows) plan += row.get<std::string>(is_server() ? 0 : 3) + "\n";
        return plan;
    }

    // The plan that PostgreSQL keeps for a prepared statement, whatever it is given.
    std::string general_plan_of(Connection& connection, const Statement& statement) const {
        std::string text{statement.text}, values;
        int number = 0;
        for (const auto& name : names_in(statement)) {
            text = with_value(text, ":" + name, "$" + std::to_string(++number));
            values += (values.empty() ? "" : ", ") + value_of(name);
        }
        const std::string name{statement.name};
        connection.run_script("SET plan_cache_mode = force_generic_plan; PREPARE " + name + " AS " + text);
        return plan_of(connection, "EXECUTE " + name + "(" + values + ")");
    }

    void expect_no_scan(const std::string& plan, std::string_view name) const {
        const std::vector<std::string> scans =
            is_server() ? std::vector<std::string>{"Seq Scan"}
                        : std::vector<std::string>{"SCAN history", "SCAN ratings", "SCAN sessions"};
        for (const auto& scan : scans) EXPECT_THAT(plan, Not(HasSubstr(scan))) << name << "\n" << plan;
    }
};
INSTANTIATE_TEST_SUITE_P(On, Plans, testing::Values(Engine::sqlite, Engine::postgresql), engine_name);

TEST_P(Plans, ReadNoTableFromEndToEnd) {
    Connection connection{url, {.statement_timeout = std::chrono::minutes{10}}};
    if (!is_server()) connection.run_script("PRAGMA synchronous = OFF; PRAGMA cache_size = -400000");
    connection.run_script(is_server() ? postgresql_rows : sqlite_rows);
    const auto& sql = statements_for(GetParam());
    EXPECT_THAT(plan_of(connection, "SELECT count(film) FROM history WHERE film = 'x'"),
                HasSubstr(is_server() ? "Seq Scan" : "SCAN history"));
    EXPECT_THAT(plan_of(connection, filled(sql.list_history)), HasSubstr(is_server() ? "Index" : "USING INDEX"));
    for (const auto& statement : all_of(sql)) {
        const bool prunes = statement.name.starts_with("prune");
        // Few are old: what a prune meets that runs every day.
        expect_no_scan(
            plan_of(connection, prunes ? with_value(filled(statement), "500000", "1000") : filled(statement)),
            statement.name);
        if (is_server() && !prunes) expect_no_scan(general_plan_of(connection, statement), statement.name);
    }
}

}  // namespace
}  // namespace db_service
