"""KinoPoisk, OMDb and TMDB as the posters meet them: they refuse what the real ones refuse.

    with Fakes() as fakes:
        fakes.kinopoisk.fail = (402, {"message": "You exceeded the quota."})
        ...
        assert fakes.omdb.asked == [...]

Each has a port of its own, knows the films of FILMS, wants its key where the real one wants it, and serves pictures
beside its API. A request that the real one does not know (another path, an unknown or a missing parameter) is kept in
`refused`, which fails the test at the end.
"""

import http.server
import json
import struct
import threading
import time
import urllib.parse
import zlib

KEYS = {"kinopoisk": "kp-SECRET-1111", "omdb": "omdb-SECRET-2222", "tmdb": "tmdb-SECRET-3333"}

FILMS = [
    {"imdb": "tt0099785", "tmdb": 771, "kinopoisk": 8124, "title": "Home Alone", "title_ru": "Один дома", "year": 1990},
    {"imdb": None, "tmdb": 46010, "kinopoisk": 77044, "title": "Old Men: Robbers", "title_ru": "Старики-разбойники",
     "year": 1971},
    {"imdb": "tt0087182", "tmdb": 841, "kinopoisk": 2950, "title": "Dune", "title_ru": "Дюна", "year": 1984},
]


def png(width, height):
    """A whole grey picture."""
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    rows = (b"\0" + b"\x80" * width) * height
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
            + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))


PICTURE = png(300, 450)


class Refusal(Exception):
    """What the real one would not have understood."""


class Fake(http.server.ThreadingHTTPServer):
    daemon_threads = True
    name = ""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server_port}"
        self.reset()
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()

    def reset(self):
        self.fail = None  # (status, JSON or bytes[, headers]) for every request to the API
        self.delay = 0  # seconds before every answer
        self.year_shift = 0  # added to the year of every film
        self.has_ids = True  # False: knows no film by anybody's number
        self.picture = (200, PICTURE, {"Content-Type": "image/png"})
        self.picture_url = None  # in place of its own
        self.asked = []  # paths of the API
        self.pictures_asked = []
        self.refused = []

    def stop(self):
        self.shutdown()
        self.server_close()

    def handle_error(self, request, client_address):
        """A client that leaves early is no fault of the fake."""

    def by(self, field, value):
        return next((film for film in FILMS if self.has_ids and film[field] and str(film[field]) == str(value)), None)

    def by_title(self, text):
        """As searches do: whatever has the words somewhere."""
        return [film for film in FILMS if text.lower() in (film["title"] + "\n" + film["title_ru"]).lower()]

    def year(self, film):
        return film["year"] + self.year_shift

    def poster_of(self, film):
        return self.picture_url or f"{self.url}/pictures/{film['tmdb']}.png"

    def answer(self, path, query, headers):
        raise NotImplementedError


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def send(self, status, body, headers=None):
        if not isinstance(body, bytes):
            body = json.dumps(body, ensure_ascii=False).encode()
            headers = {"Content-Type": "application/json", **(headers or {})}
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        fake = self.server
        url = urllib.parse.urlsplit(self.path)
        pairs = urllib.parse.parse_qsl(url.query, keep_blank_values=True, strict_parsing=bool(url.query))
        query = dict(pairs)
        time.sleep(fake.delay)
        if url.path.startswith(("/pictures/", "/t/p/")):
            fake.pictures_asked.append(url.path)
            return self.send(*fake.picture)
        fake.asked.append(url.path)
        try:
            if len(query) != len(pairs):
                raise Refusal("a parameter twice")
            if not any(kind in self.headers.get("Accept", "*/*") for kind in ("application/json", "*/*")):
                raise Refusal("wants no JSON")
            if fake.fail:
                return self.send(*fake.fail)
            return self.send(*fake.answer(url.path, query, self.headers))
        except Refusal as refusal:
            fake.refused.append(f"{self.path}: {refusal}")
            return self.send(400, {"message": str(refusal)})


def only(query, required, optional=()):
    missing, unknown = set(required) - set(query), set(query) - set(required) - set(optional)
    if missing or unknown:
        raise Refusal(f"missing {missing}, unknown {unknown}")


