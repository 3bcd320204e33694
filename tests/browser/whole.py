"""What makes a page whole: nothing that axe finds, no error said, no scrolling sideways."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

PHONE = {"width": 390, "height": 844}
NARROW = {"width": 360, "height": 740}
WIDE = {"width": 1280, "height": 900}
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Evaluated, not added as a script: the content policy of the page stays in force.
AXE = next((Path(__file__).parent / "vendor").rglob("axe.min.js")).read_text(encoding="utf-8")
# Every rule on every element; what passes is not told node by node.
RUN_AXE = "tags => axe.run({runOnly: tags, resultTypes: ['violations']})"
# A menu that floats covers what lies under it while it is open: it is not part of the page read.
UNFOLD = (
    "document.querySelectorAll('main details:not(:has(> .menu))')"
    ".forEach(fold => { fold.open = true })"
)
OVERFLOW = "document.documentElement.scrollWidth - window.innerWidth"


def axe_faults(page: Any) -> list[str]:
    """WCAG 2.2 A and AA rules and good practice, as axe-core reads them on the page as it is.

    A font that comes while axe measures would move what it measures: they are waited for.
    """
    page.evaluate("document.fonts.ready.then(() => true)")
    page.evaluate(AXE)
    return [
        f"{fault['id']}: {node['target']} {node['failureSummary']}"
        for fault in page.evaluate(RUN_AXE, TAGS)["violations"]
        for node in fault["nodes"]
    ]


def width_faults(page: Any) -> list[str]:
    """How far a page scrolls sideways: only tables may, inside their own frame."""
    wide = page.evaluate(OVERFLOW)
    return [f"{wide} px too wide at {page.viewport_size['width']} px"] if wide > 0 else []


def unfold(page: Any) -> None:
    """Open every fold of the page."""
    page.evaluate(UNFOLD)


@contextmanager
def listened(context: Any) -> Iterator[tuple[Any, list[str]]]:
    """A new page of a context, and the errors it says."""
    page, said = context.new_page(), []
    page.on(
        "console", lambda message: said.append(message.text) if message.type == "error" else None
    )
    page.on("pageerror", lambda error: said.append(str(error)))
    yield page, said
    page.close()


@contextmanager
def signed_in(browser: Any, site: str, **options: Any) -> Iterator[Callable[[str], Any]]:
    """Give the browser in which an account of the demonstration is signed in, opened once."""
    opened: dict[str, Any] = {}

    def of(username: str) -> Any:
        if username not in opened:
            opened[username] = browser.new_context(**options)
            page = opened[username].new_page()
            page.goto(f"{site}/fr/compte/connexion/")
            page.locator(f"button[name=username][value={username}]").click()
            page.wait_for_load_state()
            page.close()
        return opened[username]

    yield of
    for context in opened.values():
        context.close()
