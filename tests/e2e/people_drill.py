#!/usr/bin/env python3
"""Lets a thousand people talk to the bot at once, while Telegram refuses calls and holds a chat back, and the bot dies.

    people_drill.py TG_CLIENT ML_SERVICE DB_SERVICE DATA [--engine postgresql|sqlite] [--people 1000] [--pause 60]

The programs, PostgreSQL and nginx are real; Telegram is the strict fake, which answers 5 % of all calls with 429 and
2 % with 502. Each person wishes, turns a page, likes a film, takes five more and wishes again, at a pace of their own;
every fourth does not wait for the answers. Then a quarter of them, at four times the pace, meets no faults, for
comparison; then a chat among them that is told to wait 5 s again and again; at last a bot that is killed by SIGKILL.

Exits with 0 when every update was answered as it should be, once and in the order asked; when the history in the
database is what was shown; when the bot's memory stayed flat, the fake refused nothing by itself, the slow chat slowed
nobody, and SIGTERM ended the bot well. After a kill an answer may come twice, and is counted. Exits with 1 and the
first fault otherwise, with 77 where there is no PostgreSQL.
"""

import argparse
import collections
import contextlib
import json
import pathlib
import random
import re
import sys
import tempfile

TESTS = pathlib.Path(__file__).resolve().parents[1]
sys.path[:0] = [str(TESTS / "running"), str(TESTS / "fakes")]
from db_service import DbService  # noqa: E402
from door import Door  # noqa: E402
from ml_service import MlService  # noqa: E402
from people import IMPATIENT, PATIENT, Crowd, Visitor, Wish, check  # noqa: E402
from postgres import Postgres, find_binaries  # noqa: E402
from telegram import FakeTelegram, faults  # noqa: E402
from tg_client import TgClient  # noqa: E402

SKIPPED = 77
WISHES = 60            # different ones
RETRY_AFTER = 5        # seconds that the slow chat has to wait
MOST_GROWTH = 1.10     # of resident memory, and
MOST_MORE = 8 << 20    # bytes
UNDER_SANITIZERS = b"__asan_init", b"__tsan_init"  # then memory is not the program's own


