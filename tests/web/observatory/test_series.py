"""A series subtracts like from like, and writes only the labels that have room."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from mithaq.apps.observatory.operations import record_observations
from mithaq.base.dates import UncertainDate
from mithaq.web.observatory.rooms import PHONE, WIDE, Place, rooms
from tests.apps.observatory.world import WHO, insertions, world

__all__ = ["world"]

places = st.lists(
    st.builds(
        Place,
        x=st.floats(12, 88),
        y=st.floats(34, 150),
        text=st.text("0123456789", min_size=1, max_size=7),
    ),
    max_size=14,
)


@given(places)
def test_labels_that_are_shown_never_touch(found: list[Place]) -> None:
    said = rooms(found)
    assert len(said) == len(found)
    assert not found or said[-1] == "all"
    for width, kept in ((PHONE, {"all"}), (WIDE, {"all", "wide"})):
        shown = [place for place, room in zip(found, said, strict=True) if room in kept]
        for index, one in enumerate(shown):
            for other in shown[index + 1 :]:
                apart = abs(one.x - other.x) * width / 100
                assert apart >= 8.5 * (len(one.text) + len(other.text)) / 2 or (
                    abs(one.y - other.y) >= 16
                )


@pytest.mark.django_db
def test_half_a_year_is_not_subtracted_from_a_year(visitor: Client, world: dict[str, int]) -> None:
    record_observations(
        drafts=[
            insertions(
                value=Decimal(value),
                period=(first, last),
                as_of=UncertainDate.parse(as_of),
                territory="MA",
            )
            for value, first, last, as_of in (
                ("900", date(2023, 1, 1), date(2023, 12, 31), "2023"),
                ("1000", date(2024, 1, 1), date(2024, 12, 31), "2024"),
                ("400", date(2025, 1, 1), date(2025, 6, 30), "2025-06"),
            )
        ],
        **WHO,
    )
    page = visitor.get(reverse("indicator", args=["insertions"])).content.decode()
    assert "+100" in page
    assert "600" not in page
    assert "janvier 2025 à juin 2025" in page
