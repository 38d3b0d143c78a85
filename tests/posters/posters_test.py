"""Posters and facts, through the real ml_service and strict fakes of the providers."""

import concurrent.futures
import struct
import time

import pytest
from provider_fakes import PICTURE, png
from running_service import eventually

ALL = ("kinopoisk", "omdb", "tmdb")
FILM = "tt0099785"


def source(answer):
    assert answer.status == 200, answer.body
    return answer.headers["X-Poster-Source"]


def jpeg_size(body):
    assert body[:3] == b"\xff\xd8\xff"
    at = 2
    while body[at + 1] not in (0xC0, 0xC1, 0xC2):
        at += 2 + struct.unpack(">H", body[at + 2:at + 4])[0]
    height, width = struct.unpack(">HH", body[at + 5:at + 9])
    return width, height


def assert_card(answer):
    assert source(answer) == "card"
    assert answer.headers["Content-Type"] == "image/jpeg"
    jpeg_size(answer.body)


@pytest.mark.parametrize(("size", "pixels"), [("w185", (185, 278)), ("w342", (342, 513)), ("w500", (500, 750)),
                                              ("w780", (780, 1170))])
def test_without_keys_there_is_a_card_of_every_size(start, fakes, size, pixels):
    with start() as service:
        answer = service.poster(FILM, f"?size={size}")
        assert_card(answer)
        assert jpeg_size(answer.body) == pixels
        assert service.poster(FILM, f"?size={size}").body == answer.body
        assert service.details(FILM)["poster"] == {"source": "card"}
    assert not [path for fake in fakes.all for path in fake.asked]


def test_the_card_speaks_the_language_asked_for(start):
    with start() as service:
        russian, english = (service.poster(FILM, f"?language={language}").body for language in ("ru", "en"))
        assert russian != english
        assert service.poster(FILM, Accept_Language="en").body == english
        assert service.poster(service.id_of("Ran"), "?language=en").status == 200


def test_an_unknown_film_and_a_wrong_size_are_told(start):
    with start() as service:
        assert service.poster("tt9999999").code() == "unknown_film"
        assert service.get("/films/tt9999999/details").code() == "unknown_film"
        assert service.poster(FILM, "?size=w100").code() == "invalid_request"
        assert service.poster(FILM, Accept="application/json").code() == "not_acceptable"


def test_a_poster_has_the_manners_of_http(start):
    with start() as service:
        answer = service.poster(FILM)
        assert answer.headers["Cache-Control"] == "public, max-age=86400"
        again = service.poster(FILM, If_None_Match=answer.headers["ETag"])
        assert (again.status, again.body) == (304, b"")
        head = service.ask("HEAD", f"/films/{FILM}/poster")
        assert (head.status, head.headers["Content-Length"]) == (200, answer.headers["Content-Length"])


@pytest.mark.parametrize("name", ALL)
def test_each_provider_is_asked_by_number(start, fakes, name):
    fake = getattr(fakes, name)
    with start(name) as service:
        answer = service.poster(FILM)
        assert (source(answer), answer.headers["Content-Type"], answer.body) == (name, "image/png", PICTURE)
        details = service.details(FILM)
        assert details["poster"] == {"source": name}
        assert details["missing"] == []
        assert details["ratings"] and details["descriptions"]
        assert len(fake.asked) == 1, "one look-up for both"


@pytest.mark.parametrize("name", ALL)
def test_each_provider_is_asked_by_title_and_year(start, fakes, name):
    fake = getattr(fakes, name)
    with start(name) as service:
        film = service.id_of("Старики-разбойники")
        assert source(service.poster(film)) == name
        assert len(fake.asked) <= 2
        assert_card(service.poster(service.id_of("Nobody Knows This One")))


@pytest.mark.parametrize("name", ALL)
def test_a_film_of_another_year_is_not_shown(start, fakes, name):
    fake = getattr(fakes, name)
    fake.year_shift = 2
    with start(name) as service:
        film = service.id_of("Старики-разбойники")
        assert_card(service.poster(film))
        assert [miss["code"] for miss in service.details(film)["missing"]] == ["not_found"]
        fake.year_shift = 1
        asked = len(fake.asked)
        assert_card(service.poster(film))
        assert len(fake.asked) == asked, "that it is not found is kept"
    fake.year_shift = 1
    with start(name) as service:
        assert source(service.poster(film)) == name


@pytest.mark.parametrize("name", ALL)
def test_a_film_that_nobody_has_by_number_is_found_by_title(start, fakes, name):
    getattr(fakes, name).has_ids = False
    with start(name) as service:
        assert source(service.poster(FILM)) == name


