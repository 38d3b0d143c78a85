"""Marks below a film, what they change, and the list."""

import pytest
from talk import counter_of, film_of, films_of, labels, marks_of, quoted, rows_of, text_of, title_of

HIDDEN = [("👎", "Больше не покажу"), ("👁", "Видели: больше не покажу")]


@pytest.mark.parametrize(("button", "notice"), [
    ("👍", "Нравится: буду искать похожее и на этот фильм"), *HIDDEN, ("➕", "Добавлено в список")])
def test_a_mark_is_set_shown_and_taken_off(anna, button, notice):
    page = anna.says("Один дома")
    before = labels(page)
    anna.turns(page, button)
    assert marks_of(page) == [button]
    assert labels(page) == [f"✅{label}" if label == button else label for label in before]
    anna.turns(page, f"✅{button}")
    assert labels(page) == before
    assert last_notices(anna) == [notice, "Убрано из списка" if button == "➕" else "Отметка снята"]


def last_notices(talk):
    """What was shown for a moment at the last two presses of this person."""
    answers = [query.answer for query in talk.telegram.world.queries.values() if query.chat is talk.chat]
    return [answer.get("text", "") for answer in answers[-2:]]


@pytest.mark.parametrize(("button", "notice"), [
    ("👍", "Liked: I will look for more like this one, too"), ("👎", "I will not show it again"),
    ("👁", "Seen: I will not show it again"), ("➕", "Added to your list")])
def test_the_same_in_english(bob, button, notice):
    page = bob.says("Home Alone")
    bob.turns(page, button)
    bob.turns(page, f"✅{button}")
    assert last_notices(bob) == [notice, "Removed from your list" if button == "➕" else "Mark removed"]


def test_a_film_has_one_mark_the_last(anna):
    page = anna.says("Один дома")
    for button in ("👍", "👎", "👁", "➕"):
        anna.turns(page, button)
        assert marks_of(page) == [button]


def test_marks_are_there_when_a_page_comes_again(anna):
    page = anna.says("Один дома")
    anna.turns(page, "👍")
    anna.turns(page, "➡️")
    assert marks_of(page) == []
    anna.turns(page, "➕")
    anna.turns(page, "⬅️")
    assert marks_of(page) == ["👍"]
    again = anna.says("Один дома")
    assert marks_of(again) == ["👍"]
    assert marks_of(anna.turns(again, "➡️")) == ["➕"]


@pytest.mark.parametrize("button", [button for button, _ in HIDDEN])
def test_what_is_not_wanted_or_was_seen_comes_no_more_for_any_wish(anna, button):
    page = anna.says("Матрица")
    film = film_of(page)
    assert film in films_of(anna.says("Матрица, Начало"))
    anna.turns(page, button)
    for wish in ("Матрица", "Матрица, Начало", "Аниматрица"):
        assert film not in films_of(anna.says(wish))
    anna.turns(page, f"✅{button}")
    assert film == film_of(anna.says("Матрица"))


def test_a_film_that_is_liked_shifts_what_comes_next(telegram, anna, bob):
    liking, indifferent = anna.says("Один дома"), bob.says("Home Alone")
    assert films_of(liking) == films_of(indifferent)
    anna.turns(liking, "👍")
    title = title_of(liking)
    more = anna.gets(liking, "Ещё пять")
    assert f"Похоже на «Один дома» (1990) и {quoted(title)}" in text_of(more) and counter_of(more) == (1, 5)
    assert films_of(more) != films_of(bob.gets(indifferent, "Five more"))
    assert not set(films_of(more)) & set(films_of(liking))


def test_a_mark_on_an_old_message_still_counts(anna):
    page = anna.says("Один дома")
    anna.says("Матрица")
    anna.turns(page, "👎")
    assert film_of(page) not in films_of(anna.says("Один дома"))


# --- the list


def test_an_empty_list_says_how_to_fill_it(anna, bob):
    assert text_of(anna.says("/list")) == (
        "Список пуст. Нажимайте ➕ под фильмами, которые хотите посмотреть.")
    assert text_of(bob.says("/list")) == "Your list is empty. Press ➕ below films you would like to watch."


def listed(anna, count):
    """A list of so many films: their titles, the last first."""
    titles = []
    page = anna.says("Один дома")
    while len(titles) < count:
        if len(titles) and len(titles) % 5 == 0:
            page = anna.gets(page, "Ещё пять")
        anna.turns(page, "➕")
        titles.insert(0, title_of(page))
        if len(titles) < count and len(titles) % 5:
            anna.turns(page, "➡️")
    return titles


