"""Figures open to their proof; readings are computed; exercises never count among real ones."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mithaq.apps.observatory.queries import (
    figure_proof,
    figures_holding,
    indicator_history,
    measured_indicators,
)
from mithaq.apps.observatory.queries.figures import read_share
from mithaq.base.text import Labels
from tests.conftest import AT
from tests.web.conventions.story import record_story


def test_a_share_opens_to_its_whole_and_to_both_readings(real: str) -> None:
    proof = figure_proof("permanent-share-2017-06")

    assert proof is not None
    assert proof.whole is not None
    assert proof.whole.code == "insertion-rate-2017-06"
    first, second = proof.readings["permanent-share-2017-06"]
    assert (first.share_of_whole, second.share_of_whole) == (Decimal("47.25"), Decimal(63))
    assert second.share_of_parent == Decimal(84)


def test_a_whole_opens_to_its_details_and_their_readings(real: str) -> None:
    proof = figure_proof("insertion-rate-2017-06")

    assert proof is not None
    assert [item.code for item in proof.details] == ["permanent-share-2017-06"]
    assert list(proof.readings) == ["permanent-share-2017-06"]


def test_a_disputed_figure_shows_every_side(real: str) -> None:
    proof = figure_proof("tahfiz-companies-2017-05")

    assert proof is not None
    sides = {item.code: [side.value for side in item.sides] for item in proof.conflicts}
    assert sides == {"tahfiz-2017": [3488, 640], "tahfiz-unit-2017": [3488, 3488]}


def test_no_figure_has_an_unknown_code(db: None) -> None:
    assert figure_proof("nulle-part") is None
    assert indicator_history("nulle-part", on=AT.date()) is None


def test_an_indicator_keeps_its_versions_and_its_conflicts(real: str) -> None:
    history = indicator_history("tahfiz-companies", on=AT.date())

    assert history is not None
    assert [version.number for version in history.detail.versions] == [2, 1]
    assert [bool(version.definition) for version in history.detail.versions] == [True, False]
    assert [item.value for item in history.figures] == [3488, 640]
    assert {item.code for item in history.conflicts} == {"tahfiz-2017", "tahfiz-unit-2017"}


def counts() -> dict[str, tuple[int, int]]:
    """Public and exercise figures of each indicator, as the list of indicators counts them."""
    return {
        row.code: (vars(row)["figure_count"], vars(row)["exercise_count"])
        for row in measured_indicators()
    }


@pytest.mark.django_db
def test_exercises_never_count_among_real_figures() -> None:
    record_story()
    before = counts()
    record_story(reference="EXERCICE-1", is_exercise=True)
    after = counts()

    assert {code: (public, 0) for code, (public, _exercise) in after.items()} == before
    assert all(exercise == public for public, exercise in after.values())
    assert sum(public for public, _exercise in after.values()) > 0


@pytest.mark.django_db
def test_exercises_come_last_in_the_list_of_figures() -> None:
    record_story(reference="EXERCICE-1", is_exercise=True)
    record_story()
    flags = list(figures_holding("").values_list("is_exercise", flat=True))

    assert flags == sorted(flags)
    assert set(flags) == {False, True}


@pytest.mark.parametrize("words", ["tahfiz entreprises", "TAHFIZ", "مقاولات تحفيز", "economiste"])
def test_search_forgives_accents_and_case(real: str, words: str) -> None:
    assert figures_holding(words).exists()
    assert not figures_holding(f"{words} zzz").exists()


@given(
    parent=st.decimals(min_value="0.01", max_value=100, places=2),
    share=st.decimals(min_value=0, max_value=100, places=2),
    kind=st.sampled_from(["share_of_parent", "points_of_whole"]),
)
def test_the_parts_of_a_reading_always_make_one_hundred(
    parent: Decimal, share: Decimal, kind: str
) -> None:
    view = read_share(letter="A", kind=kind, labels=Labels("x"), parent=parent, share=share)

    assert sum(part.value for part in view.parts) == 100
