#!/usr/bin/env python3
"""Runs the real `kinosovet import` over generated data sets and compares what it reports with what must be.

    tests/import_test.py PROGRAM
"""

import json
import os
import pathlib
import random
import re
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import unittest

HERE = pathlib.Path(__file__).parent
PROGRAM = pathlib.Path(sys.argv.pop(1)).resolve() if len(sys.argv) > 1 else None

# What the report says of each count.
SENTENCES = {
    "malformed": "not whole", "columns": "has another number of columns", "too_long": "longer than a row",
    "encoding": "not in UTF-8", "bad_id": "without an id", "bad_value": "with a value", "no_title": "without a title",
    "no_year": "without a year", "repeated": "told twice", "adult": "for adults only", "unreleased": "not released",
    "series": "a series", "not_a_film": "a game", "no_film": "about films that are not here",
    "fields_dropped": "fields dropped",
}


def counts_in(report):
    found = re.search(r"(\d+) rows read: (\d+) films new, (\d+) merged, (\d+) added facts", report)
    counts = dict(zip(("rows", "new", "merged", "facts"), map(int, found.groups())))
    for key, sentence in SENTENCES.items():
        match = re.search(rf"^  (\d+) {re.escape(sentence)}", report, re.MULTILINE)
        counts[key] = int(match.group(1)) if match else 0
    return {key: count for key, count in counts.items() if count}


