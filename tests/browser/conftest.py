"""The page as people meet it: Chromium, a real nginx as nginx/configure sets it up, the gateway, a real ml_service."""

import contextlib
import pathlib
import shutil
import sys

import pytest

TESTS = pathlib.Path(__file__).resolve().parents[1]
sys.path.extend([str(TESTS / "nginx"), str(TESTS / "contract")])

from configured_door import ConfiguredDoor, open_folder  # noqa: E402
from door import find_nginx  # noqa: E402
from person import Person  # noqa: E402
from running_gateway import RunningGateway  # noqa: E402
from site_with_page import Site  # noqa: E402
from suites import path_option, pytest_sessionfinish  # noqa: E402, F401 (a hook)

PAGE = TESTS.parent / "app/web"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]  # tests may run as root, in a container


def pytest_addoption(parser):
    parser.addoption("--ml_service", required=True, help="ml_service")
    parser.addoption("--data", required=True, help="folder with the built-in films")


ml_service, data = (path_option(name) for name in ("ml_service", "data"))


@pytest.fixture(scope="session")
def browser():
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.skip("there is no Chromium here; scripts/setup test installs it on Debian")
    playwright = pytest.importorskip("playwright.sync_api", reason="there is no Playwright: scripts/setup test")
    with playwright.sync_playwright() as driver:
        running = driver.chromium.launch(executable_path=chromium, args=FLAGS)
        yield running
        running.close()


@pytest.fixture(scope="session")
def site(browser, ml_service, data):
    """The page behind the door; a test that stops something in it starts it again."""
    nginx = find_nginx()
    if nginx is None:
        pytest.skip("there is no nginx here; scripts/setup test installs it")
    with contextlib.ExitStack() as closing:
        folder = closing.enter_context(open_folder()) / "page"
        shutil.copytree(PAGE, folder)
        with Site(ml_service, data) as running:
            gateway = closing.enter_context(RunningGateway(ml=[running.port]))
            running.door = closing.enter_context(ConfiguredDoor(nginx, [gateway], NGINX_PAGE=str(folder)))
            yield running
            closing.close()


@pytest.fixture
def meet(browser, site):
    """Makes people, each with a browser of their own: `meet(locale="en-GB", width=360)`."""
    with contextlib.ExitStack() as closing:
        yield lambda **manner: closing.enter_context(Person(browser, site, **manner))


@pytest.fixture
def anna(meet):
    """Somebody who reads Russian, at a computer."""
    return meet()
