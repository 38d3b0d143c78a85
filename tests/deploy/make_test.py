"""The Makefile's targets for Docker: starting, stopping, scaling, and what is said where something is missing."""

import json
import re
import shutil
import stat

import pytest
import yaml
from deployment import ROOT, SERVICES, compose_files, make_targets
from tree_copy import SECRETS, refused, well, with_secrets

# --- make start

def test_start_with_nothing_makes_the_secrets_says_how_to_get_the_token_and_starts_all_but_the_bot(tree):
    said = well(tree.make("start"))
    assert all(f"{name} " in said for name in SECRETS) and "openssl rand -hex 32" in said
    assert "BotFather" in said and "/newbot" in said and "make tg_client" in said
    assert set(tree.state["running"]) == {"ml_service", "db_service", "postgres", "krakend", "nginx"}
    assert tree.state["networks"] == ["rec-sys-network"]
    assert "http://localhost/" in said


def test_start_with_a_token_starts_the_bot_too(tree):
    tree.write_env(**with_secrets(BOT_TOKEN="1:a"))
    said = well(tree.make("start"))
    assert "BotFather" not in said
    assert "tg_client" in tree.state["running"]


@pytest.mark.parametrize("settings,address", [({"NGINX_HTTP_PORT": "8080"}, "http://localhost:8080/"),
                                              ({"PUBLIC_URL": "https://example.org/"}, "https://example.org/")])
def test_start_says_where_it_is(tree, settings, address):
    tree.write_env(**with_secrets(**settings))
    assert f"Kinosovet runs: {address}\n" in well(tree.make("start"))


def test_start_with_an_empty_token_is_start_without_one(tree):
    tree.write_env(**with_secrets(BOT_TOKEN=""))
    assert "BotFather" in well(tree.make("start"))
    assert "tg_client" not in tree.state["running"]


def test_start_builds_every_image_and_compose_none(tree):
    tree.write_env(**with_secrets(BOT_TOKEN="1:a"))
    well(tree.make("start"))
    built = [call[call.index("--tag") + 1] for call in tree.calls if call[0] == "build"]
    assert built == [f"kinosovet/{service}:latest" for service in SERVICES]


def test_start_does_not_wait_for_ever(tree):
    well(tree.make("start"))
    up = next(call for call in tree.calls if "up" in call)
    assert "--wait" in up and int(up[up.index("--wait-timeout") + 1]) > 60


def test_start_with_a_database_whose_password_is_lost_makes_no_new_one(tree):
    tree.there_is(volumes=["kinosovet_history"])
    assert "POSTGRES_PASSWORD" in refused(tree.make("start"))
    assert not (tree.root / ".env").exists()


def test_start_says_where_to_look_when_something_gets_not_well(tree):
    tree.there_is(sick=["ml_service"])
    said = refused(tree.make("start"))
    assert "make ps" in said and "make logs" in said


def test_start_on_a_machine_of_one_processor_asks_for_one(tree):
    tree.there_is(processors=1)
    (tree.root / "ml_service/compose.yaml").write_text(
        (tree.root / "ml_service/compose.yaml").read_text().replace("${ML_SERVICE_CPUS:-2}", "${ML_SERVICE_CPUS:?two}"))
    well(tree.make("start"))
    tree.there_is(processors=2)
    assert "ML_SERVICE_CPUS" in refused(tree.make("start"))


# --- .env

def test_secrets_are_made_once_each_its_own_and_for_the_owner_alone(tree):
    well(tree.make(".env"))
    first = tree.env
    assert all(len(first[name]) == 64 and first[name].isalnum() for name in SECRETS)
    assert len({first[name] for name in SECRETS}) == 3
    assert stat.S_IMODE((tree.root / ".env").stat().st_mode) == 0o600
    assert first["BOT_TOKEN"] == ""
    again = well(tree.make(".env"))
    assert "made" not in again and tree.env == first


