"""Clients that are greedy, slow or wrong: each is refused in so many words or let go, and the others are answered."""

import concurrent.futures
import contextlib
import socket
import threading
import time

import pytest
from behind import Said
from configured_door import ConfiguredDoor
from raw_client import RawClient, talk

API = "/recommender/"
HOST = "Host: localhost\r\n"
KIB = 1024
TINY = {"NGINX_CLIENT_RATE": "1", "NGINX_CLIENT_CONNECTIONS": "5"}
STRANGERS = {"NGINX_INTERNAL": "192.0.2.0/24"}  # nobody in these tests


@pytest.fixture(autouse=True)
def _still_answers(request):
    yield
    if "door" in request.fixturenames:
        assert request.getfixturevalue("door").get("/health").status == 200


# Sizes


@pytest.mark.parametrize(("method", "path", "most"), [
    ("POST", "ml", 64 * KIB), ("POST", "ml/recommend/", 64 * KIB), ("POST", "ml/films/match", KIB * KIB),
    ("POST", "db", KIB * KIB), ("POST", "db/history/", KIB * KIB), ("POST", "db/history/shown", 64 * KIB),
    ("POST", "db/sessions/", 64 * KIB), ("PUT", "db/ratings/", 2 * KIB * KIB), ("PUT", "db/sessions/tg:42/settings", 64 * KIB)])
@pytest.mark.parametrize("key", [{}, {"Idempotency-Key": "7d1c"}], ids=["", "with a key"])
@pytest.mark.parametrize("is_chunked", [False, True], ids=["", "chunked"])
def test_bodies_are_as_long_as_the_service_takes_them(door, gateway, method, path, most, is_chunked, key):
    def body_of(length):
        return iter([b"x" * length]) if is_chunked else b"x" * length
    assert door.ask(method, f"{API}{path}", body_of(most), key).status == 200
    assert len(gateway.asked[0].body) == most
    with contextlib.suppress(BrokenPipeError, ConnectionResetError):  # refused before it was all sent
        answer = door.ask(method, f"{API}{path}", body_of(most + 1), key)
        assert (answer.status, answer.code()) == (413, "body_too_large")
    assert len(gateway.asked) == 1


def test_a_body_that_is_said_to_be_too_long_is_refused_before_it_is_sent(door, gateway):
    with RawClient(door.port) as client:
        client.send(f"POST {API}ml HTTP/1.1\r\n{HOST}Content-Length: 1000000000\r\n\r\n")
        assert client.read().code() == "body_too_large"
    assert gateway.asked == []


def test_updates_may_be_a_mebibyte_long(door, bot):
    assert door.post("/telegram/", b"x" * KIB * KIB).status == 200
    with contextlib.suppress(BrokenPipeError, ConnectionResetError):
        assert door.post("/telegram/", b"x" * (KIB * KIB + 1)).code() == "body_too_large"


def test_a_session_is_asked_for_in_few_words(door, bot):
    assert door.post("/telegram/session", b"x" * 64 * KIB).status == 200
    with contextlib.suppress(BrokenPipeError, ConnectionResetError):
        assert door.post("/telegram/session", b"x" * (64 * KIB + 1)).code() == "body_too_large"


def test_a_long_answer_arrives_whole(door, gateway):
    gateway.otherwise = Said(200, bytes(range(256)) * 20_000, {"Content-Type": "image/jpeg"})
    assert door.get(f"{API}ml/films/x/poster").body == gateway.otherwise.body


def test_a_long_address_passes_and_a_longer_one_is_told(door, gateway):
    assert door.get(f"{API}ml/films/random?without_films={'a' * 9 * KIB}").status == 200
    assert len(gateway.asked[0].target) > 9 * KIB
    answer = door.get(f"{API}ml/films/random?without_films={'a' * 17 * KIB}")
    assert (answer.status, answer.code()) == (414, "address_too_long")


