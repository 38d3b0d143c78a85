"""A running db_service with its secrets, its clients' calls, and a log that must keep what people wrote to itself."""

import hashlib
import hmac
import json
import secrets
import time
import urllib.parse

from running_service import RunningService

LEAST_SECRET = 8  # letters; what is shorter may stand in a log by chance
MOST_WATCHED = 3000
DAY = 24 * 3600


class Secrets:
    def __init__(self):
        self.service_token = secrets.token_urlsafe(32)
        self.session_key = secrets.token_urlsafe(48)

    def environment(self):
        return {"SERVICE_TOKEN": self.service_token, "SESSION_KEY": self.session_key}

    def token_of(self, session, expiry=None, version="v1"):
        """A session's token, made by hand as the description of the API has it."""
        text = f"{version}.{session}.{expiry or int(time.time()) + DAY}"
        return f"{text}.{hmac.new(self.session_key.encode(), text.encode(), hashlib.sha256).hexdigest()}"


def texts_of(value):
    """All texts in a JSON value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from texts_of(one)
    elif isinstance(value, list):
        for one in value:
            yield from texts_of(one)


def address(path, **parameters):
    """`path` with a query string; parameters that are None are left out."""
    given = {name: value for name, value in parameters.items() if value is not None}
    return f"{path}?{urllib.parse.urlencode(given)}" if given else path


class DbService(RunningService):
    """Every request is the services' own unless it is told another token, or None for no token at all."""

    def __init__(self, program, database_url, *flags, secret=None, environment=None, **options):
        self.secrets = secret or Secrets()
        self.watched = {self.secrets.service_token, self.secrets.session_key}
        if password := urllib.parse.urlsplit(database_url).password:
            self.watched |= {password, urllib.parse.unquote(password)}
        settings = {"DATABASE_URL": database_url, **self.secrets.environment(), **(environment or {})}
        super().__init__(program, *flags, environment=settings, **options)

    def watch(self, *texts):
        """These must not stand in the log."""
        if len(self.watched) < MOST_WATCHED:
            self.watched.update(text for text in texts if len(text) >= LEAST_SECRET)

    def ask(self, method, path, body=None, headers=None, token=...):
        headers = dict(headers or {})
        if token is not None and "Authorization" not in headers:
            headers["Authorization"] = f"Bearer {self.secrets.service_token if token is ... else token}"
        self.watch(*texts_of(body), *headers.get("Authorization", "").split())
        self.watch(*(text for texts in urllib.parse.parse_qs(urllib.parse.urlsplit(path).query).values()
                     for text in texts))
        return super().ask(method, path, body, headers)

    def finish(self, code):
        super().finish(code)
        self.assert_log_is_discreet()

    def assert_log_is_discreet(self):
        log = json.dumps(self.lines, ensure_ascii=False) + "".join(self.stderr)
        assert [text for text in self.watched if text in log or json.dumps(text)[1:-1] in log] == []

    # What clients do

    def remember(self, session, film, recommendation=(), key=None, token=..., **members):
        """POST /history/."""
        headers = {"Idempotency-Key": key} if key is not None else {}
        entry = {"session_id": session, "film": film, "recommendation": list(recommendation), **members}
        return self.ask("POST", "/history/", entry, headers, token)

    def history(self, session, token=..., **parameters):
        return self.ask("GET", address("/history/", session_id=session, **parameters), token=token)

    def rate(self, session, ratings, token=...):
        """PUT /ratings/: `ratings` are pairs of a film and how it is rated."""
        listed = [{"film": film, "rating": rating} for film, rating in ratings]
        return self.ask("PUT", "/ratings/", {"session_id": session, "ratings": listed}, token=token)

    def ratings(self, session, token=..., **parameters):
        return self.ask("GET", address("/ratings/", session_id=session, **parameters), token=token)

    def export(self, session, token=...):
        return self.ask("GET", f"/sessions/{session}/export", token=token)

    def forget(self, session, token=...):
        return self.ask("DELETE", address("/history/", session_id=session), token=token)

    def pages(self, path, member, **parameters):
        """Every page of a list, to the end."""
        cursor = None
        while True:
            answer = self.ask("GET", address(path, **parameters, cursor=cursor))
            assert answer.status == 200, answer.body
            page = answer.json()
            yield page[member]
            cursor = page.get("next_cursor")
            if cursor is None:
                return

    def whole_history(self, session, **parameters):
        return [entry for page in self.pages("/history/", "history", session_id=session, **parameters) for entry in page]

    def whole_ratings(self, session, **parameters):
        return [one for page in self.pages("/ratings/", "ratings", session_id=session, **parameters) for one in page]

    def assert_still_answers(self):
        assert self.get("/health/ready").status == 200
        assert self.history("nobody").status == 200
