#!/usr/bin/env python3
"""schemathesis against /openapi.json: what the description says is what ml_service does, whatever is sent.

    schema_test.py ML_SERVICE KINOSOVET

All checks are on, for data that fit the description and for data that do not, and every route is tried.
"""

import pathlib
import re
import subprocess
import sys

from service_process import Service, film, make_films, temporary_folder

PROGRAM, KINOSOVET = sys.argv[1:3]
SCHEMATHESIS = pathlib.Path(__file__).resolve().parents[2] / ".deps/venv/bin/schemathesis"
SKIPPED = 77


def main():
    if not SCHEMATHESIS.exists():
        print("skipped: schemathesis is not installed; scripts/setup test installs it")
        return SKIPPED
    with temporary_folder() as folder:
        make_films(KINOSOVET, folder, [
            film(0, imdb="tt0099785", tmdb=771, title="Home Alone", title_ru="Один дома", year=1990, countries=["US"]),
            film(1, imdb="tt0120338", title="Titanic", title_ru="Титаник", year=1997, countries=["US"]),
            film(2, title="Eloise at the Plaza", title_ru="Элоиза", year=2003),
            *(film(number, countries=["FR", "IT"]) for number in range(3, 60))])
        with Service(PROGRAM, folder) as service:
            done = subprocess.run(
                [SCHEMATHESIS, "run", f"http://127.0.0.1:{service.port}/openapi.json", "--checks", "all",
                 "--mode", "all", "--max-examples", "40", "--generation-deterministic", "--no-color"],
                cwd=folder, capture_output=True, text=True, timeout=300, check=False)
            errors = [line for line in service.lines if line["level"] == "error"]
    print(done.stdout[-6000:], done.stderr[-2000:])
    tried = re.search(r"Selected: (\d+)/(\d+)\s+Tested: (\d+)", done.stdout)
    requests = re.search(r"(\d+) generated", done.stdout)
    is_whole = tried and len(set(tried.groups())) == 1 and requests and int(requests[1]) > 500
    return 0 if done.returncode == 0 and is_whole and not errors else 1


if __name__ == "__main__":
    sys.exit(main())
