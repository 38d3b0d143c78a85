"""In other people's chats: inline mode."""

import re

from talk import counter_of, text_of


def test_five_films_each_with_its_reason(anna):
    results = anna.person.types_inline("один дома")
    assert [result.title for result in results] == [
        "Один дома 2: Затерянный в Нью-Йорке (1992)", "Один дома 3 (1997)", "Рождественская история (1983)",
        "Миссис Даутфайр (1993)", "Ловушка для родителей (1998)"]
    assert results[0].shown["description"] == "тот же режиссёр: Крис Коламбус; та же серия; взломщик, ребёнок-герой, розыгрыш"
    assert all(result.shown["description"] for result in results)
    assert all(result.shown["type"] == "article" and "thumbnail_url" not in result.shown for result in results)
    assert len({result.id for result in results}) == 5
    assert results.is_personal


def test_five_films_in_english(bob):
    results = bob.person.types_inline("home alone")
    assert results[0].title == "Home Alone 2: Lost in New York (1992)"
    assert results[0].shown["description"] == "same director: Chris Columbus; same series; burglar, child hero, prank"
    assert not any(re.search("[а-яё]", result.title + result.shown["description"]) for result in results)


def test_before_anything_is_typed_there_is_a_hint(anna, bob):
    for talk, hint in ((anna, "Напишите название фильма"), (bob, "Type the title of a film")):
        for query in ("", "  "):
            nothing = talk.person.types_inline(query)
            assert (list(nothing), nothing.button["text"]) == ([], hint)


def test_the_hint_leads_to_the_greeting(anna):
    payload = anna.person.types_inline("").button["start_parameter"]
    assert text_of(anna.after(lambda: anna.person.starts(payload))[0]).startswith("Киносовет\n")


def test_what_is_chosen_says_what_the_film_is_and_leads_to_more(telegram, anna, bob):
    result = anna.person.types_inline("один дома")[0]
    sent = anna.person.chooses(result)
    assert text_of(sent).startswith("Один дома 2: Затерянный в Нью-Йорке (1992)\nHome Alone 2: Lost in New York\n⭐ ")
    assert "Почему: тот же режиссёр: Крис Коламбус" in text_of(sent)
    assert "Похоже на «Один дома» (1990)" in text_of(sent)
    button, = sent.buttons
    assert button["text"] == "Похожие"
    link = button["url"]
    assert link == "https://t.me/kinosovet_test_bot?start=ltt0104431"
    page = bob.starts(link.split("=")[1])
    assert "Like “Home Alone 2: Lost in New York” (1992)" in text_of(page) and counter_of(page) == (1, 5)
    assert len(telegram.refusals) == 0


def test_its_own_inline_messages_are_not_wishes(anna):
    sent = text_of(anna.person.chooses(anna.person.types_inline("матрица")[0]))
    via = {"via_bot": anna.telegram.world.bot, "text": sent, "entities": []}
    assert anna.is_silent_after(lambda: anna.person.send(via))


def test_films_of_one_name_are_shown_beside_each_other(anna):
    results = anna.person.types_inline("дюна")
    assert [(result.title, result.shown["description"]) for result in results] == [
        ("Дюна (2021)", "Дени Вильнёв"), ("Дюна (1984)", "Дэвид Линч")]
    assert text_of(anna.person.chooses(results[1])).startswith("Дюна (1984)")


def test_what_is_not_known_brings_the_nearest_or_nothing(anna):
    assert [result.title for result in anna.person.types_inline("Абракадабрище")] == [
        "Scooby-Doo! Abracadabra-Doo (2010)"]
    assert list(anna.person.types_inline("🎬")) == []


def test_a_description_and_hostile_texts(anna):
    assert len(anna.person.types_inline("фильм про ограбление казино")) == 5
    for query in ("<b>&amp;", "я" * 256, "\u202eамортaм", "матрица\u200b", "'; DROP TABLE films; --", "\x00"):
        assert len(anna.person.types_inline(query)) <= 5


def test_what_is_not_wanted_is_not_shown_here_either(anna):
    page = anna.says("Матрица")
    title = text_of(page).split("\n")[0]
    anna.turns(page, "👎")
    results = anna.person.types_inline("матрица")
    assert title not in [result.title for result in results]
    assert len(results) == 5
