"""Each route answers through the gateway as it does when it is asked directly: status, headers that matter, body."""

import gzip
import itertools
import json
import re

import pytest
from db_service import DbService
from raw_client import RawClient
from running_gateway import RunningGateway, declared

# What is another one each time, or belongs to one connection.
PASSING = {"date", "connection", "keep-alive", "server", "x-krakend-completed", "content-length", "transfer-encoding"}
ID = {"X-Request-ID": "one-request.7"}
ANOTHER_EACH_TIME = r'"(id|created_at|rated_at|expires_at|token|next_cursor)":("[^"]*"|\d+)'
JSON = {"Content-Type": "application/json"}
LONG = "&".join(f"exclude=tt{number:07}" for number in range(500))
FILM = "tt0099785"

ML = [
    ("POST", "/ml", "", {"film": "Один дома", "limit": 2}, {}),
    ("POST", "/ml", "", b"film", {"Content-Type": "text/plain"}),
    ("POST", "/ml/recommend/", "", {"film": "Один дома", "limit": 2}, {"Accept-Language": "en"}),
    ("POST", "/ml/recommend/", "", {"film": "Один дома", "limit": 20}, {"Accept-Encoding": "gzip"}),
    ("POST", "/ml/recommend/", "", {"film": "Абракадабрище"}, {}),
    ("POST", "/ml/recommend/", "", {"film": "Матрица", "limit": 51}, {}),
    ("POST", "/ml/recommend/", "", b"{", JSON),
    ("POST", "/ml/recommend/", "", b"", JSON),
    ("POST", "/ml/recommend/", "", b"film=x", {"Content-Type": "application/x-www-form-urlencoded"}),
    ("POST", "/ml/recommend/", "", {"film": "x" * 70_000}, {}),
    ("GET", "/ml/films/search", "?q=%D0%9C%D0%B0%D1%82%D1%80%D0%B8%D1%86%D0%B0&limit=3&language=en", None, {}),
    ("GET", "/ml/films/search", "?q=home%20alone", None, {"Accept-Language": "en"}),
    ("GET", "/ml/films/search", "?q=home+alone", None, {}),
    ("GET", "/ml/films/search", "?q=a%2Bb%26c%3Dd%25", None, {}),
    ("GET", "/ml/films/search", "?limit=3", None, {}),
    ("GET", "/ml/films/search", "?q=home&q=alone", None, {}),
    ("GET", "/ml/films/search", "?q=Matrix", None, {"Accept": "text/html"}),
    ("GET", "/ml/films/random", f"?seed=1&language=en&from_year=1991&{LONG}", None, {}),
    ("GET", "/ml/films/random", "?seed=1&without_genres=Drama&without_genres=Comedy&to_year=1995", None, {}),
    ("GET", "/ml/films/{id}", "?language=en", None, {}),
    ("GET", "/ml/films/{id}", "", None, {"Accept-Encoding": "gzip"}),
    ("GET", "/ml/films/{id}/similar", "?limit=3&offset=2", None, {"Accept-Language": "en"}),
    ("GET", "/ml/films/{id}/poster", "?size=w185&language=en", None, {}),
    ("GET", "/ml/films/{id}/poster", "?size=w1", None, {}),
    ("GET", "/ml/films/{id}/details", "?language=en", None, {}),
    ("POST", "/ml/films/match", "", {"films": [{"imdb_id": FILM}, {"title": "?"}]}, {}),
    ("GET", "/ml/openapi.json", "", None, {"Accept-Encoding": "gzip"}),
]


def relevant(answer):
    """An answer without what is another one each time."""
    headers = sorted((name.lower(), value) for name, value in answer.headers.items() if name.lower() not in PASSING)
    return answer.status, headers, answer.body


def inside(endpoint, query):
    """Where the service itself has what the gateway has at `endpoint`."""
    return {"/ml": "/recommend/"}.get(endpoint, endpoint.removeprefix("/ml")).replace("{id}", FILM) + query


@pytest.mark.parametrize("method, endpoint, query, body, headers", ML)
def test_films_are_the_same_through_the_gateway(ml, gateway, method, endpoint, query, body, headers):
    path = endpoint.replace("{id}", FILM) + query
    direct = ml.ask(method, inside(endpoint, query), body, ID | headers)
    through = gateway.ask(method, path, body, ID | headers)
    assert relevant(through) == relevant(direct)


def test_the_cases_are_of_every_kind(ml):
    """Those above would prove little if all of them failed alike."""
    asked = {(method, endpoint) for method, endpoint, *_ in ML}
    assert asked == {(one["method"], one["endpoint"]) for one in declared()["endpoints"]
                     if one["endpoint"].startswith("/ml")}
    statuses = {ml.ask(method, inside(endpoint, query), body, headers).status
                for method, endpoint, query, body, headers in ML}
    assert statuses >= {200, 400, 404, 406, 413, 415, 422}


@pytest.mark.parametrize("path", ["/films/search?q=Matrix", f"/films/{FILM}", f"/films/{FILM}/similar",
                                  f"/films/{FILM}/poster", "/openapi.json"])
def test_what_a_client_has_already_is_not_sent_again(gateway, path):
    first = gateway.get(f"/ml{path}")
    assert (first.status, bool(first.body)) == (200, True)
    again = gateway.ask("GET", f"/ml{path}", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status, again.body) == (304, b"")
    assert again.headers["ETag"] == first.headers["ETag"]
    assert gateway.ask("GET", f"/ml{path}", headers={"If-None-Match": '"other"'}).status == 200


