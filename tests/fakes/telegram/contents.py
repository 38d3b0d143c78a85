"""What a message is made of, from the parameters of the bot: text or media, entities, a keyboard."""

from .entities import clean, cut_utf16, is_empty, parse_html, trim, utf16_length, with_found
from .keyboards import check_markup
from .refusal import bad_request

LONGEST_TEXT = 4096
LONGEST_CAPTION = 1024


def formatted(text, parse_mode, given):
    """(text, entities) as shown; `given` entities count when there is no parse mode."""
    mode = (parse_mode or "").lower()
    if mode == "html":
        text, entities = parse_html(text)
    elif mode:
        raise bad_request(f"parse mode {parse_mode} is unknown or not played by this fake")
    else:
        text, entities = clean(text), list(given or [])
        for entity in entities:
            if entity["offset"] < 0 or not cut_utf16(text, entity["offset"], entity["length"]):
                raise bad_request("can't parse entities: an entity lies outside of the text")
    text, entities = trim(text, entities)
    return text, with_found(text, entities)


def text_content(parameters, name="text"):
    if name not in parameters:
        raise bad_request("message text is empty")
    text, entities = formatted(parameters[name], parameters.get("parse_mode"), parameters.get("entities"))
    if is_empty(text):
        raise bad_request("message text is empty")
    if utf16_length(text) > LONGEST_TEXT:
        raise bad_request("message is too long")
    content = {"text": text, "entities": entities}
    if options := parameters.get("link_preview_options"):
        content["link_preview_options"] = options
    return without_empty(content)


def caption_content(parameters):
    text, entities = formatted(parameters.get("caption", ""), parameters.get("parse_mode"),
                               parameters.get("caption_entities"))
    if utf16_length(text) > LONGEST_CAPTION:
        raise bad_request("message caption is too long")
    return without_empty({"caption": text, "caption_entities": entities,
                          "show_caption_above_media": parameters.get("show_caption_above_media")})


def media_content(kind, source, parameters, world, uploads=None):
    """A photo or a document with its caption."""
    stored = world.files.accept(kind, source, uploads or {})
    return {**world.files.described(stored), **caption_content(parameters),
            **without_empty({"has_media_spoiler": parameters.get("has_spoiler")})}


def result_content(result, world):
    """What appears when a person chooses this inline result."""
    check_markup(result.get("reply_markup"), is_private=False)
    if result["type"] == "article":
        if is_empty(result["title"]):
            raise bad_request("ARTICLE_TITLE_EMPTY")
        check_addresses(result, ("url", "thumbnail_url"))
        return input_content(result["input_message_content"])
    if result["type"] == "photo":
        check_addresses(result, ("photo_url", "thumbnail_url"))
        shown = media_content("photo", result.get("photo_url") or result["photo_file_id"], result, world)
        return input_content(result["input_message_content"]) if "input_message_content" in result else shown
    raise bad_request(f"inline results of type {result['type']} are not played by this fake")


def input_content(content):
    if "message_text" not in content:
        raise bad_request("only texts are played by this fake as input_message_content")
    return text_content({**content, "text": content["message_text"]})


def check_addresses(result, names):
    if not all(result.get(name, "https://").startswith(("https://", "http://")) for name in names):
        raise bad_request("WEBDOCUMENT_URL_INVALID")


def without_empty(fields):
    return {name: value for name, value in fields.items() if value not in (None, "", [], False)}
