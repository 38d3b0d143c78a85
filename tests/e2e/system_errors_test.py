"""Every way in which a request can be refused: through both doors as by the service itself, in status, words and id."""

import itertools
import json
import os
import signal

import pytest
from db_service import DbService
from running_service import free_port

TEXT = {"Content-Type": "text/plain"}
LONG = json.dumps({"film": "x" * 70_000}).encode()
VERY_LONG = b'{"session_id": "errors:1", "film": "' + b"x" * (3 << 20) + b'"}'
SAME_HEADERS = ("Content-Type", "WWW-Authenticate", "Retry-After", "Cache-Control")
numbers = itertools.count(1)

# What a service refuses: (status, code, service, method, path, body, headers). A token is named by whose it is.
REFUSED = [
    (400, "bad_json", "ml", "POST", "/recommend/", b"{", {}),
    (400, "bad_json", "ml", "POST", "/films/match", b"[", {}),
    (404, "unknown_film", "ml", "POST", "/recommend/", {"film": "Абракадабрище"}, {}),
    (404, "unknown_film", "ml", "GET", "/films/tt99999999", None, {}),
    (404, "unknown_film", "ml", "GET", "/films/tt99999999/similar", None, {}),
    (404, "unknown_film", "ml", "GET", "/films/tt99999999/poster", None, {}),
    (404, "unknown_film", "ml", "GET", "/films/tt99999999/details", None, {}),
    (415, "wrong_content_type", "ml", "POST", "/recommend/", b"film", TEXT),
    (422, "invalid_request", "ml", "POST", "/recommend/", {"film": "Матрица", "limit": 51}, {}),
    (422, "invalid_request", "ml", "GET", "/films/search?limit=5", None, {}),
    (422, "invalid_request", "ml", "GET", "/films/random?from_year=x", None, {}),
    (400, "bad_json", "db", "POST", "/history/", b"{", {"token": "service"}),
    (401, "unauthorized", "db", "GET", "/history/?session_id=errors:1", None, {}),
    (401, "unauthorized", "db", "POST", "/history/", {"session_id": "errors:1", "film": "Леон"}, {"token": "wrong"}),
    (401, "unauthorized", "db", "DELETE", "/history/?session_id=errors:1", None, {"token": "wrong"}),
    (401, "unauthorized", "db", "GET", "/sessions/errors:1/export", None, {}),
    (403, "forbidden", "db", "GET", "/history/?session_id=errors:1", None, {"token": "another's"}),
    (403, "forbidden", "db", "PUT", "/ratings/", {"session_id": "errors:1", "film": "a", "rating": "seen"},
     {"token": "another's"}),
    (403, "forbidden", "db", "POST", "/sessions/", {"session_id": "errors:1"}, {"token": "another's"}),
    (415, "wrong_content_type", "db", "POST", "/history/", b"film", {"token": "service", **TEXT}),
    (422, "invalid_request", "db", "POST", "/history/", {"session_id": "errors:1"}, {"token": "service"}),
    (422, "invalid_request", "db", "GET", "/ratings/?session_id=errors:1&rating=bad", None, {"token": "service"}),
    (422, "invalid_request", "db", "PUT", "/sessions/errors:1/settings", {"language": "xx"}, {"token": "service"}),
]
# What the doors refuse in the services' place: (status, code, method, path, body).
BY_THE_DOOR = [
    (405, "wrong_method", "PATCH", "/recommender/ml/recommend/", {"film": "Матрица"}),
    (405, "wrong_method", "GET", "/recommender/ml/recommend/", None),
    (405, "wrong_method", "PUT", "/recommender/db", {"film": "Матрица"}),
    (404, "no_such_path", "GET", "/recommender/ml/metrics", None),
    (404, "no_such_path", "GET", "/recommender/db/health/ready", None),
    (404, "no_such_path", "GET", "/recommender/other", None),
    (413, "body_too_large", "POST", "/recommender/ml/recommend/", LONG),
    (413, "body_too_large", "POST", "/recommender/db", VERY_LONG),
]


@pytest.fixture
def request_id():
    return f"errors-{next(numbers)}"


def tokens(stack):
    return {"service": stack.secrets.service_token, "wrong": "w" * 43, "another's": stack.secrets.token_of("errors:2")}


def both(stack, request_id, service, method, path, body, headers):
    """What the service itself answers, and what comes out of the doors."""
    headers = {"X-Request-ID": request_id, **headers}
    if token := headers.pop("token", None):
        headers["Authorization"] = f"Bearer {tokens(stack)[token]}"
    direct = stack.service(f"{service}_service").ask(method, path, body, headers)
    return direct, stack.ask(method, f"/recommender/{service}{path}", body, headers)


def assert_same(direct, through, request_id):
    assert (through.status, through.json()) == (direct.status, direct.json())
    assert through.headers["X-Request-ID"] == direct.headers["X-Request-ID"] == request_id
    for name in SAME_HEADERS:
        assert through.headers[name] == direct.headers[name], name


def name_of(value):
    return " ".join(value[1:3]) if isinstance(value, tuple) else str(value) if len(str(value)) < 60 else "body"


@pytest.mark.parametrize(("status", "code", "request_of"), [(*case[:2], case[2:]) for case in REFUSED], ids=name_of)
def test_what_a_service_refuses_is_refused_in_its_own_words(stack, request_id, status, code, request_of):
    direct, through = both(stack, request_id, *request_of)
    assert (direct.status, direct.code()) == (status, code)
    assert_same(direct, through, request_id)


