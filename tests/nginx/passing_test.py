"""What passes the door, as what it arrives, and what comes back."""

import gzip
import json
import re

import pytest
from behind import EMPTY_500, Said, problem
from configured_door import TEMPLATES

FORM_OF_AN_ID = r"[0-9a-f]{32}"
API = "/recommender/"


# The API


@pytest.mark.parametrize(("target", "arrives"), [
    ("/recommender/ml", "/ml"),
    ("/recommender/ml/", "/ml"),
    ("/recommender/db", "/db"),
    ("/recommender/db/?session_id=tg:42", "/db?session_id=tg:42"),
    ("/recommender/ml/recommend/", "/ml/recommend/"),
    ("/recommender/ml/films/search?q=%D0%BE%D0%B4%D0%B8%D0%BD+a%26b", "/ml/films/search?q=%D0%BE%D0%B4%D0%B8%D0%BD+a%26b"),
    ("/recommender/ml/films/tt0099785/poster?size=w342", "/ml/films/tt0099785/poster?size=w342"),
    ("/recommender/ml/films/match", "/ml/films/match"),
    ("/recommender/ml/openapi.json", "/ml/openapi.json"),
    ("/recommender/db/history/?session_id=tg:42&limit=1", "/db/history/?session_id=tg:42&limit=1"),
    ("/recommender/db/history/shown", "/db/history/shown"),
    ("/recommender/db/ratings/", "/db/ratings/"),
    ("/recommender/db/sessions/tg:42/export", "/db/sessions/tg:42/export"),
    ("/recommender/db/sessions/%D1%8F/settings", "/db/sessions/%D1%8F/settings"),
])
@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "DELETE", "OPTIONS"])
def test_the_api_arrives_without_its_prefix(door, gateway, method, target, arrives):
    body = b'{"film": "\xd0\x9a"}' if method in ("POST", "PUT") else None
    answer = door.ask(method, target, body)
    assert (answer.status, answer.body) == (200, b'{"fine":true}')
    assert [(asked.method, asked.target, asked.body) for asked in gateway.asked] == [(method, arrives, body or b"")]


def test_head_passes(door, gateway):
    assert door.ask("HEAD", f"{API}ml/openapi.json").status == 200
    assert gateway.asked[0].method == "HEAD"


def test_a_chunked_body_arrives_whole(door, gateway):
    assert door.ask("POST", f"{API}ml", iter([b"one ", b"two"])).status == 200
    assert gateway.asked[0].body == b"one two"


def test_headers_pass_both_ways(door, gateway):
    gateway.otherwise = Said(201, b"{}", {"Content-Type": "application/json", "ETag": '"1"', "Cache-Control": "no-cache",
                                          "Idempotency-Replayed": "true", "X-Poster-Source": "card"})
    sent = {"Authorization": "Bearer one", "Idempotency-Key": "7d1c", "If-None-Match": '"1"', "Accept-Language": "ru",
            "traceparent": "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"}
    answer = door.ask("POST", f"{API}db", b"{}", sent)
    assert answer.status == 201
    assert {name: gateway.asked[0].headers[name] for name in sent} == sent
    for name in ("ETag", "Cache-Control", "Idempotency-Replayed", "X-Poster-Source"):
        assert answer.headers[name] == gateway.otherwise.headers[name]


def test_the_gateway_is_asked_over_kept_connections(door, gateway):
    for _ in range(40):
        assert door.get(f"{API}ml/films/search?q=a").status == 200
    # Each worker keeps its own, and may have had some before.
    assert gateway.connections <= 4


def test_where_the_gateway_sends_to_is_told_as_it_is_called_out_here(door, gateway):
    gateway.otherwise = Said(301, b"", {"Location": "/ml/films/search?q=a"})
    assert door.get(f"{API}ml/films/search/?q=a").headers["Location"] == "/recommender/ml/films/search?q=a"


@pytest.mark.parametrize("path", ["ml/recommend", "db/history", "db/ratings"])
def test_a_slash_that_was_left_out_turns_no_post_into_a_get(door, gateway, path):
    answer = door.post(f"{API}{path}?a=b%20c")
    assert (answer.status, answer.headers["Location"]) == (308, f"{API}{path}/?a=b%20c")
    assert gateway.asked == []


def test_no_address_breaks_out_of_a_header(door, gateway):
    answer = door.get(f"{API}db/history?a=%0d%0aX:1")
    assert (answer.headers["Location"], answer.headers["X"]) == (f"{API}db/history/?a=%0d%0aX:1", None)


