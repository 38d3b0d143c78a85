"""A catalogue of a few films, the fakes of the providers, and ml_service between them."""

import json
import pathlib
import subprocess
import urllib.parse

import pytest
from ml_service import MlService
from provider_fakes import KEYS, Fakes
from running_service import environment_for

FILMS = [
    {"imdb": "tt0099785", "tmdb": 771, "kinopoisk": 8124, "title": "Home Alone", "title_ru": "Один дома", "year": 1990,
     "genres": ["Comedy", "Family"], "wikipedia": "Home_Alone"},
    {"title": "Old Men: Robbers", "title_ru": "Старики-разбойники", "year": 1971, "genres": ["Comedy"]},
    {"title": "Nobody Knows This One", "year": 2001},
    {"title": "Ran", "title_ru": "Ран", "original_title": "乱", "year": 1985, "genres": ["Drama", "War"]},
]


def pytest_addoption(parser):
    parser.addoption("--program", required=True, help="ml_service")
    parser.addoption("--kinosovet", required=True, help="the command line, which makes catalogues")


@pytest.fixture(scope="session")
def data(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp("data")
    source = folder / "films.jsonl"
    source.write_text("".join(json.dumps(film, ensure_ascii=False) + "\n" for film in FILMS), encoding="utf-8")
    subprocess.run([request.config.getoption("--kinosovet"), "import", source, "--data", folder], check=True,
                   stdout=subprocess.DEVNULL, env=environment_for({}))
    return folder


@pytest.fixture(scope="session")
def session_fakes():
    with Fakes() as fakes:
        yield fakes


@pytest.fixture
def fakes(session_fakes):
    session_fakes.reset()
    yield session_fakes
    refused = [refusal for fake in session_fakes.all for refusal in fake.refused]
    assert not refused, refused


@pytest.fixture
def start(request, data, fakes):
    """Starts ml_service with keys for these providers; to be used as a context. No key ever comes out of it."""
    class Service(MlService):
        def finish(self, code):
            super().finish(code)
            said = json.dumps(self.lines, ensure_ascii=False) + "".join(self.stderr)
            assert not [key for key in KEYS.values() if key in said]

        def poster(self, film, query="", **headers):
            return self.get(f"/films/{film}/poster{query}", **headers)

        def details(self, film, query=""):
            answer = self.get(f"/films/{film}/details{query}")
            assert answer.status == 200, answer.body
            return answer.json()

        def id_of(self, title):
            found = self.get("/films/search?q=" + urllib.parse.quote(title)).json()
            return found["candidates"][0]["id"]

        def count(self, figure, **labels):
            """One of its figures."""
            wanted = set(f'{name}="{value}"' for name, value in labels.items())
            for line in self.get("/metrics").body.decode().splitlines():
                name, _, rest = line.partition("{")
                if name == figure and wanted <= set(rest.partition("}")[0].split(",")):
                    return float(rest.rpartition(" ")[2])
            return 0

        def count_gauge(self, figure):
            for line in self.get("/metrics").body.decode().splitlines():
                if line.startswith(figure + " "):
                    return float(line.split(" ")[1])
            return 0

        def assert_recommends(self):
            for _ in range(20):
                assert self.recommend("Один дома", limit=1).status == 200

    def start_with(*names, flags=(), **changes):
        program = pathlib.Path(request.config.getoption("--program")).resolve()
        return Service(program, data, *flags, environment=fakes.settings(*names, **changes))
    return start_with
