#!/usr/bin/env python3
"""Plays the bot's main conversation in Russian and English and draws what a person sees, so that a person can look.

    .deps/venv/bin/python tests/screens/screens.py build/screens --programs build/release/bin
        --data build/release/share/kinosovet [--only answer,choice]

The programs are the real ones, Telegram is the fake of tests/fakes. Beside what scripts/setup test installs it needs
a browser, nginx and emoji: apt-get install chromium nginx-light fonts-noto-core fonts-noto-color-emoji. Writes one PNG
for each scene and language, at scale 2 in columns of 412 CSS pixels, and cards.png with the cards drawn for films.
"""

import argparse
import contextlib
import pathlib
import sys
import tempfile
import urllib.parse

TESTS = pathlib.Path(__file__).resolve().parent.parent
sys.path[:0] = [str(TESTS / "running"), str(TESTS / "fakes")]

import rendering  # noqa: E402
import scenes  # noqa: E402
from db_service import DbService  # noqa: E402
from door import Door  # noqa: E402
from ml_service import MlService  # noqa: E402
from talk import Talk  # noqa: E402
from telegram import FakeTelegram  # noqa: E402
from tg_client import TgClient  # noqa: E402

PUBLIC_URL = "https://kinosovet.example/"
TO_MARK = 3
# Very short and very long titles, all kinds of genres, both alphabets.
CARDS = [("tt0057012", "ru"), ("tm542178", "ru"), ("tt1049413", "ru"), ("tt0065234", "en"), ("tt0245429", "ru"),
         ("tt0060196", "ru"), ("tt0079944", "ru"), ("tt1396484", "en"), ("tt2417650", "en"), ("tt3783958", "ru"),
         ("tt0428803", "ru"), ("f7089f3a960", "ru")]


class Stage:
    """Everything that runs."""

    def __init__(self, programs, data):
        self.programs = programs
        self.data = data
        self.running = contextlib.ExitStack()

    def __enter__(self):
        folder = self.running.enter_context(tempfile.TemporaryDirectory(prefix="kinosovet-screens-"))
        self.database = f"sqlite:{folder}/history.sqlite"
        self.telegram = self.running.enter_context(FakeTelegram(username="kinosovet_bot",
                                                                token="123456:AAH_screens_screens_screens_screens"))
        self.catalogue = MlService(self.programs / "ml_service", self.data)
        self.notes = DbService(self.programs / "db_service", self.database)
        self.running.callback(lambda: (self.catalogue.kill(), self.notes.kill()))
        door = self.running.enter_context(Door(self.catalogue.port, self.notes.port))
        self.running.enter_context(TgClient(self.programs / "tg_client", self.telegram, door, may_log_errors=True,
                                            service_token=self.notes.secrets.service_token,
                                            environment={"PUBLIC_URL": PUBLIC_URL}))
        return self

    def __exit__(self, *_):
        self.running.close()

    def talk(self, chat):
        return Talk(chat, self.picture_of)

    def meet(self, words):
        """A new person and the chat with the bot."""
        person = self.telegram.person(first_name=words["people"][0], language_code=words["code"])
        return person, self.talk(person.chat)

    def mark_films(self, person, wish):
        """Puts the first films like the wish on the list, which nobody looks at."""
        talk = self.talk(person.chat)
        talk.says(person, wish)
        for _ in range(TO_MARK):
            talk.taps(person, "➕")
            talk.taps(person, "➡️")

    def picture_of(self, file_id):
        stored = self.telegram.world.files.by_id[file_id]
        return stored.data or self.picture_at(stored.url)

    def picture_of_result(self, shown):
        """Of an inline result that is a photo, known to Telegram or not yet."""
        if "photo_file_id" in shown:
            return self.picture_of(shown["photo_file_id"])
        return self.picture_at(shown["photo_url"])

    def picture_at(self, url):
        """A picture at our public address, from behind the door."""
        address = urllib.parse.urlsplit(url)
        return self.catalogue.get(f"{address.path.removeprefix('/recommender/ml')}?{address.query}").body

    @contextlib.contextmanager
    def without_catalogue(self):
        self.catalogue.stop()
        try:
            yield
        finally:
            self.catalogue = MlService(self.programs / "ml_service", self.data, port=self.catalogue.port)

    @contextlib.contextmanager
    def without_notes(self):
        self.notes.stop()
        try:
            yield
        finally:
            self.notes = DbService(self.programs / "db_service", self.database, port=self.notes.port,
                                   secret=self.notes.secrets)

    def cards(self):
        for film, language in CARDS:
            answer = self.catalogue.get(f"/films/{film}/poster?size=w500&language={language}")
            assert answer.status == 200, answer.body
            yield f"{film}, {language}", answer.body


def draw(stage, folder, only):
    """A scene that does not come to its end leaves the others alone; gives what failed."""
    failed = []
    for number, scene in enumerate(scenes.ALL, 1):
        for words in (scenes.RU, scenes.EN):
            name = f"{number:02}-{scene.__name__}-{words['code']}"
            if only and scene.__name__ not in only:
                continue
            try:
                rendering.photograph(scene(stage, words), folder / f"{name}.png")
            except AssertionError as failure:
                failed.append(f"{name}: {failure}")
    if not only or "cards" in only:
        rendering.photograph(rendering.sheet_html(stage.cards()), folder / "cards.png")
    return failed


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", nargs="?", type=pathlib.Path, default=pathlib.Path("build/screens"))
    parser.add_argument("--programs", type=pathlib.Path, default=pathlib.Path("build/release/bin"))
    parser.add_argument("--data", type=pathlib.Path, default=pathlib.Path("build/release/share/kinosovet"))
    parser.add_argument("--only", type=lambda names: names.split(","), default=[], help="scenes, by comma, or cards")
    settings = parser.parse_args()
    settings.folder.mkdir(parents=True, exist_ok=True)
    with Stage(settings.programs, settings.data) as stage:
        failed = draw(stage, settings.folder, settings.only)
        failed += [f"refused {call.method}: {call.description}" for call in stage.telegram.refusals]
    if failed:
        sys.exit("\n".join(failed))


if __name__ == "__main__":
    main()
