#!/usr/bin/env python3
"""No synopsis of the built-in catalogue takes eight successive words from a text on films that others wrote.

Compares data/catalogue with the introductions of Wikipedia and the overviews of TMDB, where these lie beside the
repository or in KINOSOVET_SHARED_DATA; they are not part of the project, and where they are absent the test is skipped.
"""
import csv
import gzip
import json
import os
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("KINOSOVET_SHARED_DATA", ROOT.parent / "shared" / "data"))
WIKIPEDIA = SHARED / "wikipedia-movies.json.gz"
TMDB = SHARED / "tmdb-5000"
WORDS_IN_A_ROW = 8
SKIPPED = 77  # what CMake's SKIP_RETURN_CODE says


def runs_of(text):
    """The runs of eight words in a text, in lower case and without punctuation."""
    words = re.findall(r"[^\W_]+", text.lower().replace("’", "'").replace("'", ""))
    return (" ".join(words[i:i + WORDS_IN_A_ROW]) for i in range(len(words) - WORDS_IN_A_ROW + 1))


def own_runs():
    """Where each run of the built-in synopses stands."""
    places = {}
    for file in sorted((ROOT / "data" / "catalogue").glob("*.jsonl")):
        with file.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                for run in runs_of(json.loads(line).get("synopsis_en", "")):
                    places.setdefault(run, f"{file.name}:{number}")
    return places


def foreign_texts():
    """The texts of others, each with what it is called."""
    with gzip.open(WIKIPEDIA, "rt", encoding="utf-8") as file:
        for film in json.load(file):
            yield f"Wikipedia on {film['title']}", film.get("extract") or ""
    for table in sorted(TMDB.glob("*.csv.gz")):
        with gzip.open(table, "rt", encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                yield f"TMDB on {row.get('title') or row.get('original_title')}", row.get("overview") or ""


def main():
    absent = [str(path) for path in (WIKIPEDIA, TMDB) if not path.exists()]
    if absent:
        print("skipped: there is no", " and no ".join(absent))
        return SKIPPED
    places = own_runs()
    texts = taken = 0
    for name, text in foreign_texts():
        texts += 1 if text else 0
        run = next((run for run in runs_of(text) if run in places), None)
        if run is not None:
            taken += 1
            print(f"{places[run]}: \"{run}\" stands in {name}; write it in your own words")
    print(f"{len(places)} runs of {WORDS_IN_A_ROW} words compared with {texts} texts: {taken} shared")
    return 1 if taken or not places or texts < 30000 else 0


if __name__ == "__main__":
    sys.exit(main())
