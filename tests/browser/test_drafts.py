"""What is typed on a shared computer: kept for its author, never for the next, never if private."""

from __future__ import annotations

from typing import Any, Final

import pytest

pytestmark = pytest.mark.browser

SHARED: Final = "Le virement est du 3 novembre"
PRIVATE: Final = "Ne pas dire que la caisse hésite"
KEPT: Final = """
JSON.stringify(Object.entries(localStorage).filter(([key]) => key.startsWith("mithaq:")))
"""


class Desk:
    """One browser in which several people sign in, one after the other."""

    def __init__(self, browser: Any, site: str) -> None:
        self.page = browser.new_context().new_page()
        self.site = site

    def sign_in(self, username: str) -> None:
        """Sign in as somebody of the demonstration."""
        self.page.goto(f"{self.site}/fr/compte/connexion/")
        self.page.locator(f"button[name=username][value={username}]").click()
        self.page.wait_for_load_state()

    def sign_out(self) -> None:
        """Leave by the menu of the person."""
        self.page.locator(".account-menu summary").click()
        self.page.locator("form[data-sign-out] button").click()
        self.page.wait_for_load_state()

    def open_case(self) -> str:
        """Open a case of the queue about nobody in person, in which everything may be written."""
        self.page.goto(f"{self.site}/fr/mediation/file/")
        links = self.page.locator("table.queue tbody th a")
        for address in [link.get_attribute("href") for link in links.all()]:
            self.page.goto(f"{self.site}{address}")
            if self.page.locator("form[data-draft=message]").count():
                return str(address)
        raise AssertionError("No case to write in")

    @property
    def message(self) -> Any:
        """The box that all the parties read."""
        return self.page.locator("form#ecrire textarea")

    @property
    def note(self) -> Any:
        """The box that one institution reads."""
        return self.page.locator(".private-talk form textarea")

    @property
    def kept(self) -> str:
        """Everything that the browser holds of what was typed."""
        return str(self.page.evaluate(KEPT))


def test_the_next_person_finds_nothing_of_what_was_typed(browser: Any, own_site: str) -> None:
    desk = Desk(browser, own_site)
    desk.sign_in("federation")
    address = desk.open_case()
    desk.message.fill(SHARED)
    desk.note.fill(PRIVATE)
    assert SHARED in desk.kept
    assert PRIVATE not in desk.kept
    desk.page.goto(f"{own_site}{address}")
    assert desk.message.input_value() == SHARED, "a cut in the network loses nothing"
    assert desk.note.input_value() == ""

    # The session ends without a word; another signs in on the same browser.
    desk.page.context.clear_cookies()
    desk.sign_in("caisse")
    assert SHARED not in desk.kept
    desk.page.goto(f"{own_site}{address}")
    assert desk.message.input_value() == ""
    assert desk.note.input_value() == ""


def test_a_session_that_expired_gives_the_draft_back_to_its_author_alone(
    browser: Any, own_site: str
) -> None:
    desk = Desk(browser, own_site)
    desk.sign_in("federation")
    address = desk.open_case()
    desk.message.fill(SHARED)
    desk.page.context.clear_cookies()
    # Sent without a session: the page that asks to sign in is no proof that anything was received.
    desk.page.locator("form#ecrire button.button").click()
    desk.page.wait_for_load_state()
    desk.sign_in("federation")
    desk.page.goto(f"{own_site}{address}")
    assert desk.message.input_value() == SHARED
    desk.sign_out()
    assert desk.kept == "[]"


def test_what_is_sent_leaves_the_box_and_is_written_once(browser: Any, own_site: str) -> None:
    desk = Desk(browser, own_site)
    desk.sign_in("federation")
    desk.open_case()
    desk.message.fill(SHARED)
    desk.page.locator("form#ecrire button.button").click()
    desk.page.wait_for_load_state()
    assert desk.message.input_value() == ""
    assert desk.kept == "[]"
    desk.note.fill(PRIVATE)
    desk.page.locator(".private-talk form button.button").click()
    desk.page.wait_for_load_state()
    assert desk.note.input_value() == ""
    desk.message.fill(SHARED)
    desk.page.locator("form#ecrire button.button").click()
    desk.page.wait_for_load_state()
    assert desk.page.locator(".thread .said-text").get_by_text(SHARED).count() == 1
    assert desk.page.locator(".note-kept").get_by_text(PRIVATE).count() == 1


def test_a_decision_being_typed_outlives_what_is_said_of_another_point(
    browser: Any, own_site: str
) -> None:
    desk = Desk(browser, own_site)
    desk.sign_in("secretaire")
    page = desk.page
    page.locator("main a:has-text('Comité technique')").first.click()
    for act in ("build", "convene"):
        page.locator(f"button:not(.unseen)[name=act][value^='{act}']").first.click()
        page.wait_for_load_state()
    page.locator("#is_ahead").check()
    page.locator("button[value=all_present]").click()
    page.wait_for_load_state()

    page.locator(".points .note-item >> nth=5 >> .decide-link").click()
    box = page.locator(".points .note-item >> nth=5 >> .decide textarea[name=text]")
    box.fill("Publier la liste corrigée.")
    day = page.locator(".decide input[name=due_on]")
    day.fill("2027-01-31")
    page.locator(".points .note-item >> nth=1 >> button[value^='examine:']").click()
    page.locator(".points .note-item >> nth=1 >> button[value^='reexamine:']").wait_for()
    box.wait_for()
    assert box.input_value() == "Publier la liste corrigée."
    assert day.input_value() == "2027-01-31"
    page.locator(".decide [role=status]:has-text('repris')").wait_for()
    assert page.evaluate("document.activeElement.name") != "text", "the focus is the reader's"

    page.locator("button[value^='decide:']").click()
    page.locator(".decision-line:has-text('Publier la liste')").wait_for()
    page.reload()
    page.wait_for_load_state()
    assert page.locator(".decide textarea").count() == 0
    assert "decision" not in desk.kept
