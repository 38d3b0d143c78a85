"""The side of the contract gateway that faces the services: names, kept connections, and when a request is sent again.

All of it is as Go's HTTP client does it, since that is what KrakenD uses: where a name has several addresses and one
refuses, the next is tried; connections are kept where the file does not say otherwise; a request that can be sent again is sent again when a kept
connection broke before anything of the answer came. Nothing is sent again that has a body, which is gone by then.
"""

import contextlib
import itertools
import os
import socket
import types
import urllib.parse

import aiohttp
import aiohttp.abc
import yarl

SENT_AGAIN = {"GET", "HEAD", "OPTIONS", "TRACE"}
# What Go leaves as it is in a path.
PLAIN_IN_PATH = "$&+,/:;=@-._~"
HOP_BY_HOP = {"connection", "keep-alive", "proxy-authenticate", "proxy-connection", "te", "trailer",
              "transfer-encoding", "upgrade"}


class NamesFile(aiohttp.abc.AbstractResolver):
    """Plays DNS by a file that is read anew when it changes: "ml_service:8000 127.0.0.1:9001 127.0.0.1:9002"."""

    def __init__(self, file):
        self.file = file
        self.seen = None
        self.places = {}
        self.turns = itertools.count()

    def read(self):
        status = os.stat(self.file)
        seen = (status.st_mtime_ns, status.st_size, status.st_ino)
        if seen == self.seen:
            return
        with open(self.file, encoding="utf-8") as opened:
            lines = [line.split() for line in opened if line.strip() and not line.startswith("#")]
        self.places = {name: [place.rsplit(":", 1) for place in places] for name, *places in lines}
        self.seen = seen

    async def resolve(self, host, port=0, family=socket.AF_INET):
        # A file that is just being written anew leaves things as they were.
        with contextlib.suppress(OSError, ValueError):
            self.read()
        places = self.places.get(f"{host}:{port}", [])
        if not places:
            raise OSError(f"no address for {host}:{port}")
        first = next(self.turns) % len(places)
        return [{"hostname": host, "host": address, "port": int(number), "family": socket.AF_INET,
                 "proto": socket.IPPROTO_TCP, "flags": socket.AI_NUMERICHOST}
                for address, number in places[first:] + places[:first]]

    async def close(self):
        pass


def target_of(endpoint, parameters, query):
    """Where it is asked at the service: the path's parameters as they were decoded, listed parameters only, sorted."""
    path = endpoint.pattern
    for name, value in parameters.items():
        path = path.replace(f"{{{name}}}", value)
    path, _, in_path = path.partition("#")[0].partition("?")
    # Bytes stay what they are, whether or not they are UTF-8; what is no pair of Go's is left out.
    pairs = [pair for pair in query.split("&") if ";" not in pair and is_well_escaped(pair)]
    given = urllib.parse.parse_qsl("&".join(pairs), keep_blank_values=True, encoding="latin-1")
    listed = sorted((pair for pair in given if pair[0] in endpoint.parameters), key=lambda pair: pair[0])
    asked = "&".join(filter(None, [in_path, urllib.parse.urlencode(listed, encoding="latin-1")]))
    path = urllib.parse.quote(path, safe=PLAIN_IN_PATH, encoding="latin-1")
    return yarl.URL(f"{endpoint.host}{path}{'?' if asked else ''}{asked}", encoded=True)


def is_well_escaped(query):
    parts = query.split("%")[1:]
    return all(len(part) >= 2 and all(letter in "0123456789abcdefABCDEF" for letter in part[:2]) for part in parts)


def watch_connections():
    """Tells, in the request's own context, whether it went over a connection that had been kept."""
    trace = aiohttp.TraceConfig()

    async def was_kept(_session, context, _parameters):
        context.trace_request_ctx.is_kept = True
    trace.on_connection_reuseconn.append(was_kept)
    return trace


class Services:
    def __init__(self, names, values):
        connector = aiohttp.TCPConnector(
            resolver=NamesFile(names), use_dns_cache=False, limit=0, limit_per_host=0,
            force_close=values["disable_keep_alives"])
        self.session = aiohttp.ClientSession(
            connector=connector, auto_decompress=False, cookie_jar=aiohttp.DummyCookieJar(),
            timeout=aiohttp.ClientTimeout(total=None, sock_connect=values["dialer_timeout"]),
            skip_auto_headers=("Accept", "Accept-Encoding", "Content-Type", "User-Agent"),
            trace_configs=[watch_connections()], max_line_size=65536, max_field_size=65536)
        # aiohttp would send PUT and DELETE again, too, which Go does not.
        self.session._retry_connection = False  # pylint: disable=protected-access

    async def close(self):
        await self.session.close()

    async def ask(self, method, url, headers, body):
        """The answer's head; its body is still to be read. Raises what aiohttp raises where there is none."""
        may_repeat = body is None and (method in SENT_AGAIN or "Idempotency-Key" in headers)
        while True:
            connection = types.SimpleNamespace(is_kept=False)
            try:
                return await self.session.request(
                    method, url, headers=headers, data=body, allow_redirects=False, trace_request_ctx=connection)
            except (aiohttp.ServerDisconnectedError, aiohttp.ClientOSError):
                if not (may_repeat and connection.is_kept):
                    raise
