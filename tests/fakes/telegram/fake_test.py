"""The fake refuses what the real Telegram refuses, in the same words."""

import json
import threading
import time

import pytest

from telegram.clients import MORE, TOKEN, png

LETTERS_64_BYTES = "ж" * 32


def with_button(**button):
    return {"inline_keyboard": [[{"text": "кнопка", **button}]]}


# --- the door

def test_the_token_and_the_method_must_be_right(api, telegram):
    assert api.raw("getMe", "{}", "application/json", token="123456:OTHER") == (
        401, {"ok": False, "error_code": 401, "description": "Unauthorized"})
    assert api.call("sendPoll")[0] == 404
    assert api.request("GET", "/elsewhere")[0] == 404
    assert api.result("getMe")["username"] == "kinosovet_test_bot"
    assert api.request("GET", f"/bot{TOKEN}/getMe")[0] == 200
    assert [call.outcome for call in telegram.calls] == [401, 404, 200, 200]
    assert [call.outcome for call in telegram.refusals] == [401, 404]


@pytest.mark.parametrize("wrong", [
    {"chat_id": 5}, {"chat_id": 5, "text": 7}, {"chat_id": 5, "text": "a", "silent": True},
    {"chat_id": 5, "text": "a", "reply_markup": with_button(callback_data="c", colour=1)},
    {"chat_id": 5, "text": "a", "reply_markup": json.dumps(MORE)}, {"chat_id": 5, "text": "a", "message_thread_id": 1},
    {"chat_id": 5, "text": "a", "disable_notification": "true"}, {"chat_id": 5, "text": "\ud83d"}])
def test_parameters_must_be_known_and_of_their_types(api, anna, wrong):
    assert api.call("sendMessage", **wrong)[0] == 400
    assert not anna.chat.from_bot


def test_unknown_fields_are_refused_at_any_depth(api, anna):
    api.refused("unknown fields ['colour']", "sendMessage", chat_id=5, text="a", link_preview_options={"colour": 1})
    api.refused("unknown fields ['colour']", "answerInlineQuery", inline_query_id="1",
                results=[article(1, input_message_content={"message_text": "a", "colour": 1})])


def test_a_form_gives_everything_as_text_and_objects_as_json(api, anna):
    form = "application/x-www-form-urlencoded"
    assert api.raw("sendMessage", "chat_id=5&text=7&disable_notification=true", form)[0] == 200
    assert api.raw("sendMessage", "chat_id=5&text=7&reply_markup={", form)[0] == 400
    assert api.raw("sendMessage", "chat_id=5&text=7&text=8", form)[0] == 400
    assert api.raw("sendMessage", "[1", "application/json")[0] == 400
    assert api.raw("sendMessage", "[1]", "application/json")[0] == 400
    assert [message.text for message in anna.chat.from_bot] == ["7"]


# --- sending

@pytest.mark.parametrize(("text", "complaint"), [
    ("", "message text is empty"), (" \n\u200b", "message text is empty"), ("<b> </b>", "message text is empty"),
    ("я" * 4097, "message is too long"), ("😀" * 2049, "message is too long"),
    ("<p>a</p>", 'Unsupported start tag "p" at byte offset 0'), ("я<br/>", 'start tag "br/" at byte offset 2'),
    ("<b>a", "Can't find end tag corresponding to start tag \"b\""), ("a</b>", "Unexpected end tag at byte offset 1"),
    ("<b><i>a</b></i>", 'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"'),
    ("a < b", "Unsupported start"), ("a <", "Unclosed start tag"), ("<a href='x", "Unclosed start tag"),
    ("<span>a</span>", 'must have class "tg-spoiler"'), ("<b =>a</b>", "Wrong attribute")])
def test_texts_that_are_refused(api, anna, text, complaint):
    api.refused(complaint, "sendMessage", chat_id=5, text=text, parse_mode="HTML")


