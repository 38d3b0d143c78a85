"""The answer: a film to a page, its picture, and what is done with it."""

import re
import urllib.parse

from talk import (Talk, counter_of, facts_of, film_of, films_of, has_repeats, link_of, marked_as, marks_of, origin_of,
                  quoted, rows_of, text_of, title_of, url_of)

SYNOPSIS = (
    "Армия машин бурит землю, до последнего города людей Зиона остаётся трое суток. Нео уже умеет летать, но его "
    "мучают сны о падении Тринити. Чтобы добраться до Источника, нужно вызволить Мастера ключей из рук надменного "
    "Меровингена, а на пути встают бесконечные копии агента Смита.")


def test_a_page_says_what_the_film_is_and_why(anna):
    page = anna.says("Матрица")
    assert page.photo
    assert text_of(page) == (
        "Матрица: Перезагрузка (2003)\n"
        "The Matrix Reloaded\n"
        "⭐ 7,0 TMDB · боевик, приключения, фантастика · 2 ч 18 мин · Австралия, США\n\n"
        "Почему: те же режиссёры: Лилли Вачовски, Лана Вачовски; та же серия; человек против машины, киберпанк, "
        "избранный\n"
        f"Похоже на «Матрица» (1999)\n\n{SYNOPSIS}")
    assert rows_of(page) == [["⬅️", "1/5", "➡️"], ["👍", "👎", "👁", "➕"], ["Похожие", "Ещё пять", "Поделиться"]]
    assert marked_as(page, "bold") == ["Матрица: Перезагрузка", "Почему:"]
    assert marked_as(page, "expandable_blockquote") == [SYNOPSIS]


def test_the_same_in_english(bob):
    page = bob.says("The Matrix")
    head, why, _ = text_of(page).split("\n\n")
    title, second, facts = head.split("\n")
    assert (title, second) == ("The Matrix Reloaded (2003)", "Матрица: Перезагрузка")
    assert facts == "⭐ 7.0 TMDB · Action, Adventure, Science Fiction · 2 h 18 min · Australia, United States"
    assert why == (
        "Why: same directors: Lilly Wachowski, Lana Wachowski; same series; man vs machine, cyberpunk, chosen one\n"
        "Like “The Matrix” (1999)")
    assert rows_of(page) == [["⬅️", "1/5", "➡️"], ["👍", "👎", "👁", "➕"], ["Similar", "Five more", "Share"]]
    assert not re.search("[а-яё]", text_of(page).replace(second, ""), re.IGNORECASE), "nothing else is in Russian"


def test_turning_pages_changes_the_one_message_and_its_picture_both_ways(anna):
    page = anna.says("Один дома")
    films, pictures = films_of(page), set()
    sent = len(anna.chat.from_bot)
    for number in (2, 3, 4, 5, 1):
        anna.turns(page, "➡️")
        assert counter_of(page) == (number, 5)
        assert film_of(page) == films[number - 1]
        assert origin_of(page) == "Похоже на «Один дома» (1990)"
        assert "Почему: " in text_of(page)
        pictures.add(page.photo[-1]["file_unique_id"])
    assert len(pictures) == 5
    for number in (5, 4):
        anna.turns(page, "⬅️")
        assert (counter_of(page), film_of(page)) == ((number, 5), films[number - 1])
    assert films_of(page) == films
    assert len(anna.chat.from_bot) == sent
    assert anna.taps(page, "4/5") == ""


def test_a_page_turned_back_is_as_it_was(anna):
    page = anna.says("Один дома")
    before = dict(page.body)
    anna.turns(anna.turns(page, "➡️"), "⬅️")
    for name in ("caption", "caption_entities", "photo", "reply_markup"):
        assert page.body[name] == before[name]


def test_five_more_until_the_end_is_said_and_no_film_twice(anna):
    page = anna.starts("ltt0099785_gc_y1990_z1992")
    films = films_of(page)
    titles = anna.pages(page)
    while (message := anna.gets(page, "Ещё пять")).buttons:
        page = message
        films += films_of(page)
        titles += [title_of(page)]
        assert len(films) < 100
    assert text_of(message) == (
        "Больше похожих фильмов нет: это были все. Назовите другой фильм или смягчите условия: /settings")
    assert len(films) > 5 and not has_repeats(films)
    assert not has_repeats(titles)


def test_five_more_on_an_old_answer_goes_on_where_it_ended(anna):
    first = anna.says("Один дома")
    anna.says("Матрица")
    more = anna.gets(first, "Ещё пять")
    assert (origin_of(more), counter_of(more)) == ("Похоже на «Один дома» (1990)", (1, 5))
    assert not set(films_of(more)) & set(films_of(first))
    assert films_of(anna.gets(first, "Ещё пять")) == films_of(more), "the same press, the same films"


def test_like_this_one_goes_on_from_a_film(anna):
    page = anna.turns(anna.says("Один дома"), "➡️")
    title = title_of(page)
    like = anna.gets(page, "Похожие")
    assert (origin_of(like), counter_of(like)) == (f"Похоже на {quoted(title)}", (1, 5))


def test_like_this_one_keeps_what_was_said_against(anna):
    page = anna.says("как Матрица, но не боевик")
    nxt = anna.gets(page, "Похожие")
    assert "Похоже на «Аниматрица» (2003)" in text_of(nxt)
    assert marks_of(nxt) == []


def shared(page, label):
    """(the payload, the text) of what is passed on."""
    share = urllib.parse.urlsplit(url_of(page, label))
    assert (share.scheme, share.netloc, share.path) == ("https", "t.me", "/share/url")
    fields = urllib.parse.parse_qs(share.query)
    link = fields["url"][0]
    assert link.startswith("https://t.me/kinosovet_test_bot?start=")
    return link.split("=", 1)[1], fields["text"][0]


def test_a_shared_link_gives_others_the_same_films(anna, bob):
    page = anna.says("Матрица, Начало")
    payload, text = shared(page, "Поделиться")
    assert text == "Фильмы, похожие на Матрица (1999), Начало (2010)"
    assert films_of(bob.starts(payload)) == films_of(page)
    page = bob.says("like The Matrix but not action")
    payload, text = shared(page, "Share")
    assert text == "Films like The Matrix (1999)"
    again = anna.starts(payload)
    assert films_of(again) == films_of(page)
    assert "без: боевик" in text_of(again)


def test_what_does_not_fit_into_a_link_is_shared_as_the_film_itself(telegram, anna):
    page = anna.says("фильм про ограбление казино")
    payload, text = shared(page, "Поделиться")
    assert payload == f"l{film_of(page)}" and title_of(page) in text
    opened = Talk(telegram).starts(payload)
    assert f"Похоже на {quoted(title_of(page))}" in text_of(opened)


def test_captions_fit_and_links_are_only_one(anna):
    page = anna.says("Один дома; Матрица; Амели; Начало; Чужой")
    for _ in range(5):
        assert len(text_of(page).encode("utf-16-le")) // 2 <= 1024
        assert len([entity for entity in page.entities if entity["type"] == "text_link"]) == 1
        assert len(link_of(page)) < 2048
        assert facts_of(page)
        anna.turns(page, "➡️")
