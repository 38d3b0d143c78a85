"""The bot with everything that it needs: real services behind a real door, and Telegram, which is a fake.

    with Installation(programs, data, "sqlite:history.sqlite") as installation:
        with installation.start_bot() as bot:
            ...
            installation.ml.stop()
            installation.start_ml()

At its end nothing that a bot sent may have been refused by Telegram, unless a test asked for that.
"""

import contextlib
import typing

from db_service import DbService, Secrets
from door import Door
from ml_service import MlService
from running_service import free_port
from telegram import FakeTelegram
from tg_client import TgClient

TOKEN = "123456:AAH-a_token_that_stands_in_no_log_0"


def is_last_poll(call):
    """A bot that ends asks once more, for nothing, which ends the question that is still open."""
    return call.method == "getUpdates" and "terminated by other getUpdates" in call.description


class Programs(typing.NamedTuple):
    tg_client: str
    ml_service: str
    db_service: str


class Installation:
    """What was stopped by a test comes back on the port that it had."""

    def __init__(self, programs, data, database_url):
        self.programs = programs
        self.data = data
        self.database_url = database_url
        self.secrets = Secrets()
        self.ml_port, self.db_port = free_port(), free_port()
        self.ml = self.db = self.door = None
        self.closing = contextlib.ExitStack()

    def __enter__(self):
        self.telegram = self.closing.enter_context(FakeTelegram(TOKEN))
        self.start_ml()
        self.start_db()
        self.door = self.closing.enter_context(Door(self.ml_port, self.db_port))
        return self

    def __exit__(self, kind, *_):
        with self.closing:
            for service in (self.ml, self.db):
                if service.process.poll() is None:
                    service.__exit__(kind)
        refused = [(call.method, call.description, call.parameters) for call in self.telegram.refusals
                   if not is_last_poll(call)]
        assert not refused, refused

    def start_ml(self):
        self.ml = MlService(self.programs.ml_service, self.data, port=self.ml_port)

    def start_db(self):
        self.db = DbService(self.programs.db_service, self.database_url, secret=self.secrets, port=self.db_port)

    def start_bot(self, *flags, **options):
        return TgClient(self.programs.tg_client, self.telegram, self.door, *flags,
                        service_token=self.secrets.service_token, **options)
