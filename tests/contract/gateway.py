#!/usr/bin/env python3
"""A gateway that does with krakend.json what KrakenD does, for tests and for machines without KrakenD.

    gateway.py --config krakend/krakend.json --address 127.0.0.1 --port 8090 --names FILE

FILE plays DNS (gateway_services.NamesFile). It logs JSON lines, one for each request, and ends with 0 on SIGTERM. It is
no gateway for production: one process, one core. gateway_config.py says what of KrakenD it knows.
"""

import argparse
import asyncio
import datetime
import ipaddress
import json
import signal
import sys
import time
import urllib.parse

import aiohttp
from aiohttp import web

from gateway_config import ConfigFault, read_config
from gateway_cors import Cors
from gateway_services import HOP_BY_HOP, Services, target_of

VERSION = "KrakenD Version 2.13"
INCOMPLETE = {"X-Krakend-Completed": "false"}  # what KrakenD says of every no-op answer
MOST_CLIENTS = 10_000  # buckets that are kept for one route


def log(level, message, **fields):
    now = datetime.datetime.now(datetime.timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    line = {"time": now, "level": level, "service": "gateway", "message": message, **fields}
    print(json.dumps(line, ensure_ascii=False), flush=True)


class Buckets:
    """Tokens of each client of a route: `burst` of them at first, and `rate` more each second."""

    def __init__(self, rate, burst):
        self.rate = rate
        self.burst = burst
        self.clients = {}

    def takes(self, client):
        now = time.monotonic()
        tokens, then = self.clients.pop(client, (self.burst, now))
        tokens = min(self.burst, tokens + (now - then) * self.rate)
        if len(self.clients) >= MOST_CLIENTS:
            self.clients.pop(next(iter(self.clients)))
        self.clients[client] = (tokens - 1 if tokens >= 1 else tokens, now)
        return tokens >= 1


class Gateway:
    def __init__(self, config, names):
        self.config = config
        self.services = Services(names, config.values)
        self.cors = Cors(config.cors)
        self.buckets = {endpoint: Buckets(endpoint.rate, endpoint.burst) for endpoint in config.endpoints}
        # Plain paths come before those with parameters.
        self.endpoints = sorted(config.endpoints, key=lambda endpoint: endpoint.parameters_of_path)

    async def answer(self, request):
        begun = time.monotonic()
        path = urllib.parse.unquote(request.rel_url.raw_path, encoding="latin-1")
        endpoint, parameters = self.find(request.method, path)
        response = web.Response(status=500)
        try:
            if self.cors.is_preflight(request):
                response = self.cors.preflight(request)
            elif path == "/__health" and request.method == "GET":
                response = web.json_response({"status": "ok", "agents": {}, "now": time.ctime()})
            elif endpoint is None:
                response = self.refuse(request, path)
            else:
                response = await self.pass_on(request, endpoint, parameters)
            return response
        finally:
            log("info", "request", method=request.method, route=endpoint.path if endpoint else "none",
                request_id=response.headers.get("X-Request-ID") or request.headers.get("X-Request-ID", ""),
                status=response.status, ms=round((time.monotonic() - begun) * 1000, 3))

    def find(self, method, path):
        for endpoint in self.endpoints:
            if endpoint.method == method and (match := endpoint.expression.fullmatch(path)):
                return endpoint, match.groupdict()
        return None, {}

    def refuse(self, request, path):
        """What is not declared: at another address, by another method, or not at all."""
        turned = path.removesuffix("/") if path.endswith("/") else path + "/"
        if path != "/" and self.find(request.method, turned)[0]:
            prefix = request.headers.get("X-Forwarded-Prefix", "").rstrip("/")
            where = prefix + urllib.parse.quote(turned, encoding="latin-1")
            where += f"?{request.rel_url.raw_query_string}" if request.rel_url.raw_query_string else ""
            return web.Response(status=301 if request.method == "GET" else 307, headers={"Location": where})
        allowed = sorted({endpoint.method for endpoint in self.endpoints if endpoint.expression.fullmatch(path)})
        if path == "/__health":
            allowed = ["GET"]
        if allowed:
            return web.Response(status=405, text="405 method not allowed",
                                headers=INCOMPLETE | {"Allow": ", ".join(allowed)})
        return web.Response(status=404, text="404 page not found", headers=INCOMPLETE)

    def client_of(self, request):
        """The address that is asked from, by the word of a proxy where that is to be trusted."""
        address = ipaddress.ip_address(request.remote)
        if any(address in network for network in self.config.router["trusted_proxies"]):
            for name in self.config.router["remote_ip_headers"]:
                given = request.headers.get(name, "").split(",")[-1].strip()
                try:
                    return str(ipaddress.ip_address(given))
                except ValueError:
                    continue
        return str(address)

    async def pass_on(self, request, endpoint, parameters):
        client = self.client_of(request)
        if not self.buckets[endpoint].takes(client):
            return web.Response(status=429)
        if any(urllib.parse.unquote(value, encoding="latin-1") != value for value in parameters.values()):
            return web.Response(status=400, text="error: encoded url params")
        given = request.headers
        headers = {name: ", ".join(given.getall(name)) for name in endpoint.headers if name in given}
        headers |= {"X-Forwarded-For": client, "X-Forwarded-Host": request.host, "User-Agent": VERSION}
        url = target_of(endpoint, parameters, request.rel_url.raw_query_string)
        body = request.content.iter_any() if request.body_exists and request.content_length != 0 else None
        response = web.StreamResponse()
        try:
            async with asyncio.timeout(endpoint.timeout):
                async with await self.services.ask(endpoint.method, url, headers, body) as answer:
                    response.set_status(answer.status)
                    response.headers.extend(self.headers_of(request, answer))
                    await response.prepare(request)
                    async for part in answer.content.iter_any():
                        await response.write(part)
                    await response.write_eof()
        except (OSError, aiohttp.ClientError) as fault:  # a time-out is an OSError, too
            if request.transport is None or request.transport.is_closing():
                return response  # the client has gone
            # The address that was asked stays out of the log: it has in it what people ask for.
            log("warning", "no answer", route=endpoint.path, host=endpoint.host, fault=type(fault).__name__)
            if not response.prepared:
                return web.Response(status=500, headers=self.cors.headers_for(request, INCOMPLETE))
            # Too late for another status: the client sees that the answer was cut.
            request.transport.abort()
        return response

    def headers_of(self, request, answer):
        passing = [(name, value) for name, value in answer.headers.items() if name.lower() not in HOP_BY_HOP]
        return self.cors.headers_for(request, passing + list(INCOMPLETE.items()))


async def leave_nothing_of_ours(_request, response):
    """Without what aiohttp adds by itself; no service sends a body of this type."""
    response.headers.popall("Server", None)
    if response.headers.get("Content-Type") == "application/octet-stream":
        del response.headers["Content-Type"]


async def serve(options):
    config = read_config(options.config)
    gateway = Gateway(config, options.names)
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", gateway.answer)
    app.on_response_prepare.append(leave_nothing_of_ours)
    runner = web.AppRunner(
        app, access_log=None, keepalive_timeout=config.values["idle_timeout"],
        shutdown_timeout=config.values["max_shutdown_wait_time"],
        max_line_size=config.values["max_header_bytes"], max_field_size=config.values["max_header_bytes"])
    await runner.setup()
    site = web.TCPSite(runner, options.address, options.port, backlog=4096)
    await site.start()
    ended = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, ended.set)
    log("info", "serving", address=options.address, port=runner.addresses[0][1])
    await ended.wait()
    log("info", "stopping")
    await runner.cleanup()
    await gateway.services.close()
    log("info", "stopped")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--config", required=True, help="krakend.json")
    parser.add_argument("--address", default="127.0.0.1", help="address to listen at")
    parser.add_argument("--port", type=int, default=8080, help="TCP port; 0 picks a free one")
    parser.add_argument("--names", required=True, help="file that says where the services are")
    options = parser.parse_args()
    try:
        asyncio.run(serve(options))
    except (ConfigFault, OSError) as fault:
        print(f"gateway.py: {options.config}: {fault}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
