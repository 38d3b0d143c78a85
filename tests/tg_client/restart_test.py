"""A bot that ends in the midst of talks, and the next one that takes them up: nothing is lost and nothing said twice."""

import signal
import time

import pytest
from talk import Talk, counter_of, films_of, marks_of, text_of

KINDS = {"telegram remembers": [], "a folder remembers": ["--state-folder"]}


@pytest.fixture(scope="module")
def house(install, postgres):
    with install(postgres.new_database()) as installed:
        yield installed


@pytest.fixture(params=list(KINDS))
def flags(request, tmp_path):
    return [*KINDS[request.param], *([str(tmp_path)] if KINDS[request.param] else [])]


@pytest.fixture
def anna(house):
    return Talk(house.telegram)


def end(bot, how):
    bot.process.send_signal(how)
    bot.finish(0 if how == signal.SIGTERM else -how)


def end_calmly(house, bot, how):
    """Ends a bot that has nothing in hand, and has told Telegram so."""
    house.telegram.wait_for(lambda fake: not fake.updates.pending)
    time.sleep(0.2)
    end(bot, how)


ENDS = pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL], ids=["SIGTERM", "SIGKILL"])


@ENDS
def test_buttons_of_old_messages_work_in_the_next_process(house, flags, anna, how):
    bot = house.start_bot(*flags)
    page = anna.says("Один дома")
    but = anna.says("как Матрица, но не боевик")
    question = anna.says("Матрица, Дюна")
    settings = anna.turns(anna.says("/settings"), "Годы")
    group = house.telegram.group("Кино", anna.person)
    group.says(anna.person, "/together Один дома")
    votes = group.wait_for(1)
    anna.person.taps(votes, votes.buttons[0]["text"]).answer()
    house.telegram.world.wait_for(lambda: "🍿 Анна" in text_of(votes), 5, lambda: "no vote")
    end_calmly(house, bot, how)
    with house.start_bot(*flags):
        assert counter_of(anna.turns(page, "➡️")) == (2, 5)
        anna.turns(page, "👍")
        assert marks_of(page) == ["👍"]
        more = anna.gets(page, "Ещё пять")
        assert not set(films_of(more)) & set(films_of(page))
        assert "без: боевик" in text_of(anna.gets(but, "Ещё пять"))
        both = text_of(anna.gets(question, "Дюна (1984), Дэвид Линч"))
        assert "«Матрица» (1999)" in both and "«Дюна» (1984)" in both
        assert "✅ С 1990" in [button["text"] for button in anna.turns(settings, "С 1990").buttons]
        anna.person.taps(votes, votes.buttons[1]["text"]).answer()
        house.telegram.world.wait_for(lambda: text_of(votes).count("🍿 Анна") == 2, 5, lambda: text_of(votes))


@ENDS
def test_what_is_kept_is_there_in_the_next_process(house, flags, anna, how):
    bot = house.start_bot(*flags)
    page = anna.says("Один дома")
    anna.turns(page, "👎")
    anna.turns(anna.turns(anna.says("/settings"), "Годы"), "С 1990")
    anna.speaks(anna.says("/language"), "English")
    end_calmly(house, bot, how)
    with house.start_bot(*flags):
        assert "Years: from 1990\nSeen films: hidden\nLanguage: English" in text_of(anna.says("/settings"))
        assert films_of(page)[0] not in films_of(anna.says("Home Alone"))
        assert "“Home Alone” (1990)" in text_of(anna.says("/history"))


@ENDS
def test_what_came_while_no_process_ran_is_answered_once_and_in_order(house, flags, how):
    people = [Talk(house.telegram) for _ in range(3)]
    bot = house.start_bot(*flags)
    people[0].says("/help")
    end_calmly(house, bot, how)
    for talk in people:
        talk.person.says("Матрица")
        talk.person.says("/privacy")
        talk.person.says("Один дома")
    with house.start_bot(*flags):
        for talk in people:
            said = 1 if talk is people[0] else 0
            talk.chat.wait_for(said + 3)
            first, second, third = map(text_of, talk.chat.from_bot[said:])
            assert "Похоже на «Матрица» (1999)" in first
            assert second.startswith("Что хранится")
            assert "Похоже на «Один дома» (1990)" in third
            assert talk.is_silent_after(lambda: None)


def test_a_process_that_is_asked_to_end_finishes_what_it_has_begun(house, flags):
    people = [Talk(house.telegram) for _ in range(10)]
    bot = house.start_bot(*flags)
    for talk in people:
        talk.person.says("Матрица")
    people[0].chat.wait_for(1)
    end(bot, signal.SIGTERM)
    with house.start_bot(*flags):
        for talk in people:
            talk.chat.wait_for(1)
            assert talk.is_silent_after(lambda: None), "answered by one of the two"


def test_a_process_that_is_killed_in_the_midst_loses_no_wish(house, flags):
    """Telegram may have taken an answer of which the process could not take note, so some are answered twice."""
    people = [Talk(house.telegram) for _ in range(10)]
    bot = house.start_bot(*flags)
    for talk in people:
        talk.person.says("Матрица")
    people[0].chat.wait_for(1)
    end(bot, signal.SIGKILL)
    with house.start_bot(*flags):
        for talk in people:
            talk.chat.wait_for(1)
        for talk in people:
            talk.person.says("/privacy")
            talk.chat.wait_for(lambda chat: text_of(chat.from_bot[-1]).startswith("Что хранится"))
            assert len(talk.chat.from_bot) <= 3
        entries = house.db.whole_history(f"tg:{people[0].person.id}")
        assert len(entries) == 1, "kept once, however often it was answered"


def test_services_and_database_restarted_under_the_bot_lose_nothing(house, postgres, anna):
    with house.start_bot() as bot:
        page = anna.says("Один дома")
        anna.turns(page, "👍")
        house.db.stop()
        postgres.kill()
        postgres.start()
        house.start_db()
        assert marks_of(anna.turns(anna.turns(page, "➡️"), "⬅️")) == ["👍"]
        assert "«Один дома» (1990)" in text_of(anna.says("/history"))
        assert [line for line in bot.lines if line["level"] == "error"] == []
