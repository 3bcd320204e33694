"""Every public page, in three languages, wide and on a phone: nothing broken or out of reach."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browser.walk import LANGUAGES, PUBLIC

AXE = next((Path(__file__).parent / "vendor").rglob("axe.min.js"))
# Every rule on every element; what passes is not told node by node.
RUN_AXE = "tags => axe.run({runOnly: tags, resultTypes: ['violations']})"
PHONE = {"width": 390, "height": 844}
WIDE = {"width": 1280, "height": 900}

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def context(browser: Any) -> Iterator[Any]:
    """A visitor who has not signed in; the content policy is lifted for axe alone."""
    opened = browser.new_context(viewport=WIDE, bypass_csp=True)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def phone(browser: Any) -> Iterator[Any]:
    """A visitor with a phone, who keeps what the site lets a browser keep."""
    opened = browser.new_context(viewport=PHONE)
    yield opened
    opened.close()


@pytest.mark.parametrize("path", PUBLIC)
@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing(context: Any, site: str, language: str, path: str) -> None:
    """WCAG 2.2 A and AA rules, as axe-core reads them."""
    page = context.new_page()
    page.goto(f"{site}/{language}/{path}")
    page.add_script_tag(path=str(AXE))
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    found = page.evaluate(RUN_AXE, tags)
    page.close()

    told = [
        f"{fault['id']}: {node['target']} {node['failureSummary']}"
        for fault in found["violations"]
        for node in fault["nodes"]
    ]
    assert told == []


@pytest.mark.parametrize("path", PUBLIC)
@pytest.mark.parametrize("language", ["fr", "ar"])
def test_a_phone_shows_the_whole_width(phone: Any, site: str, language: str, path: str) -> None:
    """No page scrolls sideways at 390 px; only tables may, inside their own frame."""
    page = phone.new_page()
    faults: list[str] = []
    page.on(
        "console", lambda message: faults.append(message.text) if message.type == "error" else None
    )
    page.on("pageerror", lambda error: faults.append(str(error)))
    answer = page.goto(f"{site}/{language}/{path}")
    wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    direction = page.evaluate("document.documentElement.dir")
    page.close()

    assert answer.status == 200
    assert faults == []
    assert wide <= 0
    assert direction == ("rtl" if language == "ar" else "ltr")


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_the_keyboard_reaches_everything_and_shows_where_it_is(
    browser: Any, site: str, language: str
) -> None:
    """Tab goes through every link and control of the first screen, each with a visible focus."""
    opened = browser.new_context(viewport=WIDE)
    page = opened.new_page()
    page.goto(f"{site}/{language}/")
    wanted = page.evaluate(
        "[...document.querySelectorAll('a[href], button, input, select, summary')]"
        ".filter(e => e.offsetParent && !e.closest('details:not([open]) > :not(summary)')).length"
    )
    seen = set()
    for _step in range(wanted + 5):
        page.keyboard.press("Tab")
        seen.add(
            page.evaluate(
                "(() => { const e = document.activeElement; const s = getComputedStyle(e);"
                "return [[...document.querySelectorAll('*')].indexOf(e), e === document.body ||"
                " s.outlineStyle !== 'none' || s.boxShadow !== 'none'].join() })()"
            )
        )
    opened.close()

    assert len(seen) >= wanted
    assert all(item.endswith("true") for item in seen)
