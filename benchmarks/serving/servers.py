"""The servers that are measured: how each is started on a free port of loopback, and what it used."""

import dataclasses
import json
import os
import pathlib
import subprocess
import sys
import time
import urllib.error
import urllib.request

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "measuring"))
from processes import MeasuredProcess, free_port  # noqa: E402

NGINX = """
daemon off; worker_processes 2; pid {folder}/nginx.pid; error_log {folder}/nginx.log;
events {{ worker_connections 512; }}
http {{
    access_log off; keepalive_requests 1000000000; default_type application/json; {temporary}
    server {{ listen 127.0.0.1:{port}; {texts} location / {{ return 200 "{answer}"; }} }}
}}
"""


@dataclasses.dataclass
class Server(MeasuredProcess):
    url: str

    def ask(self, body: bytes) -> bytes | None:
        """The answer; none where it was refused."""
        request = urllib.request.Request(self.url, body, {"Content-Type": "application/json"})
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return answer.read()
        except urllib.error.HTTPError:
            return None

    def kept_answers_used(self) -> float:
        """How often an answer was sent again; 0 for servers that do not tell."""
        try:
            with urllib.request.urlopen(self.url.replace("/recommend/", "/metrics"), timeout=60) as answer:
                lines = answer.read().decode().splitlines()
        except urllib.error.HTTPError:
            return 0
        return sum(float(line.split()[-1]) for line in lines if line.startswith("http_kept_answers_used_total"))


def start(name: str, command: list, port: int, **options) -> Server:
    """The server once it answers."""
    process = subprocess.Popen([str(part) for part in command], **options)
    server = Server(name, process, f"http://127.0.0.1:{port}/recommend/")
    for _ in range(300):
        if process.poll() is not None:
            break
        try:
            if server.ask(b'{"film": "Home Alone"}') is not None:
                return server
        except (urllib.error.URLError, ConnectionError):
            pass
        time.sleep(0.1)
    process.kill()
    sys.exit(f"{name} did not start")


def start_ours(name: str, program: pathlib.Path, data: pathlib.Path, log: pathlib.Path, **settings) -> Server:
    port = free_port()
    flags = [part for flag, value in settings.items() for part in (f"--{flag.replace('_', '-')}", value)]
    with log.open("w") as output:
        return start(name, [program, "--port", port, "--data", data, *flags], port, stdout=output)


def start_peer(matcher: str, catalogue: pathlib.Path, workers: int) -> Server:
    port = free_port()
    command = [sys.executable, "-m", "uvicorn", "peer:app", "--port", port, "--workers", workers,
               "--no-access-log", "--log-level", "warning"]
    # A core for each worker: with threads of its own in each, numpy answers many at once far slower.
    settings = {**os.environ, "PEER_CATALOGUE": str(catalogue.resolve()), "PEER_MATCHER": matcher,
                "OPENBLAS_NUM_THREADS": "1"}
    return start(matcher, command, port, cwd=HERE, env=settings)


def start_nginx(answer_bytes: int, folder: pathlib.Path) -> Server:
    port = free_port()
    filler = json.dumps({"filler": "x" * (answer_bytes - len('{"filler": ""}'))}).replace('"', r"\"")
    pieces = [filler[at: at + 2000] for at in range(0, len(filler), 2000)]  # nginx takes up to 4 KB at once
    texts = " ".join(f'set $piece{number} "{piece}";' for number, piece in enumerate(pieces))
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    text = NGINX.format(folder=folder, port=port, texts=texts,
                        answer="".join(f"${{piece{number}}}" for number in range(len(pieces))),
                        temporary=" ".join(f"{kind}_temp_path {folder}/{kind};" for kind in kinds))
    (folder / "nginx.conf").write_text(text)
    return start("nginx", ["nginx", "-e", folder / "nginx.log", "-c", folder / "nginx.conf"], port)