def titles_in(message):
    return [line.split(". ", 1)[1] for line in text_of(message).split("\n")[1:]]


def test_the_list_shows_a_film_which_can_be_taken_off_it(anna):
    titles = listed(anna, 2)
    films = anna.says("/list")
    assert text_of(films).split("\n") == ["Хочу посмотреть, 2 фильма", f"1. {titles[0]}", f"2. {titles[1]}"]
    assert rows_of(films) == [["1", "2"]]
    page = anna.gets(films, "2")
    assert page.photo and title_of(page) == titles[1]
    assert rows_of(page) == [["👍", "👎", "👁", "✅➕"], ["Похожие", "Поделиться"]]
    anna.turns(page, "✅➕")
    assert last_notices(anna)[-1] == "Убрано из списка"
    assert text_of(anna.says("/list")) == f"Хочу посмотреть, 1 фильм\n1. {titles[0]}"
    assert title_of(anna.gets(films, "1")) == titles[0], "an old list leads to its own films"
    anna.turns(anna.gets(films, "1"), "👁")
    assert text_of(anna.says("/list")).startswith("Список пуст."), "what was seen is no more to be watched"


def test_a_page_out_of_the_list_is_no_film_by_chance(anna):
    title, = listed(anna, 1)
    page = anna.gets(anna.says("/list"), "1")
    assert title_of(page) == title
    assert "Похоже на" not in text_of(page)
    assert "Случайный хороший фильм" not in text_of(page)
    assert "🎲 Другой" not in labels(page)


def test_a_long_list_has_pages(anna):
    anna.sends_file("watchlist.csv", watchlist(19))
    films = anna.says("/list")
    assert title_of(films) == "Хочу посмотреть, 19 фильмов"
    seen = titles_in(films)
    assert rows_of(films) == [["1", "2", "3", "4"], ["5", "6", "7", "8"], ["Дальше ➡️"]]
    assert numbers_in(films) == list(range(1, 9))
    anna.turns(films, "Дальше ➡️")
    assert rows_of(films) == [["9", "10", "11", "12"], ["13", "14", "15", "16"], ["⬅️ Назад", "Дальше ➡️"]]
    assert numbers_in(films) == list(range(9, 17))
    seen += titles_in(films)
    anna.turns(films, "Дальше ➡️")
    assert rows_of(films) == [["17", "18", "19"], ["⬅️ Назад"]]
    assert numbers_in(films) == [17, 18, 19]
    seen += titles_in(films)
    assert len(seen) == len(set(seen)) == 19
    for number, title in zip(("17", "18", "19"), seen[16:]):
        page = anna.gets(films, number)
        assert title_of(page) == title
        anna.turns(page, "✅➕")
    anna.turns(films, "⬅️ Назад")
    assert title_of(films) == "Хочу посмотреть, 16 фильмов"
    assert rows_of(films) == [["9", "10", "11", "12"], ["13", "14", "15", "16"], ["⬅️ Назад"]]
    assert titles_in(films) == seen[8:16]


def numbers_in(message):
    return [int(line.split(". ", 1)[0]) for line in text_of(message).split("\n")[1:]]


def test_a_page_of_the_list_that_is_no_more_brings_the_one_before(anna):
    anna.sends_file("watchlist.csv", watchlist(9))
    films = anna.says("/list")
    last = anna.turns(anna.says("/list"), "Дальше ➡️")
    anna.turns(anna.gets(last, "9"), "✅➕")
    anna.turns(films, "Дальше ➡️")
    assert title_of(films) == "Хочу посмотреть, 8 фильмов"
    assert rows_of(films) == [["1", "2", "3", "4"], ["5", "6", "7", "8"]]


IDS = ["tt0133093", "tt0099785", "tt0211915", "tt1375666", "tt0078748", "tt0090605", "tt0103644", "tt0060196",
       "tt0114369", "tt0088846", "tt0087182", "tt0119654", "tt0120912", "tt0073179", "tt0070233", "tt0234215",
       "tt0242653", "tt0328832", "tt0104431"]


def watchlist(count):
    rows = [f"{at},{film},,,,Title {at},,Movie,,,,,,,,," for at, film in enumerate(IDS[:count], 1)]
    header = ("Position,Const,Created,Modified,Description,Title,URL,Title Type,IMDb Rating,Runtime (mins),Year,Genres,"
              "Num Votes,Release Date,Directors,Your Rating,Date Rated")
    return "\r\n".join([header, *rows]).encode()
