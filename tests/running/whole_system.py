"""The whole system as `scripts/native` starts it, in a folder and on ports of its own; only Telegram is a fake.

    with NativeStack(build, data, folder, telegram=fake) as stack:
        stack.post("/recommender/ml", {"film": "Один дома"})
        stack.kill("db_service")
        stack.start()

At its end everything must stop by the first signal, and no secret, and nothing that people wrote, may stand in any log.
"""

import contextlib
import http.client
import json
import os
import pathlib
import random
import re
import signal
import socket
import subprocess
import urllib.parse

from db_service import LEAST_SECRET, DbService, Secrets, texts_of
from postgres import children_of, find_binaries, is_running
from running_service import PATIENCE, Answer, environment_for, eventually

ROOT = pathlib.Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "scripts/native"
STARTING = 150  # seconds
PORTS = ("nginx", "gateway", "ml_service", "db_service", "tg_client", "postgres")


def free_ports():
    """Ports below those from which connections go out: one of these might take the place of a part that was killed."""
    ports = random.sample(range(10_000, 32_000), 1000)
    return filter(is_free, ports)


def is_free(port):
    try:
        socket.create_server(("127.0.0.1", port)).close()
        return True
    except OSError:
        return False


class Client:
    """Asks one port."""

    def __init__(self, port):
        self.port = port

    def ask(self, method, path, body=None, headers=None):
        """One request; `body` is sent as it is where it is bytes, else as JSON."""
        headers = dict(headers or {})
        if body is not None and not isinstance(body, bytes):
            body = json.dumps(body, ensure_ascii=False).encode()
            headers.setdefault("Content-Type", "application/json")
        with contextlib.closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)) as connection:
            connection.request(method, path, body, headers)
            response = connection.getresponse()
            return Answer(response.status, response.headers, response.read())


class DbBehindDoor(DbService):
    """The calls of db_service's clients, through nginx and the gateway."""

    def __init__(self, port, secret):
        self.port, self.secrets, self.watched = port, secret, set()

    def ask(self, method, path, body=None, headers=None, token=...):
        return super().ask(method, f"/recommender/db{path}", body, headers, token)


