"""What is kept of a person: history, everything in a file, nothing any more; and the commands that just say something."""

import json
import re

import pytest
from talk import MARK, film_of, films_of, labels, marks_of, quoted, rows_of, text_of, title_of


def test_history_tells_what_was_asked_and_leads_there_again(anna, bob):
    assert text_of(anna.says("/history")) == (
        "Вы ещё ничего не спрашивали. Назовите фильм, который вам понравился.")
    for text in ("Один дома", "Матрица, Начало", "как Матрица, но не боевик", "фильм про ограбление казино"):
        anna.says(text)
    history = anna.says("/history")
    title, *lines = text_of(history).split("\n")
    assert title == "Что вы спрашивали"
    assert [line.split("  ", 1)[1] for line in lines] == [
        "«фильм про ограбление казино»", "«Матрица» (1999), без: боевик", "«Матрица» (1999) и «Начало» (2010)",
        "«Один дома» (1990)"]
    assert all(re.match(r"\d\d\.\d\d\.20\d\d  ", line) for line in lines)
    assert labels(history) == ["Один дома (1990)"], "only for one film and nothing else"
    assert "Похоже на «Один дома» (1990)" in text_of(anna.gets(history, "Один дома (1990)"))
    assert text_of(bob.says("/history")) == "You have not asked anything yet. Name a film you loved."


def test_a_long_history_has_pages(anna):
    for _ in range(10):
        anna.says("Один дома")
    history = anna.says("/history")
    assert len(text_of(history).split("\n")) == 9
    anna.turns(history, "Дальше ➡️")
    assert len(text_of(history).split("\n")) == 3
    anna.turns(history, "⬅️ Назад")
    assert len(text_of(history).split("\n")) == 9


def test_random_is_not_the_same_twice_and_can_be_marked(anna):
    page = anna.says("/random")
    assert page.photo and text_of(page).split("\n\n")[1] == "Случайный хороший фильм"
    assert rows_of(page) == [["👍", "👎", "👁", "➕"], ["Похожие", "🎲 Другой", "Поделиться"]]
    films = [film_of(page)]
    for _ in range(5):
        films.append(film_of(anna.gets(page, "🎲 Другой")))
    films += [film_of(anna.says("/random")) for _ in range(3)]
    assert len(set(films)) == 9
    anna.turns(page, "👍")
    assert marks_of(page) == ["👍"]
    assert f"Похоже на {quoted(title_of(page))}" in text_of(anna.gets(page, "Похожие"))


def test_random_in_english(bob):
    page = bob.says("/random")
    assert text_of(page).split("\n\n")[1] == "A random good film"
    assert "🎲 Another" in labels(page)


# --- export and forget


def export_of(talk, act=None):
    """The document that /export sends, read."""
    message = talk.says("/export") if act is None else talk.after(act)[0]
    described = message.body["document"]
    assert described["file_name"] == "kinosovet.json"
    stored = talk.telegram.world.files.by_id[described["file_id"]]
    return message, json.loads(stored.data)


def busy(anna):
    """A person of whom something is kept: the films shown and the one that is liked."""
    page = anna.says("Один дома")
    anna.turns(page, "👍")
    anna.gets(page, "Ещё пять")
    settings = anna.says("/settings")
    anna.turns(settings, "Годы")
    anna.turns(settings, "С 1990")
    return page


def test_export_gives_all_that_was_done(anna):
    page = busy(anna)
    message, everything = export_of(anna)
    assert message.caption == "Всё, что я о вас храню."
    assert [entry["film"] for entry in everything["history"]] == ["tt0099785"] * 2
    assert films_of(page) in [entry["recommendation"] for entry in everything["history"]]
    assert [(one["film"], one["rating"]) for one in everything["ratings"]] == [(film_of(page), "liked")]
    assert everything["settings"]["from_year"] == 1990
    assert "Анна" not in json.dumps(everything, ensure_ascii=False), "no name"