def test_a_long_header_passes_and_a_longer_one_is_told(door, gateway):
    assert door.get(f"{API}ml/films/x", Authorization="a" * 8 * KIB).status == 200
    for headers in ({"A": "a" * 17 * KIB}, {f"A-{number}": "a" * 9 * KIB for number in range(10)}):
        answer = door.ask("GET", f"{API}ml/films/x", headers=headers)
        assert (answer.status, answer.code()) == (431, "header_too_large")


# What is no HTTP


@pytest.mark.parametrize("request_", [
    b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n",
    b"GET\r\n\r\n",
    b"GET / HTTP/1.1\r\n\r\n",  # no Host
    b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
    b"GET / HTTP/9.9\r\nHost: a\r\n\r\n",
    b"GET /\x01 HTTP/1.1\r\nHost: a\r\n\r\n",
    b"GET /%zz HTTP/1.1\r\nHost: a\r\n\r\n",
    b"GET /../../etc/passwd HTTP/1.1\r\nHost: a\r\n\r\n",
    b"GET /%00 HTTP/1.1\r\nHost: a\r\n\r\n",
    b"GET http:// HTTP/1.1\r\nHost: a\r\n\r\n",
    b"POST /recommender/ml HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n",
    b"POST /recommender/ml HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
    b"POST /recommender/ml HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    b"POST /recommender/ml HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip\r\n\r\n",
    b"GET /recommender/ml HTTP/1.1\r\nHost: a\r\nX: a\x00b\r\n\r\n",
])
def test_what_is_no_http_is_refused_as_a_problem(door, gateway, request_):
    answers = talk(door.port, request_)
    assert len(answers) == 1
    assert answers[0].status in (400, 404, 405, 501, 505)
    assert answers[0].code() in ("bad_http", "no_such_path", "wrong_method")
    assert gateway.asked == []


def test_a_body_of_broken_chunks_is_refused(door, gateway):
    """In nginx's own words: in 400 alone it cannot tell its own from those of services, which must pass."""
    answer, = talk(door.port, f"POST {API}ml HTTP/1.1\r\n{HOST}X-Request-ID: abc\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n\r\n")
    assert (answer.status, answer.headers["X-Request-ID"]) == (400, "abc")
    assert gateway.asked == []


def test_a_body_smuggles_no_request(door, gateway):
    """Whoever reads such a request, reads one: what looks like another one is its body."""
    inner = f"GET {API}ml/metrics HTTP/1.1\r\n{HOST}\r\n"
    with RawClient(door.port) as client:
        client.send(f"POST {API}ml HTTP/1.1\r\n{HOST}Content-Length: {len(inner)}\r\nConnection: close\r\n\r\n{inner}")
        assert client.read().status == 200
        assert client.is_closed()
    assert [(asked.target, asked.body.decode()) for asked in gateway.asked] == [("/ml", inner)]


# Slow ones


def seconds_until_let_go(port, *parts, pause=0.5, read=True):
    """Sends the parts with pauses, then waits; how long it took until the door closed."""
    begun = time.monotonic()
    with socket.create_connection(("127.0.0.1", port), timeout=60) as client:
        with contextlib.suppress(OSError):
            for part in parts:
                client.sendall(part)
                time.sleep(pause)
            while read and client.recv(65536):
                pass
    return time.monotonic() - begun


def test_slow_clients_are_let_go(door, gateway):
    gateway.otherwise = Said(200, b"x" * 30_000_000, {"Content-Type": "image/jpeg"})
    head = f"POST {API}ml HTTP/1.1\r\n{HOST}Content-Length: 1000\r\n\r\n".encode()
    with concurrent.futures.ThreadPoolExecutor() as clients:
        nothing_said = clients.submit(seconds_until_let_go, door.port)
        slow_header = clients.submit(seconds_until_let_go, door.port, *[b"G"] + [b"E"] * 60)
        no_body = clients.submit(seconds_until_let_go, door.port, head)
        not_reading = clients.submit(seconds_of_not_reading, door)
        assert 5 < nothing_said.result() < 40
        assert 5 < slow_header.result() < 50
        assert 5 < no_body.result() < 40
        assert 10 < not_reading.result() < 60
    # A body that never came whole reached nobody.
    assert [asked.method for asked in gateway.asked] == ["GET"]


