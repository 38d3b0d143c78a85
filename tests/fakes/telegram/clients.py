"""The ends that a test holds: a client of the Bot API without a library, a bot behind a webhook, and what they send."""

import http.client
import http.server
import io
import json
import threading
import time

import PIL.Image

TOKEN = "123456:TEST"
MORE = {"inline_keyboard": [[{"text": "Ещё", "callback_data": "more"}]]}


class PlainClient:
    """The Bot API without a library: (status, body) of any call."""

    def __init__(self, telegram):
        self.port = telegram.port

    def request(self, verb, path, body=b"", headers=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=15)
        try:
            connection.request(verb, path, body, headers or {})
            answer = connection.getresponse()
            self.headers = answer.headers
            return answer.status, answer.read()
        finally:
            connection.close()

    def raw(self, method, body, content_type, token=TOKEN):
        status, answer = self.request("POST", f"/bot{token}/{method}", body, {"Content-Type": content_type})
        return status, json.loads(answer)

    def call(self, method, **parameters):
        return self.raw(method, json.dumps(parameters), "application/json")

    def multipart(self, method, files, **fields):
        parts = [(f'name="{name}"', value.encode()) for name, value in fields.items()]
        parts += [(f'name="{name}"; filename="{name}.png"', data) for name, data in files.items()]
        body = b"".join(b"--LINE\r\nContent-Disposition: form-data; " + head.encode() + b"\r\n\r\n" + data + b"\r\n"
                        for head, data in parts) + b"--LINE--\r\n"
        return self.raw(method, body, "multipart/form-data; boundary=LINE")

    def result(self, method, **parameters):
        status, body = self.call(method, **parameters)
        assert (status, body["ok"]) == (200, True), body
        return body["result"]

    def refused(self, words, method, **parameters):
        """Asserts that the call is refused in these words."""
        status, body = self.call(method, **parameters)
        assert (status, body["ok"], body["error_code"]) == (400, False, 400), body
        assert words in body["description"], body


class Bot(http.server.ThreadingHTTPServer):
    """The other end of a webhook: keeps what came, answers as told."""
    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), WebhookHandler)
        self.url = f"http://127.0.0.1:{self.server_port}/hook"
        self.statuses = []  # of the next answers; 204 when there are none
        self.delay = 0
        self.came = []  # (update, secret, when it came, when it was answered)
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()


class WebhookHandler(http.server.BaseHTTPRequestHandler):
    def log_message(self, *_):
        pass

    def do_POST(self):
        update = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        started = time.monotonic()
        time.sleep(self.server.delay)
        status = self.server.statuses.pop(0) if self.server.statuses else 204
        self.server.came.append((update, self.headers["X-Telegram-Bot-Api-Secret-Token"], started, time.monotonic()))
        self.send_response(status)
        self.end_headers()


def png(width, height):
    file = io.BytesIO()
    PIL.Image.new("RGB", (width, height), "navy").save(file, "PNG")
    return file.getvalue()
