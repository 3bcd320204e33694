"""A case filed on a phone of 360 px, on slow 3G and without script: few taps, small pages."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from time import monotonic
from typing import Any

import pytest

from tests.browser.walk import readable
from tests.browser.whole import NARROW as PHONE
from tests.browser.whole import axe_faults, unfold, width_faults

# What happened, in the words of who files.
SAID = "textarea[name=description]"
# 400 kbit/s each way and 400 ms to answer: what the browser's tools call slow 3G.
SLOW = {
    "offline": False, "latency": 400,
    "downloadThroughput": 50_000, "uploadThroughput": 50_000,
}  # fmt: skip
# What a person needs, in seconds: a tap, a text of a line on a phone; and words read a second.
TAP, TEXT, WORDS_A_SECOND = 3, 25, 4
MOST_SECONDS, MOST_TAPS, MOST_BYTES = 180, 5, 48_000

pytestmark = pytest.mark.browser


@pytest.fixture
def phone(browser: Any, own_site: str) -> Iterator[Callable[..., Any]]:
    """A phone on which the employer of the exercise is signed in."""
    opened = []

    def open_page(*, has_script: bool) -> Any:
        context = browser.new_context(viewport=PHONE, java_script_enabled=has_script)
        opened.append(context)
        page = context.new_page()
        page.goto(f"{own_site}/fr/compte/connexion/")
        page.locator("button[name=username][value=employeur]").click()
        page.wait_for_load_state()
        return page

    yield open_page
    for context in opened:
        context.close()


def test_a_case_is_filed_in_under_three_minutes(phone: Callable[..., Any], own_site: str) -> None:
    page = phone(has_script=False)
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", SLOW)
    since, taps, words, heaviest = monotonic(), 0, 0, 0

    def tap(selector: str) -> None:
        nonlocal taps, words, heaviest
        page.locator(selector).click()
        page.wait_for_load_state()
        taps += 1
        words += len(page.locator("main").inner_text().split())
        heaviest = max(heaviest, len(page.content().encode()))

    page.goto(f"{own_site}/fr/mediation/")
    tap("main a.button")
    tap(".catalogue summary >> nth=0")
    tap("details[open] button.choice >> nth=0")
    tap("button[value=non]")
    page.locator(SAID).fill("Demande déposée le 3 novembre, aucun numéro reçu depuis.")
    to_read = words
    tap("form.form button.button")
    waited = monotonic() - since
    assert re.fullmatch(r"20\d\d-\d{6}", page.locator(".receipt-number").inner_text().strip())
    assert "avant le" in readable(page.locator(".who").inner_text())
    assert taps <= MOST_TAPS
    assert heaviest < MOST_BYTES
    # The receipt is read once the case is filed.
    spent = waited + TAP * taps + TEXT + to_read / WORDS_A_SECOND
    assert spent < MOST_SECONDS, (waited, taps, to_read)


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_each_step_is_whole(phone: Callable[..., Any], own_site: str, language: str) -> None:
    page = phone(has_script=True)
    faults: list[tuple[str, str]] = []

    def check(name: str) -> None:
        unfold(page)
        faults.extend((name, fault) for fault in [*axe_faults(page), *width_faults(page)])

    def tap(selector: str, name: str) -> None:
        page.locator(selector).click()
        page.wait_for_load_state()
        check(name)

    page.goto(f"{own_site}/{language}/mediation/deposer/")
    check("cases to choose from")
    tap("#sick-pay-blocked button", "explanation")
    tap("button[value=non]", "statement")
    tap("form.form button.button", "statement with faults")
    page.locator(SAID).fill("Un salarié n’est pas payé depuis trois semaines.")
    tap("form.form button.button", "receipt")
    tap("main a.button >> nth=0", "case")
    assert faults == []
