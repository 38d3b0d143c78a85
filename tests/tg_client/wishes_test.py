"""What people type, and what is understood."""

import re

import pytest
from talk import counter_of, films_of, labels, origin_of, quoted, text_of, title_of


@pytest.mark.parametrize(("text", "film"), [
    ("Один дома", "Один дома (1990)"), ("один дома", "Один дома (1990)"), ("  Один\n дома ", "Один дома (1990)"),
    ("Home Alone", "Один дома (1990)"), ("дюна 1984", "Дюна (1984)"), ("Люди в чёрном", "Люди в черном (1997)"),
    ("мартица", "Матрица (1999)"), ("vfnhbwf", "Матрица (1999)"), ("Se7en", "Семь (1995)"),
    ("хочу что-нибудь вроде Амели", "Амели (2001)"), ("похожее на Амели", "Амели (2001)"),
    ("Хороший, плохой, злой", "Хороший, плохой, злой (1966)"),
    ("Карты, деньги, два ствола", "Карты, деньги, два ствола (1998)"),
    ("Ирония судьбы, или С лёгким паром!", "Ирония судьбы, или С легким паром! (1975)"),
    ("tt0133093", "Матрица (1999)"),
    ("Посоветуй фильм как «Матрица»", "Матрица (1999)")])
def test_one_film(anna, text, film):
    assert origin_of(anna.says(text)) == f"Похоже на {quoted(film)}"


@pytest.mark.parametrize(("text", "film"), [
    ("Home Alone", "Home Alone (1990)"), ("Matirx", "The Matrix (1999)"), ("ьфекшч", "The Matrix (1999)"),
    ("something like Amelie", "Amélie (2001)"), ("The Good, the Bad and the Ugly", "The Good, the Bad and the Ugly (1966)"),
    ("Crouching Tiger, Hidden Dragon", "Crouching Tiger, Hidden Dragon (2000)"),
    ("I want a movie like “The Matrix”", "The Matrix (1999)")])
def test_one_film_in_english(bob, text, film):
    assert origin_of(bob.says(text)) == f"Like {quoted(film, '“”')}"


def test_of_several_films_of_one_name_the_one_that_is_chosen(anna):
    question = anna.says("Дюна")
    assert text_of(question) == "Фильмов «Дюна» несколько. Какой именно?"
    assert labels(question) == ["Дюна (2021), Дени Вильнёв", "Дюна (1984), Дэвид Линч"]
    assert origin_of(anna.gets(question, "Дюна (1984), Дэвид Линч")) == "Похоже на «Дюна» (1984)"
    assert origin_of(anna.gets(question, "Дюна (2021), Дени Вильнёв")) == "Похоже на «Дюна» (2021)"


def test_the_same_in_english(bob):
    question = bob.says("Dune")
    assert text_of(question) == "There are several films called “Dune”. Which one?"
    assert labels(question) == ["Dune (2021), Denis Villeneuve", "Dune (1984), David Lynch"]
    assert origin_of(bob.gets(question, "Dune (1984), David Lynch")) == "Like “Dune” (1984)"


def test_titles_that_are_nearly_what_was_typed_are_not_said_to_be_it(anna, bob):
    question = anna.says("Бегущий по лезвию брит")
    assert text_of(question) == "Точно такого названия, «Бегущий по лезвию брит», я не знаю. Какой из этих?"
    assert labels(question) == ["Бегущий по лезвию (1982), Ридли Скотт", "Бегущий по лезвию 2049 (2017), Дени Вильнёв"]
    chosen = anna.gets(question, "Бегущий по лезвию (1982), Ридли Скотт")
    assert origin_of(chosen) == "Похоже на «Бегущий по лезвию» (1982)"
    assert text_of(bob.says("Dunes")) == "I know no film with exactly this title, “Dunes”. Which of these?"


def test_several_films(anna):
    assert origin_of(anna.says("Матрица, Начало")) == "Похоже на «Матрица» (1999) и «Начало» (2010)"
    assert origin_of(anna.says("фильмы как Матрица и Начало")) == "Похоже на «Матрица» (1999) и «Начало» (2010)"
    three = anna.says("Один дома; Матрица\nАмели")
    assert origin_of(three) == "Похоже на «Один дома» (1990), «Матрица» (1999) и «Амели» (2001)"
    assert not {"tt0099785", "tt0133093", "tt0211915"} & set(films_of(three))


