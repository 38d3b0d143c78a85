"""People in front of Telegram: they write, tap what is really there, and wait for what the bot answers."""

import dataclasses
import re
import time

from .entities import cut_utf16, with_found
from .world import Chat, Message


class Tap:
    def __init__(self, world, number):
        self.world = world
        self.number = number  # the callback_query_id

    def answer(self, timeout=10):
        """The parameters with which the bot answered."""
        query = self.world.queries[self.number]
        self.world.wait_for(lambda: query.answer is not None, timeout, lambda: "no answer to a tap")
        return query.answer


@dataclasses.dataclass
class InlineResult:
    shown: dict  # as the bot gave it
    content: dict  # what it will be once chosen
    query: str

    id = property(lambda self: self.shown["id"])
    title = property(lambda self: self.shown.get("title"))


class InlineAnswer(list):
    """The results, in order."""

    def __init__(self, query, answer):
        super().__init__(InlineResult(*pair, query) for pair in zip(answer["results"], answer["contents"]))
        self.next_offset = answer.get("next_offset", "")
        self.button = answer.get("button")
        self.is_personal = answer.get("is_personal", False)
        self.cache_time = answer.get("cache_time", 300)


class Person:
    """`chat` is the private chat with the bot, `elsewhere` where inline results go."""

    def __init__(self, world, user):
        self.world = world
        self.user = user
        self.id = user["id"]
        names = {name: user[name] for name in ("first_name", "username") if name in user}
        self.chat = world.chats[self.id] = Chat(world, {"id": self.id, "type": "private", **names}, has_bot=False)
        self.elsewhere = Chat(world, {"id": self.id, "type": "private", **names}, has_bot=False)

    def says(self, text):
        return self.send({"text": text, "entities": with_found(text, [])})

    def starts(self, payload=""):
        """Opens a deep link, or the bot for the first time."""
        assert re.fullmatch("[A-Za-z0-9_-]{0,64}", payload), f"Telegram opens no link with {payload!r}"
        return self.says(f"/start {payload}".strip())

    def presses(self, text):
        """A button of the reply keyboard, which must be shown."""
        shown = [button["text"] for row in (self.chat.keyboard or {}).get("keyboard", []) for button in row]
        assert text in shown, f"there is no {text!r} among {shown}"
        if self.chat.keyboard.get("one_time_keyboard"):
            self.chat.keyboard = None
        return self.says(text)

    def sends_document(self, name, data, caption=""):
        described = self.world.files.described(self.world.files.add("document", name, data))
        return self.send({**described, **({"caption": caption} if caption else {})})

    def sends_photo(self, data, width, height):
        stored = self.world.files.add("photo", "photo.jpg", data, width=width, height=height)
        return self.send(self.world.files.described(stored))

    def send(self, fields):
        with self.world.change():
            if self.chat.farewell:
                self.set_farewell(None)
            self.chat.has_bot = True
            message = self.chat.add({"from": self.user, **fields})
            self.world.tell("message", message.body, self.id)
            return message

    def taps(self, message, button, is_accessible=True):
        """A button by its text or its callback data. A message that is not accessible is too old for the bot to see."""
        found = [shown for shown in message.buttons if button in (shown["text"], shown.get("callback_data"))]
        assert len(found) == 1 and not message.is_deleted, f"{button!r} is not one of the buttons {message.buttons}"
        assert "callback_data" in found[0], f"{found[0]} does not call the bot"
        with self.world.change():
            number = self.world.ask("callback_query", message.chat)
            content = {"id": number, "from": self.user, "chat_instance": str(hash(message.chat)),
                       "data": found[0]["callback_data"]}
            if message.inline_message_id:
                content["inline_message_id"] = message.inline_message_id
            elif is_accessible:
                content["message"] = message.body
            else:
                content["message"] = {"chat": message.chat.description, "message_id": message.id, "date": 0}
            self.world.tell("callback_query", content, self.id if message.inline_message_id else message.chat.id)
        return Tap(self.world, number)

    def types_inline(self, query, offset="", timeout=10):
        """The results that the bot offers."""
        with self.world.change():
            number = self.world.ask("inline_query")
            content = {"id": number, "from": self.user, "query": query[:256], "offset": offset, "chat_type": "private"}
            self.world.tell("inline_query", content, self.id)
        asked = self.world.queries[number]
        self.world.wait_for(lambda: asked.answer is not None, timeout, lambda: f"no results for {query!r}")
        return InlineAnswer(query, asked.answer)

    def chooses(self, result):
        """Sends a result to somebody else. The bot can edit it by its inline_message_id, if it has buttons."""
        with self.world.change():
            markup = result.shown.get("reply_markup")
            fields = {"from": self.user, "via_bot": self.world.bot, **result.content}
            message = self.elsewhere.add({**fields, **({"reply_markup": markup} if markup else {})}, is_bots=True)
            chosen = {"result_id": result.id, "from": self.user, "query": result.query}
            if markup:
                message.inline_message_id = chosen["inline_message_id"] = f"AgAAAInline{message.id}"
                self.world.inline_messages[message.inline_message_id] = message
            self.world.tell("chosen_inline_result", chosen, self.id)
            return message

    def blocks(self):
        with self.world.change():
            self.set_farewell("bot was blocked by the user")

    def disappears(self):
        """Deletes the account; the bot is not told."""
        with self.world.change():
            self.chat.farewell = "user is deactivated"

    def set_farewell(self, why):
        was, now = ("member", "kicked") if why else ("kicked", "member")
        self.chat.farewell = why
        self.world.tell("my_chat_member", membership(self.chat, self.user, was, now), self.id)


