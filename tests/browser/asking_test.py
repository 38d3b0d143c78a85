"""Asking for films: by a title, by several, by what a film is about, in either language, by keyboard alone."""

import re

import pytest
from person import TELEPHONE


def test_a_title_is_suggested_chosen_and_answered_with_reasons(anna):
    anna.open().choose("Один дома")
    assert anna.heading() == "Похожие на «Один дома»"
    assert anna.chips() == ["как Один дома (1990)"]
    assert len(anna.titles()) == 5 and anna.titles()[0].startswith("Один дома 2")
    first = anna.page.locator(".card").first
    assert {"1992", "США"} <= set(first.locator(".facts > span").all_inner_texts())
    assert re.search(r"6,7 из 10, TMDB", first.locator(".rating").inner_text())
    assert first.locator(".second_title").inner_text() == "Home Alone 2: Lost in New York"
    for reasons in anna.page.locator(".card .why ul").all():
        assert reasons.locator("li").count() > 0 and reasons.inner_text().strip()
    texts = first.locator(".texts > *").all()
    assert texts[0].get_attribute("class") == "why", "why a film is here, is said before all else"


def test_posters_come_in_the_place_that_was_kept_for_them(anna):
    anna.open("?like=tt0099785").wait_for_films()
    poster = anna.page.locator(".poster img").first
    anna.wait_until("document.querySelector('.poster img').naturalWidth > 0")
    assert poster.get_attribute("alt") == "Постер: Один дома 2: Затерянный в Нью-Йорке, 1992"
    box = anna.page.locator(".poster").first.bounding_box()
    assert box["height"] == pytest.approx(box["width"] * 1.5, rel=0.01)
    assert {image.get_attribute("loading") for image in anna.page.locator(".poster img").all()} == {"lazy"}


def test_the_keyboard_is_enough(anna):
    page = anna.open().page
    assert page.evaluate("document.activeElement.id") == "field"
    page.keyboard.type("один дома")
    anna.options().first.wait_for()
    assert anna.field().get_attribute("aria-expanded") == "true"
    page.keyboard.press("Escape")
    assert anna.options().count() == 0 and anna.field().input_value() == "один дома"
    page.keyboard.press("ArrowDown")
    anna.options().first.wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    active = page.locator("[role=option][aria-selected=true]")
    assert anna.field().get_attribute("aria-activedescendant") == active.get_attribute("id")
    assert active.inner_text().startswith("Один дома\n")
    page.keyboard.press("Enter")
    anna.wait_for_films()
    assert anna.heading() == "Похожие на «Один дома»"
    page.locator("#more").focus()
    page.keyboard.press("Enter")
    anna.wait_for_films(10)
    assert page.evaluate("document.activeElement.innerText") == anna.titles()[5]
    page.locator("#turn_tt0099785").focus()
    page.keyboard.press("Space")
    page.get_by_role("heading", name="Добавьте хотя бы один фильм").wait_for()
    assert page.evaluate("document.activeElement.id") == "heading"


def test_an_older_question_does_not_overtake_a_newer_one(anna):
    held = []
    anna.page.route(lambda url: "q=%D0%B4%D1%8E%D0%BD%D0%B0&" in url, lambda asked: held.append(asked))
    with anna.page.expect_request("**/films/search?*"):
        anna.open().type("дюна")
    anna.type("амели")
    anna.page.get_by_role("option", name="Амели").first.wait_for()
    assert [asked.request.failure for asked in held] == ["net::ERR_ABORTED"], "the older question was given up"
    anna.type("")
    anna.page.locator("#suggestions").wait_for(state="hidden")


def test_enter_takes_what_was_typed_for_a_title_or_a_description(anna):
    anna.open().ask("матрица")
    anna.wait_for_films()
    assert anna.chips() == ["как Матрица (1999)"] and "like=tt0133093" in anna.page.url
    assert anna.page.locator(".other_meanings a").count() > 0, "another film of a similar name may be meant"
    anna.press("Убрать «Матрица»")
    anna.page.locator(".example").first.wait_for()
    anna.ask("про ограбление музея")
    anna.wait_for_films()
    assert anna.heading() == "По описанию «про ограбление музея»"


def test_examples_show_what_may_be_asked(anna):
    anna.open()
    examples = anna.page.locator(".example")
    assert examples.count() == 3
    for index in range(3):
        examples.nth(index).click()
        anna.wait_for_films()
        anna.page.go_back()
        examples.first.wait_for()


