"""Compose files: what every container must have, and that all settings are named and told of."""
import re

import pytest
import yaml

from deployment import (ROOT, SERVICES, compose_files, containers, dockerfiles, example_settings, instructions, run,
                        tool, variables)

CONTAINERS = list(containers())
WHOLES = [ROOT / "deploy" / name for name in ("compose.yaml", "compose.without_bot.yaml")]
each_container = pytest.mark.parametrize("folder,name,service", CONTAINERS, ids=[name for _, name, _ in CONTAINERS])


@pytest.mark.parametrize("path", compose_files() + WHOLES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_file_is_as_the_specification_of_compose_wants_it(path):
    checked = run(tool("check-jsonschema"), "--builtin-schema", "vendor.compose-spec", str(path))
    assert checked.returncode == 0, checked.stdout


def test_no_file_is_forgotten():
    found = {path for path in ROOT.glob("*/compose*.y*ml")}
    assert found == set(compose_files() + WHOLES)


@each_container
def test_a_container_may_do_no_more_than_it_must(folder, name, service):
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert "cap_add" not in service and "privileged" not in service
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert not any("docker.sock" in str(volume) for volume in service.get("volumes", []))


@each_container
def test_a_container_is_not_root(folder, name, service):
    if "build" not in service:
        assert service["user"] not in ("root", "0")
        return
    users = [text for instruction, text in instructions(ROOT / folder / "Dockerfile") if instruction == "USER"]
    assert "user" not in service and re.fullmatch(r"[1-9]\d*(:\d+)?", users[-1])


@each_container
def test_a_container_has_limits(folder, name, service):
    limits = service["deploy"]["resources"]["limits"]
    assert limits["memory"] and limits["pids"]
    # Docker refuses a limit that is above what the machine has; for ml_service `make` takes care of that.
    assert limits["cpus"] == "${ML_SERVICE_CPUS:-2}" or 0 < float(limits["cpus"]) <= 1
    assert service["logging"] == {"driver": "json-file", "options": {"max-size": "10m", "max-file": "5"}}


@each_container
def test_a_container_comes_back_tells_how_it_feels_and_ends_in_peace(folder, name, service):
    assert service["restart"] == "unless-stopped"
    assert re.fullmatch(r"\d+s", service["stop_grace_period"])
    in_image = "build" in service and "HEALTHCHECK" in dict(instructions(ROOT / folder / "Dockerfile"))
    assert "healthcheck" in service or in_image


@each_container
def test_there_may_be_several_of_a_container_and_only_nginx_is_open_to_the_machine(folder, name, service):
    assert "container_name" not in service
    assert ("ports" in service) == (name == "nginx")
    if name not in ("nginx", "postgres"):
        assert service["deploy"]["replicas"] == f"${{{name.upper()}_REPLICAS:-1}}"
        assert service["networks"]


@each_container
def test_an_image_has_a_name_that_says_which(folder, name, service):
    if "build" in service:
        assert service["image"] == f"${{KINOSOVET_IMAGES:-kinosovet}}/{name}:${{KINOSOVET_VERSION:-latest}}"
        assert service["build"] == {"context": "..", "dockerfile": f"{folder}/Dockerfile"}
    else:
        assert re.fullmatch(r"[\w./-]+:\d+\.\d+[\w.-]*", service["image"])


@each_container
def test_a_volume_belongs_to_who_writes_there(folder, name, service):
    """A new volume takes over the owner of the folder that the image has there, so the image must have it."""
    if "build" not in service:
        return
    text = (ROOT / folder / "Dockerfile").read_text()
    for volume in service.get("volumes", []):
        source, place = volume.split(":")[:2]
        if not source.startswith(("/", ".", "$")):
            assert re.search(rf"install -d -o 65534 -g 65534 {place}\b", text)


@pytest.mark.parametrize("path", compose_files(), ids=lambda path: path.parent.name)
def test_a_file_stands_alone_and_is_of_the_one_project(path):
    model = yaml.safe_load(path.read_text())
    assert model["name"] == "kinosovet"
    assert model["networks"]["rec-sys-network"] == {"external": True}
    assert path.parent.name in model["services"]
    for service in model["services"].values():
        assert set(service.get("depends_on", {})) <= set(model["services"])


def test_the_whole_is_all_of_them_and_the_other_whole_all_but_the_bot():
    whole, without_bot = (yaml.safe_load(path.read_text()) for path in WHOLES)
    assert whole == {"name": "kinosovet", "include": ["compose.without_bot.yaml", "../tg_client/compose.yaml"]}
    assert without_bot == {"name": "kinosovet",
                           "include": [f"../{service}/compose.yaml" for service in SERVICES if service != "tg_client"]}


@pytest.mark.parametrize("path", compose_files(), ids=lambda path: path.parent.name)
def test_a_setting_is_in_the_example_and_has_the_default_that_it_says(path):
    settings = example_settings()
    for name, operator, rest in variables(path):
        assert operator in (":-", ":?"), f"{name} is guessed"
        assert name in settings
        if operator == ":-":
            assert rest == settings[name], name
        else:
            assert settings[name] == "" and ".env" in rest, name


@pytest.mark.parametrize("path", compose_files(), ids=lambda path: path.parent.name)
def test_a_secret_has_no_default_and_stands_in_no_file(path):
    secret = re.compile(r"PASSWORD|TOKEN|SECRET|_KEY$")
    for name, service in yaml.safe_load(path.read_text())["services"].items():
        for variable, value in service.get("environment", {}).items():
            if secret.search(variable):
                assert re.fullmatch(r"\$\{\w+:\?[^}]+\}|\$\{\w+:-\}", value), variable


def test_the_table_of_settings_is_the_example():
    page = (ROOT / "docs/settings.md").read_text()
    rows = re.findall(r"^\| `([A-Z0-9_]+)` \| ([^|]*) \| [^|]+ \|$", page, re.MULTILINE)
    told = {name: "" if default.startswith(("none", "needed")) else default.strip("`") for name, default in rows}
    assert told == example_settings()
    assert list(told) == list(example_settings())


def test_what_is_needed_is_called_needed():
    table = (ROOT / "docs/settings.md").read_text()
    needed = {name for path in compose_files() for name, operator, _ in variables(path) if operator == ":?"}
    assert set(re.findall(r"`(\w+)` \| needed", table)) == needed - {"BOT_TOKEN"}


def test_every_folder_with_a_compose_file_has_an_image():
    assert all(path.exists() for path in dockerfiles())
