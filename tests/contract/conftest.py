"""Options and fixtures of the tests of the gateway: real services, a real gateway where there is one."""

import pathlib
import tempfile

import pytest
from db_service import DbService
from fake_service import FakeService
from ml_service import MlService
from running_gateway import RunningGateway
from suites import path_option, pytest_sessionfinish  # noqa: F401 (a hook)


def pytest_addoption(parser):
    parser.addoption("--ml_service", required=True, help="ml_service")
    parser.addoption("--db_service", required=True, help="db_service")
    parser.addoption("--data", required=True, help="folder with the built-in films")


ml_service, db_service, data = (path_option(name) for name in ("ml_service", "db_service", "data"))


@pytest.fixture(scope="session")
def ml(ml_service, data):
    with MlService(ml_service, data) as running:
        yield running


@pytest.fixture(scope="session")
def db(db_service):
    with tempfile.TemporaryDirectory(prefix="kinosovet-history-") as folder:
        with DbService(db_service, f"sqlite:{pathlib.Path(folder) / 'history.sqlite'}") as running:
            yield running


@pytest.fixture(scope="session")
def gateway(ml, db):
    """Before the real services."""
    with RunningGateway(ml=[ml.port], db=[db.port]) as running:
        yield running


@pytest.fixture(scope="session")
def fake():
    with FakeService() as running:
        yield running


@pytest.fixture(scope="session")
def before(fake):
    """A gateway before the fake service."""
    with RunningGateway(ml=[fake.port], db=[fake.port]) as running:
        yield running


@pytest.fixture
def service(fake):
    """A service that does what a test says, and remembers how it was asked."""
    fake.begin_anew()
    return fake
