"""An answer that says no, in the words of the real server."""


class Refusal(Exception):
    """`asked_for` when a test arranged it (a person blocks, a group moves): then it is no defect of the bot."""

    def __init__(self, code, description, parameters=None, asked_for=False):
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters
        self.asked_for = asked_for

    def body(self):
        body = {"ok": False, "error_code": self.code, "description": self.description}
        return {**body, "parameters": self.parameters} if self.parameters else body

    def headers(self):
        """A wait is told twice, as the real server does."""
        wait = (self.parameters or {}).get("retry_after")
        return {"Retry-After": str(wait)} if wait else {}


def bad_request(what, parameters=None, asked_for=False):
    return Refusal(400, f"Bad Request: {what}", parameters, asked_for)


def too_many_requests(seconds):
    return Refusal(429, f"Too Many Requests: retry after {seconds}", {"retry_after": seconds}, asked_for=True)
