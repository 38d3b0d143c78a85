"""What the methods of the bot do to the world. Parameters are checked for their types before they come here."""

import itertools
import json
import re
import time

from .contents import caption_content, media_content, result_content, text_content
from .keyboards import check_markup, check_web_app
from .refusal import bad_request, too_many_requests

ACTIONS = {"typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice", "upload_document",
           "choose_sticker", "find_location", "record_video_note", "upload_video_note"}
UNCHANGED = {"message_id", "chat", "date", "from", "reply_to_message", "via_bot", "media_group_id"}  # by any edit
MEDIA = {"photo", "document", "has_media_spoiler"}
NOT_MODIFIED = ("message is not modified: specified new message content and reply markup are exactly the same as a "
                "current content and reply markup of the message")


class Methods:
    def __init__(self, world):
        self.world = world
        self.enforces_rates = False
        self.sent_at = {}
        self.albums = itertools.count(13_000_000_001)
        updates = world.updates
        self.table = {
            "getMe": lambda _: {**world.bot, "can_join_groups": True, "can_read_all_group_messages": False,
                                "supports_inline_queries": True},
            "setWebhook": updates.set_webhook,
            "deleteWebhook": updates.delete_webhook,
            "getWebhookInfo": lambda _: updates.webhook_info(),
            "sendChatAction": self.send_chat_action,
            "editMessageText": self.edit_text,
            "editMessageCaption": self.edit_caption,
            "editMessageReplyMarkup": self.edit_reply_markup,
            "deleteMessage": self.delete,
            "answerCallbackQuery": self.answer_callback,
            "answerInlineQuery": self.answer_inline,
            "getFile": lambda parameters: world.files.described_for_download(parameters["file_id"]),
            "setMyCommands": self.set_commands,
            "getMyCommands": lambda parameters: world.profile.get(commands_key(parameters), []),
            "setMyDescription": lambda parameters: self.describe("description", 512, parameters),
            "setMyShortDescription": lambda parameters: self.describe("short_description", 120, parameters),
            "setMyName": lambda parameters: self.describe("name", 64, parameters),
            "setChatMenuButton": self.set_menu_button,
            "leaveChat": self.leave,
        }
        self.table_with_files = {
            "sendMessage": lambda parameters, _: self.send(parameters, lambda: text_content(parameters)),
            "sendPhoto": lambda parameters, files: self.send_file("photo", parameters, files),
            "sendDocument": lambda parameters, files: self.send_file("document", parameters, files),
            "sendMediaGroup": self.send_album,
            "editMessageMedia": self.edit_media,
        }

    def play(self, call):
        """The result of a call, or a Refusal and no effect."""
        if call.method in self.table_with_files:
            return self.table_with_files[call.method](call.parameters, call.files)
        return self.table[call.method](call.parameters)

    # --- sending

    def send(self, parameters, content):
        chat = self.chat_to_send(parameters)
        markup = parameters.get("reply_markup") or {}
        check_markup(markup, chat.is_private)
        return self.place(chat, {**self.reply(chat, parameters), **content(), **inline_only(markup)}, markup)

    def send_file(self, kind, parameters, files):
        return self.send(parameters, lambda: media_content(kind, parameters[kind], parameters, self.world, files))

    def send_album(self, parameters, files):
        chat, media = self.chat_to_send(parameters), parameters["media"]
        if not 2 <= len(media) <= 10:
            raise bad_request("media group must include 2-10 items")
        if len(set(item["type"] for item in media)) > 1:
            raise bad_request("document can't be mixed with other media types")
        reply = self.reply(chat, parameters)
        contents = [self.media(item, files) for item in media]
        album = str(next(self.albums))
        return [self.place(chat, {**reply, **content, "media_group_id": album}, {}) for content in contents]

    def media(self, item, files):
        if item["type"] not in ("photo", "document"):
            raise bad_request(f"media of type {item['type']} are not played by this fake")
        return media_content(item["type"], item["media"], item, self.world, files)

    def chat_to_send(self, parameters):
        chat = self.world.chat_for_bot(parameters["chat_id"])
        if self.enforces_rates and time.monotonic() - self.sent_at.get(chat.id, 0) < 0.9:
            raise too_many_requests(1)
        return chat

    def reply(self, chat, parameters):
        """The message replied to, as a field of the new one."""
        asked = parameters.get("reply_parameters") or {"message_id": parameters.get("reply_to_message_id")}
        if unplayed := set(asked) - {"message_id", "allow_sending_without_reply"}:
            raise bad_request(f"reply parameters {sorted(unplayed)} are not played by this fake")
        message = chat.all_messages.get(asked["message_id"])
        if message and not message.is_deleted:
            quoted = {name: value for name, value in message.body.items() if name != "reply_to_message"}
            return {"reply_to_message": quoted}
        may_lack = asked.get("allow_sending_without_reply") or parameters.get("allow_sending_without_reply")
        if asked["message_id"] is not None and not may_lack:
            raise bad_request("message to be replied not found")
        return {}

    def place(self, chat, fields, markup):
        message = chat.add({"from": self.world.bot, **fields}, is_bots=True)
        message.has_reply_keyboard = bool(markup) and "inline_keyboard" not in markup
        if "keyboard" in markup:
            chat.keyboard = markup
        elif markup.get("remove_keyboard"):
            chat.keyboard = None
        self.sent_at[chat.id] = time.monotonic()
        chat.note("sent", message.body)
        return message.body

    def send_chat_action(self, parameters):
        self.world.chat_for_bot(parameters["chat_id"])
        if parameters["action"] not in ACTIONS:
            raise bad_request("wrong parameter action in request")
        return True

    # --- editing

    def edit(self, parameters, change):
        """`change` makes the new content out of the message."""
        message = self.world.message_for_bot(parameters, "message to edit not found")
        if not message.is_bots or message.has_reply_keyboard:
            raise bad_request("message can't be edited")
        markup = parameters.get("reply_markup") or {}
        is_private = message.chat.is_private and not message.inline_message_id
        check_markup(markup, is_private)
        kept = {name: value for name, value in message.body.items() if name in UNCHANGED}
        body = {**kept, **change(message), **inline_only(markup)}
        if body == {name: value for name, value in message.body.items() if name != "edit_date"}:
            raise bad_request(NOT_MODIFIED)
        message.body = {**body, "edit_date": int(time.time())}
        message.chat.note("edited", message.body)
        return True if message.inline_message_id else message.body

    def edit_text(self, parameters):
        def change(message):
            if message.text is None:
                raise bad_request("there is no text in the message to edit")
            return text_content(parameters)
        return self.edit(parameters, change)

    def edit_caption(self, parameters):
        def change(message):
            if message.text is not None:
                raise bad_request("there is no caption in the message to edit")
            media = {name: value for name, value in message.body.items() if name in MEDIA}
            return {**media, **caption_content(parameters)}
        return self.edit(parameters, change)

    def edit_media(self, parameters, files):
        def change(message):
            if message.inline_message_id and parameters["media"]["media"].startswith("attach://"):
                raise bad_request("can't upload new files when an inline message is edited")
            return self.media(parameters["media"], files)
        return self.edit(parameters, change)

    def edit_reply_markup(self, parameters):
        def change(message):
            return {name: value for name, value in message.body.items() if name not in ("reply_markup", "edit_date")}
        return self.edit(parameters, change)

    def delete(self, parameters):
        message = self.world.message_for_bot(parameters, "message to delete not found")
        if not message.is_bots and not message.chat.is_private:
            raise bad_request("message can't be deleted")
        message.is_deleted = True
        message.chat.note("deleted", message.body)
        return True

    # --- answering

    def answer_callback(self, parameters):
        if len(parameters.get("text", "")) > 200:
            raise bad_request("MESSAGE_TOO_LONG")
        deep_link = rf"https://t\.me/{self.world.bot['username']}\?start=[\w-]{{1,64}}"
        if "url" in parameters and not re.fullmatch(deep_link, parameters["url"]):
            raise bad_request("URL_INVALID")
        answer = {name: value for name, value in parameters.items() if name != "callback_query_id"}
        query = self.world.answer(parameters["callback_query_id"], "callback_query", answer)
        query.chat.note("answered", answer)
        return True

    def answer_inline(self, parameters):
        results, button = parameters["results"], parameters.get("button")
        identifiers = [result["id"] for result in results]
        if len(results) > 50:
            raise bad_request("RESULTS_TOO_MUCH")
        if not all(1 <= len(identifier.encode()) <= 64 for identifier in identifiers):
            raise bad_request("RESULT_ID_INVALID")
        if len(set(identifiers)) < len(identifiers):
            raise bad_request("RESULT_ID_DUPLICATE")
        if len(parameters.get("next_offset", "").encode()) > 64:
            raise bad_request("NEXT_OFFSET_INVALID")
        if button:
            check_results_button(button)
        contents = [result_content(result, self.world) for result in results]
        self.world.answer(parameters["inline_query_id"], "inline_query", {**parameters, "contents": contents})
        return True

    # --- the bot itself

    def set_commands(self, parameters):
        commands = parameters["commands"]
        if len(commands) > 100 or not all(re.fullmatch("[a-z0-9_]{1,32}", command["command"]) for command in commands):
            raise bad_request("BOT_COMMAND_INVALID")
        if not all(1 <= len(command["description"]) <= 256 for command in commands):
            raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
        check_language(parameters)
        self.world.profile[commands_key(parameters)] = commands
        return True

    def describe(self, what, longest, parameters):
        text = parameters.get(what, "")
        if len(text) > longest:
            raise bad_request(f"bot {what.replace('_', ' ')} is too long")
        check_language(parameters)
        self.world.profile[what, parameters.get("language_code", "")] = text
        return True

    def set_menu_button(self, parameters):
        button = parameters.get("menu_button", {"type": "default"})
        if button["type"] == "web_app":
            check_web_app(button["web_app"], is_private=True)
        if "chat_id" in parameters and not self.world.chat_for_bot(parameters["chat_id"]).is_private:
            raise bad_request("chat not found")
        self.world.profile["menu_button", parameters.get("chat_id")] = button
        return True

    def leave(self, parameters):
        chat = self.world.chat_for_bot(parameters["chat_id"])
        if chat.is_private:
            raise bad_request("chat member status can't be changed in private chats")
        chat.has_bot, chat.farewell = False, "bot is not a member of the group chat"
        return True


def inline_only(markup):
    """The only kind of keyboard that is a part of its message; an empty one is none."""
    return {"reply_markup": markup} if any(markup.get("inline_keyboard", [])) else {}


def check_results_button(button):
    start, web_app = button.get("start_parameter"), button.get("web_app")
    if not button["text"] or (start is None) == (web_app is None):
        raise bad_request("a button of inline results needs a text and exactly one action")
    if start is not None and not re.fullmatch("[A-Za-z0-9_-]{1,64}", start):
        raise bad_request("START_PARAM_INVALID")
    if web_app is not None:
        check_web_app(web_app, is_private=True)


def check_language(parameters):
    if not re.fullmatch("([a-z]{2})?", parameters.get("language_code", "")):
        raise bad_request("LANG_CODE_INVALID")


def commands_key(parameters):
    scope = parameters.get("scope") or {"type": "default"}
    return "commands", json.dumps(scope, sort_keys=True), parameters.get("language_code", "")
