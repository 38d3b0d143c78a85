-- Moments are milliseconds since 1970 in UTC; lists and filters are JSON as it is answered. Names compare byte by byte.
CREATE TABLE sessions (
    id text COLLATE "C" PRIMARY KEY,
    created_at bigint NOT NULL,
    settings text
);
CREATE INDEX sessions_by_age ON sessions (created_at);

-- number counts the entries of a session, so that only one with many is looked at for what is too old to be kept.
CREATE TABLE history (
    id bigint GENERATED ALWAYS AS IDENTITY,
    session_id text COLLATE "C" NOT NULL,
    number bigint NOT NULL,
    wish bigint NOT NULL,
    film text NOT NULL,
    liked text NOT NULL,
    disliked text NOT NULL,
    filters text,
    recommendation text NOT NULL,
    index_version text,
    created_at bigint NOT NULL,
    idempotency_key text COLLATE "C",
    body_hash bigint NOT NULL,
    PRIMARY KEY (session_id, id)
);
CREATE INDEX history_by_wish ON history (session_id, wish, id);
CREATE UNIQUE INDEX history_by_key ON history (session_id, idempotency_key) WHERE idempotency_key IS NOT NULL;
CREATE INDEX history_by_age ON history USING brin (created_at) WITH (pages_per_range = 32, autosummarize = on);

-- rating is the place of a rating among liked, disliked, seen, to_watch; change grows with every rating that is given.
CREATE SEQUENCE ratings_change;
CREATE TABLE ratings (
    session_id text COLLATE "C" NOT NULL,
    film text COLLATE "C" NOT NULL,
    rating smallint NOT NULL,
    rated_at bigint NOT NULL,
    change bigint NOT NULL,
    PRIMARY KEY (session_id, film)
);
CREATE UNIQUE INDEX ratings_by_change ON ratings (session_id, change);
CREATE INDEX ratings_by_rating ON ratings (session_id, rating, change);
