"""What /openapi.json says is what db_service does; a file of SQLite is database enough for it."""

import pathlib

from db_service import DbService
from description import assert_does_as_described

HOOKS = pathlib.Path(__file__).with_name("beyond_schemas.py")


def test_it_does_what_its_description_says(program, tmp_path):
    with DbService(program, f"sqlite:{tmp_path / 'history.sqlite'}") as service:
        token = f"Authorization: Bearer {service.secrets.service_token}"
        assert_does_as_described(service, tmp_path, "--header", token, hooks=HOOKS)
