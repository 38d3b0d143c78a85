"""When services behind the bot fail, and come back."""

import pathlib
import signal
import tempfile
import time

import pytest
from running_service import eventually
from talk import Talk, counter_of, film_of, films_of, labels, marked_as, marks_of, origin_of, text_of, title_of

AWAY = "Сейчас не могу связаться с каталогом фильмов. Ваш запрос"
NOT_KEPT = "⚠️ История сейчас не сохраняется, поэтому фильмы могут повториться."


@pytest.fixture(scope="module")
def broken(install):
    """One of its own, whose services may be stopped; every test leaves them running."""
    with tempfile.TemporaryDirectory(prefix="kinosovet-away-") as folder:
        with install(f"sqlite:{pathlib.Path(folder) / 'history.sqlite'}") as installed:
            with installed.start_bot("--state-folder", folder) as bot:
                yield installed
            assert [line for line in bot.lines if line["level"] == "error"] == []


@pytest.fixture
def recovered(broken):
    """All is well again after the test before."""
    others = Talk(broken.telegram)
    eventually(lambda: is_well(others.says("Один дома")) or time.sleep(0.3), "recovery", 5)
    return broken


def is_well(answer):
    return answer.photo and NOT_KEPT not in text_of(answer)


@pytest.fixture
def anna(recovered):
    return Talk(recovered.telegram)


@pytest.fixture
def bob(broken):
    return Talk(broken.telegram, "en", "Bob")


def once_back(talk, sorry, button="Повторить"):
    """What a press brings once the service is back, which people try for a few seconds."""
    for _ in range(6):
        answer = talk.gets(sorry, button)
        if button not in labels(answer):
            break
        time.sleep(0.5)
    return answer


@pytest.fixture
def without_ml(broken, recovered):
    """What follows happens without ml_service; the function brings it back."""
    broken.ml.stop()
    yield broken.start_ml
    if broken.ml.process.poll() is not None:
        broken.start_ml()


@pytest.fixture
def without_db(broken, recovered):
    broken.db.stop()
    yield broken.start_db
    if broken.db.process.poll() is not None:
        broken.start_db()


# --- the catalogue


def test_a_wish_is_not_lost_while_the_catalogue_is_away(without_ml, anna, bob):
    sorry = anna.says("Матрица")
    assert text_of(sorry) == f"{AWAY} «Матрица» не пропал: нажмите «Повторить»."
    assert labels(sorry) == ["Повторить"]
    assert marked_as(sorry, "text_link") == ["запрос"]
    english = bob.says("like The Matrix but not action")
    assert text_of(english) == ("I cannot reach the catalogue right now. "
                                "Your request “like The Matrix but not action” is not lost: press “Retry”.")
    assert text_of(anna.gets(sorry, "Повторить")).startswith(AWAY)
    without_ml()
    page = once_back(anna, sorry)
    assert (origin_of(page), counter_of(page)) == ("Похоже на «Матрица» (1999)", (1, 5))
    page = once_back(bob, english, "Retry")
    assert (origin_of(page), counter_of(page)) == ("Like “The Matrix” (1999), without: action", (1, 5))


UNDERSTOOD = {"Матрица, Начало": "Похоже на «Матрица» (1999) и «Начало» (2010)",
              "Хороший, плохой, злой": "Похоже на «Хороший, плохой, злой» (1966)",
              "фильм про ограбление казино": "По описанию «фильм про ограбление казино»"}


def test_every_kind_of_wish_can_be_tried_again(without_ml, anna):
    sorry = [anna.says(text) for text in UNDERSTOOD]
    for text, message in zip(UNDERSTOOD, sorry):
        assert text_of(message) == f"{AWAY} «{text}» не пропал: нажмите «Повторить»."
    without_ml()
    for understood, message in zip(UNDERSTOOD.values(), sorry):
        assert understood in text_of(once_back(anna, message))


def test_buttons_say_that_the_catalogue_is_away_and_work_later(broken, anna):
    page = anna.says("Один дома")
    question = anna.says("Дюна")
    broken.ml.stop()
    resting = "Сейчас не могу связаться с каталогом фильмов. Попробуйте через минуту."
    assert anna.taps(page, "➡️") == resting
    assert counter_of(page) == (1, 5)
    more = anna.gets(page, "Ещё пять")
    picked = anna.gets(question, "Дюна (1984), Дэвид Линч")
    like = anna.gets(page, "Похожие")
    assert all(text_of(sorry) == f"{AWAY} не пропал: нажмите «Повторить»." for sorry in (more, picked, like))
    anna.turns(page, "➕")
    by_chance = anna.says("/random")
    assert (text_of(by_chance), labels(by_chance)) == (resting, ["Повторить"])
    assert title_of(anna.says("/list")) == "Хочу посмотреть, 1 фильм"
    assert text_of(anna.says("/help")).startswith("Как со мной говорить")
    broken.start_ml()
    again = once_back(anna, more)
    assert "Похоже на «Один дома» (1990)" in text_of(again)
    assert not set(films_of(again)) & set(films_of(page)), "what was shown is remembered over the failure"
    assert "Похоже на «Дюна» (1984)" in text_of(once_back(anna, picked))
    assert "Похоже на «Один дома" in text_of(once_back(anna, like))
    assert "🎲 Другой" in labels(once_back(anna, by_chance))
    assert counter_of(anna.turns(page, "➡️")) == (2, 5)


