"""`kinosovet serve`: films, history and the bot in one process, for a laptop and for one who tries it."""

import re
import signal
import sqlite3

import pytest
from installation import is_last_poll
from mini_app import init_data
from running_service import eventually, run
from serve import Serve
from talk import Talk, counter_of, films_of, marks_of, text_of
from telegram import FakeTelegram, faults

TOKEN = "123456:AAH-a_token_that_stands_in_no_log_1"
SERVICE_TOKEN = "the-services-own-token-0123456789"
WISH = {"film": "Один дома", "limit": 5}


@pytest.fixture
def telegram():
    with FakeTelegram(TOKEN) as fake:
        yield fake


@pytest.fixture
def folder(data, tmp_path):
    """The films, and room for what is kept."""
    for name in ("catalogue.sqlite", "models"):
        (tmp_path / name).symlink_to(data / name)
    return tmp_path


@pytest.fixture
def start(kinosovet, folder):
    return lambda *flags, **options: Serve(kinosovet, folder, *flags, **options)


def ids_of(answer):
    return [one["film"]["id"] if "film" in one else one["id"] for one in answer.json()["recommendations"]]


def test_without_a_token_it_recommends_over_http_and_has_no_bot(start):
    with start() as service:
        answer = service.post("/recommender/ml/recommend/", WISH)
        assert answer.status == 200 and len(answer.json()["recommendations"]) == 5
        assert service.post("/recommender/ml", WISH).body == answer.body
        assert service.get("/recommender/ml/films/tt0099785/poster").headers["X-Poster-Source"] == "card"
        assert service.post("/telegram/session", {"init_data": "a"}).status == 404
        assert service.logged("there is no bot")
        assert service.get("/docs/").status == 200


def test_the_description_names_every_route_where_it_is(start):
    with start() as service:
        paths = set(service.get("/openapi.json").json()["paths"])
        assert {"/recommender/ml/recommend/", "/recommender/ml/films/{id}", "/recommender/db/history/"} <= paths
        assert all(path.startswith(("/recommender/", "/health/", "/metrics", "/openapi")) for path in paths), paths


def test_the_page_and_all_that_it_loads_are_there(start):
    with start() as service:
        page = service.get("/")
        assert page.headers["Content-Type"] == "text/html; charset=utf-8"
        assert "default-src 'self'" in page.headers["Content-Security-Policy"]
        assert service.get("/", If_None_Match=page.headers["ETag"]).status == 304
        loaded = re.findall(r'(?:src|href)="/?([a-z_]+\.[a-z]+)"', page.body.decode())
        assert {"page.js", "favicon.svg"} <= set(loaded)
        for name in loaded:
            for other in re.findall(r'from "\./([a-z_]+\.js)"', service.get(f"/{name}").body.decode()):
                assert service.get(f"/{other}").headers["Content-Type"] == "text/javascript; charset=utf-8"
            assert service.get(f"/{name}").status == 200


def test_what_is_kept_of_people_opens_to_the_token_alone(start):
    authorization = {"Authorization": f"Bearer {SERVICE_TOKEN}"}
    entry = {"session_id": "s", "film": "Один дома", "recommendation": ["tt0104431"]}
    with start(environment={"SERVICE_TOKEN": SERVICE_TOKEN}) as service:
        assert service.ask("GET", "/recommender/db?session_id=s").status == 401
        assert service.ask("POST", "/recommender/db", entry, authorization).status == 201
        history = service.ask("GET", "/recommender/db?session_id=s", headers=authorization).json()["history"]
        assert [one["film"] for one in history] == ["Один дома"]
    with start() as service:
        assert service.ask("GET", "/recommender/db?session_id=s").status == 401
        assert service.ask("GET", "/recommender/db?session_id=s", headers=authorization).status == 401


