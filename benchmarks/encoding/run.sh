#!/bin/sh
# Encoding beside sentence-transformers, in one run, turn about. See encoding.py for the options; for example
#     benchmarks/encoding/run.sh --rounds 3 --texts films.jsonl
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
venv="$root/build/benchmark-venv"
if [ ! -x "$venv/bin/python" ]; then
    python3 -m venv "$venv"
    "$venv/bin/pip" install --quiet torch sentence-transformers
fi
cmake --preset release -S "$root" >/dev/null
cmake --build "$root/build/release" --target encode_texts >/dev/null
exec "$venv/bin/python" "$root/benchmarks/encoding/encoding.py" \
    --program "$root/build/release/bin/encode_texts" \
    --model "$root/.deps/models/all-MiniLM-L6-v2" \
    --texts "$root/data/catalogue" "$@"
