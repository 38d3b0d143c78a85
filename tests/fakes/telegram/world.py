"""Everything Telegram remembers: people, chats, messages, questions not yet answered.

Changes are made under `changed`, which is told of each; so threads of a test may wait for what the bot does.
"""

import contextlib
import copy
import dataclasses
import itertools
import threading
import time

from .files import Files
from .refusal import Refusal, bad_request

LIVES = {"message": 86400, "my_chat_member": 86400, "callback_query": 150, "inline_query": 30,
         "chosen_inline_result": 600}  # seconds


@dataclasses.dataclass
class Event:
    kind: str  # sent, edited, deleted or answered
    body: dict  # the message as it then was, or the answer to a callback
    time: float = dataclasses.field(default_factory=time.monotonic)


class Message:
    """A message as it is now. Its body, a Message of the Bot API, is replaced and never changed in place."""

    def __init__(self, chat, body, is_bots=False):
        self.chat = chat
        self.body = body
        self.is_bots = is_bots
        self.is_deleted = False
        self.has_reply_keyboard = False  # such a message can't be edited
        self.inline_message_id = None

    id = property(lambda self: self.body.get("message_id"))
    text = property(lambda self: self.body.get("text"))
    caption = property(lambda self: self.body.get("caption"))
    entities = property(lambda self: self.body.get("entities") or self.body.get("caption_entities") or [])
    photo = property(lambda self: self.body.get("photo"))
    buttons = property(lambda self: [button for row in (self.body.get("reply_markup") or {}).get("inline_keyboard", [])
                                     for button in row])

    def __repr__(self):
        what = self.text or self.caption or ", ".join(set(self.body) - {"message_id", "chat", "date", "from"})
        return f"<message {self.id} of {'the bot' if self.is_bots else 'a person'}: {what!r}>"


@dataclasses.dataclass
class Query:
    """What a person waits for: a callback or an inline query."""
    kind: str
    chat: object = None
    answer: dict | None = None
    asked: float = dataclasses.field(default_factory=time.monotonic)


class Chat:
    def __init__(self, world, description, has_bot):
        self.world = world
        self.description = description
        self.id = description["id"]
        self.is_private = description["type"] == "private"
        self.has_bot = has_bot  # in private chats: the person has written, and did not block
        self.farewell = None  # why the bot may not write any more
        self.moved_to = None
        self.keyboard = None  # the reply keyboard that is shown
        self.all_messages = {}
        self.events = []

    @property
    def messages(self):
        """All that is still there, as it is now, in order."""
        return [message for message in list(self.all_messages.values()) if not message.is_deleted]

    @property
    def from_bot(self):
        return [message for message in self.messages if message.is_bots]

    def wait_for(self, wanted, timeout=10):
        """The last message of the bot once there are so many; or what a predicate says of the chat once true."""
        def reached():
            if callable(wanted):
                return wanted(self)
            return self.from_bot[-1] if len(self.from_bot) >= wanted else None
        return self.world.wait_for(reached, timeout, lambda: f"in chat {self.id} there are {self.messages}")

    def add(self, fields, is_bots=False):
        number = next(self.world.message_ids)
        body = {"message_id": number, "chat": self.description, "date": int(time.time()), **fields}
        self.all_messages[number] = Message(self, body, is_bots)
        return self.all_messages[number]

    def note(self, kind, body):
        self.events.append(Event(kind, copy.deepcopy(body)))


class World:
    def __init__(self, bot):
        self.bot = bot  # a User of the Bot API
        self.updates = None  # set when the server starts
        self.changed = threading.Condition()
        self.files = Files()
        self.people = {}
        self.chats = {}
        self.inline_messages = {}
        self.queries = {}
        self.lives = dict(LIVES)
        self.profile = {}  # what setMy... and setChatMenuButton left, by method
        self.message_ids = itertools.count(1)
        self.query_ids = itertools.count(7_000_000_001)

    @contextlib.contextmanager
    def change(self):
        with self.changed:
            yield
            self.changed.notify_all()

    def tell(self, kind, content, lane):
        """Sends the bot an update, after the others of this lane."""
        self.updates.put(kind, content, lane)

    def wait_for(self, reached, timeout, describe):
        with self.changed:
            if not self.changed.wait_for(reached, timeout):
                raise AssertionError(f"waited {timeout} s in vain: {describe()}")
            return reached()

    def chat_for_bot(self, number):
        """A chat into which the bot may write."""
        chat = self.chats.get(number)
        if chat and chat.moved_to:
            raise bad_request("group chat was upgraded to a supergroup chat", {"migrate_to_chat_id": chat.moved_to},
                              asked_for=True)
        if chat and chat.farewell:
            raise Refusal(403, f"Forbidden: {chat.farewell}", asked_for=True)
        if chat is None or not chat.has_bot:
            raise bad_request("chat not found")
        return chat

    def message_for_bot(self, parameters, absent):
        """The message that the bot means, by chat and number or by its inline id."""
        if inline := parameters.get("inline_message_id"):
            if inline not in self.inline_messages or "chat_id" in parameters:
                raise bad_request("MESSAGE_ID_INVALID")
            return self.inline_messages[inline]
        if "chat_id" not in parameters or "message_id" not in parameters:
            raise bad_request("message identifier is not specified")
        message = self.chat_for_bot(parameters["chat_id"]).all_messages.get(parameters["message_id"])
        if message is None or message.is_deleted:
            raise bad_request(absent)
        return message

    def ask(self, kind, chat=None):
        number = str(next(self.query_ids))
        self.queries[number] = Query(kind, chat)
        return number

    def answer(self, number, kind, answer):
        query = self.queries.get(number)
        is_late = query is not None and time.monotonic() - query.asked > self.lives[kind]
        if query is None or query.kind != kind or query.answer is not None or is_late:
            raise bad_request("query is too old and response timeout expired or query ID is invalid")
        query.answer = answer
        return query