def test_a_person_talks_to_the_bot_and_is_remembered(start, folder, telegram):
    with start(telegram=telegram) as service:
        service.wait_for("talking")
        anna = Talk(telegram)
        page = anna.says("Один дома")
        assert counter_of(page) == (1, 5) and "Почему: " in text_of(page)
        anna.turns(page, "👍")
        more = anna.gets(page, "Ещё пять")
        assert not set(films_of(more)) & set(films_of(page))
        answer = service.post("/telegram/session", {"init_data": init_data(TOKEN, anna.person.id)}).json()
        history = service.ask("GET", f"/recommender/db/history/?session_id={answer['session_id']}",
                              headers={"Authorization": f"Bearer {answer['token']}"}).json()["history"]
        assert [len(entry["recommendation"]) for entry in history] == [5, 5]
        asked = service.logged("request", route="/recommender/ml/recommend/")
        assert asked and all(line["request_id"].startswith("tg-") for line in asked)
    assert all(is_last_poll(call) for call in telegram.refusals)
    with sqlite3.connect(folder / "history.sqlite") as kept:
        assert kept.execute("SELECT count(*) FROM history").fetchone() == (2,)


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL], ids=["SIGTERM", "SIGKILL"])
def test_a_restart_loses_nothing(start, telegram, how):
    service = start(telegram=telegram)
    service.wait_for("talking")
    anna = Talk(telegram)
    page = anna.says("Один дома")
    anna.turns(page, "👍")
    service.process.send_signal(how)
    service.finish(0 if how == signal.SIGTERM else -how)
    anna.person.says("Матрица")
    with start(telegram=telegram) as again:
        again.wait_for("talking")
        anna.chat.wait_for(lambda chat: "«Матрица» (1999)" in text_of(chat.from_bot[-1]))
        assert counter_of(anna.turns(page, "➡️")) == (2, 5)
        anna.turns(page, "⬅️")
        assert marks_of(page) == ["👍"]


def test_an_answer_under_way_at_the_end_is_finished(start, telegram):
    service = start(telegram=telegram)
    service.wait_for("talking")
    people = [Talk(telegram) for _ in range(20)]
    for talk in people:
        talk.person.says("Один дома")
    eventually(lambda: telegram.calls_of("sendPhoto"), "the first answer")
    service.stop()
    with start(telegram=telegram) as again:
        again.wait_for("talking")
        for talk in people:
            talk.chat.wait_for(1)
    assert [len(talk.chat.from_bot) for talk in people] == [1] * 20


def test_films_are_there_while_telegram_is_away(start, telegram):
    telegram.faults.add(faults.server_error(502, "Bad Gateway"), method="getMe")
    with start(telegram=telegram) as service:
        service.wait_for("Telegram is away")
        assert service.post("/recommender/ml", WISH).status == 200
        assert service.get("/health/ready").status == 200
        telegram.faults.clear()
        service.wait_for("talking")
        assert text_of(Talk(telegram).says("/help"))


def test_it_ends_at_once_while_telegram_is_away(start, telegram):
    telegram.faults.add(faults.server_error(502, "Bad Gateway"), method="getMe")
    with start(telegram=telegram) as service:
        service.wait_for("Telegram is away")


def test_a_token_that_is_not_taken_ends_it_with_what_to_do(start, telegram):
    telegram.faults.add(faults.server_error(401, "Unauthorized"), method="getMe")
    service = start(telegram=telegram, may_log_errors=True, wait=False)
    service.finish(1)
    assert "@BotFather" in service.logged("it cannot go on")[0]["why"]


@pytest.mark.parametrize(("flags", "environment", "why"), [
    (["--port", "99999"], {}, "--port or KINOSOVET_PORT"),
    (["--prot", "1"], {}, "--prot"),
    ([], {"TELEGRAM_BOT_TOKEN": "nonsense"}, "TELEGRAM_BOT_TOKEN"),
    ([], {"DATABASE_URL": "mysql://a"}, "DATABASE_URL"),
    ([], {"SESSION_KEY": "short"}, "SESSION_KEY"),
], ids=["port", "flag", "token", "database", "key"])
def test_settings_that_make_no_sense_are_told(kinosovet, folder, flags, environment, why):
    done = run(kinosovet, "--data", str(folder), "serve", *flags, environment=environment)
    assert done.returncode == 2 and why in done.stderr and not done.stdout


def test_without_films_it_ends_and_says_how_to_get_them(kinosovet, tmp_path):
    done = run(kinosovet, "serve", "--port", "0", "--data", str(tmp_path))
    assert done.returncode == 1 and "kinosovet import" in done.stdout
