"""What /openapi.json says is what db_service does; a file of SQLite is database enough for it."""

from db_service import DbService
from description import assert_does_as_described


def test_it_does_what_its_description_says(program, tmp_path):
    with DbService(program, f"sqlite:{tmp_path / 'history.sqlite'}") as service:
        assert_does_as_described(service, tmp_path, "--header", f"Authorization: Bearer {service.secrets.service_token}")