class KinoPoisk(Fake):
    name = "kinopoisk"

    def answer(self, path, query, headers):
        if headers.get("X-API-KEY") != KEYS["kinopoisk"]:
            return 401, {"message": "You don't have permissions."}
        if path == "/api/v2.1/films/search-by-keyword":
            only(query, ["keyword"], ["page"])
            films = [{"filmId": film["kinopoisk"], "nameRu": film["title_ru"], "nameEn": film["title"], "type": "FILM",
                      "year": str(self.year(film)), "description": "США, реж. (комедия)", "filmLength": None,
                      "countries": [{"country": "США"}], "genres": [{"genre": "комедия"}], "rating": "null",
                      "ratingVoteCount": 0, "posterUrl": "http://example.org/x.jpg", "posterUrlPreview": None}
                     for film in self.by_title(query["keyword"])]
            return 200, {"keyword": query["keyword"], "pagesCount": 1, "searchFilmsCountResult": len(films),
                         "films": films}
        if path == "/api/v2.2/films":
            only(query, [], ["imdbId", "keyword"])
            film = self.by("imdb", query.get("imdbId"))
            items = [{"kinopoiskId": film["kinopoisk"], "imdbId": film["imdb"], "ratingKinopoisk": 8.3}] if film else []
            return 200, {"total": len(items), "totalPages": 1, "items": items}
        prefix, _, number = path.rpartition("/")
        if prefix != "/api/v2.2/films" or not number.isdigit() or query:
            raise Refusal("no such path")
        # A number found by title is known, whatever is said of the others.
        film = next((film for film in FILMS if str(film["kinopoisk"]) == number
                     and (self.has_ids or "/api/v2.1/films/search-by-keyword" in self.asked)), None)
        if film is None:
            return 404, {"message": "Not found"}
        return 200, {"kinopoiskId": film["kinopoisk"], "imdbId": film["imdb"], "nameRu": film["title_ru"],
                     "nameEn": None, "nameOriginal": film["title"], "posterUrl": self.poster_of(film),
                     "posterUrlPreview": self.poster_of(film), "ratingKinopoisk": 8.3,
                     "ratingKinopoiskVoteCount": 990123, "ratingImdb": 7.7, "ratingImdbVoteCount": None,
                     "year": self.year(film), "filmLength": 103, "description": "Мальчика забыли дома.",
                     "shortDescription": None, "webUrl": "https://www.kinopoisk.ru/film/8124/", "type": "FILM"}


class Omdb(Fake):
    name = "omdb"

    def answer(self, path, query, headers):
        if path != "/":
            raise Refusal("no such path")
        if "apikey" not in query:
            return 401, {"Response": "False", "Error": "No API key provided."}
        if query["apikey"] != KEYS["omdb"]:
            return 401, {"Response": "False", "Error": "Invalid API key!"}
        only(query, ["apikey"], ["i", "t", "y", "type", "plot", "r"])
        if ("i" in query) == ("t" in query) or query.get("type", "movie") != "movie":
            raise Refusal("neither one film nor another")
        if "i" in query:
            film = self.by("imdb", query["i"])
        else:
            found = [film for film in self.by_title(query["t"]) if film["title"].lower() == query["t"].lower()]
            film = found[0] if found else None
        if film is None:
            return 200, {"Response": "False", "Error": "Movie not found!"}
        return 200, {"Title": film["title"], "Year": str(self.year(film)), "Rated": "PG", "Plot": "A boy is left home.",
                     "Poster": self.poster_of(film), "Metascore": "63", "imdbRating": "7.7", "imdbVotes": "584,069",
                     "Ratings": [{"Source": "Internet Movie Database", "Value": "7.7/10"},
                                 {"Source": "Rotten Tomatoes", "Value": "66%"}],
                     "imdbID": film["imdb"] or "tt9999999", "Type": "movie", "Response": "True"}


class Tmdb(Fake):
    name = "tmdb"

    def answer(self, path, query, headers):
        if query.pop("api_key", None) != KEYS["tmdb"]:
            return 401, {"success": False, "status_code": 7, "status_message": "Invalid API key: ..."}
        if query.get("language") not in ("ru-RU", "en-US"):
            raise Refusal("no language of ours")
        if path == "/3/search/movie":
            only(query, ["query", "language"], ["include_adult", "page"])
            films = [self.film(film, query) for film in self.by_title(query["query"])]
            return 200, {"page": 1, "results": films, "total_pages": 1, "total_results": len(films)}
        if path.startswith("/3/find/"):
            only(query, ["external_source", "language"])
            film = self.by("imdb", path.rpartition("/")[2])
            return 200, {"movie_results": [self.film(film, query)] if film else [], "person_results": [],
                         "tv_results": [], "tv_episode_results": [], "tv_season_results": []}
        prefix, _, number = path.rpartition("/")
        if prefix != "/3/movie" or not number.isdigit():
            raise Refusal("no such path")
        only(query, ["language"])
        film = self.by("tmdb", number)
        if film is None:
            return 404, {"success": False, "status_code": 34, "status_message": "The resource ... not be found."}
        return 200, self.film(film, query)

    def film(self, film, query):
        is_russian = query["language"] == "ru-RU"
        return {"adult": False, "backdrop_path": None, "id": film["tmdb"], "original_language": "en",
                "original_title": film["title"], "overview": "Семья забыла мальчика." if is_russian else "A boy.",
                "popularity": 1.5, "poster_path": f"/{film['tmdb']}.png", "release_date": f"{self.year(film)}-11-16",
                "title": film["title_ru"] if is_russian else film["title"], "video": False, "vote_average": 7.4,
                "vote_count": 9089}


class Fakes:
    """The three of them, and the settings that lead to them."""

    def __init__(self):
        self.kinopoisk, self.omdb, self.tmdb = self.all = [KinoPoisk(), Omdb(), Tmdb()]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        for fake in self.all:
            fake.stop()

    def settings(self, *names, **changes):
        """The environment in which these providers are asked, in this order."""
        keys = {f"{name.upper()}_API_KEY": KEYS[name] for name in names}
        return {"KINOPOISK_URL": self.kinopoisk.url, "OMDB_URL": self.omdb.url, "TMDB_URL": f"{self.tmdb.url}/3",
                "TMDB_IMAGE_URL": f"{self.tmdb.url}/t/p", "HTTPS_PROXY": "", **keys, **changes}

    def reset(self):
        for fake in self.all:
            fake.reset()
