"""Fakes of what is behind the door: they keep what they are asked, answer as they are told, and may go and come back.

A fake is strict: what no gateway should get from the door stands in `faults`, which a test's end checks.
"""

import http.server
import json
import re
import socket
import threading
import typing

from running_service import free_port


class Asked(typing.NamedTuple):
    method: str
    target: str
    headers: dict
    body: bytes


class Said(typing.NamedTuple):
    status: int = 200
    body: bytes = b'{"fine":true}'
    headers: typing.Mapping = {"Content-Type": "application/json"}


HANG_UP = object()  # takes the request and closes the connection without a word

# What KrakenD says where a service is gone.
EMPTY_500 = Said(500, b"", {"X-Krakend": "Version 2.13", "X-Krakend-Completed": "false"})


class Fake:
    def __init__(self, paths, address="127.0.0.1", port=0):
        self.paths = paths
        self.address = address
        self.port = port or free_port()
        self.server = None
        self.reset()

    def reset(self):
        self.asked = []
        self.faults = []
        self.connections = 0
        self.answers = []  # what is said next, one after the other; then `otherwise`
        self.otherwise = Said()

    def start(self):
        fake = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True

            def setup(self):
                super().setup()
                fake.connections += 1
                fake.open.append(self.connection)

            def handle_one_request(self):
                try:
                    super().handle_one_request()
                except ConnectionError:
                    self.close_connection = True

            def answer(self):
                fake.answer(self)

            do_GET = do_HEAD = do_POST = do_PUT = do_DELETE = do_OPTIONS = answer

            def log_message(self, *_):
                pass

        class Server(http.server.ThreadingHTTPServer):
            request_queue_size = 128

        self.open = []
        self.server = Server((self.address, self.port), Handler)
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()

    def stop(self):
        """Ends as a killed one does: its connections with it."""
        if self.server is None:
            return
        self.server.shutdown()
        self.server.server_close()
        self.server = None
        for connection in self.open:
            try:
                connection.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass  # gone before

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        self.stop()

    def answer(self, handler):
        body = handler.rfile.read(int(handler.headers.get("Content-Length", 0)))
        asked = Asked(handler.command, handler.path, handler.headers, body)
        self.asked.append(asked)
        self.look_at(asked)
        said = self.answers.pop(0) if self.answers else self.otherwise
        if callable(said):
            said = said(asked)
        if said is HANG_UP:
            handler.close_connection = True
            handler.connection.shutdown(socket.SHUT_RDWR)
            return
        handler.send_response(said.status)
        for name, value in said.headers.items():
            handler.send_header(name, value)
        handler.send_header("Content-Length", str(len(said.body)))
        handler.end_headers()
        if asked.method != "HEAD":
            handler.wfile.write(said.body)

    def look_at(self, asked):
        """Nothing comes here but what this fake is for, and each request says whose it is, once."""
        if not re.match(self.paths, asked.target):
            self.faults.append(f"{asked.target} is not for here")
        for name, form in {"X-Request-ID": r"[0-9A-Za-z._-]{1,128}", "X-Real-IP": r"[0-9a-f.:]+",
                           "X-Forwarded-For": r"[0-9a-f.:]+"}.items():
            values = asked.headers.get_all(name, [])
            if len(values) != 1 or not re.fullmatch(form, values[0]):
                self.faults.append(f"{name} is {values}")
        for name in ("Connection", "Forwarded", "X-Forwarded-Host", "X-Forwarded-Prefix"):
            if name in asked.headers:
                self.faults.append(f"{name} came through")


class FakeGateway(Fake):
    def __init__(self, *place):
        super().__init__(r"/(ml|db)(/|\?|$)", *place)


class FakeBot(Fake):
    def __init__(self, *place):
        super().__init__(r"/telegram/(session)?$", *place)


def problem(status, code, request_id="abc", title="Of a service"):
    """As a service has it."""
    body = {"status": status, "code": code, "title": title, "request_id": request_id}
    return Said(status, json.dumps(body, separators=(",", ":")).encode(),
                {"Content-Type": "application/problem+json", "X-Request-ID": request_id})
