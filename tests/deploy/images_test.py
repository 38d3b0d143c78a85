"""Dockerfiles: clean, pinned, labelled, and blind to what must not get into an image."""
import re

import pytest

from deployment import ROOT, SERVICES, dockerfiles, instructions, run, tool

each = pytest.mark.parametrize("path", dockerfiles(), ids=lambda path: path.parent.name)


@each
def test_hadolint_has_nothing_to_say(path):
    checked = run(tool("hadolint"), str(path))
    assert checked.returncode == 0, checked.stdout + checked.stderr


@each
def test_a_base_is_named_by_its_version(path):
    stages = set()
    for instruction, text in instructions(path):
        if instruction == "FROM":
            base, *rest = text.split()
            assert base in stages or re.search(r":\d+\.\d+[\w.-]*$", base), f"{base} may be another one tomorrow"
            stages.update(rest[1:])


@each
def test_an_image_says_what_it_is(path):
    labels = " ".join(text for instruction, text in instructions(path) if instruction == "LABEL")
    for name in ("title", "description", "licenses"):
        assert f"org.opencontainers.image.{name}=" in labels


@each
def test_an_image_has_no_secret(path):
    for instruction, text in instructions(path):
        if instruction in ("ENV", "ARG"):
            assert not re.search(r"(PASSWORD|TOKEN|SECRET|_KEY)\s*=", text)


def test_secrets_and_what_was_built_do_not_reach_the_builder():
    ignored = (ROOT / ".dockerignore").read_text().splitlines()
    assert {".env", ".env.*", ".git", ".deps", "build"} <= set(ignored)


def test_what_images_are_made_of_does_reach_the_builder():
    ignored = set((ROOT / ".dockerignore").read_text().splitlines())
    wanted = {*SERVICES, "api", "app", "core", "posters", "service_kit", "data", "cmake", "scripts", "tests"}
    assert not ignored & wanted


@pytest.mark.parametrize("service", ["ml_service", "db_service", "tg_client"])
def test_image_smoke_stands_in_for_the_bases_that_a_dockerfile_names(service):
    dockerfile = ROOT / service / "Dockerfile"
    named = [text.split()[0] for instruction, text in instructions(dockerfile) if instruction == "FROM"]
    pattern = re.search(r"sed -nE '(s/.FROM .*/p)' ", (ROOT / "scripts/image_smoke").read_text())[1]
    found = run("sed", "-nE", pattern, str(dockerfile)).stdout.split()
    assert found == named
