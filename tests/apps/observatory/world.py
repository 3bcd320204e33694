"""Real and invented bodies, sources and indicators on which figures can be written."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from mithaq.apps.observatory.operations import ObservationDraft
from mithaq.apps.organisations.operations import OrganisationDraft, create_organisation
from mithaq.apps.reference.models import Territory
from mithaq.apps.reference.operations import load_indicators, load_sources
from mithaq.base.dates import UncertainDate
from mithaq.base.text import Labels, fold
from tests.conftest import AT, person

WHO: dict[str, Any] = {"actor": None, "mandate": "responsable", "reason": "essai", "at": AT}
SOURCES = [
    {
        "code": "note-hcp-2024",
        "kind": "statistics",
        "title": {"fr": "HCP · note d’information 2024", "ar": "مذكرة", "en": "HCP note"},
        "published": "2025-02-03",
        "publisher": "Haut-Commissariat au Plan",
        "url": "https://www.hcp.ma/note-2024",
    },
    {
        "code": "le-journal",
        "kind": "press",
        "title": {"fr": "Le Journal · article", "ar": "مقال", "en": "Article"},
        "published": "2025-02",
    },
    {
        "code": "dossier-hesperides",
        "kind": "exercise",
        "title": {"fr": "Dossier d’exercice", "ar": "ملف تمرين", "en": "Exercise file"},
        "published": "2026-02",
    },
]
INDICATORS = [
    {
        "code": code,
        "label": {"fr": fr, "ar": ar, "en": en},
        "topic": {"fr": "Essai", "ar": "اختبار", "en": "Trial"},
        "versions": [{"number": 1, "unit": unit, "aggregation": how, "grain": grain}],
    }
    for code, fr, ar, en, unit, how, grain in (
        ("unemployment-rate", "Taux de chômage", "معدل البطالة", "Unemployment rate",
         "percent", "ratio", ""),
        ("insertions", "Insertions", "الإدماجات", "Insertions", "persons", "sum", ""),
        ("programme-money", "Budget du programme", "ميزانية البرنامج", "Programme budget",
         "centimes", "sum", ""),
        ("insertion-growth", "Évolution des insertions", "تطور الإدماجات", "Growth",
         "percent", "ratio", "growth"),
    )
]  # fmt: skip
INSERTIONS = ObservationDraft(
    indicator="insertions",
    version=1,
    value=Decimal(1200),
    source="note-hcp-2024",
    grade="recorded",
    territory="09",
    as_of=UncertainDate.parse("2024"),
)


@pytest.fixture
def world(bodies: dict[str, int]) -> dict[str, int]:
    """The bodies of the cast, two real ones, sources and indicators."""
    for row in Territory.objects.all():
        row.search_text = fold(f"{row.label_fr} {row.label_ar} {row.label_en}")
        row.save(update_fields=["search_text"])
    assert not load_sources(SOURCES, at=AT).faults
    assert not load_indicators(INDICATORS, at=AT).faults
    rows = (
        ("caisse", "social_fund", None, "Caisse nationale"),
        ("region-souss-massa", "regional_council", "09", "Région Souss-Massa"),
        ("agence-emploi", "employment_agency", None, "Agence de l’emploi"),
    )
    for slug, kind, territory, name in rows:
        bodies[slug] = create_organisation(
            draft=OrganisationDraft(
                slug=slug, kind=kind, labels=Labels(name, "هيئة", "Body"), territory=territory
            ),
            actor=None,
            mandate="",
            at=AT,
        ).pk
    return bodies


@pytest.fixture
def manager(world: dict[str, int]) -> Any:
    """A programme manager of a real agency: real figures are within reach."""
    return person("mouna", "Mouna Mansouri", "programme_manager", organisation="agence-emploi")


@pytest.fixture
def officer(world: dict[str, int]) -> Any:
    """An officer of the real fund, for the fund's own figures only."""
    return person("fouad", "Fouad Filali", "fund_officer", organisation="caisse")


@pytest.fixture
def regional(world: dict[str, int]) -> Any:
    """An officer of the Souss-Massa region, for that territory only."""
    return person(
        "rabia", "Rabia Radi", "region_officer", organisation="region-souss-massa", territory="09"
    )


def insertions(**changes: Any) -> ObservationDraft:
    """One good figure, with some of its parts changed."""
    return replace(INSERTIONS, **changes)


def day(year: int, month: int = 1, number: int = 1) -> date:
    """A day, shortly."""
    return date(year, month, number)
