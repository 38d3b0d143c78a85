"""People who talk to the bot, many at once, and what each of them must have been answered."""

import random
import re
import sys
import threading
import time
import urllib.parse

LONGEST_WAIT = 120  # seconds; what takes longer is lost
TICK = 0.01         # seconds
PATIENT = ["wish"], ["turn"], ["like"], ["more"], ["wish"]
IMPATIENT = ["wish"], ["like", "turn", "more", "wish"]
WRITES_A_MESSAGE = "wish", "more"


def check(condition, what):
    if not condition:
        sys.exit(f"people drill: {what}")


class Wish:
    """A film by its title, and what ml_service finds for it."""

    def __init__(self, title, film, shown):
        self.title, self.film, self.shown = title, film, shown


class Step:
    def __init__(self, kind, now, wish=None, tap=None, film=None):
        self.kind, self.asked, self.wish, self.tap, self.film = kind, now, wish, tap, film
        self.waited = None  # seconds

    def __repr__(self):
        return f"{self.kind} {self.wish.title if self.wish else self.film or ''}"


class View:
    """What a message of the bot shows, by its link and buttons."""

    def __init__(self, body):
        entities = body.get("caption_entities") or body.get("entities") or []
        link = next((entity["url"] for entity in entities if entity["type"] == "text_link"), "")
        fields = urllib.parse.parse_qs(urllib.parse.urlsplit(link).query)
        self.wished = re.sub("^l", "", fields.get("start", [""])[0].split("_")[0])
        self.films = fields.get("f", [""])[0].split("~")[::2]
        self.before = fields.get("b", [""])[0].split("~")
        buttons = [button for row in (body.get("reply_markup") or {}).get("inline_keyboard", []) for button in row]
        like = next((button for button in buttons if button.get("callback_data", "").startswith("r:l:")), {})
        self.page = like.get("callback_data", "").removeprefix("r:l:")
        self.is_liked = like.get("text", "").startswith("✅")


class Visitor:
    """A person with a plan. All that happens to the messages of the chat is expected, one change for each step."""

    def __init__(self, person, wishes, pause, plan):
        self.person, self.wishes, self.pause = person, list(wishes), pause
        self.plan = list(plan)
        self.steps = []
        self.seen = 0      # events
        self.changes = []  # events that sent or edited, without those that repeat the one before
        self.twice = 0     # those that do
        self.next = time.monotonic() + pause() * random.random()

    def go_on(self, now):
        """Acts when it is time to; whether there is anything left to do or to wait for."""
        self.look()
        if not self.is_answered():
            check(now - self.steps[-1].asked < LONGEST_WAIT, f"lost: {self}")
        elif self.steps and self.steps[-1].waited is None:
            for step, event in zip(self.steps, self.changes):
                step.waited = event.time - step.asked
            self.next = now + self.pause()
        elif self.plan and now >= self.next:
            for kind in self.plan.pop(0):
                self.steps.append(self.act(kind, time.monotonic()))
        return bool(self.plan) or self.steps[-1].waited is None

    def look(self):
        events = self.person.chat.events
        for event in events[self.seen:]:
            self.seen += 1
            if event.kind == "answered":
                continue
            if self.changes and self.is_same(self.changes[-1], event):
                self.twice += 1
            else:
                self.changes.append(event)

    @staticmethod
    def is_same(event, other):
        view, before = View(event.body), View(other.body)
        return (event.kind, view.films, view.page, view.is_liked) == (
            other.kind, before.films, before.page, before.is_liked)

    def is_answered(self):
        return len(self.changes) >= len(self.steps) and all(
            step.tap is None or self.person.world.queries[step.tap.number].answer is not None for step in self.steps)

    def act(self, kind, now):
        if kind == "wish":
            wish = self.wishes.pop(0)
            self.person.says(wish.title)
            return Step(kind, now, wish)
        message = self.person.chat.from_bot[-1]
        film = View(message.body).page
        button = {"turn": "p:1", "like": f"r:l:{film}", "more": "m"}[kind]
        return Step(kind, now, tap=self.person.taps(message, button), film=film)

    def __repr__(self):
        return (f"{self.person.id} asked {self.steps} and got {len(self.changes)}, the last "
                f"{[str(event.body.get('caption') or event.body.get('text'))[:200] for event in self.changes[-1:]]}")

    def check_answers(self):
        """One change for each step, in the order of the steps, each what was asked for."""
        check(not self.plan and len(self.changes) == len(self.steps), f"not one answer for each: {self}")
        wish, shown = None, View({})
        for step, event in zip(self.steps, self.changes):
            view, was = View(event.body), shown
            kind = "sent" if step.kind in WRITES_A_MESSAGE else "edited"
            check(event.kind == kind, f"{step} is out of order: {self}")
            if step.kind == "wish":
                wish = step.wish
                check(view.films == wish.shown, f"{step} shows {view.films} and not {wish.shown}")
            check(view.wished == wish.film, f"{step} shows films for {view.wished}: {self}")
            if step.kind == "more":
                check(not set(was.films) & set(view.films) and set(was.films) <= set(view.before), f"{step} repeats")
            if step.kind == "turn":
                check((view.films, view.page) == (was.films, was.films[1]), f"{step} shows another page: {self}")
            if step.kind == "like":
                is_there = (view.films, view.page) == (was.films, step.film)
                check(is_there and view.is_liked, f"{step} is not marked: {self}")
            shown = view

    def check_kept(self, db):
        """The history, and what is liked, are what was shown and liked."""
        session = f"tg:{self.person.id}"
        kept = [(entry["film"], entry["recommendation"]) for entry in db.whole_history(session, limit=200)]
        views = [View(event.body) for event in self.changes if event.kind == "sent"]
        shown = [(view.wished, view.films) for view in reversed(views)]
        check(kept == shown, f"shown to {session} was {shown}, kept is {kept}")
        liked = [(rating["film"], rating["rating"]) for rating in db.whole_ratings(session)]
        check(liked == [(step.film, "liked") for step in self.steps if step.kind == "like"], f"{session} liked {liked}")


class Crowd(threading.Thread):
    """People in one thread, which looks at each of them a hundred times a second."""

    def __init__(self, visitors):
        super().__init__(daemon=True)
        self.visitors = visitors
        self.fault = None
        self.seconds = 0

    def run(self):
        begun, left = time.monotonic(), self.visitors
        try:
            while left:
                left = [visitor for visitor in left if visitor.go_on(time.monotonic())]
                time.sleep(TICK)
        except (Exception, SystemExit) as fault:  # whatever it is, the drill has failed
            self.fault = fault
        self.seconds = time.monotonic() - begun

    def wait_for(self, share):
        """Until that share of all steps is answered."""
        total = sum(len(group) for visitor in self.visitors for group in (*visitor.plan, visitor.steps))
        while self.is_alive() and len(self.waits()) < share * total:
            time.sleep(TICK)
        if self.fault:
            raise self.fault

    def waits(self, leave_out=()):
        return [step.waited for visitor in self.visitors if visitor not in leave_out
                for step in list(visitor.steps) if step.waited is not None]

    def twice(self):
        return sum(visitor.twice for visitor in self.visitors)