def test_a_poster_arrives_byte_by_byte(ml, gateway):
    poster = gateway.get(f"/ml/films/{FILM}/poster?size=w780")
    assert poster.body == ml.get(f"/films/{FILM}/poster?size=w780").body
    assert poster.body.startswith(b"\xff\xd8\xff")
    assert poster.headers["Content-Type"] == "image/jpeg"
    assert poster.headers["X-Poster-Source"] == "card"
    assert int(poster.headers["Content-Length"]) == len(poster.body)


def test_only_who_asks_for_gzip_gets_it(gateway):
    packed = gateway.ask("GET", "/ml/openapi.json", headers={"Accept-Encoding": "gzip"})
    plain = gateway.get("/ml/openapi.json")
    assert (packed.headers["Content-Encoding"], plain.headers["Content-Encoding"]) == ("gzip", None)
    assert gzip.decompress(packed.body) == plain.body


def test_a_chunked_body_passes(gateway):
    body = json.dumps({"film": "Один дома", "limit": 1}).encode()
    chunks = b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in (body[:7], body[7:])) + b"0\r\n\r\n"
    with RawClient(gateway.port) as client:
        client.send("POST /ml HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
                    "Transfer-Encoding: chunked\r\n\r\n", chunks)
        answer = client.read()
    assert answer.status == 200
    assert len(answer.json()["recommendations"]) == 1


sessions = itertools.count(1)


@pytest.mark.parametrize("history", ["/history/", ""])
def test_history_is_the_same_through_the_gateway(db, gateway, history):
    """All of what a client does with db_service, once directly and once through the gateway, on a session each."""
    told = [tell_history(ask, f"{kind}:{next(sessions)}", db.secrets, way) for kind, ask, way in (
        ("direct", lambda *asked: db.ask(*asked, token=None), "/history/"),
        ("through", lambda method, path, *rest: gateway.ask(method, f"/db{path}", *rest), history))]
    assert told[1] == told[0]
    assert {status for status, _, _ in told[0]} == {200, 201, 401, 403, 413, 415, 422}


def tell_history(ask, session, secrets, history):
    """What came of each step, with the session's name and all that is another one each time taken out."""
    told = []
    token = {"Authorization": f"Bearer {secrets.token_of(session)}"}

    def step(method, path, body=None, **headers):
        sent = ID | token | {name.replace("_", "-"): value for name, value in headers.items()}
        answer = ask(method, path, body, {name: value for name, value in sent.items() if value})
        status, names, text = relevant(answer)
        text = re.sub(ANOTHER_EACH_TIME, r'"\1":0', text.decode())
        told.append((status, names, text.replace(session, "SESSION")))

    entry = {"session_id": session, "film": "Один дома", "recommendation": ["Элоиза", "Трудный ребёнок"]}
    step("POST", history, entry, Idempotency_Key="one")
    step("POST", history, entry, Idempotency_Key="one")
    step("POST", history, entry | {"film": "Матрица"}, Idempotency_Key="one")
    step("POST", history, entry | {"film": "Матрица"})
    step("POST", history, b"x", Content_Type="text/plain")
    step("POST", history, entry | {"film": "x" * 1_100_000})
    step("GET", f"{history}?session_id={session}&limit=1")
    step("GET", f"{history}?session_id=")
    step("GET", f"{history}?session_id={session}", Authorization="Bearer guessed")
    step("GET", f"{history}?session_id={session}", Authorization="")
    step("GET", f"{history}?session_id=other")
    step("POST", "/history/shown", {"session_id": session, "film": "один дома"})
    step("PUT", "/ratings/", {"session_id": session, "film": "Элоиза", "rating": "seen"})
    step("PUT", "/ratings/", {"session_id": session, "film": "Амели", "rating": "liked"})
    step("GET", f"/ratings/?session_id={session}&rating=seen&limit=5")
    step("DELETE", f"/ratings/?session_id={session}&film=%D0%90%D0%BC%D0%B5%D0%BB%D0%B8")
    step("PUT", f"/sessions/{session}/settings", {"language": "ru", "without_genres": ["ужасы"]})
    step("GET", f"/sessions/{session.replace(':', '%3A')}/settings")
    step("GET", f"/sessions/{session}/export")
    step("DELETE", f"/history/?session_id={session}")
    step("GET", f"/sessions/{session}/export")
    step("POST", "/sessions/", {"session_id": session})
    step("POST", "/sessions/", {"session_id": session}, Authorization=f"Bearer {secrets.service_token}")
    return told


def test_every_route_of_history_is_asked(db, gateway):
    asked = set()

    def ask(method, path, *rest):
        asked.add((method, re.sub(r"/sessions/[^/]+", "/sessions/{id}", f"/db{path}".partition("?")[0])))
        return gateway.ask(method, f"/db{path}", *rest)
    for history in ("/history/", ""):
        tell_history(ask, f"asked:{next(sessions)}", db.secrets, history)
    assert asked | {("GET", "/db/openapi.json")} == {
        (one["method"], one["endpoint"]) for one in declared()["endpoints"] if one["endpoint"].startswith("/db")}
    assert gateway.get("/db/openapi.json").body == db.get("/openapi.json").body


def test_a_database_that_is_away_is_told_as_it_is(db_service, ml):
    nowhere = "postgresql://nobody:a_password_of_nobody@127.0.0.1:1/none"
    with DbService(db_service, nowhere, may_log_errors=True) as away:
        with RunningGateway(ml=[ml.port], db=[away.port]) as gateway:
            answer = gateway.get("/db/history/?session_id=tg:1", Authorization=f"Bearer {away.secrets.service_token}")
            assert (answer.status, answer.code()) == (503, "database_away")
            assert int(answer.headers["Retry-After"]) > 0