def test_what_is_in_env_stays_and_what_is_missing_is_added(tree):
    (tree.root / ".env").write_text("# mine\nSESSION_KEY=mine\nSERVICE_TOKEN=\n#POSTGRES_PASSWORD=\nOTHER=a=b c\n")
    well(tree.make(".env"))
    lines = (tree.root / ".env").read_text().splitlines()
    assert lines[:2] == ["# mine", "SESSION_KEY=mine"] and lines[4] == "OTHER=a=b c" and len(lines) == 5
    assert len(tree.env["SERVICE_TOKEN"]) == len(tree.env["POSTGRES_PASSWORD"]) == 64


@pytest.mark.parametrize("line", ["SESSION_KEY=it's", 'SESSION_KEY="a b"', "SESSION_KEY='a'", "SESSION_KEY=a # b",
                                  "export SESSION_KEY=a"])
def test_a_secret_is_known_however_it_is_written(tree, line):
    (tree.root / ".env").write_text(f"{line}\n")
    assert "SESSION_KEY" not in well(tree.make(".env"))
    assert line in (tree.root / ".env").read_text().splitlines()


@pytest.mark.parametrize("line", ["SESSION_KEY=", 'SESSION_KEY=""', "SESSION_KEY=''", "SESSION_KEY= # mine",
                                  "#SESSION_KEY=a", "MY_SESSION_KEY=a"])
def test_a_secret_is_missing_however_that_is_written(tree, line):
    (tree.root / ".env").write_text(f"{line}\n")
    assert "SESSION_KEY " in well(tree.make(".env"))
    assert len(tree.env["SESSION_KEY"]) == 64


def test_a_webhook_gets_its_secret(tree):
    tree.write_env(**with_secrets(TELEGRAM_WEBHOOK_URL="https://example.org/telegram/"))
    well(tree.make(".env"))
    assert len(tree.env["TELEGRAM_WEBHOOK_SECRET"]) == 64


def test_no_secret_is_printed_or_is_an_argument_of_a_program(tree):
    done = tree.make("start")
    for name in SECRETS:
        assert tree.env[name] not in done.stdout + done.stderr + json.dumps(tree.calls)


# --- one service

@pytest.mark.parametrize("service", SERVICES)
def test_one_service_starts_alone(tree, service):
    tree.write_env(**with_secrets(BOT_TOKEN="1:a"))
    well(tree.make(service))
    expected = {"db_service": {"db_service", "postgres"}}.get(service, {service})
    assert set(tree.state["running"]) == expected
    assert [call[2] for call in tree.calls if call[0] == "build"] == [f"{service}/Dockerfile"]


@pytest.mark.parametrize("service", ["ml_service", "krakend", "nginx"])
def test_a_service_without_secrets_needs_no_env(tree, service):
    well(tree.make(service))
    assert not (tree.root / ".env").exists()


def test_the_bot_without_its_token_does_not_start_and_says_why(tree):
    done = tree.make("tg_client")
    assert done.returncode != 0 and "BotFather" in done.stdout
    assert not tree.state["running"]


def test_stopping_one_stops_what_its_file_started(tree):
    for path in compose_files():
        services = list(yaml.safe_load(path.read_text())["services"])
        tree.there_is(running=dict.fromkeys(services, "image:1"))
        well(tree.make(f"down_{path.parent.name}"))
        assert tree.calls[-1] == ["compose", "--project-name", "kinosovet", "rm", "--stop", "--force", *services]


def test_stopping_what_does_not_run_is_well(tree):
    tree.there_is(running={"ml_service": "image:1"})
    assert "stopped" in well(tree.make("down_db_service"))
    assert "rm" not in tree.calls[-1]


def test_stopping_all_needs_no_env_and_keeps_volumes(tree):
    assert "stay" in well(tree.make("down_all"))
    assert tree.calls[-1] == ["compose", "--project-name", "kinosovet", "down", "--remove-orphans"]


def test_logs_are_those_of_all_or_of_one(tree):
    tree.there_is(running={"db_service": "image:1", "postgres": "image:1"})
    well(tree.make("logs"))
    assert tree.calls[-1][-3:] == ["--follow", "--tail", "100"]
    well(tree.make("logs", "SERVICE=db_service"))
    assert tree.calls[-1][-2:] == ["db_service", "postgres"]
    assert "krakend" in refused(tree.make("logs", "SERVICE=typo"))
    assert "make nginx" in refused(tree.make("logs", "SERVICE=nginx"))


