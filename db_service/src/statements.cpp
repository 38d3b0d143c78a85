#include "statements.hpp"

namespace db_service {
namespace {

// --- the same for both engines ---

constexpr Statement ping{"ping", "SELECT 1", "", "#"};

constexpr Statement find_by_key{"find_by_key", R"sql(
    SELECT id, film, liked, disliked, filters, recommendation, index_version, created_at, body_hash
    FROM history
    WHERE session_id = :session AND idempotency_key = :key
)sql",
                                "session key", "#tttttt##"};

constexpr Statement list_history{"list_history", R"sql(
    SELECT id, film, liked, disliked, filters, recommendation, index_version, created_at
    FROM history
    WHERE session_id = :session AND id < :before
    ORDER BY id DESC
    LIMIT :limit
)sql",
                                 "session before# limit#", "#tttttt#"};

constexpr Statement list_shown{"list_shown", R"sql(
    SELECT recommendation
    FROM history
    WHERE session_id = :session AND wish = :wish
    ORDER BY id DESC
    LIMIT :limit
)sql",
                               "session wish# limit#", "t"};

constexpr Statement list_ratings{"list_ratings", R"sql(
    SELECT change, film, rating, rated_at
    FROM ratings
    WHERE session_id = :session AND change < :before
    ORDER BY change DESC
    LIMIT :limit
)sql",
                                 "session before# limit#", "#t##"};

constexpr Statement list_ratings_of_kind{"list_ratings_of_kind", R"sql(
    SELECT change, film, rating, rated_at
    FROM ratings
    WHERE session_id = :session AND rating = :rating AND change < :before
    ORDER BY change DESC
    LIMIT :limit
)sql",
                                         "session rating# before# limit#", "#t##"};

constexpr Statement remove_rating{"remove_rating", R"sql(
    DELETE FROM ratings WHERE session_id = :session AND film = :film
)sql",
                                  "session film", ""};

constexpr Statement find_session{"find_session", R"sql(
    SELECT created_at, settings FROM sessions WHERE id = :session
)sql",
                                 "session", "#t"};

constexpr Statement put_settings{"put_settings", R"sql(
    INSERT INTO sessions (id, created_at, settings) VALUES (:session, :now, :settings)
    ON CONFLICT (id) DO UPDATE SET settings = excluded.settings
)sql",
                                 "session now# settings", ""};

constexpr Statement trim_ratings{"trim_ratings", R"sql(
    DELETE FROM ratings
    WHERE session_id = :session
      AND change <= (SELECT change FROM ratings WHERE session_id = :session ORDER BY change DESC LIMIT 1 OFFSET :most)
)sql",
                                 "session most#", ""};

constexpr Statement prune_sessions{"prune_sessions", R"sql(
    DELETE FROM sessions
    WHERE created_at < :before AND settings IS NULL
      AND NOT EXISTS (SELECT 1 FROM history WHERE history.session_id = sessions.id)
      AND NOT EXISTS (SELECT 1 FROM ratings WHERE ratings.session_id = sessions.id)
)sql",
                                   "before#", ""};

// --- PostgreSQL ---

// A conflict on the key leaves `stored` empty, and then nothing is trimmed, either. What is trimmed is counted without
// the new entry, which a statement does not see that adds it.
constexpr Statement postgresql_add_entry{"add_entry", R"sql(
    WITH opened AS (
        INSERT INTO sessions (id, created_at) VALUES (:session, :now) ON CONFLICT (id) DO NOTHING
    ), stored AS (
        INSERT INTO history (session_id, number, wish, film, liked, disliked, filters, recommendation, index_version,
                             created_at, idempotency_key, body_hash)
        VALUES (:session,
                COALESCE((SELECT number FROM history WHERE session_id = :session ORDER BY id DESC LIMIT 1), 0) + 1,
                :wish, :film, :liked, :disliked, :filters, :recommendation, :index_version, :now, :key, :body_hash)
        ON CONFLICT (session_id, idempotency_key) WHERE idempotency_key IS NOT NULL DO NOTHING
        RETURNING id, number
    ), trimmed AS (
        DELETE FROM history
        WHERE (SELECT number FROM stored) > :most
          AND session_id = :session
          AND id <= (SELECT id FROM history WHERE session_id = :session ORDER BY id DESC LIMIT 1 OFFSET :most - 1)
    )
    SELECT id, number FROM stored
)sql",
                                         "session wish# film liked disliked filters recommendation index_version now# "
                                         "key body_hash# most#",
                                         "##"};

// Films come in the order of their names, so that two writers take their rows in the same order.
constexpr Statement postgresql_put_ratings{"put_ratings", R"sql(
    WITH opened AS (
        INSERT INTO sessions (id, created_at) VALUES (:session, :now) ON CONFLICT (id) DO NOTHING
    ), stored AS (
        INSERT INTO ratings (session_id, film, rating, rated_at, change)
        SELECT :session, given.one ->> 0, CAST(given.one ->> 1 AS smallint), CAST(:now AS bigint),
               nextval('ratings_change')
        FROM json_array_elements(CAST(:ratings AS json)) AS given (one)
        ON CONFLICT (session_id, film) DO UPDATE
        SET rating = excluded.rating, rated_at = excluded.rated_at, change = excluded.change
        RETURNING 1
    )
    SELECT (SELECT count(*) FROM stored),
           CASE WHEN EXISTS (SELECT 1 FROM ratings WHERE session_id = :session ORDER BY change DESC
                             LIMIT 1 OFFSET :room) THEN 1 ELSE 0 END
)sql",
                                           "session now# ratings room#", "##"};