def test_what_the_gateway_is_stays_its_secret(door, gateway):
    gateway.otherwise = Said(200, b"{}", {"X-Krakend": "Version 2.13", "X-Krakend-Completed": "true"})
    answer = door.get(f"{API}ml/films/tt1")
    assert (answer.headers["X-Krakend"], answer.headers["X-Krakend-Completed"]) == (None, None)
    assert answer.headers["Server"] == "nginx"


@pytest.mark.parametrize(("status", "code"), [
    (400, "bad_json"), (401, "unauthorized"), (403, "forbidden"), (404, "unknown_film"), (406, "not_acceptable"),
    (409, "conflict"), (415, "wrong_content_type"), (422, "invalid_request"), (431, "header_too_large"),
    (503, "database_away")])
def test_problems_of_services_pass_untouched(door, gateway, status, code):
    gateway.otherwise = problem(status, code)
    for method, body in (("GET", None), ("POST", b"{}")):
        answer = door.ask(method, f"{API}db/history/", body, {"X-Request-ID": "abc"})
        assert (answer.status, answer.code(), answer.body) == (status, code, gateway.otherwise.body)
        assert answer.headers.get_all("X-Request-ID") == ["abc"]


@pytest.mark.parametrize(("said", "code"), [
    (EMPTY_500, "service_away"), (Said(429, b"", {}), "too_many_requests"), (Said(502, b"", {}), "service_away"),
    (Said(504, b"", {}), "service_slow"), (Said(405, b"405 method not allowed", {"Content-Type": "text/plain"}), "wrong_method")])
def test_what_the_gateway_says_of_its_own_troubles_becomes_a_problem(door, gateway, said, code):
    gateway.otherwise = said
    answer = door.post(f"{API}db/sessions/", X_Request_ID="abc")
    assert (answer.status, answer.code(), answer.headers["X-Request-ID"]) == (said.status, code, "abc")


def test_a_page_of_another_site_may_read_such_a_problem_where_it_may_read_answers(door, gateway):
    allowed = {"Access-Control-Allow-Origin": "https://films.example", "Access-Control-Expose-Headers": "X-Request-ID",
               "Vary": "Origin"}
    gateway.otherwise = Said(429, b"", allowed)
    assert {name: door.get(f"{API}ml/films/x").headers[name] for name in allowed} == allowed
    assert door.get("/nosuch").headers["Access-Control-Allow-Origin"] is None


def test_the_gateway_knows_which_methods_it_allows(door, gateway):
    gateway.otherwise = Said(405, b"", {"Allow": "GET"})
    assert door.post(f"{API}db/sessions/").headers["Allow"] == "GET"


def test_a_500_of_a_service_is_told_in_its_own_words(door, gateway):
    """The door cannot tell it from the gateway's before it is gone, so it says the same; hold it to that."""
    source = (TEMPLATES.parent / "service_kit/src/service_answers.cpp").read_text()
    title, = re.findall(r'\.status = 500, \.code = "internal_error", \.title = "([^"]+)"\}', source)
    gateway.otherwise = problem(500, "internal_error", title=title)
    for method in ("GET", "POST"):
        answer = door.ask(method, f"{API}db/history/", headers={"X-Request-ID": "abc"})
        assert (answer.status, answer.body) == (500, gateway.otherwise.body)


@pytest.mark.parametrize("target", [
    "/repeatable/db", "/repeatable/db/history/", "/telegram/session/", "/telegram/sessions",
    "/recommender", "/recommender/", "/recommender/__health", "/recommender/__debug/x", "/recommender/mlx",
    "/recommender/ml/health/ready", "/recommender/db/health/live", "/recommender/ml/metrics", "/recommender/db/metrics",
    "/recommender/ml/films/../metrics", "/recommender/ml/%6detrics", "/recommender/ml//metrics", "/recommender/../metrics",
    "/recommender/ml/../../metrics", "/recommender/ml/../__health", "/telegram", "/telegram/x", "/telegram/../metrics",
    "/metrics", "/health/live", "/problem", "/.git/config", "/.hidden", "/help/.x", "/nosuch", "/empty/", "/empty/x"])
def test_all_else_is_not_there(door, gateway, bot, target):
    answer = door.get(target)
    assert (answer.status, answer.code()) == (404, "no_such_path")
    assert gateway.asked == bot.asked == []


