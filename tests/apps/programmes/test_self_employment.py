"""The tax of an auto-entrepreneur with one big client."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from mithaq.apps.programmes import queries

pytestmark = pytest.mark.django_db
CASE: dict[str, object] = {
    "activity_kind": "services",
    "annual_takings": 180_000,
    "client_takings": 150_000,
    "client_kind": "company",
}


@pytest.fixture(autouse=True)
def _morocco(settings: Any) -> None:
    settings.COUNTRY = "mithaq.law.morocco"


def taxed(**changes: object) -> queries.SelfEmploymentTax:
    """A year of services, with some answers changed."""
    return queries.self_employment_tax({**CASE, **changes}, on=date(2026, 11, 28))


def test_a_client_withholds_what_passes_the_threshold() -> None:
    found = taxed()
    # 30 % of 70,000 withheld; 1 % of the other 110,000.
    assert found.withheld_centimes == 2_100_000
    assert found.tax_centimes == 110_000
    assert found.in_all_centimes == 2_210_000
    assert found.left_centimes == 18_000_000 - 2_210_000
    assert found.spread_centimes == 180_000
    assert found.margin_centimes == -7_000_000


@pytest.mark.parametrize(
    ("client", "withheld"), [(80_000, 0), (80_001, 30)], ids=["at the threshold", "above"]
)
def test_the_threshold_itself_is_free(client: int, withheld: int) -> None:
    assert taxed(client_takings=client).withheld_centimes == withheld


@pytest.mark.parametrize("change", [{"activity_kind": "goods"}, {"client_kind": "private_person"}])
def test_goods_and_private_persons_are_out_of_the_rule(change: dict[str, object]) -> None:
    assert taxed(**change).withheld_centimes == 0


def test_an_unknown_client_leaves_the_tax_open() -> None:
    found = taxed(client_takings=None)
    assert found.in_all_centimes is None
    assert found.ceiling_centimes == 20_000_000


def test_takings_over_the_ceiling_are_told() -> None:
    assert taxed(annual_takings=200_001).within.is_met is False
    assert taxed(annual_takings=200_000).within.is_met is True


def test_a_client_under_the_threshold_needs_no_kind() -> None:
    found = taxed(client_takings=80_000, client_kind=None)
    assert found.in_all_centimes == 180_000
    assert found.left_centimes == 18_000_000 - 180_000
    assert found.missing == ()
    assert taxed(client_kind=None).missing == ("client_kind",)
    assert taxed(client_takings=None).missing == ("client_takings",)
