"""Twelve late commitments, three decisions, a missing quorum: played as a new secretary would.

Only links and buttons that a reader sees are used; every click, choice and text typed counts as one
act, and the whole story has a budget.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.browser.walk import readable
from tests.browser.whole import axe_faults

pytestmark = pytest.mark.browser
MISSING = (3, 4, 5)
ACTS = 42
BUSY = ".htmx-request, .htmx-swapping, .htmx-settling"
WORDS: dict[str, dict[str, Any]] = {
    "fr": {
        "committee": "Comité technique",
        "planned": "90 minutes prévues sur 90",
        "no_quorum": "Quorum non réuni",
        "adjourned": "reportée faute de quorum",
        "none_asked": "aucun quorum exigé",
        "late": r"Échue depuis (\d+) jours",
        "signed": "ses deux signatures",
        "rate": "taux de satisfaction",
        "decisions": (
            "Nommer un responsable avant la fin du mois.",
            "Publier la liste corrigée.",
            "Rendre compte au prochain comité.",
        ),
        "reason": "déjà réglé",
    },
    "ar": {
        "committee": "اللجنة التقنية",
        "planned": "90",
        "no_quorum": "النصاب غير مكتمل",
        "adjourned": "لعدم اكتمال النصاب",
        "none_asked": "دون شرط النصاب",
        "late": r"منذ (\d+)",
        "signed": "توقيعيه",
        "rate": "تلبية عروض الشغل",
        "decisions": (
            "تعيين مسؤول قبل نهاية الشهر.",
            "نشر اللائحة المصحَّحة.",
            "تقديم حصيلة في الاجتماع المقبل.",
        ),
        "reason": "سُوّيت من قبل",
    },
}


class Hand:
    """A person at the screen: each act is counted, and answered before the next."""

    def __init__(self, page: Any) -> None:
        self.page, self.acts, self.pages = page, 0, 0
        page.on("framenavigated", self._moved)

    def _moved(self, frame: Any) -> None:
        self.pages += frame == self.page.main_frame

    def click(self, where: str) -> str:
        self.acts += 1
        self.page.locator(where).first.click()
        return self._answer()

    def type(self, where: str, text: str, *, is_sent: bool = False) -> str:
        self.acts += 1 + is_sent
        self.page.locator(where).first.fill(text)
        if is_sent:
            self.page.locator(where).first.press("Enter")
            return self._answer()
        return self.said()

    def _answer(self) -> str:
        """Wait for the page, or for the part of it that was asked alone."""
        self.page.wait_for_load_state()
        self.page.wait_for_function(f"!document.querySelector('{BUSY}')")
        return self.said()

    def press(self, act: str) -> str:
        return self.click(f"button:not(.unseen)[name=act][value^='{act}']")

    def said(self) -> str:
        return readable(self.page.locator("body").inner_text())


@pytest.fixture(params=["fr", "ar"])
def hand(request: Any, browser: Any, own_site: str) -> Any:
    # Playwright waits by a string that it evaluates, which the policy of the site refuses.
    context = browser.new_context(locale=request.param, bypass_csp=True)
    found = Hand(context.new_page())
    found.language = request.param
    found.page.goto(f"{own_site}/{request.param}/compte/connexion/")
    yield found
    context.close()


def call_roll(hand: Hand) -> str:
    """Mark three voices excused, say that the exercise does not wait, and the others there."""
    for place in MISSING:
        hand.click(f"fieldset.mark >> nth={place} >> input[value=excused]")
    hand.click("#is_ahead")
    return hand.press("all_present")


def decide(hand: Hand, link: int, words: str, effect: str = "") -> None:
    """Open the form at a point, write, and stay at that point."""
    hand.click(f".points .note-item >> nth={link} >> .decide-link")
    assert hand.page.evaluate("document.activeElement.name") == "text"
    hand.type(".decide textarea[name=text]", words)
    if effect:
        hand.type(".decide input[name=effect_on]", effect)
        hand.type(".decide input[name=effect_value]", "65")
    before = hand.pages
    assert words in hand.press("decide:")
    assert hand.pages == before


def arrange(hand: Hand, reason: str) -> None:
    """Give a point its rank and drop another for a reason, without leaving the place."""
    before = hand.pages
    point = hand.page.locator(".agenda-item").nth(12).get_attribute("id")
    hand.type("input.agenda-rank >> nth=12", "3", is_sent=True)
    assert hand.page.locator(".agenda-item").nth(2).get_attribute("id") == point
    count = hand.page.locator(".agenda-item").count()
    hand.click(".agenda-item >> nth=6 >> details.drop summary")
    hand.type("details.drop[open] input[type=text]", reason, is_sent=True)
    assert hand.page.locator(".agenda-item").count() == count - 1
    assert hand.pages == before


def test_a_committee_from_its_agenda_to_signed_minutes(
    hand: Any, own_site: str, tmp_path: Path
) -> None:
    words, page = WORDS[hand.language], hand.page
    hand.click("button[name=username][value=secretaire]")
    hand.click(f"main a:has-text('{words['committee']}')")
    text = hand.press("build")
    late = re.findall(words["late"], text)
    assert len(late) >= 12
    assert words["planned"] in text
    arrange(hand, words["reason"])
    assert axe_faults(page) == []
    hand.press("convene")
    assert "/tenir/" in page.url

    assert words["no_quorum"] in call_roll(hand)
    assert page.locator(".decide-link").count() == 0
    assert words["adjourned"] in hand.press("close")
    before = page.url
    text = hand.press("second")
    number = int(re.findall(r"/seances/(\d+)/preparer/", page.url)[0])
    assert f"/seances/{number - 1}/" in before
    # The same points, each later by the days between both meetings.
    again = [int(days) for days in re.findall(words["late"], text)]
    assert max(again) > max(int(days) for days in late)
    hand.press("convene")

    assert words["none_asked"] in call_roll(hand)
    assert page.locator("#presence details[open]").count() == 0
    if page.locator("button[value^='adopt:']").count():
        hand.press("adopt:")
        assert page.locator("button[value^='adopt:']").count() == 0
    first, second, third = words["decisions"]
    decide(hand, 4, first, words["rate"])
    decide(hand, 5, second)
    assert axe_faults(page) == []
    decide(hand, 5, third)
    hand.press("plan:")
    hand.press("close")
    page.check("#lever input[name=is_sure]")
    text = hand.press("close")
    assert all(f"C2-{number}-{rank}" in text for rank in range(1, 4))
    assert ("3 textes n’ont pas d’arabe" in text) is (hand.language == "fr")

    hand.acts += 1
    page.select_option("select[name=adoption]", "written")
    hand.press("adopt")
    hand.press("sign_secretary")
    page.select_option("#signer select[name=unscanned_reason]", "archived")
    assert words["signed"] in hand.press("sign_chair")
    assert hand.acts <= ACTS, f"{hand.acts} acts, {hand.pages} pages"

    paper = page.request.get(
        f"{own_site}/ar/conventions/EXERCICE-AGENCE-CAISSE/comites/2/seances/{number}/"
        "proces-verbal-ar.pdf"
    )
    assert paper.headers["content-type"] == "application/pdf"
    if shutil.which("pdftotext"):
        file = tmp_path / "minutes.pdf"
        file.write_bytes(paper.body())
        run = subprocess.run(["pdftotext", file, "-"], capture_output=True, text=True)
        # Arabic letters come out of a PDF in their drawn forms: the codes say which paper it is.
        told = readable(run.stdout)
        assert all(f"C2-{number}-{rank}" in told for rank in range(1, 4))
        assert "ميثاق" in told


def test_minutes_to_sign_wait_on_the_first_screen(browser: Any, site: str) -> None:
    """Whoever presides for the chair finds what the committee waits for, on a phone too."""
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(f"{site}/fr/compte/connexion/")
    page.locator("button[name=username][value=secretaire]").click()
    page.wait_for_load_state()
    page.locator("main a:has-text('Comité technique')").first.click()
    page.wait_for_load_state()
    width = page.evaluate("document.documentElement.scrollWidth")
    context.close()
    assert width <= 390
