"""One chat as somebody sees it in the course of time: every message, every change of it, every notice."""

import time

import rendering

QUIET = 0.6  # seconds without news, after which the bot is thought to have finished


class Talk:
    """`picture_of` gives the bytes of a picture by its file_id; `parts` are pieces of the page, in order."""

    def __init__(self, chat, picture_of):
        self.chat = chat
        self.picture_of = picture_of
        self.seen = {}
        self.parts = []

    def says(self, person, text):
        speak = person.says if self.chat.is_private else lambda said: self.chat.says(person, said)
        return self.expect_news(lambda: speak(text))

    def expect_news(self, act):
        """Acts, and waits until the bot has done something upon it and is quiet."""
        before = len(self.chat.events)
        act()
        self.chat.wait_for(lambda chat: len(chat.events) > before)
        self.settle()
        self.look()

    def taps(self, person, label=None, at=None, message=None):
        """A button of the bot's last message: the first whose text contains `label`, or that at place `at`."""
        message = message or self.chat.from_bot[-1]
        buttons = message.buttons
        fitting = buttons[at:][:1] if at is not None else [one for one in buttons if label in one["text"]]
        assert fitting, f"no button {label or at} below {message}"
        pressed = fitting[0]
        whose = "" if self.chat.is_private else f"{person.user['first_name']}: "
        self.parts.append(rendering.tapped_html(whose + pressed["text"]))
        answer = person.taps(message, pressed["callback_data"]).answer()
        self.parts.append(rendering.notice_html(answer))
        self.settle()
        self.look()

    def settle(self):
        count, since = -1, time.monotonic()
        while time.monotonic() - since < QUIET:
            if len(self.chat.events) != count:
                count, since = len(self.chat.events), time.monotonic()
            time.sleep(0.05)

    def look(self):
        """Takes in what is new or has changed."""
        for message in self.chat.messages:
            if self.seen.get(message.id) == message.body:
                continue
            self.seen[message.id] = message.body
            names_sender = not self.chat.is_private
            self.parts.append(rendering.message_html(message.body, message.is_bots, self.picture_of, names_sender))

    def skip(self):
        """What is new or has changed is not shown."""
        shown = list(self.parts)
        self.look()
        self.parts = shown

    def page(self, subtitle="bot"):
        title = self.chat.description.get("title", "Kinosovet")
        return rendering.phone_html(title, subtitle, [*self.parts, rendering.reply_keyboard_html(self.chat.keyboard)])
