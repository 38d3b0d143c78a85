-- Moments are milliseconds since 1970 in UTC; lists and filters are JSON as it is answered.
CREATE TABLE sessions (
    id TEXT NOT NULL PRIMARY KEY,
    created_at INTEGER NOT NULL,
    settings TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX sessions_by_age ON sessions (created_at);

-- number counts the entries of a session, so that only one with many is looked at for what is too old to be kept.
CREATE TABLE history (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    session_id TEXT NOT NULL,
    number INTEGER NOT NULL,
    wish INTEGER NOT NULL,
    film TEXT NOT NULL,
    liked TEXT NOT NULL,
    disliked TEXT NOT NULL,
    filters TEXT,
    recommendation TEXT NOT NULL,
    index_version TEXT,
    created_at INTEGER NOT NULL,
    idempotency_key TEXT,
    body_hash INTEGER NOT NULL
) STRICT;
CREATE INDEX history_by_session ON history (session_id, id);
CREATE INDEX history_by_wish ON history (session_id, wish, id);
CREATE UNIQUE INDEX history_by_key ON history (session_id, idempotency_key) WHERE idempotency_key IS NOT NULL;
CREATE INDEX history_by_age ON history (created_at);

-- rating is the place of a rating among liked, disliked, seen, to_watch; change grows with every rating that is given.
CREATE TABLE ratings (
    session_id TEXT NOT NULL,
    film TEXT NOT NULL,
    rating INTEGER NOT NULL,
    rated_at INTEGER NOT NULL,
    change INTEGER NOT NULL,
    PRIMARY KEY (session_id, film)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX ratings_by_change ON ratings (session_id, change);
CREATE INDEX ratings_by_rating ON ratings (session_id, rating, change);
