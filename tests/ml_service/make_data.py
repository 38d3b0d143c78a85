#!/usr/bin/env python3
"""Makes the folders that the tests serve: all built-in films, and a few others for reloads.

    make_data.py KINOSOVET FOLDER MODELS

FOLDER/films is kept from run to run, since encoding all films takes a minute; what `make index` encoded already is
taken over. FOLDER/few holds the films of one decade.
"""

import pathlib
import shutil
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
ENCODED = ROOT / "build/release/share/kinosovet/encodings.sqlite"


def make(kinosovet, folder, models, films):
    folder.mkdir(parents=True, exist_ok=True)
    link = folder / "models"
    link.unlink(missing_ok=True)
    link.symlink_to(models)
    encodings = folder / "encodings.sqlite"
    if ENCODED.exists() and not encodings.exists():
        shutil.copy(ENCODED, encodings)
    for arguments in (["import", films], ["index"]):
        subprocess.run([kinosovet, *arguments, "--data", folder], check=True, stdout=subprocess.DEVNULL)


def main():
    kinosovet, folder, models = (pathlib.Path(argument).resolve() for argument in sys.argv[1:])
    make(kinosovet, folder / "films", models, ROOT / "data/catalogue")
    make(kinosovet, folder / "few", models, ROOT / "data/catalogue/1930s.jsonl")


if __name__ == "__main__":
    main()
