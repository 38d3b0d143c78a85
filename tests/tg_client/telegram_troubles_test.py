"""What Telegram and people do to a bot: blocks, late presses, vanished messages, refused pictures, floods, poison."""

import time

import pytest
from talk import Talk, counter_of, labels, marks_of, text_of
from telegram import faults

NOT_MODIFIED = faults.server_error(400, "Bad Request: message is not modified: specified new message content and reply "
                                        "markup are exactly the same as a current content and reply markup of the message")
GONE = faults.server_error(400, "Bad Request: message to edit not found")


def sent_to(telegram, chat):
    return [call for call in list(telegram.calls) if call.chat == chat.id and call.method.startswith(("send", "edit"))]


def test_who_blocks_the_bot_hears_nothing_more_and_is_welcome_back(telegram, anna, bob):
    anna.says("Один дома")
    anna.person.blocks()
    group_of_one = sent_to(telegram, anna.chat)
    assert text_of(bob.says("/help"))
    assert sent_to(telegram, anna.chat) == group_of_one
    assert "Похоже на «Матрица» (1999)" in text_of(anna.says("Матрица"))


def test_who_blocks_the_bot_while_it_answers_is_left_alone(telegram, anna, bob):
    telegram.faults.add(faults.blocked(), chat=anna.chat.id)
    anna.person.starts()
    telegram.wait_for(lambda fake: sent_to(fake, anna.chat))
    assert text_of(bob.says("/help")) and text_of(bob.says("/help"))
    assert len(sent_to(telegram, anna.chat)) <= 2, "the picture and the line after it, neither tried again"
    assert not anna.chat.from_bot
    telegram.faults.clear()
    assert anna.starts()[0].photo


def test_a_press_that_changes_nothing_is_no_trouble(telegram, bot, anna):
    page = anna.says("Один дома")
    telegram.faults.add(NOT_MODIFIED, method="editMessageMedia", chat=anna.chat.id, times=1)
    assert anna.taps(page, "➡️") == ""
    assert anna.is_silent_after(lambda: None)
    assert counter_of(anna.turns(page, "➡️")) == (2, 5)
    assert not bot.logged("a reply could not be sent")


def test_one_button_pressed_twice_at_once_is_pressed_once_or_twice(telegram, anna):
    page = anna.says("Один дома")
    refused = len(telegram.refusals)
    taps = [anna.person.taps(page, "➡️") for _ in range(2)]
    assert [tap.answer().get("text", "") for tap in taps] == ["", ""]
    assert text_of(anna.says("/help"))
    assert counter_of(page) == (2, 5)
    assert all("not modified" in call.description for call in telegram.refusals[refused:])
    del telegram.refusals[refused:]


def test_a_mark_pressed_twice_at_once_is_shown_as_it_is_kept(telegram, anna):
    page, refused = anna.says("Один дома"), len(telegram.refusals)
    taps = [anna.person.taps(page, "👍") for _ in range(2)]
    assert {tap.answer()["text"] for tap in taps} <= {"Нравится: буду искать похожее и на этот фильм", "Отметка снята"}
    shown = marks_of(anna.says("Один дома"))
    anna.says("/help")
    assert marks_of(page) == shown
    assert all("not modified" in call.description for call in telegram.refusals[refused:])
    del telegram.refusals[refused:]


def test_a_press_on_a_message_that_is_too_old_to_be_seen(anna, bob):
    page = anna.says("Один дома")
    answer = anna.person.taps(page, "➡️", is_accessible=False).answer()
    assert answer == {"text": "Это сообщение слишком старое. Назовите фильм ещё раз.", "show_alert": True}
    page = bob.says("Home Alone")
    assert bob.person.taps(page, "Five more", is_accessible=False).answer()["text"] == (
        "This message is too old. Please name the film again.")


def test_a_mark_on_a_message_that_is_too_old_to_be_seen_is_kept_or_said_not_to_be(anna):
    page = anna.says("Один дома")
    notice = anna.person.taps(page, "👎", is_accessible=False).answer()["text"]
    assert notice in ("Больше не покажу", "Это сообщение слишком старое. Назовите фильм ещё раз.")


def test_an_answer_that_comes_too_late_for_a_press_is_no_trouble(telegram, bot, anna):
    page = anna.says("Один дома")
    late = faults.server_error(400, "Bad Request: query is too old and response timeout expired or query ID is invalid")
    telegram.faults.add(late, method="answerCallbackQuery", times=1)
    anna.person.taps(page, "➡️")
    telegram.world.wait_for(lambda: counter_of(page) == (2, 5), 10, lambda: "the page was not turned")
    assert not bot.logged("a reply could not be sent")


def test_a_press_on_a_message_that_has_vanished_brings_the_page_anew(telegram, anna):
    page = anna.says("Один дома")
    for method in ("editMessageMedia", "editMessageCaption"):
        telegram.faults.add(GONE, method=method, chat=anna.chat.id)
    new = anna.gets(page, "➡️")
    telegram.faults.clear()
    assert new.photo and counter_of(new) == (2, 5)


def test_a_list_that_has_vanished_comes_anew(telegram, anna):
    settings = anna.says("/settings")
    telegram.faults.add(GONE, method="editMessageText", chat=anna.chat.id)
    new = anna.gets(settings, "Жанры")
    telegram.faults.clear()
    assert text_of(new) == "Какие жанры не показывать? Нажмите, чтобы скрыть или вернуть."


@pytest.mark.parametrize("why", ["IMAGE_PROCESS_FAILED", "PHOTO_INVALID_DIMENSIONS", "wrong file identifier/HTTP URL "
                                 "specified", "wrong type of the web page content"])
