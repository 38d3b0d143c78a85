"""The README of ml_service, held to the truth on the built-in films."""

import pytest
from readme import assert_session_is_true, assert_settings_are_told, read_readme


@pytest.fixture
def readme():
    return read_readme("ml_service")


def test_the_session_answers_as_printed(service, readme):
    passing = {"request_id", "index_version"}  # another one each time, or for other vectors
    assert assert_session_is_true(readme, 8000, service, passing) >= 5


def test_the_settings_are_those_of_the_program(program, readme):
    assert_settings_are_told(readme, program, "ML_SERVICE_[A-Z_]+|KINOSOVET_DATA")
