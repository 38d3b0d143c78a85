"""schemathesis against /openapi.json: what the description says is what a service does, whatever is sent.

All checks are on, for data that fit the description and for data that do not, and every route is tried.
"""

import os
import pathlib
import re
import subprocess

import pytest

SCHEMATHESIS = pathlib.Path(__file__).resolve().parents[2] / ".deps/venv/bin/schemathesis"


def assert_does_as_described(service, folder, *options, hooks=None):
    """`folder` takes what schemathesis leaves behind; `options` are more of its own, `hooks` a file of them."""
    if not SCHEMATHESIS.exists():
        pytest.skip("schemathesis is not installed; scripts/setup test installs it")
    done = subprocess.run(
        [SCHEMATHESIS, "run", f"http://127.0.0.1:{service.port}/openapi.json", "--checks", "all",
         "--mode", "all", "--max-examples", "40", "--generation-deterministic", "--no-color", *options],
        cwd=folder, capture_output=True, text=True, timeout=400, check=False,
        env=os.environ | ({"SCHEMATHESIS_HOOKS": hooks.stem, "PYTHONPATH": str(hooks.parent)} if hooks else {}))
    told = f"{done.stdout[-6000:]} {done.stderr[-2000:]}"
    tried = re.search(r"Selected: (\d+)/(\d+)\s+Tested: (\d+)", done.stdout)
    requests = re.search(r"(\d+) generated", done.stdout)
    assert done.returncode == 0, told
    assert tried and len(set(tried.groups())) == 1, told
    assert requests and int(requests[1]) > 500, told
