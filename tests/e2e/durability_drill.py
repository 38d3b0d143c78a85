#!/usr/bin/env python3
"""Kills PostgreSQL and db_service while many clients write, and counts what was acknowledged against what is stored.

    durability_drill.py DB_SERVICE [--engine postgresql|sqlite] [--writes 20000] [--database-kills 3] [--service-kills 2]

Half of the writes are history with an idempotency key, half are ratings. A client that gets 503 or loses its connection
tries again with the same key; one in ten gives up instead, so that nobody knows whether it was stored. Every kill is by
SIGKILL, of PostgreSQL with all its processes, in the midst of writes, and what was killed is started again. Exits with 0
when every acknowledged write is there, once, and none that was given up is there twice; with 1 and the first fault
otherwise, with 77 where there is no PostgreSQL.
"""

import argparse
import contextlib
import dataclasses
import http.client
import itertools
import json
import pathlib
import random
import sqlite3
import sys
import tempfile
import threading
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "running"))
from db_service import DbService, Secrets  # noqa: E402
from postgres import Postgres, find_binaries  # noqa: E402
from running_service import PATIENCE, eventually, free_port  # noqa: E402

SKIPPED = 77
OPINIONS = ("liked", "disliked", "seen", "to_watch")
LONGEST_WRITE = 120  # seconds of trying again


@dataclasses.dataclass
class Write:
    number: int
    sessions: int
    acknowledged: dict | None = None
    given_up: bool = False
    tries: int = 0

    @property
    def is_history(self):
        return self.number % 2 == 0

    @property
    def session(self):
        return f"tg:{self.number // 2 % self.sessions}"

    @property
    def film(self):
        return f"Фильм {self.number}"

    @property
    def opinion(self):
        return OPINIONS[self.number % len(OPINIONS)] if self.number % 3 else OPINIONS[self.number % 2]

    def request(self, token):
        headers = {"Content-Type": "application/json", "Authorization": f"Bearer {token}"}
        if self.is_history:
            body = {"session_id": self.session, "film": self.film, "recommendation": [f"Показан {self.number}"] * 5}
            return "POST", "/history/", json.dumps(body), {**headers, "Idempotency-Key": f"key-{self.number}"}
        body = {"session_id": self.session, "film": self.film, "rating": self.opinion}
        return "PUT", "/ratings/", json.dumps(body), headers


class Clients:
    """Threads that write until all is written; they know which requests are on their way."""

    def __init__(self, options, port, token):
        self.port, self.token = port, token
        self.random = random.Random(options.seed)
        self.writes = [Write(number, options.clients) for number in range(options.writes)]
        self.left = iter(self.writes)
        self.lock = threading.Lock()
        self.under_way = {}  # number of a write: how often it has failed
        self.failed = []     # numbers of writes, one for each failed try
        self.finished = itertools.count()
        self.done = 0
        self.faults = []
        self.threads = [threading.Thread(target=self.work) for _ in range(options.clients)]

    def work(self):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            while True:
                with self.lock:
                    write = next(self.left, None)
                if write is None:
                    return
                self.carry_out(write, connection)
                with self.lock:
                    self.done += 1
        except Exception as fault:  # whatever it is, the drill has failed
            self.faults.append(repr(fault))

    def carry_out(self, write, connection):
        end = time.monotonic() + LONGEST_WRITE
        while True:
            status, answer = self.send(write, connection)
            if status in (200, 201):
                write.acknowledged = answer
                return
            if status not in (None, 503):
                raise AssertionError(f"{write} was answered {status}: {answer}")
            if self.random.random() < 0.1:
                write.given_up = True
                return
            if time.monotonic() > end:
                raise AssertionError(f"{write} was never taken; last answer {status}: {answer}")
            time.sleep(0.1)

    def send(self, write, connection):
        """Status and answer of one try; None where the connection was lost."""
        with self.lock:
            self.under_way[write.number] = write.tries
            write.tries += 1
        status = None
        try:
            connection.request(*write.request(self.token))
            response = connection.getresponse()
            status, answer = response.status, json.loads(response.read())
        except (OSError, http.client.HTTPException, ValueError):
            connection.close()
            status, answer = None, {}
        with self.lock:
            del self.under_way[write.number]
            if status not in (200, 201):
                self.failed.append(write.number)
        return status, answer

    def on_their_way(self):
        with self.lock:
            return set(self.under_way)

    def failed_since(self, start):
        with self.lock:
            return set(self.failed[start:])


