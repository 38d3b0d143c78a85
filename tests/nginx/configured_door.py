"""The door as nginx/configure writes it, run by a real nginx in front of fakes.

    with ConfiguredDoor(nginx, gateways=[gateway], bot=bot, NGINX_CLIENT_RATE="5") as door:
        assert door.get("/health").status == 200

It ends by SIGTERM; a line in its error log that nobody expected fails the test.
"""

import contextlib
import http.client
import json
import os
import pathlib
import shutil
import socket
import subprocess
import sys
import tempfile

from running_service import PATIENCE, Answer, environment_for, eventually, free_port

TEMPLATES = pathlib.Path(__file__).resolve().parents[2] / "nginx"


def environment_of(nginx, variables):
    """This process's environment without settings of the door, and these; `nginx` is the one that is found."""
    kept = {name: value for name, value in environment_for({}).items() if not name.startswith(("NGINX_", "TLS_"))}
    return kept | {"PATH": f"{pathlib.Path(nginx).parent}:{os.environ['PATH']}"} | variables


def configure(nginx, folder, **variables):
    """Runs nginx/configure to its end."""
    return subprocess.run([TEMPLATES / "configure", folder], capture_output=True, text=True, timeout=PATIENCE, check=False,
                          env=environment_of(nginx, variables))


def check(nginx, folder):
    """What `nginx -t` writes of the configuration in a folder, but for its two lines of praise."""
    done = subprocess.run([nginx, "-t", "-e", f"{folder}/errors", "-c", f"{folder}/nginx.conf"],
                          capture_output=True, text=True, timeout=PATIENCE, check=False)
    praise = ("syntax is ok", "test is successful")
    return done.returncode, [line for line in done.stderr.splitlines() if not line.endswith(praise)]


@contextlib.contextmanager
def open_folder():
    """A folder that nobody may enter, too: the workers are nobody where the tests are root."""
    with tempfile.TemporaryDirectory(prefix="kinosovet-door-") as name:
        os.chmod(name, 0o755)
        yield pathlib.Path(name)


class ConfiguredDoor:
    def __init__(self, nginx, gateways=(), bot=None, environment=None, may_log=None, **variables):
        self.nginx = nginx
        self.may_log = may_log
        self.port, self.tls_port = free_port(), free_port()
        self.environment = environment or {}
        self.closing = contextlib.ExitStack()
        self.folder = self.closing.enter_context(open_folder())
        self.access_log, self.error_log = self.folder / "access.log", self.folder / "error.log"
        self.variables = {
            "NGINX_ADDRESS": "127.0.0.1", "NGINX_HTTP_PORT": str(self.port), "NGINX_HTTPS_PORT": str(self.tls_port),
            "NGINX_GATEWAY": " ".join(f"127.0.0.1:{gateway.port}" for gateway in gateways) or f"127.0.0.1:{free_port()}",
            "NGINX_BOT": f"127.0.0.1:{bot.port if bot else free_port()}",
            "NGINX_ACCESS_LOG": str(self.access_log), "NGINX_ERROR_LOG": str(self.error_log), "NGINX_WORKERS": "2",
        } | variables

    def __enter__(self):
        done = configure(self.nginx, self.folder, **self.variables)
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
        assert check(self.nginx, self.folder) == (0, [])
        self.process = subprocess.Popen(
            [self.nginx, "-e", f"{self.folder}/errors", "-c", f"{self.folder}/nginx.conf", "-g", "daemon off;"],
            env=environment_of(self.nginx, self.environment))
        try:
            eventually(self.listens, "nginx")
        except BaseException:
            self.__exit__(True)
            raise
        return self

    def __exit__(self, kind, *_):
        with self.closing:
            self.process.terminate()
            code = self.process.wait(PATIENCE)
            if kind is None:
                unexpected = [line for line in self.errors().splitlines() if not self.may_log or self.may_log not in line]
                assert (code, unexpected) == (0, [])

    def listens(self):
        assert self.process.poll() is None, self.errors()
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.port)):
            return True
        return False

    def errors(self):
        """All that nginx wrote but its access log."""
        return "".join(file.read_text() for file in (self.error_log, self.folder / "errors") if file.exists())

    def lines(self):
        return [json.loads(line) for line in self.access_log.read_text().splitlines()]

    def wait_for_line(self, **fields):
        """The log line with these fields, once it is there."""
        return eventually(lambda: next((line for line in self.lines()
                                        if all(line[name] == value for name, value in fields.items())), None),
                          f"log line with {fields}")

    def ask(self, method, target, body=None, headers=None):
        with contextlib.closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)) as connection:
            connection.request(method, target, body, headers or {})
            response = connection.getresponse()
            return Answer(response.status, response.headers, response.read())

    def get(self, target, **headers):
        return self.ask("GET", target, headers={name.replace("_", "-"): value for name, value in headers.items()})

    def post(self, target, body=b"{}", **headers):
        return self.ask("POST", target, body, {name.replace("_", "-"): value for name, value in headers.items()})


def find_tool(name):
    """A program of the venv that runs these tests, else of the system."""
    return shutil.which(name, path=str(pathlib.Path(sys.executable).parent)) or shutil.which(name)
