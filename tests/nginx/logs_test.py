"""What the door writes: a line for each request as the services have it, and nothing that people asked or keep secret."""

import datetime
import re
import time

import pytest
from behind import EMPTY_500, HANG_UP, Said, problem
from configured_door import ConfiguredDoor
from raw_client import RawClient, talk

API = "/recommender/"
FIELDS = ["time", "level", "service", "message", "request_id", "trace_id", "method", "route", "status", "bytes", "ms", "code",
          "client", "protocol", "tls", "asked", "answered"]
TRACE = "0af7651916cd43dd8448eb211c80319c"


def test_a_line_tells_of_a_request(door, gateway):
    answer = door.get(f"{API}ml/films/search?q=a", X_Request_ID="whole", traceparent=f"00-{TRACE}-b7ad6b7169203331-01")
    line = door.wait_for_line(request_id="whole")
    assert list(line) == FIELDS
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", line["time"])
    assert isinstance(line["ms"], int) and line["ms"] < 10_000
    assert (line["level"], line["service"], line["message"], line["trace_id"]) == ("info", "nginx", "request", TRACE)
    assert (line["method"], line["route"], line["status"]) == ("GET", "/recommender/ml/films/search", 200)
    assert (line["bytes"], line["code"], line["client"]) == (len(answer.body), "", "127.0.0.1")
    assert (line["asked"], line["answered"]) == (f"127.0.0.1:{gateway.port}", "200")


@pytest.mark.parametrize("seconds", [0.0, 0.05, 0.3, 1.2])
def test_how_long_it_took_is_a_number(door, gateway, seconds):
    def slowly(_):
        time.sleep(seconds)
        return Said()
    gateway.otherwise = slowly
    door.get(f"{API}ml/films/x", X_Request_ID=f"slow-{seconds}")
    assert seconds * 1000 - 10 <= door.wait_for_line(request_id=f"slow-{seconds}")["ms"] < seconds * 1000 + 5000


@pytest.mark.parametrize(("target", "route"), [
    ("/recommender/ml", "/recommender/ml"), ("/recommender/db/?session_id=tg:42", "/recommender/db"),
    ("/recommender/ml/recommend/", "/recommender/ml/recommend/"),
    ("/recommender/ml/films/random?seed=1", "/recommender/ml/films/random"),
    ("/recommender/ml/films/tt0099785", "/recommender/ml/films/{id}"),
    ("/recommender/ml/films/tt0099785/poster?size=w342", "/recommender/ml/films/{id}/poster"),
    ("/recommender/db/sessions/tg:42/settings", "/recommender/db/sessions/{id}/settings"),
    ("/recommender/db/sessions/", "/recommender/db/sessions/"), ("/recommender/db/history/", "/recommender/db/history/"),
    ("/recommender/ml/openapi.json", "/recommender/ml/openapi.json"),
    ("/recommender/ml/some/thing?x", "/recommender/ml/..."), ("/recommender/nosuch", "none"), ("/telegram/", "/telegram/"),
    ("/", "/"), ("/some/file.js", "/")])
def test_a_line_tells_the_route_and_not_the_address(door, gateway, target, route):
    mark = f"route-{abs(hash(target))}"
    door.get(target, X_Request_ID=mark)
    assert door.wait_for_line(request_id=mark)["route"] == route


def test_a_problem_of_the_door_has_its_code_there(door, gateway):
    door.ask("BREW", f"{API}ml", headers={"X-Request-ID": "brew"})
    line = door.wait_for_line(request_id="brew")
    assert (line["method"], line["status"], line["code"], line["asked"]) == ("BREW", 405, "wrong_method", "")
    gateway.otherwise = problem(404, "unknown_film")
    door.get(f"{API}ml/films/x", X_Request_ID="theirs")
    line = door.wait_for_line(request_id="theirs")
    assert (line["status"], line["code"], line["answered"]) == (404, "", "404")  # the service's own line has the code


def test_each_try_is_told(door, gateway):
    gateway.answers = [EMPTY_500, HANG_UP]
    door.get(f"{API}ml/films/x", X_Request_ID="tries")
    assert door.wait_for_line(request_id="tries")["answered"] == "500, 502, 200"


def test_health_is_no_news(door):
    door.get("/health", X_Request_ID="health")
    door.get("/nosuch", X_Request_ID="after")
    door.wait_for_line(request_id="after")
    assert not [line for line in door.lines() if line["request_id"] == "health"]


def send(door, text):
    """Whatever comes back: a line end in an address makes it a request of HTTP 0.9, whose answer has no header."""
    with RawClient(door.port) as client:
        client.send(text.encode("latin-1"))
        client.end_sending()
        client.file.read()