def seconds_of_not_reading(door):
    """How long the door kept an answer for a client that does not read it, by its log."""
    begun = time.monotonic()
    with socket.socket() as client:
        client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        client.connect(("127.0.0.1", door.port))
        client.sendall(f"GET {API}ml/films/x/poster HTTP/1.1\r\n{HOST}X-Request-ID: unread\r\n\r\n".encode())
        while not any(line["request_id"] == "unread" for line in door.lines()) and time.monotonic() < begun + 70:
            time.sleep(0.2)
    return time.monotonic() - begun


# Greedy ones


@pytest.fixture
def strict_door(nginx, gateways, the_bot):
    with ConfiguredDoor(nginx, gateways[:1], the_bot, **TINY, **STRANGERS) as opened:
        yield opened


def test_whoever_asks_too_much_is_told(strict_door, gateway):
    answers = [strict_door.get(f"{API}ml/films/x") for _ in range(40)]
    refused = [answer for answer in answers if answer.status == 429]
    assert answers[0].status == 200
    assert len(refused) >= 10
    assert {answer.code() for answer in refused} == {"too_many_requests"}
    assert refused[0].headers["Retry-After"] == "1"
    assert len(gateway.asked) == len(answers) - len(refused)


def test_telegram_may_say_more_than_a_person(strict_door, bot):
    answers = [strict_door.post("/telegram/").status for _ in range(8)]
    assert set(answers) == {200}


def test_but_not_where_it_asks_as_people_do(strict_door, bot):
    assert 429 in [strict_door.post("/telegram/session").status for _ in range(20)]


def test_whoever_asks_too_much_at_once_is_told(strict_door, gateway, bot):
    may_answer = threading.Event()
    bot.otherwise = lambda _: may_answer.wait(30) and Said()
    with concurrent.futures.ThreadPoolExecutor(8) as people:
        answers = [people.submit(strict_door.post, "/telegram/") for _ in range(7)]
        done, _ = concurrent.futures.wait(answers, timeout=30, return_when=concurrent.futures.FIRST_COMPLETED)
        assert {answer.result().code() for answer in done} == {"too_many_requests"}
        may_answer.set()
        assert 200 in [answer.result().status for answer in answers]


def test_our_own_are_not_held_to_that(nginx, gateways, gateway, the_bot):
    with ConfiguredDoor(nginx, gateways[:1], the_bot, **TINY) as door:
        with concurrent.futures.ThreadPoolExecutor(16) as people:
            assert set(people.map(lambda _: door.get(f"{API}ml/films/x").status, range(60))) == {200}


def test_behind_a_balancer_each_client_is_one_of_its_own(nginx, gateways, gateway):
    with ConfiguredDoor(nginx, gateways[:1], **TINY, NGINX_TRUSTED="127.0.0.1 10.9.0.0/16") as door:
        def ask(forwarded):
            return door.ask("GET", f"{API}ml/films/x", headers={"X-Forwarded-For": forwarded}).status
        assert 429 in [ask("10.0.0.1, 203.0.113.1, 10.9.0.3") for _ in range(20)]
        assert ask("203.0.113.2") == 200
        assert {asked.headers["X-Real-IP"] for asked in gateway.asked} == {"203.0.113.1", "203.0.113.2"}
        assert {asked.headers["X-Forwarded-For"] for asked in gateway.asked} == {"203.0.113.1", "203.0.113.2"}


def test_a_thousand_connections_are_served(door, gateway):
    with contextlib.ExitStack() as stack:
        idle = [stack.enter_context(socket.create_connection(("127.0.0.1", door.port), timeout=30)) for _ in range(1000)]
        for client in idle[::100]:
            client.sendall(f"GET {API}ml/films/x HTTP/1.1\r\n{HOST}\r\n".encode())
            assert client.recv(12) == b"HTTP/1.1 200"
