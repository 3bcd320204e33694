"""No answer of a simulator and no page of a scheme shows a French sentence to who reads another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from html.parser import HTMLParser
from typing import Any, Final
from urllib.parse import urlencode

import pytest
from django.core.cache import cache
from django.test import Client

from mithaq.apps.programmes.models import Scheme
from mithaq.demo.loading import steps
from tests.apps.programmes.test_hire_simulation import CASE
from tests.conftest import AT
from tests.web.simulators.test_questions import FIRM, JOB, OPERATING, STAGE
from tests.web.simulators.test_rights import LOST, OWED, TAKEN

pytestmark = pytest.mark.django_db
HIRE: Final = CASE | {"age": "27"}
#: Every simulator: its form, its answer, and answers where what the sources leave in doubt counts.
ANSWERS: Final = {
    "": ("",),
    "embauche/": ("", HIRE, HIRE | {"gross": "12000", "is_first_job": "oui"},
                  HIRE | {"is_converted_intern": "oui"}),
    "tahfiz/": ("", FIRM | OPERATING, FIRM | OPERATING | {"gross": "12000"}),
    "stage/": ("", STAGE, STAGE | {"diploma": "no_diploma"},
               STAGE | {"stage_signed_on": "2024-06-03"}),
    "stage/maladie/": ("", STAGE),
    "premier-emploi/": ("", JOB),
    "perte-emploi/": ("", LOST[1:], LOST[1:].replace("dismissal", "resignation")),
    "retard/": ("", OWED[1:], {"contributions_owed": "12000", "retard": "3"}),
    "auto-entrepreneur/": ("", TAKEN[1:], TAKEN[1:].replace("180000", "300000")),
}  # fmt: skip
EXPLAINED: Final = re.compile(r'href="/ar(/simuler/explication/[^"#]+)')
#: Four words of Latin letters in a row, but for addresses, which have dots, dashes or strokes.
LATIN: Final = re.compile(
    r"(?:(?<=\s)|^)[A-Za-zÀ-ÿ’']{2,}(?:[ \u00a0\u202f,;:]+[A-Za-zÀ-ÿ’']{2,}){3,}"
)
#: Words that English has not.
FRENCH: Final = re.compile(
    r"\b(?:les|la|des|du|une?|est|pour|dans|selon|aucune?|par|avec|qui|aux?)\b"
)
_ALONE: Final = {
    "br",
    "img",
    "input",
    "meta",
    "link",
    "hr",
    "path",
    "rect",
    "line",
    "circle",
    "use",
}


class Reader(HTMLParser):
    """The texts of a page in the language of the page: those that another is marked on are left."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self.language, self.texts = language, list[str]()
        self._open: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        read = self._open[-1][1] if self._open else True
        if "lang" in said:
            read = said["lang"] == self.language
        read = read and tag not in {"script", "style", "code"}
        if read:
            self.texts += [
                said[name] or "" for name in ("title", "aria-label", "alt") if name in said
            ]
        if tag not in _ALONE:
            self._open.append((tag, read))

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if data.strip() and (not self._open or self._open[-1][1]):
            self.texts.append(data.strip())


def foreign(page: str, language: str) -> list[str]:
    """The texts of a page that are French sentences, in a page of another language."""
    reader = Reader(language)
    reader.feed(page)
    if language == "ar":
        return [text for text in reader.texts if LATIN.search(text)]
    return [text for text in reader.texts if len(FRENCH.findall(text)) > 1]


@pytest.fixture(autouse=True)
def _morocco(settings: Any) -> None:
    cache.clear()
    settings.COUNTRY = "mithaq.law.morocco"


def _read(client: Client, address: str, language: str) -> str:
    response = client.get(f"/{language}{address}")
    assert response.status_code == 200, address
    return response.content.decode()


def _answers(client: Client) -> Iterator[str]:
    """The address of every answer, then those of the calculations that they lead to."""
    led = set[str]()
    for page, asked in ANSWERS.items():
        for facts in asked:
            query = facts if isinstance(facts, str) else urlencode(facts)
            address = f"/simuler/{page}?{query}"
            yield address
            led |= {unescape(found) for found in EXPLAINED.findall(_read(client, address, "ar"))}
    by_target = {address.partition("?")[0]: address for address in sorted(led)}
    assert len(by_target) > 10
    yield from by_target.values()


def test_no_answer_of_a_simulator_shows_french(client: Client) -> None:
    addresses = list(_answers(client))
    for language in ("ar", "en"):
        found = {
            a: said for a in addresses if (said := foreign(_read(client, a, language), language))
        }
        assert not found


def test_no_page_of_a_scheme_shows_french(client: Client) -> None:
    todo = dict(steps())
    for label in ("Territoires, calendriers et nomenclatures", "Organisations", "Programmes"):
        todo[label](AT)
    codes = list(Scheme.objects.values_list("code", flat=True))
    assert len(codes) > 15
    for language in ("ar", "en"):
        found = {
            code: said
            for code in codes
            if (said := foreign(_read(client, f"/programmes/{code}/", language), language))
        }
        assert not found


def test_a_french_sentence_would_be_seen() -> None:
    page = '<html lang="ar"><p>المبلغ · <q>montant sûr, jour de départ probable</q></p></html>'
    assert foreign(page, "ar") == ["montant sûr, jour de départ probable"]
    assert foreign(page.replace("<q>", '<q lang="fr">'), "ar") == []
    assert foreign(page.replace('"ar"', '"en"').replace("montant", "pour la"), "en")
