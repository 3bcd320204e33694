"""Whom the form of a committee's decision proposes as owner of a case's point."""

from __future__ import annotations

import pytest

from mithaq.apps.corridor.queries.holders import holder_of
from tests.apps.corridor.world import AGENCY, FEDERATION, FUND, World, case, taken

pytestmark = pytest.mark.django_db


def test_the_institution_that_decides_on_a_case_holds_it(world: World) -> None:
    number = case(taken(world)).number
    found = holder_of(f"case:{number}")
    assert found is not None
    assert FUND in found.labels.fr
    assert not any(slug in found.labels.fr for slug in (AGENCY, FEDERATION))


def test_a_point_about_something_else_has_no_holder(world: World) -> None:
    number = case(taken(world)).number
    for key in (f"problem:{number}", "case:2020-999999", "", "danger:1"):
        assert holder_of(key) is None
