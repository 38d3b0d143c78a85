"""scripts/native by itself: what it starts, says, refuses, keeps to itself and leaves behind."""

import json
import os
import pathlib
import re
import signal
import socket
import stat
import subprocess
import sys
import time

import pytest
from native_stack.settings import PORTS, port_variable
from readme import session_of
from running_service import eventually
from whole_system import ROOT, free_ports

BOT_TOKEN = "123456:AAH-a_token_that_leads_nowhere_0123456"
PARTS = {"postgres", "ml_service", "db_service", "krakend", "nginx"}


@pytest.fixture
def empty_stack(make_stack, folder):
    """Not started yet, with no secrets given; stopped at the end whatever was done to it."""
    made = make_stack(folder, POSTGRES_PASSWORD="", SERVICE_TOKEN="", SESSION_KEY="")
    yield made
    made.run("stop")


@pytest.fixture(scope="module")
def common(make_stack, folder_of_module):
    made = make_stack(folder_of_module)
    yield made
    made.run("stop")


@pytest.fixture
def stack(common):
    """Whole and running, whatever the test before did to it."""
    common.start()
    return common


def processes_in(stack):
    """(pid, command line) of everything that the stack's records name, and of their children."""
    leaders = {json.loads(path.read_text())["pid"] for path in (stack.folder / "run").glob("*.json")}
    for path in pathlib.Path("/proc").glob("[0-9]*"):
        try:
            session = int((path / "stat").read_text().rsplit(")", 1)[1].split()[3])
            words = (path / "cmdline").read_bytes()
        except (FileNotFoundError, ProcessLookupError):
            continue
        if str(stack.folder).encode() in words or session in leaders:
            yield int(path.name), words


def pids(stack):
    return {part: stack.pid(part) for part in PARTS}


def secrets_kept_by(stack):
    return dict(line.split("=", 1) for line in (stack.folder / "secrets").read_text().splitlines())


def test_it_starts_from_nothing_serves_and_leaves_nothing_behind(empty_stack):
    stack = empty_stack
    told = stack.start()
    assert set(re.findall(r"^(\w+): ready on port \d+$", told, re.M)) == PARTS
    assert "tg_client    left out: BOT_TOKEN is set neither in the environment nor in .env" in told
    assert stack.status() == {part: "ready" for part in PARTS}
    command = re.search(r"^  (curl .*)$", told, re.M)[1]
    answer = json.loads(subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=True).stdout)
    assert answer["recommendations"][0]["title_ru"].startswith("Один дома")
    first = pids(stack)

    assert "ready on port" not in stack.start(), "what runs is left alone"
    assert pids(stack) == first
    check_secrets_are_kept_to_itself(stack)

    told = stack.must("stop")
    order = re.findall(r"^(\w+): ended by (\w+)$", told, re.M)
    assert order == [("nginx", "SIGQUIT"), ("krakend", "SIGTERM"), ("db_service", "SIGTERM"), ("ml_service", "SIGTERM"),
                     ("postgres", "SIGINT")]
    assert not list(processes_in(stack))
    assert stack.must("stop") == ""
    stack.assert_logs_are_discreet()


def check_secrets_are_kept_to_itself(stack):
    kept = secrets_kept_by(stack)
    assert set(kept) == {"POSTGRES_PASSWORD", "SERVICE_TOKEN", "SESSION_KEY"}
    assert all(re.fullmatch("[0-9a-f]{64}", value) for value in kept.values())
    assert stat.S_IMODE((stack.folder / "secrets").stat().st_mode) == 0o600
    running = list(processes_in(stack))
    assert len(running) > len(PARTS)
    secrets = [value.encode() for value in kept.values()]
    assert not [words for _, words in running for secret in secrets if secret in words]
    readable = [path for path in stack.folder.rglob("*") if path.is_file() and path.stat().st_mode & 0o044]
    assert not [path for path in readable for secret in secrets if secret in path.read_bytes()]
    as_service = {"Authorization": f"Bearer {kept['SERVICE_TOKEN']}"}
    assert stack.ask("GET", "/recommender/db?session_id=a", headers=as_service).status == 200
    stack.watch(*kept.values())


