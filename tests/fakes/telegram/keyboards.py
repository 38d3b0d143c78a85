"""What keyboards Telegram accepts."""

import re

from .refusal import bad_request

ACTIONS = {"url", "callback_data", "web_app", "switch_inline_query", "switch_inline_query_current_chat",
           "switch_inline_query_chosen_chat", "copy_text"}
MOST_BUTTONS = 100
LONGEST_ROW = 8


def check_markup(markup, is_private):
    """Refuses a reply_markup of any kind that the real server would refuse in such a chat."""
    if not markup:
        return
    if "inline_keyboard" in markup:
        check_inline(markup["inline_keyboard"], is_private)
    elif "keyboard" in markup:
        check_shape(markup["keyboard"])
        for button in buttons_of(markup["keyboard"]):
            if "web_app" in button:
                check_web_app(button["web_app"], is_private)
    if len(markup.get("input_field_placeholder") or "") > 64:
        raise bad_request("input field placeholder is too long")


def check_inline(rows, is_private):
    check_shape(rows)
    for button in buttons_of(rows):
        actions = [name for name in ACTIONS if button.get(name) is not None]
        if set(button) - ACTIONS - {"text"}:
            raise bad_request(f"buttons with {sorted(set(button) - ACTIONS - {'text'})} are not played by this fake")
        if not actions:
            raise bad_request("text buttons are unallowed in the inline keyboard")
        if len(actions) > 1:
            raise bad_request("an inline keyboard button must have exactly one action")
        check_action(button, is_private)


def check_action(button, is_private):
    data, url, copied = button.get("callback_data"), button.get("url"), button.get("copy_text")
    if data is not None and not 1 <= len(data.encode()) <= 64:
        raise bad_request("BUTTON_DATA_INVALID")
    if url is not None:
        check_url(url, "inline keyboard button URL", r"(https?://[^\s/]+\.[^\s/]{2,}|https?://127\.|tg://)\S*")
    if copied is not None and not 1 <= len(copied["text"]) <= 256:
        raise bad_request("BUTTON_COPY_TEXT_INVALID")
    if button.get("web_app"):
        check_web_app(button["web_app"], is_private)


def check_web_app(web_app, is_private):
    if not is_private:
        raise bad_request("BUTTON_TYPE_INVALID")
    check_url(web_app["url"], "inline keyboard button Web App URL", r"https://\S+")


def check_url(url, what, pattern):
    if not re.fullmatch(pattern, url, re.IGNORECASE):
        raise bad_request(f"{what} '{url}' is invalid: Wrong HTTP URL")


def check_shape(rows):
    if any(len(row) > LONGEST_ROW for row in rows) or len(list(buttons_of(rows))) > MOST_BUTTONS:
        raise bad_request("reply markup is too long")
    if not all(button["text"].strip() for button in buttons_of(rows)):
        raise bad_request("keyboard button text must be non-empty")


def buttons_of(rows):
    return [button for row in rows for button in row]
