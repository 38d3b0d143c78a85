"""Options and fixtures of the tests of the bot: everything real but Telegram."""

import pathlib
import tempfile

import pytest
from door import find_nginx
from installation import Installation, Programs
from postgres import Postgres, find_binaries
from suites import path_option, pytest_sessionfinish  # the latter is a hook
from talk import Talk


def pytest_addoption(parser):
    parser.addoption("--program", required=True, help="tg_client")
    parser.addoption("--ml_service", required=True, help="ml_service")
    parser.addoption("--db_service", required=True, help="db_service")
    parser.addoption("--kinosovet", required=True, help="all in one")
    parser.addoption("--data", required=True, help="folder with the built-in films")


program, ml_service, db_service, kinosovet, data = (
    path_option(name) for name in ("program", "ml_service", "db_service", "kinosovet", "data"))


@pytest.fixture(scope="session")
def programs(program, ml_service, db_service):
    if find_nginx() is None:
        pytest.skip("there is no nginx here; scripts/setup test installs it")
    return Programs(program, ml_service, db_service)


@pytest.fixture(scope="session")
def install(programs, data):
    """Sets everything up on this database; to be used as a context."""
    return lambda database_url: Installation(programs, data, database_url)


@pytest.fixture(scope="session")
def database():
    """A new database of SQLite."""
    with tempfile.TemporaryDirectory(prefix="kinosovet-bot-") as folder:
        yield f"sqlite:{pathlib.Path(folder) / 'history.sqlite'}"


@pytest.fixture(scope="session")
def installation(install, database):
    """One for all tests that break nothing."""
    with install(database) as installed:
        yield installed


@pytest.fixture(scope="session")
def bot(installation, tmp_path_factory):
    with installation.start_bot("--state-folder", str(tmp_path_factory.mktemp("updates"))) as running:
        yield running
    running.assert_log_is_whole("tg_client", least=2)


@pytest.fixture
def telegram(installation, bot):
    return installation.telegram


@pytest.fixture
def anna(telegram):
    """Whoever speaks Russian and was never here before."""
    return Talk(telegram)


@pytest.fixture
def bob(telegram):
    """Whoever speaks English and was never here before."""
    return Talk(telegram, "en", "Bob")


@pytest.fixture(scope="session")
def postgres():
    """A server where it matters what comes through a crash, or of two bots at once."""
    if find_binaries() is None:
        pytest.skip("there is no PostgreSQL here; scripts/setup test installs it")
    with tempfile.TemporaryDirectory(prefix="kinosovet-postgres-") as folder, Postgres(folder) as server:
        yield server
