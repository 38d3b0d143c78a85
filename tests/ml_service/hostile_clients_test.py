"""Clients that are slow, wrong, greedy or gone: each is refused or let go, and the others are answered throughout."""

import concurrent.futures
import contextlib
import resource
import socket
import time

import pytest
from raw_client import RawClient, talk
from running_service import eventually

HOST = "Host: localhost\r\n"
LIVE = f"GET /health/live HTTP/1.1\r\n{HOST}\r\n"
POST = f"POST /recommend/ HTTP/1.1\r\n{HOST}Content-Type: application/json\r\n"
CHUNKED = f"{POST}Transfer-Encoding: chunked\r\n\r\n"
WISH = '{"film": "Один дома", "limit": 1}'.encode()
MANY = 10_000


@pytest.fixture(scope="module")
def service(start):
    with start("--read-timeout-ms", "1000", "--idle-timeout-ms", "60000") as running:
        yield running


@pytest.fixture(autouse=True)
def _still_answers(service):
    yield
    service.assert_still_answers()


def get(target, version="1.1", headers=HOST):
    return f"GET {target} HTTP/{version}\r\n{headers}\r\n"


def match_of(count, words="на берегу моря стоит"):
    """A body of POST /films/match that takes a while: titles that are like many and equal to none."""
    return {"films": [{"title": f"Хрустальный дворец {number} {words}"} for number in range(count)]}


# Slow ones


def test_a_slow_header_is_cut(service):
    with RawClient(service.port) as client:
        begun = time.monotonic()
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            for letter in LIVE + "X: " + "a" * 200:
                client.send(letter)
                time.sleep(0.05)
        assert client.is_closed()
        assert 0.5 < time.monotonic() - begun < 10


def test_a_slow_body_is_cut(service):
    with RawClient(service.port) as client:
        begun = time.monotonic()
        client.send(f"{POST}Content-Length: 1000\r\n\r\n")
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            for _ in range(200):
                client.send(" ")
                time.sleep(0.05)
        assert client.is_closed()
        assert 0.5 < time.monotonic() - begun < 10


def test_a_client_that_does_not_read_its_answers_is_let_go(start):
    with start("--write-timeout-ms", "1000") as service:
        client = socket.socket()
        client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        client.connect(("127.0.0.1", service.port))
        client.settimeout(0.2)
        with contextlib.suppress(OSError):
            for _ in range(10_000):
                client.sendall(get("/openapi.json").encode() * 10)
        eventually(lambda: "\nhttp_connections 1\n" in service.get("/metrics").body.decode(), "the connection's end")
        client.close()


def test_hundreds_of_slow_clients_keep_nobody_else_waiting(service):
    with contextlib.ExitStack() as stack:
        for _ in range(300):
            stack.enter_context(RawClient(service.port)).send("POST /recommend/ HTTP/1.1\r\nHost:")
        begun = time.monotonic()
        service.assert_still_answers()
        assert time.monotonic() - begun < 5


# Greedy ones


def test_a_body_that_says_it_is_too_long_is_refused_before_it_is_sent(service):
    with RawClient(service.port) as client:
        client.send(f"{POST}Content-Length: {64 * 1024 + 1}\r\n\r\n")
        answer = client.read()
        assert (answer.status, answer.code()) == (413, "body_too_large")
        assert answer.headers["Connection"] == "close"
        assert client.is_closed()


def test_what_is_refused_unread_keeps_its_request_id_all_the_same(service):
    for length, status in ((64 * 1024 + 1, 413), (17_000, 400)):
        head = f"{POST}X-Request-ID: mine\r\nContent-Length: {length}\r\n"
        [answer] = talk(service.port, head + ("\r\n" if status == 413 else "Transfer-Encoding: gzip\r\n\r\n"))
        assert (answer.status, answer.headers["X-Request-ID"], answer.json()["request_id"]) == (status, "mine", "mine")


def test_a_body_of_the_longest_length_is_read(service):
    body = WISH.ljust(64 * 1024)
    assert talk(service.port, f"{POST}Content-Length: {len(body)}\r\nConnection: close\r\n\r\n", body)[0].status == 200


def test_a_chunked_body_that_becomes_too_long_is_refused(service):
    [answer] = talk(service.port, CHUNKED, ("1000\r\n" + " " * 4096 + "\r\n") * 17, "0\r\n\r\n")
    assert (answer.status, answer.code()) == (413, "body_too_large")


def test_a_long_list_to_match_may_be_longer_than_other_bodies(service):
    assert service.post("/films/match", match_of(1000, "я" * 50)).status == 200
    assert service.ask("POST", "/films/match", b" " * (1024 * 1024 + 1)).status == 413


