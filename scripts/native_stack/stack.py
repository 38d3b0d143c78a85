"""All parts together: which there are, in which order they start and stop, and whether that can be."""

import fcntl
import socket
import time

from .parts import HOST, Database, DbService, Gateway, MlService, Nginx, TgClient, status_of
from .processes import Process
from .settings import Fault


class Stack:
    """One person's or one test's; a lock in its folder keeps two commands from changing it at once."""

    def __init__(self, settings):
        self.settings = settings
        self.folder = settings.folder
        for folder in (self.folder, self.folder / "run", self.folder / "logs"):
            folder.mkdir(parents=True, exist_ok=True)
        (self.folder / "run").chmod(0o700)
        self.lock = (self.folder / "lock").open("w")
        ports = settings.ports
        self.bot_port = ports["tg_client"]
        self.postgres = Database(self, "postgres", ports["postgres"])
        self.first_ml_service = MlService(self, "ml_service", ports["ml_service"])
        self.db_service = DbService(self, "db_service", ports["db_service"])
        self.gateway = Gateway(self, "krakend", ports["krakend"])
        self.nginx = Nginx(self, "nginx", ports["nginx"])
        self.bot = TgClient(self, "tg_client", self.bot_port)

    def hold(self):
        fcntl.flock(self.lock, fcntl.LOCK_EX)

    def has_bot(self):
        return self.settings.get("BOT_TOKEN") is not None

    def ml_services(self):
        """The first, and what was added; these are known by their records."""
        added = (Process(path.stem, self.folder) for path in (self.folder / "run").glob("ml_service-*.json"))
        return [self.first_ml_service, *(MlService(self, process.name, process.record.port)
                                         for process in sorted(added, key=lambda process: process.record.port))]

    def parts(self):
        """In the order in which they start. The bot stands in the list while it runs, too."""
        bot = [self.bot] if self.has_bot() or self.bot.process.is_recorded() else []
        return [self.postgres, *self.ml_services(), self.db_service, self.gateway, self.nginx, *bot]

    # What a command does

    def check(self):
        """Whether this could start here; what is to be built is left out."""
        self.gateway.program()
        self.nginx.program()
        self.postgres.server.check_place()
        for part in self.wanted():
            self.check_port(part)

    def start(self, tell):
        self.check()
        for part in self.wanted():
            part.command()  # which tells what is missing, before anything is started
        for part in self.wanted():
            self.bring_up(part, tell)

    def wanted(self):
        return [part for part in self.parts() if part is not self.bot or self.has_bot()]

    def add_ml_service(self, tell):
        if not self.gateway.process.is_running():
            raise Fault("There is nothing to add to: `scripts/native start` comes first.")
        part = MlService(self, *self.next_ml_service())
        self.bring_up(part, tell)
        self.bring_up(self.gateway, tell)
        return part

    def next_ml_service(self):
        """Name and port: the next port after the first one's that is neither a part's nor taken."""
        taken = {part.port for part in self.parts()} | set(self.settings.ports.values())
        numbers = [int(part.name.partition("-")[2] or 1) for part in self.ml_services()]
        port = next(port for port in range(self.first_ml_service.port + 1, 65536)
                    if port not in taken and is_free(HOST, port))
        return f"ml_service-{max(numbers) + 1}", port

    def bring_up(self, part, tell):
        """Starts what does not run, and what runs otherwise than it now would; waits until it is ready."""
        process = part.process
        part.prepare()
        digest = part.digest()
        is_running = process.is_running()
        starts = not is_running or process.record.digest != digest
        if starts:
            self.hide(part)
            if process.is_recorded():
                tell(f"{part.name}: {'its settings or its program changed' if is_running else 'it had died'}")
                process.stop(part.endings)
            process.start(part.command(), part.environment(), part.program(), part.port, digest)
        self.wait_for(part)
        part.finish()
        if starts:
            tell(f"{part.name}: {'ready' if part.is_ready() else 'started'} on port {part.port}")

    def hide(self, part):
        """Lets the gateway ask the others meanwhile; it learns of all that there are when its own turn comes."""
        if isinstance(part, MlService) and self.gateway.process.is_running():
            self.gateway.prepare(leave_out=part)

    def wait_for(self, part):
        end = time.monotonic() + self.settings.patience
        while not part.has_started():
            if not part.process.is_running():
                raise Fault(f"{part.name} ended while it started; {part.process.log} ends with:\n"
                            f"{part.process.last_words()}")
            if time.monotonic() > end:
                raise Fault(f"{part.name} was not ready within {self.settings.patience} s (NATIVE_PATIENCE); "
                            f"{part.process.log} may say why.")
            time.sleep(0.1)

    def check_port(self, part):
        process = part.process
        if process.is_recorded() and process.record.port == part.port and (process.is_running() or process.orphans()):
            return
        if not is_free(self.settings.address if part is self.nginx else HOST, part.port):
            another = part.port + (1000 if part.port < 64000 else -1000)
            raise Fault(f"Port {part.port}, which {part.name} is to have, is taken by another program: choose another "
                        f"one by {part.port_variable}, such as {part.port_variable}={another}.")

    def stop(self, names, tell):
        """The other way round than they start: the bot needs all others to finish its answers."""
        for part in reversed(self.parts()):
            if part.process.is_recorded() and (not names or part.name in names):
                self.hide(part)
                was_running = part.process.is_running()
                took = part.process.stop(part.endings)
                tell(f"{part.name}: {'had died' if not was_running else f'ended by {took.name}'}")

    def states(self):
        """(part, state) of each: "ready", "not ready", "died", "not started"."""
        for part in self.parts():
            process = part.process
            if process.is_running():
                yield part, "ready" if part.is_ready() else "not ready"
            else:
                yield part, "died" if process.is_recorded() else "not started"


def is_free(address, port):
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address, port))
        except OSError:
            return False
    return True
