"""A hub for tests: serves one model folder under the hub's own addresses, and misbehaves as it is asked to.

The organisation in the address says how: good, cut, norange, ... (see BEHAVIOURS). Large files are redirected to a
second port that plays another host. Prints both ports; /log tells all that was asked. Ends with /quit or
with the process that started it.
"""
import hashlib
import json
import os
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

FOLDER = sys.argv[1]
BEHAVIOURS = ("good cut norange busy overload private gated forged unnamed foreign bare climbing crawl circle "
              "moved strange sentence-transformers").split()
log, seen, lock = [], {}, threading.Lock()
ports = {}


def times(key):
    """How often this was called with `key` before."""
    with lock:
        seen[key] = seen.get(key, 0) + 1
        return seen[key] - 1


def content_of(behaviour, path):
    with open(os.path.join(FOLDER, path), "rb") as file:
        content = file.read()
    if behaviour == "foreign" and path == "config.json":
        content = content.replace(b'"bert"', b'"xlm-roberta"')
    return content


def files_of(behaviour):
    files = sorted(os.path.relpath(os.path.join(root, name), FOLDER)
                   for root, _, names in os.walk(FOLDER) for name in names)
    files += ["pytorch_model.bin", "onnx/model.onnx", "onnx/config.json", ".gitattributes", "train.py"]
    if behaviour == "bare":
        files.remove("model.safetensors")
    if behaviour == "climbing":
        files += ["../../climbed.json", "/tmp/climbed.json", "1_a/../../../climbed.json"]
    return files


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def answer(self, status, body=b"", **headers):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        port = self.server.server_address[1]
        if self.path == "/quit":
            self.answer(200)
            os._exit(0)
        if self.path == "/log":
            return self.answer(200, json.dumps(log).encode())
        with lock:
            log.append({"host": "hub" if port == ports["hub"] else "store", "path": self.path,
                        "range": self.headers.get("Range", ""), "token": self.headers.get("Authorization", ""),
                        "agent": self.headers.get("User-Agent", "")})
        parts = self.path.strip("/").split("/")
        if port == ports["store"]:
            return self.store(parts[0], "/".join(parts[1:]))
        behaviour = parts[2] if parts[:2] == ["api", "models"] else parts[0]
        if behaviour not in BEHAVIOURS:
            return self.answer(404, b"no such model")
        if behaviour == "private" and self.headers.get("Authorization") != "Bearer secret":
            return self.answer(401, b"who are you")
        if behaviour == "overload":
            return self.answer(429, Retry_After="3600")
        if parts[0] == "api":
            return self.listing(behaviour)
        return self.resolve(behaviour, "/".join(parts[4:]))

    def listing(self, behaviour):
        if behaviour == "busy" and times("busy listing") == 0:
            return self.answer(429, Retry_After="1")
        if behaviour == "circle":
            return self.answer(302, Location=self.path)
        if behaviour == "strange":
            return self.answer(200, b"<html>a portal of some hotel</html>")
        if behaviour == "moved" and times("moved listing") == 0:
            return self.answer(307, Location="/api/models/good/tiny/revision/main")
        body = {"sha": "0123456789abcdef", "siblings": [{"rfilename": name} for name in files_of(behaviour)]}
        self.answer(200, json.dumps(body).encode(), Content_Type="application/json")

    def resolve(self, behaviour, path):
        if behaviour == "gated":
            return self.answer(403, b"accept the terms")
        content = content_of(behaviour, path)
        if not path.endswith(".safetensors"):
            tag = hashlib.sha1(b"blob %d\0" % len(content) + content).hexdigest()
            return self.answer(200, content, ETag='"%s"' % tag)
        if behaviour == "busy" and times("busy weights") == 0:
            return self.answer(503)
        tag = hashlib.sha256(content).hexdigest()
        headers = {} if behaviour == "unnamed" else {"X_Linked_Etag": '"%s"' % tag}
        self.answer(302, b"elsewhere", Location="http://localhost:%d/%s/%s" % (ports["store"], behaviour, path),
                    X_Linked_Size=str(len(content)), **headers)

    def store(self, behaviour, path):
        content = content_of(behaviour, path)
        if behaviour == "forged":
            content = content[:-1] + b"!"
        wanted = self.headers.get("Range", "")
        first = int(wanted[len("bytes="):].split("-")[0]) if wanted else 0
        calls = times(behaviour + " store")
        if behaviour == "norange" and calls > 0:
            first, wanted = 0, ""
        if first >= len(content):
            return self.answer(416)
        self.send_response(206 if wanted else 200)
        self.send_header("Content-Length", str(len(content) - first))
        if wanted:
            self.send_header("Content-Range", "bytes %d-%d/%d" % (first, len(content) - 1, len(content)))
        self.end_headers()
        rest = content[first:]
        if behaviour == "cut" and calls < 3 or behaviour == "norange" and calls == 0:
            self.wfile.write(rest[:len(rest) // 3])
            self.wfile.flush()
            self.close_connection = True
            return self.connection.shutdown(2)
        if behaviour == "crawl" and calls == 0:
            for start in range(0, len(rest), 256):
                self.wfile.write(rest[start:start + 256])
                self.wfile.flush()
                time.sleep(0.2)
            return None
        return self.wfile.write(rest)


def end_with_parent(parent):
    while os.getppid() == parent:
        time.sleep(0.5)
    os._exit(0)


class Server(ThreadingHTTPServer):
    def handle_error(self, *_):
        """Who asks may go away at any time; that is what some tests are about."""


servers = {name: Server(("127.0.0.1", 0), Handler) for name in ("hub", "store")}
for name, server in servers.items():
    ports[name] = server.server_address[1]
    threading.Thread(target=server.serve_forever, daemon=True).start()
print(ports["hub"], ports["store"], flush=True)
end_with_parent(os.getppid())