@pytest.mark.parametrize("method", ["PATCH", "TRACE", "PROPFIND", "CONNECT", "get", "BREW"])
def test_other_methods_are_refused(door, gateway, method):
    answer = door.ask(method, f"{API}ml")
    assert answer.status in (400, 405)  # nginx does not take small letters for a method, nor CONNECT at all
    assert answer.code() in ("wrong_method", "bad_http")
    if method in ("PATCH", "PROPFIND", "BREW"):
        assert answer.headers["Allow"] == "GET, HEAD, POST, PUT, DELETE, OPTIONS"
    assert gateway.asked == []


# The bot


def test_updates_reach_the_bot_as_they_are(door, bot):
    answer = door.post("/telegram/", b'{"update_id": 1}', X_Telegram_Bot_Api_Secret_Token="hook")
    assert answer.status == 200
    asked = bot.asked[0]
    assert (asked.method, asked.target, asked.body) == ("POST", "/telegram/", b'{"update_id": 1}')
    assert asked.headers["X-Telegram-Bot-Api-Secret-Token"] == "hook"


def test_a_page_may_ask_the_bot_for_a_session(door, bot):
    bot.answers = [problem(401, "unauthorized")]
    assert door.post("/telegram/session", b'{"init_data":"x"}', X_Request_ID="abc").code() == "unauthorized"
    assert (bot.asked[0].target, bot.asked[0].body) == ("/telegram/session", b'{"init_data":"x"}')


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "HEAD"])
@pytest.mark.parametrize("target", ["/telegram/", "/telegram/session"])
def test_the_bot_is_asked_by_post_alone(door, bot, method, target):
    answer = door.ask(method, target)
    assert (answer.status, answer.headers["Allow"]) == (405, "POST")
    assert bot.asked == []


def test_a_bot_that_is_away_is_a_problem(door, bot):
    bot.stop()
    answer = door.post("/telegram/")
    assert (answer.status, answer.code(), answer.headers["Retry-After"]) == (502, "service_away", "1")
    bot.start()
    assert door.post("/telegram/").status == 200


# The page


def test_the_page_is_there(door):
    answer = door.get("/")
    assert (answer.status, answer.body.decode()) == (200, "<!doctype html><title>Киносовет</title>")
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert answer.headers["Cache-Control"] == "no-cache"
    assert door.get("/", If_None_Match=answer.headers["ETag"]).status == 304
    assert door.ask("HEAD", "/index.html").status == 200
    assert b"Help" in door.get("/help/").body
    assert door.get("/help").headers["Location"] == "/help/"


def test_files_of_the_page_may_be_kept(door):
    assert door.get("/app.js").headers["Cache-Control"] == "no-cache", "a new page never runs with old scripts"
    assert door.get("/app.js").headers["Content-Type"] == "application/javascript; charset=utf-8"
    assert door.get("/app.0123abcd.css").headers["Cache-Control"] == "public, max-age=31536000, immutable"


def test_the_page_is_only_read(door):
    for method in ("POST", "PUT", "DELETE", "OPTIONS"):
        answer = door.ask(method, "/")
        assert (answer.status, answer.code(), answer.headers["Allow"]) == (405, "wrong_method", "GET, HEAD")


def test_the_page_runs_its_own_scripts_alone_and_only_telegram_frames_it(door):
    policy = dict(part.strip().split(" ", 1) for part in door.get("/").headers["Content-Security-Policy"].split(";"))
    assert (policy["default-src"], policy["script-src"], policy["connect-src"]) == ("'none'", "'self'", "'self'")
    assert policy["frame-ancestors"] == "'self' https://*.telegram.org"
    assert "unsafe" not in str(policy)
    assert door.get("/").headers["X-Frame-Options"] is None  # it knows no Telegram
    assert "camera=()" in door.get("/").headers["Permissions-Policy"]


# Every answer


def test_every_answer_says_that_it_is_what_it_says(door, gateway, bot):
    for answer in (door.get("/"), door.get("/nosuch"), door.get("/health"), door.get(f"{API}ml/films/x"),
                   door.post("/telegram/"), door.ask("BREW", f"{API}ml")):
        assert answer.headers.get_all("X-Content-Type-Options") == ["nosniff"]
        assert answer.headers.get_all("Referrer-Policy") == ["no-referrer"]
        assert len(answer.headers.get_all("X-Request-ID")) == 1
        assert answer.headers["Strict-Transport-Security"] is None  # not without TLS


