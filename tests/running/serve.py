"""A running `kinosovet serve`: everything in one process, with a token that must stand in no log."""

from running_service import RunningService
from tg_client import assert_log_holds_none_of


class Serve(RunningService):
    subcommand = ("serve",)

    def __init__(self, program, data, *flags, environment=None, telegram=None, **options):
        self.secrets = [value for name, value in (environment or {}).items() if name.endswith(("_TOKEN", "_KEY"))]
        settings = dict(environment or {})
        if telegram is not None:
            self.secrets.append(telegram.token)
            settings |= {"TELEGRAM_BOT_TOKEN": telegram.token, "TELEGRAM_API_URL": telegram.url}
        super().__init__(program, "--data", str(data), *flags, environment=settings, **options)

    def finish(self, code):
        super().finish(code)
        assert_log_holds_none_of(self, self.secrets)
