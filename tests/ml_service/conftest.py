"""Options and fixtures of the tests of ml_service as a program; make_data.py makes what they serve."""

import pytest
from ml_service import MlService
from suites import path_option, pytest_sessionfinish  # noqa: F401 (a hook)


def pytest_addoption(parser):
    parser.addoption("--program", required=True, help="ml_service")
    parser.addoption("--kinosovet", required=True, help="the command line, which makes catalogues")
    parser.addoption("--data", required=True, help="folder that make_data.py made")


program, kinosovet, data = (path_option(name) for name in ("program", "kinosovet", "data"))


@pytest.fixture(scope="session")
def start(program, data):
    """Starts a service on the built-in films with these flags; to be used as a context."""
    def start_with(*flags, data=data, **options):
        return MlService(program, data, *flags, **options)
    return start_with


@pytest.fixture(scope="module")
def service(start):
    """One service for all tests of a file; what it logs and how it ends is checked at the end of the file."""
    with start() as running:
        yield running
