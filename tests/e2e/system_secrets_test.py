"""What is secret stands in no answer and in no log. Every test's stack is searched at its end, too (whole_system.py)."""

import json

import pytest
from running_service import eventually

FILM = "Секретный фильм которого никто не видел"
WORDS = "private-words-of-a-person"
SECRET_HEADERS = {"Authorization": "Bearer token-of-a-stranger-0123456789", "Cookie": "cookie=cookie-of-a-stranger"}


def requests_with_secrets(stack):
    """By every way in, those that are answered and those that are refused."""
    session = f"{WORDS}:1"
    as_session = {"Authorization": f"Bearer {stack.secrets.token_of(session)}"}
    as_service = {"Authorization": f"Bearer {stack.secrets.service_token}"}
    entry = {"session_id": session, "film": FILM, "recommendation": [FILM]}
    yield "GET", f"/recommender/ml/films/search?q={WORDS}", None, SECRET_HEADERS
    yield "GET", f"/recommender/ml/films/{WORDS}", None, {}
    yield "GET", f"/recommender/ml/{WORDS}", None, {}
    yield "GET", f"/{WORDS}?{WORDS}", None, {"Referer": f"https://example.org/{WORDS}", "User-Agent": WORDS}
    yield "POST", "/recommender/ml", {"film": FILM}, {}
    yield "POST", "/recommender/ml/recommend/", json.dumps({"film": FILM})[:-1].encode(), {}
    yield "POST", "/recommender/ml/films/match", {"films": [{"title": FILM}]}, {}
    yield "POST", "/recommender/db", entry, as_session
    yield "POST", "/recommender/db/history/", entry, as_service | {"Idempotency-Key": WORDS}
    yield "POST", "/recommender/db/history/", entry | {"film": "x"}, as_service | {"Idempotency-Key": WORDS}
    yield "GET", f"/recommender/db?session_id={session}", None, as_session
    yield "GET", f"/recommender/db/history/?session_id={session}&cursor={WORDS}", None, as_session
    yield "GET", f"/recommender/db/sessions/{session}/export", None, as_session
    yield "PUT", "/recommender/db/ratings/", {"session_id": session, "film": FILM, "rating": "seen"}, as_session
    yield "PUT", "/recommender/db/ratings/", {"session_id": session, "film": FILM + "\0", "rating": "seen"}, as_session
    yield "DELETE", f"/recommender/db/history/?session_id={session}", None, SECRET_HEADERS
    yield "POST", "/telegram/", {"update_id": 1, "message": {"text": FILM}}, {"X-Telegram-Bot-Api-Secret-Token": WORDS}


def ask_all(stack, run):
    for number, (method, path, body, headers) in enumerate(requests_with_secrets(stack)):
        stack.ask(method, path, body, headers | {"X-Request-ID": f"secrets-{run}-{number}"})


@pytest.mark.parametrize("run", ["all-is-well", "database-away", "services-away"])
def test_neither_tokens_nor_what_people_wrote_stand_in_a_log(stack, run):
    away = {"all-is-well": [], "database-away": ["postgres"], "services-away": ["ml_service", "db_service"]}[run]
    for part in away:
        stack.kill(part)
    try:
        ask_all(stack, run)
    finally:
        stack.start()
    last = f"secrets-{run}-0"
    eventually(lambda: len(stack.found_in_logs([last])) >= (2 if "ml_service" in away else 3),
               "the lines of a request, which shows that logs are read here", 10)
    stack.watch(FILM, WORDS, "token-of-a-stranger", "cookie-of-a-stranger", stack.secrets.token_of(f"{WORDS}:1"))
    stack.assert_logs_are_discreet()


def test_a_token_that_was_given_out_works_and_is_in_no_log(stack):
    issued = stack.db.ask("POST", "/sessions/", {"session_id": "secrets:1"})
    token = issued.json()["token"]
    opened = stack.ask("GET", "/recommender/db?session_id=secrets:1", headers={"Authorization": f"Bearer {token}"})
    assert opened.status == 200
    stack.watch(token)
    stack.assert_logs_are_discreet()


def test_what_was_said_to_the_bot_is_in_no_log(stack, anna):
    anna.says("Один дома, но не про Рождество и без ужасов")
    anna.says("/start film_tt0099785")
    stack.assert_logs_are_discreet()
    assert "Один дома, но не про Рождество и без ужасов" in stack.written_by_people()
