#!/bin/sh
# Importing beside pandas, in one run, turn about. See importing.py for the options; for example
#     benchmarks/importing/run.sh --rounds 3 --films 200000
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
venv="$root/build/pandas-venv"
if [ ! -x "$venv/bin/python" ]; then
    python3 -m venv "$venv"
    "$venv/bin/pip" install --quiet pandas
fi
cmake --preset release -S "$root" >/dev/null
cmake --build "$root/build/release" --target import_films >/dev/null
exec "$venv/bin/python" "$root/benchmarks/importing/importing.py" \
    --program "$root/build/release/bin/import_films" \
    --generator "$root/tests/generate_datasets.py" \
    --folder "$root/build/benchmark-tables" "$@"
