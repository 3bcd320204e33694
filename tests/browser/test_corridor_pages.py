"""Pages whose address is drawn by chance, found by their links: French and Arabic, 360 px."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.browser.whole import NARROW, axe_faults, listened, signed_in, unfold, width_faults

# Pages of each kind that are opened from one list: states differ from one to the next.
MOST = 3
CASE = r"/mediation/dossiers/[0-9a-f-]{36}/$"
OWN = r"/mediation/mes-dossiers/[0-9a-f-]{36}/$"
PROBLEM = r"/mediation/problemes/[0-9a-f-]{36}/$"
STATEMENT = r"/dettes/releves/[^/]+/$"
PLAN = r"/dettes/arrangements/[^/]+/$"
STANDING = r"/dettes/attestations/[^/]+/$"
LINE = r"/dettes/releves/[^/]+/lignes/\d+/$"
SETTLE = r"/dettes/releves/[^/]+/regler/$"
QUESTION = r"/questions/(?!chiffres|signaux|nouvelle)[^/]+/$"
ACT = r"/questions/(?!chiffres|signaux|nouvelle)[^/]+/[a-z-]+/$"
DRAW = r"/tirages/(?!nouveau)[^/]+/$"
PROPOSAL = r"/propositions-de-reforme/(?!nouvelle)[^/]+/$"
STEP = r"/propositions-de-reforme/(?!nouvelle)[^/]+/[a-z_]+/$"
REFER = r"/mediation/comite/renvoyer/[a-z]+/[^/]+/$"
# Who reads, where the reader starts, and the links followed one after the other.
WALKS = (
    ("employeur", "mediation/mes-dossiers/", (OWN,)),
    ("caisse", "mediation/file/", (CASE,)),
    ("caisse", "mediation/problemes/", (PROBLEM,)),
    ("federation", "mediation/file/", (CASE,)),
    ("agence-corridor", "mediation/file/", (CASE,)),
    ("employeur", "dettes/", (STATEMENT, LINE)),
    ("employeur", "dettes/", (STATEMENT, SETTLE)),
    ("employeur", "dettes/", (PLAN,)),
    ("employeur", "dettes/", (STANDING,)),
    ("caisse", "dettes/", (PLAN, REFER)),
    ("caisse", "dettes/", (LINE,)),
    ("federation", "dettes/", (PLAN,)),
    ("employeur", "questions/", (QUESTION, ACT)),
    ("caisse", "questions/", (QUESTION, ACT)),
    ("auditrice", "questions/", (QUESTION,)),
    ("caisse", "tirages/", (DRAW,)),
    ("caisse", "propositions-de-reforme/", (PROPOSAL, STEP)),
)  # fmt: skip

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def context_of(browser: Any, site: str) -> Iterator[Callable[[str], Any]]:
    """A phone on which an account of the demonstration is signed in, opened once."""
    with signed_in(browser, site, viewport=NARROW) as of:
        yield of


@pytest.mark.parametrize("language", ["fr", "ar"])
@pytest.mark.parametrize(("username", "start", "links"), WALKS)
def test_pages_found_by_their_links_are_whole(
    context_of: Callable[[str], Any],
    site: str,
    username: str,
    start: str,
    links: tuple[str, ...],
    language: str,
) -> None:
    with listened(context_of(username)) as (page, said):
        faults: list[tuple[str, str]] = []
        level = [f"{site}/{language}/{start}"]
        for pattern in (*links, ""):
            found: dict[str, None] = {}
            for address in level[:MOST]:
                faults += [(address, fault) for fault in _faults(page, address)]
                found |= dict.fromkeys(_links(page, pattern)) if pattern else {}
            if pattern:
                assert found, f"{level[:MOST]} lead to no {pattern}"
                level = list(found)
    assert said == []
    assert faults == []


def _links(page: Any, pattern: str) -> list[str]:
    """The addresses that a page leads to and that a pattern knows, in their order."""
    found = page.locator("main a[href]").evaluate_all("links => links.map(link => link.href)")
    return [href for href in found if re.search(pattern, href)]


def _faults(page: Any, address: str) -> list[str]:
    """What is wrong with a page at 360 px with every part of it unfolded."""
    answer = page.goto(address)
    if answer.status != 200:
        return [f"status {answer.status}"]
    unfold(page)
    return [*axe_faults(page), *width_faults(page)]
