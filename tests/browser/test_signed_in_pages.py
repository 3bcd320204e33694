"""The pages of each account, in French and Arabic: axe, a phone's width, nothing broken."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browser.walk import SIGNED_IN

AXE = next((Path(__file__).parent / "vendor").rglob("axe.min.js"))
# Every rule on every element; what passes is not told node by node.
RUN_AXE = "tags => axe.run({runOnly: tags, resultTypes: ['violations']})"
PHONE = {"width": 390, "height": 844}
WIDE = {"width": 1280, "height": 900}
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def context_of(browser: Any, site: str) -> Iterator[Callable[[str], Any]]:
    """A browser signed in under an account of the demonstration, opened once."""
    opened: dict[str, Any] = {}

    def of(username: str) -> Any:
        if username not in opened:
            opened[username] = browser.new_context(viewport=WIDE, bypass_csp=True)
            page = opened[username].new_page()
            page.goto(f"{site}/fr/compte/connexion/")
            page.locator(f"button[name=username][value={username}]").click()
            page.wait_for_load_state()
            page.close()
        return opened[username]

    yield of
    for context in opened.values():
        context.close()


@pytest.mark.parametrize("language", ["fr", "ar"])
@pytest.mark.parametrize(
    ("username", "path"),
    [(username, path) for username, paths in SIGNED_IN.items() for path in paths],
)
def test_a_page_of_an_account_is_whole(
    context_of: Callable[[str], Any], site: str, username: str, path: str, language: str
) -> None:
    page = context_of(username).new_page()
    faults: list[str] = []
    page.on(
        "console", lambda message: faults.append(message.text) if message.type == "error" else None
    )
    page.on("pageerror", lambda error: faults.append(str(error)))
    answer = page.goto(f"{site}/{language}/{path}")
    asked = page.url
    page.add_script_tag(path=str(AXE))
    found = page.evaluate(RUN_AXE, TAGS)
    page.set_viewport_size(PHONE)
    wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    page.close()

    assert answer.status == 200
    assert asked == f"{site}/{language}/{path}"
    assert faults == []
    assert wide <= 0
    assert [
        f"{fault['id']}: {node['target']} {node['failureSummary']}"
        for fault in found["violations"]
        for node in fault["nodes"]
    ] == []