@pytest.mark.parametrize(("html", "text", "entities"), [
    ("<b>ж</b> &lt;&amp;&#1078;&nbsp;", "ж <&ж&nbsp;", [("bold", 0, 1)]),
    (" \n<i>😀<u>a</u></i> ", "😀a", [("italic", 0, 3), ("underline", 2, 1)]),
    ("<b> a </b>", "a", [("bold", 0, 1)]), ("😀 <code>/a</code> /b", "😀 /a /b", [("code", 3, 2), ("bot_command", 6, 2)]),
    ("<a href='not an address'>a</a>", "a", []), ("<span class=\"tg-spoiler\">a</span>", "a", [("spoiler", 0, 1)]),
    ("<blockquote expandable>a</blockquote>", "a", [("expandable_blockquote", 0, 1)]),
    ("<pre><code class=\"language-cpp\">a</code></pre>", "a", [("pre", 0, 1)]),
    ("<b>" + "я" * 4096 + "</b>", "я" * 4096, [("bold", 0, 4096)])])
def test_html_becomes_text_and_entities(api, anna, html, text, entities):
    sent = api.result("sendMessage", chat_id="5", text=html, parse_mode="HTML")
    assert sent["text"] == text
    assert [(entity["type"], entity["offset"], entity["length"]) for entity in sent.get("entities", [])] == entities


def test_links_keep_their_addresses_and_programs_their_language(api, anna):
    sent = api.result("sendMessage", chat_id=5, text='<a href="https://a.org/?b&amp;c">д</a>', parse_mode="html")
    assert sent["entities"] == [{"type": "text_link", "offset": 0, "length": 1, "url": "https://a.org/?b&c"}]
    highlighted = api.result("sendMessage", chat_id=5, text="<pre><code class='language-cpp'>a</code></pre>",
                             parse_mode="HTML")
    assert highlighted["entities"] == [{"type": "pre", "offset": 0, "length": 1, "language": "cpp"}]


@pytest.mark.parametrize("markup", [
    with_button(callback_data=""), with_button(callback_data=LETTERS_64_BYTES + "a"), with_button(),
    with_button(callback_data="a", url="https://a.org"), with_button(url="a.org"), with_button(url="ftp://a.org"),
    with_button(web_app={"url": "http://a.org"}), {"inline_keyboard": [[{"text": " ", "callback_data": "a"}]]},
    {"inline_keyboard": [[{"text": "a", "callback_data": "a"}] * 9]},
    {"inline_keyboard": [[{"text": "a", "callback_data": "a"}]] * 101}, {"keyboard": [[{"text": ""}]]}])
def test_keyboards_that_are_refused(api, anna, markup):
    assert api.call("sendMessage", chat_id=5, text="a", reply_markup=markup)[0] == 400


def test_keyboards_that_are_accepted(api, telegram, anna):
    for button in ({"callback_data": LETTERS_64_BYTES}, {"url": "tg://user?id=5"}, {"switch_inline_query": ""},
                   {"web_app": {"url": "https://a.org"}}):
        api.result("sendMessage", chat_id=5, text="a", reply_markup=with_button(**button))
    group = telegram.group("Кино", anna)
    api.refused("BUTTON_TYPE_INVALID", "sendMessage", chat_id=group.id, text="a",
                reply_markup=with_button(web_app={"url": "https://a.org"}))


@pytest.mark.parametrize(("picture", "complaint"), [
    (b"GIF89a no more", "IMAGE_PROCESS_FAILED"), (png(300, 10), "PHOTO_INVALID_DIMENSIONS"),
    (png(9990, 500), "PHOTO_INVALID_DIMENSIONS"), (png(60, 90) + bytes(10 << 20), "too big for a photo"),
    (b"", "non-empty")],
    ids=["no picture", "too narrow", "too large", "too heavy", "empty"])
def test_pictures_that_are_refused(api, anna, picture, complaint):
    status, body = api.multipart("sendPhoto", {"p": picture}, chat_id="5", photo="attach://p")
    assert status == 400 and complaint in body["description"]


