"""Two copies of the bot behind a webhook: Telegram asks one or the other."""

import json
import urllib.request

import PIL.Image
import pytest
from running_service import eventually
from talk import Talk, counter_of, film_of, films_of, marks_of, text_of

SECRET = "webhook-secret_that_stands_in_no_log"
ADDRESS = "https://films.example/telegram/"


@pytest.fixture(scope="module")
def house(install, postgres):
    with install(postgres.new_database()) as installed:
        yield installed


@pytest.fixture(scope="module")
def copies(house):
    environment = {"TELEGRAM_WEBHOOK_URL": ADDRESS, "TELEGRAM_WEBHOOK_SECRET": SECRET, "PUBLIC_URL": "https://films.example"}
    with house.start_bot(environment=environment) as one, house.start_bot(environment=environment) as other:
        for bot in (one, other):
            bot.secrets.append(SECRET)
            bot.wait_for("Telegram sends updates to the webhook")
        house.telegram.updates.copies = [f"http://127.0.0.1:{bot.port}/telegram/" for bot in (one, other)]
        yield [one, other]
    for bot in (one, other):
        bot.assert_log_is_whole("tg_client", least=2)


@pytest.fixture
def telegram(house, copies):
    return house.telegram


@pytest.fixture
def anna(telegram):
    return Talk(telegram)


def test_the_webhook_is_set_with_its_secret(telegram, anna):
    assert text_of(anna.says("/help")).startswith("Как со мной говорить")
    hook = telegram.updates.webhook
    assert (hook.url, hook.secret) == (ADDRESS, SECRET)
    assert set(telegram.updates.allowed) == {"message", "callback_query", "inline_query", "chosen_inline_result",
                                             "my_chat_member"}


def test_one_chat_is_answered_in_order_by_both(telegram, copies, anna):
    delivered = len(telegram.updates.delivered)
    wishes = ["Матрица", "/privacy", "Один дома", "/nosuch", "Амели", "/help"]
    for text in wishes:
        anna.person.says(text)
    anna.chat.wait_for(len(wishes))
    starts = ["Матрица: Перезагрузка", "Что хранится", "Один дома", "Такой команды нет", "Влюбись", "Как со мной"]
    assert [text_of(message).startswith(start) for message, start in zip(anna.chat.from_bot, starts)] == [True] * 6
    telegram.wait_for(lambda fake: not fake.updates.pending)
    answered = telegram.updates.delivered[delivered:]
    assert {status for _, _, status, _ in answered} == {200}
    assert {url for _, url, _, _ in answered} == set(telegram.updates.copies)


def test_a_talk_goes_on_whichever_copy_hears_it(anna):
    page = anna.says("Один дома")
    for number in (2, 3, 4):
        assert counter_of(anna.turns(page, "➡️")) == (number, 5)
    for _ in range(3):
        anna.turns(page, "👎")
        assert marks_of(page) == ["👎"]
        anna.turns(page, "✅👎")
        assert marks_of(page) == []
    anna.turns(page, "👎")
    shown = set(films_of(page))
    for _ in range(3):
        page = anna.gets(page, "Ещё пять")
        assert not set(films_of(page)) & shown
        shown |= set(films_of(page))
    for _ in range(2):
        assert not set(films_of(anna.says("Сгенерировать фильм заново"))) & shown


def test_settings_of_one_copy_hold_in_the_other_at_once(anna):
    settings = anna.says("/settings")
    for label in ("Годы", "С 1990", "Готово", "Язык"):
        anna.turns(settings, label)
    anna.speaks(settings, "English")
    for _ in range(2):
        assert "Years: from 1990" in text_of(anna.says("/settings"))
        assert "Like “Home Alone” (1990)" in text_of(anna.says("Home Alone"))


def post(bot, body, **headers):
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return bot.ask("POST", "/telegram/", body, {"Content-Type": "application/json", **named})