@pytest.mark.parametrize("request_text", [
    f"GET / HTTP/1.1\r\n{HOST}X: {'a' * 17_000}\r\n\r\n",
    f"GET /{'a' * 17_000} HTTP/1.1\r\n{HOST}\r\n",
    f"GET / HTTP/1.1\r\n{HOST}" + "X-Many: abcdefgh\r\n" * 1000 + "\r\n",
    f"{CHUNKED}1;{'a' * 17_000}",
    f"{CHUNKED}1\r\n \r\n0\r\nX: {'a' * 17_000}",
    f"{CHUNKED}1\r\n \r\n0\r\nX: {'a' * 100_000}\r\n\r\n",
], ids=["header", "target", "headers", "chunk", "trailer", "huge trailer"])
def test_a_header_that_is_too_long_is_refused(service, request_text):
    [answer] = talk(service.port, request_text)
    assert (answer.status, answer.code()) == (431, "header_too_large")


# Wrong ones


@pytest.mark.parametrize("request_text", [
    b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(range(256)),
    b"\x00" * 100 + b"\r\n\r\n",
    "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    get("/health/live", "3.0"),
    "GET\r\n\r\n",
    f"GET /health/li ve HTTP/1.1\r\n{HOST}\r\n",
    f"GET /health/\0live HTTP/1.1\r\n{HOST}\r\n",
    f"GET /health/live HTTP/1.1\r\n{HOST}X: a\0b\r\n\r\n",
    f"GET /health/live HTTP/1.1\r\n{HOST}X: a\rb\r\n\r\n",
    f"GET /health/live HTTP/1.1\r\n{HOST}X : a\r\n\r\n",
    get("/health/live", headers=""),
    get("/health/live", headers=HOST * 2),
    f"{POST}Content-Length: 3\r\nContent-Length: 4\r\n\r\nabcd",
    f"{POST}Content-Length: +3\r\n\r\nabc",
    f"{POST}Content-Length: -3\r\n\r\nabc",
    f"{POST}Content-Length: 99999999999999999999\r\n\r\nabc",
    f"{POST}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n{LIVE}",
    f"{POST}Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n{LIVE}",
    f"{POST}Transfer-Encoding: identity\r\n\r\n{LIVE}",
    f"{POST}Transfer-Encoding: xchunked\r\n\r\n{LIVE}",
    f"{POST}Transfer-Encoding: chunked, gzip\r\n\r\n{LIVE}",
    f"{POST}Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n{LIVE}",
    f"{CHUNKED}zz\r\n",
    f"{CHUNKED}-1\r\n",
    f"{CHUNKED}fffffffffffffffff\r\n",
    f"{CHUNKED}2\r\n{{}}XX0\r\n\r\n",
    get("/films/%zz"),
    get("/films/%"),
    get("*"),
    get("relative"),
    f"CONNECT localhost:80 HTTP/1.1\r\n{HOST}\r\n",
])
def test_what_is_not_http_is_refused_once_and_nothing_behind_it_is_read(service, request_text):
    [answer] = talk(service.port, request_text)
    assert answer.status == 400
    assert answer.code() in ("bad_http", "bad_target")
    assert answer.headers["Connection"] == "close"


@pytest.mark.parametrize("target", ["/films/tt%00", "/films/%ff", "/films/search?q=%00", "/films/search?q=%ff",
                                    "/films/search?q=a&%ff=b", "/films/search?q=a&q=b", "/films/search?q=%ed%a0%80"])
def test_what_is_no_text_is_refused_with_json_that_can_be_read(service, target):
    [answer] = talk(service.port, get(target))
    assert (answer.status, answer.code()) == (422, "invalid_request")
    assert answer.json()["errors"]


def test_random_bytes_never_get_more_than_refusals(service):
    seed = 12345
    for _ in range(300):
        noise = bytearray()
        for _ in range(40):
            seed = (seed * 1103515245 + 12345) % 2**31
            noise += (seed >> 8).to_bytes(3, "little")
        with contextlib.suppress(ConnectionResetError):
            assert all(answer.status in (400, 431) for answer in talk(service.port, bytes(noise), "\r\n\r\n"))


# What is rare but right


def test_a_half_closed_client_still_gets_its_answer(service):
    [answer] = talk(service.port, f"{POST}Content-Length: {len(WISH)}\r\n\r\n", WISH)
    assert answer.json()["recommendations"]


def test_pipelined_requests_are_answered_in_their_order(service):
    slow = f"{POST}X-Request-ID: slow\r\nContent-Length: {len(WISH)}\r\n\r\n".encode() + WISH
    quick = f"GET /health/live HTTP/1.1\r\n{HOST}X-Request-ID: quick\r\n\r\n".encode()
    answers = talk(service.port, (slow + quick) * 20)
    assert [answer.headers["X-Request-ID"] for answer in answers] == ["slow", "quick"] * 20
    assert all(answer.status == 200 for answer in answers)