def test_a_picture_is_uploaded_once_and_sent_again_by_its_id(api, telegram, anna):
    assert api.multipart("sendPhoto", {}, chat_id="5", photo="attach://p")[0] == 400
    assert api.multipart("sendPhoto", {"p": png(60, 90), "q": png(60, 90)}, chat_id="5", photo="attach://p")[0] == 400
    status, body = api.multipart("sendPhoto", {"photo": png(600, 900)}, chat_id="5", caption="к" * 1024)
    sizes = body["result"]["photo"]
    assert status == 200
    assert [(size["width"], size["height"]) for size in sizes] == [(60, 90), (213, 320), (533, 800), (600, 900)]
    again = api.result("sendPhoto", chat_id=5, photo=sizes[-1]["file_id"])
    assert again["photo"][-1]["file_unique_id"] == sizes[-1]["file_unique_id"]
    file = api.result("getFile", file_id=sizes[-1]["file_id"])
    assert api.request("GET", f"/file/bot{TOKEN}/{file['file_path']}") == (200, png(600, 900))
    assert telegram.calls[2].files["photo"].size == len(png(600, 900))
    api.refused("caption is too long", "sendPhoto", chat_id=5, photo="https://a.org/b.jpg", caption="к" * 1025)
    api.refused("wrong remote file identifier", "sendPhoto", chat_id=5, photo="AgAnother")
    api.refused("can't use file of type Photo as Document", "sendDocument", chat_id=5, document=sizes[-1]["file_id"])
    api.refused("invalid file_id", "getFile", file_id="AgAnother")


def test_an_album_has_two_to_ten_of_one_kind(api, anna):
    photo = {"type": "photo", "media": "https://a.org/b.jpg"}
    for count in (0, 1, 11):
        api.refused("must include 2-10 items", "sendMediaGroup", chat_id=5, media=[photo] * count)
    api.refused("can't be mixed", "sendMediaGroup", chat_id=5, media=[photo, {**photo, "type": "document"}])
    album = api.result("sendMediaGroup", chat_id=5, media=[photo] * 10)
    assert len(set(message["message_id"] for message in album)) == 10
    assert len(set(message["media_group_id"] for message in album)) == 1


def test_who_may_be_written_to(api, telegram, anna):
    stranger = telegram.person(id=6)
    api.refused("chat not found", "sendMessage", chat_id=6, text="a")
    stranger.starts("film_tt0099785")
    assert stranger.chat.messages[0].text == "/start film_tt0099785"
    assert api.result("sendMessage", chat_id=6, text="a", reply_parameters={"message_id": stranger.chat.messages[0].id})
    api.refused("message to be replied not found", "sendMessage", chat_id=6, text="a",
                reply_parameters={"message_id": 999})
    told = len(telegram.refusals)
    stranger.blocks()
    assert api.call("sendMessage", chat_id=6, text="a")[1]["description"] == "Forbidden: bot was blocked by the user"
    assert api.result("getUpdates")[-1]["my_chat_member"]["new_chat_member"]["status"] == "kicked"
    group = telegram.group("Кино", anna)
    heir = group.migrates()
    assert api.call("sendMessage", chat_id=group.id, text="a")[1]["parameters"] == {"migrate_to_chat_id": heir.id}
    assert len(telegram.refusals) == told, "a test asked for these two"
    assert api.result("leaveChat", chat_id=heir.id) and api.call("sendMessage", chat_id=heir.id, text="a")[0] == 403
    api.refused("private chats", "leaveChat", chat_id=5)


def test_rates_are_enforced_only_when_asked_for(api, telegram, anna):
    assert [api.call("sendMessage", chat_id=5, text="a")[0] for _ in range(3)] == [200] * 3
    telegram.methods.enforces_rates = True
    assert api.call("sendMessage", chat_id=5, text="a")[1]["parameters"] == {"retry_after": 1}
    assert api.headers["Retry-After"] == "1"


# --- editing

