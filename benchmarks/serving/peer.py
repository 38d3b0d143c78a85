"""The original's stack over the same films and vectors: FastAPI, a fuzzy title match, cosine by numpy.

A title is matched against all titles by token_sort_ratio, the film's vector compared with all vectors, and five titles
answered that were not shown before. PEER_CATALOGUE names our indexed catalogue; PEER_MATCHER is "fuzzywuzzy", as the
original has it and with the C extension it asks for, or "rapidfuzz": the same score in C++, over titles that were
prepared once.
"""

import os
import sqlite3

import numpy
from fastapi import FastAPI, HTTPException
from pydantic import BaseModel


def read_films(catalogue: str) -> tuple[list[str], numpy.ndarray]:
    """Titles, and vectors of length one, row by row."""
    with sqlite3.connect(f"file:{catalogue}?mode=ro", uri=True) as connection:
        titles = [title for title, in connection.execute("SELECT title FROM film ORDER BY row")]
        rows = connection.execute("SELECT scale, quantized FROM vector ORDER BY row").fetchall()
    vectors = numpy.stack([numpy.frombuffer(quantized, numpy.int8) * numpy.float32(scale) for scale, quantized in rows])
    lengths = numpy.linalg.norm(vectors, axis=1, keepdims=True)
    return titles, vectors / numpy.where(lengths == 0, 1, lengths)


def fuzzywuzzy_matcher(titles: list[str]):
    from fuzzywuzzy import fuzz, process

    def match(film: str) -> int:
        title, _ = process.extractOne(film, titles, scorer=fuzz.token_sort_ratio)
        return titles.index(title)

    return match


def rapidfuzz_matcher(titles: list[str]):
    from rapidfuzz import fuzz, process, utils

    prepared = [" ".join(sorted(utils.default_process(title).split())) for title in titles]

    def match(film: str) -> int:
        wanted = " ".join(sorted(utils.default_process(film).split()))
        _, _, at = process.extractOne(wanted, prepared, scorer=fuzz.ratio)
        return at

    return match


class Wish(BaseModel):
    film: str
    recommendation: list[str] = []


titles, vectors = read_films(os.environ["PEER_CATALOGUE"])
match = {"fuzzywuzzy": fuzzywuzzy_matcher, "rapidfuzz": rapidfuzz_matcher}[os.environ["PEER_MATCHER"]](titles)
app = FastAPI()


@app.post("/recommend/")
def recommend(wish: Wish) -> dict[str, list[str]]:
    if not wish.film.strip():
        raise HTTPException(422, "name a film")
    film = match(wish.film)
    shown = {titles[film], *wish.recommendation}
    answer: list[str] = []
    for other in numpy.argsort(-(vectors @ vectors[film])):
        if titles[other] not in shown:
            shown.add(titles[other])
            answer.append(titles[other])
        if len(answer) == 5:
            break
    return {"recommendation": answer}