def test_a_picture_that_telegram_refuses_is_left_out(telegram, anna, why):
    refusal = faults.server_error(400, f"Bad Request: {why}")
    for method in ("sendPhoto", "editMessageMedia"):
        telegram.faults.add(refusal, method=method, chat=anna.chat.id)
    page = anna.says("Один дома")
    telegram.faults.clear()
    assert not page.photo and text_of(page).startswith("Один дома 2: Затерянный в Нью-Йорке (1992)\n")
    assert counter_of(page) == (1, 5)
    anna.turns(page, "👍")
    anna.turns(page, "➡️")
    assert counter_of(page) == (2, 5)
    anna.turns(page, "⬅️")
    assert marks_of(page) == ["👍"]
    assert anna.gets(page, "Ещё пять").photo


def test_a_picture_refused_while_a_page_is_turned_changes_the_words(telegram, anna):
    page = anna.says("Один дома")
    telegram.faults.add(faults.server_error(400, "Bad Request: IMAGE_PROCESS_FAILED"), method="editMessageMedia",
                        chat=anna.chat.id, times=1)
    anna.turns(page, "➡️")
    assert counter_of(page) == (2, 5) and text_of(page).startswith("Один дома 3 (1997)")
    assert counter_of(anna.turns(page, "➡️")) == (3, 5)


@pytest.mark.parametrize("fault", [faults.too_many_requests(1), faults.server_error(), faults.server_error(500, page="<html>")])
def test_what_telegram_does_not_take_at_once_is_sent_again(telegram, anna, fault):
    telegram.faults.add(fault, method="sendMessage", chat=anna.chat.id, times=1)
    started = time.monotonic()
    assert text_of(anna.says("/help")).startswith("Как со мной говорить")
    assert time.monotonic() - started < 5
    assert anna.is_silent_after(lambda: None), "once only"


def test_what_telegram_took_without_saying_so_is_not_sent_twice(telegram, bot, anna):
    telegram.faults.add(faults.drops_after(), method="sendMessage", chat=anna.chat.id, times=1)
    assert text_of(anna.says("/privacy")).startswith("Что хранится")
    assert anna.is_silent_after(lambda: None)
    for line in bot.logged("a reply could not be sent"):
        bot.lines.remove(line)


def test_a_flood_is_told_off_once_while_others_are_served(telegram, anna, bob):
    for _ in range(60):
        anna.person.says("/help")
    assert text_of(bob.says("Home Alone")).startswith("Home Alone 2")
    anna.chat.wait_for(lambda chat: len(chat.from_bot) >= 21)
    telegram.wait_for(lambda fake: not fake.updates.pending)
    bob.says("/help")
    words = [text_of(message) for message in anna.chat.from_bot]
    assert words.count("Не успеваю за вами. Продолжим через несколько секунд.") == 1
    assert 20 <= len(words) - 1 <= 30
    time.sleep(1.1)
    assert text_of(anna.says("Один дома")).startswith("Один дома 2")


def test_poison_is_skipped_and_others_go_on(telegram, bot, anna):
    poison = [{"message_id": "one"}, {"message_id": 1, "chat": {"id": "x"}, "date": 0, "text": "a"}, {}, [], 7,
              {"message_id": 1, "date": 0, "chat": {"id": anna.chat.id, "type": "private"}, "from": "Анна"},
              {"message_id": 10 ** 30, "date": -1, "chat": None, "text": ["Один дома"]}]
    before = len([line for line in bot.lines if line["level"] != "info"])
    with telegram.world.change():
        for content in poison:
            telegram.world.tell("message", content, anna.chat.id)
        telegram.world.tell("callback_query", {"id": 5, "data": {}}, anna.chat.id)
        telegram.world.tell("inline_query", {"id": "5", "from": {}}, anna.chat.id)
        telegram.world.tell("my_chat_member", {"chat": []}, anna.chat.id)
    assert "Похоже на «Матрица» (1999)" in text_of(anna.says("Матрица"))
    told = [line for line in bot.lines if line["level"] != "info"][before:]
    assert len(told) == 10 and {line["level"] for line in told} == {"warning"}
    for line in told:
        bot.lines.remove(line)


@pytest.mark.parametrize("pressed", ["", "p", "p:-1", "p:99", "p:999999999999", "r:x:tt1", "r:l:", "f:<b>", "g:", "g:ж",
                                  "y:1", "l:de", "o:x", "w:-1", "w:10001", "h:99999", "u:0", "u:x:tt0133093", "z:2", "v:7",
                                  "\x00", "m:m", "ж" * 32, "{}", "f:tt9999999999", "s:nonsense", "i:nonsense"])
def test_a_press_with_data_that_makes_no_sense_is_answered(telegram, anna, pressed):
    page = anna.says("Один дома")
    with telegram.world.change():
        number = telegram.world.ask("callback_query", anna.chat)
        telegram.world.tell("callback_query", {"id": number, "from": anna.person.user, "chat_instance": "1", "data": pressed,
                                               "message": page.body}, anna.chat.id)
    query = telegram.world.queries[number]
    telegram.world.wait_for(lambda: query.answer is not None, 5, lambda: f"{pressed!r} is not answered")
    assert labels(page)


def test_people_without_a_language_or_with_a_strange_name_are_answered(telegram):
    nobody = Talk(telegram)
    del nobody.person.user["language_code"]
    assert text_of(nobody.says("/help")).startswith("Как со мной говорить")
    for name in ("<b>", "\u202e", "a" * 64, "&lt;~~"):
        assert "Похоже на" in text_of(Talk(telegram, first_name=name).says("Один дома"))
