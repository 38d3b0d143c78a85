"""Idempotency keys: however often and however fast a client tries again, an entry is stored once."""

import concurrent.futures

import pytest

ENTRY = {"film": "Леон", "recommendation": ["Никита", "Пятый элемент"]}


def films(service, session):
    return [entry["film"] for entry in service.whole_history(session)]


def test_a_retry_gets_the_same_entry_and_is_stored_once(service, session):
    first = service.remember(session, **ENTRY, key="key-1")
    assert first.status == 201
    assert "Idempotency-Replayed" not in first.headers
    for _ in range(3):
        again = service.remember(session, **ENTRY, key="key-1")
        assert (again.status, again.headers["Idempotency-Replayed"]) == (201, "true")
        assert again.json() == first.json()
    assert films(service, session) == ["Леон"]


def test_a_retry_long_after_other_entries_gets_its_own(service, session):
    first = service.remember(session, **ENTRY, key="key-1").json()
    for number in range(20):
        service.remember(session, f"Фильм {number}", key=f"other-{number}")
    assert service.remember(session, **ENTRY, key="key-1").json() == first


@pytest.mark.parametrize("change", [{"film": "Амели"}, {"recommendation": ["Никита"]}, {"liked": ["Брат"]},
                                    {"filters": {"from_year": 1980}}, {"index_version": "another"},
                                    {"recommendation": ["Пятый элемент", "Никита"]}])
def test_a_key_is_not_good_for_another_body(service, session, change):
    service.remember(session, **ENTRY, key="key-1")
    answer = service.remember(session, **(ENTRY | change), key="key-1")
    assert (answer.status, answer.code()) == (422, "idempotency_key_reused")
    assert films(service, session) == ["Леон"]


def test_another_key_or_none_is_another_entry(service, session):
    for key in ("key-1", "key-2", None, None, "KEY-1"):
        assert service.remember(session, **ENTRY, key=key).status == 201
    assert len(films(service, session)) == 5


def test_keys_of_two_sessions_have_nothing_to_do_with_each_other(service, session):
    other = f"{session}-other"
    one = service.remember(session, "Леон", key="key-1")
    two = service.remember(other, "Матрица", key="key-1")
    assert (one.status, two.status) == (201, 201)
    assert "Idempotency-Replayed" not in two.headers
    assert (films(service, session), films(service, other)) == (["Леон"], ["Матрица"])


@pytest.mark.parametrize("key", ["", " ", "a b", "x" * 129, "ключ".encode().decode("latin-1"), "a\tb"])
def test_a_key_of_other_letters_is_refused(service, session, key):
    answer = service.remember(session, **ENTRY, key=key)
    assert (answer.status, answer.code()) == (422, "invalid_request")
    assert films(service, session) == []


@pytest.mark.parametrize("key", ["x" * 128, "!~", "'; DROP TABLE history; --", '"\\'])
def test_a_key_of_any_visible_letters_is_taken(service, session, key):
    key = key.replace(" ", "_")
    for _ in range(2):
        assert service.remember(session, **ENTRY, key=key).status == 201
    assert films(service, session) == ["Леон"]


def test_many_retries_at_once_store_one_entry(service, session):
    def remember(_):
        return service.remember(session, **ENTRY, key="key-1")

    with concurrent.futures.ThreadPoolExecutor(16) as pool:
        answers = list(pool.map(remember, range(48)))
    assert {answer.status for answer in answers} == {201}
    assert len({answer.json()["id"] for answer in answers}) == 1
    assert len([answer for answer in answers if "Idempotency-Replayed" not in answer.headers]) == 1
    assert films(service, session) == ["Леон"]


def test_of_two_bodies_under_one_key_at_once_one_is_stored_and_the_other_refused(service, session):
    for number in range(10):
        with concurrent.futures.ThreadPoolExecutor(8) as pool:
            answers = list(pool.map(lambda at: service.remember(session, f"Фильм {at % 2}", key=f"key-{number}"),
                                    range(8)))
        assert sorted(answer.status for answer in answers) == [201] * 4 + [422] * 4
    assert len(films(service, session)) == 10


def test_a_key_outlives_a_restart(start, engine, session):
    database = engine.new_database()
    with start(database=database) as service:
        first = service.remember(session, **ENTRY, key="key-1").json()
    with start(database=database) as service:
        again = service.remember(session, **ENTRY, key="key-1")
        assert (again.json(), again.headers["Idempotency-Replayed"]) == (first, "true")
        assert films(service, session) == ["Леон"]


def test_a_key_is_forgotten_with_its_session(service, session):
    first = service.remember(session, **ENTRY, key="key-1").json()
    service.forget(session)
    again = service.remember(session, "Матрица", key="key-1")
    assert again.status == 201
    assert again.json()["id"] > first["id"]
    assert films(service, session) == ["Матрица"]
