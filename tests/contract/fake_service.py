"""A service that answers as it is told and keeps what came in, byte by byte.

    with FakeService() as service:
        service.answer = lambda request: b"HTTP/1.1 200 OK\\r\\nContent-Length: 2\\r\\n\\r\\nok"
        service.requests[0].headers["X-Request-ID"]

An answer of None closes the connection without a word.
"""

import dataclasses
import socket
import threading

from raw_client import Headers

FINE = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}"


@dataclasses.dataclass
class Request:
    connection: int  # which one it came on, counted from 1
    method: str
    target: str
    headers: Headers
    body: bytes


class FakeService:
    def __init__(self):
        self.begin_anew()
        self.connections = 0
        self.open = []
        self.server = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.port = self.server.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()

    def begin_anew(self):
        self.answer = lambda request: FINE
        self.requests = []

    def stop(self):
        """Nobody listens any more, and what was open is cut."""
        # Without this accept() would go on holding the port.
        self.server.shutdown(socket.SHUT_RDWR)
        self.server.close()
        for connection in self.open:
            connection.close()

    def _accept(self):
        while True:
            try:
                connection, _ = self.server.accept()
            except OSError:
                return
            self.connections += 1
            self.open.append(connection)
            threading.Thread(target=self._serve, args=(connection, self.connections), daemon=True).start()

    def _serve(self, connection, number):
        try:
            with connection, connection.makefile("rb") as file:
                while (request := self._read(file, number)) is not None:
                    self.requests.append(request)
                    answer = self.answer(request)
                    if answer is None:
                        connection.shutdown(socket.SHUT_RDWR)
                        return
                    connection.sendall(answer)
        except OSError:
            pass  # the gateway has gone away, as some tests want it to

    def _read(self, file, number):
        line = file.readline().decode("ascii").split()
        if not line:
            return None
        headers = Headers()
        while (header := file.readline()) not in (b"\r\n", b""):
            name, value = header.decode("ascii").rstrip("\r\n").split(": ", 1)
            assert headers[name] is None, f"{name} came twice"
            headers[name] = value
        if headers["Transfer-Encoding"] == "chunked":
            body = b"".join(iter(lambda: self._chunk(file), b""))
        else:
            body = file.read(int(headers["Content-Length"] or 0))
        return Request(number, line[0], line[1], headers, body)

    def _chunk(self, file):
        part = file.read(int(file.readline(), 16))
        file.readline()
        return part