def test_edits_that_are_refused(api, telegram, anna):
    text = api.result("sendMessage", chat_id=5, text="<b>a</b>", parse_mode="HTML", reply_markup=MORE)
    photo = api.result("sendPhoto", chat_id=5, photo="https://a.org/b.jpg", caption="a")
    of_text, of_photo = ({"chat_id": 5, "message_id": message["message_id"]} for message in (text, photo))
    api.refused("message is not modified: specified new message content and reply markup are exactly the same as a "
                "current content and reply markup of the message",
                "editMessageText", **of_text, text="<strong>a</strong> ", parse_mode="HTML", reply_markup=MORE)
    api.refused("message is not modified", "editMessageReplyMarkup", **of_text, reply_markup=MORE)
    api.refused("there is no caption in the message to edit", "editMessageCaption", **of_text, caption="b")
    api.refused("there is no text in the message to edit", "editMessageText", **of_photo, text="b")
    api.refused("message to edit not found", "editMessageText", chat_id=5, message_id=999, text="b")
    api.refused("message can't be edited", "editMessageText", chat_id=5, message_id=anna.chat.messages[0].id, text="b")
    api.refused("message identifier is not specified", "editMessageText", text="b")
    api.refused("MESSAGE_ID_INVALID", "editMessageText", inline_message_id="AgAnother", text="b")
    api.refused("can't parse entities", "editMessageCaption", **of_photo, caption="<b", parse_mode="HTML")
    assert api.call("editMessageText", **of_text, text="b", reply_markup={"keyboard": [[{"text": "a"}]]})[0] == 400
    assert [event.kind for event in anna.chat.events] == ["sent", "sent"]
    with_keyboard = api.result("sendMessage", chat_id=5, text="a", reply_markup={"keyboard": [[{"text": "Помощь"}]]})
    api.refused("message can't be edited", "editMessageText", chat_id=5, text="b",
                message_id=with_keyboard["message_id"])
    assert anna.presses("Помощь").text == "Помощь"
    with pytest.raises(AssertionError):
        anna.presses("Нет такой")


def test_edits_change_what_is_seen_and_deleting_ends_it(api, anna):
    sent = api.result("sendPhoto", chat_id=5, photo="https://a.org/b.jpg", caption="a", reply_markup=MORE)
    place = {"chat_id": 5, "message_id": sent["message_id"]}
    edited = api.result("editMessageCaption", **place, caption="b")
    assert edited["caption"] == "b" and edited["photo"] == sent["photo"] and "reply_markup" not in edited
    api.result("editMessageReplyMarkup", **place, reply_markup=MORE)
    api.result("editMessageMedia", **place, media={"type": "photo", "media": "https://a.org/c.jpg"})
    message, = anna.chat.from_bot
    assert message.caption is None and message.photo != sent["photo"] and not message.buttons
    api.result("deleteMessage", **place)
    api.refused("message to delete not found", "deleteMessage", **place)
    api.refused("message to edit not found", "editMessageCaption", **place, caption="c")
    assert [event.kind for event in anna.chat.events] == ["sent", "edited", "edited", "edited", "deleted"]


# --- questions

def test_a_tap_is_answered_once_and_in_time(api, telegram, anna):
    api.result("sendMessage", chat_id=5, text="<b>a</b>", parse_mode="HTML", reply_markup=MORE)
    message = anna.chat.wait_for(1)
    with pytest.raises(AssertionError):
        anna.taps(message, "Меньше")
    tap = anna.taps(message, "Ещё")
    query = api.result("getUpdates")[-1]["callback_query"]
    assert (query["data"], query["message"]["reply_markup"]) == ("more", MORE)
    assert query["message"]["entities"] == [{"type": "bold", "offset": 0, "length": 1}]
    api.refused("MESSAGE_TOO_LONG", "answerCallbackQuery", callback_query_id=query["id"], text="я" * 201)
    assert api.result("answerCallbackQuery", callback_query_id=query["id"], text="я" * 200, show_alert=True)
    assert tap.answer() == {"text": "я" * 200, "show_alert": True}
    late = "query is too old and response timeout expired or query ID is invalid"
    api.refused(late, "answerCallbackQuery", callback_query_id=query["id"])
    api.refused(late, "answerCallbackQuery", callback_query_id="1")
    telegram.world.lives["callback_query"] = 0.1
    old = anna.taps(message, "more", is_accessible=False)
    assert api.result("getUpdates")[-1]["callback_query"]["message"]["date"] == 0
    time.sleep(0.15)
    api.refused(late, "answerCallbackQuery", callback_query_id=old.number)
    assert "callback_query" not in api.result("getUpdates")[-1], "it is dropped from the queue as well"


