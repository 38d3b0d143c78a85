"""Text and its entities as Telegram keeps them. Offsets and lengths are in UTF-16 code units.

The HTML parser follows the real one (MessageEntity.cpp of tdlib), its complaints included: what is not a tag of
Telegram's is refused, and `&` that begins no entity of HTML known to it stays as it is.
"""

import re

from .refusal import bad_request

KINDS = {"b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "ins": "underline",
         "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough", "tg-spoiler": "spoiler",
         "span": "spoiler", "code": "code", "pre": "pre", "blockquote": "blockquote", "a": "text_link"}
NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}

CHARACTER = re.compile(r"&(?:#x([0-9a-fA-F]{1,6})|#(\d{1,7})|(lt|gt|amp|quot)(?![a-zA-Z]));?")
START_TAG = re.compile(r"<([^\s>]*)")
ATTRIBUTE = re.compile(r"""\s+([^\s=>/"']+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([A-Za-z0-9.-]+)(?=[\s>])))?""")
END_TAG = re.compile(r"</([^\s>]*)\s*>")
VALID_LINK = re.compile(r"(?:https?://|tg://|mailto:|tel:)\S+|[^\s/:]+\.[^\s/:]{2,}(?:/\S*)?", re.IGNORECASE)

FOUND = [("url", re.compile(r"https?://[^\s<>\"]+")),
         ("bot_command", re.compile(r"(?<![\w/@])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/])")),
         ("mention", re.compile(r"(?<![\w@/])@[A-Za-z0-9_]{4,32}(?!\w)")),
         ("hashtag", re.compile(r"(?<![\w#&])#(?!\d+\b)\w+"))]


def utf16_length(text):
    return len(text) + sum(character > "\uffff" for character in text)


def cut_utf16(text, offset, length):
    """The part of the text that an entity covers."""
    units = text.encode("utf-16-le", "surrogatepass")
    return units[2 * offset:2 * (offset + length)].decode("utf-16-le", "replace")


def clean(text):
    """Without carriage returns; other control characters become spaces."""
    return "".join(" " if character < " " and character != "\n" else character for character in text.replace("\r", ""))


def is_empty(text):
    """Whether nobody would see anything."""
    return not any(character.isprintable() and not character.isspace() for character in text)


def decode(text):
    def character(match):
        hexadecimal, decimal, name = match.groups()
        if name:
            return NAMED[name]
        code = int(hexadecimal, 16) if hexadecimal else int(decimal)
        return chr(code) if 0 < code < 0x10FFFF and not 0xD800 <= code < 0xE000 else match.group()
    return CHARACTER.sub(character, text)


