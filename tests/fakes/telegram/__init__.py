"""Telegram's Bot API as a bot meets it, refusing what the real one refuses.

    with FakeTelegram(token="123456:TEST") as telegram:
        start_bot(TELEGRAM_URL=telegram.url)
        anna = telegram.person(first_name="Анна")
        anna.starts()
        greeting = anna.chat.wait_for(1)
        assert anna.taps(greeting, "Ещё").answer()["text"] == "Больше нет"
        telegram.faults.add(faults.too_many_requests(retry_after=2), method="sendMessage", times=1)
        ...
        assert not telegram.refusals

`python -m telegram --port 8081 --token 123456:TEST` serves the same to programs.
"""

from . import faults
from .server import FakeTelegram

__all__ = ["FakeTelegram", "faults"]
