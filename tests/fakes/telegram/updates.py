"""Updates on their way to the bot: the queue, long polls, and deliveries to webhooks."""

import asyncio
import itertools
import re
import time
import urllib.parse

import aiohttp

from .refusal import Refusal, bad_request

LONGEST_POLL = 50  # seconds
NOT_BY_DEFAULT = {"chat_member", "message_reaction", "message_reaction_count"}


class Webhook:
    def __init__(self, parameters):
        self.url = parameters["url"]
        self.secret = parameters.get("secret_token")
        self.max_connections = parameters.get("max_connections", 40)
        self.connections = asyncio.Semaphore(self.max_connections)
        self.error = {}
        self.check()

    def check(self):
        address = urllib.parse.urlsplit(self.url)
        is_here = address.hostname == "127.0.0.1"
        if address.scheme != "https" and not (is_here and address.scheme == "http"):
            raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
        if not is_here and (address.port or 443) not in (443, 80, 88, 8443):
            raise bad_request("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")
        if self.secret is not None and not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", self.secret):
            raise bad_request("secret token contains unallowed characters")
        if not 1 <= self.max_connections <= 100:
            raise bad_request("max_connections must be from 1 to 100")


class Updates:
    """Lives in the event loop of the server; only put() may be called from elsewhere, under the world's lock."""

    def __init__(self, world, loop):
        self.world = world
        self.loop = loop
        self.ids = itertools.count(100_000_001)
        self.pending = []  # (update, lane, time): lanes are chats, whose updates go one after another
        self.allowed = []
        self.poll = None  # the future of the long poll that waits
        self.webhook = None
        self.copies = []  # addresses asked in turn in place of the webhook's own
        self.turns = itertools.count()
        self.busy_lanes = set()
        self.tasks = set()
        self.session = None
        self.retry_pause = 0.2  # seconds
        self.webhook_timeout = 30
        self.delivered = []  # (update, address, status or the error's name, time)

    def put(self, kind, content, lane):
        """Queues an update that the bot wants to hear of; whether it does."""
        if kind not in self.allowed if self.allowed else kind in NOT_BY_DEFAULT:
            return False
        self.pending.append(({"update_id": next(self.ids), kind: content}, lane, time.monotonic()))
        self.loop.call_soon_threadsafe(self.wake)
        return True

    def wake(self):
        if self.poll and not self.poll.done():
            self.poll.set_result(None)
        self.pump()

    def fresh(self):
        """What did not outlive its time in the queue."""
        now = time.monotonic()
        with self.world.changed:
            self.pending = [item for item in self.pending if now - item[2] < self.world.lives[list(item[0])[1]]]
            return list(self.pending)

    def confirm(self, offset):
        with self.world.changed:
            if offset < 0:
                self.pending = self.pending[offset:]
            else:
                self.pending = [item for item in self.pending if item[0]["update_id"] >= offset]

    async def get(self, parameters):
        """getUpdates: waits up to its timeout for the first update."""
        if self.webhook:
            raise Refusal(409, "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to "
                               "delete the webhook first")
        limit, wait = parameters.get("limit", 100), parameters.get("timeout", 0)
        if not 1 <= limit <= 100 or wait < 0:
            raise bad_request("limit must be from 1 to 100, and timeout not negative")
        self.stop_poll("terminated by other getUpdates request; make sure that only one bot instance is running")
        self.allowed = parameters.get("allowed_updates", self.allowed)
        self.confirm(parameters.get("offset", 0))
        if not self.fresh() and wait:
            with self.world.change():
                poll = self.poll = self.loop.create_future()
            try:
                await asyncio.wait_for(poll, min(wait, LONGEST_POLL))
            except TimeoutError:
                pass
            finally:
                self.poll = None if self.poll is poll else self.poll
        return [update for update, _, _ in self.fresh()[:limit]]

    def stop_poll(self, why):
        if self.poll and not self.poll.done():
            self.poll.set_exception(Refusal(409, f"Conflict: {why}"))
        self.poll = None

    def set_webhook(self, parameters):
        webhook = Webhook(parameters) if parameters["url"] else None
        self.allowed = parameters.get("allowed_updates", self.allowed)
        self.replace_webhook(webhook, parameters)
        return True

    def delete_webhook(self, parameters):
        self.replace_webhook(None, parameters)
        return True

    def replace_webhook(self, webhook, parameters):
        if parameters.get("drop_pending_updates"):
            self.pending = []
        self.webhook = webhook
        if webhook:
            self.stop_poll("terminated by setWebhook request")
        self.pump()

    def webhook_info(self):
        hook = self.webhook
        info = {"url": hook.url if hook else "", "has_custom_certificate": False,
                "pending_update_count": len(self.fresh())}
        if hook:
            info |= {"max_connections": hook.max_connections, **hook.error}
        return {**info, "allowed_updates": self.allowed} if self.allowed else info

    def pump(self):
        """Starts a delivery for every lane that has something and is idle."""
        if not self.webhook:
            return
        for _, lane, _ in self.fresh():
            if lane not in self.busy_lanes:
                self.busy_lanes.add(lane)
                task = self.loop.create_task(self.deliver_lane(lane))
                self.tasks.add(task)
                task.add_done_callback(self.tasks.discard)

    async def deliver_lane(self, lane):
        """All of one lane in order; the next only after any 2xx."""
        try:
            while self.webhook and (update := next((item[0] for item in self.fresh() if item[1] == lane), None)):
                if await self.post(self.webhook, update):
                    with self.world.changed:
                        self.pending = [item for item in self.pending if item[0] is not update]
                        self.world.changed.notify_all()
                else:
                    await asyncio.sleep(self.retry_pause)
        finally:
            self.busy_lanes.discard(lane)

    async def post(self, webhook, update):
        """Whether the bot took it."""
        addresses = self.copies or [webhook.url]
        url = addresses[next(self.turns) % len(addresses)]
        headers = {"X-Telegram-Bot-Api-Secret-Token": webhook.secret} if webhook.secret else {}
        self.session = self.session or aiohttp.ClientSession()
        async with webhook.connections:
            try:
                async with self.session.post(url, json=update, headers=headers, allow_redirects=False,
                                             timeout=aiohttp.ClientTimeout(self.webhook_timeout)) as answer:
                    status, what = answer.status, f"Wrong response from the webhook: {answer.status} {answer.reason}"
                    await answer.read()
            except (aiohttp.ClientError, TimeoutError, OSError) as error:
                status, what = type(error).__name__, f"Connection failed: {error}"
        self.delivered.append((update, url, status, time.monotonic()))
        if isinstance(status, int) and 200 <= status < 300:
            return True
        webhook.error = {"last_error_date": int(time.time()), "last_error_message": what}
        return False

    async def close(self):
        for task in list(self.tasks):
            task.cancel()
        await asyncio.gather(*self.tasks, return_exceptions=True)
        if self.session:
            await self.session.close()
