"""More films, back and forth, and what a person sees when something is away."""

import pytest

AWAY = "Сервис сейчас не отвечает."


def test_more_brings_others_and_the_address_keeps_them(anna):
    anna.open("?like=tt0099785").wait_for_films()
    anna.press("Ещё")
    anna.wait_for_films(10)
    titles = anna.titles()
    ids = anna.page.locator(".card").evaluate_all("cards => cards.map((card) => card.dataset.film)")
    assert len(set(ids)) == 10
    anna.page.reload()
    anna.wait_for_films(10)
    assert anna.titles() == titles


def test_the_end_is_told(anna):
    anna.open("?like=tt0099785&genre=Family,Comedy,Crime&minutes=120&shown=50")
    anna.page.get_by_text("Больше похожих нет.").wait_for()
    assert anna.titles() and anna.page.locator("#more").count() == 0


def test_back_and_forth(anna):
    anna.open().choose("Один дома")
    anna.press("Ещё")
    anna.wait_for_films(10)
    before = anna.titles()
    anna.page.get_by_role("link", name="Похожие на «Один дома 3»").click()
    anna.page.get_by_role("heading", name="Похожие на «Один дома 3»").wait_for()
    assert anna.page.evaluate("document.activeElement.id") == "heading"
    anna.page.go_back()
    anna.page.get_by_role("heading", name="Похожие на «Один дома»", exact=True).wait_for()
    assert anna.titles() == before
    anna.page.go_back()
    anna.page.locator(".example").first.wait_for()
    assert anna.titles() == [] and anna.page.title() == "Киносовет: что посмотреть сегодня"
    anna.page.go_forward()
    anna.wait_for_films(10)
    assert anna.titles() == before


@pytest.fixture
def interrupted(site):
    """The service may be stopped in the test; it is there again after it."""
    yield site
    if site.ml.process.poll() is not None:
        site.start()


def test_a_service_that_is_away_costs_nothing_but_a_press(anna, interrupted):
    anna.allowed = ("Failed to load resource",)
    anna.open().choose("Один дома")
    interrupted.stop()
    anna.press("Ещё")
    anna.page.get_by_text(AWAY).wait_for()
    assert len(anna.titles()) == 5
    interrupted.start()
    anna.press("Повторить")
    anna.wait_for_films(10)
    interrupted.stop()
    anna.ask("матрица")
    anna.page.get_by_text(AWAY).wait_for()
    assert anna.chips() == ["как Один дома (1990)", "«матрица»"]
    interrupted.start()
    anna.press("Повторить")
    anna.page.get_by_role("heading", name="Похожие на «Один дома», «Матрица»").wait_for()


@pytest.mark.parametrize(("answer", "sentence"), [
    ({"status": 429, "headers": {"Retry-After": "7"}, "body": "{}"}, "Подождите 7 с и повторите."),
    ({"status": 504, "body": ""}, "Ответ идёт слишком долго."),
    ({"status": 502, "body": "<html>"}, AWAY),
    ({"status": 200, "body": "<html>"}, AWAY),
    ({"status": 422, "body": '{"code": "invalid_request"}'}, "Так спросить не получается."),
    (None, "Нет связи."),
])
def test_trouble_is_told_in_one_sentence_and_may_be_tried_again(anna, answer, sentence):
    anna.allowed = ("Failed to load resource",)
    route = "**/recommender/ml/recommend/"
    anna.page.route(route, lambda asked: asked.fulfill(**answer) if answer else asked.abort())
    anna.open("?like=tt0099785")
    notice = anna.page.get_by_role("alert")
    notice.get_by_text(sentence).wait_for()
    anna.page.unroute(route)
    anna.press("Повторить")
    anna.wait_for_films()
    assert notice.count() == 0


def test_nobody_waits_for_ever(anna):
    anna.page.clock.install()
    anna.page.route("**/recommender/ml/recommend/", lambda asked: None)
    anna.open()
    with anna.page.expect_request("**/recommender/ml/recommend/"):
        anna.page.locator(".example").first.click()
    anna.page.clock.fast_forward(16_000)
    anna.page.get_by_role("alert").get_by_text("Ответ идёт слишком долго.").wait_for()
