"""A client that sends any bytes, as slowly or as wrongly as a test wants, and reads answers off the socket."""

import socket

from running_service import PATIENCE, Answer


class RawClient:
    def __init__(self, port, timeout=PATIENCE):
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=timeout)
        self.file = self.socket.makefile("rb")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        self.file.close()
        self.socket.close()

    def send(self, *parts):
        for part in parts:
            self.socket.sendall(part if isinstance(part, bytes) else part.encode())

    def end_sending(self):
        self.socket.shutdown(socket.SHUT_WR)

    def read_head(self):
        """Status and headers of what comes next; None where the server has closed the connection."""
        line = self.file.readline()
        if not line:
            return None
        version, status, _ = line.split(b" ", 2)
        assert version == b"HTTP/1.1", line
        headers = Headers()
        while (line := self.file.readline()) not in (b"\r\n", b""):
            name, value = line.decode("ascii").rstrip("\r\n").split(": ", 1)
            headers[name] = value
        return int(status), headers

    def read(self, is_head=False):
        """The next whole answer; None where the server has closed the connection."""
        head = self.read_head()
        if head is None:
            return None
        status, headers = head
        length = 0 if is_head or status in (100, 204, 304) else int(headers["Content-Length"])
        body = self.file.read(length)
        assert len(body) == length, "the answer was cut"
        return Answer(status, headers, body)

    def is_closed(self):
        """Waits for the server to close; false where it sends something first."""
        try:
            return self.file.read(1) == b""
        except ConnectionResetError:
            return True


class Headers(dict):
    """Headers without regard to case; None for what is not there."""

    def __setitem__(self, name, value):
        super().__setitem__(name.lower(), value)

    def __getitem__(self, name):
        return super().get(name.lower())


def talk(port, *parts):
    """Sends `parts` and returns all answers until the server closes, which these parts must lead to."""
    with RawClient(port) as client:
        try:
            client.send(*parts)
            client.end_sending()
        except (BrokenPipeError, ConnectionResetError, OSError):
            pass  # refused before it was all sent: the answer tells
        answers = []
        while (answer := client.read()) is not None:
            answers.append(answer)
        return answers
