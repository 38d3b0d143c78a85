"""What the tests of deployment read: Compose files, Dockerfiles, .env.example, the parts that CMake links."""
import re
import subprocess
import sys
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[2]
SERVICES = ["ml_service", "db_service", "krakend", "nginx", "tg_client"]
VARIABLE = re.compile(r"\$\{(\w+)(?:(:?[-?+])([^}]*))?\}")


def tool(name):
    """A program of the tests' own environment."""
    return str(Path(sys.executable).parent / name)


def compose_files():
    return [ROOT / service / "compose.yaml" for service in SERVICES]


def containers():
    """(file's service, container's service, its description) of every container that there is."""
    for path in compose_files():
        for name, service in yaml.safe_load(path.read_text())["services"].items():
            yield path.parent.name, name, service


def variables(path):
    """Every ${...} of a file that is not in a comment, as (name, operator, what follows)."""
    lines = [line for line in path.read_text().splitlines() if not line.lstrip().startswith("#")]
    return VARIABLE.findall("\n".join(lines))


def example_settings():
    """.env.example as {name: default}, in its order; those that are commented out, too."""
    lines = (ROOT / ".env.example").read_text().splitlines()
    return dict(match.groups() for line in lines if (match := re.fullmatch(r"#?([A-Z][A-Z0-9_]*)=(.*)", line)))


def dockerfiles():
    return [ROOT / service / "Dockerfile" for service in SERVICES]


def instructions(dockerfile):
    """A Dockerfile as [(instruction, its text)], continued lines joined and comments left out."""
    lines = [line for line in dockerfile.read_text().splitlines() if not line.lstrip().startswith("#")]
    joined = re.sub(r"\\\n", " ", "\n".join(lines))
    return [(line.split(None, 1)[0].upper(), line.split(None, 1)[1]) for line in joined.splitlines() if line.strip()]


def copied(dockerfile):
    """What a Dockerfile copies out of the tree, as paths."""
    for instruction, text in instructions(dockerfile):
        if instruction in ("COPY", "ADD") and "--from=" not in text:
            yield from [word.rstrip("/") for word in text.split() if not word.startswith("--")][:-1]


def cmake_parts():
    """{target: (its folder, the targets it links)} of all parts and programs."""
    parts = {}
    for path in sorted(ROOT.glob("**/CMakeLists.txt")):
        folder = path.parent.relative_to(ROOT)
        if folder.parts[:1] in ((), ("build",), (".deps",)):
            continue
        text = re.sub(r"#.*", "", path.read_text())
        for name, links in re.findall(r"(?:add_part|target_link_libraries)\(\s*(\w+)([^)]*)\)", text):
            links = re.sub(r"TEST_LINK.*", "", links, flags=re.DOTALL)
            known, linked = parts.setdefault(name, (folder, set()))
            linked.update(links.split())
    return parts


def folders_linked_into(program):
    """The folders whose code is in a program."""
    parts, wanted, folders = cmake_parts(), [program], set()
    seen = set()
    while wanted:
        name = wanted.pop()
        if name in seen or name not in parts:
            continue
        seen.add(name)
        folders.add(str(parts[name][0]))
        wanted += parts[name][1]
    return folders


def run(*command, **options):
    return subprocess.run(command, capture_output=True, text=True, timeout=60, **options)


def make_targets():
    """Every target of the Makefile, those that patterns make among them."""
    makefile = run("make", "--print-data-base", "--question", "--no-builtin-rules", cwd=ROOT).stdout
    return set(re.findall(r"^([.\w-]+):", makefile, re.MULTILINE))
