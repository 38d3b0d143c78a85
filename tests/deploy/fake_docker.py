#!/usr/bin/env python3
"""Stands in for Docker with Compose: writes down how it was called, and refuses what these refuse.

Its folder is FAKE_DOCKER: calls.jsonl is what was asked of it, state.json what there is: networks, volumes, images, the
versions of Compose and of Buildx (none: not there), processors (none: no engine answers), running ({service: image}),
sick (services that never get healthy). Compose files are read with what they include, and each ${X:?} must have a value.
"""
import json
import os
import re
import sys
from pathlib import Path

import yaml

FOLDER = Path(os.environ["FAKE_DOCKER"])
VARIABLE = re.compile(r"\$\{(\w+)(?:(:?[-?+])([^}]*))?\}")
# What may follow each command of Compose: options, and whether those take a value.
OPTIONS = {
    "up": {"--detach": 0, "--no-build": 0, "--wait": 0, "--wait-timeout": 1, "--no-recreate": 0},
    "down": {"--remove-orphans": 0},
    "rm": {"--stop": 0, "--force": 0},
    "ps": {"--all": 0, "--quiet": 0, "--format": 1},
    "logs": {"--follow": 0, "--tail": 1},
    "pull": {"--quiet": 0},
    "stop": {}, "start": {}, "exec": {"-T": 0},
    "version": {"--short": 0},
}


def refuse(text, status=1):
    print(text, file=sys.stderr)
    sys.exit(status)


def read_options(words, known):
    """Splits words into options and the rest, and refuses options that are not known."""
    given, words = {}, list(words)
    while words and words[0].startswith("-"):
        name = words.pop(0)
        if name not in known:
            refuse(f"unknown flag: {name}", 16)
        given.setdefault(name, []).append(words.pop(0) if known[name] else True)
    return given, words


def environment(env_files):
    values = {}
    for path in env_files:
        if not Path(path).is_file():
            refuse(f"couldn't find env file: {path}", 14)
        for line in Path(path).read_text().splitlines():
            if (match := re.fullmatch(r"(\w+)=(.*)", line)):
                values[match[1]] = match[2]
    return values | dict(os.environ)


def interpolate(text, values):
    def value(match):
        name, operator, rest = match.groups()
        if values.get(name):
            return values[name]
        if operator == ":?":
            refuse(f"required variable {name} is missing a value: {rest}", 15)
        return rest or ""
    return VARIABLE.sub(value, text)


def services_of(path, values):
    if not path.is_file():
        refuse(f"open {path}: no such file or directory", 14)
    code = "\n".join(line for line in path.read_text().splitlines() if not line.lstrip().startswith("#"))
    model = yaml.safe_load(interpolate(code, values))
    if model["name"] != "kinosovet":
        refuse("two projects would fight over one container")
    services = dict(model.get("services", {}))
    for included in model.get("include", []):
        for name, service in services_of(path.parent / included, values).items():
            if name in services:
                refuse(f"services.{name} conflicts with imported resource")
            services[name] = service
    return services


def bring_up(state, services, wanted):
    if "rec-sys-network" not in state["networks"]:
        refuse("network rec-sys-network declared as external, but could not be found")
    for name in wanted or services:
        if name not in services:
            refuse(f"no such service: {name}")
        service = services[name]
        if "build" in service and service["image"] not in state["images"]:
            refuse(f"No such image: {service['image']}")
        state["running"][name] = service["image"]
        if name in state["sick"]:
            save(state)
            refuse(f"container kinosovet-{name}-1 is unhealthy")
    save(state)


def compose(words, state):
    if not state["compose"]:
        refuse("docker: 'compose' is not a docker command.")
    given, words = read_options(words, {"--env-file": 1, "--file": 1, "--project-name": 1})
    command, words = words[0], words[1:]
    if command not in OPTIONS:
        refuse(f"unknown docker command: \"compose {command}\"", 16)
    options, words = read_options(words, OPTIONS[command])
    if command == "version":
        print(state["compose"])
    elif "--file" in given:
        services = services_of(Path(given["--file"][0]), environment(given.get("--env-file", [])))
        if command == "up":
            bring_up(state, services, words)
        elif command == "pull":
            state["images"] += [services[name]["image"] for name in words]
            save(state)
        else:
            refuse(f"this fake knows {command} by the project's name only")
    elif given.get("--project-name") != ["kinosovet"]:
        refuse("no configuration file provided: not found", 14)
    elif command in ("ps", "rm", "logs", "stop", "start", "exec") and set(words[:1]) - set(state["running"]):
        refuse(f"no such service: {words[0]}")
    elif command == "ps":
        for name, image in state["running"].items():
            if not words or name in words:
                print(image if "--format" in options else f"kinosovet-{name}-1")
    elif command == "exec":
        # pg_dump, or pg_restore, which is content with what pg_dump gave.
        if words[1] == "pg_dump":
            print("PGDMP")
        elif sys.stdin.read() != "PGDMP\n":
            refuse("pg_restore: error: input file does not appear to be a valid archive")


def main(words, state):
    if words[0] == "compose":
        compose(words[1:], state)
    elif words[0] == "info":
        if not state["processors"]:
            refuse("Cannot connect to the Docker daemon")
        print(state["processors"])
    elif words == ["buildx", "version"]:
        if not state["buildx"]:
            refuse("docker: 'buildx' is not a docker command.")
    elif words[0] == "build":
        given, rest = read_options(words[1:], {"--file": 1, "--tag": 1, "--label": 1})
        if rest != ["."] or not Path(given["--file"][0]).is_file():
            refuse("ERROR: failed to read dockerfile")
        state["images"] += given["--tag"]
        save(state)
    elif words[:2] in (["network", "inspect"], ["volume", "inspect"], ["image", "inspect"]):
        if words[2] not in state[words[0] + "s"]:
            refuse(f"Error: No such {words[0]}: {words[2]}")
    elif words[:2] == ["network", "create"]:
        state["networks"].append(words[2])
        save(state)
    elif words[0] == "push":
        given, rest = read_options(words[1:], {"--quiet": 0})
        if rest[0] not in state["images"]:
            refuse(f"An image does not exist locally with the tag: {rest[0]}")
    elif words[0] == "login":
        state["login"] = sys.stdin.read()
        save(state)
    else:
        refuse(f"docker: '{words[0]}' is not a docker command.")


def save(state):
    (FOLDER / "state.json").write_text(json.dumps(state))


if __name__ == "__main__":
    with (FOLDER / "calls.jsonl").open("a") as calls:
        calls.write(json.dumps(sys.argv[1:]) + "\n")
    main(sys.argv[1:], json.loads((FOLDER / "state.json").read_text()))
