"""A real PostgreSQL of its own, in a folder of its own, with a password, with fsync: to be stopped, killed and started.

    with Postgres(folder) as postgres:
        url = postgres.new_database()
        postgres.kill()
        postgres.start()

It refuses to run as root, so where the test does, it runs as nobody.
"""

import itertools
import os
import pathlib
import secrets
import shutil
import signal
import subprocess
import urllib.parse

from running_service import PATIENCE, eventually, free_port

USER = "kinosovet"
CONNECTIONS = 60


def find_binaries():
    """The folder of PostgreSQL's programs, of the newest version there is; None where there is none."""
    installed = sorted(pathlib.Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    found = installed[-1] if installed else shutil.which("initdb")
    return pathlib.Path(found).parent if found else None


def children_of(pid):
    try:
        return [int(child) for children in pathlib.Path(f"/proc/{pid}/task").glob("*/children")
                for child in children.read_text().split()]
    except (FileNotFoundError, ProcessLookupError):
        return []


def is_running(pid):
    try:
        return pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


class Postgres:
    def __init__(self, folder, **settings):
        self.folder = pathlib.Path(folder)
        self.settings = {"max_connections": CONNECTIONS, "log_min_messages": "warning", **settings}
        self.binaries = find_binaries()
        self.password = secrets.token_urlsafe(24) + " # it's 100% odd"
        self.port = free_port()
        self.numbers = itertools.count(1)
        self.process = None
        self.make_cluster()

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        if self.process is not None:
            self.kill()

    def command(self, program, *arguments):
        as_nobody = ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"] if os.geteuid() == 0 else []
        return [*as_nobody, self.binaries / program, *arguments]

    def make_cluster(self):
        self.folder.mkdir(parents=True, exist_ok=True)
        password_file = self.folder / "password"
        password_file.write_text(self.password)
        if os.geteuid() == 0:
            for path in (self.folder, password_file):
                shutil.chown(path, "nobody", "nogroup")
        subprocess.run(self.command("initdb", "-D", self.folder / "data", "-U", USER, "-A", "scram-sha-256",
                                    "--pwfile", password_file, "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"),
                       check=True, capture_output=True, cwd="/")

    def start(self):
        settings = {"port": self.port, "listen_addresses": "127.0.0.1", "unix_socket_directories": self.folder,
                    "fsync": "on", **self.settings}
        flags = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        with (self.folder / "log").open("a") as log:
            self.process = subprocess.Popen(self.command("postgres", "-D", self.folder / "data", *flags),
                                            stdout=log, stderr=log, cwd="/")
        eventually(self.answers, f"PostgreSQL: {(self.folder / 'log').read_text()[-500:]}")

    def answers(self):
        assert self.process.poll() is None, (self.folder / "log").read_text()[-2000:]
        asked = subprocess.run([self.binaries / "pg_isready", "-q", "-h", "127.0.0.1", "-p", str(self.port)], check=False)
        return asked.returncode == 0

    def stop(self):
        """As an administrator does it: sessions are ended, all is written."""
        self.process.send_signal(signal.SIGINT)
        self.process.wait(PATIENCE)
        self.process = None

    def kill(self):
        """As a failing power supply does it: the postmaster and all its children at once, wherever they were."""
        self.process.send_signal(signal.SIGSTOP)  # so that it starts no more children meanwhile
        children = children_of(self.process.pid)
        for pid in [self.process.pid, *children]:
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
        self.process.wait(PATIENCE)
        eventually(lambda: not any(map(is_running, children)), "the end of PostgreSQL's processes")
        self.process = None

    def run_sql(self, sql, database="postgres"):
        """The rows of a statement, as texts."""
        done = subprocess.run(
            [self.binaries / "psql", "-X", "-q", "-A", "-t", "-F", "\t", "-v", "ON_ERROR_STOP=1", "-h", "127.0.0.1",
             "-p", str(self.port), "-U", USER, "-d", database, "-c", sql],
            env={**os.environ, "PGPASSWORD": self.password}, capture_output=True, text=True, check=True)
        return [line.split("\t") for line in done.stdout.splitlines()]

    def url_of(self, database):
        return f"postgresql://{USER}:{urllib.parse.quote(self.password, safe='')}@127.0.0.1:{self.port}/{database}"

    def new_database(self):
        """The address of a new, empty database."""
        name = f"test_{next(self.numbers)}"
        self.run_sql(f"CREATE DATABASE {name}")
        return self.url_of(name)
