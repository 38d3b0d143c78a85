"""Services that are slow, away, moved, or gone in the midst of an answer; and a gateway that is told to stop."""

import contextlib
import http.client
import threading
import time

import pytest
from fake_service import FINE, FakeService
from raw_client import RawClient
from running_gateway import RunningGateway, find_krakend
from running_service import eventually, free_port

ONLY_CONTRACT_GATEWAY = pytest.mark.skipif(find_krakend() is not None, reason="KrakenD asks real DNS")
SEARCH = "/ml/films/search?q=a"


def impatient(value):
    """Every route may take a second."""
    for endpoint in value["endpoints"]:
        endpoint["timeout"] = "1s"


def keeping(value):
    """Connections to services are kept, as they are where the file says nothing of it."""
    value["disable_keep_alives"] = False


def assert_is_empty_500(answer):
    assert (answer.status, answer.body) == (500, b"")


def timed(call):
    begun = time.monotonic()
    return call(), time.monotonic() - begun


def test_a_service_that_is_too_slow_is_given_up_at_its_time(service):
    free = threading.Event()
    service.answer = lambda request: free.wait(30) and FINE
    with RunningGateway(ml=[service.port], edit=impatient) as gateway:
        answer, took = timed(lambda: gateway.get(SEARCH))
        free.set()
        assert_is_empty_500(answer)
        assert 0.95 < took < 10
        assert gateway.get(SEARCH).status == 200


def test_an_answer_that_does_not_come_to_its_end_is_cut(service):
    service.answer = lambda request: b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf"
    with RunningGateway(ml=[service.port], edit=impatient) as gateway:
        with pytest.raises((http.client.IncompleteRead, ConnectionResetError)):
            gateway.get(SEARCH)


def test_a_service_that_is_away_is_told_at_once(service):
    with RunningGateway(ml=[free_port()], db=[service.port]) as gateway:
        answer, took = timed(lambda: gateway.get(SEARCH))
        assert_is_empty_500(answer)
        assert took < 4
        assert_is_empty_500(gateway.post("/ml", {"film": "Дюна"}))
        assert gateway.get("/db/history/?session_id=a").status == 200


def test_nothing_of_a_failure_says_where_services_are_or_what_was_asked(service):
    with RunningGateway(ml=[free_port()]) as gateway:
        answer = gateway.get("/ml/films/search?q=a_secret_wish")
        assert_is_empty_500(answer)
        assert "ml_service" not in str(answer.headers)
        gateway.get("/db/sessions/tg:77012345/export")
    assert "a_secret_wish" not in str(gateway.lines)
    assert "77012345" not in str(gateway.lines)


@ONLY_CONTRACT_GATEWAY
def test_a_service_is_found_where_it_has_gone(service):
    with RunningGateway(ml=[free_port()]) as gateway:
        assert_is_empty_500(gateway.get(SEARCH))
        gateway.name(ml=[service.port])
        assert gateway.get(SEARCH).status == 200
        gateway.name(ml=[])
        assert_is_empty_500(gateway.get(SEARCH))


@ONLY_CONTRACT_GATEWAY
def test_where_one_replica_refuses_another_is_asked(service):
    with RunningGateway(ml=[free_port(), service.port, free_port()]) as gateway:
        assert [gateway.get(SEARCH).status for _ in range(9)] == [200] * 9
        assert gateway.post("/ml", {"film": "Дюна"}).status == 200


@ONLY_CONTRACT_GATEWAY
def test_a_replica_that_is_new_is_asked_like_the_others():
    with FakeService() as one, FakeService() as other:
        with RunningGateway(ml=[one.port]) as gateway:
            assert gateway.get(SEARCH).status == 200
            gateway.name(ml=[one.port, other.port])
            assert {gateway.get(SEARCH).status for _ in range(10)} == {200}
        assert len(one.requests) > 1 and len(other.requests) > 1


def test_no_connection_to_a_service_is_kept(service):
    """So that each request finds a replica that is there now, and no POST meets a connection that has just died."""
    with RunningGateway(ml=[service.port]) as gateway:
        for _ in range(3):
            assert gateway.post("/ml", {"film": "Дюна"}).status == 200
    assert len({request.connection for request in service.requests}) == 3
    assert {request.headers["Connection"] for request in service.requests} == {"close"}


def test_connections_are_kept_where_the_file_says_so(service):
    with RunningGateway(ml=[service.port], edit=keeping) as gateway:
        for _ in range(20):
            assert gateway.get(SEARCH).status == 200
    assert len({request.connection for request in service.requests}) == 1


class Forgetful:
    """A service that closes each connection when a second request has come on it, without an answer."""

    def __init__(self, service):
        self.seen = {}
        service.answer = self

    def __call__(self, request):
        self.seen[request.connection] = self.seen.get(request.connection, 0) + 1
        return FINE if self.seen[request.connection] == 1 else None


def test_a_request_without_a_body_is_sent_again_when_a_kept_connection_breaks(service):
    Forgetful(service)
    with RunningGateway(ml=[service.port], edit=keeping) as gateway:
        assert [gateway.get(SEARCH).status for _ in range(6)] == [200] * 6
    assert len(service.requests) == 11  # each but the first one was asked twice


@pytest.mark.parametrize("method, path, body", [
    ("POST", "/db/history/", {"session_id": "a"}), ("PUT", "/db/ratings/", {"session_id": "a"}),
    ("DELETE", "/db/history/?session_id=a", None)])
def test_a_request_that_changes_something_is_never_sent_again(service, method, path, body):
    Forgetful(service)
    with RunningGateway(db=[service.port], edit=keeping) as gateway:
        assert gateway.ask(method, path, body).status == 200
        assert_is_empty_500(gateway.ask(method, path, body))
    assert len(service.requests) == 2


def test_a_new_connection_that_breaks_is_not_tried_again(service):
    service.answer = lambda request: None
    with RunningGateway(ml=[service.port]) as gateway:
        assert_is_empty_500(gateway.get(SEARCH))
    assert len(service.requests) == 1


@ONLY_CONTRACT_GATEWAY
def test_a_client_that_leaves_is_not_told_as_a_failure_of_the_service(service):
    free = threading.Event()
    service.answer = lambda request: free.wait(30) and FINE
    with RunningGateway(ml=[service.port]) as gateway:
        with RawClient(gateway.port) as client:
            client.send(f"GET {SEARCH} HTTP/1.1\r\nHost: a\r\n\r\n")
            eventually(lambda: service.requests, "the request")
        free.set()
        gateway.wait_for("request")
        assert gateway.logged("no answer") == []
        assert gateway.get(SEARCH).status == 200


def test_a_gateway_that_is_told_to_stop_finishes_what_it_has_begun(service):
    free, answers = threading.Event(), []
    service.answer = lambda request: free.wait(30) and FINE
    with RunningGateway(ml=[service.port]) as gateway:
        asking = threading.Thread(target=lambda: answers.append(gateway.get(SEARCH)))
        asking.start()
        eventually(lambda: service.requests, "the request")
        gateway.process.terminate()
        eventually(lambda: is_deaf(gateway), "the end of listening")
        free.set()
        asking.join(30)
        assert gateway.process.wait(30) == 0
        assert [answer.status for answer in answers] == [200]


def is_deaf(gateway):
    with contextlib.suppress(ConnectionRefusedError):
        gateway.connection().connect()
        return False
    return True
