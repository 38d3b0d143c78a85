"""Sessions: tokens, settings, all that is stored as one JSON, and forgetting all of it."""

import concurrent.futures
import datetime
import re
import time

import pytest

DEFAULTS = {"without_genres": [], "hide_seen": True, "adult": False}
MANY = 10_000


def put_settings(service, session, settings):
    return service.ask("PUT", f"/sessions/{session}/settings", settings)


def settings_of(service, session):
    answer = service.get(f"/sessions/{session}/settings")
    assert answer.status == 200, answer.body
    return answer.json()


# Tokens


def test_a_session_gets_a_token_that_opens_it_and_no_other(service, session):
    begun = time.time()
    answer = service.post("/sessions/", {"session_id": session, "days": 7})
    assert answer.status == 201
    given = answer.json()
    assert given["session_id"] == session
    version, named, expiry, mac = given["token"].split(".")
    assert (version, named) == ("v1", session)
    assert 7 * 86400 - 5 <= int(expiry) - begun <= 7 * 86400 + 60
    assert re.fullmatch("[0-9a-f]{64}", mac)
    assert given["token"] == service.secrets.token_of(session, int(expiry))
    told = datetime.datetime.fromisoformat(given["expires_at"])
    assert told == datetime.datetime.fromtimestamp(int(expiry), datetime.timezone.utc)
    assert service.remember(session, "Леон", token=given["token"]).status == 201
    assert service.history(session, token=given["token"]).json()["history"][0]["film"] == "Леон"
    assert service.history(f"{session}-other", token=given["token"]).status == 403


def test_tokens_are_good_for_thirty_days_unless_told_otherwise(service):
    given = service.post("/sessions/", {}).json()
    assert abs(int(given["token"].split(".")[2]) - time.time() - 30 * 86400) < 120


def test_sessions_without_a_name_get_long_random_ones(service):
    names = [service.post("/sessions/", {}).json()["session_id"] for _ in range(50)]
    assert len(set(names)) == 50
    for name in names:
        assert re.fullmatch("[0-9a-f]{32}|[A-Za-z0-9_-]{22}", name)


@pytest.mark.parametrize("body", [{"days": 0}, {"days": 366}, {"days": "7"}, {"days": 1.5}, {"session_id": "a.b"},
                                  {"session_id": ""}, {"session_id": "a" * 65}, {"colour": "red"}, []])
def test_a_wrong_session_is_refused(service, body):
    answer = service.post("/sessions/", body)
    assert (answer.status, answer.code()) == (422, "invalid_request")


def test_without_a_session_key_no_tokens_are_made_and_none_opens_anything(start, session):
    with start(environment={"SESSION_KEY": ""}) as service:
        answer = service.post("/sessions/", {"session_id": session})
        assert (answer.status, answer.code()) == (409, "no_session_key")
        for key in (service.secrets.session_key, ""):
            service.secrets.session_key = key
            assert service.history(session, token=service.secrets.token_of(session)).status == 401
        assert service.remember(session, "Леон").status == 201


def test_a_session_may_have_every_letter_of_its_alphabet_and_the_greatest_length(service):
    for session in ("A", "-", "tg:-1001234567890", "_:-" * 21 + "z", "0" * 64):
        token = service.post("/sessions/", {"session_id": session}).json()["token"]
        assert service.remember(session, "Леон", token=token).status == 201
        assert len(service.history(session, token=token).json()["history"]) == 1
        assert put_settings(service, session, {"adult": True}).status == 200
        assert settings_of(service, session)["adult"] is True


# Settings


def test_settings_have_defaults_until_they_are_stored(service, session):
    assert settings_of(service, session) == DEFAULTS
    wanted = {"language": "en", "without_genres": ["ужасы", "Horror"], "from_year": 1950, "to_year": 2020,
              "hide_seen": False, "adult": True}
    answer = put_settings(service, session, wanted)
    assert (answer.status, answer.json()) == (200, wanted)
    assert settings_of(service, session) == wanted
    assert put_settings(service, session, {"hide_seen": False}).json() == DEFAULTS | {"hide_seen": False}
    assert settings_of(service, session) == DEFAULTS | {"hide_seen": False}
    assert settings_of(service, f"{session}-other") == DEFAULTS


@pytest.mark.parametrize("wrong", [{"language": "fr"}, {"without_genres": "ужасы"}, {"without_genres": ["a"] * 41},
                                   {"from_year": 1799}, {"to_year": 2201}, {"hide_seen": "yes"}, {"adult": 1},
                                   {"colour": "red"}])
def test_wrong_settings_are_refused_and_the_old_ones_stay(service, session, wrong):
    put_settings(service, session, {"language": "en"})
    answer = put_settings(service, session, wrong)
    assert (answer.status, answer.code()) == (422, "invalid_request")
    assert settings_of(service, session) == DEFAULTS | {"language": "en"}