class NativeStack:
    def __init__(self, build, data, folder, telegram=None, secret=None, **variables):
        self.folder = pathlib.Path(folder)
        self.secrets = secret or Secrets()
        self.password = Secrets().service_token
        self.telegram = telegram
        self.ports = dict(zip(PORTS, free_ports()))
        self.watched = set()
        self.variables = {
            "KINOSOVET_ENV_FILE": "/dev/null", "BOT_TOKEN": "", "NATIVE_FOLDER": str(folder),
            "NATIVE_PATIENCE": str(STARTING), "KINOSOVET_BUILD": str(build), "KINOSOVET_DATA": str(data),
            "POSTGRES_PASSWORD": self.password,
            **{f"NATIVE_{name.upper()}_PORT": str(port) for name, port in self.ports.items()},
            **self.secrets.environment(), **variables}
        if telegram:
            self.variables |= {"BOT_TOKEN": telegram.token, "TELEGRAM_API_URL": telegram.url}
        self.door = Client(self.ports["nginx"])
        self.db = DbBehindDoor(self.ports["nginx"], self.secrets)

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, kind, *_):
        done = self.run("stop")
        if kind is None:
            assert done.returncode == 0, done.stderr
            assert "SIGKILL" not in done.stdout, done.stdout
            self.assert_logs_are_discreet()

    def run(self, *arguments, **variables):
        return subprocess.run([SCRIPT, *arguments], env=environment_for({**self.variables, **variables}),
                              capture_output=True, text=True, timeout=STARTING, check=False)

    def must(self, *arguments):
        done = self.run(*arguments)
        assert done.returncode == 0, f"{done.stdout} {done.stderr} {self.last_words()}"
        return done.stdout

    def start(self):
        told = self.must("start")
        if self.telegram:
            eventually(lambda: self.service("tg_client").ask("GET", "/health/ready").status == 200, "a bot at work")
        return told

    def status(self):
        """The state of each part that is there."""
        told = self.run("status").stdout
        return dict(re.findall(r"^  (\S+) +(ready|not ready|died|not started) ", told, re.M))

    def last_words(self):
        return {path.name: path.read_text(errors="replace")[-600:] for path in (self.folder / "logs").iterdir()}

    # What runs

    def record(self, part):
        return json.loads((self.folder / "run" / f"{part}.json").read_text())

    def pid(self, part):
        return self.record(part)["pid"]

    def kill(self, part):
        """SIGKILL; PostgreSQL and all its children at once, as a failing power supply does it."""
        pid = self.pid(part)
        os.kill(pid, signal.SIGSTOP)  # so that it starts no more children meanwhile
        killed = [pid, *(children_of(pid) if part == "postgres" else [])]
        for each in killed:
            with contextlib.suppress(ProcessLookupError):
                os.kill(each, signal.SIGKILL)
        eventually(lambda: not any(map(is_running, killed)), f"the end of {part}")

    # What it is asked

    def ask(self, method, path, body=None, headers=None):
        self.watch(*texts_of(body), *(headers or {}).get("Authorization", "").split())
        self.watch(*(text for _, text in urllib.parse.parse_qsl(urllib.parse.urlsplit(path).query)))
        answer = self.door.ask(method, path, body, headers)
        self.assert_answer_is_discreet(answer)
        return answer

    def assert_answer_is_discreet(self, answer):
        """Neither our secrets, nor where things are behind the door."""
        told = answer.headers.as_bytes() + answer.body
        places = {f":{port}" for name, port in self.ports.items() if name != "nginx"}
        assert [text for text in self.own_secrets() | places if text.encode() in told] == []

    def own_secrets(self):
        token = {self.telegram.token} if self.telegram else set()
        return {self.password, self.secrets.service_token, self.secrets.session_key} | token

    def get(self, path, **headers):
        return self.ask("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})

    def post(self, path, body, **headers):
        return self.ask("POST", path, body, {name.replace("_", "-"): value for name, value in headers.items()})

    def service(self, part):
        """Asked directly, past both doors."""
        return Client(self.record(part)["port"])

    def rows(self, sql):
        """Of a statement, as PostgreSQL itself has them."""
        done = subprocess.run(
            [find_binaries() / "psql", "-X", "-q", "-A", "-t", "-F", "\t", "-v", "ON_ERROR_STOP=1", "-h", "127.0.0.1",
             "-p", str(self.ports["postgres"]), "-U", "kinosovet", "-d", "kinosovet", "-c", sql],
            env={**os.environ, "PGPASSWORD": self.password}, capture_output=True, text=True, check=True)
        return [line.split("\t") for line in done.stdout.splitlines()]

    # What it writes

    def logs(self):
        """Every file in which any part has written, and what nginx and PostgreSQL keep for themselves."""
        own = [path for path in (self.folder / "nginx").rglob("*") if path.is_file()]
        return [*sorted((self.folder / "logs").iterdir()), *own, *(self.folder / "postgres/data").glob("log/*")]

    def lines(self, part):
        """The log lines that are JSON."""
        texts = (self.folder / "logs" / f"{part}.log").read_text(errors="replace").splitlines()
        return [json.loads(text) for text in texts if text.startswith("{")]

    def watch(self, *texts):
        """These must stand in no log; what is short may stand there by chance."""
        self.watched.update(text for text in texts if len(text) >= LEAST_SECRET)

    def found_in_logs(self, texts):
        """(file, text) of each of these that stands in a log, as it is or as JSON or an address has it."""
        return [(path.name, text) for path in self.logs() for log in [path.read_bytes()]
                for text in texts for form in forms_of(text) if form in log]

    def assert_logs_are_discreet(self):
        assert self.found_in_logs(self.own_secrets() | self.watched | self.db.watched | self.written_by_people()) == []

    def written_by_people(self):
        chats = self.telegram.world.chats.values() if self.telegram else []
        texts = {message.text for chat in chats for message in chat.messages if message.text and not message.is_bots}
        return {text for text in texts if len(text) >= LEAST_SECRET}


def forms_of(text):
    return {text.encode(), json.dumps(text)[1:-1].encode(), urllib.parse.quote(text, safe="").encode()}
