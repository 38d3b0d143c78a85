"""The first minute: what is seen before and after /start, and where links lead."""

import pytest
from talk import counter_of, films_of, labels, link_of, origin_of, quoted, shown_below, text_of, title_of

HOME_ALONE = "Похоже на «Один дома» (1990)"


def test_a_greeting_has_a_picture_two_lines_three_films_and_two_buttons(anna):
    greeting, buttons = anna.starts()
    assert greeting.photo and text_of(greeting) == (
        "Киносовет\n"
        "Назовите фильм, который вам понравился, и я найду похожие и объясню, почему советую.\n"
        "Можно несколько сразу («Матрица, Начало»), с оговоркой («как Матрица, но не боевик») или своими словами "
        "(«фильм про ограбление казино»).")
    assert labels(greeting) == ["Один дома (1990)", "Матрица (1999)", "Амели (2001)"]
    assert text_of(buttons) == "Напишите название фильма. Все команды: /help"
    assert shown_below(anna) == ["Сгенерировать фильм", "Сгенерировать фильм заново"]
    assert len(anna.chat.keyboard["keyboard"]) == 2, "a row for each, so that neither is cut"
    assert anna.chat.keyboard["resize_keyboard"]


def test_the_same_in_english(bob):
    greeting, buttons = bob.starts()
    assert greeting.photo and text_of(greeting).startswith(
        "Kinosovet\nName a film you loved and I will find films like it, and say why.\n")
    assert labels(greeting) == ["Home Alone (1990)", "The Matrix (1999)", "Amélie (2001)"]
    assert text_of(buttons) == "Type the title of a film. All commands: /help"
    assert shown_below(bob) == ["Suggest a film", "Suggest others"]


@pytest.mark.parametrize(("code", "word"), [("ru", "Киносовет"), ("be", "Киносовет"), ("kk", "Киносовет"),
                                            ("uk", "Kinosovet"), ("en-GB", "Kinosovet"), ("de", "Kinosovet")])
def test_people_are_spoken_to_by_the_language_of_their_telegram(anna, code, word):
    anna.person.user["language_code"] = code
    assert title_of(anna.starts()[0]) == word


@pytest.mark.parametrize("at", range(3))
def test_each_example_works(anna, at):
    greeting, _ = anna.starts()
    example = labels(greeting)[at]
    page = anna.gets(greeting, example)
    assert page.photo and (origin_of(page), counter_of(page)) == (f"Похоже на {quoted(example)}", (1, 5))
    assert "Почему: " in text_of(page)


def test_one_button_asks_for_a_film(anna):
    anna.starts()
    question = anna.after(lambda: anna.person.presses("Сгенерировать фильм"))[0]
    assert text_of(question) == "Какой фильм вам понравился? Напишите название, по-русски или по-английски."
    assert HOME_ALONE in text_of(anna.says("Один дома"))


def test_the_other_button_never_repeats_what_was_shown_for_the_last_wish(anna):
    anna.starts()
    first = anna.after(lambda: anna.person.presses("Сгенерировать фильм заново"))[0]
    assert text_of(first) == (
        "Пока нечего повторять: вы ещё ничего не спрашивали. Назовите фильм, который вам понравился.")
    anna.says("Дюна 1984")
    shown = films_of(anna.says("Один дома"))
    for _ in range(3):
        page = anna.after(lambda: anna.person.presses("Сгенерировать фильм заново"))[0]
        assert HOME_ALONE in text_of(page)
        assert not set(films_of(page)) & set(shown)
        shown += films_of(page)
    assert len(shown) == len(set(shown)) == 20


def test_the_words_on_the_buttons_work_in_both_languages_and_without_the_buttons(bob):
    bob.says("Home Alone")
    for text in ("Suggest others", "сгенерировать фильм заново"):
        assert "Like “Home Alone” (1990)" in text_of(bob.says(text))
    assert text_of(bob.says("Сгенерировать фильм")).startswith("Which film did you love?")


@pytest.mark.parametrize("payload", ["ltt0099785", "tt0099785"])
def test_a_link_leads_to_films_like_one(anna, payload):
    page = anna.starts(payload)
    assert (origin_of(page), counter_of(page)) == (HOME_ALONE, (1, 5))


def test_a_link_carries_several_films_and_filters(bob):
    page = bob.starts("ltt0133093_ltt1375666_xa_y1990_z2009")
    assert origin_of(page) == "Like “The Matrix” (1999) and “Inception” (2010), from 1990, without: action"
    assert counter_of(page) == (1, 5)
    for text in bob.pages(page):
        assert "Action" not in facts(text)
        assert 1990 <= year(text) <= 2009
    assert link_of(page).startswith("https://t.me/kinosovet_test_bot?start=ltt0133093_ltt1375666_xa_y1990_z2009&")


def test_a_link_carries_a_film_that_is_not_wanted_and_genres(anna):
    wanted = "ltt0099785_dtt0099785_gd"
    for text in anna.pages(anna.starts(wanted)):
        assert "комедия" in facts(text)


def facts(text):
    return text.split("\n\n")[0].rsplit("\n", 1)[1]


def year(text):
    return int(text.split("\n", 1)[0].rsplit("(", 1)[1].rstrip(")"))


@pytest.mark.parametrize("payload", ["nonsense", "tt", "_", "l_d_x", "inline", "y99999", "A" * 64, "xk_y1980"])
def test_a_link_that_names_no_film_leads_to_the_greeting(anna, payload):
    assert title_of(anna.after(lambda: anna.person.starts(payload))[0]) == "Киносовет"


def test_a_link_to_a_film_that_is_not_there_does_not_blame_the_settings(anna):
    assert "/settings" not in text_of(anna.after(lambda: anna.person.starts("tt9999999999"))[0])


def test_the_bot_tells_telegram_what_it_is_in_both_languages(telegram):
    commands = {call.parameters.get("language_code", ""): call.parameters["commands"]
                for call in telegram.calls_of("setMyCommands")}
    names = ["random", "list", "history", "settings", "language", "together", "import", "export", "privacy", "forget",
             "help"]
    assert [[one["command"] for one in commands[code]] for code in ("ru", "")] == [names, names]
    assert commands["ru"][0]["description"] == "Случайный хороший фильм"
    assert commands[""][0]["description"] == "A random good film"
    shorts = [call.parameters["short_description"] for call in telegram.calls_of("setMyShortDescription")[:2]]
    assert shorts == ["Фильмы, похожие на любимый, и почему", "Films like the one you loved, and why"]
    assert len(telegram.calls_of("setMyDescription")) >= 2


def test_a_picture_is_uploaded_once_and_known_from_then_on(telegram, anna, bob):
    for talk in (anna, bob):
        talk.starts()
    uploads = uploaded(telegram)
    assert anna.starts()[0].photo and bob.starts()[0].photo
    assert uploaded(telegram) == uploads


def uploaded(telegram):
    return [call for call in telegram.calls_of("sendPhoto") if call.files]