def test_films_are_added_and_turned_into_what_it_should_not_be(anna):
    anna.open().choose("Один дома")
    alone = anna.titles()
    anna.type("титаник")
    anna.page.get_by_role("option", name="Титаник").first.click()
    anna.page.get_by_role("heading", name="Похожие на «Один дома», «Титаник»").wait_for()
    anna.press("Не как «Титаник»")
    anna.page.get_by_role("heading", name="Похожие на «Один дома», но не на «Титаник»").wait_for()
    assert anna.chips() == ["как Один дома (1990)", "не как Титаник (1997)"]
    anna.page.reload()
    anna.page.get_by_role("heading", name="Похожие на «Один дома», но не на «Титаник»").wait_for()
    anna.press("Убрать «Титаник»")
    anna.page.get_by_role("heading", name="Похожие на «Один дома»", exact=True).wait_for()
    anna.wait_for_films()
    assert anna.titles() == alone


def test_several_films_of_one_name_are_a_choice(anna):
    anna.open().ask("Дюна")
    anna.page.get_by_role("heading", name="несколько").wait_for()
    choices = anna.page.locator(".choices a")
    assert {"Дюна (1984)", "Дюна (2021)"} <= {choice.inner_text().split("\n")[0].strip() for choice in choices.all()}
    assert anna.titles() == []
    choices.filter(has_text="Дюна (1984)").click()
    anna.wait_for_films()
    assert anna.chips() == ["как Дюна (1984)"]


def test_where_there_is_no_such_film_the_nearest_are_offered(anna):
    anna.allowed = ("404 (Not Found)",)
    anna.open().ask("Абракадабрище")
    anna.page.get_by_role("heading", name="Фильма «Абракадабрище» не нашлось.").wait_for()
    anna.page.locator(".choices a").first.click()
    anna.wait_for_films()


def test_a_description_among_films_may_be_asked_for_alone(anna):
    anna.allowed = ("404 (Not Found)",)
    anna.open("?like=tt0099785").wait_for_films()
    anna.ask("про ограбление музея")
    anna.page.get_by_role("link", name="Искать только по этому описанию").click()
    anna.wait_for_films()
    assert anna.heading() == "По описанию «про ограбление музея»"


def test_conditions_hold_and_stay_in_the_address(anna):
    anna.open("?like=tt0099785").wait_for_films()
    anna.page.locator("#filters_summary").click()
    anna.page.locator(".pills").nth(0).get_by_text("драма", exact=True).click()
    anna.page.locator(".pills").nth(1).get_by_text("мелодрама", exact=True).click()
    anna.page.locator("#year_from").fill("2000")
    # The press ends the typing, too; neither may be lost.
    anna.page.locator(".pills").nth(1).get_by_text("военный", exact=True).click()
    anna.page.locator("#minutes").select_option("120")
    anna.wait_until("location.search.includes('minutes=120')")
    anna.wait_for_films()
    anna.page.reload()
    anna.wait_for_films()
    assert anna.page.locator("#filters_summary").inner_text() == (
        "Условия: драма; кроме: мелодрама, военный; с 2000; до 120 минут")
    for genres in anna.page.locator(".card .genres").all_inner_texts():
        assert "драма" in genres.split(", ") and "мелодрама" not in genres.split(", ")
    for card in anna.page.locator(".card .facts").all():
        assert int(card.locator("span").first.inner_text()) >= 2000


def test_conditions_that_leave_nothing_are_told_and_taken_away(anna):
    anna.open("?like=tt0099785&genre=Western,Music&from=2020")
    anna.page.get_by_text("С такими условиями ничего не нашлось.").wait_for()
    anna.page.get_by_role("link", name="Сбросить условия").click()
    anna.wait_for_films()


def test_english_by_the_browser_and_by_the_switch(meet):
    john = meet(locale="en-GB").open()
    assert john.page.locator("h1").inner_text() == "Which film did you like?"
    john.choose("Home Alone")
    assert john.heading() == "Like “Home Alone”"
    assert "family" in john.page.locator(".card .genres").first.inner_text().lower()
    john.press("Русский")
    john.page.get_by_role("heading", name="Похожие на «Один дома»").wait_for()
    assert john.page.evaluate("document.documentElement.lang") == "ru"
    assert "семейный" in john.page.locator(".card .genres").first.inner_text()
    john.page.goto(john.site.url)
    assert john.page.locator("h1").inner_text() == "Какой фильм вам понравился?", "the choice is remembered"
    assert meet(locale="de-DE").open("?lang=en").page.locator("h1").inner_text() == "Which film did you like?"


def test_a_telephone_loses_its_keyboard_when_films_come(meet):
    anna = meet(size=TELEPHONE, is_touched=True, is_mobile=True).open()
    anna.field().tap()
    anna.choose("Один дома")
    assert anna.page.evaluate("document.activeElement.id") != "field"
