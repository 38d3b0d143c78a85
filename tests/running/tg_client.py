"""A running tg_client, with a token that must stand in no log."""

import json

from running_service import RunningService


def assert_log_holds_none_of(service, secrets):
    log = json.dumps(service.lines, ensure_ascii=False) + "".join(service.stderr)
    assert [secret for secret in secrets if secret and secret in log] == []


class TgClient(RunningService):
    def __init__(self, program, telegram, door, *flags, service_token="", environment=None, **options):
        self.secrets = [telegram.token, service_token]
        settings = {"TELEGRAM_BOT_TOKEN": telegram.token, "TELEGRAM_API_URL": telegram.url, "BACKEND_URL": door.url,
                    "SERVICE_TOKEN": service_token, **(environment or {})}
        super().__init__(program, *flags, environment=settings, **options)
        if options.get("wait", True):
            self.wait_for("talking")

    def finish(self, code):
        super().finish(code)
        assert_log_holds_none_of(self, self.secrets)
