#!/bin/sh
# ml_service beside the original's stack and nginx, in one run, turn about. Needs the packages wrk and nginx, and films:
# the file of https://github.com/prust/wikipedia-movie-data, or whatever else can be imported. For example
#     benchmarks/serving/run.sh wikipedia-movies.json.gz --rounds 5
# Importing and indexing happen once, in build/serving-data. See serving.py for the options.
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
[ $# -gt 0 ] || { echo "usage: run.sh FILMS [OPTIONS]" >&2; exit 2; }
films=$1
shift
for program in wrk nginx; do
    command -v $program >/dev/null || { echo "$program is missing: apt-get install $program" >&2; exit 2; }
done
venv="$root/.deps/serving-venv"
if ! cmp -s "$root/benchmarks/serving/requirements.txt" "$venv/requirements.txt"; then
    python3 -m venv "$venv"
    "$venv/bin/pip" install --quiet --disable-pip-version-check -r "$root/benchmarks/serving/requirements.txt"
    cp "$root/benchmarks/serving/requirements.txt" "$venv/"
fi
cmake --preset release -S "$root" >/dev/null
cmake --build "$root/build/release" --target kinosovet ml_service_program >/dev/null
data="$root/build/serving-data"
if [ ! -e "$data/indexed" ]; then
    mkdir -p "$data"
    ln -sfn "$root/.deps/models" "$data/models"
    "$root/build/release/bin/kinosovet" import "$films" --data "$data"
    "$root/build/release/bin/kinosovet" index --data "$data"
    touch "$data/indexed"
fi
exec "$venv/bin/python" "$root/benchmarks/serving/serving.py" \
    --program "$root/build/release/bin/ml_service" --data "$data" "$@"
