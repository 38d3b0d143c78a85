#!/bin/sh
# db_service beside FastAPI + SQLModel, in one run, turn about, on one PostgreSQL that it starts by itself. Needs the
# packages wrk and postgresql. For example
#     benchmarks/history/run.sh --rounds 5
# See history.py for the options.
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
command -v wrk >/dev/null || { echo "wrk is missing: apt-get install wrk" >&2; exit 2; }
venv="$root/.deps/history-venv"
if ! cmp -s "$root/benchmarks/history/requirements.txt" "$venv/requirements.txt"; then
    python3 -m venv "$venv"
    "$venv/bin/pip" install --quiet --disable-pip-version-check -r "$root/benchmarks/history/requirements.txt"
    cp "$root/benchmarks/history/requirements.txt" "$venv/"
fi
cmake --preset release -S "$root" >/dev/null
cmake --build "$root/build/release" --target db_service_program >/dev/null
exec "$venv/bin/python" "$root/benchmarks/history/history.py" --program "$root/build/release/bin/db_service" "$@"
