"""A country of tests, and one scheme of it with an open edition and an envelope."""

from __future__ import annotations

from typing import Any

import pytest

from mithaq.apps.programmes.operations import load_schemes, read_schemes
from mithaq.apps.reference.operations import load_sources
from tests.conftest import AT

SOURCE: dict[str, Any] = {
    "code": "exercice",
    "kind": "exercise",
    "title": {"fr": "Dossier d’exercice", "ar": "ملف تمرين", "en": "Exercise file"},
    "published": "2026",
}
NAME = {"fr": "Premier poste (exercice)", "ar": "أول منصب (تمرين)", "en": "First post (exercise)"}


def scheme_row(**changes: Any) -> dict[str, Any]:
    """One scheme of a list, as YAML gives it."""
    row: dict[str, Any] = {
        "code": "first-post",
        "family": "hiring",
        "law": "first_post",
        "name": NAME,
        "exercise": True,
        "measures": ["first-post"],
        "counters": [
            {"organisation": "agence-hesperides", "role": "receives", "source": "exercice"}
        ],
        "documents": [
            {"name": {"fr": "Contrat"}, "origin": "applicant", "stage": "application",
             "source": "exercice"},
            {"name": {"fr": "Inscription"}, "origin": "held", "holder": "agence-hesperides",
             "stage": "application", "source": "exercice"},
        ],
        "acts": [
            {"name": {"fr": "Admission"}, "body": "agence-hesperides", "ceiling": "ordinary",
             "days": 30, "silence": "acceptance", "source": "exercice"}
        ],
        "editions": [
            {"number": 1, "name": {"fr": "Édition 2026"}, "from": "2026-01-01",
             "to": "2026-12-31", "status": "open", "basis": "Décision 1", "envelopes": [
                 {"payer": "region-hesperides", "territory": "09", "year": 2026, "money": "2 MDH",
                  "places": 50, "basis": "Décision 1", "readings": [
                      {"as_of": "2026-02-28", "committed": "0.5 MDH", "used": "0.1 MDH",
                       "places_taken": 12, "grade": "recorded", "basis": "Relevé"}]}]}
        ],
    }  # fmt: skip
    return row | changes


def load(*rows: dict[str, Any]) -> Any:
    """Read a list and load it."""
    return load_schemes(drafts=read_schemes(rows), actor=None, mandate="", at=AT)


@pytest.fixture
def country(settings: Any) -> None:
    """The law of the tests is that of the Hesperides."""
    settings.COUNTRY = "mithaq.law.hesperides"


@pytest.fixture
def first_post(country: None, bodies: dict[str, int]) -> str:
    """A scheme of the Hesperides with its edition and envelope; gives its code."""
    load_sources([SOURCE], at=AT)
    load(scheme_row())
    return "first-post"
