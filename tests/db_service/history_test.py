"""History: what was shown is stored whole, once, and read newest first, page by page, by those it belongs to."""

import concurrent.futures
import datetime
import re

import pytest
from raw_client import talk

MOMENT = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z"
WISH = {"liked": ["Элоиза", "Матильда"], "disliked": ["Титаник"],
        "filters": {"genres": ["комедия"], "from_year": 1980, "max_minutes": 120, "min_rating": 6.5}}


def remembered(answer):
    assert answer.status == 201, answer.body
    return answer.json()


def test_an_entry_is_stored_and_answered_as_it_was_sent(service, session):
    begun = datetime.datetime.now(datetime.timezone.utc)
    entry = remembered(service.remember(session, "Один дома", ["Элоиза 2", "Трудный ребёнок"], **WISH,
                                        index_version="822e827cbeba4ca2"))
    assert re.fullmatch(MOMENT, entry["created_at"])
    assert abs(datetime.datetime.fromisoformat(entry["created_at"]) - begun) < datetime.timedelta(minutes=2)
    assert isinstance(entry["id"], int)
    assert {name: entry[name] for name in entry if name not in ("id", "created_at")} == {
        "session_id": session, "film": "Один дома", "liked": WISH["liked"], "disliked": WISH["disliked"],
        "filters": {"genres": ["комедия"], "without_genres": [], "countries": [], "from_year": 1980,
                    "max_minutes": 120, "min_rating": 6.5},
        "recommendation": ["Элоиза 2", "Трудный ребёнок"], "index_version": "822e827cbeba4ca2"}
    assert service.history(session).json() == {"history": [entry]}


def test_the_calls_of_the_original_are_kept(service, session):
    entry = remembered(service.post("/history/", {"session_id": session, "film": "Амели", "recommendation": ["Леон"]}))
    assert (entry["session_id"], entry["film"], entry["recommendation"]) == (session, "Амели", ["Леон"])
    assert (entry["liked"], entry["disliked"]) == ([], [])
    assert not {"filters", "index_version"} & set(entry)
    assert service.get(f"/history/?session_id={session}").json()["history"] == [entry]
    without_slash = service.get(f"/history?session_id={session}")
    assert without_slash.json()["history"] == [entry]


def test_a_session_that_was_never_seen_has_an_empty_history(service, session):
    answer = service.history(session)
    assert (answer.status, answer.json()) == (200, {"history": []})


