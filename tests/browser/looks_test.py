"""What can be measured of how the page looks, and how it is served."""

import pathlib

import pytest
from person import TELEPHONE

VIEWS = ["", "?like=tt0099785,tt0104431&unlike=tt0120338&without=Horror", "?text=Дюна", "?text=про ограбление музея"]
SCRIPTS = pathlib.Path(__file__).with_name("looks.js").read_text(encoding="utf-8")


def look_at(person, view):
    person.open(view)
    person.page.locator("#heading, .example").first.wait_for()
    if person.page.locator("#filters_summary").is_visible():
        person.page.locator("#filters_summary").click()


@pytest.mark.parametrize("locale", ["ru-RU", "en-US"])
def test_a_telephone_shows_all_of_it_big_enough_for_a_finger(meet, locale):
    anna = meet(size=TELEPHONE, is_touched=True, is_mobile=True, locale=locale)
    for view in VIEWS:
        look_at(anna, view)
        assert anna.width_of_content() <= TELEPHONE[0], view
        assert anna.page.evaluate(f"{SCRIPTS} small_targets(24)") == [], view


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_all_texts_stand_out_from_what_is_behind_them(meet, scheme):
    anna = meet(color_scheme=scheme)
    for view in VIEWS:
        look_at(anna, view)
        assert anna.page.evaluate(f"{SCRIPTS} faint_texts(4.5)") == [], view


def test_who_wants_no_motion_gets_none(meet):
    anna = meet(reduced_motion="reduce").open()
    anna.page.evaluate("document.getElementById('results').setAttribute('aria-busy', 'true')")
    animation = anna.page.evaluate("getComputedStyle(document.getElementById('results'), '::before').animationName")
    assert animation == "appear"


def test_the_door_lets_it_run_scripts_of_its_own_alone(anna):
    answer = anna.page.goto(anna.site.url + "?like=tt0099785")
    policy = answer.headers["content-security-policy"]
    assert "script-src 'self';" in policy and "style-src 'self';" in policy and "unsafe" not in policy
    anna.wait_for_films()  # and the console, which would tell of what was not let, is clean
    statuses = anna.page.evaluate("performance.getEntriesByType('resource').map((each) => each.responseStatus)")
    assert len(statuses) > 10 and set(statuses) == {200}


def test_telegram_may_show_it_in_a_frame(meet):
    anna = meet(permissions=["local-network-access"])  # this machine's own addresses are nobody's else
    anna.allowed = ("Mixed Content",)
    frame_page = "https://web.telegram.org/"
    inner = f"{anna.site.url}?like=tt0099785#tgWebAppVersion=9.0&tgWebAppPlatform=web"
    anna.page.route(frame_page, lambda asked: asked.fulfill(
        body=f'<iframe src="{inner}" width="400" height="700" allow="local-network-access"></iframe>',
        content_type="text/html"))
    anna.page.goto(frame_page)
    frame = anna.page.frame_locator("iframe")
    frame.locator(".card").nth(4).wait_for()
    frame.get_by_role("button", name="Ещё", exact=True).click()
    frame.locator(".card").nth(9).wait_for()
    anna.asked.remove(frame_page)


def test_without_scripts_it_says_what_it_needs(meet):
    anna = meet(java_script_enabled=False).open()
    said = anna.page.locator("noscript")
    assert "Киносовету нужен JavaScript" in said.inner_html() and said.bounding_box()["height"] > 0
    assert not anna.page.locator("#ask").is_visible()


def test_both_languages_say_the_same(anna):
    anna.open()
    assert anna.page.evaluate(f"{SCRIPTS} differing_texts()") == []