@pytest.mark.parametrize("name", ["a.b", "a%20b", "%D1%8F", "a" * 65, "%00", "%ff"])
def test_a_name_that_is_none_is_refused(service, name):
    for path in ("settings", "export"):
        answer = service.get(f"/sessions/{name}/{path}")
        assert (answer.status, answer.code()) == (422, "invalid_request")


# Export and forgetting


def fill(service, session):
    """Something of everything that is stored about a session."""
    for number in range(5):
        service.remember(session, f"Фильм {number}", [f"Показан {number}"], key=f"key-{number}", liked=["Леон"])
    service.rate(session, [(f"Оценён {number}", "seen") for number in range(7)])
    put_settings(service, session, {"language": "en"})


def test_an_export_is_all_that_is_stored(service, session):
    fill(service, session)
    answer = service.export(session)
    assert answer.status == 200
    exported = answer.json()
    assert exported["session_id"] == session
    assert exported["settings"] == DEFAULTS | {"language": "en"}
    assert exported["history"] == service.whole_history(session)
    assert exported["ratings"] == service.whole_ratings(session)
    assert (len(exported["history"]), len(exported["ratings"])) == (5, 7)
    assert exported["created_at"] <= exported["history"][-1]["created_at"]
    assert set(exported) == {"session_id", "created_at", "settings", "history", "ratings"}


def test_an_export_of_nothing_is_empty(service, session):
    assert service.export(session).json() == {"session_id": session, "settings": DEFAULTS, "history": [], "ratings": []}


def test_ten_thousand_entries_are_exported_and_paged(service):
    session = "tg:10000"
    shown = [f"Показанный фильм {number}" for number in range(5)]
    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        statuses = pool.map(lambda number: service.remember(session, f"Фильм {number}", shown).status, range(MANY))
        assert set(statuses) == {201}
    service.rate(session, [(f"Оценён {number}", "liked") for number in range(1000)])
    exported = service.export(session).json()
    assert len(exported["ratings"]) == 1000
    assert sorted(entry["film"] for entry in exported["history"]) == sorted(f"Фильм {number}" for number in range(MANY))
    assert all(entry["recommendation"] == shown for entry in exported["history"])
    assert service.whole_history(session, limit=200) == exported["history"]
    assert service.forget(session).json() == {"history": MANY, "ratings": 1000}


def test_forgetting_leaves_nothing(service, session):
    fill(service, session)
    other = f"{session}-other"
    fill(service, other)
    untouched = service.export(other).json()
    answer = service.forget(session)
    assert (answer.status, answer.json()) == (200, {"history": 5, "ratings": 7})
    assert service.export(session).json() == {"session_id": session, "settings": DEFAULTS, "history": [], "ratings": []}
    assert service.history(session).json() == {"history": []}
    assert service.ratings(session).json() == {"ratings": []}
    assert settings_of(service, session) == DEFAULTS
    assert service.post("/history/shown", {"session_id": session, "film": "Фильм 1", "liked": ["Леон"]}).json() == {
        "shown": []}
    assert service.export(other).json() == untouched


def test_nothing_of_a_forgotten_session_is_in_any_table(start, engine, session):
    database = engine.new_database()
    with start(database=database) as service:
        fill(service, session)
        tables = [name for name, in engine.run_sql(database, {
            "sqlite": "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'",
            "postgresql": "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"}[engine.name])]
        assert len(tables) >= 3

        def mentions():
            return [table for table in tables for row in engine.run_sql(database, f"SELECT * FROM {table}")
                    if session in row]

        assert len(mentions()) >= 3
        service.forget(session)
        assert mentions() == []


def test_forgetting_what_is_not_there_is_well(service, session):
    for _ in range(2):
        answer = service.forget(session)
        assert (answer.status, answer.json()) == (200, {"history": 0, "ratings": 0})


def test_a_session_goes_on_after_it_was_forgotten(service, session):
    fill(service, session)
    last = service.history(session).json()["history"][0]["id"]
    service.forget(session)
    again = service.remember(session, "Снова").json()
    assert again["id"] > last
    assert service.history(session).json() == {"history": [again]}


def test_writes_while_a_session_is_forgotten_are_kept_or_forgotten_whole(service, session):
    def write(number):
        if number % 10 == 9:
            return service.forget(session).status == 200
        remembered = service.remember(session, f"Фильм {number}", key=f"key-{number}")
        return remembered.status == 201 and service.rate(session, [(f"Фильм {number}", "seen")]).status == 200

    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        assert all(pool.map(write, range(100)))
    exported = service.export(session).json()
    assert service.forget(session).json() == {name: len(exported[name]) for name in ("history", "ratings")}
