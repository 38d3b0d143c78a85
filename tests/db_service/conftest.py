"""Options and fixtures of the tests of db_service as a program: everything runs on both engines."""

import itertools
import pathlib
import sqlite3
import tempfile

import pytest
from db_service import DbService
from postgres import Postgres, find_binaries
from suites import path_option, pytest_sessionfinish  # the latter is a hook


def pytest_addoption(parser):
    parser.addoption("--program", required=True, help="db_service")


program = path_option("program")


class SqliteEngine:
    name = "sqlite"

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.numbers = itertools.count(1)

    def new_database(self):
        """The address of a new, empty database."""
        return f"sqlite:{self.folder / f'history{next(self.numbers)}.sqlite'}"

    def run_sql(self, url, sql):
        """The rows of a statement that somebody else runs on the database."""
        connection = sqlite3.connect(url.removeprefix("sqlite:"), timeout=30)
        try:
            with connection:
                return connection.execute(sql).fetchall()
        finally:
            connection.close()


class PostgresEngine:
    name = "postgresql"

    def __init__(self, server):
        self.server = server

    def new_database(self):
        return self.server.new_database()

    def run_sql(self, url, sql):
        return [tuple(row) for row in self.server.run_sql(sql, url.rsplit("/", 1)[1])]


@pytest.fixture(scope="session")
def postgres():
    """One server for everything that does not stop it."""
    if find_binaries() is None:
        pytest.skip("there is no PostgreSQL here; scripts/setup test installs it")
    with tempfile.TemporaryDirectory(prefix="kinosovet-postgres-") as folder, Postgres(folder) as server:
        yield server


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def engine(request):
    if request.param == "postgresql":
        yield PostgresEngine(request.getfixturevalue("postgres"))
    else:
        with tempfile.TemporaryDirectory(prefix="kinosovet-sqlite-") as folder:
            yield SqliteEngine(folder)


@pytest.fixture
def start(program, engine):
    """Starts a service with these flags, on a new database unless told another; to be used as a context."""
    def start_with(*flags, database=None, **options):
        return DbService(program, database or engine.new_database(), *flags, **options)
    return start_with


@pytest.fixture(scope="module")
def service(program, engine):
    """One service for all tests of a file; what it logs and how it ends is checked at the end of the file."""
    with DbService(program, engine.new_database()) as running:
        yield running


chats = itertools.count(1)


@pytest.fixture
def session():
    """A session that no other test uses."""
    return f"tg:-100{next(chats):07}"