def test_an_answer_of_the_api_may_do_nothing_as_a_page_unless_it_knows_better(door, gateway):
    assert door.get(f"{API}ml/films/x").headers.get_all("Content-Security-Policy") == [
        "default-src 'none'; frame-ancestors 'none'"]
    gateway.otherwise = Said(headers={"Content-Type": "text/html", "Content-Security-Policy": "default-src 'self'"})
    assert door.get(f"{API}ml/films/x").headers.get_all("Content-Security-Policy") == ["default-src 'self'"]


def test_the_door_tells_of_its_own_health(door, gateway):
    answer = door.get("/health")
    assert (answer.status, answer.json()) == (200, {"status": "live"})
    assert gateway.asked == []


@pytest.mark.parametrize("given", ["7d1c", "A-z_0.9", "x" * 128])
def test_an_id_that_makes_sense_is_kept(door, gateway, given):
    assert door.get(f"{API}ml/films/x", X_Request_ID=given).headers["X-Request-ID"] == given
    assert gateway.asked[0].headers["X-Request-ID"] == given
    assert door.get("/nosuch", X_Request_ID=given).json()["request_id"] == given


@pytest.mark.parametrize("given", ["", " ", "a b", "x" * 129, 'a"b', "a\\b", "<script>", "é", "a,b", "a/b", "${id}", "a\tb"])
def test_an_id_that_makes_none_is_replaced(door, gateway, given):
    headers = {"X-Request-ID": given.encode("latin-1")}
    answer = door.ask("GET", f"{API}ml/films/x", headers=headers)
    assert re.fullmatch(FORM_OF_AN_ID, answer.headers["X-Request-ID"])
    assert gateway.asked[0].headers["X-Request-ID"] == answer.headers["X-Request-ID"]
    assert re.fullmatch(FORM_OF_AN_ID, door.ask("GET", "/nosuch", headers=headers).json()["request_id"])


def test_ids_differ(door, gateway):
    ids = {door.get("/nosuch").headers["X-Request-ID"] for _ in range(20)}
    assert len(ids) == 20


def test_nobody_is_believed_who_he_is(door, gateway, bot):
    claims = {"X-Forwarded-For": "203.0.113.9", "X-Real-IP": "203.0.113.9", "Forwarded": "for=203.0.113.9",
              "X-Forwarded-Host": "evil.example", "X-Forwarded-Prefix": "/evil",
              "X-Forwarded-Proto": "https"}
    door.ask("GET", f"{API}ml/films/x", headers=claims)
    door.ask("POST", "/telegram/", b"{}", claims)
    for asked in (gateway.asked[0], bot.asked[0]):
        assert (asked.headers["X-Forwarded-For"], asked.headers["X-Real-IP"]) == ("127.0.0.1", "127.0.0.1")
        assert asked.headers["X-Forwarded-Proto"] == "http"


@pytest.mark.parametrize("host", ["evil.example", "a b", "localhost:99999", "[::1", "x" * 300, "evil.example/x", ""])
def test_whatever_host_is_asked_for_the_gateway_hears_one(door, gateway, host):
    answer = door.ask("GET", f"{API}ml/films/x", headers={"Host": host})
    assert answer.status in (200, 400)
    assert {asked.headers["Host"] for asked in gateway.asked} <= {"gateway"}
    if answer.status == 400:
        assert answer.code() == "bad_http"


def test_answers_are_compressed_for_whom_it_suits(door, gateway):
    long = Said(200, json.dumps({"films": ["Один дома"] * 200}).encode(), {"Content-Type": "application/json"})
    gateway.otherwise = long
    answer = door.get(f"{API}ml/films/x", Accept_Encoding="gzip")
    assert (answer.headers["Content-Encoding"], answer.headers["Vary"]) == ("gzip", "Accept-Encoding")
    assert gzip.decompress(answer.body) == long.body
    assert len(answer.body) < len(long.body) / 4
    assert door.get(f"{API}ml/films/x").body == long.body
    assert door.get("/app.js", Accept_Encoding="gzip").headers["Content-Encoding"] == "gzip"


def test_what_is_compressed_already_stays_as_it_is(door, gateway):
    body = gzip.compress(b'{"fine":true}' * 100)
    gateway.otherwise = Said(200, body, {"Content-Type": "application/json", "Content-Encoding": "gzip"})
    answer = door.get(f"{API}ml/films/x", Accept_Encoding="gzip")
    assert (answer.headers["Content-Encoding"], answer.body) == ("gzip", body)
