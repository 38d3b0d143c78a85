"""Services that are killed while they are at work: what is asked is answered, what was acknowledged is kept.

    make e2e                    all of it; with PYTEST='-s -k kill' the figures of these
"""

import collections
import concurrent.futures
import contextlib
import itertools
import json
import pathlib
import shutil
import signal
import subprocess
import threading
import time

import pytest
from running_service import PATIENCE, eventually
from talk import counter_of, films_of, origin_of, text_of

WRK = shutil.which("wrk")
LOAD = pathlib.Path(__file__).with_name("load.lua")
LONGEST = 300  # seconds; load ends when all has happened that is to happen under it
NOT_KEPT = "⚠️ История сейчас не сохраняется, поэтому фильмы могут повториться."
CLIENTS = 8
AGAIN = {500, 502, 503, 504}  # what a client tries again, as it does when no answer comes


@contextlib.contextmanager
def load(stack):
    """Runs wrk meanwhile; afterwards what it counted is in the list that this gives."""
    counted = []
    with subprocess.Popen([WRK, "-t2", "-c24", f"-d{LONGEST}s", "--timeout", f"{PATIENCE}s", "--latency", "-s", LOAD,
                           f"http://127.0.0.1:{stack.ports['nginx']}"], stdout=subprocess.PIPE, text=True) as wrk:
        try:
            yield counted
        finally:
            wrk.send_signal(signal.SIGINT)
        counted.append(json.loads(wrk.stdout.read().splitlines()[-1]))


def requests_since_start(stack, part):
    """How many requests this process has answered since it began to serve."""
    messages = [line["message"] for line in stack.lines(part)]
    return sum(message == "request" for message in messages[len(messages) - messages[::-1].index("serving"):])


def refusals(stack):
    """What nginx says of them: how often which route was answered what, and what the gateway had answered."""
    lines = [line for line in stack.lines("nginx") if line["status"] >= 400]
    return collections.Counter((line["method"], line["route"], line["status"], line["answered"]) for line in lines)


@pytest.mark.skipif(WRK is None, reason="needs wrk: scripts/setup test installs it")
def test_one_of_two_ml_services_is_killed_under_load_and_no_request_fails(stack):
    stack.must("add", "ml_service")
    try:
        with load(stack) as counted:
            for part in ("ml_service-2", "ml_service"):
                eventually(lambda part=part: requests_since_start(stack, part) > 20, f"work for {part}")
                stack.kill(part)
                time.sleep(1)
                assert f"{part}: it had died" in stack.start()
                eventually(lambda part=part: requests_since_start(stack, part) > 20, f"work for {part} that came back")
        print(f"\ntwo ml_services, each killed once under load: {counted[0]}")
        assert counted[0]["refused"] == counted[0]["socket_errors"] == 0, refusals(stack)
        assert counted[0]["answered"] > 200
    finally:
        stack.must("stop", "ml_service-2")


