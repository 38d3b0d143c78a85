"""Ratings: one a film and session, the last one counts, many at once or one, all of them or none."""

import concurrent.futures
import re

import pytest

MOMENT = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z"


def pairs(ratings):
    return [(one["film"], one["rating"]) for one in ratings]


def stored(answer):
    assert answer.status == 200, answer.body
    return answer.json()["stored"]


def test_one_film_is_rated(service, session):
    answer = service.ask("PUT", "/ratings/", {"session_id": session, "film": "Один дома", "rating": "liked"})
    assert (answer.status, answer.json()) == (200, {"stored": 1})
    [rated] = service.ratings(session).json()["ratings"]
    assert (rated["film"], rated["rating"]) == ("Один дома", "liked")
    assert re.fullmatch(MOMENT, rated["rated_at"])


def test_a_thousand_films_are_rated_at_once(service, session):
    opinions = ["liked", "disliked", "seen", "to_watch"]
    ratings = [(f"Фильм {number}", opinions[number % 4]) for number in range(1000)]
    assert stored(service.rate(session, ratings)) == 1000
    assert sorted(pairs(service.whole_ratings(session))) == sorted(ratings)
    for opinion in opinions:
        some = service.ratings(session, rating=opinion, limit=1000).json()
        assert sorted(pairs(some["ratings"])) == sorted(pair for pair in ratings if pair[1] == opinion)
        assert "next_cursor" not in some


def test_the_last_rating_of_a_film_counts_and_is_the_newest(service, session):
    service.rate(session, [("А", "to_watch"), ("Б", "liked")])
    service.rate(session, [("В", "seen")])
    service.rate(session, [("А", "disliked")])
    assert pairs(service.ratings(session).json()["ratings"])[0] == ("А", "disliked")
    assert sorted(pairs(service.whole_ratings(session))) == [("А", "disliked"), ("Б", "liked"), ("В", "seen")]


def test_of_a_film_that_is_twice_in_one_request_the_last_rating_counts(service, session):
    answer = service.rate(session, [("А", "liked"), ("Б", "seen"), ("А", "disliked")])
    assert answer.status == 200
    assert sorted(pairs(service.whole_ratings(session))) == [("А", "disliked"), ("Б", "seen")]


def test_the_same_request_again_changes_nothing(service, session):
    for _ in range(3):
        assert stored(service.rate(session, [("А", "liked"), ("Б", "seen")])) == 2
    assert sorted(pairs(service.whole_ratings(session))) == [("А", "liked"), ("Б", "seen")]


def test_films_that_differ_at_all_are_different_films(service, session):
    films = ["Ёлки", "Елки", "ёлки", "Ёлки ", "tt0099785", "TT0099785", "Cafe\u0301", "Café", "ß", "ss"]
    assert stored(service.rate(session, [(film, "liked") for film in films])) == len(films)
    assert sorted(pairs(service.whole_ratings(session))) == sorted((film, "liked") for film in films)


