"""Load by wrk while the catalogue is reloaded all the time: no request is lost, none fails.

    pytest tests/ml_service/load_test.py --program ... --kinosovet ... --data ... -s      prints the figures
"""

import json
import pathlib
import shutil
import signal
import subprocess
import time

import pytest
from running_service import PATIENCE

WRK = shutil.which("wrk")
WISHES = pathlib.Path(__file__).with_name("wishes.lua")
SECONDS = 5
BETWEEN_RELOADS = 0.3

pytestmark = pytest.mark.skipif(WRK is None, reason="needs wrk: scripts/setup test installs it")


def catalogues(data):
    """All films and those of one decade, in turn for ever."""
    while True:
        yield data.parent / "few" / "catalogue.sqlite"
        yield data / "catalogue.sqlite"


def put_load_on(service, between):
    """Runs wrk to its end and calls `between` every now and then meanwhile; what wrk counted."""
    with subprocess.Popen([WRK, "-t2", "-c64", f"-d{SECONDS}s", "--timeout", f"{PATIENCE}s", "--latency", "-s", WISHES,
                           f"http://127.0.0.1:{service.port}"], stdout=subprocess.PIPE, text=True) as wrk:
        while wrk.poll() is None:
            between()
            time.sleep(BETWEEN_RELOADS)
        return json.loads(wrk.stdout.read().splitlines()[-1])


@pytest.mark.parametrize("kept", ["8", "0"], ids=["answers kept", "every answer computed"])
def test_no_request_fails_under_load_with_reloads(start, data, tmp_path, kept):
    (tmp_path / "models").symlink_to((data / "models").resolve())
    shutil.copy(data / "catalogue.sqlite", tmp_path)
    turns = catalogues(data)
    with start("--kept-mib", kept, data=tmp_path) as service:
        def reload():
            shutil.copy(next(turns), tmp_path / "catalogue.new")
            (tmp_path / "catalogue.new").rename(tmp_path / "catalogue.sqlite")
            service.process.send_signal(signal.SIGHUP)

        counted = put_load_on(service, reload)
        reloads = len(service.logged("serving")) - 1
        print(f"\n{counted} {reloads} reloads")
        assert counted["refused"] == counted["socket_errors"] == 0, service.output()
        assert counted["answered"] > 20
        assert reloads >= 1  # one after the other, each beside the load
        service.assert_still_answers()
    assert not [line for line in service.lines if line["level"] in ("warning", "error")]
