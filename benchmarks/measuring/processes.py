"""What benchmarks of servers have in common: what a process used, what others used meanwhile, and a quiet machine."""

import dataclasses
import os
import pathlib
import resource
import socket
import subprocess
import time

TICKS = os.sysconf("SC_CLK_TCK")


@dataclasses.dataclass
class MeasuredProcess:
    name: str
    process: subprocess.Popen

    def processes(self) -> list[int]:
        """The process and all that came of it."""
        found = [self.process.pid]
        for pid in found:
            for children in pathlib.Path(f"/proc/{pid}/task").glob("*/children"):
                found += map(int, children.read_text().split())
        return found

    def cpu_seconds(self) -> float:
        fields = [pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split() for pid in self.processes()]
        return sum(int(one[11]) + int(one[12]) for one in fields) / TICKS

    def resident_mb(self) -> float:
        statuses = [pathlib.Path(f"/proc/{pid}/status").read_text() for pid in self.processes()]
        return sum(int(text.split("VmRSS:")[1].split()[0]) for text in statuses) * 1024 / 1e6

    def stop(self):
        self.process.terminate()
        self.process.wait(20)


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def busy_seconds() -> float:
    user, nice, system, _, _, irq, softirq = map(int, pathlib.Path("/proc/stat").read_text().split()[1:8])
    return (user + nice + system + irq + softirq) / TICKS


def own_seconds() -> float:
    """Of the programs that this one has run to their end."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return children.ru_utime + children.ru_stime


def wait_for_quiet(patience: float):
    end = time.monotonic() + patience
    while time.monotonic() < end:
        start, busy = time.monotonic(), busy_seconds()
        time.sleep(0.7)
        if busy_seconds() - busy < 0.08 * (time.monotonic() - start):
            return
