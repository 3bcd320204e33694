"""What the tests of convention files share."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.apps import apps

from mithaq.apps.reference.operations import load_indicators, load_sources
from tests.conftest import AT

WRONG = Path(__file__).parent / "wrong"
SOURCE = {
    "code": "dossier-hesperides",
    "kind": "exercise",
    "title": {"fr": "Dossier d’exercice", "ar": "ملف تمرين", "en": "Exercise file"},
    "published": "2026-02",
}
INDICATORS = [
    {
        "code": code,
        "label": {"fr": code},
        "topic": {"fr": "Essai"},
        "versions": [{"number": 1, "unit": unit, "aggregation": aggregation}],
    }
    for code, unit, aggregation in (
        ("direct-jobs", "jobs", "sum"),
        ("insertion-rate", "percent", "ratio"),
        ("programme-money", "centimes", "sum"),
    )
]


@pytest.fixture
def known(bodies: dict[str, int]) -> dict[str, int]:
    """Bodies, places, a source and indicators that files may name."""
    assert not load_sources([SOURCE], at=AT).faults
    assert not load_indicators(INDICATORS, at=AT).faults
    return bodies


def content(name: str) -> bytes:
    """The bytes of one of the files of this folder."""
    return (WRONG / name).read_bytes()


def dump() -> dict[str, list[Any]]:
    """Every row of every table of ours, the journal included."""
    return {
        model._meta.label: list(model._default_manager.order_by("pk").values_list())
        for model in apps.get_models()
        if model.__module__.startswith("mithaq.")
    }