class Drill:
    def __init__(self, options, folder):
        self.options = options
        self.random = random.Random(options.seed)
        self.secrets = Secrets()
        self.port = free_port()
        self.postgres = None
        self.file = folder / "history.sqlite"
        if options.engine == "postgresql":
            self.postgres = Postgres(folder)
            self.postgres.start()
            self.database = self.postgres.new_database()
        else:
            self.database = f"sqlite:{self.file}"
        self.service = self.start_service()
        self.clients = Clients(options, self.port, self.secrets.service_token)
        self.kills = []  # of what, how many writes were on their way, how many of these failed

    def start_service(self):
        return DbService(self.options.program, self.database, port=self.port, secret=self.secrets, may_log_errors=True)

    def kill_database(self):
        self.postgres.kill()
        time.sleep(self.random.uniform(0.1, 0.6))
        self.postgres.start()

    def kill_service(self):
        self.service.kill()
        self.service.assert_log_is_discreet()
        time.sleep(self.random.uniform(0, 0.3))
        self.service = self.start_service()

    def kill(self, what):
        """Waits until half of the clients have a write on its way, then kills."""
        clients = self.clients
        eventually(lambda: clients.faults or len(clients.on_their_way()) >= len(clients.threads) / 2, "busy clients")
        start = len(clients.failed)
        on_their_way = clients.on_their_way()
        what()
        eventually(lambda: clients.faults or not on_their_way & set(clients.under_way) or
                   on_their_way & clients.failed_since(start), "the end of the writes that were on their way")
        self.kills.append((what, len(on_their_way), len(on_their_way & clients.failed_since(start))))

    def plan(self):
        """Moments, as numbers of finished writes, and what is killed at each."""
        kinds = [self.kill_database] * self.options.database_kills + [self.kill_service] * self.options.service_kills
        self.random.shuffle(kinds)
        step = self.options.writes / (len(kinds) + 1)
        return [(round(step * (place + 1) + self.random.uniform(-0.3, 0.3) * step), what)
                for place, what in enumerate(kinds)]

    def run(self):
        begun = time.monotonic()
        for thread in self.clients.threads:
            thread.start()
        for moment, what in self.plan():
            while self.clients.done < moment and not self.clients.faults:
                time.sleep(0.005)
            self.kill(what)
        for thread in self.clients.threads:
            thread.join()
        check(not self.clients.faults, self.clients.faults[:1])
        return time.monotonic() - begun

    def stored(self):
        """The entries by film, and the ratings by film, of all sessions; an entry that is there twice is two."""
        entries, ratings = {}, {}
        for session in sorted({write.session for write in self.clients.writes}):
            for entry in self.service.whole_history(session, limit=200):
                entries.setdefault(entry["film"], []).append(entry)
            for rating in self.service.whole_ratings(session, limit=1000):
                ratings.setdefault(rating["film"], []).append(rating)
        return entries, ratings

    def check_file(self):
        with contextlib.closing(sqlite3.connect(self.file)) as connection:
            check(connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)], "the file is damaged")

    def close(self):
        self.service.kill()
        if self.postgres is not None:
            self.postgres.kill()


def check(condition, what):
    if not condition:
        sys.exit(f"durability drill: {what}")


def check_stored(writes, entries, ratings):
    """Every acknowledged write is there once, as it was acknowledged; one that was given up at most once."""
    for write in writes:
        found = (entries if write.is_history else ratings).pop(write.film, [])
        if write.acknowledged is None:
            check(len(found) <= 1, f"given up, and there {len(found)} times: {write}")
        else:
            check(len(found) == 1, f"acknowledged, and there {len(found)} times: {write}")
            if write.is_history:
                check(found[0] == write.acknowledged, f"acknowledged otherwise: {write}, {found[0]}")
        for one in found:
            check(write.is_history or one["rating"] == write.opinion, f"stored otherwise: {write}, {one}")
    check(not entries and not ratings, f"nobody wrote {[*entries, *ratings][:3]}")


def parse():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("--engine", choices=["postgresql", "sqlite"], default="postgresql")
    parser.add_argument("--writes", type=int, default=20_000)
    parser.add_argument("--clients", type=int, default=16)
    parser.add_argument("--database-kills", type=int, default=3)
    parser.add_argument("--service-kills", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    if options.engine == "sqlite":
        options.database_kills = 0
    return options


def main():
    options = parse()
    if options.engine == "postgresql" and find_binaries() is None:
        print("skipped: there is no PostgreSQL here; scripts/setup test installs it")
        return SKIPPED
    with tempfile.TemporaryDirectory(prefix="kinosovet-drill-") as folder:
        drill = Drill(options, pathlib.Path(folder))
        try:
            seconds = drill.run()
            check_stored(drill.clients.writes, *drill.stored())
            drill.service.stop()
            if options.engine == "sqlite":
                drill.check_file()
        finally:
            drill.close()
    writes = drill.clients.writes
    hits = [failed > 0 for _, _, failed in drill.kills]
    caught = sum(count for _, count, _ in drill.kills)
    check(all(hits), f"a kill hit no write: {drill.kills}")
    print(f"durability drill on {options.engine}: {len(writes)} writes by {options.clients} clients in {seconds:.0f} s; "
          f"PostgreSQL killed {options.database_kills} times, db_service {options.service_kills} times, "
          f"{sum(hits)} of {len(hits)} kills while writes were under way ({caught} of them); "
          f"{sum(write.tries - 1 for write in writes)} tries again; "
          f"{sum(write.acknowledged is not None for write in writes)} acknowledged, all there, once; "
          f"{sum(write.given_up for write in writes)} given up, none there twice")
    return 0


if __name__ == "__main__":
    sys.exit(main())
