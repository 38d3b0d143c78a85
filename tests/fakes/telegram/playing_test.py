"""How updates reach the bot, troubles come on demand, and others' clients get on with the fake."""

import asyncio
import http.client
import json
import subprocess
import sys
import threading
import time

import pytest
from aiogram import Bot as AiogramBot
from aiogram import exceptions
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import BufferedInputFile, InlineKeyboardButton, InlineKeyboardMarkup, InputMediaPhoto

from telegram import faults
from telegram.clients import MORE, TOKEN, png


def test_a_long_poll_waits_wakes_and_is_confirmed_by_its_offset(api, telegram, anna):
    first = api.result("getUpdates")[0]
    assert first["message"]["entities"] == [{"type": "bot_command", "offset": 0, "length": 6}]
    assert api.result("getUpdates", limit=1)[0] == first, "not confirmed yet"
    anna.says("Алиса")
    waiting, = api.result("getUpdates", offset=first["update_id"] + 1)
    assert waiting["message"]["text"] == "Алиса"
    threading.Timer(0.3, anna.says, ["Дюна"]).start()
    started = time.monotonic()
    second, = api.result("getUpdates", offset=waiting["update_id"] + 1, timeout=10)
    assert 0.2 < time.monotonic() - started < 5 and second["message"]["text"] == "Дюна"
    assert api.result("getUpdates", offset=second["update_id"] + 1, timeout=1) == []
    anna.says("один")
    anna.says("два")
    assert [update["message"]["text"] for update in api.result("getUpdates", offset=-1)] == ["два"]
    api.result("getUpdates", offset=second["update_id"] + 10)
    for wrong in ({"limit": 0}, {"limit": 101}, {"timeout": -1}):
        assert api.call("getUpdates", **wrong)[0] == 400
    api.result("getUpdates", allowed_updates=["callback_query"])
    anna.says("Матрица")
    assert api.result("getUpdates") == [], "what is allowed persists"


def test_the_earlier_of_two_polls_ends(api, telegram):
    ended = []
    earlier = threading.Thread(target=lambda: ended.append(api.call("getUpdates", timeout=10)))
    earlier.start()
    telegram.wait_for(lambda fake: fake.updates.poll or None)
    assert api.call("getUpdates")[0] == 200
    earlier.join()
    assert ended[0][0] == 409 and "terminated by other getUpdates request" in ended[0][1]["description"]


def test_webhooks_that_are_refused(api, bots):
    for url in ("http://a.org/hook", "https://a.org:8080/hook", "a.org"):
        api.refused("bad webhook", "setWebhook", url=url)
    api.refused("secret token", "setWebhook", url=bots[0].url, secret_token="not this!")
    api.refused("max_connections", "setWebhook", url=bots[0].url, max_connections=101)
    api.result("setWebhook", url="https://a.org:8443/hook")
    assert api.call("getUpdates")[0] == 409
    assert api.result("deleteWebhook", drop_pending_updates=True) and api.result("getUpdates") == []


def test_a_webhook_gets_a_chat_in_order_and_chats_side_by_side(api, telegram, anna, bots):
    bot, other = bots
    bot.statuses, bot.delay, other.delay = [500, 302], 0.2, 0.2
    boris = telegram.person(id=6)
    api.result("setWebhook", url=bot.url, secret_token="sesame")
    for text in "абв":
        anna.says(text)
    boris.says("г")
    telegram.wait_for(lambda fake: not fake.updates.pending)
    assert set(secret for _, secret, _, _ in bot.came) == {"sesame"}
    annas = [came for came in bot.came if came[0]["message"]["chat"]["id"] == 5]
    seen = [came[0]["message"]["text"] for came in annas]
    assert [text for at, text in enumerate(seen) if text not in seen[:at]] == ["/start", "а", "б", "в"]
    assert len(bot.came) == 7, "two were refused and came again"
    assert all(earlier[3] <= later[2] for earlier, later in zip(annas, annas[1:]))
    boriss = next(came for came in bot.came if came[0]["message"]["chat"]["id"] == 6)
    assert any(came[2] < boriss[3] and boriss[2] < came[3] for came in annas), "side by side"
    assert api.result("getWebhookInfo")["last_error_message"].startswith("Wrong response from the webhook")
    telegram.updates.copies = [bot.url, other.url]
    anna.says("д")
    anna.says("е")
    telegram.wait_for(lambda fake: not fake.updates.pending)
    assert len(other.came) == 1