class Writers:
    """Threads that write through both doors and try again, by the same key, until each entry is acknowledged."""

    def __init__(self, stack):
        self.stack = stack
        self.numbers = itertools.count()
        self.is_over = threading.Event()
        self.acknowledged = {}  # what was answered, by film
        self.tries = 0
        self.faults = []
        self.session = f"writers:{time.monotonic_ns()}"
        self.threads = [threading.Thread(target=self.work) for _ in range(CLIENTS)]

    def __enter__(self):
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_):
        self.is_over.set()
        for thread in self.threads:
            thread.join()

    def work(self):
        try:
            while not self.is_over.is_set():
                self.write(next(self.numbers))
        except Exception as fault:  # whatever it is, the test has failed
            self.faults.append(repr(fault))

    def write(self, number):
        film, end = f"Фильм {number}", time.monotonic() + PATIENCE
        while True:
            self.tries += 1
            with contextlib.suppress(OSError):
                answer = self.send(number, film)
                if answer.status == 201:
                    self.acknowledged[film] = answer.json()
                    break
                assert answer.status in AGAIN, (answer.status, answer.body)
            assert time.monotonic() < end, f"{film} was never taken"
            time.sleep(0.05)
        if number % 3 == 0:
            self.send_again(number, film)

    def send_again(self, number, film):
        """As a client does that has not heard of its success."""
        with contextlib.suppress(OSError):
            self.send(number, film)

    def send(self, number, film):
        """From one of many clients, by the word of a trusted proxy; one alone would be told to wait."""
        entry = {"session_id": self.session, "film": film, "recommendation": ["Показан"] * 5}
        return self.stack.db.ask("POST", "/history/", entry, {
            "Idempotency-Key": f"{self.session}-{number}", "X-Forwarded-For": f"203.0.113.{number % 250 + 1}"})

    def wait_for(self, more):
        wanted = len(self.acknowledged) + more
        eventually(lambda: self.faults or len(self.acknowledged) >= wanted, f"{more} more writes")

    def assert_all_is_there_once(self):
        assert self.faults == []
        kept = self.stack.db.whole_history(self.session, limit=200)
        assert {entry["film"]: entry for entry in kept} == self.acknowledged
        assert len(kept) == len(self.acknowledged)
        rows = self.stack.rows(f"SELECT film, count(*) FROM history WHERE session_id = '{self.session}' GROUP BY film")
        assert {tuple(row) for row in rows} == {(film, "1") for film in self.acknowledged}


@contextlib.contextmanager
def recommending(stack):
    """Asks for films all the time meanwhile; every one must be answered."""
    is_over = threading.Event()

    def ask():
        count = 0
        while not is_over.is_set():
            answer = stack.post("/recommender/ml", {"film": "Матрица", "offset": count % 50})
            assert answer.status == 200 and answer.json()["recommendations"], (answer.status, answer.body)
            count += 1
            time.sleep(0.02)
        return count

    with concurrent.futures.ThreadPoolExecutor(1) as pool:
        asked = pool.submit(ask)
        try:
            yield
        finally:
            is_over.set()
        assert asked.result() > 10


@pytest.mark.parametrize("victim", ["db_service", "postgres"])
def test_what_was_acknowledged_is_kept_over_a_kill_and_recommending_goes_on(stack, anna, victim):
    page = anna.says("Один дома")
    assert NOT_KEPT not in text_of(page)
    with recommending(stack), Writers(stack) as writers:
        writers.wait_for(50)
        stack.kill(victim)
        during = anna.says("Матрица")
        assert (origin_of(during), counter_of(during)) == ("Похоже на «Матрица» (1999)", (1, 5))
        assert text_of(during).endswith(NOT_KEPT)
        more = anna.gets(page, "Ещё пять")
        assert not set(films_of(more)) & set(films_of(page)), "the message itself knows what was shown"
        assert anna.taps(page, "👍") == "Не получилось запомнить. Попробуйте через минуту."
        stack.start()
        writers.wait_for(50)
        eventually(lambda: NOT_KEPT not in text_of(anna.says("Матрица")) or time.sleep(0.5), "history", 10)
    writers.assert_all_is_there_once()
    assert writers.tries > len(writers.acknowledged), "the kill hit no write"
    print(f"\n{victim} killed under {CLIENTS} writers: {len(writers.acknowledged)} entries acknowledged, all there, "
          f"once; {writers.tries - len(writers.acknowledged)} tries again")


def test_the_gateway_is_killed_and_comes_back(stack, anna):
    stack.kill("krakend")
    answer = stack.get("/recommender/ml/films/tt0099785", X_Request_ID="away-1")
    assert (answer.status, answer.code()) == (502, "service_away")
    assert answer.headers["X-Request-ID"] == "away-1"
    assert text_of(anna.says("Матрица")).startswith("Сейчас не могу связаться с каталогом фильмов.")
    stack.start()
    assert stack.get("/recommender/ml/films/tt0099785").status == 200
