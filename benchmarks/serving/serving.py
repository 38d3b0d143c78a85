"""Loads ml_service, the original's stack and nginx with the same requests, turn about, and prints rates and latencies.

Two sets of requests: "popular" is forty well-known films again and again, which the service answers from what it kept;
"all different" names every film of the catalogue once, in no order and on various pages, so that every answer is made.
Turn about, because a machine's speed drifts. A run begins when the machine is quiet, and is made again where others
took more than a tenth of a core meanwhile; medians over the rounds are printed. wrk drives with one thread.
"""

import argparse
import contextlib
import dataclasses
import json
import pathlib
import random
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time

from servers import HERE, Server, start_nginx, start_ours, start_peer  # this also finds what follows
from processes import busy_seconds, own_seconds, wait_for_quiet

POPULAR = """
Home Alone; The Matrix; Titanic; Alien; Jaws; Rocky; Pulp Fiction; The Godfather; Fight Club; Forrest Gump; Inception;
Interstellar; Gladiator; Avatar; Toy Story; Finding Nemo; Shrek; The Lion King; Jurassic Park; Back to the Future;
The Terminator; Die Hard; Predator; Casablanca; Psycho; Vertigo; Goodfellas; Taxi Driver; The Shining; Blade Runner;
Groundhog Day; The Truman Show; Memento; Seven; Heat; Fargo; The Big Lebowski; Amadeus; Up; WALL-E
""".replace("\n", " ")
CONNECTIONS = (1, 16, 64)
RATIOS = (
    ("all different, nothing kept", "fuzzywuzzy"),
    ("all different, nothing kept", "rapidfuzz"),
    ("popular", "fuzzywuzzy, popular"),
    ("popular", "nginx"),
    ("popular, access log", "nginx"),
)


@dataclasses.dataclass
class Runner:
    name: str
    server: Server
    requests: pathlib.Path
    seconds: list[float]  # of load, by CONNECTIONS
    next_request: int = 0  # a run goes on where the one before ended, so that it meets none of its kept answers
    runs: dict[int, list[dict]] = dataclasses.field(default_factory=lambda: {count: [] for count in CONNECTIONS})


def write_requests(catalogue: pathlib.Path, folder: pathlib.Path) -> tuple[pathlib.Path, pathlib.Path]:
    popular, different = folder / "popular.jsonl", folder / "different.jsonl"
    wishes = [{"film": film.strip(), "recommendation": []} for film in POPULAR.split(";")]
    popular.write_text("".join(json.dumps(wish) + "\n" for wish in wishes))
    with sqlite3.connect(f"file:{catalogue}?mode=ro", uri=True) as connection:
        # What stands here for a title is sometimes the remains of a page, longer than the service takes.
        films = connection.execute("SELECT title, year FROM film WHERE length(title) <= 200 ORDER BY row").fetchall()
    chance = random.Random(1)
    chance.shuffle(films)
    with different.open("w") as file:
        for title, year in films:
            wish = {"film": title, "year": year, "recommendation": [], "offset": 5 * chance.randrange(4), "limit": 5}
            file.write(json.dumps(wish, ensure_ascii=False) + "\n")
    return popular, different


def load(runner: Runner, connections: int, seconds: float) -> dict:
    """What wrk saw; the server's microseconds per request, the share of kept answers, and of a core taken by others."""
    server = runner.server

    def others(cpu):
        return busy_seconds() - cpu - own_seconds()

    kept = server.kept_answers_used()
    start, cpu = time.monotonic(), server.cpu_seconds()
    before = others(cpu)
    command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds:g}s", "--timeout", "120s", "-s", HERE / "requests.lua",
               server.url, "--", runner.requests, str(runner.next_request)]
    output = subprocess.run(command, capture_output=True, text=True, check=True, timeout=seconds + 150).stdout
    elapsed, cpu_after = time.monotonic() - start, server.cpu_seconds()
    result = json.loads(output.splitlines()[-1])
    result["others"] = (others(cpu_after) - before) / elapsed
    result["cpu"] = 1e6 * (cpu_after - cpu) / max(1, result["requests"])
    result["rate"] = result["requests"] / result["seconds"]
    result["kept"] = (server.kept_answers_used() - kept) / max(1, result["requests"])
    runner.next_request += result["requests"] + connections
    return result


def measure(runner: Runner, connections: int, seconds: float, options):
    tries = []
    while len(tries) < options.tries:
        wait_for_quiet(options.patience)
        tries.append(load(runner, connections, seconds))
        if tries[-1]["others"] < 0.1:
            break
    runner.runs[connections].append(min(tries, key=lambda result: result["others"]))


