"""One person can in no way read, change or count what is another's: every route, every kind of wrong token.

The routes are those of /openapi.json: one that has no example here fails the tests until it gets one.
"""

import base64
import json
import time
from urllib.parse import quote

import pytest
from db_service import DAY, DbService, Secrets
from raw_client import talk

OPEN = {"/health/live", "/health/ready", "/metrics", "/openapi.json"}
FOR_SERVICES_ONLY = {("POST", "/sessions/")}
MINE, THEIRS, NOBODYS = "tg:1000001", "tg:2000002", "tg:3000003"

# Body or query string of a good request about a session.
EXAMPLES = {
    ("POST", "/sessions/"): {"session_id": "{session}", "days": 1},
    ("POST", "/history/"): {"session_id": "{session}", "film": "Чужак", "recommendation": ["Подброшенный"]},
    ("GET", "/history/"): "?session_id={session}",
    ("POST", "/history/shown"): {"session_id": "{session}", "film": "Тайный фильм"},
    ("DELETE", "/history/"): "?session_id={session}",
    ("PUT", "/ratings/"): {"session_id": "{session}", "film": "Тайный фильм", "rating": "disliked"},
    ("GET", "/ratings/"): "?session_id={session}",
    ("DELETE", "/ratings/"): "?session_id={session}&film=" + quote("Тайный фильм"),
    ("GET", "/sessions/{id}/settings"): "",
    ("PUT", "/sessions/{id}/settings"): {"language": "ru"},
    ("GET", "/sessions/{id}/export"): "",
}


@pytest.fixture(scope="module")
def service(program, engine):
    """A service that holds something of two sessions."""
    with DbService(program, engine.new_database()) as running:
        for session in (MINE, THEIRS):
            assert running.remember(session, "Тайный фильм", ["Тайный показ"], key="key-1").status == 201
            assert running.rate(session, [("Тайный фильм", "liked")]).status == 200
            assert running.ask("PUT", f"/sessions/{session}/settings", {"language": "en"}).status == 200
        yield running


@pytest.fixture
def routes(service):
    """Method and path of every route that serves what is somebody's."""
    paths = json.loads(service.get("/openapi.json").body)["paths"]
    return [(method.upper(), path) for path, methods in paths.items() if path not in OPEN for method in methods]


def ask(service, route, session, authorization):
    method, path = route
    example = EXAMPLES[route]
    path = path.replace("{id}", session)
    headers = {"Authorization": authorization} if authorization is not None else {}
    if isinstance(example, str):
        return service.ask(method, path + example.replace("{session}", session), None, headers, token=None)
    body = json.loads(json.dumps(example).replace("{session}", session))
    return service.ask(method, path, body, headers, token=None)


def all_stored(service):
    return [service.export(session).json() for session in (MINE, THEIRS, NOBODYS)]


