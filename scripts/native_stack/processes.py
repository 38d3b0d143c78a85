"""Processes that outlive the command which started them, and are found again by what the kernel says of them.

A pid alone may be anybody's by now, so a record holds when its process began, too; signals go through a descriptor of
the process (pidfd) that was compared with the record.
"""

import contextlib
import dataclasses
import json
import os
import pathlib
import select
import signal
import subprocess
import time


@dataclasses.dataclass
class Record:
    pid: int
    began: int   # in ticks of the kernel since boot
    boot: str
    program: str
    port: int
    digest: str  # of all that it was started with


def this_boot():
    return pathlib.Path("/proc/sys/kernel/random/boot_id").read_text(encoding="utf-8").strip()


def stat_of(pid):
    """(state, session, beginning) of a process; None where there is none."""
    try:
        fields = pathlib.Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()
    except (FileNotFoundError, ProcessLookupError):
        return None
    return fields[0], int(fields[3]), int(fields[19])


def all_pids():
    return [int(path.name) for path in pathlib.Path("/proc").glob("[0-9]*")]


def link_of(pid, name):
    """Where /proc/PID/NAME leads to; nothing where that is not ours to know."""
    try:
        return os.readlink(f"/proc/{pid}/{name}").removesuffix(" (deleted)")
    except OSError:
        return ""


class Process:
    """What one record stands for. It runs, or it died, or it was never started since the last stop."""

    def __init__(self, name, folder):
        self.name = name
        self.path = folder / "run" / f"{name}.json"
        self.log = folder / "logs" / f"{name}.log"

    @property
    def record(self):
        try:
            return Record(**json.loads(self.path.read_text(encoding="utf-8")))
        except FileNotFoundError:
            return None

    def is_recorded(self):
        return self.path.exists()

    def is_running(self):
        record = self.record
        if record is None or record.boot != this_boot():
            return False
        stat = stat_of(record.pid)
        return stat is not None and stat[0] not in "ZX" and stat[2] == record.began

    def start(self, command, environment, program, port, digest):
        """`program` is what runs in the end, where `command` hands on to it."""
        with self.log.open("ab") as log:
            process = subprocess.Popen(command, env=environment, cwd="/", stdin=subprocess.DEVNULL, stdout=log,
                                       stderr=log, start_new_session=True)
        record = Record(process.pid, stat_of(process.pid)[2], this_boot(), os.path.realpath(program), port, digest)
        new = self.path.with_suffix(".new")
        new.write_text(json.dumps(dataclasses.asdict(record)) + "\n", encoding="utf-8")
        new.replace(self.path)

    def stop(self, endings):
        """Sends each signal in turn until one has worked, at last SIGKILL; the signal that it took, or None."""
        took = None
        for number, seconds in (*endings, (signal.SIGKILL, 10)):
            if not self.is_running():
                break
            took = number
            self.end_by(number, seconds)
        self.end_orphans()
        self.path.unlink(missing_ok=True)
        return took

    def end_by(self, number, seconds):
        try:
            descriptor = os.pidfd_open(self.record.pid)
        except ProcessLookupError:
            return
        try:
            if self.is_running():  # so the descriptor is this process's, whatever comes of its number
                signal.pidfd_send_signal(descriptor, number)
                poll = select.poll()
                poll.register(descriptor, select.POLLIN)
                poll.poll(seconds * 1000)
        finally:
            os.close(descriptor)

    def end_orphans(self):
        end = time.monotonic() + 10
        while (orphans := self.orphans()) and time.monotonic() < end:
            for pid in orphans:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
            time.sleep(0.02)

    def orphans(self):
        """Children that outlived it, such as nginx's workers whose master was killed."""
        record = self.record
        if record is None or record.boot != this_boot():
            return []
        leader = stat_of(record.pid)
        if leader and leader[2] != record.began:
            return []
        return [pid for pid in all_pids()
                if (stat := stat_of(pid)) and stat[1] == record.pid and stat[0] not in "ZX"
                and link_of(pid, "exe") == record.program]

    def last_words(self, size=1500):
        if not self.log.exists():
            return ""
        with self.log.open("rb") as log:
            log.seek(max(0, self.log.stat().st_size - size))
            return log.read().decode(errors="replace")


def wait_until_nobody_is_in(folder, seconds):
    """PostgreSQL's backends work in its data folder and end a moment after a postmaster that was killed."""
    end = time.monotonic() + seconds
    while any(link_of(pid, "cwd") == str(folder) for pid in all_pids()) and time.monotonic() < end:
        time.sleep(0.05)
