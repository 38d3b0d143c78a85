"""From an HTTP request to the parameters of a method, strictly.

A body is JSON, a form or multipart. Each call is parsed by aiogram's model of the method. What the model does not know,
at any depth, is refused, as are types that only resemble the right ones, missing files and files that nothing uses.
"""

import dataclasses
import json
import re
import time
import typing

import aiogram.methods
import pydantic
from aiohttp import web

from .refusal import Refusal, bad_request

PLAYED = ["getMe", "getUpdates", "setWebhook", "deleteWebhook", "getWebhookInfo", "sendMessage", "sendPhoto",
          "sendMediaGroup", "sendDocument", "sendChatAction", "editMessageText", "editMessageCaption",
          "editMessageMedia", "editMessageReplyMarkup", "deleteMessage", "answerCallbackQuery", "answerInlineQuery",
          "getFile", "setMyCommands", "getMyCommands", "setMyDescription", "setMyShortDescription", "setMyName",
          "setChatMenuButton", "leaveChat"]
MODELS = {name: getattr(aiogram.methods, name[0].upper() + name[1:]) for name in PLAYED}

# Known to Telegram, and without a meaning here: better refused than silently without effect.
NOT_PLAYED = {"business_connection_id", "message_thread_id", "direct_messages_topic_id", "message_effect_id",
              "suggested_post_parameters", "ephemeral_message_parameters", "receiver_user_id", "allow_paid_broadcast",
              "rich_message", "certificate", "ip_address", "thumbnail", "switch_pm_text", "switch_pm_parameter"}
FILE_FIELDS = ("photo", "document", "media")
LARGEST_BODY = 50 << 20


@dataclasses.dataclass
class File:
    name: str
    data: bytes

    @property
    def size(self):
        return len(self.data)


@dataclasses.dataclass
class Call:
    """One request of the bot and what became of it."""
    method: str
    parameters: dict = dataclasses.field(default_factory=dict)
    files: dict = dataclasses.field(default_factory=dict)  # by the name of the part
    time: float = dataclasses.field(default_factory=time.monotonic)
    outcome: object = None  # 200, an error's code, or what a fault did: "held", "dropped"
    description: str = ""  # of the error

    @property
    def chat(self):
        return normal_chat(self.parameters.get("chat_id"))


def normal_chat(chat):
    """5 and "5" are one chat."""
    return int(chat) if isinstance(chat, str) and re.fullmatch(r"-?\d{1,18}", chat) else chat


async def read_body(request):
    """(parameters, files, whether values are typed): parameters of a form are all text."""
    try:
        return await read_body_of_any_size(request)
    except web.HTTPRequestEntityTooLarge:
        raise Refusal(413, "Request Entity Too Large") from None


async def read_body_of_any_size(request):
    query = list(request.query.items())
    if request.content_type == "application/json":
        try:
            body = json.loads(await request.read() or b"{}")
        except ValueError:
            raise bad_request("can't parse JSON object") from None
        if not isinstance(body, dict) or query:
            raise bad_request("object expected as parameters, and no query beside it")
        return {name: value for name, value in body.items() if value is not None}, {}, True
    fields, files = query, []
    if request.content_type == "multipart/form-data":
        async for part in await request.multipart():
            data = bytes(await part.read())
            if part.filename is None:
                fields.append((part.name, utf8(data)))
            else:
                files.append((part.name, File(part.filename, data)))
    elif request.content_type == "application/x-www-form-urlencoded":
        fields += list((await request.post()).items())
    elif await request.read():
        raise bad_request(f"unsupported content type {request.content_type}")
    names = [name for name, _ in fields + files]
    if len(set(names)) != len(names):
        raise bad_request("a parameter is given twice")
    return dict(fields), dict(files), False


def utf8(data):
    try:
        return data.decode()
    except UnicodeDecodeError:
        raise bad_request("strings must be encoded in UTF-8") from None


def checked(method, given, files, is_typed):
    """The parameters as JSON values, chat_id normalised, absent ones left out."""
    model = MODELS[method]
    if unknown := set(given) - set(model.model_fields):
        raise bad_request(f"unknown parameters {sorted(unknown)}")
    if unplayed := set(given) & NOT_PLAYED:
        raise bad_request(f"parameters {sorted(unplayed)} are not played by this fake")
    values = given if is_typed else {name: typed(model, name, text) for name, text in given.items()}
    values |= {name: f"attach://{name}" for name in files if name in model.model_fields and name not in values}
    try:
        parsed = model.model_validate_json(json.dumps(values), strict=True)
    except pydantic.ValidationError as error:
        first = error.errors()[0]
        raise bad_request(f"can't parse {'.'.join(map(str, first['loc']))}: {first['msg']}") from None
    except UnicodeError:
        raise bad_request("strings must be encoded in UTF-8") from None
    if unknown := sorted(unknown_fields(parsed)):
        raise bad_request(f"unknown fields {unknown}")
    check_files(values, files)
    if "chat_id" in values:
        values["chat_id"] = normal_chat(values["chat_id"])
    return values


def typed(model, name, text):
    annotation = model.model_fields[name].annotation
    if annotation is str or str in typing.get_args(annotation):
        return text
    try:
        return json.loads(text)
    except ValueError:
        raise bad_request(f"can't parse parameter {name}: it must be JSON") from None


def unknown_fields(value):
    """Names that aiogram let pass without knowing them."""
    if isinstance(value, list):
        for item in value:
            yield from unknown_fields(item)
    elif isinstance(value, pydantic.BaseModel):
        yield from value.model_extra or ()
        for item in value.__dict__.values():
            yield from unknown_fields(item)


def attached(value, field=None):
    """Names of parts that parameters speak of."""
    if isinstance(value, dict):
        for name, item in value.items():
            yield from attached(item, name)
    elif isinstance(value, list):
        for item in value:
            yield from attached(item, field)
    elif field in FILE_FIELDS and isinstance(value, str) and value.startswith("attach://"):
        yield value.removeprefix("attach://")


def check_files(values, files):
    spoken_of = set(attached(values))
    if missing := spoken_of - set(files):
        raise bad_request(f"attached files {sorted(missing)} not found")
    if unused := set(files) - spoken_of:
        raise bad_request(f"files {sorted(unused)} are attached and not used")
    if any(not file.data for file in files.values()):
        raise bad_request("file must be non-empty")
