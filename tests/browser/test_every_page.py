"""Every public page, in three languages, wide and on a phone: nothing broken or out of reach."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.browser.walk import LANGUAGES, PUBLIC
from tests.browser.whole import PHONE, WIDE, axe_faults, listened, width_faults

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def context(browser: Any) -> Iterator[Any]:
    """A visitor who has not signed in, who keeps what the site lets a browser keep."""
    opened = browser.new_context(viewport=WIDE)
    yield opened
    opened.close()


@pytest.mark.parametrize("path", PUBLIC)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_is_whole(context: Any, site: str, language: str, path: str) -> None:
    """Read wide, then at the width of a phone. English is laid out as French is: axe reads one."""
    with listened(context) as (page, said):
        answer = page.goto(f"{site}/{language}/{path}")
        faults = axe_faults(page) if language != "en" else []
        page.set_viewport_size(PHONE)
        faults += width_faults(page)
        direction = page.evaluate("document.documentElement.dir")

    assert answer.status == 200
    assert said == []
    assert faults == []
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
