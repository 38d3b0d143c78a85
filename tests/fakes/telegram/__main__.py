"""Serves a fake Telegram to other programs until it is told to stop; says in one line of JSON where.

People act over HTTP: POST /people/<id>/says ["text"], .../starts ["payload"], .../presses ["text"], .../blocks [],
.../taps [message_id, "button"]. GET /chats/<id> tells the messages as they now are, GET /refusals what the bot did
wrong.
"""

import argparse
import json
import signal
import threading

from aiohttp import web

from . import FakeTelegram

ACTS = ("says", "starts", "presses", "blocks")


def routes_of(telegram):
    async def act(request):
        person, act = telegram().person(int(request.match_info["id"])), request.match_info["act"]
        arguments = await request.json() if request.can_read_body else []
        try:
            if act == "taps":
                message = person.chat.all_messages.get(arguments[0])
                if message is None:
                    raise AssertionError(f"there is no message {arguments[0]}")
                return web.json_response({"callback_query_id": person.taps(message, arguments[1]).number})
            if act not in ACTS:
                raise web.HTTPNotFound
            message = getattr(person, act)(*arguments)
            return web.json_response(message.body if message else {})
        except AssertionError as error:
            return web.json_response({"error": str(error)}, status=409)

    async def chat(request):
        found = telegram().world.chats.get(int(request.match_info["id"]))
        return web.json_response([message.body for message in found.messages] if found else [])

    async def refusals(_):
        return web.json_response([{"method": call.method, "error": call.description} for call in telegram().refusals])

    return [web.post("/people/{id:\\d+}/{act}", act), web.get("/chats/{id:-?\\d+}", chat),
            web.get("/refusals", refusals)]


def main():
    parser = argparse.ArgumentParser(prog="telegram", description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="0 for any free one")
    parser.add_argument("--token", required=True)
    arguments = parser.parse_args()
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    telegram = FakeTelegram(arguments.token, port=arguments.port, routes=routes_of(lambda: telegram))
    with telegram:
        print(json.dumps({"url": telegram.url, "port": telegram.port}), flush=True)
        stop.wait()


if __name__ == "__main__":
    main()