@pytest.mark.parametrize("limit", [1, 10, 37, 1000])
def test_paging_gives_every_rating_once_newest_first(service, limit):
    session = "browser_ratings"
    films = [f"Фильм {number}" for number in range(74)]
    if not service.ratings(session).json()["ratings"]:
        for film in films:
            service.rate(session, [(film, "seen" if int(film[6:]) % 2 else "liked")])
    pages = list(service.pages("/ratings/", "ratings", session_id=session, limit=limit))
    assert [one["film"] for page in pages for one in page] == films[::-1]
    assert [len(page) for page in pages[:-1]] == [limit] * (len(pages) - 1)
    assert len(pages) == -(-74 // limit)
    seen = service.whole_ratings(session, rating="seen", limit=limit)
    assert pairs(seen) == [(film, "seen") for film in films[::-1] if int(film[6:]) % 2]


def test_a_last_page_that_is_just_full_has_no_next_one(service, session):
    service.rate(session, [(f"Фильм {number}", "seen") for number in range(4)])
    assert [len(page) for page in service.pages("/ratings/", "ratings", session_id=session, limit=2)] == [2, 2]


def test_a_film_rated_anew_while_pages_are_read_is_not_lost(service, session):
    for number in range(6):
        service.rate(session, [(f"Фильм {number}", "seen")])
    first = service.ratings(session, limit=3).json()
    service.rate(session, [("Фильм 5", "liked")])
    second = service.ratings(session, limit=3, cursor=first["next_cursor"]).json()
    films = [one["film"] for one in first["ratings"] + second["ratings"]]
    assert films == [f"Фильм {number}" for number in range(5, -1, -1)]


@pytest.mark.parametrize("cursor", ["", "x", "-1", "1' OR '1'='1", "a" * 65, "9" * 30, "AAAA"])
def test_a_cursor_that_was_not_given_out_is_refused(service, session, cursor):
    answer = service.ratings(session, cursor=cursor)
    assert (answer.status, answer.code()) == (422, "invalid_request")


@pytest.mark.parametrize(("name", "value"), [("limit", "0"), ("limit", "1001"), ("rating", "loved"), ("rating", ""),
                                             ("rating", "LIKED"), ("colour", "red")])
def test_wrong_parameters_are_named(service, session, name, value):
    answer = service.ratings(session, **{name: value})
    assert (answer.status, answer.code()) == (422, "invalid_request")
    assert [fault["pointer"] for fault in answer.json()["errors"]] == [name]


@pytest.mark.parametrize("body", [
    {}, {"ratings": []}, {"ratings": [{"film": "А", "rating": "liked"}] * 1001}, {"film": "А"}, {"rating": "liked"},
    {"film": "А", "rating": "loved"}, {"film": "", "rating": "liked"}, {"film": "a" * 257, "rating": "liked"},
    {"film": "А", "rating": "liked", "ratings": [{"film": "Б", "rating": "liked"}]},
    {"film": "А", "rating": None}, {"film": "А", "rating": 0}, {"ratings": {"film": "А", "rating": "liked"}},
    {"film": "А", "rating": "liked", "rated_at": "2026-01-01T00:00:00.000Z"}])
def test_a_wrong_request_is_refused_and_nothing_is_stored(service, session, body):
    answer = service.ask("PUT", "/ratings/", {"session_id": session, **body})
    assert (answer.status, answer.code()) == (422, "invalid_request")
    assert answer.json()["errors"]
    assert service.ratings(session).json() == {"ratings": []}


def test_where_one_rating_is_wrong_none_is_stored(service, session):
    answer = service.rate(session, [(f"Фильм {number}", "liked") for number in range(500)] + [("Леон", "loved")])
    assert answer.status == 422
    assert [fault["pointer"] for fault in answer.json()["errors"]] == ["/ratings/500/rating"]
    assert service.ratings(session).json() == {"ratings": []}


def test_a_rating_is_removed(service, session):
    service.rate(session, [("А", "liked"), ("Б & В?", "seen")])

    def remove(film):
        return service.ask("DELETE", f"/ratings/?session_id={session}&film={film}").json()

    assert remove("%D0%91%20%26%20%D0%92%3F") == {"removed": 1}
    assert pairs(service.whole_ratings(session)) == [("А", "liked")]
    assert remove("%D0%91%20%26%20%D0%92%3F") == {"removed": 0}
    assert remove("%25") == {"removed": 0}
    assert pairs(service.whole_ratings(session)) == [("А", "liked")]


def test_removing_needs_a_film_and_a_session(service, session):
    service.rate(session, [("А", "liked")])
    for query in (f"session_id={session}", "film=A", "", f"session_id={session}&film="):
        assert service.ask("DELETE", f"/ratings/?{query}").status == 422
    assert pairs(service.whole_ratings(session)) == [("А", "liked")]


def test_of_more_ratings_than_a_session_may_hold_the_oldest_go(service, session):
    most = 50_000
    for at in range(0, most + 2000, 1000):
        assert service.rate(session, [(f"Фильм {number}", "seen") for number in range(at, at + 1000)]).status == 200
    films = {int(one["film"][6:]) for one in service.whole_ratings(session, limit=1000)}
    assert films == set(range(2000, most + 2000))
    assert len(service.export(session).json()["ratings"]) == most


def test_clients_that_rate_the_same_films_in_any_order_at_once_all_succeed(service, session):
    films = [f"Фильм {number}" for number in range(50)]

    def rate(number):
        turned = films[number:] + films[:number] if number % 2 else films[::-1]
        return service.rate(session, [(film, "liked" if number % 2 else "seen") for film in turned])

    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        assert {stored(answer) for answer in pool.map(rate, range(40))} == {50}
    ratings = pairs(service.whole_ratings(session))
    assert sorted(film for film, _ in ratings) == sorted(films)
    assert len({rating for _, rating in ratings}) == 1  # the last request has written all of them
