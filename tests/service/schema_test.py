#!/usr/bin/env python3
"""schemathesis against /openapi.json: what the description says is what ml_service does, whatever is sent.

    schema_test.py ML_SERVICE DATA

All checks are on, for data that fit the description and for data that do not, and every route is tried.
"""

import pathlib
import re
import subprocess
import sys
import tempfile

from running_service import RunningService

PROGRAM, DATA = sys.argv[1:3]
SCHEMATHESIS = pathlib.Path(__file__).resolve().parents[2] / ".deps/venv/bin/schemathesis"
SKIPPED = 77


def main():
    if not SCHEMATHESIS.exists():
        print("skipped: schemathesis is not installed; scripts/setup test installs it")
        return SKIPPED
    with RunningService(PROGRAM, DATA) as service, tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            [SCHEMATHESIS, "run", f"http://127.0.0.1:{service.port}/openapi.json", "--checks", "all",
             "--mode", "all", "--max-examples", "40", "--generation-deterministic", "--no-color"],
            cwd=folder, capture_output=True, text=True, timeout=300, check=False)
    print(done.stdout[-6000:], done.stderr[-2000:])
    tried = re.search(r"Selected: (\d+)/(\d+)\s+Tested: (\d+)", done.stdout)
    requests = re.search(r"(\d+) generated", done.stdout)
    is_whole = tried and len(set(tried.groups())) == 1 and requests and int(requests[1]) > 500
    return 0 if done.returncode == 0 and is_whole else 1


if __name__ == "__main__":
    sys.exit(main())
