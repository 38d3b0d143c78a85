"""What of a request reaches a service, and what of an answer comes back; the service is a fake that keeps all."""

import pytest
from raw_client import RawClient

OWN = {"host", "x-forwarded-for", "x-forwarded-host", "user-agent", "connection"}


def asked(service, gateway, method, path, body=None, headers=None):
    """The request as the service saw it."""
    answer = gateway.ask(method, path, body, headers)
    assert answer.status == 200
    return service.requests[-1]


def test_parameters_that_are_not_listed_are_dropped(service, before):
    seen = asked(service, before, "GET", "/ml/films/search?evil=1&q=a&Q=b&limit=2&debug")
    assert seen.target == "/films/search?limit=2&q=a"


def test_a_repeated_parameter_stays_repeated_and_in_order(service, before):
    seen = asked(service, before, "GET", "/ml/films/random?exclude=b&seed=1&exclude=a&exclude=c")
    assert seen.target == "/films/random?exclude=b&exclude=a&exclude=c&seed=1"


@pytest.mark.parametrize("sent, meant", [
    ("q=%D1%91", "q=%D1%91"), ("q=%d1%91", "q=%D1%91"), ("q=a%20b", "q=a+b"), ("q=a+b", "q=a+b"), ("q=%2B", "q=%2B"),
    ("q=%FF", "q=%FF"), ("q=", "q="), ("q", "q="), ("q=%zz", ""), ("q=a;b", ""), ("q=a%26b%3Dc", "q=a%26b%3Dc")])
def test_texts_in_parameters_mean_the_same_behind_the_gateway(service, before, sent, meant):
    target = asked(service, before, "GET", f"/ml/films/search?{sent}").target
    assert target == (f"/films/search?{meant}" if meant else "/films/search")


def test_headers_that_are_not_listed_are_dropped(service, before):
    seen = asked(service, before, "GET", "/ml/films/search?q=a", headers={
        "Accept-Language": "en", "X-Request-ID": "r", "traceparent": "t", "If-None-Match": '"e"', "Accept": "a/b",
        "Cookie": "c=1", "Authorization": "Bearer x", "X-Evil": "1", "Forwarded": "for=1.2.3.4", "Origin": "http://o",
        "X-Forwarded-Prefix": "/p", "X-Forwarded-Proto": "https", "TE": "trailers", "Upgrade": "h2c"})
    listed = {"accept-language": "en", "x-request-id": "r", "traceparent": "t", "if-none-match": '"e"', "accept": "a/b"}
    # http.client asks for "identity" by itself.
    given = {name: value for name, value in seen.headers.items() if name not in OWN | {"accept-encoding"}}
    assert given == listed
    assert seen.headers["Accept-Encoding"] == "identity"


def test_each_route_has_its_own_headers(service, before):
    headers = {"Authorization": "Bearer x", "Idempotency-Key": "k", "Accept-Language": "en"}
    body = {"session_id": "tg:1"}
    assert asked(service, before, "POST", "/db/history/", body, headers).headers["Idempotency-Key"] == "k"
    seen = asked(service, before, "PUT", "/db/ratings/", body, headers)
    assert (seen.headers["Authorization"], seen.headers["Idempotency-Key"]) == ("Bearer x", None)
    assert seen.headers["Accept-Language"] is None
    assert asked(service, before, "POST", "/ml", body, headers).headers["Authorization"] is None


def test_the_service_learns_who_asked_where(service, before):
    seen = asked(service, before, "GET", "/ml/films/search?q=a", headers={
        "X-Real-IP": "203.0.113.7", "X-Forwarded-For": "198.51.100.1", "Host": "films.example", "User-Agent": "curl"})
    assert seen.headers["X-Forwarded-For"] == "203.0.113.7"
    assert seen.headers["X-Forwarded-Host"] == "films.example"
    assert seen.headers["User-Agent"].startswith("KrakenD")
    assert seen.headers["X-Real-IP"] is None


def test_a_body_is_framed_anew(service, before):
    seen = asked(service, before, "POST", "/ml", {"film": "Дюна"})
    assert seen.body == '{"film": "Дюна"}'.encode()
    assert (seen.headers["Transfer-Encoding"], seen.headers["Content-Length"]) == ("chunked", None)


@pytest.mark.parametrize("method, path", [("GET", "/ml/films/search?q=a"), ("DELETE", "/db/history/?session_id=a")])
def test_where_there_is_no_body_there_is_none_behind_the_gateway(service, before, method, path):
    seen = asked(service, before, method, path)
    assert (seen.headers["Transfer-Encoding"], seen.headers["Content-Length"] or "0") == (None, "0")


@pytest.mark.parametrize("sent, target", [
    ("/db/sessions/tg:42/export", "/sessions/tg:42/export"),
    ("/db/sessions/tg%3A42/export", "/sessions/tg:42/export"),
    ("/ml/films/%D1%91", "/films/%D1%91"),
    ("/ml/films/a%20b", "/films/a%20b")])
def test_ids_in_paths_mean_the_same_behind_the_gateway(service, before, sent, target):
    assert asked(service, before, "GET", sent).target == target


@pytest.mark.parametrize("path", ["/ml/films/a%252Fb", "/ml/films/%2541/poster"])
def test_ids_that_are_encoded_twice_are_refused(service, before, path):
    assert before.get(path).status == 400
    assert service.requests == []


@pytest.mark.parametrize("path", [
    "/ml/films/..%2Fmetrics", "/ml/films/../metrics", "/ml/%2e%2e/metrics", "/ml//metrics", "/ml/metrics",
    "/ml/films/x%2F..%2F..%2Fmetrics", "/db/sessions/..%2Fhealth"])
def test_no_way_leads_to_what_is_not_declared(service, before, path):
    with RawClient(before.port) as client:  # http.client would tidy the path up
        client.send(f"GET {path} HTTP/1.1\r\nHost: a\r\n\r\n")
        assert client.read().status == 404
    assert service.requests == []


def test_a_query_string_in_an_id_reaches_no_other_route(service, before):
    """KrakenD puts the decoded id into the path, so a question mark ends it; what comes of it has to be harmless."""
    asked(service, before, "GET", "/ml/films/x%3Flanguage=en")
    assert service.requests[0].target == "/films/x?language=en"


def test_an_answer_passes_as_it_is_but_for_what_belongs_to_a_connection(service, before):
    service.answer = lambda request: (
        b"HTTP/1.1 418 Teapot\r\nContent-Type: application/problem+json\r\nX-Any: 1\r\nCache-Control: no-store\r\n"
        b"Set-Cookie: a=1\r\nSet-Cookie: b=2\r\nKeep-Alive: timeout=5\r\nTransfer-Encoding: chunked\r\n\r\n"
        b"3\r\nabc\r\n0\r\n\r\n")
    answer = before.get("/ml/films/search?q=a")
    assert (answer.status, answer.body) == (418, b"abc")
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.headers["X-Any"] == "1"
    assert answer.headers.get_all("Set-Cookie") == ["a=1", "b=2"]
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Krakend-Completed"] == "false"
    assert answer.headers["X-Krakend"] is None
    assert answer.headers["Transfer-Encoding"] == "chunked"
    assert before.is_krakend or answer.headers["Keep-Alive"] is None


def test_nothing_is_said_of_an_answer_that_the_service_did_not_say(service, before):
    answer = before.get("/db/history/?session_id=a")
    assert set(map(str.lower, answer.headers)) - {"x-krakend-completed", "date"} == {"content-type", "content-length"}
