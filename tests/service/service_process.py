"""Starts the real ml_service on a free port, over films made for the tests, and reads what it logs."""

import http.client
import json
import pathlib
import signal
import socket
import subprocess
import tempfile
import threading
import time


class Service:
    """A running ml_service. As a context it is stopped at the end and must have ended well."""

    def __init__(self, program, data, *flags):
        self.process = subprocess.Popen([program, "--data", str(data), "--port", "0", *flags],
                                        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self.lines = []
        self._port = None
        self._has_line = threading.Condition()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        self.port = self.wait_for("serving")["port"]

    def _read(self):
        for line in self.process.stdout:
            with self._has_line:
                self.lines.append(json.loads(line))
                self._has_line.notify_all()

    def wait_for(self, message, count=1, seconds=60):
        """The line number `count` that says `message`."""
        end = time.monotonic() + seconds
        with self._has_line:
            while True:
                found = [line for line in self.lines if line["message"] == message]
                if len(found) >= count:
                    return found[count - 1]
                if self.process.poll() is not None or time.monotonic() > end:
                    raise AssertionError(f"no line {message!r}: {self.lines[-3:]} {self.process.poll()}")
                self._has_line.wait(0.2)

    def ask(self, method, path, body=None, headers=None):
        """(status, headers, body) of one request on a connection of its own."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            return ask_on(connection, method, path, body, headers)
        finally:
            connection.close()

    def connect(self):
        return socket.create_connection(("127.0.0.1", self.port), timeout=20)

    def send(self, data):
        """All that comes back for these bytes until the other end closes."""
        with self.connect() as sender:
            sender.sendall(data)
            sender.shutdown(socket.SHUT_WR)
            return read_all(sender)

    def reload(self):
        self.process.send_signal(signal.SIGHUP)

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        code = self.process.wait(timeout=30)
        self._reader.join(timeout=10)
        self.process.stdout.close()
        return code

    def __enter__(self):
        return self

    def __exit__(self, kind, *_):
        code = self.stop() if self.process.poll() is None else self.process.returncode
        errors = self.process.stderr.read()
        self.process.stderr.close()
        if kind is None and (code != 0 or errors):
            raise AssertionError(f"ended with {code}: {errors}")


def ask_on(connection, method, path, body=None, headers=None):
    headers = dict(headers or {})
    if isinstance(body, (dict, list)):
        body = json.dumps(body).encode()
        headers.setdefault("Content-Type", "application/json")
    connection.request(method, path, body, headers)
    answer = connection.getresponse()
    return answer.status, dict(answer.getheaders()), answer.read()


def read_all(receiver):
    data = b""
    while True:
        try:
            piece = receiver.recv(65536)
        except ConnectionResetError:
            return data
        if not piece:
            return data
        data += piece


def film(number, **facts):
    return {"title": f"Story number {number}", "year": 1950 + number % 70, "genres": [["Comedy", "Drama"][number % 2]],
            "keywords": [f"theme {number % 7}"], "votes": 5000 - number, **facts}


def make_films(kinosovet, folder, films):
    """A catalogue of `films`, not indexed: what is tested here is not meaning."""
    source = pathlib.Path(folder) / "films.jsonl"
    source.write_text("".join(json.dumps(one) + "\n" for one in films), encoding="utf-8")
    subprocess.run([kinosovet, "import", str(source), "--data", str(folder)], check=True, capture_output=True)


def temporary_folder():
    return tempfile.TemporaryDirectory(prefix="kinosovet-service-")
