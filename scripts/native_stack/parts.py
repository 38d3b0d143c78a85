"""What the stack is made of: how each part is started, when it is ready, how it ends.

Each is told only what it needs to know, secrets by its environment, as with Compose.
"""

import hashlib
import http.client
import json
import os
import shutil
import signal
import subprocess
import urllib.parse

from .postgres import Postgres, find_binaries
from .processes import Process
from .settings import ROOT, Fault, port_variable

HOST = "127.0.0.1"
ABOUT_THE_MACHINE = ("PATH", "HOME", "LANG", "LC_ALL", "TZ", "TMPDIR", "ASAN_OPTIONS", "LSAN_OPTIONS", "TSAN_OPTIONS",
                     "UBSAN_OPTIONS", "TBB_ENABLE_SANITIZERS")
POSTERS = ("POSTERS_", "KINOPOISK_", "OMDB_", "TMDB_", "HTTPS_PROXY")
TELEGRAM = ("TELEGRAM_", "PUBLIC_URL", "HTTPS_PROXY")


def found(program, what):
    path = shutil.which(program) or shutil.which(program, path="/usr/sbin:/usr/local/sbin")
    if path is None:
        raise Fault(f"There is no {what} here: scripts/setup test installs it.")
    return path


def status_of(port, path):
    """The status of a GET; None where nobody answers."""
    connection = http.client.HTTPConnection(HOST, port, timeout=5)
    try:
        connection.request("GET", path)
        return connection.getresponse().status
    except (OSError, http.client.HTTPException):
        return None
    finally:
        connection.close()


def run_configure(part, environment, *arguments):
    """What it prints; its complaint, where it has one, is one sentence for whoever set the variables."""
    done = subprocess.run([ROOT / part / "configure", *arguments], capture_output=True, text=True, check=False,
                          env=environment)
    if done.returncode:
        raise Fault(done.stderr.strip())
    return done.stdout


def with_places(configuration, port, places):
    """krakend.json with the addresses of the services in place of their names, and with this port."""
    def placed(value):
        if isinstance(value, dict):
            return {name: [f"http://{at}" for host in each for at in places[urllib.parse.urlsplit(host).netloc]]
                    if name == "host" else placed(each) for name, each in value.items()}
        return [placed(each) for each in value] if isinstance(value, list) else value
    return json.dumps(placed(json.loads(configuration)) | {"listen_ip": HOST, "port": port}, indent=2)


class Part:
    """A part says what to run; `prepare` writes what that reads, `finish` is done once it is ready."""
    endings = ((signal.SIGTERM, 15),)
    health = "/health/ready"

    def __init__(self, stack, name, port):
        self.stack, self.settings, self.name, self.port = stack, stack.settings, name, port
        self.process = Process(name, stack.settings.folder)

    @property
    def port_variable(self):
        return port_variable(self.name)

    def variables(self):
        return {}

    def environment(self):
        return self.settings.some(*ABOUT_THE_MACHINE) | {name: str(value) for name, value in self.variables().items()}

    def prepare(self):
        pass

    def is_ready(self):
        return status_of(self.port, self.health) == 200

    def has_started(self):
        """What a start waits for."""
        return self.is_ready()

    def finish(self):
        pass

    def material(self):
        """What else it reads at its start, as bytes."""
        return b""

    def digest(self):
        """Another one when this part would be started otherwise, or from another program, than it was."""
        changed = os.stat(self.program()).st_mtime_ns
        told = sorted(f"{name}={value}" for name, value in self.variables().items())
        parts = [*map(str, self.command()), *told, str(changed)]
        return hashlib.sha256("\0".join(parts).encode() + self.material()).hexdigest()


class Service(Part):
    """One of our own programs."""
    own_variables = ()
    kind = property(lambda self: self.name)

    def program(self):
        path = self.settings.build / "bin" / self.kind
        if not path.exists():
            raise Fault(f"There is no {path}: `make build` makes it, or KINOSOVET_BUILD names another build.")
        return path

    def command(self):
        return [self.program(), "--address", HOST, "--port", str(self.port)]

    def variables(self):
        return self.settings.some(f"{self.kind.upper()}_", *self.own_variables)


class MlService(Service):
    own_variables = POSTERS
    kind = "ml_service"
    port_variable = port_variable("ml_service")

    def command(self):
        if not (self.settings.data / "catalogue.sqlite").exists():
            raise Fault(f"There is no catalogue in {self.settings.data}: `make index` makes it, or KINOSOVET_DATA "
                        "names another folder.")
        return [*super().command(), "--data", self.settings.data]

    def variables(self):
        return {"POSTERS_FOLDER": self.settings.folder / "posters", **super().variables()}


class DbService(Service):
    def variables(self):
        return {**super().variables(), "DATABASE_URL": self.stack.postgres.url(),
                "SERVICE_TOKEN": self.settings.secret("SERVICE_TOKEN"),
                "SESSION_KEY": self.settings.secret("SESSION_KEY")}


