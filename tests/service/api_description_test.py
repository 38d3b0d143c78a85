"""Holds the service to its own /openapi.json by Schemathesis: generated requests, good and bad, all checks on."""

import pathlib
import re
import subprocess
import sys

import pytest

pytest.importorskip("schemathesis", reason="needs schemathesis: scripts/setup installs it")

HERE = pathlib.Path(__file__).parent
LONGEST = 60  # seconds for the whole run


@pytest.fixture(scope="module")
def outcome(service, tmp_path_factory):
    return subprocess.run(
        [sys.executable, "-m", "schemathesis.cli", "--config-file", HERE / "schemathesis.toml", "run",
         f"http://127.0.0.1:{service.port}/openapi.json", "--checks", "all", "--mode", "all",
         "--phases", "examples,coverage,fuzzing,stateful", "--max-examples", "100", "--generation-deterministic",
         "--no-color", "--request-timeout", "30"],
        cwd=tmp_path_factory.mktemp("schemathesis"), capture_output=True, text=True, timeout=8 * LONGEST, check=False)


def cut(text):
    """What a person can read of it: Schemathesis prints bodies of any length."""
    return "\n".join(line[:300] for line in text.splitlines())


def test_generated_requests_find_no_fault(outcome):
    print(cut(outcome.stdout))
    assert outcome.returncode == 0, cut(outcome.stdout + outcome.stderr)
    assert "No issues found" in outcome.stdout


def test_every_operation_is_tried_by_hundreds_of_requests(outcome):
    selected, known, tested = map(int, re.search(
        r"Selected: (\d+)/(\d+)\s+Tested: (\d+)", outcome.stdout).groups())
    assert selected == known == tested >= 9
    assert int(re.search(r"(\d+) generated", outcome.stdout)[1]) > 500


def test_the_description_has_an_example_for_every_body_and_a_summary_for_every_operation(service):
    described = service.get("/openapi.json").json()
    for path, operations in described["paths"].items():
        for method, operation in operations.items():
            assert operation["summary"], (method, path)
            if "requestBody" in operation:
                assert operation["requestBody"]["content"]["application/json"]["example"], path
