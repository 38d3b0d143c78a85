"""Options and fixtures of the tests of ml_service as a program; make_data.py makes what they serve."""

import pathlib

import pytest
from running_service import RunningService

ALL_SKIPPED = 77  # what ctest takes for skipped


def pytest_addoption(parser):
    parser.addoption("--program", required=True, help="ml_service")
    parser.addoption("--kinosovet", required=True, help="the command line, which makes catalogues")
    parser.addoption("--data", required=True, help="folder that make_data.py made")


def pytest_sessionfinish(session, exitstatus):
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if exitstatus == 0 and reporter.stats.get("skipped") and not reporter.stats.get("passed"):
        session.exitstatus = ALL_SKIPPED


def path_option(name):
    @pytest.fixture(scope="session", name=name)
    def option(request):
        return pathlib.Path(request.config.getoption(f"--{name}")).resolve()
    return option


program, kinosovet, data = (path_option(name) for name in ("program", "kinosovet", "data"))


@pytest.fixture(scope="session")
def start(program, data):
    """Starts a service on the built-in films with these flags; to be used as a context."""
    def start_with(*flags, data=data, **options):
        return RunningService(program, data, *flags, **options)
    return start_with


@pytest.fixture(scope="module")
def service(start):
    """One service for all tests of a file; what it logs and how it ends is checked at the end of the file."""
    with start() as running:
        yield running