def test_in_a_group_the_bot_hears_only_what_is_meant_for_it(api, telegram, anna):
    group = telegram.group("Кино", anna)
    api.result("sendMessage", chat_id=group.id, text="Привет")
    for text in ("Дюна", "/help", "/help@kinosovet_test_bot", "/help@other_bot", "что скажет @Kinosovet_test_bot?",
                 "и /help"):
        group.says(anna, text)
    group.says(anna, "ответ", reply_to=group.wait_for(1))
    heard = [update["message"]["text"] for update in api.result("getUpdates") if "message" in update]
    assert heard == ["/start", "/help", "/help@kinosovet_test_bot", "что скажет @Kinosovet_test_bot?", "ответ"]


# --- troubles

def test_troubles_come_on_demand_and_only_the_last_takes_effect(api, telegram, anna):
    def one(fault, **photo):
        telegram.faults.add(fault, method="sendPhoto" if photo else "sendMessage", chat=5, times=1)
        return api.call("sendPhoto" if photo else "sendMessage", chat_id=5, **(photo or {"text": "a"}))
    assert one(faults.too_many_requests(3))[1]["parameters"] == {"retry_after": 3} and api.headers["Retry-After"] == "3"
    assert one(faults.server_error())[0] == 502
    assert one(faults.blocked())[0] == 403
    assert one(faults.migrated(-100))[1]["parameters"] == {"migrate_to_chat_id": -100}
    refused = one(faults.address_refused(), photo="https://a.org/b.jpg")[1]
    assert refused["description"] == "Bad Request: failed to get HTTP URL content"
    for fault in (faults.drops(), faults.holds(0.2)):
        with pytest.raises((http.client.HTTPException, ConnectionError)):
            one(fault)
    assert not anna.chat.from_bot and not telegram.refusals
    with pytest.raises((http.client.HTTPException, ConnectionError)):
        one(faults.drops_after())
    assert anna.chat.wait_for(1).text == "a"
    assert [call.outcome for call in telegram.calls] == [429, 502, 403, 400, 400, "dropped", "held", "dropped"]
    telegram.faults.add(faults.server_error(500), share=0.5)
    codes = [api.call("getMe")[0] for _ in range(40)]
    assert 5 < codes.count(500) < 35 and codes.count(200) + codes.count(500) == 40


# --- others' clients, and as a program

def test_aiogram_understands_it(telegram, anna):
    async def speak():
        session = AiohttpSession(api=TelegramAPIServer.from_base(telegram.url))
        async with AiogramBot(TOKEN, session=session) as bot:
            updates = await bot.get_updates(timeout=5)
            assert updates[0].message.from_user.id == 5
            keyboard = InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text="Ещё", callback_data="more")]])
            file = BufferedInputFile(png(60, 90), "p.png")
            sent = await bot.send_photo(5, file, caption="<b>a</b>", parse_mode="HTML", reply_markup=keyboard)
            assert sent.photo[-1].width == 60 and sent.caption_entities[0].type == "bold"
            media = InputMediaPhoto(media=file, caption="b")
            changed = await bot.edit_message_media(media, chat_id=5, message_id=sent.message_id)
            assert changed.caption == "b"
            album = await bot.send_media_group(5, [media, InputMediaPhoto(media="https://a.org/b.jpg")])
            assert len(album) == 2
            anna.sends_document("watched.csv", b"a,b\n")
            document = (await bot.get_updates(offset=-1))[0].message.document
            assert (await bot.download(document)).read() == b"a,b\n"
            with pytest.raises(exceptions.TelegramBadRequest, match="message text is empty"):
                await bot.send_message(5, " ")
            telegram.faults.add(faults.too_many_requests(7), times=1)
            with pytest.raises(exceptions.TelegramRetryAfter) as wait:
                await bot.send_message(5, "a")
            assert wait.value.retry_after == 7
    asyncio.run(speak())
    assert [call.description for call in telegram.refusals] == ["Bad Request: message text is empty"]


def test_it_serves_other_programs_too(api):
    program = subprocess.Popen([sys.executable, "-B", "-m", "telegram", "--token", TOKEN], stdout=subprocess.PIPE,
                               text=True, env={"PYTHONPATH": ":".join(sys.path)})
    try:
        api.port = json.loads(program.stdout.readline())["port"]
        _, said = api.request("POST", "/people/5/says", json.dumps(["привет"]))
        assert api.result("getUpdates")[0]["message"] == json.loads(said)
        api.result("sendMessage", chat_id=5, text="a", reply_markup=MORE)
        last = json.loads(api.request("GET", "/chats/5")[1])[-1]
        assert last["text"] == "a"
        assert api.request("POST", "/people/5/taps", json.dumps([last["message_id"], "Нет"]))[0] == 409
        assert api.request("POST", "/people/5/taps", json.dumps([last["message_id"], "Ещё"]))[0] == 200
        assert json.loads(api.request("GET", "/refusals")[1]) == []
    finally:
        program.terminate()
        assert program.wait(10) == 0
