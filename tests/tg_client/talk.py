"""A person's talk with the bot, where each thing done waits for what comes of it, and what a person reads in a message."""

import urllib.parse

PATIENCE = 10  # seconds; so long people wait
MARK = "✅"


class Talk:
    """A private chat with a person who was never there before."""

    def __init__(self, telegram, language="ru", first_name="Анна"):
        self.telegram = telegram
        self.person = telegram.person(first_name=first_name, language_code=language)
        self.chat = self.person.chat

    def after(self, act, count=1):
        """The messages, so many, that the bot sends after `act()`."""
        before = len(self.chat.from_bot)
        act()
        self.chat.wait_for(before + count, PATIENCE)
        return self.chat.from_bot[before:]

    def says(self, text):
        """The answer to a text."""
        return self.after(lambda: self.person.says(text))[0]

    def starts(self, payload=""):
        """The greeting and the line that brings the reply buttons, or the page that a link leads to."""
        is_greeting = payload == ""
        messages = self.after(lambda: self.person.starts(payload), 2 if is_greeting else 1)
        return messages if is_greeting else messages[0]

    def sends_file(self, name, data):
        return self.after(lambda: self.person.sends_document(name, data))[0]

    def taps(self, message, button):
        """What is shown for a moment after a press; "" where that is nothing."""
        return self.person.taps(message, button).answer(PATIENCE).get("text", "")

    def turns(self, message, button):
        """The same message, once a press has changed it."""
        before = message.body
        notice = self.taps(message, button)
        self.telegram.world.wait_for(lambda: message.body is not before, PATIENCE,
                                     lambda: f"{button!r} changes nothing of {message}, notice {notice!r}")
        return message

    def gets(self, message, button):
        """The new message that comes of a press."""
        return self.after(lambda: self.taps(message, button))[0]

    def speaks(self, message, language):
        """Chooses a language by its button, upon which the reply buttons come in that language."""
        return self.after(lambda: self.turns(message, language))[0]

    def is_silent_after(self, act):
        """Whether nothing comes of `act()`: the bot answers a chat in order, so what comes next is to the next thing."""
        before = len(self.chat.from_bot)
        act()
        self.person.says("/help")
        self.chat.wait_for(before + 1, PATIENCE)
        return self.chat.from_bot[before].text.startswith(("Как со мной говорить", "How to talk to me"))

    def pages(self, message):
        """What stands on each page of an answer, by turning them all, and back to the first."""
        pages = []
        for _ in range(count_of(message)):
            pages.append(text_of(message))
            if count_of(message) > 1:
                self.turns(message, "➡️")
        return pages


def text_of(message):
    """Spaces at which no line may break are spaces all the same."""
    return (message.caption or message.text).replace("\u00a0", " ")


def origin_of(message):
    """The line that tells what was understood."""
    return next(line for line in text_of(message).split("\n")
                if line.startswith(("Похоже на", "По описанию", "Like", "By description")))


def quoted(title, quotes="«»"):
    """As a title with its year stands in a sentence; in Russian, unless other quotes are given."""
    name, year = title.rsplit(" ", 1)
    return f"{quotes[0]}{name}{quotes[1]} {year}"


def labels(message):
    return [button["text"] for button in message.buttons]


def rows_of(message):
    """The labels, row by row."""
    return [[button["text"] for button in row] for row in message.body["reply_markup"]["inline_keyboard"]]


def shown_below(talk):
    """The reply buttons."""
    return [button["text"] for row in talk.chat.keyboard["keyboard"] for button in row]


def url_of(message, label):
    return next(button["url"] for button in message.buttons if button["text"] == label)


def film_of(message):
    """The id of the film on a page."""
    return next(button["callback_data"] for button in message.buttons
                if button.get("callback_data", "").startswith("r:l:"))[4:]


def marks_of(message):
    return [label.removeprefix(MARK).strip() for label in labels(message) if label.startswith(MARK)]


def title_of(message):
    return text_of(message).split("\n", 1)[0]


def counter_of(message):
    """(page, pages), from the button between the arrows; an only page has none."""
    counter = next((label for label in labels(message) if "/" in label), "1/1")
    return tuple(int(number) for number in counter.split("/"))


def count_of(message):
    return counter_of(message)[1]


def link_of(message):
    """The address under what the page is an answer to."""
    return next(entity["url"] for entity in message.entities if entity["type"] == "text_link")


def marked_as(message, kind):
    """The parts of the text that are shown in this way: bold, as a link."""
    units = text_of(message).encode("utf-16-le")
    return [units[2 * entity["offset"]:2 * (entity["offset"] + entity["length"])].decode("utf-16-le")
            for entity in message.entities if entity["type"] == kind]


def films_of(message):
    """The ids of the films on all pages of an answer, in order."""
    fields = urllib.parse.parse_qs(urllib.parse.urlsplit(link_of(message)).query)
    return fields["f"][0].split("~")[::2]


def facts_of(message):
    """The line of rating, genres, run time and countries."""
    head = text_of(message).split("\n\n", 1)[0]
    return head.rsplit("\n", 1)[1]


def has_repeats(films):
    return len(set(films)) < len(films)
