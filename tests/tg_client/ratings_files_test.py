"""Ratings that people bring from elsewhere."""

import io
import zipfile

import pytest
from talk import film_of, marks_of, text_of
from telegram import faults

LETTERBOXD = ("Date,Name,Year,Letterboxd URI,Rating\n"
              "2021-01-01,The Matrix Reloaded,2003,https://boxd.it/1,5\n"
              "2021-01-02,The Animatrix,2003,https://boxd.it/2,1.5\n"
              "2021-01-03,Inception,2010,https://boxd.it/3,3\n"
              "2021-01-04,\"Lock, Stock and Two Smoking Barrels\",1998,https://boxd.it/4,4\n"
              "2021-01-05,A Film <b>Nobody</b> Made,1931,https://boxd.it/5,4\n"
              "2021-01-06,Broken,1931\n")
IMDB = ("Const,Your Rating,Date Rated,Title,Original Title,URL,Title Type,IMDb Rating,Runtime (mins),Year,Genres,Num "
        "Votes,Release Date,Directors\r\n"
        "tt0234215,9,2021-01-01,The Matrix Reloaded,The Matrix Reloaded,u,Movie,7.2,138,2003,Action,1,2003-05-15,X\r\n"
        "tt0328832,2,2021-01-01,The Animatrix,The Animatrix,u,Video,7.3,102,2003,Animation,1,2003-05-15,X\r\n"
        "tt0944947,9,2021-01-01,Game of Thrones,Game of Thrones,u,TV Series,9.2,57,2011,Action,1,2011-04-17,X\r\n")
TRAKT = ("rated_at,type,title,year,trakt_rating,trakt_id,imdb_id,tmdb_id,rating\n"
         "2021-01-01T00:00:00Z,movie,The Matrix Reloaded,2003,7,1,tt0234215,604,8\n"
         "2021-01-01T00:00:00Z,movie,Inception,2010,8,2,tt1375666,27205,6\n"
         "2021-01-01T00:00:00Z,episode,Pilot,2008,8,3,tt0959621,62085,9\n")


def test_a_file_of_letterboxd(anna, bob):
    report = anna.sends_file("ratings.csv", LETTERBOXD.encode())
    assert text_of(report) == ("Импорт из Letterboxd\n👍 2 · 👎 1 · 👁 1 · ➕ 0\n"
                               "Не нашлось в каталоге: 1 (A Film <b>Nobody</b> Made)\nНепонятных строк: 1")
    assert text_of(bob.sends_file("ratings.csv", LETTERBOXD.encode())).startswith(
        "Import from Letterboxd\n👍 2 · 👎 1 · 👁 1 · ➕ 0\nNot in the catalogue: 1 (")


def test_what_was_imported_has_its_effect(anna):
    before = anna.says("Матрица")
    anna.sends_file("ratings.csv", LETTERBOXD.encode())
    page = anna.says("Матрица")
    assert film_of(page) == film_of(before)
    assert marks_of(page) == ["👍"]
    assert "The Animatrix" not in "\n".join(anna.pages(page)), "it was not liked"


def test_a_file_of_imdb(anna):
    report = anna.sends_file("ratings.csv", IMDB.encode())
    assert text_of(report) == "Импорт из IMDb\n👍 1 · 👎 1 · 👁 0 · ➕ 0\nПропущено сериалов: 1"


def test_a_file_of_trakt(bob):
    report = bob.sends_file("trakt-ratings.csv", b"\xef\xbb\xbf" + TRAKT.encode())
    assert text_of(report) == "Import from Trakt\n👍 1 · 👎 0 · 👁 1 · ➕ 0\nSeries left out: 1"


def test_a_watchlist_becomes_the_list(anna):
    data = "Date,Name,Year,Letterboxd URI\n2021-01-01,Inception,2010,https://boxd.it/3\n"
    assert "👍 0 · 👎 0 · 👁 0 · ➕ 1" in text_of(anna.sends_file("watchlist.csv", data.encode()))
    assert text_of(anna.says("/list")) == "Хочу посмотреть, 1 фильм\n1. Начало (2010)"


def test_the_same_file_twice_stores_nothing_twice(anna):
    first = text_of(anna.sends_file("ratings.csv", IMDB.encode()))
    assert text_of(anna.sends_file("ratings.csv", IMDB.encode())) == first
    assert "отметок: 2." in text_of(anna.turns(anna.says("/forget"), "Да, забыть всё"))


def archive():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as packed:
        packed.writestr("ratings.csv", LETTERBOXD)
    return file.getvalue()


@pytest.mark.parametrize(("name", "content", "why"), [
    ("letterboxd.zip", archive(), "это архив, распакуйте его и пришлите CSV из него"),
    ("nothing.csv", b" \n", "он пуст"), ("photo.jpg", bytes(range(256)) * 10, "это не экспорт Letterboxd, IMDb или Trakt"),
    ("shopping.csv", "хлеб,молоко\n1,2\n".encode(), "это не экспорт Letterboxd, IMDb или Trakt"),
    ("big.csv", IMDB.encode() + b" " * (5 << 20), "он слишком большой, до 5 МБ и 20 000 строк"),
    ("long.csv", LETTERBOXD.encode() + b"2021-01-03,Inception,2010,https://boxd.it/3,3\n" * 20_000,
     "он слишком большой, до 5 МБ и 20 000 строк")])
def test_a_file_that_is_none_is_refused_and_why(anna, name, content, why):
    assert text_of(anna.sends_file(name, content)) == (
        f"Этот файл не получилось прочитать: {why}.\nОткуда взять подходящий: /import")


def test_a_file_that_is_none_in_english(bob):
    assert text_of(bob.sends_file("letterboxd.zip", archive())) == (
        "This file cannot be read: it is an archive; unpack it and send a CSV from it.\n"
        "How to get the right file: /import")


def test_a_file_that_telegram_cannot_give(telegram, anna):
    telegram.faults.add(faults.server_error(400, "Bad Request: wrong file_id"), method="getFile", times=1)
    assert text_of(anna.sends_file("ratings.csv", IMDB.encode())) == (
        "Не получилось скачать файл из Telegram. Пришлите его ещё раз.")
    assert "Импорт из IMDb" in text_of(anna.sends_file("ratings.csv", IMDB.encode()))
