"""Options and fixtures of the tests of the door: a real nginx as nginx/configure sets it up, in front of fakes."""

import pathlib
import subprocess
import typing

import pytest
from behind import FakeBot, FakeGateway
from configured_door import ConfiguredDoor, open_folder
from door import find_nginx
from suites import pytest_sessionfinish  # noqa: F401 (a hook)


def pytest_addoption(parser):
    parser.addoption("--nginx", help="another nginx than that of the system")


@pytest.fixture(scope="session")
def nginx(request):
    found = request.config.getoption("--nginx") or find_nginx()
    if found is None:
        pytest.skip("there is no nginx here; scripts/setup test installs it")
    return found


@pytest.fixture(scope="module")
def gateways():
    with FakeGateway() as one, FakeGateway() as other:
        yield [one, other]


@pytest.fixture(scope="module")
def the_bot():
    with FakeBot() as fake:
        yield fake


@pytest.fixture(scope="module")
def page():
    """A folder with a page."""
    with open_folder() as folder:
        (folder / "index.html").write_text("<!doctype html><title>Киносовет</title>")
        (folder / "app.js").write_text("// " + "нечто\n" * 400)
        (folder / "app.0123abcd.css").write_text("body {}")
        (folder / ".hidden").write_text("hidden")
        (folder / "help").mkdir()
        (folder / "help" / "index.html").write_text("<!doctype html><title>Help</title>")
        (folder / "empty").mkdir()
        yield folder


class Certificate(typing.NamedTuple):
    file: pathlib.Path
    key: pathlib.Path


@pytest.fixture(scope="session")
def certificate():
    """For 127.0.0.1, made by ourselves."""
    with open_folder() as folder:
        made = Certificate(folder / "certificate.pem", folder / "key.pem")
        subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
                        "-days", "2", "-subj", "/CN=films.example", "-addext", "subjectAltName=IP:127.0.0.1",
                        "-keyout", made.key, "-out", made.file], check=True, capture_output=True)
        yield made


@pytest.fixture(scope="module")
def door(nginx, gateways, the_bot, page):
    """One door with one gateway for all tests of a file."""
    with ConfiguredDoor(nginx, gateways[:1], the_bot, NGINX_PAGE=str(page)) as opened:
        yield opened


@pytest.fixture
def gateway(gateways):
    """The gateway, with nothing asked yet; what came to it in the test is looked at in the end."""
    gateways[0].reset()
    yield gateways[0]
    assert gateways[0].faults == []


@pytest.fixture
def bot(the_bot):
    the_bot.reset()
    yield the_bot
    assert the_bot.faults == []