@pytest.mark.parametrize("text", ["Дюна, Матрица", "Матрица, Дюна"])
def test_one_of_several_films_that_is_not_clear_is_asked_for_and_the_rest_remembered(anna, text):
    page = anna.gets(anna.says(text), "Дюна (1984), Дэвид Линч")
    assert sorted(films_named(page)) == ["Дюна (1984)", "Матрица (1999)"]


def films_named(page):
    return [f"{name} {year}" for name, year in re.findall(r"«(.*?)» (\(\d+\))", origin_of(page))]


def test_films_but_not_of_a_genre(anna, bob):
    page = anna.says("как Матрица, но не боевик")
    assert origin_of(page) == "Похоже на «Матрица» (1999), без: боевик"
    pages = anna.pages(page) + anna.pages(anna.gets(page, "Ещё пять"))
    assert len(pages) == 10 and not any("боевик" in text.split("\n\n")[0] for text in pages)
    english = bob.says("like The Matrix but not action")
    assert origin_of(english) == "Like “The Matrix” (1999), without: action"
    assert not any("Action" in text.split("\n\n")[0] for text in bob.pages(english))


@pytest.mark.parametrize("text", ["Матрица без боевиков", "Матрица, только без боевика", "Матрица, не боевик",
                                  "что-то вроде Матрицы, но не боевик и не триллер"])
def test_other_ways_to_say_but(anna, text):
    assert "без: боевик" in origin_of(anna.says(text))


def test_a_film_that_is_not_wanted_is_told_and_not_shown(anna):
    page = anna.says("как Один дома, кроме Один дома 2")
    assert origin_of(page).startswith("Похоже на «Один дома» (1990)")
    assert "tt0104431" not in films_of(page)
    assert "Один дома 2" in text_of(page), "what was understood is told"


def test_but_with_what_nobody_understands_is_told(anna):
    page = anna.says("как Матрица, но не ъыъщъ")
    assert "Не знаю, что такое «ъыъщъ», и этого не учёл." in text_of(page)
    assert origin_of(page) == "Похоже на «Матрица» (1999)"


def test_but_and_several_films_of_one_name_go_together(anna):
    page = anna.gets(anna.says("как Дюна, но не боевик"), "Дюна (2021), Дени Вильнёв")
    assert origin_of(page) == "Похоже на «Дюна» (2021), без: боевик"


def test_a_film_that_is_not_known_brings_the_nearest(anna, bob):
    question = anna.says("Абракадабрище")
    assert text_of(question) == (
        "Фильма «Абракадабрище» я не знаю. Может быть, что-то из этого? Или расскажите, о чём он.")
    nearest = labels(question)[0]
    assert f"Похоже на {quoted(nearest)}" in text_of(anna.gets(question, nearest))
    assert text_of(bob.says("Abracadabrish")) == (
        "I do not know a film called “Abracadabrish”. Maybe one of these? Or tell me what it is about.")
    assert text_of(anna.says("🎬")) == (
        "Фильма «🎬» я не знаю. Напишите название иначе или расскажите, о чём он.")


def test_a_description_is_searched_and_said_to_have_been(anna, bob):
    page = anna.says("фильм про ограбление казино")
    assert (origin_of(page), counter_of(page)) == ("По описанию «фильм про ограбление казино»", (1, 5))
    assert "Почему:" not in text_of(page), "the line of the description says it"
    more = anna.gets(page, "Ещё пять")
    assert origin_of(more) == "По описанию «фильм про ограбление казино»"
    assert not set(films_of(more)) & set(films_of(page))
    page = bob.says("a film about a casino robbery")
    assert origin_of(page) == "By description: “a film about a casino robbery”"


def test_a_description_with_a_comma_stays_one(anna):
    text = "грустный мультфильм про робота, который остался один"
    page = anna.says(text)
    assert origin_of(page) == f"По описанию «{text}»"
    assert "Валл·и (2008)" in map(title_of_text, anna.pages(page))


def title_of_text(text):
    return text.split("\n", 1)[0]


def test_more_words_than_are_looked_at(anna):
    page = anna.says("мальчик остался дома один и защищает дом от грабителей " * 20)
    assert origin_of(page).startswith("По описанию «мальчик остался дома один")
    assert len(text_of(page)) < 1024


def test_a_number_and_a_single_letter_are_titles_too(anna):
    assert origin_of(anna.says("12")) == "Похоже на «12» (2007)"
    assert title_of(anna.says("9")) == "Фильмов «9» несколько. Какой именно?"


@pytest.mark.parametrize("text", ["Привет", "спасибо", "?", "как дела"])
def test_small_talk_gets_an_answer(anna, text):
    assert text_of(anna.says(text))
