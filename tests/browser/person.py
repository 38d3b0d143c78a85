"""Somebody with a browser: what they do at the page and what they see there.

    with Person(browser, site) as anna:
        anna.choose("Один дома")
        assert len(anna.titles()) == 5

At the end the browser's console must be clean, but for what a test let it say.
"""

from running_service import eventually

PATIENCE = 20_000  # milliseconds; under sanitizers everything takes longer
COMPUTER, TELEPHONE = (1280, 900), (360, 740)


class Person:
    def __init__(self, browser, site, locale="ru-RU", size=COMPUTER, is_touched=False, **manner):
        self.site = site
        self.context = browser.new_context(
            locale=locale, viewport={"width": size[0], "height": size[1]}, has_touch=is_touched, **manner)
        self.context.set_default_timeout(PATIENCE)
        self.complaints, self.asked, self.allowed = [], [], ()
        self.page = self.context.new_page()
        self.page.on("console", self.hear)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", lambda request: self.asked.append(request.url))

    def __enter__(self):
        return self

    def __exit__(self, kind, *_):
        self.context.close()
        if kind is None:
            unexpected = [line for line in self.complaints if not any(words in line for words in self.allowed)]
            assert unexpected == []
            elsewhere = [url for url in self.asked if not url.startswith((self.site.url, "data:"))]
            assert elsewhere == [], "the page asks nobody but its own door"

    def hear(self, message):
        if message.type in ("error", "warning"):
            self.complaints.append(message.text)

    def open(self, address=""):
        self.page.goto(self.site.url + address)
        return self

    def field(self):
        return self.page.get_by_role("combobox", name="фильм").or_(self.page.get_by_role("combobox", name="film"))

    def type(self, text):
        """As people do, who do not look at what is suggested."""
        self.field().fill(text)

    def options(self):
        return self.page.get_by_role("option")

    def choose(self, title):
        """Types a title and presses what is suggested first under this name."""
        self.type(title)
        self.page.get_by_role("option", name=title).first.click()
        self.wait_for_films()

    def ask(self, text):
        self.type(text)
        self.field().press("Enter")

    def wait_for_films(self, count=5):
        self.page.locator(".card").nth(count - 1).wait_for()
        self.page.locator("#results[aria-busy=false]").wait_for()

    def titles(self):
        return self.page.locator(".card h3").all_inner_texts()

    def heading(self):
        return self.page.locator("#heading").inner_text()

    def chips(self):
        return self.page.locator(".chip_label").all_inner_texts()

    def press(self, name):
        self.page.get_by_role("button", name=name, exact=True).click()

    def wait_until(self, expression):
        eventually(lambda: self.page.evaluate(expression), expression, PATIENCE / 1000)

    def width_of_content(self):
        return self.page.evaluate("document.documentElement.scrollWidth")
