"""What Telegram gives a Mini App to show who opened it."""

import hashlib
import hmac
import json
import time
import urllib.parse


def init_data(token, person, opened=None, **more):
    """Signed by the bot's token, as https://core.telegram.org/bots/webapps has it."""
    fields = {"auth_date": str(int(opened or time.time())), "user": json.dumps({"id": person, "first_name": "Анна"}), **more}
    lines = "\n".join(f"{name}={value}" for name, value in sorted(fields.items()))
    key = hmac.new(b"WebAppData", token.encode(), hashlib.sha256).digest()
    return urllib.parse.urlencode({**fields, "hash": hmac.new(key, lines.encode(), hashlib.sha256).hexdigest()},
                                  quote_via=urllib.parse.quote)
