#!/usr/bin/env python3
"""Kills `kinosovet import` and `kinosovet index` at random moments and asks the catalogue in between.

    kill_drill.py PROGRAM FILMS MODELS [--kills 50] [--seed 1]

Goes on until so many commands were killed at work, half of them imports and half indexes. After every kill the
catalogue must give the very answer it gave before (or be the whole one that a late kill let through), and at the end an
undisturbed run of both must finish and leave no draft behind. Exits with 0 when all of that holds, with 1 and the first
fault otherwise.
"""

import argparse
import pathlib
import random
import signal
import subprocess
import sys
import tempfile
import time


class Drill:
    def __init__(self, options, folder):
        self.program = options.program
        self.films = options.films
        self.data = pathlib.Path(folder)
        (self.data / "models").symlink_to(pathlib.Path(options.models).resolve())
        self.random = random.Random(options.seed)

    def command(self, *arguments):
        return [self.program, *arguments, "--data", str(self.data)]

    def run(self, *arguments):
        done = subprocess.run(self.command(*arguments), capture_output=True, text=True, check=False)
        if done.returncode != 0:
            sys.exit(f"{arguments[0]} ended with {done.returncode}: {done.stderr}")
        return done.stdout

    def seconds_of(self, *arguments):
        start = time.monotonic()
        self.run(*arguments)
        return time.monotonic() - start

    def kill(self, seconds, *arguments):
        """Starts a command and kills it after so long; says whether it was still at work."""
        process = subprocess.Popen(self.command(*arguments), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(seconds)
        process.send_signal(signal.SIGKILL)
        return process.wait() == -signal.SIGKILL

    def forget_encodings(self):
        for file in self.data.glob("encodings*"):
            file.unlink()


def check(condition, what):
    if not condition:
        sys.exit(f"kill drill: {what}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("films")
    parser.add_argument("models")
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--film", default="Gone with the Wind", help="a film among FILMS to ask for")
    options = parser.parse_args()
    question = ["recommend", options.film, "--limit", "20", "--json"]

    with tempfile.TemporaryDirectory(prefix="kinosovet-drill-") as folder:
        drill = Drill(options, folder)
        importing = ["import", options.films]
        import_seconds = drill.seconds_of(*importing)
        index_seconds = drill.seconds_of("index")
        drill.forget_encodings()
        answer = drill.run(*question)
        killed = {"import": 0, "index": 0}
        finished = 0
        while sum(killed.values()) < options.kills:
            is_index = killed["index"] <= killed["import"]
            command, seconds = (["index"], index_seconds) if is_index else (importing, import_seconds)
            if drill.kill(drill.random.uniform(0, seconds), *command):
                killed[command[0]] += 1
            else:
                finished += 1
                # What an index that finished has encoded would make the next ones too short to be hit.
                drill.forget_encodings()
            # An import that came as far as its last step has put a whole catalogue in place, not indexed yet.
            if drill.run(*question) != answer:
                check(not is_index, f"another answer after {killed}, in index")
                drill.run("index")
                check(drill.run(*question) == answer, f"another answer after {killed} and a new index")
                drill.forget_encodings()
        drill.run(*importing)
        drill.run("index")
        check(drill.run(*question) == answer, "another answer at the end")
        left = sorted(file.name for file in drill.data.glob("*.new*"))
        check(not left, f"drafts left behind: {left}")
        print(f"kill drill: import killed {killed['import']} times at work, index {killed['index']} times ({finished} "
              "more had finished before); every answer in between and the last one as before, no draft left")


if __name__ == "__main__":
    main()
