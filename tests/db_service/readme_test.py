"""The README of db_service, held to the truth on a new file of SQLite."""

import pytest
from db_service import DbService
from readme import assert_session_is_true, assert_settings_are_told, read_readme


@pytest.fixture
def readme():
    return read_readme("db_service")


def test_the_session_answers_as_printed(program, readme, tmp_path):
    passing = {"request_id", "created_at", "rated_at", "token", "expires_at"}
    open_to_this_machine = {"SERVICE_TOKEN": ""}
    with DbService(program, f"sqlite:{tmp_path / 'history.sqlite'}", environment=open_to_this_machine) as service:
        assert assert_session_is_true(readme, 8001, service, passing) >= 8


def test_the_settings_are_those_of_the_program(program, readme):
    assert_settings_are_told(readme, program, "DB_SERVICE_[A-Z_]+|DATABASE_URL|SERVICE_TOKEN|SESSION_KEY|KINOSOVET_DATA")
