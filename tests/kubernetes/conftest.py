"""Options and fixtures of the tests of deploy/kubernetes/, which start no cluster."""

import pytest
from manifests import COMPONENTS, installation
from suites import path_option

PROGRAMS = ("ml_service", "db_service", "tg_client")


def pytest_addoption(parser):
    for name in PROGRAMS:
        parser.addoption(f"--{name}", required=True, help=f"the program {name}")


ml_service, db_service, tg_client = (path_option(name) for name in PROGRAMS)


@pytest.fixture
def programs(ml_service, db_service, tg_client):
    return {"ml_service": ml_service, "db_service": db_service, "tg_client": tg_client}


@pytest.fixture(params=COMPONENTS)
def objects(request):
    """An installation, once with each way to have PostgreSQL."""
    return installation(request.param)
