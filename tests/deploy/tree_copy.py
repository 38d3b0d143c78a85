"""A copy of the tree with a Docker of its own, which is a fake that refuses what Docker and Compose refuse."""

import json
import shutil
import subprocess
import sys

from deployment import ROOT, SERVICES

SECRETS = ["POSTGRES_PASSWORD", "SERVICE_TOKEN", "SESSION_KEY"]
KEPT = ["Makefile", ".env.example", "scripts", "deploy", *SERVICES]
STATE = {"networks": [], "volumes": [], "images": [], "running": {}, "sick": [], "compose": "2.23.0",
         "buildx": "0.20.0", "processors": 4}


class Tree:
    """A copy of the tree with a Docker of its own."""

    def __init__(self, folder):
        self.root, self.docker = folder / "tree", folder / "docker"
        self.docker.mkdir()
        for name in KEPT:
            copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
            self.root.mkdir(exist_ok=True)
            copy(ROOT / name, self.root / name)
        self.programs = folder / "programs"
        self.programs.mkdir()
        docker = self.programs / "docker"
        # The Python that runs this has yaml; the one that `env` finds may not.
        docker.write_text(f'#!/bin/sh\nexec "{sys.executable}" -B "{ROOT}/tests/deploy/fake_docker.py" "$@"\n')
        docker.chmod(0o755)
        self.there_is()

    def there_is(self, **state):
        (self.docker / "state.json").write_text(json.dumps(STATE | state))

    @property
    def state(self):
        return json.loads((self.docker / "state.json").read_text())

    @property
    def calls(self):
        path = self.docker / "calls.jsonl"
        return [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []

    @property
    def env(self):
        lines = (self.root / ".env").read_text().splitlines()
        return dict(line.split("=", 1) for line in lines if "=" in line and not line.startswith("#"))

    def write_env(self, **values):
        (self.root / ".env").write_text("".join(f"{name}={value}\n" for name, value in values.items()))

    def make(self, *words, path=None, **environment):
        environment = {"PATH": path or f"{self.programs}:/usr/bin:/bin", "FAKE_DOCKER": str(self.docker), **environment}
        return subprocess.run(["make", "--no-print-directory", *words], cwd=self.root, env=environment, text=True,
                              capture_output=True, timeout=60)


def with_secrets(**more):
    return {name: "a" * 64 for name in SECRETS} | more


def well(done):
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def refused(done):
    assert done.returncode != 0
    return done.stderr
