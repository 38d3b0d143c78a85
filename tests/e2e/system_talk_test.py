"""A person and the bot, a program and the API: from the door to PostgreSQL and back."""

import json
import subprocess

import pytest
from readme import ROOT
from running_service import eventually
from talk import count_of, films_of, origin_of, rows_of, text_of, title_of


def history_of(stack, talk):
    """(film, films shown) of a person, oldest first, as the table has them."""
    rows = stack.rows(f"SELECT film, recommendation FROM history WHERE session_id = 'tg:{talk.person.id}' ORDER BY id")
    return [(film, json.loads(shown)) for film, shown in rows]


def test_a_person_gets_five_films_and_then_five_others_and_all_is_kept(stack, anna):
    greeting = anna.starts()
    page = anna.says("Один дома")
    assert greeting and (origin_of(page), count_of(page)) == ("Похоже на «Один дома» (1990)", 5)
    titles = [text.split("\n", 1)[0] for text in anna.pages(page)]
    assert len(set(titles)) == 5 and titles[0] == title_of(page)
    more = anna.gets(page, "Ещё пять")
    first, second = films_of(page), films_of(more)
    assert len({*first, *second}) == 10, "what was shown does not come again"
    eventually(lambda: len(history_of(stack, anna)) == 2, "two entries", 10)
    assert history_of(stack, anna) == [("tt0099785", first), ("tt0099785", second)]
    kept = stack.db.whole_history(f"tg:{anna.person.id}")
    assert [entry["recommendation"] for entry in kept] == [second, first], "the API has it newest first"


@pytest.mark.parametrize("page", ["README.md", "README.ru.md"])
def test_the_conversation_of_the_readme_is_as_printed(stack, anna, page):
    lines = [line[4:] for line in (ROOT / page).read_text(encoding="utf-8").splitlines()]
    asked = next(line for line in lines if line.startswith("> "))
    printed = lines[lines.index(asked) + 2:]
    text, rest = printed[:printed.index("...")], printed[printed.index("...") + 1:]
    message = anna.says(asked.removeprefix("> "))
    assert text_of(message).startswith("\n".join(text) + "\n")
    buttons = [" ".join(f"[{label}]" for label in row) for row in rows_of(message)]
    assert rest[:len(buttons)] == buttons


def test_the_posters_of_the_bot_came_through_both_doors(stack, anna):
    assert anna.says("Матрица").photo
    routes = {line["route"] for line in stack.lines("krakend") if line["message"] == "request"}
    assert "/ml/films/{id}/poster" in routes


def curl(stack, *arguments):
    command = ["curl", "-sS", "--fail-with-body", *arguments[:-1], f"localhost:{stack.ports['nginx']}{arguments[-1]}"]
    return json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def test_the_three_calls_of_the_original_work_by_curl(stack):
    as_json = ("-H", "Content-Type: application/json")
    as_service = ("-H", f"Authorization: Bearer {stack.secrets.service_token}")
    answer = curl(stack, *as_json, "-d", '{"film": "Один дома"}', "/recommender/ml")
    titles = [film["title"] for film in answer["recommendations"]]
    assert len(titles) == 5 and "Home Alone 2: Lost in New York" in titles
    entry = {"session_id": "curl:1", "film": "Один дома", "recommendation": titles}
    stored = curl(stack, *as_json, *as_service, "-d", json.dumps(entry), "/recommender/db")
    assert stored["recommendation"] == titles
    again = curl(stack, *as_json, "-d", json.dumps({"film": "Один дома", "recommendation": titles}), "/recommender/ml")
    assert not {film["title"] for film in again["recommendations"]} & set(titles)
    kept = curl(stack, *as_service, "/recommender/db?session_id=curl:1")
    assert kept["history"] == [stored]
    assert stack.rows("SELECT film FROM history WHERE session_id = 'curl:1'") == [["Один дома"]]