def test_a_port_that_is_taken_is_named_and_nothing_is_started(empty_stack):
    port = empty_stack.ports["db_service"]
    with socket.create_server(("127.0.0.1", port)):
        done = empty_stack.run("start")
    assert (done.returncode, done.stderr) == (1, (
        f"native: Port {port}, which db_service is to have, is taken by another program: choose another one by "
        f"NATIVE_DB_SERVICE_PORT, such as NATIVE_DB_SERVICE_PORT={port + 1000 if port < 64000 else port - 1000}.\n"))
    assert not list(processes_in(empty_stack))


@pytest.mark.parametrize(("variables", "sentence"), [
    ({"NATIVE_NGINX_PORT": "http"}, "NATIVE_NGINX_PORT is 'http' and must be a number from 1 to 65535."),
    ({"NATIVE_GATEWAY_PORT": "7000", "NATIVE_NGINX_PORT": "7000"},
     "krakend and nginx have both got port 7000: change NATIVE_GATEWAY_PORT."),
    ({"KINOSOVET_BUILD": "/nowhere"},
     "There is no /nowhere/bin/ml_service: `make build` makes it, or KINOSOVET_BUILD names another build."),
    ({"KINOSOVET_DATA": "/nowhere"},
     "There is no catalogue in /nowhere: `make index` makes it, or KINOSOVET_DATA names another folder.")])
def test_what_cannot_be_started_is_told_in_a_sentence(empty_stack, variables, sentence):
    done = empty_stack.run("start", **variables)
    assert (done.returncode, done.stderr) == (1, f"native: {sentence}\n")
    assert not list(processes_in(empty_stack))


def test_parts_that_die_are_told_and_started_again(stack):
    before = pids(stack)
    victims = {"ml_service", "nginx", "postgres"}
    for part in victims:
        stack.kill(part)
    assert {part for part, state in stack.status().items() if state == "died"} == victims
    assert stack.run("status").returncode == 1
    told = stack.start()
    assert all(f"{part}: it had died" in told for part in victims)
    assert stack.status() == {part: "ready" for part in PARTS}
    assert stack.run("status").returncode == 0
    assert {part for part in PARTS if stack.pid(part) != before[part]} == victims


def test_a_part_whose_settings_changed_is_started_anew_and_no_other(stack):
    before = pids(stack)
    stack.secrets.service_token = "another-token-of-the-services-0123456789"
    stack.password = "another'password-of-the-database"
    stack.variables |= {"NATIVE_DB_SERVICE_PORT": str(next(free_ports())), "POSTGRES_PASSWORD": stack.password,
                        **stack.secrets.environment()}
    assert "db_service: its settings or its program changed" in stack.start()
    assert {part for part in PARTS if stack.pid(part) != before[part]} == {"db_service"}
    assert stack.db.remember("tg:1", "Леон").status == 201
    assert stack.rows("SELECT 1") == [["1"]]
    stack.watch(stack.password, stack.secrets.service_token)


def test_a_bot_that_does_not_reach_telegram_keeps_nothing_else_from_starting(stack):
    stack.variables |= {"BOT_TOKEN": BOT_TOKEN, "TELEGRAM_API_URL": "http://127.0.0.1:1"}
    try:
        assert re.search(r"^tg_client: started on port \d+$", stack.start(), re.M)
        assert stack.status() == {part: "ready" for part in PARTS} | {"tg_client": "not ready"}
        assert stack.run("status").returncode == 1
        stack.watch(BOT_TOKEN)
    finally:
        stack.variables["BOT_TOKEN"] = ""
        stack.must("stop", "tg_client")
    assert "tg_client    left out" in stack.start()


def test_a_number_that_is_another_process_by_now_is_left_alone(stack):
    stack.kill("db_service")
    with subprocess.Popen(["sleep", "60"], start_new_session=True) as stranger:
        record = stack.record("db_service") | {"pid": stranger.pid}
        (stack.folder / "run/db_service.json").write_text(json.dumps(record))
        assert stack.status()["db_service"] == "died"
        assert "db_service: had died" in stack.must("stop", "db_service")
        assert stranger.poll() is None
        stranger.kill()


def test_workers_that_outlive_their_master_are_ended_too(stack):
    workers = {pid for pid, _ in processes_in(stack) if os.getsid(pid) == stack.pid("nginx") != pid}
    assert workers
    os.kill(stack.pid("nginx"), signal.SIGKILL)
    time.sleep(0.2)
    assert workers & {pid for pid, _ in processes_in(stack)}, "nginx's workers outlive their master"
    stack.start()
    eventually(lambda: not workers & {pid for pid, _ in processes_in(stack)}, "their end")
    assert stack.get("/recommender/ml/films/tt0099785").status == 200