def wrong_tokens(secret):
    """Kind: the value of Authorization, of tokens that open nothing at all."""
    good = secret.token_of(THEIRS)
    version, session, expiry, mac = good.split(".")
    text = f"{version}.{session}.{expiry}"
    another_key = Secrets()
    alike = base64.b64encode(f"{THEIRS}:{secret.service_token}".encode()).decode()
    tokens = {
        "none": None, "empty": "", "no token": "Bearer", "a space": "Bearer ", "garbage": "Bearer garbage",
        "dots": "Bearer ...", "Basic": f"Basic {alike}", "Basic with a token": f"Basic {secret.service_token}",
        "no scheme": secret.service_token, "session token without scheme": good,
        "wrong service token": f"Bearer {Secrets().service_token}",
        "service token cut": f"Bearer {secret.service_token[:-1]}",
        "service token and more": f"Bearer {secret.service_token}x",
        "service token in another case": f"Bearer {secret.service_token.swapcase()}",
        "service token twice": f"Bearer {secret.service_token} {secret.service_token}",
        "service token quoted": f'Bearer "{secret.service_token}"',
        "the key itself": f"Bearer {secret.session_key}",
        "expired": f"Bearer {secret.token_of(THEIRS, int(time.time()) - 1)}",
        "expired long ago": f"Bearer {secret.token_of(THEIRS, 1)}",
        "expiry negative": f"Bearer {secret.token_of(THEIRS, -1)}",
        "expiry too great": f"Bearer {secret.token_of(THEIRS, 10**30)}",
        "expiry with sign": f"Bearer {secret.token_of(THEIRS, f'+{expiry}')}",
        "expiry with noughts": f"Bearer {secret.token_of(THEIRS, f'000{expiry}')}",
        "expiry in hex": f"Bearer {secret.token_of(THEIRS, hex(int(expiry)))}",
        "expiry with a fraction": f"Bearer {secret.token_of(THEIRS, f'{expiry}.0')}",
        "expiry with a space": f"Bearer {secret.token_of(THEIRS, f' {expiry}')}",
        "version to come": f"Bearer {secret.token_of(THEIRS, version='v2')}",
        "version V1": f"Bearer {secret.token_of(THEIRS, version='V1')}",
        "version left out": f"Bearer {session}.{expiry}.{mac}",
        "session altered": f"Bearer {version}.{MINE}.{expiry}.{mac}",
        "expiry altered": f"Bearer {version}.{session}.{int(expiry) + DAY}.{mac}",
        "mac altered": f"Bearer {text}.{'0' if mac[0] != '0' else '1'}{mac[1:]}",
        "mac altered at its end": f"Bearer {text}.{mac[:-1]}{'0' if mac[-1] != '0' else '1'}",
        "mac cut": f"Bearer {text}.{mac[:-1]}", "mac halved": f"Bearer {text}.{mac[:32]}",
        "mac empty": f"Bearer {text}.", "mac left out": f"Bearer {text}", "mac longer": f"Bearer {good}0",
        "mac in capitals": f"Bearer {text}.{mac.upper()}",
        "another key": f"Bearer {another_key.token_of(THEIRS)}",
        "empty session": f"Bearer {secret.token_of('')}",
        "any session": f"Bearer {secret.token_of('*')}",
        "session with a dot": f"Bearer {secret.token_of(f'{THEIRS}.x')}",
        "a space inside": f"Bearer {text}. {mac}", "more behind it": f"Bearer {good} x",
        "one more part": f"Bearer {good}.x",
        "NUL's likes": f"Bearer {good}%00", "comma": f"Bearer {good},", "two": f"Bearer {good}, Bearer {good}",
        "long": "Bearer " + "a" * 10_000,
    }
    assert mac != mac.upper()
    return tokens


KINDS = list(wrong_tokens(Secrets()))


def without_id(answer):
    return {name: value for name, value in answer.json().items() if name != "request_id"}


def test_every_route_has_an_example_and_every_example_a_route(routes):
    assert sorted(routes) == sorted(EXAMPLES)


@pytest.mark.parametrize("kind", KINDS)
def test_a_wrong_token_opens_no_route_and_changes_nothing(service, routes, kind):
    before = all_stored(service)
    authorization = wrong_tokens(service.secrets)[kind]
    plain = without_id(ask(service, ("GET", "/history/"), THEIRS, None))
    for route in routes:
        for session in (THEIRS, NOBODYS):
            answer = ask(service, route, session, authorization)
            assert (answer.status, answer.code()) == (401, "unauthorized"), route
            assert answer.headers["WWW-Authenticate"] == "Bearer"
            assert without_id(answer) == plain, route
            assert "Тайный" not in answer.body.decode()
    assert all_stored(service) == before


def test_a_right_token_opens_no_other_session_whether_it_exists_or_not(service, routes):
    before = all_stored(service)
    authorization = f"Bearer {service.secrets.token_of(MINE)}"
    bodies = set()
    for route in routes:
        for session in (THEIRS, NOBODYS, MINE.upper(), MINE[:-1], MINE + "0"):
            answer = ask(service, route, session, authorization)
            assert (answer.status, answer.code()) == (403, "forbidden"), route
            assert "WWW-Authenticate" not in answer.headers
            bodies.add(json.dumps(without_id(answer)))
            assert {name for name in answer.headers if name.lower() not in ("date", "x-request-id")} == {
                name for name in ask(service, ("GET", "/history/"), THEIRS, authorization).headers
                if name.lower() not in ("date", "x-request-id")}
    assert len(bodies) == 1
    assert all_stored(service) == before