def test_ps_of_nothing_says_so(tree):
    assert "make start" in well(tree.make("ps"))


# --- how many

def test_scaling_is_remembered_and_takes_the_image_that_runs(tree):
    tree.write_env(**with_secrets())
    image = "registry.example.org/films/ml_service:7"
    tree.there_is(running={"ml_service": image}, images=[image], networks=["rec-sys-network"])
    well(tree.make("scale_ml_service", "N=3"))
    assert tree.env["ML_SERVICE_REPLICAS"] == "3"
    assert tree.state["running"]["ml_service"] == image
    assert "--no-recreate" in tree.calls[-1]
    well(tree.make("scale_ml_service", "N=1"))
    assert tree.env["ML_SERVICE_REPLICAS"] == "1"


@pytest.mark.parametrize("words", [["scale_ml_service"], ["scale_ml_service", "N=0"], ["scale_ml_service", "N=many"]])
def test_a_number_that_is_none_is_refused(tree, words):
    assert "N=3" in refused(tree.make(*words))


def test_what_does_not_run_is_not_scaled(tree):
    assert "does not run" in refused(tree.make("scale_ml_service", "N=2"))


def test_two_bots_need_a_webhook_and_nginx_is_one(tree):
    running = {"tg_client": "kinosovet/tg_client:1"}
    tree.write_env(**with_secrets(BOT_TOKEN="1:a"))
    tree.there_is(running=running, images=["kinosovet/tg_client:1"], networks=["rec-sys-network"])
    assert "TELEGRAM_WEBHOOK_URL" in refused(tree.make("scale_tg_client", "N=2"))
    tree.write_env(**with_secrets(BOT_TOKEN="1:a", TELEGRAM_WEBHOOK_URL="https://example.org/telegram/"))
    well(tree.make("scale_tg_client", "N=2"))
    assert "ports" in refused(tree.make("scale_nginx", "N=2"))


# --- what is missing on the machine

@pytest.mark.parametrize("target", ["start", "ml_service", "down_all", "down_nginx", "ps", "logs", "images", "deploy"])
def test_a_machine_without_docker_is_told_so_in_one_sentence(tree, target, tmp_path):
    (tree.programs / "docker").unlink()
    for name in ("bash", "make", "dirname", "sed", "tail", "sort", "awk"):
        (tree.programs / name).symlink_to(shutil.which(name))
    said = refused(tree.make(target, path=str(tree.programs), KINOSOVET_VERSION="1"))
    assert said.startswith("Docker is not installed: https://docs.docker.com/")


@pytest.mark.parametrize("state,wanted", [({"compose": ""}, "no Compose"), ({"compose": "2.22.0"}, "too old"),
                                          ({"processors": 0}, "does not answer")])
def test_what_is_wrong_with_docker_is_told(tree, state, wanted):
    tree.there_is(**state)
    for target in ("start", "ml_service", "ps"):
        assert wanted in refused(tree.make(target))


def test_a_docker_that_cannot_make_images_is_told(tree):
    tree.there_is(buildx="")
    for target in ("start", "images"):
        assert "no Buildx" in refused(tree.make(target))


@pytest.mark.parametrize("version", ["2.23.0", "v2.24.1", "2.100.0", "5.0.1"])
def test_newer_versions_of_compose_are_new_enough(tree, version):
    tree.there_is(compose=version)
    well(tree.make("ps"))


# --- what there is

def test_make_alone_prints_what_there_is_in_groups(tree):
    said = well(tree.make())
    for line in ("To run all of it, in Docker", "make start ", "make <service> ", "make scale_<service> N=3 "):
        assert line in said
    assert all(len(line) <= 120 for line in said.splitlines())


@pytest.mark.parametrize("page", ["docs/running.md", "docs/settings.md", ".env.example"])
def test_what_a_page_tells_to_make_there_is(page):
    told = re.findall(r"(?:^    |`|&& )make ([.\w]+)", (ROOT / page).read_text(), re.MULTILINE)
    assert told and set(told) <= make_targets() | {f"{verb}_" for verb in ("scale", "push", "image", "down")}
