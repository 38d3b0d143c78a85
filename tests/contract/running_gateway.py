"""Starts a gateway before services: KrakenD where it is on the PATH, or is what KRAKEND names, else gateway.py.

    with RunningGateway(ml=[9001], db=[9002]) as gateway:
        gateway.get("/ml/films/tt0099785")

What krakend.json says is changed by `edit` only, a function of the parsed file.
"""

import contextlib
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

from running_service import RunningService, eventually, free_port

ROOT = pathlib.Path(__file__).resolve().parents[2]
KRAKEND_JSON = ROOT / "krakend/krakend.json"
CONTRACT_GATEWAY = ROOT / "tests/contract/gateway.py"
NAMES = {"ml": "ml_service:8000", "db": "db_service:8001"}


def find_krakend():
    return shutil.which(os.environ.get("KRAKEND", "krakend"))


def declared():
    """What krakend.json declares, as it is written there."""
    return json.loads(KRAKEND_JSON.read_text(encoding="utf-8"))


class RunningGateway(RunningService):
    def __init__(self, ml=(), db=(), edit=None):
        self.folder = tempfile.TemporaryDirectory(prefix="kinosovet-gateway-")
        self.names = pathlib.Path(self.folder.name) / "names"
        self.config = pathlib.Path(self.folder.name) / "krakend.json"
        self.places = {"ml": list(ml), "db": list(db)}
        value = declared()
        if edit is not None:
            edit(value)
        self.config.write_text(json.dumps(value), encoding="utf-8")
        self.is_krakend = find_krakend() is not None
        if self.is_krakend:
            self._start_krakend()
        else:
            self._start_contract_gateway()

    def _start_contract_gateway(self):
        self.name(**self.places)
        # Found by /usr/bin/env, so that it runs with what runs the tests.
        path = f"{pathlib.Path(sys.executable).parent}:{os.environ['PATH']}"
        super().__init__(CONTRACT_GATEWAY, "--config", str(self.config), "--names", str(self.names),
                         environment={"PATH": path, "PYTHONDONTWRITEBYTECODE": "1"})

    def _start_krakend(self):
        """It asks real DNS, so the addresses are written into the file; each name has one at most."""
        written = self.config.read_text(encoding="utf-8")
        for service, name in NAMES.items():
            port = (self.places[service] or [free_port()])[0]
            written = written.replace(f"http://{name}", f"http://127.0.0.1:{port}")
        self.config.write_text(written, encoding="utf-8")
        self.lines, self.stderr, self.readers, self.may_log_errors = [], [], [], True
        self.port = free_port()
        self.process = subprocess.Popen([find_krakend(), "run", "--config", self.config, "--port", str(self.port)],
                                        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        eventually(self._is_up, "KrakenD")

    def _is_up(self):
        with contextlib.suppress(OSError):
            return self.get("/__health").status == 200

    def name(self, **places):
        """Says anew where the services are; for the contract gateway alone."""
        self.places.update(places)
        lines = [f"{NAMES[service]} {' '.join(f'127.0.0.1:{port}' for port in ports)}\n"
                 for service, ports in self.places.items()]
        draft = self.names.with_suffix(".new")
        draft.write_text("".join(lines), encoding="utf-8")
        draft.replace(self.names)

    def __exit__(self, kind, *_):
        try:
            super().__exit__(kind)
        finally:
            self.folder.cleanup()
