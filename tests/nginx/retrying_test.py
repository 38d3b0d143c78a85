"""What is asked again where a gateway or a service behind it is gone, and what never is."""

import concurrent.futures

import pytest
from behind import EMPTY_500, HANG_UP, Said, problem
from configured_door import ConfiguredDoor

API = "/recommender/"

REPEATABLE = [
    ("GET", "ml/films/search?q=a"), ("GET", "db/history/?session_id=tg:42"), ("PUT", "db/ratings/"),
    ("DELETE", "db/history/?session_id=tg:42"), ("PUT", "db/sessions/tg:42/settings"),
    ("POST", "ml"), ("POST", "ml/"), ("POST", "ml/recommend/"), ("POST", "ml/films/match"), ("POST", "db/history/shown"),
]
ONCE = [("POST", "db"), ("POST", "db/"), ("POST", "db/history/"), ("POST", "db/sessions/"), ("POST", "ml/nosuch")]


def ask(door, method, path):
    return door.ask(method, f"{API}{path}", b'{"film": "x"}' if method in ("POST", "PUT") else None, {"X-Request-ID": "one"})


# One gateway


@pytest.mark.parametrize(("method", "path"), REPEATABLE)
@pytest.mark.parametrize("trouble", [EMPTY_500, HANG_UP], ids=["empty 500", "hung up"])
def test_what_may_be_repeated_is_asked_again_of_the_only_gateway(door, gateway, method, path, trouble):
    gateway.answers = [trouble, trouble]
    assert ask(door, method, path).status == 200
    assert len(gateway.asked) == 3
    assert len({(asked.method, asked.target, asked.body, asked.headers["X-Request-ID"]) for asked in gateway.asked}) == 1


@pytest.mark.parametrize(("method", "path"), ONCE)
@pytest.mark.parametrize("trouble", [EMPTY_500, HANG_UP], ids=["empty 500", "hung up"])
def test_what_may_have_been_done_is_not_asked_again(door, gateway, method, path, trouble):
    gateway.answers = [trouble]
    answer = ask(door, method, path)
    assert answer.status == (500 if trouble is EMPTY_500 else 502)
    assert len(gateway.asked) == 1


def test_an_update_is_not_handed_over_twice(door, bot):
    bot.answers = [HANG_UP]
    assert door.post("/telegram/").status == 502
    assert len(bot.asked) == 1


def test_tries_end(door, gateway):
    gateway.otherwise = EMPTY_500
    answer = ask(door, "GET", "ml/films/x")
    assert (answer.status, answer.code()) == (500, "service_away")
    assert len(gateway.asked) == 3


@pytest.mark.parametrize("path", ["db", "db/", "db/history/"])
@pytest.mark.parametrize("trouble", [EMPTY_500, HANG_UP], ids=["empty 500", "hung up"])
def test_what_is_kept_once_by_its_key_is_asked_again(door, gateway, path, trouble):
    gateway.answers = [trouble]
    answer = door.post(f"{API}{path}?a=b%20c", b'{"film": "x"}', Idempotency_Key="7d1c")
    assert answer.status == 200
    assert {(asked.method, asked.target, asked.body, asked.headers["Idempotency-Key"]) for asked in gateway.asked} == {
        ("POST", f"/{path.rstrip('/') if path == 'db/' else path}?a=b%20c", b'{"film": "x"}', "7d1c")}
    assert len(gateway.asked) == 2


def test_a_key_makes_nothing_else_repeatable(door, gateway):
    for path in ("db/sessions/", "ml/nosuch"):
        gateway.answers = [EMPTY_500]
        assert door.post(f"{API}{path}", Idempotency_Key="7d1c").status == 500


@pytest.mark.parametrize("said", [problem(503, "overloaded", "one"), problem(404, "unknown_film", "one"), Said(429, b"", {}),
                                  problem(422, "invalid_request", "one")])
def test_other_answers_are_final(door, gateway, said):
    gateway.otherwise = said
    assert ask(door, "GET", "ml/films/x").status == said.status
    assert len(gateway.asked) == 1


def test_no_gateway_is_a_problem_until_there_is_one(door, gateway):
    gateway.stop()
    for method, path in REPEATABLE + ONCE:
        answer = ask(door, method, path)
        assert (answer.status, answer.code(), answer.headers["Retry-After"]) == (502, "service_away", "1")
        assert answer.json()["retry_after"] == 1
    gateway.start()
    assert ask(door, "POST", "db").status == 200  # at once: nobody is taken out for a while


# Two gateways


@pytest.fixture(scope="module")
def wide_door(nginx, gateways):
    with ConfiguredDoor(nginx, gateways) as opened:
        yield opened


@pytest.fixture
def pair(gateways):
    for one in gateways:
        one.reset()
    yield gateways
    assert [one.faults for one in gateways] == [[], []]


def test_both_are_asked(wide_door, pair):
    for _ in range(20):
        assert ask(wide_door, "GET", "ml/films/x").status == 200
    assert min(len(one.asked) for one in pair) >= 5


@pytest.mark.parametrize("trouble", [EMPTY_500, HANG_UP], ids=["empty 500", "hung up"])
def test_the_second_try_goes_to_the_other_one(wide_door, pair, trouble):
    pair[0].otherwise = trouble
    for _ in range(20):
        assert ask(wide_door, "POST", "ml").status == 200
    assert len(pair[1].asked) == 20


def test_nobody_notices_that_one_is_gone(wide_door, pair):
    """A POST that could not be sent was not done: it goes to the other one, too."""
    for method, path in REPEATABLE + ONCE:  # connections are kept to both
        assert ask(wide_door, method, path).status == 200
    pair[0].stop()
    with concurrent.futures.ThreadPoolExecutor(16) as people:
        answers = list(people.map(lambda wish: ask(wide_door, *wish).status, REPEATABLE * 10))
    assert set(answers) == {200}
    answers = [ask(wide_door, *wish).status for wish in ONCE * 4]
    assert set(answers) == {200}
    pair[0].start()
