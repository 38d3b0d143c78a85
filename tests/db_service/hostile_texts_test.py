"""Texts that attack databases, parsers and limits: stored and answered letter by letter, or refused in clear words."""

import json
from urllib.parse import urlencode

import pytest
from raw_client import talk

TEXTS = [
    "'; DROP TABLE history; --", '"; DELETE FROM sessions; --', "' OR '1'='1", "x' UNION SELECT settings FROM sessions --",
    "1); DROP TABLE ratings; --", "$1 :film ? %s %(film)s {film}", "$$; DROP TABLE history; $$", "\\'; DROP TABLE history",
    "E'\\x41'", "\\", "\\\\", "\\0", "\\u0000", "''", '"', "`", "%", "_", "*", "::text", ":session_id", "NULL", "null",
    "true", "0", "-1", "1e309", "[]", "{}", '["a","b"]', "<script>alert(1)</script>", "../../etc/passwd", "${PATH}",
    "{{7*7}}", "Ёлки-палки", "й и й", "Cafe\u0301", "Café", "𝕱𝖎𝖑𝖒", "👨‍👩‍👧‍👦", "\u202eоготе", "\u200b", "\ufeffBOM", "ﷺ",
    "𠜎𠜱", "\ue000", "\ufffd", "\uffff", "\U0010ffff", " spaces ", "\t", "tab\there", "a" * 256, "я" * 256, "🎬" * 256,
]
WRONG_UTF8 = [b"\xff", b"\xc3", b"\xc0\xaf", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xf8\x88\x80\x80\x80", b"\x80"]
BEYOND_TEXT = ["\0", "a\0b", "\x01", "\x1f", "\x7f", "a\nb", "a\rb"]


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_any_text_comes_back_letter_by_letter(service, session, text):
    answer = service.remember(session, text, [text, "Леон", text], liked=[text], disliked=[text],
                              filters={"genres": [text[:64]], "countries": [text[:64]]}, index_version=text[:64])
    assert answer.status == 201, answer.body
    entry = answer.json()
    assert (entry["film"], entry["liked"], entry["disliked"]) == (text, [text], [text])
    assert entry["recommendation"] == [text, "Леон", text]
    assert (entry["filters"]["genres"], entry["index_version"]) == ([text[:64]], text[:64])
    assert service.history(session).json()["history"] == [entry]
    wish = {"session_id": session, "film": text, "liked": [text], "disliked": [text],
            "filters": {"genres": [text[:64]], "countries": [text[:64]]}}
    assert service.post("/history/shown", wish).json() == {"shown": [text, "Леон"] if text != "Леон" else [text]}
    assert service.rate(session, [(text, "seen")]).status == 200
    [rated] = service.whole_ratings(session)
    assert rated["film"] == text
    settings = {"without_genres": [text[:64]], "hide_seen": True, "adult": False}
    assert service.ask("PUT", f"/sessions/{session}/settings", settings).json() == settings
    exported = service.export(session).json()
    assert (exported["history"], exported["ratings"], exported["settings"]) == ([entry], [rated], settings)
    removed = service.ask("DELETE", "/ratings/?" + urlencode({"session_id": session, "film": text}))
    assert removed.json() == {"removed": 1}


def post(service, body, path="/history/", method="POST"):
    return service.ask(method, path, body, {"Content-Type": "application/json"})


def assert_refused_and_unchanged(service, session, answer, statuses=(400, 422)):
    assert answer.status in statuses, answer.body
    assert answer.code() in ("bad_json", "invalid_request", "body_too_large")
    assert service.export(session).json()["history"] == service.export(session).json()["ratings"] == []


@pytest.mark.parametrize("wrong", WRONG_UTF8, ids=range(len(WRONG_UTF8)))
def test_what_is_not_utf_8_is_refused(service, session, wrong):
    name = session.encode()
    assert_refused_and_unchanged(service, session, post(
        service, b'{"session_id": "%s", "film": "%s", "recommendation": []}' % (name, wrong)))
    assert_refused_and_unchanged(service, session, post(
        service, b'{"session_id": "%s", "film": "a", "recommendation": ["%s"]}' % (name, wrong)))
    assert_refused_and_unchanged(service, session, post(
        service, b'{"session_id": "%s", "film": "%s", "rating": "seen"}' % (name, wrong), "/ratings/", "PUT"))
    in_address = "".join(f"%{byte:02x}" for byte in wrong)
    assert service.ask("DELETE", f"/ratings/?session_id={session}&film={in_address}").status == 422
    assert service.ask("GET", f"/history/?session_id={in_address}").status == 422


@pytest.mark.parametrize("text", BEYOND_TEXT, ids=range(len(BEYOND_TEXT)))
def test_control_characters_and_nul_are_refused_wherever_they_stand(service, session, text):
    for members in ({"film": text}, {"recommendation": [text]}, {"liked": [text]}, {"disliked": [text]},
                    {"filters": {"genres": [text]}}, {"index_version": text}):
        answer = service.post("/history/", {"session_id": session, "film": "a", "recommendation": []} | members)
        assert_refused_and_unchanged(service, session, answer)
    assert_refused_and_unchanged(service, session, service.rate(session, [("a", "seen"), (text, "seen")]))
    assert service.ask("PUT", f"/sessions/{session}/settings", {"without_genres": [text]}).status == 422
    assert service.ask("DELETE", "/ratings/?" + urlencode({"session_id": session, "film": text})).status == 422


@pytest.mark.parametrize("escape", [r"\ud800", r"\udfff", r"\udc00\ud800", r"\ud83c", r"\u0000"])
def test_escapes_that_are_no_letters_are_refused(service, session, escape):
    body = f'{{"session_id": "{session}", "film": "{escape}", "recommendation": []}}'.encode()
    assert_refused_and_unchanged(service, session, post(service, body))
    body = f'{{"session_id": "{session}", "film": "{escape}", "rating": "seen"}}'.encode()
    assert_refused_and_unchanged(service, session, post(service, body, "/ratings/", "PUT"))


def test_escapes_that_are_letters_are_those_letters(service, session):
    body = f'{{"session_id": "{session}", "film": "\\ud83c\\udfac \\u0401\\/\\"", "recommendation": []}}'.encode()
    assert post(service, body).json()["film"] == '🎬 Ё/"'


@pytest.mark.parametrize("body", [
    b"[" * 50_000, b'{"film":' * 10_000, b'{"session_id": "a", "film": ' + b"[" * 1000 + b"]" * 1000 + b"}",
    b'{"session_id": "a", "film": "b", "recommendation": [' + b"[" * 40 + b"]" * 40 + b"]}",
    b'{"session_id": "a", "film": "b", "recommendation": [], "filters": {"from_year": 1e400}}',
    b'{"session_id": "a", "film": "b", "recommendation": [], "filters": {"from_year": ' + b"9" * 5000 + b"}}",
    b'{"session_id": "a", "film": "b", "recommendation": [], "filters": {"min_rating": -1e-400000000000}}',
    b'{"session_id": "a", "film": "b", "recommendation": [], "filters": {"from_year": 2000.5}}',
    b'{"session_id": "a", "film": "b", "recommendation": [], "filters": {"max_minutes": NaN}}',
    b'{"session_id": "a", "film": "b", "recommendation": [], "filters": {"max_minutes": 0x10}}',
    b"", b"null", b"[]", b'"a"', b"1", b"{", b"{}", b"\xef\xbb\xbf{}", b'{"film": "a",}', b"{'film': 'a'}"],
    ids=range(20))
def test_deep_json_huge_numbers_and_what_is_no_entry_are_refused(service, session, body):
    for path, method in (("/history/", "POST"), ("/ratings/", "PUT"), ("/history/shown", "POST")):
        answer = post(service, body, path, method)
        assert answer.status in (400, 413, 422), answer.body
        assert answer.code() in ("bad_json", "invalid_request", "body_too_large")
    service.assert_still_answers()


@pytest.mark.parametrize(("method", "path"), [("POST", "/history/"), ("PUT", "/ratings/"), ("POST", "/history/shown"),
                                               ("POST", "/sessions/"), ("PUT", "/sessions/a/settings")])
def test_a_body_that_is_too_long_is_refused_before_it_is_read(service, method, path):
    head = (f"{method} {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
            f"Authorization: Bearer {service.secrets.service_token}\r\n")
    for parts in ([head, "Content-Length: 8000000\r\n\r\n"],
                  [head, "Transfer-Encoding: chunked\r\n\r\n", *["10000\r\n" + " " * 65536 + "\r\n"] * 100]):
        [answer] = talk(service.port, *parts)
        assert (answer.status, answer.code()) == (413, "body_too_large")


def test_the_longest_list_of_ratings_is_taken(service, session):
    films = [f"{number:04}" + "🎬" * 252 for number in range(1000)]
    assert service.rate(session, [(film, "to_watch") for film in films]).json() == {"stored": 1000}
    assert sorted(one["film"] for one in service.whole_ratings(session)) == films


@pytest.mark.parametrize("session_id", ["' OR '1'='1", "a; DROP TABLE sessions", "%", "tg:1%00", "*", "a/b", "../a", "a b",
                                        "я", "a\n", ".", "a,b", "{id}"])
def test_a_name_of_a_session_is_never_more_than_a_name(service, session_id):
    for answer in (service.history(session_id), service.ratings(session_id), service.forget(session_id),
                   service.remember(session_id, "Леон"), service.rate(session_id, [("Леон", "seen")]),
                   service.post("/sessions/", {"session_id": session_id}),
                   service.post("/history/shown", {"session_id": session_id, "film": "Леон"})):
        assert (answer.status, answer.code()) == (422, "invalid_request")


def test_tables_are_still_there(service, session):
    assert service.remember(session, "Леон").status == 201
    assert json.loads(service.export(session).body)["history"]
