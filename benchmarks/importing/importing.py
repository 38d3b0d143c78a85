"""Reads the same tables with pandas and with ours, turn about, and prints rows a second and the most memory.

"Reading" is what both do: parse the file, leave out adult and unreleased films, take the year out of the date, split or
evaluate the lists of genres, keywords and people, join credits and keywords, drop a second row of an id. Ours merges by
title as well and then writes the catalogue, which pandas does not do; that is timed apart. Turn about, because a
machine's speed drifts; medians over the rounds are printed. CPU seconds are of the whole process.
"""

import argparse
import os
import pathlib
import statistics
import subprocess
import sys

PANDAS = """
import ast, json, pathlib, sys, time
import pandas
folder = pathlib.Path(sys.argv[1])
start = time.monotonic()
if (folder / "credits.csv").exists():
    films = pandas.read_csv(folder / "movies_metadata.csv", low_memory=False)
    credits = pandas.read_csv(folder / "credits.csv")
    keywords = pandas.read_csv(folder / "keywords.csv")
    rows = len(films) + len(credits) + len(keywords)
    names = lambda text: [record["name"] for record in ast.literal_eval(text)]
    credits["cast"] = credits["cast"].map(names)
    credits["directors"] = credits["crew"].map(
        lambda text: [record["name"] for record in ast.literal_eval(text) if record["job"] == "Director"])
    keywords["keywords"] = keywords["keywords"].map(names)
    films["genres"] = films["genres"].map(names)
    films = films.merge(credits, on="id").merge(keywords, on="id")
else:
    films = pandas.read_csv(next(folder.glob("*.csv")))
    rows = len(films)
    for column in ("genres", "keywords", "production_countries"):
        films[column] = films[column].str.split(", ")
films = films[(films["status"] == "Released") & (films["adult"].astype(str) != "True")]
films["year"] = films["release_date"].str[:4].astype(int)
films = films.drop_duplicates("id").sort_values("vote_count", ascending=False)
print(rows, time.monotonic() - start, 0)
"""


def run(command):
    """rows, reading and writing seconds, CPU seconds, most memory in MB."""
    process = subprocess.Popen([str(part) for part in command], stdout=subprocess.PIPE, text=True)
    output = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    if status != 0:
        sys.exit(f"{command[0]} failed")
    rows, reading, writing = map(float, output.split())
    return {"rows": rows, "reading": reading, "writing": writing, "cpu": usage.ru_utime + usage.ru_stime,
            "memory": usage.ru_maxrss / 1000}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", type=pathlib.Path, required=True)
    parser.add_argument("--generator", type=pathlib.Path, required=True)
    parser.add_argument("--folder", type=pathlib.Path, required=True, help="where the tables are made and kept")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--films", type=int, default=200_000, help="of the one large table; a tenth of the other")
    options = parser.parse_args()
    for name, films in (("tmdb", options.films), ("the-movies-dataset", options.films // 10)):
        made = options.folder / str(films)
        if not (made / name).exists():
            subprocess.run([sys.executable, options.generator, made, "--only", name, "--clean", "--films", str(films)],
                           check=True, stdout=subprocess.DEVNULL)
        commands = {"pandas": [sys.executable, "-c", PANDAS, made / name],
                    "kinosovet": [options.program, made / name, options.folder / "catalogue.sqlite"]}
        rounds = {who: [] for who in commands}
        for _ in range(options.rounds):
            for who, command in commands.items():
                rounds[who].append(run(command))
        for who, results in rounds.items():
            median = {key: statistics.median(result[key] for result in results) for key in results[0]}
            print(f"{name:20} {who:10} {median['rows'] / median['reading']:9.0f} rows/s read, "
                  f"{median['reading']:6.2f} s reading, {median['writing']:6.2f} s writing, {median['cpu']:6.2f} s of CPU, "
                  f"{median['memory']:6.0f} MB", flush=True)
        ratios = [theirs["reading"] / ours["reading"] for theirs, ours in zip(rounds["pandas"], rounds["kinosovet"])]
        print(f"{name:20} reading: {statistics.median(ratios):.2f} times pandas ({min(ratios):.2f} to {max(ratios):.2f})")


if __name__ == "__main__":
    main()
