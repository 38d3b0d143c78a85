"""The way in for whoever comes by a Mini App: Telegram's word for who it is, for a token of that person's session."""

import time

import pytest
from mini_app import init_data
from talk import text_of

DAY = 24 * 3600


def open_session(bot, data):
    return bot.post("/telegram/session", {"init_data": data})


def test_a_person_gets_the_session_of_their_chat_and_no_other(installation, bot, anna, bob):
    anna.says("Один дома")
    bob.says("Матрица")
    answer = open_session(bot, init_data(bot.secrets[0], anna.person.id))
    assert (answer.status, answer.headers["Cache-Control"]) == (200, "no-store")
    session = answer.json()
    assert session["session_id"] == f"tg:{anna.person.id}"
    history = installation.db.history(session["session_id"], token=session["token"])
    assert [entry["film"] for entry in history.json()["history"]] == ["tt0099785"]
    assert installation.db.history(f"tg:{bob.person.id}", token=session["token"]).status == 403


@pytest.mark.parametrize(("shown", "code"), [
    (lambda token, person: init_data("1:wrong", person), "bad_init_data"),
    (lambda token, person: init_data(token, person).replace(str(person), str(person + 1)), "bad_init_data"),
    (lambda token, person: init_data(token, person) + "&user=%7B%22id%22%3A1%7D", "bad_init_data"),
    (lambda token, person: init_data(token, person).rsplit("&hash=", 1)[0], "bad_init_data"),
    (lambda token, person: "%", "bad_init_data"),
    (lambda token, person: init_data(token, -100), "bad_init_data"),
    (lambda token, person: init_data(token, person, time.time() - DAY - 60), "init_data_expired"),
    (lambda token, person: init_data(token, person, time.time() + 3600), "init_data_expired"),
], ids=["another bot's", "another person", "two persons", "unsigned", "nonsense", "a group", "old", "of tomorrow"])
def test_who_shows_anything_else_stays_outside(bot, anna, shown, code):
    answer = open_session(bot, shown(bot.secrets[0], anna.person.id))
    assert (answer.status, answer.code()) == (401, code)


@pytest.mark.parametrize(("body", "status"), [({}, 422), ({"init_data": ""}, 422), ({"init_data": "a" * 8193}, 422),
                                              ({"init_data": 7}, 422), (b"{", 400)])
def test_what_makes_no_sense_is_refused(bot, body, status):
    assert bot.post("/telegram/session", body).status == status


def test_without_db_service_it_says_to_come_again(installation, bot, anna):
    installation.db.stop()
    try:
        answer = open_session(bot, init_data(bot.secrets[0], anna.person.id))
        assert (answer.status, answer.code(), answer.headers["Retry-After"]) == (503, "sessions_away", "2")
    finally:
        installation.start_db()
    assert text_of(anna.says("/help"))
