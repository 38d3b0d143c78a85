"""A fake Telegram with a person and her chat, spoken to by plain HTTP."""

import pytest

from telegram import FakeTelegram
from telegram.clients import TOKEN, Bot, PlainClient


@pytest.fixture
def telegram():
    with FakeTelegram(TOKEN) as fake:
        yield fake


@pytest.fixture
def api(telegram):
    return PlainClient(telegram)


@pytest.fixture
def anna(telegram):
    person = telegram.person(id=5, first_name="Анна")
    person.starts()
    return person


@pytest.fixture
def bots():
    """Two copies of a bot."""
    copies = [Bot(), Bot()]
    yield copies
    for copy in copies:
        copy.shutdown()
        copy.server_close()
