"""Troubles that a test arranges: the server's, the network's and people's."""

import dataclasses
import random

from .calls import FILE_FIELDS


@dataclasses.dataclass(frozen=True)
class Fault:
    """`how` is "answers" (with an error, and no effect), "holds" (says nothing, no effect), "drops" (no effect) or
    "drops_after" (the call takes effect, and the bot never learns)."""
    how: str
    code: int = 0
    description: str = ""
    parameters: dict | None = None
    page: str = ""  # in place of JSON, as a proxy before the server answers
    seconds: float = 0
    only_addresses: bool = False  # concerns only calls with a file told by its address


def too_many_requests(retry_after=1):
    return Fault("answers", 429, f"Too Many Requests: retry after {retry_after}", {"retry_after": retry_after})


def server_error(code=502, description="Bad Gateway", page=""):
    return Fault("answers", code, description, page=page)


def blocked():
    return Fault("answers", 403, "Forbidden: bot was blocked by the user")


def migrated(new_chat):
    return Fault("answers", 400, "Bad Request: group chat was upgraded to a supergroup chat",
                 {"migrate_to_chat_id": new_chat})


def address_refused(why="failed to get HTTP URL content"):
    return Fault("answers", 400, f"Bad Request: {why}", only_addresses=True)


def holds(seconds=3600):
    return Fault("holds", seconds=seconds)


def drops():
    return Fault("drops")


def drops_after():
    return Fault("drops_after")


@dataclasses.dataclass
class Rule:
    fault: Fault
    method: str | None
    chat: int | None
    share: float
    times: float

    def concerns(self, call):
        return (self.times > 0 and self.method in (None, call.method) and self.chat in (None, call.chat)
                and (not self.fault.only_addresses or has_address(call.parameters)))


class Faults:
    """Only well-formed calls meet a fault: a defect of the bot is never hidden by one."""

    def __init__(self, seed=1):
        self.rules = []
        self.random = random.Random(seed)

    def add(self, fault, *, method=None, chat=None, share=1.0, times=float("inf")):
        """Every call, or only those of a method, of a chat, a share of them, so many of them."""
        self.rules.append(Rule(fault, method, chat, share, times))

    def clear(self):
        self.rules.clear()

    def pick(self, call):
        for rule in list(self.rules):
            if rule.concerns(call) and self.random.random() < rule.share:
                rule.times -= 1
                return rule.fault
        return None


def has_address(value, field=None):
    if isinstance(value, dict):
        return any(has_address(item, name) for name, item in value.items())
    if isinstance(value, list):
        return any(has_address(item, field) for item in value)
    return field in FILE_FIELDS and isinstance(value, str) and value.startswith(("http://", "https://"))