def article(number, **more):
    content = {"message_text": "<i>Дюна</i>", "parse_mode": "HTML"}
    return {"type": "article", "id": str(number), "title": "Дюна", "input_message_content": content, **more}


def test_inline_results_are_offered_chosen_tapped_and_edited(api, telegram, anna):
    typed = []
    typing = threading.Thread(target=lambda: typed.append(anna.types_inline("дю")))
    typing.start()
    telegram.wait_for(lambda fake: any("inline_query" in item[0] for item in fake.updates.pending))
    query = api.result("getUpdates")[-1]["inline_query"]
    assert query["query"] == "дю"
    for wrong, complaint in [([article(1), article(1)], "RESULT_ID_DUPLICATE"),
                             ([article("")], "RESULT_ID_INVALID"), ([article("я" * 33)], "RESULT_ID_INVALID"),
                             ([article(number) for number in range(51)], "RESULTS_TOO_MUCH"),
                             ([article(1, thumbnail_url="a.jpg")], "WEBDOCUMENT_URL_INVALID"),
                             ([article(1, reply_markup=with_button(callback_data="я" * 33))], "BUTTON_DATA_INVALID"),
                             ([article(1, input_message_content={"message_text": ""})], "message text is empty")]:
        api.refused(complaint, "answerInlineQuery", inline_query_id=query["id"], results=wrong)
    api.refused("START_PARAM_INVALID", "answerInlineQuery", inline_query_id=query["id"], results=[],
                button={"text": "a", "start_parameter": "я"})
    results = [article(1, reply_markup=MORE), article(2)]
    assert api.result("answerInlineQuery", inline_query_id=query["id"], results=results)
    api.refused("query is too old", "answerInlineQuery", inline_query_id=query["id"], results=[])
    typing.join()
    with_buttons, plain = typed[0]
    message = anna.chooses(with_buttons)
    chosen = api.result("getUpdates")[-1]["chosen_inline_result"]
    assert (chosen["result_id"], chosen["query"], chosen["inline_message_id"]) == ("1", "дю", message.inline_message_id)
    anna.taps(message, "Ещё")
    tapped = api.result("getUpdates")[-1]["callback_query"]
    assert "message" not in tapped and tapped["inline_message_id"] == message.inline_message_id
    assert api.result("editMessageText", inline_message_id=message.inline_message_id, text="Дюна, 2021") is True
    assert message.text == "Дюна, 2021" and anna.chooses(plain).inline_message_id is None


@pytest.mark.parametrize(("method", "parameters", "complaint"), [
    ("setMyCommands", {"commands": [{"command": "Start", "description": "a"}]}, "BOT_COMMAND_INVALID"),
    ("setMyCommands", {"commands": [{"command": "a" * 33, "description": "a"}]}, "BOT_COMMAND_INVALID"),
    ("setMyCommands", {"commands": [{"command": "a", "description": ""}]}, "BOT_COMMAND_DESCRIPTION_INVALID"),
    ("setMyCommands", {"commands": [{"command": "a", "description": "b"}] * 101}, "BOT_COMMAND_INVALID"),
    ("setMyCommands", {"commands": [], "language_code": "rus"}, "LANG_CODE_INVALID"),
    ("setMyDescription", {"description": "a" * 513}, "too long"), ("setMyName", {"name": "a" * 65}, "too long"),
    ("setMyShortDescription", {"short_description": "a" * 121}, "too long"),
    ("sendChatAction", {"chat_id": 5, "action": "dancing"}, "wrong parameter action"),
    ("setChatMenuButton", {"menu_button": {"type": "web_app", "text": "a", "web_app": {"url": "http://a.org"}}},
     "Web App URL 'http://a.org' is invalid")])
def test_settings_that_are_refused(api, anna, method, parameters, complaint):
    api.refused(complaint, method, **parameters)
