"""Counts of people from records: small ones unsaid, public statistics left alone."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from mithaq.apps.observatory.models import Statement
from mithaq.apps.observatory.queries import small_cells
from mithaq.apps.reference.models import IndicatorVersion, Source
from mithaq.apps.reference.operations import load_indicators, load_sources
from mithaq.demo.loading import indicators, read_yaml
from mithaq.engines.disclosure import Showing
from tests.conftest import AT

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _words() -> None:
    load_sources(read_yaml("sources.yaml"), at=AT)
    load_indicators(indicators(), at=AT)


def put(
    code: str,
    value: int,
    *,
    sex: str = "all",
    grade: str = "recorded",
    kind: str = "institution",
    unit: str = "insertions",
) -> str:
    source = Source.objects.filter(code="article-1").get()
    Source.objects.filter(pk=source.pk).update(kind=kind)
    version = IndicatorVersion.objects.get(indicator__code=unit, number=1)
    Statement.objects.create(
        code=code, label_fr=code, indicator_version=version, sex=sex, value=Decimal(value),
        qualifier="exactly", as_of=date(2026, 1, 1), as_of_precision="day",
        said_precision="unknown",
        grade=grade, source=source, recorded_at=AT,
    )  # fmt: skip
    return code


def test_a_small_count_and_its_complement_are_not_published() -> None:
    for code, value, sex in (("t", 40, "all"), ("w", 3, "women"), ("m", 37, "men")):
        put(code, value, sex=sex)
    assert small_cells() == {"w": Showing.SMALL, "m": Showing.MASKED}
    # Asked of one figure alone, the whole table is looked at.
    assert small_cells(["m"]) == small_cells()


@pytest.mark.parametrize(
    ("grade", "kind", "unit"),
    [
        ("announced", "press", "insertions"),
        ("measured", "statistics", "insertions"),
        ("recorded", "institution", "tahfiz-companies"),
    ],
)
def test_what_is_public_or_counts_no_people_stays(grade: str, kind: str, unit: str) -> None:
    put("t", 3, grade=grade, kind=kind, unit=unit)
    assert small_cells() == {}


def test_a_sum_that_does_not_hold_hides_nothing_more() -> None:
    for code, value, sex in (("t", 90, "all"), ("w", 3, "women"), ("m", 37, "men")):
        put(code, value, sex=sex)
    assert small_cells() == {"w": Showing.SMALL}