class Drill:
    def __init__(self, options, stack):
        self.options, self.stack = options, stack
        self.random = random.Random(options.seed)
        self.folder = self.new_folder()
        database = f"sqlite:{self.folder}/history.sqlite"
        if options.engine == "postgresql":
            database = stack.enter_context(Postgres(self.new_folder())).new_database()
        self.telegram = stack.enter_context(FakeTelegram("123456:AAH_of_the_people_drill_0123456789_"))
        self.telegram.faults.random = random.Random(options.seed)
        self.ml = stack.enter_context(MlService(options.ml_service, options.data, "--access-log", "0"))
        self.db = stack.enter_context(DbService(options.db_service, database, "--access-log", "0"))
        self.door = stack.enter_context(Door(self.ml.port, self.db.port))
        self.wishes = list(self.wishes_with_answers())
        self.bots = []
        self.start_bot()

    def new_folder(self):
        return pathlib.Path(self.stack.enter_context(tempfile.TemporaryDirectory(prefix="kinosovet-drill-")))

    def start_bot(self):
        flags = ["--state-folder", str(self.folder / "state"), "--telegram-pace", str(self.options.telegram_pace)]
        bot = TgClient(self.options.tg_client, self.telegram, self.door, *flags,
                       service_token=self.db.secrets.service_token)
        self.stack.callback(bot.kill)
        self.bots.append(bot)

    @property
    def bot(self):
        return self.bots[-1]

    def kill_bot(self):
        self.bot.kill()
        self.start_bot()

    def wishes_with_answers(self):
        """Of films that one title names, with enough like them. What might be several titles is left out."""
        lines = (TESTS.parent / "data/catalogue/1990s.jsonl").read_text().splitlines()
        films = [json.loads(line) for line in lines]
        titles = [film["title"] for film in films if re.fullmatch(r"\w{4,}( (?!and )\w+)*", film["title"])]
        self.random.shuffle(titles)
        left = WISHES
        for title in titles:
            answer = self.ml.recommend(title, limit=20)
            if answer.status != 200 or answer.json()["choices"] or answer.json()["query"]["matched_by"] != "title":
                continue
            shown = [film["id"] for film in answer.json()["recommendations"]]
            if len(shown) == 20:
                yield Wish(title, answer.json()["query"]["film"]["id"], shown[:5])
                left -= 1
            if not left:
                return

    def visitor(self, number, pause):
        person = self.telegram.person(language_code=self.random.choice(["ru", "en"]))
        plan = IMPATIENT if number % 4 == 3 else PATIENT
        return Visitor(person, self.random.sample(self.wishes, 2), lambda: self.random.uniform(0.5, 1.5) * pause, plan)

    def crowd(self, people, pause, *others):
        crowd = Crowd([*others, *(self.visitor(number, pause) for number in range(people))])
        crowd.start()
        return crowd

    def small_crowd(self, *others):
        """As many acts a second as of all people, by a quarter of them."""
        return self.crowd(max(8, self.options.people // 4), self.options.pause / 4, *others)

    def set_faults(self):
        self.telegram.faults.add(faults.too_many_requests(1), share=0.05)
        self.telegram.faults.add(faults.server_error(502), share=0.02)

    def finish(self, crowd):
        crowd.wait_for(1)
        crowd.join()
        for visitor in crowd.visitors:
            visitor.check_answers()
            visitor.check_kept(self.db)

    # --- the phases; each prints what it has seen

    def meet_all(self):
        self.set_faults()
        crowd = self.crowd(self.options.people, self.options.pause)
        crowd.wait_for(1 / 3)
        warm = self.memory()
        self.finish(crowd)
        self.telegram.faults.clear()
        met = collections.Counter(call.outcome for call in self.telegram.calls)
        own = self.own_time()
        self.check_nothing_unasked(crowd)
        check(met[429] and met[502], f"no faults were met: {met}")
        check(own[float("inf")] == len(crowd.waits()), f"{own[float('inf')]} updates were handled")
        print(f"people drill on {self.options.engine}: {self.options.people} people, {len(crowd.waits())} updates in "
              f"{crowd.seconds:.0f} s, each answered once and in order, history as shown; "
              f"{len(self.telegram.calls)} calls, {met[429]} answered with 429 and {met[502]} with 502\n"
              f"  our own time for an update: {in_words(percentiles_within(own))} (goal: p95 ≤ 50 ms)\n"
              f"  people waited: {in_words(percentiles(crowd.waits()))}", flush=True)
        return warm

    def hold_one_chat(self):
        earlier = self.own_time()
        calm = self.small_crowd()
        self.finish(calm)
        own = self.own_time()
        own.subtract(earlier)
        slow = self.visitor(0, 0)
        self.telegram.faults.add(faults.too_many_requests(RETRY_AFTER), chat=slow.person.id, times=self.options.holds)
        crowd = self.small_crowd(slow)
        self.finish(crowd)
        self.telegram.faults.clear()
        self.check_nothing_unasked(crowd)
        refused = [call for call in self.telegram.calls if call.chat == slow.person.id and call.outcome == 429]
        check(len(refused) == self.options.holds, f"the slow chat was refused {len(refused)} times")
        print(f"  without faults, and pictures known: our own time {in_words(percentiles_within(own))}")
        before, beside = percentiles(calm.waits()), percentiles(crowd.waits(leave_out=[slow]))
        print(f"  one chat told {self.options.holds} times to wait {RETRY_AFTER} s, and then answered (it waited "
              f"{max(step.waited for step in slow.steps):.0f} s); the others waited {in_words(beside)}, "
              f"without it {in_words(before)}", flush=True)
        check(beside[1] <= 1.5 * before[1] + 0.25, "a slow chat slows the others")

    def check_memory(self, warm):
        now = self.memory()
        mebibytes = [f"{size / 2**20:.1f} MiB" for size in (warm["VmRSS"], now["VmRSS"], now["VmHWM"])]
        print("  resident memory: {} after warm-up, {} at the end, {} at most".format(*mebibytes), flush=True)
        program = pathlib.Path(self.options.tg_client).read_bytes()
        if not any(name in program for name in UNDER_SANITIZERS):
            check(now["VmRSS"] <= warm["VmRSS"] * MOST_GROWTH + MOST_MORE, "memory grows")

    def kill_in_the_middle(self):
        self.set_faults()
        crowd = self.small_crowd()
        for kill in range(self.options.kills):
            crowd.wait_for((kill + 1) / (self.options.kills + 1))
            self.kill_bot()
        self.finish(crowd)
        self.telegram.faults.clear()
        repeated = self.calls_made_twice()
        again = sum(line["updates"] for bot in self.bots
                    for line in bot.logged("going on with updates of an earlier process"))
        check(max(visitor.twice for visitor in crowd.visitors) <= self.options.kills, "more answers twice than kills")
        print(f"  killed {self.options.kills} times amid {len(crowd.waits())} updates: nothing lost; {again} updates "
              f"were gone on with, {crowd.twice()} answers came twice, {len(repeated)} calls were made twice without "
              "effect", flush=True)

    def calls_made_twice(self):
        """Those that Telegram refused for they were done already. It must have refused no others but the last poll of a
        process, which ends by its own question when it stops, and by the next process's when it was killed."""
        last_poll = "terminated by other getUpdates request"
        done = {"editMessageMedia": "message is not modified", "editMessageReplyMarkup": "message is not modified",
                "answerCallbackQuery": "query is too old", "getUpdates": last_poll}
        for call in self.telegram.refusals:
            check(done.get(call.method, "refused") in call.description, f"refused: {call.method}: {call.description}")
        polls = [call for call in self.telegram.refusals if call.method == "getUpdates"]
        check(len(polls) <= 1 + self.options.kills, f"{len(polls)} polls were ended by others")
        return [call for call in self.telegram.refusals if call.method != "getUpdates"]

    def check_nothing_unasked(self, crowd):
        refusals = [(call.method, call.description) for call in self.telegram.refusals]
        check(not refusals, f"the bot did what Telegram refuses: {refusals[:3]}")
        check(not crowd.twice(), f"{crowd.twice()} answers came twice")

    def own_time(self):
        """How many updates took the bot itself at most so many seconds since it started."""
        metrics = self.bot.get("/metrics").body.decode()
        buckets = re.findall(r'^telegram_update_own_seconds_bucket{le="([^"]+)"} (\S+)$', metrics, re.MULTILINE)
        return collections.Counter({float(bound): int(count) for bound, count in buckets})

    def memory(self):
        """Resident memory of the bot, now and at most, in bytes."""
        status = pathlib.Path(f"/proc/{self.bot.process.pid}/status").read_text()
        return {name: int(kib) << 10 for name, kib in re.findall(r"(VmRSS|VmHWM):\s+(\d+) kB", status)}

    def run(self):
        warm = self.meet_all()
        self.hold_one_chat()
        self.check_memory(warm)
        self.bot.stop()
        self.start_bot()
        self.kill_in_the_middle()
        self.bot.stop()
        errors = [line for bot in self.bots for line in bot.lines if line["level"] == "error"]
        check(not errors, errors[:3])
        print("  SIGTERM ended the bot with 0, twice")


def percentiles(seconds):
    """p50, p95 and p99."""
    ordered = sorted(seconds)
    return [ordered[min(len(ordered) - 1, int(len(ordered) * share))] for share in (0.5, 0.95, 0.99)]


def percentiles_within(buckets):
    """The same of a histogram's buckets, in each of which the values are taken as evenly spread."""
    found = []
    for share in (0.5, 0.95, 0.99):
        wanted, least, below = share * buckets[float("inf")], 0, 0
        for bound, count in sorted(buckets.items()):
            if count >= wanted:
                found.append(least + (bound - least) * (wanted - below) / (count - below))
                break
            least, below = bound, count
    return found


def in_words(values):
    return ", ".join(f"{name} {1000 * value:.0f} ms" for name, value in zip(("p50", "p95", "p99"), values))


def parse():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for program in ("tg_client", "ml_service", "db_service", "data"):
        parser.add_argument(program)
    parser.add_argument("--engine", choices=["postgresql", "sqlite"], default="postgresql")
    parser.add_argument("--people", type=int, default=1000)
    parser.add_argument("--pause", type=float, default=60, help="seconds between a person's acts, in the mean")
    parser.add_argument("--telegram-pace", type=int, default=30, help="the bot's calls to chats in a second")
    parser.add_argument("--holds", type=int, default=8, help="how often the slow chat is told to wait")
    parser.add_argument("--kills", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


def main():
    options = parse()
    if options.engine == "postgresql" and find_binaries() is None:
        print("skipped: there is no PostgreSQL here; scripts/setup test installs it")
        return SKIPPED
    with contextlib.ExitStack() as stack:
        Drill(options, stack).run()
    return 0


if __name__ == "__main__":
    sys.exit(main())