@pytest.mark.parametrize("given", ['","level":"error', "a\\", "a\nb", "\x00", "\x1b[31m", "é"])
def test_no_header_spoils_a_line(door, gateway, given):
    count = len(door.lines())
    for name in ("X-Request-ID", "traceparent", "User-Agent", "Host"):
        host = "" if name == "Host" else "Host: a\r\n"
        send(door, f"GET /recommender/ml/films/x HTTP/1.1\r\n{host}{name}: {given}\r\nConnection: close\r\n\r\n")
    send(door, f"GET /{given} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
    send(door, f"{given} / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
    door.get("/nosuch", X_Request_ID="last")
    door.wait_for_line(request_id="last")
    lines = door.lines()[count:]
    assert len(lines) >= 4
    assert {tuple(line) for line in lines} == {tuple(FIELDS)}
    assert {line["level"] for line in lines} == {"info"}
    for line in lines:
        assert re.fullmatch(r"[0-9A-Za-z._-]{1,128}", line["request_id"])
        assert re.fullmatch(r"[A-Z]*", line["method"])


@pytest.mark.parametrize(("zone", "end"), [("UTC", "Z"), ("Asia/Vladivostok", "+10:00"), ("America/St_Johns", ("-03:30", "-02:30")),
                                          ("Asia/Kolkata", "+05:30"), ("Europe/London", ("Z", "+01:00"))])
def test_times_are_right_wherever_the_door_is(nginx, gateways, gateway, zone, end):
    with ConfiguredDoor(nginx, gateways[:1], environment={"TZ": zone}) as door:
        door.get(f"{API}ml/films/x", X_Request_ID="far")
        written = door.wait_for_line(request_id="far")["time"]
        assert written.endswith(end)
        told = datetime.datetime.fromisoformat(written)
        assert abs(datetime.datetime.now(datetime.timezone.utc) - told) < datetime.timedelta(minutes=1)


def test_whatever_goes_wrong_no_log_has_what_was_asked_or_a_secret(nginx, gateways, gateway, the_bot):
    """Every trouble that nginx likes to tell with the request's first line."""
    secret = "Sekret0"
    strange = {"NGINX_CLIENT_RATE": "10", "NGINX_INTERNAL": "192.0.2.0/24", "NGINX_CLIENT_CONNECTIONS": "20"}
    with ConfiguredDoor(nginx, gateways[:1], the_bot, NGINX_PAGE="/nonexistent", **strange) as door:
        headers = {"Authorization": f"Bearer {secret}", "X-Telegram-Bot-Api-Secret-Token": secret, "Cookie": secret,
                   "User-Agent": secret, "Referer": f"http://a/{secret}", "traceparent": secret, "Idempotency-Key": secret}
        targets = [f"{API}ml/films/search?q={secret}", f"{API}ml/films/{secret}/poster", f"{API}db/sessions/{secret}/export",
                   f"{API}ml/{secret}", f"/{secret}", f"/?{secret}", f"/telegram/?{secret}", f"/.{secret}"]
        gateway.answers = [EMPTY_500, HANG_UP] * 4
        for target in targets:
            door.ask("GET", target, headers=headers)
            door.ask("POST", target, secret.encode(), headers)
        door.ask("POST", f"{API}ml?{secret}", secret.encode() * 100_000, {**headers, "Content-Length": "700000"})
        gateway.stop()
        for target in targets:
            door.ask("GET", target, headers=headers)
        gateway.start()
        gateway.otherwise = Said(200, b"{}", {"Content-Type": "application/json", "X-Bad": "\x01"})
        talk(door.port, f"GET /{secret}\x01 HTTP/1.1\r\nHost: {secret}\r\n\r\n")
        talk(door.port, f"GET /?{secret} HTTP/1.1\r\nHost: {secret}:{secret}\r\n\r\n")
        talk(door.port, f"GET /%zz{secret} HTTP/1.1\r\nHost: a\r\n\r\n")
        talk(door.port, f"GET /../{secret} HTTP/1.1\r\nHost: a\r\n\r\n")
        talk(door.port, f"GET /?{secret}{'a' * 20_000} HTTP/1.1\r\nHost: a\r\n\r\n")
        talk(door.port, f"GET /?{secret} HTTP/1.1\r\nHost: a\r\n{secret}{'a' * 20_000}: a\r\n\r\n")
        assert 429 in [door.get(targets[0]).status for _ in range(200)]
        text = door.access_log.read_text() + door.errors()
        assert len(door.lines()) > 200
        assert secret not in text
        assert door.errors() == ""
    gateway.reset()
