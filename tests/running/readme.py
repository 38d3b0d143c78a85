"""A service's README, held to the truth: its curl session answers as printed, its settings are those of --help.

Line breaks in the answers are the README's; floating-point numbers may differ a little from processor to processor.
"""

import json
import pathlib
import re
import subprocess

from running_service import PATIENCE, run

ROOT = pathlib.Path(__file__).resolve().parents[2]


def read_readme(service):
    return (ROOT / service / "README.md").read_text(encoding="utf-8")


def session_of(readme):
    """The (command, answer) pairs of the indented lines."""
    lines = [line[4:] for line in readme.splitlines() if line.startswith("    ") or not line.strip()]
    for block in re.split(r"^\$ ", "\n".join(lines), flags=re.M)[1:]:
        command, _, answer = block.partition("\n")
        while command.endswith("\\"):
            more, _, answer = answer.partition("\n")
            command = command[:-1] + more
        yield command, answer.split("\n\n")[0]


def are_alike(one, other, passing):
    """Whether two JSON values are the same but for members named in `passing`, which are others each time."""
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(
            name in passing or are_alike(one[name], other[name], passing) for name in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(are_alike(*pair, passing) for pair in zip(one, other))
    if isinstance(one, float) or isinstance(other, float):
        return abs(one - other) < 0.02
    return one == other


def assert_session_is_true(readme, port, service, passing):
    """Runs every curl command of the README against `service`, as the README's `port`; how many there were."""
    commands = [pair for pair in session_of(readme) if pair[0].startswith("curl")]
    for command, printed in commands:
        here = command.replace(f"localhost:{port}", f"127.0.0.1:{service.port}")
        done = subprocess.run(["bash", "-c", here], capture_output=True, text=True, timeout=PATIENCE, check=True)
        assert are_alike(json.loads(done.stdout), json.loads(printed), passing), f"{command}\n{done.stdout}"
    return len(commands)


def assert_settings_are_told(readme, program, variable):
    """Every flag and variable of --help stands in the README, and no other; `variable` matches the service's."""
    told = run(program, "--help").stdout
    flags = set(re.findall(r"--[a-z-]+", told)) - {"--help", "--version"}
    variables = set(re.findall(variable, told))
    assert flags and variables
    assert [name for name in sorted(flags | variables) if f"`{name}`" not in readme] == []
    assert set(re.findall(rf"`(--[a-z-]+|{variable})`", readme)) <= flags | variables
