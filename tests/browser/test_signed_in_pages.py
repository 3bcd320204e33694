"""The pages of each account, in French and Arabic: axe, a phone's width, nothing broken."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.browser.walk import SIGNED_IN
from tests.browser.whole import PHONE, WIDE, axe_faults, listened, signed_in, width_faults

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def context_of(browser: Any, site: str) -> Iterator[Callable[[str], Any]]:
    """A browser signed in under an account of the demonstration, opened once."""
    with signed_in(browser, site, viewport=WIDE) as of:
        yield of


@pytest.mark.parametrize("language", ["fr", "ar"])
@pytest.mark.parametrize(
    ("username", "path"),
    [(username, path) for username, paths in SIGNED_IN.items() for path in paths],
)
def test_a_page_of_an_account_is_whole(
    context_of: Callable[[str], Any], site: str, username: str, path: str, language: str
) -> None:
    with listened(context_of(username)) as (page, said):
        answer = page.goto(f"{site}/{language}/{path}")
        asked = page.url
        faults = axe_faults(page)
        page.set_viewport_size(PHONE)
        faults += width_faults(page)

    assert answer.status == 200
    assert asked == f"{site}/{language}/{path}"
    assert said == []
    assert faults == []