def print_runs(runners: list[Runner]):
    print("\n| | connections | requests/s | p50 ms | p99 ms | p99 / p50 | CPU µs a request | kept | refused | others |")
    print("|---|---|---|---|---|---|---|---|---|---|")
    for runner in runners:
        for connections, results in runner.runs.items():
            median = {key: statistics.median(result[key] for result in results) for key in results[0]}
            requests = sum(result["requests"] for result in results)
            refused = sum(result["refused"] for result in results) / max(1, requests)
            broken = sum(result["broken"] for result in results)
            print(f"| {runner.name} | {connections} | {median['rate']:,.1f} | {median['p50']:.2f} "
                  f"| {median['p99']:.2f} | {median['p99'] / median['p50']:.1f} | {median['cpu']:,.1f} | {100 * median['kept']:.0f} % "
                  f"| {100 * refused:.1f} %{f', {broken} broken' if broken else ''} "
                  f"| {max(result['others'] for result in results):.2f} |")


def print_ratios(runners: list[Runner]):
    """Ours beside a peer under the same requests: neighbours in time within each round."""
    by_name = {runner.name: runner for runner in runners}
    print("\n| | connections | throughput (rounds) | p50 | p99 |\n|---|---|---|---|---|")
    for one, other in RATIOS:
        if one not in by_name or other not in by_name:
            continue
        for connections in CONNECTIONS:
            pairs = list(zip(by_name[one].runs[connections], by_name[other].runs[connections]))
            ratios = {key: [a[key] / b[key] for a, b in pairs] for key in ("rate", "p50", "p99")}
            rate = ratios["rate"]
            print(f"| {one} / {other} | {connections} | {statistics.median(rate):,.2f} ({min(rate):,.2f} to "
                  f"{max(rate):,.2f}) | {statistics.median(ratios['p50']):.5f} "
                  f"| {statistics.median(ratios['p99']):.5f} |")


def print_memory(runners: list[Runner]):
    print("\n| | resident memory after the load |\n|---|---|")
    for name, server in {runner.server.name: runner.server for runner in runners}.items():
        print(f"| {name} | {server.resident_mb():.0f} MB |")


def answer_bytes(server: Server, requests: pathlib.Path) -> int:
    answers = [server.ask(line.encode()) for line in requests.read_text().splitlines()]
    if None in answers:
        sys.exit(f"{requests.name}: request {answers.index(None) + 1} was refused")
    return int(statistics.median(map(len, answers)))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", type=pathlib.Path, required=True)
    parser.add_argument("--data", type=pathlib.Path, required=True, help="folder of an indexed catalogue")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=4, help="of each run; those of the peers are longer")
    parser.add_argument("--patience", type=float, default=120, help="seconds to wait for a quiet machine before a run")
    parser.add_argument("--tries", type=int, default=3, help="of a run until others leave the machine alone")
    parser.add_argument("--only", default="", help="only servers whose name has this in it")
    options = parser.parse_args()
    catalogue = options.data / "catalogue.sqlite"
    with contextlib.ExitStack() as stack:
        folder = pathlib.Path(stack.enter_context(tempfile.TemporaryDirectory()))
        folder.chmod(0o755)  # nginx's workers are not root
        popular, different = write_requests(catalogue, folder)
        runners = []

        def add(server, *loads):
            stack.callback(server.stop)
            runners.extend(Runner(name, server, requests, seconds) for name, requests, seconds in loads)

        def ours(name, requests, **settings):
            log = folder / f"{len(runners)}.log"
            server = start_ours(name, options.program, options.data, log, **settings)
            add(server, (name, requests, [options.seconds] * 3))

        ours("popular", popular, access_log="false")
        size = answer_bytes(runners[0].server, popular)
        ours("popular, access log", popular)
        ours("all different", different, access_log="false")
        ours("all different, nothing kept", different, access_log="false", kept_mib=0)
        ours("all different, access log", different)
        add(start_nginx(size, folder), ("nginx", popular, [options.seconds] * 3))
        add(start_peer("rapidfuzz", catalogue, workers=2), ("rapidfuzz", different, [4, 8, 15]))
        add(start_peer("fuzzywuzzy", catalogue, workers=2), ("fuzzywuzzy", different, [10, 20, 50]),
            ("fuzzywuzzy, popular", popular, [10, 20, 50]))
        print(f"our answer: {size} bytes; {options.rounds} rounds", flush=True)
        chosen = [runner for runner in runners if options.only in runner.name]
        for number in range(options.rounds):
            for at, connections in enumerate(CONNECTIONS):
                for runner in chosen:
                    measure(runner, connections, runner.seconds[at], options)
                    print(f"round {number + 1}: {runner.name}, {connections}: {runner.runs[connections][-1]}",
                          file=sys.stderr, flush=True)
        print_runs(chosen)
        print_ratios(chosen)
        print_memory(chosen)


if __name__ == "__main__":
    main()