def test_routes_for_services_are_closed_to_the_sessions_own_token(service, routes):
    authorization = f"Bearer {service.secrets.token_of(MINE)}"
    assert FOR_SERVICES_ONLY <= set(routes)
    for route in FOR_SERVICES_ONLY:
        for session in (MINE, THEIRS):
            answer = ask(service, route, session, authorization)
            assert (answer.status, answer.code()) == (403, "forbidden"), route
            assert "token" not in answer.json()
    assert service.ask("POST", "/sessions/", {}, token=service.secrets.token_of(MINE)).status == 403


def test_the_sessions_own_token_and_the_services_open_every_other_route(service, routes):
    session = "tg:4000004"
    for token in (service.secrets.token_of(session), service.secrets.service_token):
        for route in set(routes) - FOR_SERVICES_ONLY:
            assert ask(service, route, session, f"Bearer {token}").status in (200, 201), route


@pytest.mark.parametrize("scheme", ["Bearer", "bearer", "BEARER", "Bearer  "])
def test_the_scheme_is_read_as_http_has_it(service, scheme):
    for token in (service.secrets.service_token, service.secrets.token_of(MINE)):
        assert ask(service, ("GET", "/history/"), MINE, f"{scheme} {token}").status == 200


def test_of_two_tokens_none_is_taken(service):
    good = f"Bearer {service.secrets.service_token}"
    for first, second in ((good, "Bearer wrong"), ("Bearer wrong", good), (good, good)):
        [answer] = talk(service.port, f"GET /history/?session_id={THEIRS} HTTP/1.1\r\nHost: localhost\r\n"
                        f"Authorization: {first}\r\nAuthorization: {second}\r\n\r\n")
        assert answer.status in (400, 401)


def test_a_token_in_the_address_or_the_body_is_none(service):
    for token in (service.secrets.service_token, service.secrets.token_of(THEIRS)):
        for name in ("token", "access_token", "authorization"):
            answer = service.ask("GET", f"/history/?session_id={THEIRS}&{name}={token}", token=None)
            assert answer.status == 401


def test_two_sessions_in_one_request_open_neither(service):
    token = service.secrets.token_of(MINE)
    for query in (f"session_id={MINE}&session_id={THEIRS}", f"session_id={THEIRS}&session_id={MINE}"):
        for method, path in (("GET", "/history/"), ("DELETE", "/history/"), ("GET", "/ratings/")):
            answer = service.ask(method, f"{path}?{query}", token=token)
            assert answer.status in (403, 422)
    answer = service.ask("POST", "/history/", f'{{"session_id": "{MINE}", "session_id": "{THEIRS}", "film": "Чужак", '
                         '"recommendation": []}'.encode(), {"Content-Type": "application/json"}, token)
    assert answer.status in (201, 403, 422)
    assert [entry["film"] for entry in service.whole_history(THEIRS)] == ["Тайный фильм"]
    answer = service.ask("GET", f"/sessions/{THEIRS}/export?id={MINE}", token=token)
    assert answer.status in (403, 422)


def test_who_may_not_learns_nothing_of_what_is_wrong_with_the_request(service):
    for path in ("/history/?session_id=", f"/history/?session_id={THEIRS}&limit=0", "/ratings/", "/sessions/a.b/export"):
        assert service.ask("GET", path, token=None).status == 401
    for body in (b"{", b"{}", b'{"session_id": "a b"}'):
        answer = service.ask("POST", "/history/", body, {"Content-Type": "application/json"}, token=None)
        assert answer.status == 401


def test_an_idempotency_key_of_another_opens_nothing(service):
    token = service.secrets.token_of(MINE)
    answer = service.ask("POST", "/history/", {"session_id": THEIRS, "film": "Тайный фильм",
                                               "recommendation": ["Тайный показ"]}, {"Idempotency-Key": "key-1"}, token)
    assert answer.status == 403
    assert "Idempotency-Replayed" not in answer.headers


def test_who_may_is_no_matter_of_health_and_description(service):
    for path in sorted(OPEN):
        assert service.ask("GET", path, token=None).status == 200
        text = service.ask("GET", path, token=None).body.decode()
        assert not [word for word in ("Тайный", MINE, THEIRS, service.secrets.service_token) if word in text]