constexpr Statement postgresql_forget{"forget", R"sql(
    WITH entries AS (DELETE FROM history WHERE session_id = :session RETURNING 1),
         opinions AS (DELETE FROM ratings WHERE session_id = :session RETURNING 1),
         opened AS (DELETE FROM sessions WHERE id = :session)
    SELECT (SELECT count(*) FROM entries), (SELECT count(*) FROM opinions)
)sql",
                                      "session", "##"};

constexpr Statement postgresql_prune_history{"prune_history", R"sql(
    DELETE FROM history
    WHERE ctid = ANY (ARRAY (SELECT ctid FROM history WHERE created_at < :before LIMIT :limit))
)sql",
                                             "before# limit#", ""};

// --- SQLite ---

constexpr Statement sqlite_open_session{"open_session", R"sql(
    INSERT INTO sessions (id, created_at) VALUES (:session, :now) ON CONFLICT (id) DO NOTHING
)sql",
                                        "session now#", ""};

constexpr Statement sqlite_add_entry{"add_entry", R"sql(
    INSERT INTO history (session_id, number, wish, film, liked, disliked, filters, recommendation, index_version,
                         created_at, idempotency_key, body_hash)
    VALUES (:session,
            COALESCE((SELECT number FROM history WHERE session_id = :session ORDER BY id DESC LIMIT 1), 0) + 1,
            :wish, :film, :liked, :disliked, :filters, :recommendation, :index_version, :now, :key, :body_hash)
    ON CONFLICT (session_id, idempotency_key) WHERE idempotency_key IS NOT NULL DO NOTHING
    RETURNING id, number
)sql",
                                     "session wish# film liked disliked filters recommendation index_version now# key "
                                     "body_hash#",
                                     "##"};

constexpr Statement sqlite_trim_history{"trim_history", R"sql(
    DELETE FROM history
    WHERE session_id = :session
      AND id <= (SELECT id FROM history WHERE session_id = :session ORDER BY id DESC LIMIT 1 OFFSET :most)
)sql",
                                        "session most#", ""};

constexpr Statement sqlite_put_ratings{"put_ratings", R"sql(
    INSERT INTO ratings (session_id, film, rating, rated_at, change)
    SELECT :session, json_extract(given.value, '$[0]'), json_extract(given.value, '$[1]'), :now,
           COALESCE((SELECT change FROM ratings WHERE session_id = :session ORDER BY change DESC LIMIT 1), 0)
           + given.key + 1
    FROM json_each(:ratings) AS given
    WHERE true
    ON CONFLICT (session_id, film) DO UPDATE
    SET rating = excluded.rating, rated_at = excluded.rated_at, change = excluded.change
)sql",
                                       "session now# ratings", ""};

constexpr Statement sqlite_forget{"forget", R"sql(
    DELETE FROM history WHERE session_id = :session
)sql",
                                  "session", ""};

constexpr Statement sqlite_forget_ratings{"forget_ratings", R"sql(
    DELETE FROM ratings WHERE session_id = :session
)sql",
                                          "session", ""};

constexpr Statement sqlite_forget_session{"forget_session", R"sql(
    DELETE FROM sessions WHERE id = :session
)sql",
                                          "session", ""};

constexpr Statement sqlite_prune_history{"prune_history", R"sql(
    DELETE FROM history
    WHERE id IN (SELECT id FROM history WHERE created_at < :before LIMIT :limit)
)sql",
                                         "before# limit#", ""};

constexpr Statements shared() {
    Statements made{};
    made.ping = ping;
    made.find_by_key = find_by_key;
    made.list_history = list_history;
    made.list_shown = list_shown;
    made.trim_ratings = trim_ratings;
    made.list_ratings = list_ratings;
    made.list_ratings_of_kind = list_ratings_of_kind;
    made.remove_rating = remove_rating;
    made.find_session = find_session;
    made.put_settings = put_settings;
    made.prune_sessions = prune_sessions;
    return made;
}

constexpr Statements for_postgresql() {
    auto made = shared();
    made.add_entry = postgresql_add_entry;
    made.put_ratings = postgresql_put_ratings;
    made.forget = postgresql_forget;
    made.prune_history = postgresql_prune_history;
    return made;
}

constexpr Statements for_sqlite() {
    auto made = shared();
    made.add_entry = sqlite_add_entry;
    made.open_session = sqlite_open_session;
    made.trim_history = sqlite_trim_history;
    made.put_ratings = sqlite_put_ratings;
    made.forget = sqlite_forget;
    made.forget_ratings = sqlite_forget_ratings;
    made.forget_session = sqlite_forget_session;
    made.prune_history = sqlite_prune_history;
    return made;
}

}  // namespace

const Statements& statements_for(Engine engine) {
    static constexpr Statements postgresql = for_postgresql();
    static constexpr Statements sqlite = for_sqlite();
    return engine == Engine::postgresql ? postgresql : sqlite;
}

}  // namespace db_service