class Import(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="kinosovet-import-"))
        self.addCleanup(shutil.rmtree, self.folder)
        self.catalogue = self.folder / "data" / "catalogue.sqlite"

    def generate(self, *options):
        command = [sys.executable, HERE / "generate_datasets.py", self.folder, *options]
        return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)

    def command(self, *arguments):
        return [PROGRAM, *arguments, "--data", self.catalogue.parent]

    def run_import(self, *arguments, **options):
        return subprocess.run(self.command("import", *arguments), capture_output=True, text=True, **options)

    def import_good(self):
        """A small catalogue that must survive whatever happens next."""
        films = self.folder / "good.jsonl"
        films.write_text('{"title": "Old But Whole", "year": 1990}\n')
        self.assertEqual(self.run_import(films).returncode, 0)

    def check_good_is_there(self):
        answer = subprocess.run(self.command("search", "Old But Whole"), capture_output=True, text=True)
        self.assertIn("Old But Whole", answer.stdout, answer.stderr)

    def leftovers(self):
        return [path.name for path in self.catalogue.parent.iterdir() if path != self.catalogue]

    def test_every_data_set_ends_with_the_right_counts(self):
        expected = self.generate("--films", "300")
        for name, counts in expected.items():
            for source in ([], ["--from", name]):
                with self.subTest(name=name, source=source):
                    done = self.run_import(self.folder / name, *source)
                    self.assertEqual(done.returncode, 0, done.stderr)
                    self.assertEqual(counts_in(done.stdout), counts)
                    self.assertIn(f": {counts['new']} films\n", done.stdout)

    def test_the_first_faulty_rows_are_named_with_file_and_line(self):
        self.generate("--films", "5", "--only", "tmdb")
        errors = self.run_import(self.folder / "tmdb").stderr
        # The header, five films, and four good ones in nine lines; then three blank lines.
        self.assertIn("TMDB_movie_dataset.csv:16: not whole", errors)
        self.assertEqual(len(re.findall(r"csv:\d+: ", errors)), 10)
        self.assertIn("rows more", errors)

    def test_data_sets_merge_by_their_ids(self):
        expected = self.generate("--films", "200", "--clean")
        done = self.run_import(*(self.folder / name for name in expected))
        counts = counts_in(done.stdout)
        # One film by number is one film by its id at IMDb in all three.
        self.assertEqual((counts["new"], counts["merged"]), (200, 400), done.stdout)

    def test_adult_and_unreleased_films_come_when_asked_for(self):
        expected = self.generate("--films", "10", "--only", "tmdb")["tmdb"]
        counts = counts_in(self.run_import(self.folder / "tmdb", "--with-adult", "--with-unreleased").stdout)
        self.assertEqual(counts["new"], expected["new"] + 2)
        self.assertNotIn("adult", counts)

    def test_a_torn_gzip_is_refused_and_the_old_catalogue_stays(self):
        self.import_good()
        self.generate("--films", "3000", "--only", "imdb")
        file = self.folder / "imdb" / "title.basics.tsv.gz"
        whole = file.read_bytes()
        for torn in (whole[:len(whole) // 2], whole[:-4], whole[:5000] + b"\0\0\0\0" + whole[5004:]):
            file.write_bytes(torn)
            done = self.run_import(self.folder / "imdb")
            self.assertEqual(done.returncode, 4, done.stdout)
            self.assertIn("torn", done.stderr)
        self.check_good_is_there()
        self.assertEqual(self.leftovers(), [])

    def test_a_file_of_no_known_kind_is_refused_by_name(self):
        stray = self.folder / "notes.csv"
        for content in (b"", b"a,b,c\n1,2,3\n", b"PK\x03\x04rest", b"\xff\xfet\0i\0", os.urandom(4096)):
            stray.write_bytes(content)
            done = self.run_import(stray)
            self.assertEqual(done.returncode, 4, content[:20])
            self.assertIn("notes.csv", done.stderr)
            self.assertFalse(self.catalogue.exists())

    def seconds_of_import(self, folder):
        start = time.monotonic()
        self.assertEqual(self.run_import(folder, "--into", self.folder / "timed.sqlite").returncode, 0)
        return time.monotonic() - start

    def stop_at(self, moment, stop):
        """Starts the import of generated films, stops it after `moment` seconds and returns its exit code."""
        process = subprocess.Popen(self.command("import", self.folder / "tmdb"), stderr=subprocess.PIPE,
                                   stdout=subprocess.PIPE)
        time.sleep(moment)
        process.send_signal(stop)
        process.communicate()
        return process.returncode

    def test_ctrl_c_leaves_the_old_catalogue_and_nothing_else(self):
        self.generate("--films", "20000", "--clean", "--only", "tmdb")
        seconds = self.seconds_of_import(self.folder / "tmdb")
        stopped = 0
        for part in range(1, 11):
            self.import_good()
            code = self.stop_at(seconds * part / 11, signal.SIGINT)
            # 0 when it was quicker than we, -2 when it had not yet begun to listen.
            self.assertIn(code, (130, 0, -2))
            self.assertEqual(self.leftovers(), [])
            if code != 0:
                self.check_good_is_there()
            stopped += code == 130
        self.assertGreater(stopped, 3)

    def test_a_full_disk_leaves_the_old_catalogue_and_nothing_else(self):
        self.import_good()
        self.generate("--films", "5000", "--clean", "--only", "tmdb")

        def limit_files():
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))

        done = self.run_import(self.folder / "tmdb", preexec_fn=limit_files, restore_signals=False)
        self.assertEqual(done.returncode, 4, done.stdout)
        self.assertIn("cannot be written", " ".join(done.stderr.split()))
        self.assertEqual(self.leftovers(), [])
        self.check_good_is_there()

    def test_fifty_killed_imports_leave_the_old_catalogue_and_the_next_one_clears_up(self):
        self.generate("--films", "8000", "--clean", "--only", "tmdb")
        seconds = self.seconds_of_import(self.folder / "tmdb")
        self.import_good()
        killed = 0
        for _ in range(50):
            code = self.stop_at(random.uniform(0, seconds), signal.SIGKILL)
            if code == 0:
                self.import_good()
            killed += code != 0
            self.check_good_is_there()
        self.assertGreater(killed, 25)
        self.assertEqual(self.run_import(self.folder / "good.jsonl").returncode, 0)
        self.assertEqual(self.leftovers(), [])


if __name__ == "__main__":
    assert PROGRAM, __doc__
    unittest.main(verbosity=2)
