"""The stack's PostgreSQL: one cluster, one role with a password, one database; as nobody where root starts it."""

import contextlib
import os
import pathlib
import shutil
import subprocess
import urllib.parse

from .processes import stat_of, wait_until_nobody_is_in
from .settings import Fault

NAME = "kinosovet"  # of the role and of the database
# Details of errors would put into the log what people wrote.
FLAGS = {"listen_addresses": "127.0.0.1", "unix_socket_directories": "", "log_error_verbosity": "terse"}
PASSWORD = "POSTGRES_PASSWORD"


def find_binaries():
    """The folder of PostgreSQL's programs, of the newest version there is; None where there is none."""
    installed = sorted(pathlib.Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    path = installed[-1] if installed else shutil.which("initdb")
    return pathlib.Path(path).parent if path else None


class Postgres:
    def __init__(self, settings, port):
        self.settings, self.port = settings, port
        self.binaries = find_binaries()
        self.folder = settings.folder / "postgres"
        self.data = self.folder / "data"

    def url(self):
        password = urllib.parse.quote(self.settings.secret(PASSWORD), safe="")
        return f"postgresql://{NAME}:{password}@127.0.0.1:{self.port}/{NAME}"

    def as_nobody(self, *command):
        user = ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"] if os.geteuid() == 0 else []
        return [*user, *command]

    def command(self):
        flags = [word for name, value in FLAGS.items() for word in ("-c", f"{name}={value}")]
        return self.as_nobody(self.binaries / "postgres", "-D", self.data, "-p", str(self.port), *flags)

    def make_cluster(self):
        """Once. What was begun and not finished is made anew."""
        wait_until_nobody_is_in(self.data, 30)
        self.forget_the_dead()
        if (self.data / "PG_VERSION").exists() and not (self.folder / "password").exists():
            return
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(mode=0o700)
        password = self.folder / "password"
        with open(os.open(password, os.O_WRONLY | os.O_CREAT, 0o600), "w", encoding="utf-8") as file:
            file.write(self.settings.secret(PASSWORD))
        if os.geteuid() == 0:
            for path in (self.folder, password):
                shutil.chown(path, "nobody", "nogroup")
        done = subprocess.run(
            self.as_nobody(self.binaries / "initdb", "-D", self.data, "-U", NAME, "-A", "scram-sha-256", "--pwfile",
                           password, "-E", "UTF8", "--locale=C.UTF-8", "--data-checksums"),
            capture_output=True, text=True, cwd="/", check=False)
        if done.returncode:
            raise Fault(f"PostgreSQL could not make its folder {self.data}: {done.stderr.strip()}")
        self.settings.keep(PASSWORD, self.settings.secret(PASSWORD))
        password.unlink()

    def forget_the_dead(self):
        """A postmaster that was killed, and whose end its parent has not read yet, would keep the next one out."""
        lock = self.data / "postmaster.pid"
        with contextlib.suppress(FileNotFoundError):
            stat = stat_of(int(lock.read_text(encoding="utf-8").split("\n", 1)[0]))
            if stat and stat[0] in "ZX":
                lock.unlink()

    def check_place(self):
        may_enter = self.as_nobody("test", "-x", self.settings.folder)
        if subprocess.run(may_enter, check=False, cwd="/").returncode:
            raise Fault(f"PostgreSQL refuses to run as root, and nobody, as whom it runs then, may not enter "
                        f"{self.settings.folder}: set NATIVE_FOLDER to a folder such as /var/tmp/kinosovet.")

    def answers(self):
        question = [self.binaries / "pg_isready", "-q", "-h", "127.0.0.1", "-p", str(self.port)]
        return subprocess.run(question, check=False).returncode == 0

    def run_sql(self, sql, database=NAME, password=None):
        """Rows as lines. The statement goes by standard input, since others see command lines."""
        return subprocess.run(
            [self.binaries / "psql", "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-h", "127.0.0.1", "-p",
             str(self.port), "-U", NAME, "-d", database],
            input=sql, env={**os.environ, "PGPASSWORD": password or self.settings.secret(PASSWORD)},
            capture_output=True, text=True, check=False)

    def set_up(self):
        """The database, and the password that is wanted now, where the cluster has an earlier one."""
        wanted, kept = self.settings.secret(PASSWORD), self.settings.kept(PASSWORD)
        quoted = wanted.replace("'", "''")
        self.must(f"SET log_min_error_statement = panic; ALTER ROLE {NAME} PASSWORD '{quoted}';", kept)
        self.settings.keep(PASSWORD, wanted)
        if not self.must(f"SELECT 1 FROM pg_database WHERE datname = '{NAME}';", wanted):
            self.must(f"CREATE DATABASE {NAME};", wanted)

    def must(self, sql, password):
        done = self.run_sql(sql, "postgres", password)
        if done.returncode:
            raise Fault(f"PostgreSQL on port {self.port} refused what was asked of it: {done.stderr.strip()}")
        return done.stdout.strip()
