"""Loads db_service and a peer of FastAPI and SQLModel with the same requests on one PostgreSQL, turn about.

Both serve the tables that db_service made, each in a database of its own; the second is a copy of the first, made after
200 sessions were filled with 50 entries and 50 ratings each. Reads are of these; writes go to 1,000 other sessions, every
entry with an idempotency key of its own. Turn about, because a machine's speed drifts; medians over the rounds are
printed, with the ranges of the ratios. wrk drives with one thread. PostgreSQL's fsync and synchronous_commit are on.
"""

import argparse
import concurrent.futures
import contextlib
import dataclasses
import http.client
import json
import os
import pathlib
import secrets
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent / "measuring"), str(HERE.parents[1] / "tests/running")]
from postgres import Postgres  # noqa: E402
from processes import MeasuredProcess, busy_seconds, free_port, own_seconds, wait_for_quiet  # noqa: E402

CONNECTIONS = (1, 16, 64)
READ_SESSIONS, WRITE_SESSIONS, ENTRIES = 200, 1000, 50
SHOWN = ["Элоиза", "Трудный ребёнок", "Эйс Вентура: Розыск домашних животных", "Маленькие негодяи", "Бетховен"]
LOADS = ("read history", "read ratings", "write history", "write rating")
OURS, PEER = "db_service", "FastAPI + SQLModel"
GOALS = {"read": 10, "write": 3}