def test_export_of_nobody_is_empty_and_in_english(bob):
    message, everything = export_of(bob)
    assert message.caption == "All that I keep about you."
    assert (everything["history"], everything["ratings"]) == ([], [])


def test_forget_asks_and_no_changes_nothing(anna):
    busy(anna)
    _, before = export_of(anna)
    question = anna.says("/forget")
    assert text_of(question) == (
        "Забыть всё: историю, отметки, список и настройки? Вернуть их будет нельзя.")
    assert labels(question) == ["Да, забыть всё", "Нет, оставить"]
    anna.turns(question, "Нет, оставить")
    assert (text_of(question), labels(question)) == ("Хорошо, всё остаётся.", [])
    assert export_of(anna)[1]["history"] == before["history"]


def test_forget_forgets_everything(anna):
    page = busy(anna)
    anna.turns(page, "✅👍")
    anna.turns(page, "👎")
    question = anna.says("/forget")
    anna.turns(question, "Да, забыть всё")
    assert text_of(question) == "Забыто. Стёрто записей истории: 2, отметок: 1."
    assert labels(question) == []
    _, everything = export_of(anna)
    assert (everything["history"], everything["ratings"]) == ([], [])
    assert everything.get("settings") in (None, {}) or "from_year" not in everything["settings"]
    assert text_of(anna.says("/history")).startswith("Вы ещё ничего не спрашивали")
    assert "Годы: любые" in text_of(anna.says("/settings"))
    again = anna.says("Один дома")
    assert film_of(again) == film_of(page), "it was not wanted, and that is forgotten too"


def test_forget_in_english(bob):
    question = bob.says("/forget")
    assert labels(question) == ["Yes, forget everything", "No, keep it"]
    bob.turns(question, "Yes, forget everything")
    assert text_of(question) == "Forgotten. Entries of history erased: 0, marks: 0."


# --- commands that say something


@pytest.mark.parametrize(("command", "russian", "english"), [
    ("/help", "Как со мной говорить\nНапишите фильм: «Один дома»", "How to talk to me\nType a film: “Home Alone”"),
    ("/privacy", "Что хранится\nНомер этого чата,", "What is kept\nThe number of this chat,"),
    ("/import", "Импорт оценок\nПришлите сюда файл CSV:", "Import your ratings\nSend a CSV file here:"),
    ("/nosuch", "Такой команды нет. Все команды: /help", "No such command. See /help"),
    ("/HELP", "Как со мной говорить", "How to talk to me"), ("/help@kinosovet_test_bot", "Как со", "How to talk"),
    ("/film", "Какой фильм вам понравился?", "Which film did you love?")])
def test_a_command_says_what_it_should_in_both_languages(anna, bob, command, russian, english):
    assert text_of(anna.says(command)).startswith(russian)
    assert text_of(bob.says(command)).startswith(english)


def test_help_names_every_command_that_telegram_was_told_of(telegram, anna, bob):
    for talk, code in ((anna, "ru"), (bob, "")):
        told = next(call.parameters["commands"] for call in telegram.calls_of("setMyCommands")
                    if call.parameters.get("language_code", "") == code)
        explained = text_of(talk.says("/help"))
        assert [one["command"] for one in told if f"/{one['command']}" not in explained] == ["help"]


def test_each_example_of_the_help_works(anna, bob):
    for text in ("Один дома", "Home Alone", "дюна 1984", "Матрица, Начало", "как Матрица, но не боевик",
                 "фильм про ограбление казино"):
        assert text in text_of(anna.says("/help")) and film_of(anna.says(text))
    for text in ("dune 1984", "The Matrix, Inception", "like The Matrix but not action"):
        assert text in text_of(bob.says("/help")) and film_of(bob.says(text))


def test_what_is_no_text_is_passed_over(anna):
    assert anna.is_silent_after(lambda: anna.person.sends_photo(b"\xff\xd8", 100, 100))
    assert not any(label.startswith(MARK) for label in labels(anna.says("Один дома")))
