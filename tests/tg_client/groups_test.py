"""In groups: who is answered, and choosing together."""

import pytest
from running_service import eventually
from talk import MARK, Talk, counter_of, labels, marked_as, text_of

SIX = ["Один дома 2: Затерянный в Нью-Йорке (1992)", "Один дома 3 (1997)", "Рождественская история (1983)",
       "Миссис Даутфайр (1993)", "Ловушка для родителей (1998)", "Подарок на Рождество (1996)"]


class GroupTalk:
    """A group of three in which the bot is."""

    def __init__(self, telegram, hears_everything=False):
        self.people = [telegram.person(first_name=name) for name in ("Анна", "Борис", "Вера <b>&")]
        self.chat = telegram.group("Кино", self.people[0])
        self.chat.has_privacy_mode = not hears_everything
        self.telegram = telegram

    def says(self, text, person=0, reply_to=None):
        before = len(self.chat.from_bot)
        self.chat.says(self.people[person], text, reply_to)
        self.chat.wait_for(before + 1)
        return self.chat.from_bot[before]

    def taps(self, message, button, person):
        """The message once the press has changed it."""
        before = message.body
        self.people[person].taps(message, button).answer()
        self.telegram.world.wait_for(lambda: message.body is not before, 10, lambda: f"no change by {button!r}")
        return text_of(message)


@pytest.fixture
def group(telegram):
    return GroupTalk(telegram)


def test_commands_mentions_and_replies_are_answered(group):
    assert text_of(group.says("/help")).startswith("Как со мной говорить")
    assert text_of(group.says("/help@kinosovet_test_bot")).startswith("Как со мной говорить")
    page = group.says("@kinosovet_test_bot Один дома")
    assert "Похоже на «Один дома» (1990)" in text_of(page) and counter_of(page) == (1, 5)
    assert "Похоже на «Матрица» (1999)" in text_of(group.says("Матрица", reply_to=page))
    assert "Похоже на «Матрица» (1999)" in text_of(group.says("/film Матрица"))
    assert "Похоже на «Матрица» (1999)" in text_of(group.says("Матрица, @Kinosovet_Test_Bot"))


def test_nothing_else_is_even_where_the_bot_hears_everything(telegram):
    group = GroupTalk(telegram, hears_everything=True)
    heard = group.says("/help")
    for text in ("Один дома", "привет", "/help@other_bot", "/nosuch", "@other_bot Один дома"):
        group.chat.says(group.people[0], text)
    group.chat.says(group.people[1], "да", reply_to=group.chat.says(group.people[0], "идём?"))
    assert text_of(group.says("/privacy")).startswith("Что хранится")
    assert len(group.chat.from_bot) == 2, "only /help and /privacy"
    assert heard.id == group.chat.from_bot[0].id


def test_a_group_has_no_reply_buttons_and_its_own_history(telegram, group):
    greeting = group.says("/start@kinosovet_test_bot")
    assert greeting.photo and len(labels(greeting)) == 3
    page = group.says("/film Один дома")
    assert group.chat.keyboard is None and len(group.chat.from_bot) == 2
    assert group.taps(page, "➡️", person=1).startswith("Один дома 3 (1997)") and counter_of(page) == (2, 5)
    assert "«Один дома» (1990)" in text_of(group.says("/history"))
    anna = Talk(telegram)
    anna.person = group.people[0]
    anna.chat = anna.person.chat
    assert text_of(anna.says("/history")).startswith("Вы ещё ничего не спрашивали")


def ballot(*lines):
    """`lines` are those who would watch; NOBODY for none."""
    return "🎬 Что смотрим? Нажмите на всё, что готовы посмотреть.\n\n" + "\n".join(
        f"{at}. {title}{line}" for at, (title, line) in enumerate(zip(SIX, lines), 1))


NOBODY = ""


