#!/usr/bin/env python3
"""Writes data sets in the forms in which people download them, at any size, with every breakage seen in real ones.

    tests/generate_datasets.py FOLDER [--films N] [--seed N] [--clean] [--only tmdb ...]

makes FOLDER/the-movies-dataset, FOLDER/tmdb and FOLDER/imdb, and prints as JSON, for each of them, the counts that an
import must end with. Films and people are made up from short lists of words. `--clean` leaves the breakages out, for
measuring speed. Only Python's standard library is needed.
"""

import argparse
import collections
import csv
import gzip
import io
import json
import pathlib
import random

WORDS = """river night garden winter stranger letter island mirror summer captain silence harbour paper golden shadow
train promise mountain hunger violin empire daughter thunder lantern orchard ticket window desert bridge ocean""".split()
FIRST_NAMES = "Anna Boris Clara David Elena Frank Greta Henry Irina Jonas Karin Louis Maria Nils Olga Peter".split()
LAST_NAMES = "Adler Berg Conti Dahl Evans Fischer Gauthier Hansen Ivanov Jansen Keller Lindgren Moreau Novak".split()
GENRES = ["Action", "Comedy", "Drama", "Crime", "Thriller", "Science Fiction", "Family", "Romance", "Horror"]
KEYWORDS = ["space travel", "small town", "revenge", "based on novel", "friendship", "heist", "desert island"]
HUGE = 10_000_000  # bytes of a field that no film needs


class Films:
    """Made-up films, the same for the same seed."""

    def __init__(self, seed):
        self.random = random.Random(seed)

    def person(self):
        return f"{self.random.choice(FIRST_NAMES)} {self.random.choice(LAST_NAMES)}"

    def some(self, values, most):
        return self.random.sample(values, self.random.randint(1, most))

    def film(self, number):
        words = self.random.choices(WORDS, k=60)
        return {
            "number": number,
            # The number in the title keeps films apart, whatever their words.
            "title": f"The {words[0].title()} {words[1].title()} {number}",
            "year": self.random.randint(1930, 2023),
            "overview": " ".join(words).capitalize() + ".",
            "genres": self.some(GENRES, 3),
            "keywords": self.some(KEYWORDS, 3),
            "runtime": self.random.randint(60, 180),
            "average": round(self.random.uniform(2, 9), 1),
            "votes": int(self.random.paretovariate(1)),
        }


class Expected:
    """The counts that an import must end with."""

    def __init__(self):
        self.counts = collections.Counter()

    def add(self, **counts):
        self.counts.update(counts)


def shown(text):
    """A field as a careful program writes it into a CSV row."""
    row = io.StringIO()
    csv.writer(row, lineterminator="").writerow([text])
    return row.getvalue()


class CsvFile:
    """Rows in bytes, so that any of them may be broken on purpose."""

    def __init__(self, path, columns, bom=False, line_end="\n"):
        self.file = path.open("wb")
        self.columns = columns
        self.line_end = line_end
        self.raw((b"\xef\xbb\xbf" if bom else b"") + (",".join(columns) + line_end).encode())

    def raw(self, data):
        self.file.write(data)

    def text(self, row):
        return ",".join(shown(str(row.get(column, ""))) for column in self.columns) + self.line_end

    def row(self, row):
        self.raw(self.text(row).encode())

    def close(self):
        self.file.close()