def test_without_the_secret_nobody_is_heard(telegram, copies, anna):
    update = {"update_id": 1, "message": {"message_id": 1, "date": 1, "chat": anna.chat.description,
                                          "from": anna.person.user, "text": "/help"}}
    for headers in ({}, {"X_Telegram_Bot_Api_Secret_Token": "wrong"}, {"X_Telegram_Bot_Api_Secret_Token": SECRET + "x"},
                    {"X_Telegram_Bot_Api_Secret_Token": SECRET[:-1]}, {"X_Telegram_Bot_Api_Secret_Token": ""}):
        answer = post(copies[0], update, **headers)
        assert (answer.status, answer.code()) == (401, "unauthorized")
    assert anna.is_silent_after(lambda: None)


def test_an_update_that_comes_twice_is_answered_once(copies, anna):
    anna.says("/help")
    update = {"update_id": 999, "message": {"message_id": 2, "date": 1, "chat": anna.chat.description,
                                            "from": anna.person.user, "text": "/privacy"}}
    statuses = [post(copies[0], update, X_Telegram_Bot_Api_Secret_Token=SECRET).status for _ in range(3)]
    assert statuses == [200] * 3
    anna.says("/help")
    assert [text_of(message)[:5] for message in anna.chat.from_bot] == ["Как с", "Что х", "Как с"]


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"null", b'{"update_id": "x"}', b'{"update_id": 5, "message": 7}', b"\xff\xfe",
                                  b"[" * 10_000], ids=range(8))
def test_poison_is_taken_so_that_it_does_not_come_again(copies, anna, body):
    assert post(copies[1], body, X_Telegram_Bot_Api_Secret_Token=SECRET).status == 200
    assert text_of(anna.says("/help"))
    for bot in copies:
        for line in [line for line in bot.lines if line["level"] == "warning"]:
            bot.lines.remove(line)


def test_a_copy_that_is_down_is_covered_by_the_other(house, telegram, copies, anna):
    gone = "http://127.0.0.1:9/telegram/"
    telegram.updates.copies.append(gone)
    for text in ("Матрица", "/privacy", "Один дома", "/help"):
        assert text_of(anna.says(text))
    telegram.updates.copies.remove(gone)
    assert len(anna.chat.from_bot) == 4


@pytest.mark.parametrize(("language", "typed"), [("ru", "бразилия 1985"), ("en", "brazil 1985")])
def test_articles_of_inline_mode_have_posters_that_telegram_can_fetch(house, telegram, language, typed):
    person = Talk(telegram, language).person
    result = person.types_inline(typed)[0]
    assert result.shown["type"] == "article" and result.shown["description"]
    sent = person.chooses(result)
    assert text_of(sent).startswith(result.title)
    preview = sent.body["link_preview_options"]
    assert preview["show_above_text"] and preview["prefer_large_media"] and not preview["is_disabled"]
    film = result.id[1:]
    poster = f"https://films.example/recommender/ml/films/{film}/poster?language={language}&size="
    for address, width in ((result.shown["thumbnail_url"], 185), (preview["url"], 780)):
        assert address == f"{poster}w{width}"
        with urllib.request.urlopen(address.replace("https://films.example/recommender/", house.door.url)) as answer:
            assert answer.headers["Content-Type"] == "image/jpeg"
            assert PIL.Image.open(answer).width == width


def test_articles_stay_articles_once_telegram_has_the_poster(anna):
    """By the copy that sent it before; so more than once."""
    for _ in range(2):
        film = film_of(anna.says("Один дома"))
    for _ in range(2):
        result = anna.person.types_inline("один дома")[0]
        assert film in result.id and result.shown["type"] == "article"
        assert result.shown["thumbnail_url"].startswith(f"https://films.example/recommender/ml/films/{film}/poster?")


def test_it_is_ready_and_tells_what_it_does(copies):
    for bot in copies:
        eventually(lambda bot=bot: bot.get("/health/ready").status == 200, "readiness")
        assert "telegram_update_seconds" in bot.get("/metrics").body.decode()
        assert SECRET not in json.dumps(bot.get("/metrics").body.decode())