def test_services_are_added_and_go_with_the_rest(stack):
    stack.must("add", "ml_service")
    stack.must("add", "ml_service")
    added = {"ml_service-2", "ml_service-3"}
    assert stack.status() == {part: "ready" for part in PARTS | added}
    assert len({stack.record(part)["port"] for part in {"ml_service"} | added}) == 3
    stack.must("stop", "ml_service-2")
    assert stack.status() == {part: "ready" for part in PARTS | {"ml_service-3"}}
    assert stack.run("add", "db_service").returncode == 1
    assert stack.run("stop", "redis").stderr.startswith("native: There is no part 'redis'")
    stack.must("stop")
    assert not list(processes_in(stack))
    assert stack.run("add", "ml_service").stderr.startswith("native: There is nothing to add to")
    stack.assert_logs_are_discreet()


KRAKEND = """#!{python}
# Stands in for KrakenD: krakend run -c FILE
import json, os, sys
run, option, file = sys.argv[1:]
assert (run, option) == ("run", "-c")
with open(file) as opened:
    configuration = json.load(opened)
address = configuration.pop("listen_ip")
with open(file + ".read", "w") as opened:
    json.dump(configuration, opened)
os.execv("{python}", ["{python}", "-B", "{gateway}", "--config", file + ".read", "--address", address,
                      "--port", str(configuration["port"]), "--names", "/dev/null"])
"""


def test_krakend_is_the_gateway_where_it_is_on_the_path(stack, tmp_path):
    program = tmp_path / "krakend"
    program.write_text(KRAKEND.format(python=sys.executable, gateway=ROOT / "tests/contract/gateway.py"))
    program.chmod(0o755)
    path = stack.variables.get("PATH", os.environ["PATH"])
    before = pids(stack)
    try:
        stack.variables["PATH"] = f"{tmp_path}:{path}"
        assert "krakend: its settings or its program changed" in stack.start()
        assert {part for part in PARTS if stack.pid(part) != before[part]} == {"krakend"}
        written = (stack.folder / "krakend.json").read_text()
        assert f'"http://127.0.0.1:{stack.ports["ml_service"]}"' in written and "http://ml_service" not in written
        assert stack.get("/recommender/ml/films/tt0099785").status == 200
        assert stack.get("/recommender/db?session_id=a").status == 401
    finally:
        stack.variables["PATH"] = path
        stack.start()


def without_places(text):
    """Ports and folders are this test's own."""
    return re.sub(r" +", " ", re.sub(r"localhost:\d+", "localhost", re.sub(r"\S+/logs/", "logs/", text)))


@pytest.mark.parametrize("page", ["README.md", "README.ru.md"])
def test_the_readme_shows_what_is_printed_and_what_is_answered(stack, page):
    session = dict(session_of((ROOT / page).read_text(encoding="utf-8")))
    told = without_places(stack.start()).splitlines()
    lines = without_places(session["make start_native"]).splitlines()
    assert lines[0] == "..." and len(lines) == 7
    assert [line for line in lines[1:] if line not in told] == []
    command = next(command for command in session if "localhost:8088" in command)
    here = command.replace("localhost:8088", f"localhost:{stack.ports['nginx']}")
    answer = subprocess.run(["bash", "-c", here], capture_output=True, text=True, check=True).stdout
    shown = [part for part in re.sub(r"\n *", "", session[command]).split("...") if part]
    assert len(shown) > 3
    assert re.search(".*".join(map(re.escape, shown)), answer), answer


def test_the_page_tells_every_setting_with_its_default():
    page = (ROOT / "docs/running_natively.md").read_text(encoding="utf-8")
    for part, port in PORTS.items():
        assert f"| `{port_variable(part)}` | `{port}` |" in page
    sources = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "scripts/native_stack").glob("*.py"))
    asked = set(re.findall(r'"((?:NATIVE|KINOSOVET)_[A-Z_]+)"', sources))
    assert len(asked) > 5
    assert [name for name in sorted(asked) if f"`{name}`" not in page] == []