class Group(Chat):
    def __init__(self, world, title, creator, kind="group"):
        number = next(world.message_ids)
        identifier = -4_000_000 - number if kind == "group" else -1_001_000_000_000 - number
        super().__init__(world, {"id": identifier, "type": kind, "title": title}, has_bot=True)
        self.creator = creator
        self.has_privacy_mode = True
        world.chats[self.id] = self

    def says(self, person, text, reply_to=None):
        """By privacy mode the bot hears only what is meant for it."""
        with self.world.change():
            fields = {"from": person.user, "text": text, "entities": with_found(text, [])}
            if reply_to:
                fields["reply_to_message"] = reply_to.body
            message = self.add(fields)
            if self.has_bot and (not self.has_privacy_mode or self.concerns_bot(message, reply_to)):
                self.world.tell("message", message.body, self.id)
            return message

    def concerns_bot(self, message: Message, reply_to):
        name = "@" + self.world.bot["username"].lower()
        if reply_to and reply_to.is_bots:
            return True
        for entity in message.entities:
            covered = cut_utf16(message.text, entity["offset"], entity["length"]).lower()
            if entity["type"] == "mention" and covered == name:
                return True
            is_command = entity["type"] == "bot_command" and entity["offset"] == 0
            if is_command and ("@" not in covered or covered.endswith(name)):
                return True
        return False

    def migrates(self):
        """Becomes a supergroup: another chat, which the bot is told of in both."""
        assert self.description["type"] == "group", "only a group becomes a supergroup"
        successor = Group(self.world, self.description["title"], self.creator, "supergroup")
        with self.world.change():
            self.moved_to, self.has_bot = successor.id, False
            for chat, moved in ((self, {"migrate_to_chat_id": successor.id}),
                                (successor, {"migrate_from_chat_id": self.id})):
                self.world.tell("message", chat.add({"from": self.creator.user, **moved}).body, chat.id)
        return successor


def membership(chat, user, was, now):
    """A ChatMemberUpdated about the bot."""
    def member(status):
        return {"user": chat.world.bot, "status": status, **({"until_date": 0} if status == "kicked" else {})}
    return {"chat": chat.description, "from": user, "date": int(time.time()), "old_chat_member": member(was),
            "new_chat_member": member(now)}
