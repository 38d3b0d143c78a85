"""The whole system for its tests: everything real and started by scripts/native, but for Telegram."""

import contextlib
import pathlib
import sys
import tempfile

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
# How people talk to the bot is in `talk`, and what scripts/native is told in `native_stack`.
sys.path += [str(ROOT / "tests/tg_client"), str(ROOT / "scripts")]
from door import find_nginx  # noqa: E402
from installation import TOKEN, is_last_poll  # noqa: E402
from postgres import find_binaries  # noqa: E402
from suites import path_option, pytest_sessionfinish  # noqa: E402 - the latter is a hook
from talk import Talk  # noqa: E402
from telegram import FakeTelegram  # noqa: E402
from whole_system import NativeStack  # noqa: E402


def pytest_addoption(parser):
    parser.addoption("--build", required=True, help="folder of a build, with bin/ in it")
    parser.addoption("--data", required=True, help="folder with the built-in films")


build, data = (path_option(name) for name in ("build", "data"))


@pytest.fixture(scope="session")
def make_stack(build, data):
    """Makes a stack that does not run yet, in this folder."""
    if find_nginx() is None or find_binaries() is None:
        pytest.skip("there is no nginx or no PostgreSQL here; scripts/setup test installs them")
    return lambda folder, **options: NativeStack(build, data, folder, **options)


@contextlib.contextmanager
def new_folder():
    """One that PostgreSQL may enter as nobody, which those of pytest are not."""
    with tempfile.TemporaryDirectory(prefix="kinosovet-native-") as path:
        pathlib.Path(path).chmod(0o755)
        yield pathlib.Path(path)


@pytest.fixture
def folder():
    with new_folder() as path:
        yield path


@pytest.fixture(scope="module")
def folder_of_module():
    with new_folder() as path:
        yield path


@pytest.fixture(scope="session")
def stack(make_stack):
    """One for all tests but those of starting and stopping; each leaves it whole."""
    with new_folder() as path, FakeTelegram(TOKEN) as telegram:
        # Whom a request is from, is what tests say, so that one limit is not for all of them.
        with make_stack(path, telegram=telegram, NGINX_TRUSTED="127.0.0.1") as running:
            yield running
        refused = [(call.method, call.description, call.parameters) for call in telegram.refusals
                   if not is_last_poll(call)]
        assert not refused, refused


@pytest.fixture
def anna(stack):
    """Whoever speaks Russian and was never here before."""
    return Talk(stack.telegram)
