"""Starts a real service on a free port, reads what it logs, asks it and stops it.

    with RunningService(program, "--workers", "1") as service:
        assert service.get("/health/ready").status == 200

The service ends by SIGTERM; one that does not exit with 0 then, or has logged an error nobody expected, fails the test.
"""

import contextlib
import gzip
import http.client
import json
import os
import re
import signal
import socket
import subprocess
import threading
import time

PATIENCE = 60  # seconds; under sanitizers everything takes longer
SETTINGS = ("ML_SERVICE_", "DB_SERVICE_", "TG_CLIENT_", "TELEGRAM_", "BACKEND_URL", "PUBLIC_URL", "KINOSOVET_", "DATABASE_URL", "SERVICE_TOKEN", "SESSION_KEY", "POSTERS_",
            "KINOPOISK_", "OMDB_", "TMDB_", "HTTPS_PROXY")


class Answer:
    """What came back: status, headers without regard to case, the body's bytes."""

    def __init__(self, status, headers, body):
        self.status = status
        self.headers = headers
        self.body = body

    def json(self):
        body = gzip.decompress(self.body) if self.headers["Content-Encoding"] == "gzip" else self.body
        return json.loads(body)

    def code(self):
        """The stable code of a problem, which must be one as RFC 9457 has it."""
        assert self.headers["Content-Type"] == "application/problem+json", self.headers
        problem = self.json()
        assert problem["status"] == self.status
        assert problem["title"]
        assert problem["request_id"] == self.headers["X-Request-ID"]
        return problem["code"]


def eventually(condition, what, patience=PATIENCE):
    """Waits until `condition()` is true and returns what it gave."""
    end = time.monotonic() + patience
    while time.monotonic() < end:
        if found := condition():
            return found
        time.sleep(0.01)
    raise AssertionError(f"never came: {what}")


def environment_for(changes):
    """This process's environment without settings of the services, and `changes`."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(SETTINGS)}
    return kept | changes


def free_port():
    """For what must be known before it is taken; what may pick its own port is given 0."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


class RunningService:
    subcommand = ()  # where the program can do other things, too

    def __init__(self, program, *flags, environment=None, port=0, may_log_errors=False, wait=True):
        self.lines = []
        self.may_log_errors = may_log_errors
        self.port = port
        self.process = subprocess.Popen(
            [program, *self.subcommand, "--port", str(port), *flags],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment_for(environment or {}))
        self.stderr = []
        self.readers = [threading.Thread(target=self._read_log, daemon=True),
                        threading.Thread(target=self._read_errors, daemon=True)]
        for reader in self.readers:
            reader.start()
        if wait:
            self.port = self.wait_for("serving")["port"]

    def _read_log(self):
        for line in self.process.stdout:
            self.lines.append(json.loads(line))

    def _read_errors(self):
        for line in self.process.stderr:
            self.stderr.append(line)

    def __enter__(self):
        return self

    def __exit__(self, kind, *_):
        if kind is None:
            self.stop()
        else:
            self.kill()

    def logged(self, message, **fields):
        """The log lines with this message and these fields."""
        return [line for line in list(self.lines)
                if line["message"] == message and all(line.get(name) == value for name, value in fields.items())]

    def wait_for(self, message, count=1, **fields):
        """The `count`th log line of this kind, once it is there."""
        def found():
            lines = self.logged(message, **fields)
            if len(lines) >= count:
                return lines[count - 1]
            assert self.process.poll() is None, f"ended while waiting for {message!r}: {self.output()}"
            return None
        return eventually(found, f"log line {message!r} {fields}: {self.output()}")

    def assert_log_is_whole(self, service, least):
        """At least so many lines, none worse than "info", and each says when and who."""
        assert len(self.lines) >= least
        for line in self.lines:
            assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", line["time"])
            assert (line["level"], line["service"]) == ("info", service)

    def output(self):
        return f"{self.lines[-5:]} {''.join(self.stderr)}"

    def connection(self):
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)

    def ask(self, method, path, body=None, headers=None):
        """One request; `body` is sent as it is where it is bytes, else as JSON."""
        headers = dict(headers or {})
        if body is not None and not isinstance(body, bytes):
            body = json.dumps(body, ensure_ascii=False).encode()
            headers.setdefault("Content-Type", "application/json")
        with contextlib.closing(self.connection()) as connection:
            connection.request(method, path, body, headers)
            response = connection.getresponse()
            return Answer(response.status, response.headers, response.read())

    def get(self, path, **headers):
        return self.ask("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})

    def post(self, path, body, **headers):
        return self.ask("POST", path, body, {name.replace("_", "-"): value for name, value in headers.items()})

    def reload(self):
        """SIGHUP, and waits until what is there now is served."""
        before = len(self.logged("serving"))
        self.process.send_signal(signal.SIGHUP)
        return self.wait_for("serving", before + 1)

    def stop(self):
        """SIGTERM; it must finish well."""
        self.process.send_signal(signal.SIGTERM)
        self.finish(0)

    def finish(self, code):
        """Waits for the end, which must have this exit code."""
        try:
            assert self.process.wait(PATIENCE) == code, self.output()
        finally:
            self.kill()
        for reader in self.readers:
            reader.join(PATIENCE)
        errors = [line for line in self.lines if line["level"] == "error"]
        assert self.may_log_errors or not errors, errors
        if code == 0:
            assert not self.stderr, self.stderr  # sanitizers would have written here

    def kill(self):
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()


def run(program, *arguments, environment=None):
    """Runs a program to its end."""
    return subprocess.run([program, *arguments], capture_output=True, text=True, timeout=PATIENCE, check=False,
                          env=environment_for(environment or {}))