@dataclasses.dataclass
class Server(MeasuredProcess):
    port: int
    token: str

    def ask(self, method: str, path: str, body=None) -> dict:
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.port}{path}", None if body is None else json.dumps(body).encode(), method=method,
            headers={"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.load(answer)

    def wait(self):
        for _ in range(300):
            with contextlib.suppress(urllib.error.URLError, ConnectionError):
                self.ask("GET", "/history/?session_id=nobody")
                return
            time.sleep(0.1)
        sys.exit(f"{self.name} did not start")


def start(name: str, command: list, port: int, settings: dict, **options) -> Server:
    process = subprocess.Popen([str(part) for part in command], env={**os.environ, **settings}, **options)
    server = Server(name, process, port, settings["SERVICE_TOKEN"])
    server.wait()
    return server


def start_ours(program: pathlib.Path, database: str, token: str, log, flags: list[str]) -> Server:
    port = free_port()
    settings = {"DATABASE_URL": database, "SERVICE_TOKEN": token, "SESSION_KEY": "k" * 32}
    return start(OURS, [program, "--port", port, "--access-log", "false", *flags], port, settings, stdout=log)


def start_peer(database: str, token: str) -> Server:
    port = free_port()
    command = [sys.executable, "-m", "uvicorn", "peer:app", "--port", port, "--workers", 2, "--no-access-log",
               "--log-level", "warning"]
    return start(PEER, command, port, {"PEER_DATABASE": database, "SERVICE_TOKEN": token}, cwd=HERE)


def fill(server: Server):
    """What is read later on, stored by the service itself."""
    def fill_session(number):
        connection = http.client.HTTPConnection("127.0.0.1", server.port)
        headers = {"Authorization": f"Bearer {server.token}", "Content-Type": "application/json"}
        session = f"read:{number}"
        films = [f"Фильм {film} для {number}" for film in range(ENTRIES)]
        calls = [("POST", "/history/", {"session_id": session, "film": film, "recommendation": SHOWN}) for film in films]
        listed = [{"film": film, "rating": "seen"} for film in films]
        for method, path, body in [*calls, ("PUT", "/ratings/", {"session_id": session, "ratings": listed})]:
            connection.request(method, path, json.dumps(body), headers)
            answer = connection.getresponse()
            answer.read()
            if answer.status not in (200, 201):
                sys.exit(f"filling: {answer.status}")

    with concurrent.futures.ThreadPoolExecutor(16) as pool:
        list(pool.map(fill_session, range(READ_SESSIONS)))


def write_requests(folder: pathlib.Path) -> dict[str, pathlib.Path]:
    """A file of requests for each of LOADS."""
    def entry(number):
        return {"session_id": f"write:{number % WRITE_SESSIONS}", "film": f"Один дома {number}", "liked": ["Матильда"],
                "filters": {"from_year": 1980}, "recommendation": SHOWN, "index_version": "822e827cbeba4ca2"}

    def rating(number):
        return {"session_id": f"write:{number % WRITE_SESSIONS}", "film": f"Фильм {number}", "rating": "liked"}

    reads = [f"read:{number}" for number in range(READ_SESSIONS)]
    lines = {
        "read history": [f"GET\t/history/?session_id={session}&limit=20" for session in reads],
        "read ratings": [f"GET\t/ratings/?session_id={session}&limit=20" for session in reads],
        "write history": [f"POST\t/history/\t{json.dumps(entry(number))}" for number in range(4000)],
        "write rating": [f"PUT\t/ratings/\t{json.dumps(rating(number))}" for number in range(20_000)]}
    files = {}
    for load in LOADS:
        files[load] = folder / f"{load.replace(' ', '_')}.tsv"
        files[load].write_text("\n".join(lines[load]) + "\n")
    return files


def check_alike(ours: Server, peer: Server):
    """The same question gets the same answer but for the cursor."""
    for path, member in (("/history/?session_id=read:7&limit=20", "history"), ("/ratings/?session_id=read:7", "ratings")):
        one, other = ours.ask("GET", path), peer.ask("GET", path)
        if one[member] != other[member] or one.keys() != other.keys() or not one[member]:
            sys.exit(f"{path} is answered otherwise by the peer")
    entry = {"session_id": "alike", "film": "Один дома", "recommendation": SHOWN}
    for path, method, body in (("/history/", "POST", entry), ("/ratings/", "PUT",
                               {"session_id": "alike", "film": "Один дома", "rating": "seen"})):
        one, other = ours.ask(method, path, body), peer.ask(method, path, body)
        if one | {"id": 0, "created_at": ""} != other | {"id": 0, "created_at": ""}:
            sys.exit(f"{method} {path} is answered otherwise by the peer")


def load(server: Server, database: MeasuredProcess, requests: pathlib.Path, connections: int, options) -> dict:
    """What wrk saw, and microseconds of CPU a request: the server's, PostgreSQL's, and a core's share taken by others."""
    keys = f"{secrets.token_hex(8)}-" if requests.name.startswith("write_history") else ""
    start, before = time.monotonic(), (server.cpu_seconds(), database.cpu_seconds(), own_seconds(), busy_seconds())
    command = ["wrk", "-t1", f"-c{connections}", f"-d{options.seconds:g}s", "--timeout", "60s", "-s",
               HERE / "requests.lua", f"http://127.0.0.1:{server.port}", "--", requests, str(secrets.randbelow(1000)),
               server.token, keys]
    output = subprocess.run(command, capture_output=True, text=True, check=True, timeout=options.seconds + 90).stdout
    elapsed = time.monotonic() - start
    after = (server.cpu_seconds(), database.cpu_seconds(), own_seconds(), busy_seconds())
    used = [late - early for early, late in zip(before, after)]
    result = json.loads(output.splitlines()[-1])
    requests_made = max(1, result["requests"])
    if result["refused"] or result["broken"]:
        sys.exit(f"{server.name}: {result}")
    return {**result, "rate": requests_made / result["seconds"], "server": used[0] / requests_made * 1e6,
            "postgresql": used[1] / requests_made * 1e6, "wrk": used[2] / requests_made * 1e6,
            "others": max(0, used[3] - sum(used[:3])) / elapsed}


def median(results: list[dict], name: str) -> float:
    return statistics.median(result[name] for result in results)


def print_runs(runs: dict):
    print("\n| | | connections | requests/s | p50 ms | p99 ms | CPU µs a request: server | PostgreSQL | wrk | others |")
    print("|---|---|---|---|---|---|---|---|---|---|")
    for (what, connections, name), results in sorted(runs.items(), key=lambda item: (LOADS.index(item[0][0]), item[0][1:])):
        rates = [result["rate"] for result in results]
        print(f"| {what} | {name} | {connections} | {median(results, 'rate'):,.0f} ({min(rates):,.0f} to {max(rates):,.0f}) "
              f"| {median(results, 'p50'):.2f} | {median(results, 'p99'):.2f} | {median(results, 'server'):,.0f} "
              f"| {median(results, 'postgresql'):,.0f} | {median(results, 'wrk'):,.0f} "
              f"| {max(result['others'] for result in results):.2f} |")


def print_ratios(runs: dict):
    """Ours beside the peer under the same requests: neighbours in time within each round."""
    print("\n| | connections | times as many a second (rounds) | goal | p50 | p99 |\n|---|---|---|---|---|---|")
    for what in LOADS:
        for connections in CONNECTIONS:
            pairs = list(zip(runs[what, connections, OURS], runs[what, connections, PEER]))
            rates = [one["rate"] / other["rate"] for one, other in pairs]
            p50, p99 = (statistics.median(one[name] / other[name] for one, other in pairs) for name in ("p50", "p99"))
            print(f"| {what} | {connections} | {statistics.median(rates):.1f} ({min(rates):.1f} to {max(rates):.1f}) "
                  f"| {GOALS[what.split()[0]]} | {p50:.3f} | {p99:.3f} |")


def parse():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", type=pathlib.Path, required=True)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=4, help="of each run")
    parser.add_argument("--patience", type=float, default=30, help="seconds to wait for a quiet machine before a run")
    parser.add_argument("--flags", default="", help="more of db_service's, for example '--workers 2'")
    return parser.parse_args()


def measure(ours: Server, peer: Server, database: MeasuredProcess, files: dict, options) -> dict:
    runs = {}
    for number in range(options.rounds):
        for connections in CONNECTIONS:
            for what in LOADS:
                for server in (ours, peer):
                    wait_for_quiet(options.patience)
                    result = load(server, database, files[what], connections, options)
                    runs.setdefault((what, connections, server.name), []).append(result)
                    print(f"round {number + 1}: {what}, {connections}, {server.name}: {result}", file=sys.stderr, flush=True)
    return runs


def main():
    options = parse()
    token = secrets.token_urlsafe(24)
    with contextlib.ExitStack() as stack:
        folder = pathlib.Path(stack.enter_context(tempfile.TemporaryDirectory()))
        folder.chmod(0o755)  # PostgreSQL is not root
        postgres = stack.enter_context(Postgres(folder / "postgres"))
        log = stack.enter_context((folder / "log").open("w"))
        database = postgres.new_database()
        filling = start_ours(options.program, database, token, log, [])
        stack.callback(filling.process.kill)
        fill(filling)
        filling.stop()
        copy = f"{database}_copy"
        postgres.run_sql(f"CREATE DATABASE {copy.rsplit('/', 1)[1]} TEMPLATE {database.rsplit('/', 1)[1]}")
        ours = start_ours(options.program, database, token, log, options.flags.split())
        stack.callback(ours.stop)
        peer = start_peer(copy, token)
        stack.callback(peer.stop)
        check_alike(ours, peer)
        runs = measure(ours, peer, MeasuredProcess("PostgreSQL", postgres.process), write_requests(folder), options)
        print_runs(runs)
        print_ratios(runs)
        print(f"\nresident memory after the load: {ours.resident_mb():.0f} MB, the peer {peer.resident_mb():.0f} MB")


if __name__ == "__main__":
    main()