def break_films(table, make, expect):
    """Rows with each known breakage; `make(**changes)` gives a new film's row."""

    def good(**changes):
        table.row(make(**changes))
        expect.add(rows=1, new=1)

    def skipped(reason, **changes):
        table.row(make(**changes))
        expect.add(rows=1, **{reason: 1})

    def raw(reason, data, rows=1):
        table.raw(data)
        expect.add(rows=rows, **{reason: rows})

    good(overview='He said "no".\nShe left,\r\nand "that" was all.')
    good(overview='""')
    good(title="Sophie Scholl – Die letzten Tage Ёлки", overview="")
    good(runtime="NaN", vote_average="eleven")
    table.raw(table.line_end.encode() * 3)  # blank lines
    text = table.text(make(overview="Words, more words"))
    raw("malformed", text.replace('"Words, more words"', '"Words, more words').encode())
    good()
    raw("malformed", text.replace('"Words, more words"', '"Words "more" words"').encode())
    good()
    # A line end that should be in quotes: what follows it is a row shifted by some columns.
    raw("columns", table.text(make(overview="Cut")).replace("Cut", "Cut\n").encode(), rows=2)
    good()
    raw("encoding", table.text(make(title="Am\u00e9lie elsewhere")).encode("latin-1"))
    raw("too_long", table.text(make(overview="x" * HUGE)).encode())
    raw("too_long", table.text(make(overview='y,"' * (HUGE // 3))).encode())
    good()
    skipped("bad_id", id="1997-08-20")
    skipped("bad_id", id="")
    skipped("no_title", title="", original_title=" ")
    skipped("no_year", release_date="")
    skipped("no_year", release_date="someday")
    skipped("adult", adult="True")
    skipped("unreleased", status="Rumored")
    twice = make()
    table.row(twice)
    table.row(twice)
    expect.add(rows=2, new=1, repeated=1)


def tmdb_row(films, number, changes):
    film = films.film(number)
    row = {
        "id": number, "imdb_id": f"tt{number:07}", "title": film["title"], "original_title": film["title"],
        "original_language": "en", "overview": film["overview"], "release_date": f"{film['year']}-05-17",
        "runtime": film["runtime"], "status": "Released", "adult": "False", "vote_average": film["average"],
        "vote_count": film["votes"], "genres": film["genres"], "keywords": film["keywords"],
        "production_countries": ["US"], "popularity": 1.5, "tagline": film["overview"][:40], "budget": 0, "revenue": 0,
    }
    row.update(changes)
    return row


def the_movies_dataset(folder, films, size, broken):
    """movies_metadata.csv, credits.csv and keywords.csv, lists as Python prints them."""
    columns = ("adult,belongs_to_collection,budget,genres,homepage,id,imdb_id,original_language,original_title,overview,"
               "popularity,poster_path,production_companies,production_countries,release_date,revenue,runtime,"
               "spoken_languages,status,tagline,title,video,vote_average,vote_count").split(",")
    expect = Expected()
    table = CsvFile(folder / "movies_metadata.csv", columns)
    numbers = iter(range(1, 10**9))

    def make(**changes):
        row = tmdb_row(films, next(numbers), changes)
        if isinstance(row["genres"], list):
            row["genres"] = str([{"id": place, "name": name} for place, name in enumerate(row["genres"])])
        row["production_countries"] = "[{'iso_3166_1': 'US', 'name': 'United States of America'}]"
        row["belongs_to_collection"] = str({"id": 5, "name": "O'Hara Collection", "poster_path": None})
        return row

    for _ in range(size):
        table.row(make())
        expect.add(rows=1, new=1)
    if broken:
        break_films(table, make, expect)
        for genres in ("[{'id': 16, 'name': 'Anim", "[[[[{{", "[{'id': 16 'name'}]"):
            table.row(make(genres=genres))
            expect.add(rows=1, new=1, fields_dropped=1)
    table.close()
    add_facts(folder, films, size, broken, expect)
    return expect.counts


def add_facts(folder, films, size, broken, expect):
    credits = CsvFile(folder / "credits.csv", ["cast", "crew", "id"])
    keywords = CsvFile(folder / "keywords.csv", ["id", "keywords"])
    for number in range(1, size + 1):
        cast = [{"cast_id": place, "character": 'The "boss"', "name": films.person()} for place in range(3)]
        crew = [{"department": "Directing", "job": "Director", "name": "Conan O'Brien"},
                {"department": "Writing", "job": "Writer", "name": films.person()}]
        credits.row({"cast": cast, "crew": crew, "id": number})
        keywords.row({"id": number, "keywords": [{"id": 1, "name": name} for name in films.some(KEYWORDS, 4)]})
        expect.add(rows=2, facts=2)
    if broken:
        credits.row({"cast": "[{'name': 'A'", "crew": "[]", "id": 1})
        credits.row({"cast": "[" * 5000, "crew": "[]", "id": 1})
        credits.row({"cast": "[]", "crew": "[]", "id": 10**9})
        keywords.row({"id": "?", "keywords": "[]"})
        keywords.row({"id": 10**9, "keywords": "[]"})
        expect.add(rows=5, bad_value=2, no_film=2, bad_id=1)
    credits.close()
    keywords.close()


def tmdb(folder, films, size, broken):
    """One large table, lists parted by commas."""
    columns = ("id,title,vote_average,vote_count,status,release_date,revenue,runtime,adult,backdrop_path,budget,homepage,"
               "imdb_id,original_language,original_title,overview,popularity,poster_path,tagline,genres,"
               "production_companies,production_countries,spoken_languages,keywords").split(",")
    expect = Expected()
    table = CsvFile(folder / "TMDB_movie_dataset.csv", columns, bom=broken, line_end="\r\n" if broken else "\n")
    numbers = iter(range(1, 10**9))

    def make(**changes):
        row = tmdb_row(films, next(numbers), changes)
        row.update({name: ", ".join(row[name]) for name in ("genres", "keywords")})
        row["production_countries"] = "United States of America"
        row["production_companies"] = "A Company, Another Company"
        row["spoken_languages"] = "English"
        row["backdrop_path"] = row["poster_path"] = f"/{row['id']}abcdefghijklmnopqrstuv.jpg"
        return row

    for _ in range(size):
        table.row(make())
        expect.add(rows=1, new=1)
    if broken:
        break_films(table, make, expect)
    table.close()
    return expect.counts


class TsvFile:
    """One of IMDb's packed tables; what is empty is written as \\N."""

    def __init__(self, path, columns):
        self.file = gzip.open(path, "wb", compresslevel=1)
        self.row(*columns)

    def row(self, *fields):
        self.raw("\t".join("\\N" if field == "" else str(field) for field in fields).encode() + b"\n")

    def raw(self, data):
        self.file.write(data)

    def close(self):
        self.file.close()


def imdb(folder, films, size, broken):
    """title.basics, title.akas, title.ratings, title.crew and name.basics."""
    expect = Expected()
    basics = TsvFile(folder / "title.basics.tsv.gz", "tconst titleType primaryTitle originalTitle isAdult startYear "
                     "endYear runtimeMinutes genres".split())
    numbers = iter(range(1, 10**8))

    def row(kind="movie", number=None, title=None, adult=0, year=None):
        film = films.film(next(numbers) if number is None else number)
        title = film["title"] if title is None else title
        basics.row(f"tt{film['number']:07}", kind, title, title, adult, film["year"] if year is None else year, "",
                   film["runtime"], "Comedy,Sci-Fi")

    for _ in range(size):
        row()
        expect.add(rows=1, new=1)
    if broken:
        break_titles(basics, row, expect)
    basics.close()
    add_imdb_facts(folder, films, size, broken, expect)
    return expect.counts


def break_titles(basics, row, expect):
    for kind in ("tvSeries", "tvEpisode", "tvMiniSeries"):
        row(kind)
    row("videoGame")
    row(adult=1)
    row(year="")
    expect.add(rows=6, series=3, not_a_film=1, adult=1, unreleased=1)
    row(title='"Quoted" and "more', )
    row("tvMovie")
    expect.add(rows=2, new=2)
    row(title="")
    row(number=1)
    expect.add(rows=2, no_title=1, repeated=1)
    basics.row("nonsense", "movie", "A", "A", 0, 1990, "", 90, "Drama")
    basics.raw(b"tt9999998\tmovie\tToo few\n")
    basics.raw(b"tt9999997\tmovie\tAm\xe9lie\tAm\xe9lie\t0\t2001\t\\N\t90\tDrama\n")
    basics.raw(b"tt9999996\tmovie\t" + b"x" * HUGE + b"\tx\t0\t2001\t\\N\t90\tDrama\n")
    expect.add(rows=4, bad_id=1, columns=1, encoding=1, too_long=1)


def add_imdb_facts(folder, films, size, broken, expect):
    akas = TsvFile(folder / "title.akas.tsv.gz", "titleId ordering title region language types attributes "
                   "isOriginalTitle".split())
    ratings = TsvFile(folder / "title.ratings.tsv.gz", ["tconst", "averageRating", "numVotes"])
    crew = TsvFile(folder / "title.crew.tsv.gz", ["tconst", "directors", "writers"])
    names = TsvFile(folder / "name.basics.tsv.gz", ["nconst", "primaryName", "birthYear", "deathYear",
                                                    "primaryProfession", "knownForTitles"])
    people = max(1, size // 4)
    for number in range(1, size + 1):
        title = f"tt{number:07}"
        akas.row(title, 1, f"Фильм номер {number}", "RU", "", "imdbDisplay", "", 0)
        akas.row(title, 2, "Ein Film", "DE", "", "imdbDisplay", "", 0)
        ratings.row(title, 7.5, 8000)
        crew.row(title, f"nm{number % people + 1:07}", "")
    for number in range(1, people + 1):
        names.row(f"nm{number:07}", films.person(), 1950, "", "director", "tt0000001")
    expect.add(rows=4 * size + people, facts=3 * size + people)
    if broken:
        ratings.row("tt0000001", "high", "many")
        names.row("0000001", "No Number", "", "", "", "")
        akas.raw(b"tt0000001\t3\n")
        expect.add(rows=3, bad_value=1, bad_id=1, columns=1)
    for table in (akas, ratings, crew, names):
        table.close()


WRITERS = {"the-movies-dataset": the_movies_dataset, "tmdb": tmdb, "imdb": imdb}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--films", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--clean", action="store_true")
    parser.add_argument("--only", nargs="*", choices=WRITERS, default=list(WRITERS))
    options = parser.parse_args()
    expected = {}
    for name in options.only:
        folder = options.folder / name
        folder.mkdir(parents=True, exist_ok=True)
        expected[name] = WRITERS[name](folder, Films(options.seed), options.films, not options.clean)
    print(json.dumps(expected, indent=2))


if __name__ == "__main__":
    main()