class TgClient(Service):
    own_variables = TELEGRAM

    def variables(self):
        return {**super().variables(), "TELEGRAM_BOT_TOKEN": self.settings.get("BOT_TOKEN"),
                "BACKEND_URL": f"http://{HOST}:{self.stack.nginx.port}/recommender/",
                "SERVICE_TOKEN": self.settings.secret("SERVICE_TOKEN"),
                "TG_CLIENT_STATE_FOLDER": self.settings.folder / "updates"}

    def prepare(self):
        (self.settings.folder / "updates").mkdir(exist_ok=True)

    def has_started(self):
        """It is ready once Telegram has answered, which may be out of reach for now."""
        return status_of(self.port, "/health/live") == 200


class Gateway(Part):
    """`krakend` where it is on the PATH, else the program that reads krakend.json as KrakenD does."""
    health = "/__health"
    settings_of_its_own = ("CORS_ORIGINS", "KRAKEND_")

    def __init__(self, stack, name, port):
        super().__init__(stack, name, port)
        self.krakend = shutil.which("krakend", path=self.settings.get("PATH"))
        self.names = self.settings.folder / "names"
        self.configuration = self.settings.folder / "krakend.json"

    def program(self):
        python = ROOT / ".deps/venv/bin/python"
        if not self.krakend and not python.exists():
            raise Fault("There is neither krakend on the PATH nor .deps/venv: scripts/setup test makes the latter.")
        return self.krakend or python

    def command(self):
        if self.krakend:
            return [self.krakend, "run", "-c", self.configuration]
        return [self.program(), "-B", ROOT / "tests/contract/gateway.py", "--config", self.configuration,
                "--address", HOST, "--port", str(self.port), "--names", self.names]

    def prepare(self, leave_out=None):
        """Tells where the services are. Our own gateway reads this anew when it changes, KrakenD only at its start.

        One that is about to start or to stop is left out for that time: it would answer that it is not ready."""
        listed = [part for part in self.stack.ml_services() if leave_out is None or part.name != leave_out.name]
        places = {"ml_service:8000": [f"{HOST}:{part.port}" for part in listed or [leave_out]],
                  "db_service:8001": [f"{HOST}:{self.stack.db_service.port}"]}
        printed = run_configure("krakend", self.environment() | self.settings.some(*self.settings_of_its_own))
        self.replace(self.configuration, with_places(printed, self.port, places) if self.krakend else printed)
        self.replace(self.names, "".join(f"{name} {' '.join(at)}\n" for name, at in places.items()))

    @staticmethod
    def replace(path, text):
        """It may be read at this very moment."""
        new = path.with_suffix(".new")
        new.write_text(text, encoding="utf-8")
        new.replace(path)

    def material(self):
        return self.configuration.read_bytes()

    def is_ready(self):
        return status_of(self.port, self.health) is not None


class Nginx(Part):
    settings_of_its_own = ("NGINX_TRUSTED", "NGINX_INTERNAL", "NGINX_INTERNAL_NAMES", "NGINX_CLIENT_", "NGINX_WORKERS")
    health = "/health"
    endings = ((signal.SIGQUIT, 10), (signal.SIGTERM, 5))

    def program(self):
        return found("nginx", "nginx")

    def place(self):
        return self.settings.folder / "nginx"

    def command(self):
        place = self.place()
        return [self.program(), "-e", place / "errors", "-c", place / "nginx.conf", "-g", "daemon off;"]

    def prepare(self):
        place = self.place()
        place.mkdir(exist_ok=True)
        told = {"NGINX_ADDRESS": self.settings.address, "NGINX_HTTP_PORT": self.port,
                "NGINX_HTTPS_PORT": self.settings.https_port,
                "NGINX_GATEWAY": f"{HOST}:{self.stack.gateway.port}", "NGINX_BOT": f"{HOST}:{self.stack.bot_port}",
                "NGINX_RESOLVER": "", "NGINX_PAGE": ROOT / "app/web",
                "TLS_CERTIFICATE": self.settings.get("NATIVE_TLS_CERTIFICATE", ""),
                "TLS_KEY": self.settings.get("NATIVE_TLS_KEY", ""),
                "NGINX_ACCESS_LOG": self.process.log, "NGINX_ERROR_LOG": self.process.log}
        run_configure("nginx", self.environment() | self.settings.some(*self.settings_of_its_own) |
                      {name: str(value) for name, value in told.items()}, place)

    def material(self):
        return b"".join(path.read_bytes() for path in sorted(self.place().glob("*.conf")))


class Database(Part):
    """A PostgreSQL of the stack's own."""
    endings = ((signal.SIGINT, 60), (signal.SIGQUIT, 10))

    def __init__(self, stack, name, port):
        super().__init__(stack, name, port)
        if find_binaries() is None:
            raise Fault("There is no PostgreSQL here: scripts/setup test installs it.")
        self.server = Postgres(self.settings, port)

    def url(self):
        return self.server.url()

    def program(self):
        return self.server.binaries / "postgres"

    def command(self):
        return self.server.command()

    def prepare(self):
        if not self.process.is_running():
            self.server.make_cluster()

    def is_ready(self):
        return self.server.answers()

    def finish(self):
        self.server.set_up()
