#!/usr/bin/env python3
"""The README of ml_service, held to the truth: its curl session answers as printed, its settings are those of --help.

    readme_test.py ML_SERVICE DATA

DATA is the folder of the built-in catalogue, indexed. Numbers may differ in the third digit from processor to
processor; line breaks in the answers are the README's.
"""

import json
import pathlib
import re
import subprocess
import sys

from running_service import RunningService

PROGRAM, DATA = sys.argv[1:3]
README = (pathlib.Path(__file__).resolve().parents[2] / "ml_service/README.md").read_text(encoding="utf-8")
PASSING = {"request_id", "index_version"}  # another one each time, or for other vectors


def session():
    """The (command, answer) pairs of the README's indented lines."""
    lines = [line[4:] for line in README.splitlines() if line.startswith("    ") or not line.strip()]
    blocks = re.split(r"^\$ ", "\n".join(lines), flags=re.M)[1:]
    for block in blocks:
        command, _, answer = block.partition("\n")
        while command.endswith("\\"):
            more, _, answer = answer.partition("\n")
            command = command[:-1] + more
        yield command, answer.split("\n\n")[0]


def alike(one, other):
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(key in PASSING or alike(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(alike, one, other))
    if isinstance(one, float) or isinstance(other, float):
        return abs(one - other) < 0.02
    return one == other


def check_session():
    with RunningService(PROGRAM, DATA) as service:
        commands = [pair for pair in session() if pair[0].startswith("curl")]
        for command, printed in commands:
            here = command.replace("localhost:8000", f"127.0.0.1:{service.port}")
            answer = subprocess.run(["bash", "-c", here], capture_output=True, text=True, timeout=30, check=True).stdout
            if not alike(json.loads(answer), json.loads(printed)):
                sys.exit(f"not as printed: {command}\n{answer}")
    if len(commands) < 5:
        sys.exit("the session has gone from the README")
    return len(commands)


def check_settings():
    told = subprocess.run([PROGRAM, "--help"], capture_output=True, text=True, timeout=30, check=True).stdout
    flags = set(re.findall(r"--[a-z-]+", told)) - {"--help", "--version"}
    variables = set(re.findall(r"ML_SERVICE_[A-Z_]+|KINOSOVET_DATA", told))
    for name in sorted(flags | variables):
        if f"`{name}`" not in README:
            sys.exit(f"{name} is not in the README")
    for name in set(re.findall(r"`(--[a-z-]+|ML_SERVICE_[A-Z_]+)`", README)) - flags - variables:
        sys.exit(f"{name} is in the README and nowhere else")
    return len(flags)


if __name__ == "__main__":
    settings = check_settings()
    print(f"{check_session()} answers as printed, {settings} settings told")
