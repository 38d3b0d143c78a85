"""Settings of the posters that make no sense end the start with a sentence, and without a secret in it."""

import subprocess

import pytest
from running_service import environment_for


@pytest.mark.parametrize(("variable", "value"), [
    ("POSTERS_ORDER", "kinopoisk,netflix"), ("POSTERS_ORDER", "omdb,omdb"), ("OMDB_URL", "omdbapi.com"),
    ("HTTPS_PROXY", "nonsense://x:hidden@y"), ("POSTERS_FOLDER", "/proc/none")])
def test_settings_that_make_no_sense_are_refused(request, data, fakes, variable, value):
    environment = environment_for(fakes.settings("omdb", **{variable: value}))
    done = subprocess.run([request.config.getoption("--program"), "--data", data, "--port", "0"], env=environment,
                          capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 1
    assert done.stderr.startswith("ml_service: ")
    assert "hidden" not in done.stderr + done.stdout
    assert "SECRET" not in done.stderr + done.stdout