def test_three_people_choose_together_and_change_their_minds(group):
    votes = group.says("/together Один дома")
    assert text_of(votes) == ballot(*[NOBODY] * 6)
    assert labels(votes) == SIX
    assert marked_as(votes, "text_link") == ["🎬"], "where nobody taps by mistake"
    group.taps(votes, SIX[0], person=0)
    assert text_of(votes) == ballot(" — 🍿 Анна", *[NOBODY] * 5)
    assert labels(votes) == [f"🍿 1 · {SIX[0]}", *SIX[1:]]
    group.taps(votes, f"🍿 1 · {SIX[0]}", person=1)
    group.taps(votes, SIX[3], person=1)
    group.taps(votes, f"🍿 2 · {SIX[0]}", person=2)
    assert text_of(votes) == ballot(" — 🍿 Анна, Борис, Вера <b>&", NOBODY, NOBODY, " — 🍿 Борис", NOBODY, NOBODY)
    assert labels(votes)[0] == f"🍿 3 · {SIX[0]}"
    group.taps(votes, f"🍿 3 · {SIX[0]}", person=0)
    assert text_of(votes) == ballot(" — 🍿 Борис, Вера <b>&", NOBODY, NOBODY, " — 🍿 Борис", NOBODY, NOBODY)
    assert len(group.chat.from_bot) == 1, "one message for all votes"


def test_a_vote_is_said_to_count_and_to_be_taken_back(group):
    votes = group.says("/together Один дома")
    for label, notice in ((SIX[0], "Голос учтён"), (f"🍿 1 · {SIX[0]}", "Голос снят")):
        assert group.people[0].taps(votes, label).answer()["text"] == notice
        group.says("/help")
    assert text_of(votes) == ballot(*[NOBODY] * 6)


def test_votes_that_come_at_once_are_all_counted(telegram, group):
    votes = group.says("/together Один дома")
    taps = [person.taps(votes, SIX[at]) for at, person in enumerate(group.people)]
    for tap in taps:
        tap.answer()
    telegram.world.wait_for(lambda: text_of(votes).count("🍿") == 3, 5, lambda: f"votes were lost: {text_of(votes)}")


def test_together_without_a_film_or_with_an_unknown_one(group, bob):
    help_text = "Назовите фильм, а я предложу похожие на выбор: /together Один дома"
    assert text_of(group.says("/together")) == help_text
    assert text_of(group.says("/together Абракадабрище")).startswith("Фильма «Абракадабрище» я не знаю.")
    assert text_of(bob.says("/together")) == (
        "Name a film and I will offer films like it to choose from: /together Home Alone")
    english = bob.says("/together Home Alone")
    assert text_of(english).startswith("🎬 What shall we watch? Tap everything you would watch.\n\n1. Home Alone 2")
    assert "🍿" not in text_of(english), "nobody would yet"


def test_settings_of_a_group_hold_for_choosing_together(group):
    settings = group.says("/settings")
    group.taps(settings, "Жанры", person=0)
    group.taps(settings, "комедия", person=1)
    votes = group.says("/together Один дома")
    assert "Один дома 3 (1997)" not in labels(votes)


def test_a_group_that_becomes_another_takes_its_settings_along(group):
    settings = group.says("/settings")
    group.taps(settings, "Годы", person=0)
    group.taps(settings, "С 1990", person=0)
    page = group.says("/film Матрица")
    group.taps(page, "👎", person=0)
    film = text_of(page).split("\n")[0]
    group.chat = group.chat.migrates()
    eventually(lambda: "Годы: с 1990" in text_of(group.says("/settings")), "the settings in the new group", 5)
    again = group.says("/film Матрица")
    assert text_of(again).split("\n")[0] != film


def test_a_message_on_its_way_while_the_group_becomes_another_arrives_there(telegram, group):
    old = group.chat
    group.says("/help")
    new = old.migrates()
    telegram.world.tell("message", {"message_id": 10 ** 6, "chat": old.description, "date": 0,
                                    "from": group.people[0].user, "text": "/privacy",
                                    "entities": [{"type": "bot_command", "offset": 0, "length": 8}]}, old.id)
    assert text_of(new.wait_for(1)).startswith("Что хранится")
    assert MARK not in labels(new.from_bot[0])
