"""The Makefile's targets that deliver: images, deployment, rollback, and the database's copy."""

import stat

import pytest
from deployment import SERVICES
from tree_copy import refused, well, with_secrets

# --- delivering

PLACE = {"KINOSOVET_IMAGES": "registry.example.org/films", "KINOSOVET_VERSION": "0.2.0"}


def test_images_are_built_with_their_version_and_pushed_to_their_registry(tree):
    well(tree.make("images", **PLACE))
    assert tree.state["images"] == [f"registry.example.org/films/{service}:0.2.0" for service in SERVICES]
    assert "org.opencontainers.image.version=0.2.0" in next(call for call in tree.calls if call[0] == "build")
    well(tree.make("push_nginx", **PLACE, KINOSOVET_REGISTRY_USER="ci", KINOSOVET_REGISTRY_PASSWORD="secret"))
    assert tree.calls[-1] == ["push", "--quiet", "registry.example.org/films/nginx:0.2.0"]
    assert tree.calls[-2] == ["login", "--username", "ci", "--password-stdin", "registry.example.org"]
    assert tree.state["login"] == "secret\n"
    assert "registry" in refused(tree.make("push_nginx"))


def test_deploy_pulls_what_is_not_there_and_says_what_ran_before(tree):
    tree.write_env(**with_secrets())
    tree.there_is(running={"ml_service": "registry.example.org/films/ml_service:0.1.0"})
    said = well(tree.make("deploy", "SERVICES=ml_service", **PLACE))
    assert "ml_service: 0.1.0 -> 0.2.0" in said
    assert tree.state["running"] == {"ml_service": "registry.example.org/films/ml_service:0.2.0"}


def test_deploy_replaces_nothing_when_an_image_is_missing(tree):
    tree.write_env(**with_secrets())
    tree.there_is(images=["kinosovet/ml_service:0.2.0"])
    assert "kinosovet/db_service:0.2.0" in refused(tree.make("deploy", "KINOSOVET_VERSION=0.2.0"))
    assert not tree.state["running"]


def test_deploy_of_all_leaves_out_a_bot_without_a_token(tree):
    tree.write_env(**with_secrets())
    assert "tg_client is left out" in well(tree.make("deploy", **PLACE))
    assert set(tree.state["running"]) == {"ml_service", "db_service", "postgres", "krakend", "nginx"}


def test_deploy_takes_its_env_from_where_it_is_told(tree):
    settings = tree.root / "production"
    settings.write_text("".join(f"{name}={value}\n" for name, value in with_secrets(BOT_TOKEN="1:a").items()))
    well(tree.make("deploy", **PLACE, KINOSOVET_ENV_FILE=str(settings)))
    assert "tg_client" in tree.state["running"]


def test_a_deploy_that_gets_not_well_says_the_way_back_and_the_way_back_works(tree):
    tree.write_env(**with_secrets())
    before = {"ml_service": "registry.example.org/films/ml_service:0.1.0"}
    tree.there_is(running=before, sick=["ml_service"])
    said = refused(tree.make("deploy", "SERVICES=ml_service", **PLACE))
    assert "make rollback VERSION=0.1.0 SERVICES=ml_service" in said
    tree.there_is(running=tree.state["running"], images=tree.state["images"], networks=tree.state["networks"])
    well(tree.make("rollback", "VERSION=0.1.0", "SERVICES=ml_service", **PLACE))
    assert tree.state["running"] == before


@pytest.mark.parametrize("words,wanted", [(["deploy"], "KINOSOVET_VERSION"), (["rollback"], "VERSION"),
                                          (["deploy", "SERVICES=typo", "KINOSOVET_VERSION=1"], "typo")])
def test_a_version_is_not_guessed_and_a_service_is_known(tree, words, wanted):
    assert wanted in refused(tree.make(*words))
    assert not tree.state["running"]


# --- the database's copy

def test_a_backup_is_written_whole_for_its_owner_alone_and_is_taken_in_again(tree):
    file = tree.root / "history.backup"
    assert "make db_service" in refused(tree.make("backup", f"FILE={file}"))
    tree.there_is(running={"db_service": "image:1", "postgres": "image:1"})
    well(tree.make("backup", f"FILE={file}"))
    assert file.read_text() == "PGDMP\n" and stat.S_IMODE(file.stat().st_mode) == 0o600
    well(tree.make("restore", f"FILE={file}"))
    file.write_text("something else\n")
    assert "what was there" in refused(tree.make("restore", f"FILE={file}"))
    assert tree.calls[-1][-2:] == ["start", "db_service"]