def test_inline_mode_and_groups_without_a_catalogue(broken, without_ml, anna):
    assert list(anna.person.types_inline("один дома")) == []
    group = broken.telegram.group("Кино", anna.person)
    group.says(anna.person, "/together Один дома")
    sorry = group.wait_for(1)
    assert text_of(sorry).startswith(AWAY)
    without_ml()
    for count in range(2, 8):
        anna.person.taps(sorry, "Повторить").answer()
        if not text_of(group.wait_for(count)).startswith(AWAY):
            break
        time.sleep(0.5)
    assert text_of(group.from_bot[-1]).startswith("🎬 Что смотрим?"), "what was asked for was a ballot"


def test_an_import_without_a_catalogue_says_that_nothing_was_stored(without_ml, anna):
    data = "Date,Name,Year,Letterboxd URI,Rating\n2021-01-01,Inception,2010,u,5\n".encode()
    assert text_of(anna.sends_file("ratings.csv", data)) == (
        "Сейчас не получилось сохранить оценки. Пришлите файл ещё раз через минуту: дважды ничего не запишется.")
    without_ml()
    eventually(lambda: "👍 1" in text_of(anna.sends_file("ratings.csv", data)) or time.sleep(0.5), "an import", 3)


# --- the notes


def test_films_go_on_without_the_notes_and_it_is_said_that_nothing_is_kept(without_db, anna, bob):
    page = anna.says("Один дома")
    assert page.photo and (origin_of(page), counter_of(page)) == ("Похоже на «Один дома» (1990)", (1, 5))
    assert text_of(page).endswith(NOT_KEPT)
    assert counter_of(anna.turns(page, "➡️")) == (2, 5)
    more = anna.gets(page, "Ещё пять")
    assert not set(films_of(more)) & set(films_of(page))
    assert text_of(bob.says("Home Alone")).endswith(
        "⚠️ History cannot be kept right now, so films may come again.")
    assert film_of(anna.says("/random"))
    without_db()
    eventually(lambda: NOT_KEPT not in text_of(anna.says("Один дома")) or time.sleep(0.5), "history", 3)


def test_marks_say_that_they_are_not_kept(without_db, anna):
    page = anna.says("Один дома")
    for button in ("👍", "👎", "👁", "➕"):
        assert anna.taps(page, button) == "Не получилось запомнить. Попробуйте через минуту."
    assert marks_of(page) == []
    without_db()
    eventually(lambda: anna.taps(page, "👍").startswith("Нравится") or time.sleep(0.5), "a mark", 3)
    assert marks_of(anna.says("Один дома")) == ["👍"]


def test_commands_say_that_the_notes_are_away(without_db, anna, bob):
    for command in ("/list", "/history", "/settings", "/language", "/export", "Сгенерировать фильм заново"):
        assert text_of(anna.says(command)) == "Сейчас не могу достать ваши записи. Попробуйте через минуту.", command
        assert text_of(bob.says(command)) == "I cannot reach your notes right now. Please try again in a minute."


def test_forgetting_says_that_it_did_not_happen(broken, anna):
    anna.says("Один дома")
    question = anna.says("/forget")
    broken.db.stop()
    assert anna.taps(question, "Да, забыть всё") == "Сейчас не могу достать ваши записи. Попробуйте через минуту."
    broken.start_db()
    eventually(lambda: anna.taps(question, "Да, забыть всё") == "" or time.sleep(0.5), "forgetting", 3)
    assert text_of(anna.says("/history")).startswith("Вы ещё ничего не спрашивали")
    assert text_of(question).startswith("Забыто. Стёрто записей истории: 1")


def test_a_service_that_hangs_is_not_waited_for_long(broken, anna, bob):
    """Both are stopped in their tracks as a machine without memory does it."""
    for service in (broken.db, broken.ml):
        service.process.send_signal(signal.SIGSTOP)
    try:
        anna.person.says("Один дома")
        eventually(lambda: anna.chat.from_bot, "an answer while services hang", 30)
        assert text_of(anna.chat.from_bot[0]).startswith(AWAY)
    finally:
        for service in (broken.db, broken.ml):
            service.process.send_signal(signal.SIGCONT)
    assert title_of(once_back(anna, anna.chat.from_bot[0]))
    assert "Like “Home Alone” (1990)" in text_of(bob.says("Home Alone"))