def test_the_order_is_a_setting(start):
    with start(*ALL) as service:
        assert source(service.poster(FILM)) == "kinopoisk"
    with start(*ALL, POSTERS_ORDER="tmdb, omdb") as service:
        assert source(service.poster(FILM)) == "tmdb"
        assert service.count("posters_sent_total", source="tmdb") == 1


def test_details_say_whose_everything_is(start):
    with start(*ALL) as service:
        details = service.details(FILM)
        assert [(rating["source"], rating["average"], rating.get("votes")) for rating in details["ratings"]] == [
            ("KinoPoisk", 8.3, 990123), ("IMDb", 7.7, 584069), ("Rotten Tomatoes", 6.6, None),
            ("TMDB", 7.4, 9089)]
        assert [(one["source"], one["language"]) for one in details["descriptions"]] == [
            ("kinopoisk", "ru"), ("omdb", "en"), ("tmdb", "ru")]
        assert {link["site"]: link["url"] for link in details["links"]} == {
            "IMDb": "https://www.imdb.com/title/tt0099785/", "TMDB": "https://www.themoviedb.org/movie/771",
            "KinoPoisk": "https://www.kinopoisk.ru/film/8124/", "Wikipedia": "https://en.wikipedia.org/wiki/Home_Alone"}
        assert details["notices"] == ["This product uses the TMDB API but is not endorsed or certified by TMDB."]


FAULTS = [
    ("kinopoisk", (402, {"message": "You exceeded the quota. You have sent 516 request, but available 500 per day"}),
     "quota_spent", "Квота Кинопоиска исчерпана"),
    ("kinopoisk", (401, {"message": "no permission"}), "key_refused", "Кинопоиск не принимает ключ"),
    ("kinopoisk", (429, {"message": "Rate limit exceeded"}, {"Retry-After": "60"}), "rate_limited",
     "Кинопоиск просит спрашивать реже"),
    ("omdb", (401, {"Response": "False", "Error": "Request limit reached!"}), "quota_spent", "Квота OMDb исчерпана"),
    ("omdb", (401, {"Response": "False", "Error": "Invalid API key!"}), "key_refused", "OMDb не принимает ключ"),
    ("tmdb", (401, {"success": False, "status_code": 7, "status_message": "Invalid API key"}), "key_refused",
     "TMDB не принимает ключ"),
    ("tmdb", (429, {"success": False, "status_code": 25, "status_message": "over the limit"}), "rate_limited",
     "TMDB просит спрашивать реже"),
]


@pytest.mark.parametrize(("name", "fail", "code", "text"), FAULTS)
def test_a_provider_that_refuses_is_left_alone_and_told(start, fakes, name, fail, code, text):
    fake = getattr(fakes, name)
    fake.fail = fail
    with start(name) as service:
        for _ in range(3):
            answer = service.poster(FILM)
            assert_card(answer)
            assert answer.headers["Cache-Control"] == "public, max-age=60", "another time there may be a poster"
        assert service.details(FILM)["missing"] == [{"source": name, "code": code, "text": text}]
        assert len(fake.asked) == 1
        assert service.count("posters_lookups_total", provider=name, answer=code) == 1
        assert service.count("posters_lookups_total", provider=name, answer="left_alone") == 3


def test_a_wrong_key_is_refused_by_all(start, fakes):
    wrong = {f"{name.upper()}_API_KEY": "wrong" for name in ALL}
    with start(**wrong) as service:
        missing = service.details(FILM)["missing"]
        assert [(one["source"], one["code"]) for one in missing] == [(name, "key_refused") for name in ALL]
        assert_card(service.poster(FILM))


def test_the_next_provider_is_asked_where_one_fails(start, fakes):
    fakes.kinopoisk.fail = (500, b"<html>oops", {"Content-Type": "text/html"})
    fakes.omdb.fail = (200, b"\xff not JSON at all", {})
    with start(*ALL) as service:
        assert source(service.poster(FILM)) == "tmdb"
        codes = {one["source"]: one["code"] for one in service.details(FILM)["missing"]}
        assert codes == {"kinopoisk": "unreachable", "omdb": "bad_answer"}


def test_slow_providers_take_two_seconds_in_all(start, fakes):
    for fake in fakes.all:
        fake.delay = 6
    with start(*ALL) as service:
        begun = time.monotonic()
        assert_card(service.poster(FILM))
        assert 1.5 < time.monotonic() - begun < 5, "not the six seconds of one of them"
        begun = time.monotonic()
        assert {one["code"] for one in service.details(FILM)["missing"]} == {"timed_out"}
        assert time.monotonic() - begun < 5
        for fake in fakes.all:
            fake.delay = 0


