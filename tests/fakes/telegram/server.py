"""The Bot API over HTTP, in a thread of its own, and the hands of a test in it."""

import asyncio
import itertools
import threading

from aiohttp import web

from .calls import LARGEST_BODY, MODELS, Call, checked, read_body
from .faults import Faults
from .methods import Methods
from .people import Group, Person, membership
from .refusal import Refusal
from .updates import Updates
from .world import World


class FakeTelegram:
    """All methods may be called from any thread but the server's.

    calls      every request of the bot, in order
    refusals   those of them that were refused though no test asked for it: to be empty at the end
    faults     troubles on demand, see faults.py
    updates    .copies are addresses asked in turn in place of the webhook's, .retry_pause in seconds, .delivered
    world      .lives of updates and questions in seconds, .profile of the bot
    methods    .enforces_rates: no more than a message a second for a chat
    """

    def __init__(self, token="123456:TEST", username="kinosovet_test_bot", port=0, routes=()):
        self.token = token
        self.port = port
        self.routes = list(routes)
        self.calls = []
        self.refusals = []
        self.faults = Faults()
        self.world = World({"id": int(token.partition(":")[0]), "is_bot": True, "first_name": "Kinosovet",
                            "username": username})
        self.person_ids = itertools.count(1_000_001)
        self.updates = self.methods = self.loop = self.stopped = None
        self.thread = threading.Thread(target=lambda: asyncio.run(self.serve()), daemon=True)
        self.is_ready = threading.Event()
        self.failure = None

    def __enter__(self):
        self.thread.start()
        self.is_ready.wait()
        if self.failure:
            raise self.failure
        return self

    def __exit__(self, *_):
        self.loop.call_soon_threadsafe(self.stopped.set)
        self.thread.join()

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}"

    # --- people

    def person(self, id=None, first_name="Аня", language_code="ru", username=None):
        """A person, who did not speak with the bot yet; the same one for the same id."""
        with self.world.change():
            number = next(self.person_ids) if id is None else id
            user = {"id": number, "is_bot": False, "first_name": first_name, "language_code": language_code}
            if number not in self.world.people:
                self.world.people[number] = Person(self.world, {**user, **({"username": username} if username else {})})
            return self.world.people[number]

    def group(self, title, creator):
        """A group into which its creator takes the bot."""
        group = Group(self.world, title, creator)
        with self.world.change():
            self.world.tell("my_chat_member", membership(group, creator.user, "left", "member"), group.id)
        return group

    def wait_for(self, predicate, timeout=10):
        """What the predicate says of this fake, once that is true."""
        return self.world.wait_for(lambda: predicate(self), timeout, lambda: f"last calls: {self.calls[-5:]}")

    def calls_of(self, method):
        return [call for call in list(self.calls) if call.method == method]

    # --- the server

    async def serve(self):
        self.loop, self.stopped = asyncio.get_running_loop(), asyncio.Event()
        self.updates = self.world.updates = Updates(self.world, self.loop)
        self.methods = Methods(self.world)
        app = web.Application(client_max_size=LARGEST_BODY)
        app.add_routes([web.route("*", "/bot{token}/{method}", self.serve_call),
                        web.get("/file/bot{token}/{path:.*}", self.serve_file), *self.routes,
                        web.route("*", "/{path:.*}", self.serve_nothing)])
        runner = web.AppRunner(app, access_log=None, handler_cancellation=True, shutdown_timeout=0.1)
        try:
            await runner.setup()
            await web.TCPSite(runner, "127.0.0.1", self.port).start()
            self.port = runner.addresses[0][1]
        except OSError as error:
            self.failure = error
            self.stopped.set()
        self.is_ready.set()
        await self.stopped.wait()
        await self.updates.close()
        await runner.cleanup()

    async def serve_call(self, request):
        call = Call(request.match_info["method"])
        self.calls.append(call)
        try:
            answer = await self.answer(request, call)
        except Refusal as refusal:
            call.outcome, call.description = refusal.code, refusal.description
            if not refusal.asked_for:
                self.refusals.append(call)
            answer = web.json_response(refusal.body(), status=refusal.code, headers=refusal.headers())
        except Exception as error:  # a defect of this fake must not pass unseen
            call.outcome, call.description = 500, f"the fake failed: {error!r}"
            self.refusals.append(call)
            raise
        with self.world.change():  # whoever waits for this call looks again
            return answer

    async def answer(self, request, call):
        if request.match_info["token"] != self.token:
            raise Refusal(401, "Unauthorized")
        if call.method not in MODELS:
            raise Refusal(404, "Not Found")
        if request.method not in ("GET", "POST"):
            raise Refusal(405, "Method Not Allowed")
        call.parameters, call.files, is_typed = await read_body(request)
        call.parameters = checked(call.method, call.parameters, call.files, is_typed)
        fault = self.faults.pick(call)
        if fault and fault.how != "drops_after":
            return await self.fail(request, call, fault)
        if call.method == "getUpdates":
            result = await self.updates.get(call.parameters)
        else:
            with self.world.change():
                result = self.methods.play(call)
        if fault:
            return await self.fail(request, call, fault)
        call.outcome = 200
        return web.json_response({"ok": True, "result": result})

    async def fail(self, request, call, fault):
        if fault.how == "answers":
            call.outcome = fault.code
            if fault.page:
                return web.Response(status=fault.code, text=fault.page, content_type="text/html")
            raise Refusal(fault.code, fault.description, fault.parameters, asked_for=True)
        call.outcome = "held" if fault.how == "holds" else "dropped"
        await asyncio.sleep(fault.seconds)
        if request.transport:
            request.transport.abort()
        return web.Response()

    async def serve_file(self, request):
        if request.match_info["token"] != self.token:
            return web.json_response(Refusal(401, "Unauthorized").body(), status=401)
        stored = self.world.files.by_path.get(request.match_info["path"])
        if stored is None or not stored.data:
            return await self.serve_nothing(request)
        return web.Response(body=stored.data, content_type="application/octet-stream")

    async def serve_nothing(self, _):
        return web.json_response(Refusal(404, "Not Found").body(), status=404)
