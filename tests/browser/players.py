"""People of the exercise, each at a browser of their own, who press only what they see."""

from __future__ import annotations

from typing import Any, Self

from django.utils import translation
from playwright.sync_api import expect

from tests.browser.walk import readable

DESK = {"width": 1280, "height": 900}
# Parts of a page asked alone: nothing is read before they stand.
BUSY = ".htmx-request, .htmx-swapping, .htmx-settling"
UNHURRIED = 90_000


def word(msgid: str, language: str) -> str:
    """The words of a page in a language, as its catalogue has them."""
    with translation.override(language):
        return readable(translation.gettext(msgid))


class Player:
    """One person, signed in, in one language."""

    def __init__(self, browser: Any, site: str, language: str, **options: Any) -> None:
        """Open a browser that knows nothing of the others."""
        self.site, self.language = site, language
        self.context = browser.new_context(**({"viewport": DESK, "locale": language} | options))
        self.page = self.context.new_page()
        self.page.set_default_timeout(UNHURRIED)

    def sign_in(self, username: str) -> Self:
        """Enter as an account of the demonstration; Today opens."""
        self.open("compte/connexion/")
        self.page.locator(f"button[name=username][value={username}]").click()
        self.page.wait_for_url("**/aujourdhui/")
        return self

    def open(self, path: str) -> int:
        """Go to an address as a link would lead there; give the status of the answer."""
        address = path if path.startswith("http") else f"{self.site}/{self.language}/{path}"
        answer = self.page.goto(address)
        return int(answer.status) if answer else 0

    def follow(self, where: str) -> None:
        """Press a link that the page shows."""
        link = self.page.locator(f"main a{where}:visible").first
        link.wait_for()
        with self.page.expect_navigation():
            link.click()

    def send(self, button: str, **fields: str | bool) -> None:
        """Fill the form of a button, unfolded first as a person would, and press it."""
        pressed = self.page.locator(f"main {button}").first
        form = pressed.locator("xpath=ancestor::form")
        if not pressed.is_visible():
            pressed.locator("xpath=ancestor::details[not(@open)]/summary").first.click()
        for name, value in fields.items():
            _fill(form.locator(f"[name={name}]"), value)
        with self.page.expect_navigation():
            pressed.click()

    def act(self, key: str, **fields: str | bool) -> None:
        """Do one act of an officer on the case that is open."""
        self.send(f"form[action$='/actes/{key}/'] button", **fields)

    def press(self, act: str) -> str:
        """Press an act of a sitting, answered whole or in part, and read the page."""
        self.page.locator(f"button:not(.unseen)[name=act][value^='{act}']").first.click()
        return self.settled()

    def settled(self) -> str:
        """What is read once nothing of the page is still asked for."""
        self.page.wait_for_load_state()
        expect(self.page.locator(BUSY)).to_have_count(0)
        return self.said()

    def said(self) -> str:
        """Everything that the page says."""
        return readable(self.page.locator("body").inner_text())

    def sees(self, where: str) -> bool:
        """Whether the page holds something."""
        return bool(self.page.locator(where).count())

    def word(self, msgid: str) -> str:
        """A word of the pages in this person's language."""
        return word(msgid, self.language)


def _fill(field: Any, value: str | bool) -> None:
    """Answer a field as its kind wants: ticked, chosen, or written."""
    first = field.first
    kind = first.get_attribute("type") or ""
    if value is True:
        first.check()
    elif kind == "radio":
        field.and_(field.page.locator(f"[value='{value}']")).check()
    elif first.evaluate("field => field.tagName") == "SELECT":
        first.select_option(str(value))
    else:
        first.fill(str(value))