class HtmlParser:
    """One pass over one text; to be used once."""

    def __init__(self, html):
        self.html = html
        self.at = 0
        self.text = ""
        self.open = []  # (tag, argument, offset)
        self.entities = []

    def parse(self):
        """(text, entities), or a Refusal that says where the fault is."""
        while self.at < len(self.html):
            if self.html.startswith("</", self.at):
                self.end_tag()
            elif self.html[self.at] == "<":
                self.start_tag()
            else:
                end = self.html.find("<", self.at)
                end = len(self.html) if end < 0 else end
                self.text += decode(self.html[self.at:end])
                self.at = end
        if self.open:
            raise bad_request("can't parse entities: Can't find end tag corresponding to start tag "
                              f'"{self.open[-1][0]}"')
        return self.text, self.entities

    def refuse(self, complaint, rest=""):
        offset = len(self.html[:self.at].encode())
        raise bad_request(f"can't parse entities: {complaint} at byte offset {offset}{rest}")

    def start_tag(self):
        match = START_TAG.match(self.html, self.at)
        tag, after = match.group(1).lower(), match.end()
        if after == len(self.html):
            self.refuse("Unclosed start tag")
        if tag not in KINDS:
            self.refuse(f'Unsupported start tag "{tag}"')
        argument = ""
        while attribute := ATTRIBUTE.match(self.html, after):
            name, *values = attribute.groups()
            value = next((value for value in values if value is not None), "")
            argument = self.argument(tag, name, decode(value)) or argument
            after = attribute.end()
        after += len(self.html[after:]) - len(self.html[after:].lstrip())
        if not self.html.startswith(">", after):
            self.refuse("Unclosed start tag" if ">" not in self.html[after:] else f'Wrong attribute in the tag "{tag}"')
        if tag == "span" and argument != "spoiler":
            self.refuse('Tag "span" must have class "tg-spoiler"')
        self.open.append((tag, argument, utf16_length(self.text)))
        self.at = after + 1

    @staticmethod
    def argument(tag, name, value):
        """What this attribute means to this tag; nothing when it means nothing, which is no error."""
        if (tag, name) == ("a", "href"):
            return value
        if (tag, name) == ("code", "class") and value.startswith("language-"):
            return value.removeprefix("language-")
        if (tag, name) == ("span", "class") and value.startswith("tg-"):
            return value.removeprefix("tg-")
        return "expandable" if (tag, name) == ("blockquote", "expandable") else ""

    def end_tag(self):
        match = END_TAG.match(self.html, self.at)
        if not self.open:
            self.refuse("Unexpected end tag")
        if not match:
            self.refuse("Unclosed end tag")
        tag, argument, offset = self.open.pop()
        if match.group(1).lower() not in ("", tag):
            self.refuse("Unmatched end tag", f', expected "</{tag}>", found "</{match.group(1)}>"')
        self.at = match.end()
        length = utf16_length(self.text) - offset
        if length > 0:
            self.keep(tag, argument, {"type": KINDS[tag], "offset": offset, "length": length})

    def keep(self, tag, argument, entity):
        if tag == "a":
            link = argument or cut_utf16(self.text, entity["offset"], entity["length"])
            if not VALID_LINK.fullmatch(link):
                return  # as the real one: the text stays, the link is gone
            entity["url"] = link
        elif tag == "code" and argument:
            entity["language"] = argument
        elif tag == "blockquote" and argument:
            entity["type"] = "expandable_blockquote"
        elif tag == "pre" and self.entities and self.entities[-1] == {**self.entities[-1], **entity, "type": "code"}:
            entity |= {"language": language} if (language := self.entities.pop().get("language")) else {}
        self.entities.append(entity)


def parse_html(html):
    """(text, entities) of a message whose parse_mode is HTML."""
    text, entities = HtmlParser(clean(html)).parse()
    for entity in entities:
        if entity["type"] == "code":
            entity.pop("language", None)  # belongs to `pre` alone
    return text, entities


def trim(text, entities):
    """Without white space at the ends; entities shrink with the text, and those of white space alone go."""
    left = utf16_length(text) - utf16_length(text.lstrip())
    text = text.strip()
    end = utf16_length(text)
    kept = []
    for entity in entities:
        start, stop = max(entity["offset"] - left, 0), min(entity["offset"] - left + entity["length"], end)
        if stop > start and cut_utf16(text, start, stop - start).strip():
            kept.append({**entity, "offset": start, "length": stop - start})
    return text, kept


def with_found(text, entities):
    """The entities, and those that Telegram sees in any text: addresses, commands, mentions, hashtags; in order."""
    closed = [entity for entity in entities if entity["type"] in ("code", "pre", "text_link")]
    found = list(entities)
    for kind, pattern in FOUND:
        for match in pattern.finditer(text):
            offset, length = utf16_length(text[:match.start()]), utf16_length(match.group())
            if not any(overlap(offset, length, other) for other in closed):
                found.append({"type": kind, "offset": offset, "length": length})
                closed.append(found[-1])
    return sorted(found, key=lambda entity: (entity["offset"], -entity["length"]))


def overlap(offset, length, entity):
    return offset < entity["offset"] + entity["length"] and entity["offset"] < offset + length
