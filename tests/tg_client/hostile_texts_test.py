"""Whatever people write is answered, is shown as it was written, and breaks no message."""

import pytest
from talk import labels, text_of

TEXTS = {
    "html": "<b>Матрица</b> & <script>alert(1)</script>", "unclosed html": "<i>Матрица", "entities": "&lt;&#0;&nbsp;&amp;amp;",
    "quotes": "«»“”\"'`\\", "markdown": "*_[Матрица](tg://user?id=1)~`", "emoji": "👨‍👩‍👧‍👦🏳️‍🌈🇷🇺" * 5,
    "right to left": "\u202eацирта\u202c مصفوفة המטריקס", "zero width": "Мат\u200bри\u200dца\ufeff", "only zero width": "\u200b\u200d",
    "combining": "М̷̛̮а̶т̴р̸и̵ц̶а" * 10, "nul": "Мат\0рица", "controls": "".join(map(chr, range(1, 32))), "spaces": " \n\t ",
    "long": "я" * 4096, "long emoji": "😀" * 2048, "long html": "<" * 4096, "words": "как " * 1000, "commas": "," * 4096,
    "a thousand films": "Матрица, " * 450, "but": "но не " * 600, "only but": "но не боевик", "path": "../../../etc/passwd",
    "sql": "'; DROP TABLE history; --", "percent": "%00%0a%d%s%n", "json": '{"film": null}', "url": "https://t.me/x?start=y#z",
    "fill": "{} {} {}", "tilde": "~_~&v=0~1~x", "slash": "/", "slash space": "/ Матрица", "command and nul": "/list\0",
    "at": "@", "lone number": "999999999999999999999999", "noncharacters": "\uffff\ufdd0\U0010ffff"}


@pytest.mark.parametrize("name", TEXTS)
def test_a_hostile_text_is_answered_and_the_next_one_too(anna, name):
    answer = anna.says(TEXTS[name])
    assert text_of(answer).strip()
    assert all(label.strip() for label in labels(answer))
    assert text_of(anna.says("/nosuch")) == "Такой команды нет. Все команды: /help"


@pytest.mark.parametrize("name", ["html", "unclosed html", "entities", "fill", "sql", "right to left"])
def test_what_was_written_is_shown_as_it_was_written(anna, name):
    shown = text_of(anna.says(f"ъыъъ {TEXTS[name]}"))
    assert TEXTS[name].split(",")[0] in shown


@pytest.mark.parametrize("name", ["html", "long", "nul", "commas", "right to left", "command and nul", "fill"])
def test_start_and_together_with_hostile_texts(telegram, anna, name):
    for command in ("/start", "/together", "/film", "/nosuch"):
        assert text_of(anna.says(f"{command} {TEXTS[name]}"))
        group = telegram.group("Кино", anna.person)
        group.says(anna.person, f"{command}@kinosovet_test_bot {TEXTS[name]}"[:4096])
        if command != "/nosuch":
            assert text_of(group.wait_for(1))


def test_hostile_texts_stay_in_the_history_and_in_the_next_wish(anna):
    anna.says("<b>фильм</b> про & <i>ограбление казино</i>")
    assert "<b>фильм</b> про & <i>ограбление казино</i>" in text_of(anna.says("/history"))
    assert "<b>фильм</b> про & <i>ограбление казино</i>" in text_of(anna.says("Сгенерировать фильм заново"))


def test_a_long_description_survives_its_buttons(anna):
    text = "фильм про ограбление казино & <b>друзей</b>, «которые» ещё и 😀 " * 3
    page = anna.says(text)
    assert text_of(page).startswith(text_of(anna.turns(anna.turns(page, "➡️"), "⬅️"))[:20])
    assert "По описанию" in text_of(anna.gets(page, "Ещё пять"))


def test_a_reply_a_forward_and_a_caption_are_read_as_what_they_are(anna):
    first = anna.says("Один дома")
    reply = {"text": "Матрица", "entities": [], "reply_to_message": first.body}
    assert "Похоже на «Матрица» (1999)" in text_of(anna.after(lambda: anna.person.send(reply))[0])
    forward = {"text": "Матрица", "entities": [], "forward_origin": {"type": "hidden_user", "date": 1, "sender_user_name": "X"}}
    assert "Похоже на «Матрица» (1999)" in text_of(anna.after(lambda: anna.person.send(forward))[0])