@pytest.mark.parametrize("limit", [1, 7, 50, 200])
def test_paging_gives_every_entry_once_newest_first_whatever_the_size_of_a_page(service, limit):
    session = "browser_paging"
    if not service.history(session).json()["history"]:
        for number in range(101):
            remembered(service.remember(session, f"Фильм {number}", [f"Похожий {number}"]))
    pages = list(service.pages("/history/", "history", session_id=session, limit=limit))
    entries = [entry for page in pages for entry in page]
    assert [entry["film"] for entry in entries] == [f"Фильм {number}" for number in reversed(range(101))]
    assert [len(page) for page in pages[:-1]] == [limit] * (len(pages) - 1)
    assert len(pages) == -(-101 // limit)
    ids = [entry["id"] for entry in entries]
    assert ids == sorted(ids, reverse=True)


def test_a_last_page_that_is_just_full_has_no_next_one(service, session):
    for number in range(4):
        remembered(service.remember(session, f"Фильм {number}"))
    assert [len(page) for page in service.pages("/history/", "history", session_id=session, limit=2)] == [2, 2]
    assert "next_cursor" not in service.history(session, limit=4).json()


def test_what_is_stored_meanwhile_does_not_move_the_pages(service, session):
    for number in range(6):
        remembered(service.remember(session, f"Фильм {number}"))
    first = service.history(session, limit=3).json()
    remembered(service.remember(session, "Пришедший позже"))
    second = service.history(session, limit=3, cursor=first["next_cursor"]).json()
    assert [entry["film"] for entry in first["history"] + second["history"]] == [f"Фильм {n}" for n in range(5, -1, -1)]
    assert "next_cursor" not in second


@pytest.mark.parametrize("cursor", ["", "x", "0", "-1", "1' OR '1'='1", "a" * 64, "a" * 65, "Ы", "9" * 30, "=", "AAAA",
                                    "\0"])
def test_a_cursor_that_was_not_given_out_is_refused(service, session, cursor):
    answer = service.history(session, cursor=cursor)
    assert (answer.status, answer.code()) == (422, "invalid_request")
    assert [fault["pointer"] for fault in answer.json()["errors"]] == ["cursor"]


def test_an_altered_cursor_never_opens_another_session(service, session):
    for one in (session, f"{session}-other"):
        for number in range(3):
            remembered(service.remember(one, f"Фильм {number} {one}"))
    cursor = service.history(f"{session}-other", limit=1).json()["next_cursor"]
    for altered in (cursor, cursor[:-1], cursor + "A", cursor.swapcase(), cursor[::-1]):
        answer = service.history(session, cursor=altered)
        assert answer.status in (200, 422)
        if answer.status == 200:
            assert {entry["session_id"] for entry in answer.json()["history"]} <= {session}


@pytest.mark.parametrize(("name", "value"), [("limit", "0"), ("limit", "201"), ("limit", "-1"), ("limit", "x"),
                                             ("limit", "1.5"), ("limit", "99999999999999999999"), ("colour", "red")])
def test_wrong_parameters_are_named(service, session, name, value):
    answer = service.history(session, **{name: value})
    assert (answer.status, answer.code()) == (422, "invalid_request")
    assert [fault["pointer"] for fault in answer.json()["errors"]] == [name]


@pytest.mark.parametrize("members", [
    {"film": None}, {"film": ""}, {"film": "a" * 257}, {"film": "two\nlines"}, {"film": 5}, {"recommendation": "Леон"},
    {"recommendation": ["a"] * 501}, {"recommendation": [""]}, {"recommendation": ["a" * 257]}, {"recommendation": [1]},
    {"liked": ["a"] * 21}, {"disliked": ["a"] * 21}, {"liked": [""]}, {"filters": []}, {"filters": {"colour": "red"}},
    {"filters": {"from_year": 1}}, {"index_version": ""}, {"index_version": "a" * 65}, {"colour": "red"},
    {"id": 1}, {"created_at": "2026-01-01T00:00:00.000Z"}, {"session_id": ""}, {"session_id": "a" * 65},
    {"session_id": "a b"}, {"session_id": "я"}, {"session_id": 5}, {"session_id": "a.b"}])
def test_a_wrong_entry_is_refused_with_its_place_and_nothing_is_stored(service, session, members):
    entry = {"session_id": session, "film": "Леон", "recommendation": []} | members
    answer = service.post("/history/", {name: value for name, value in entry.items() if value is not None})
    assert (answer.status, answer.code()) == (422, "invalid_request")
    [pointer] = {fault["pointer"] for fault in answer.json()["errors"]}
    assert pointer.split("/")[1] == next(iter(members))
    assert service.history(session).json()["history"] == []


def test_the_longest_entry_is_stored_whole(service, session):
    shown = [f"{number:03}" + "🎬" * 253 for number in range(500)]
    liked = ["ж" * 256] * 20
    entry = remembered(service.remember(session, "щ" * 256, shown, liked=liked, disliked=liked))
    assert (entry["recommendation"], entry["liked"]) == (shown, liked)
    assert service.history(session).json()["history"] == [entry]


def test_a_chunked_body_is_stored(service, session):
    body = f'{{"session_id": "{session}", "film": "Брат", "recommendation": ["Брат 2"]}}'.encode()
    chunks = b"".join(b"%x\r\n%s\r\n" % (len(body[at:at + 5]), body[at:at + 5]) for at in range(0, len(body), 5))
    [answer] = talk(service.port, "POST /history/ HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                    f"Authorization: Bearer {service.secrets.service_token}\r\nTransfer-Encoding: chunked\r\n\r\n",
                    chunks, "0\r\n\r\n")
    assert answer.status == 201
    assert service.history(session).json()["history"] == [answer.json()]


def test_entries_of_many_clients_at_once_are_all_there(service, session):
    with concurrent.futures.ThreadPoolExecutor(16) as pool:
        stored = list(pool.map(lambda number: remembered(service.remember(session, f"Фильм {number}")), range(160)))
    entries = service.whole_history(session, limit=30)
    assert sorted(entries, key=lambda entry: entry["id"]) == sorted(stored, key=lambda entry: entry["id"])
    assert len({entry["id"] for entry in stored}) == 160


# What was shown for a wish


def shown(service, session, film, **wish):
    answer = service.post("/history/shown", {"session_id": session, "film": film, **wish})
    assert answer.status == 200, answer.body
    return answer.json()["shown"]


def test_the_films_shown_for_a_wish_come_in_the_order_they_were_shown_each_once(service, session):
    assert shown(service, session, "Один дома") == []
    remembered(service.remember(session, "Один дома", ["А", "Б", "В"]))
    remembered(service.remember(session, "Матрица", ["Я"]))
    remembered(service.remember(session, "Один дома", ["Г", "Б", "А", "Д"]))
    assert shown(service, session, "Один дома") == ["А", "Б", "В", "Г", "Д"]
    assert shown(service, f"{session}-other", "Один дома") == []


def test_a_wish_is_its_film_its_likes_its_dislikes_and_its_filters(service, session):
    wishes = [("Один дома", {}), ("Одна дома", {}), ("Один дома", {"liked": ["Леон"]}),
              ("Один дома", {"disliked": ["Леон"]}), ("Один дома", {"liked": ["Леон", "Брат"]}),
              ("Один дома", {"liked": ["ЛеонБрат"]}), ("Один дома", {"filters": {"from_year": 1980}}),
              ("Один дома", {"filters": {"to_year": 1980}}), ("Один дома", {"filters": {"genres": ["драма"]}}),
              ("Один дома", {"filters": {"without_genres": ["драма"]}}),
              ("Один дома", {"liked": ["Леон"], "filters": {"from_year": 1980}})]
    for number, (film, wish) in enumerate(wishes):
        remembered(service.remember(session, film, [f"Для {number}"], **wish))
    assert [shown(service, session, film, **wish) for film, wish in wishes] == [
        [f"Для {number}"] for number in range(len(wishes))]


def test_likes_and_dislikes_are_sets_and_the_film_is_folded(service, session):
    remembered(service.remember(session, "Один дома", ["А"], liked=["Леон", "Брат"], disliked=["Up", "Her"]))
    for film, liked in (("Один дома", ["Брат", "Леон"]), ("ОДИН ДОМА", ["Леон", "Брат"]),
                        ("один дома", ["Леон", "Брат", "Леон"])):
        assert shown(service, session, film, liked=liked, disliked=["Her", "Up"]) == ["А"], film


def test_at_most_the_newest_two_thousand_shown_films_are_told(service, session):
    films = [f"Показан {number}" for number in range(2500)]
    for at in range(0, 2500, 500):
        remembered(service.remember(session, "Один дома", films[at:at + 500]))
    assert shown(service, session, "Один дома") == films[500:]