def test_recommending_goes_on_while_posters_wait(start, fakes):
    fakes.kinopoisk.delay = 6
    with start("kinopoisk", flags=("--workers", "1", "--posters-threads", "2", "--posters-queue", "1")) as service:
        with concurrent.futures.ThreadPoolExecutor(8) as pool:
            posters = [pool.submit(service.poster, FILM, f"?size={size}") for size in
                       ("w185", "w342", "w500", "w780") * 2]
            eventually(lambda: service.count_gauge("posters_busy") >= 3, "posters that wait")
            service.assert_recommends()
            assert not all(poster.done() for poster in posters), "none of this waited for them"
            answers = [poster.result() for poster in posters]
        assert {answer.status for answer in answers} == {200, 503}
        refused = next(answer for answer in answers if answer.status == 503)
        assert (refused.code(), refused.headers["Retry-After"]) == ("overloaded", "1")
        fakes.kinopoisk.delay = 0


LIES = [
    ("no_picture", (200, b"<!DOCTYPE html><html>a page</html>" * 20, {"Content-Type": "image/png"})),
    ("no_picture", (200, PICTURE + b"\0" * (5 * 1024 * 1024), {"Content-Type": "image/png"})),
    ("no_picture", (200, png(1, 1), {"Content-Type": "image/png"})),
    ("no_picture", (200, b"GIF89a" + b"\0" * 100, {"Content-Type": "image/gif"})),
    ("elsewhere", (302, b"", {"Location": "http://localhost:1/pictures/x.png"})),
    ("elsewhere", (302, b"", {"Location": "file:///etc/passwd"})),
    ("no_picture", (302, b"", {})),
    ("no_picture", (302, b"", {"Location": "/pictures/round.png"})),
    ("no_picture", (404, b"gone", {})),
]


@pytest.mark.parametrize(("fault", "lie"), LIES, ids=range(len(LIES)))
def test_a_picture_that_is_none_is_not_shown(start, fakes, fault, lie):
    fakes.kinopoisk.picture = lie
    with start("kinopoisk") as service:
        assert_card(service.poster(FILM))
        asked = len(fakes.kinopoisk.pictures_asked)
        assert 1 <= asked <= 3
        assert_card(service.poster(FILM))
        assert len(fakes.kinopoisk.pictures_asked) == asked, "once is enough"
        assert service.count("posters_pictures_total", provider="kinopoisk", answer=fault) == 1


def test_a_picture_elsewhere_is_not_even_asked_for(start, fakes):
    fakes.kinopoisk.picture_url = f"{fakes.omdb.url}/pictures/x.png"
    with start("kinopoisk", "omdb") as service:
        assert source(service.poster(FILM)) == "omdb"
    assert fakes.omdb.pictures_asked == ["/pictures/771.png"]


def test_a_redirect_within_the_provider_is_followed(start, fakes):
    class Once:
        def __iter__(self):
            fakes.kinopoisk.picture = (200, PICTURE, {})
            return iter((301, b"", {"Location": "/pictures/there.png"}))
    fakes.kinopoisk.picture = Once()
    with start("kinopoisk") as service:
        assert source(service.poster(FILM)) == "kinopoisk"
    assert fakes.kinopoisk.pictures_asked == ["/pictures/771.png", "/pictures/there.png"]


def test_what_was_kept_is_there_after_a_restart_without_the_provider(start, fakes, tmp_path):
    kept = {"POSTERS_FOLDER": str(tmp_path / "kept")}
    with start(*ALL, **kept) as service:
        assert source(service.poster(FILM)) == "kinopoisk"
        ratings = service.details(FILM)["ratings"]
    for fake in fakes.all:
        fake.fail = (503, b"", {})
        fake.picture = (503, b"", {})
    with start(*ALL, **kept) as service:
        assert source(service.poster(FILM)) == "kinopoisk"
        assert service.details(FILM)["ratings"] == ratings
        assert service.count("posters_lookups_total", provider="kinopoisk", answer="kept") == 2
    for file in (tmp_path / "kept").iterdir():
        file.write_bytes(file.read_bytes()[:-3])
    with start(*ALL, **kept) as service:
        assert_card(service.poster(FILM))


def test_many_at_once_ask_the_provider_once(start, fakes):
    fakes.omdb.delay = 0.3
    with start("omdb") as service, concurrent.futures.ThreadPoolExecutor(12) as pool:
        answers = list(pool.map(lambda _: service.poster(FILM), range(12)))
        assert {source(answer) for answer in answers} == {"omdb"}
    assert (len(fakes.omdb.asked), len(fakes.omdb.pictures_asked)) == (1, 1)


def test_it_stops_while_a_provider_is_slow(start, fakes):
    fakes.tmdb.delay = 6
    with start("tmdb") as service, concurrent.futures.ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(service.poster, FILM)
        eventually(lambda: service.count_gauge("posters_busy") >= 1, "a poster that waits")
        service.stop()
        assert_card(waiting.result())