@pytest.mark.parametrize(("status", "code", "method", "path", "body"), BY_THE_DOOR, ids=name_of)
def test_what_a_door_refuses_is_a_problem_too(stack, request_id, status, code, method, path, body):
    answer = stack.ask(method, path, body, {"X-Request-ID": request_id})
    assert (answer.status, answer.code()) == (status, code)
    assert answer.headers["X-Request-ID"] == request_id


def test_an_address_that_is_too_long_is_refused_before_its_id_is_read(stack):
    answer = stack.get("/recommender/ml/films/search?q=" + "x" * 20_000)
    assert (answer.status, answer.code()) == (414, "address_too_long")


def test_short_names_refuse_as_the_long_ones_do(stack, request_id):
    long = stack.ask("POST", "/recommender/ml/recommend/", {"film": "Абракадабрище"}, {"X-Request-ID": request_id})
    short = stack.ask("POST", "/recommender/ml", {"film": "Абракадабрище"}, {"X-Request-ID": request_id})
    assert_same(long, short, request_id)
    long = stack.ask("GET", "/recommender/db/history/?session_id=a", None, {"X-Request-ID": request_id})
    short = stack.ask("GET", "/recommender/db?session_id=a", None, {"X-Request-ID": request_id})
    assert_same(long, short, request_id)


def test_a_path_that_the_gateway_does_not_know_keeps_the_id(stack, request_id):
    answer = stack.ask("GET", "/recommender/ml/films/tt0099785/nothing", headers={"X-Request-ID": request_id})
    assert (answer.status, answer.headers["X-Request-ID"]) == (404, request_id)


def test_a_key_that_is_used_again_for_another_entry_is_refused(stack, request_id):
    headers = {"token": "service", "Idempotency-Key": f"key-{request_id}"}
    entry = {"session_id": "errors:3", "film": "Леон", "recommendation": []}
    for answer in both(stack, request_id, "db", "POST", "/history/", entry, headers):
        assert answer.status == 201
    direct, through = both(stack, request_id, "db", "POST", "/history/", entry | {"film": "Матрица"}, headers)
    assert direct.status == 422
    assert_same(direct, through, request_id)


def test_sessions_without_a_key_are_a_conflict(stack, request_id, tmp_path):
    """This stack always has a key, so a db_service without one stands in for its own."""
    program = os.path.join(stack.variables["KINOSOVET_BUILD"], "bin/db_service")
    names = stack.folder / "names"
    without = {"SESSION_KEY": ""}
    try:
        with DbService(program, f"sqlite:{tmp_path / 'history.sqlite'}", secret=stack.secrets, environment=without,
                       port=free_port()) as other:
            names.write_text(names.read_text().replace(f":{stack.record('db_service')['port']}", f":{other.port}"))
            headers = {"X-Request-ID": request_id}
            direct = other.ask("POST", "/sessions/", {"session_id": "errors:1"}, headers)
            through = stack.db.ask("POST", "/sessions/", {"session_id": "errors:1"}, headers)
            assert (direct.status, direct.code()) == (409, "no_session_key")
            assert_same(direct, through, request_id)
    finally:
        stack.start()


def test_a_database_that_is_away_is_told_with_when_to_come_again(stack, request_id):
    stack.must("stop", "postgres")
    try:
        headers = {"token": "service"}
        direct, through = both(stack, request_id, "db", "GET", "/history/?session_id=errors:1", None, headers)
        assert (direct.status, direct.code()) == (503, "database_away")
        assert_same(direct, through, request_id)
        assert int(through.headers["Retry-After"]) >= 1
    finally:
        stack.start()


@pytest.mark.parametrize(("part", "path"), [("ml_service", "/recommender/ml/films/tt0099785"),
                                            ("db_service", "/recommender/db?session_id=errors:1")])
def test_a_service_that_is_away_is_the_gateways_500_told_as_a_problem(stack, request_id, part, path):
    stack.must("stop", part)
    try:
        answer = stack.ask("GET", path, headers={"X-Request-ID": request_id})
        assert (answer.status, answer.code()) == (500, "service_away")
        assert answer.headers["X-Request-ID"] == request_id
    finally:
        stack.start()
    assert stack.ask("GET", path).status in (200, 401)


def test_a_gateway_that_is_away_is_told(stack, request_id):
    stack.must("stop", "krakend")
    try:
        answer = stack.ask("GET", "/recommender/ml/films/tt0099785", headers={"X-Request-ID": request_id})
        assert (answer.status, answer.code()) == (502, "service_away")
        assert answer.headers["X-Request-ID"] == request_id
    finally:
        stack.start()


def test_a_service_that_hangs_is_not_waited_for_for_ever(stack, request_id):
    os.kill(stack.pid("ml_service"), signal.SIGSTOP)
    try:
        answer = stack.ask("GET", "/recommender/ml/films/tt0099786", headers={"X-Request-ID": request_id})
    finally:
        os.kill(stack.pid("ml_service"), signal.SIGCONT)
    assert answer.status in (500, 504)
    assert answer.code() in ("service_away", "service_slow")
    assert answer.headers["X-Request-ID"] == request_id


def test_who_asks_too_much_is_told_and_nobody_else(stack, request_id):
    greedy = {"X-Forwarded-For": "203.0.113.7", "X-Request-ID": request_id}
    for _ in range(2000):
        answer = stack.ask("GET", "/recommender/ml/films/tt0099785", headers=greedy)
        if answer.status != 200:
            break
    assert (answer.status, answer.code()) == (429, "too_many_requests")
    assert answer.headers["X-Request-ID"] == request_id
    assert int(answer.headers["Retry-After"]) >= 1
    assert stack.ask("GET", "/recommender/ml/films/tt0099785", headers={"X-Forwarded-For": "203.0.113.8"}).status == 200