def test_chunked_bodies_with_extensions_and_trailers_are_read(service):
    chunks = b"".join(b"%x;name=value\r\n%s\r\n" % (len(WISH[at:at + 7]), WISH[at:at + 7])
                      for at in range(0, len(WISH), 7))
    answers = talk(service.port, CHUNKED, chunks, "0\r\nX-Trailer: x\r\n\r\n", LIVE)
    assert [answer.status for answer in answers] == [200, 200]


def test_a_client_may_wait_for_leave_to_send_its_body(service):
    with RawClient(service.port) as client:
        client.send(f"{POST}Expect: 100-continue\r\nContent-Length: {len(WISH)}\r\n\r\n")
        assert client.read().status == 100
        client.send(WISH)
        assert client.read().status == 200


def test_a_client_that_waits_with_a_body_nobody_wants_is_refused_at_once(service):
    with RawClient(service.port) as client:
        client.send(f"{POST}Expect: 100-continue\r\nContent-Length: 99999999\r\n\r\n")
        assert client.read().status == 413


def test_http_1_0_is_answered_and_closed(service):
    with RawClient(service.port) as client:
        client.send(get("/health/live", "1.0", ""))
        answer = client.read()
        assert (answer.status, answer.headers["Connection"]) == (200, "close")
        assert client.is_closed()


def test_absolute_addresses_are_those_behind_the_host(service):
    assert [answer.status for answer in talk(service.port, get("http://localhost/health/live"),
                                             get("https://elsewhere:8443/health/live"),
                                             get("ftp://localhost/health/live"))] == [200, 200, 400]


def test_an_empty_line_before_a_request_is_passed_over(service):
    assert [answer.status for answer in talk(service.port, "\r\n" + LIVE, LIVE)] == [200, 200]


# Crowds


def allow_files(count):
    """Lets this process, and those it starts, have so many files open; skips where it may not."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    if most < count:
        pytest.skip(f"needs {count} open files (ulimit -Hn is {most})")
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


def test_ten_thousand_idle_connections_keep_nobody_from_being_answered(start):
    allow_files(MANY + 1000)
    with start("--connections", str(MANY + 1000)) as service, contextlib.ExitStack() as stack:
        idle = [stack.enter_context(contextlib.closing(socket.create_connection(("127.0.0.1", service.port), 60)))
                for _ in range(MANY)]
        eventually(lambda: f"\nhttp_connections {MANY + 1}\n" in service.get("/metrics").body.decode(), "all of them")
        begun = time.monotonic()
        for film in ("Матрица", "Титаник", "Терминатор", "Амели"):
            assert service.recommend(film, limit=3).status == 200
        assert time.monotonic() - begun < 10
        for connection in idle[::1000]:
            connection.sendall(LIVE.encode())
            assert connection.recv(12) == b"HTTP/1.1 200"


def test_the_connection_that_was_idle_longest_makes_room_for_a_new_one(start):
    with start("--connections", "3") as service:
        first, *_ = clients = [RawClient(service.port) for _ in range(3)]
        for client in clients:
            client.send(LIVE)
            assert client.read().status == 200
        assert service.get("/health/live").status == 200
        assert first.is_closed()
        for client in clients:
            client.close()


def test_a_full_queue_is_told_at_once_and_the_quick_routes_go_on(start):
    with start("--workers", "1", "--queue", "1") as service, concurrent.futures.ThreadPoolExecutor(1) as pool:
        working = pool.submit(service.post, "/films/match", match_of(1000))
        eventually(lambda: "\nhttp_queue 1\n" in service.get("/metrics").body.decode(), "a request at work", 10)
        begun = time.monotonic()
        answer = service.recommend("Матрица")
        assert (answer.status, answer.code(), answer.headers["Retry-After"]) == (503, "overloaded", "1")
        assert service.get("/health/live").status == 200
        assert not working.done()
        assert time.monotonic() - begun < 1
        assert working.result().status == 200
        assert service.recommend("Матрица").status == 200


def test_clients_that_go_away_while_their_answer_is_computed_do_no_harm(start):
    body = b'{"films": [' + b",".join(b'{"title": "Crystal Palace at the Sea Shore %d"}' % number
                                      for number in range(100)) + b"]}"
    with start() as service:
        for _ in range(30):
            with RawClient(service.port) as client:
                client.send(f"POST /films/match HTTP/1.1\r\n{HOST}Content-Length: {len(body)}\r\n\r\n", body)
        service.assert_still_answers()
        eventually(lambda: "\nhttp_queue 0\n" in service.get("/metrics").body.decode(), "an empty queue")
