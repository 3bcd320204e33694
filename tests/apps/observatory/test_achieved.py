"""A target is answered by the latest standing figure of its indicator, or by none."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from mithaq.apps.observatory.queries import convention_state, results_content
from mithaq.apps.observatory.queries.achieved import achieved_of
from mithaq.apps.observatory.queries.views import ConventionState, FigureView
from mithaq.base.dates import UncertainDate
from tests.web.conventions.story import record_story

pytestmark = pytest.mark.django_db


def answer(state: ConventionState, *figures: FigureView) -> FigureView | None:
    """The figure that answers the first target."""
    return achieved_of(state.detail, figures)[0]


@pytest.fixture
def state() -> ConventionState:
    """A convention with a target and figures."""
    found = convention_state(record_story())
    assert found is not None
    assert found.detail.targets
    return found


@pytest.fixture
def counted(state: ConventionState) -> FigureView:
    """A recorded count of the first target, a year after the signature."""
    target = state.detail.targets[0]
    day = UncertainDate(date(2018, 6, 30))
    return replace(
        state.figures[0],
        code="compte",
        indicator_code=target.indicator_code,
        version_number=target.version_number,
        unit=target.unit,
        value=Decimal(742),
        as_of=day,
        said=day,
        grade="recorded",
        is_about_set=target.is_pooled,
        territory_code=target.territory_code,
        implied_before=None,
        revises_code=None,
    )


def test_a_recorded_count_answers(state: ConventionState, counted: FigureView) -> None:
    assert answer(state, counted) == counted


def test_the_revision_answers_once_it_is_said(state: ConventionState, counted: FigureView) -> None:
    later = replace(counted, code="revu", value=Decimal(750), revises_code="compte")
    assert answer(state, counted, later) == later
    assert answer(state, counted) == counted


def test_proof_comes_before_a_later_announcement(
    state: ConventionState, counted: FigureView
) -> None:
    day = UncertainDate(date(2019, 6, 30))
    announced = replace(counted, code="dit", grade="announced", as_of=day, said=day)
    assert answer(state, counted, announced) == counted
    assert answer(state, announced) == announced


def test_what_does_not_count_alike_never_answers(
    state: ConventionState, counted: FigureView
) -> None:
    before = UncertainDate(date(2016, 12, 31))
    promised = UncertainDate(date(2030, 12, 31))
    for other in (
        replace(counted, indicator_code="autre"),
        replace(counted, version_number=counted.version_number + 1),
        replace(counted, as_of=before),
        replace(counted, as_of=promised),
        replace(counted, is_about_set=not counted.is_about_set),
        replace(counted, territory_code="99"),
        replace(counted, implied_before=Decimal(3)),
    ):
        assert answer(state, other) is None


def test_a_report_holds_what_answers_each_target(state: ConventionState) -> None:
    content = results_content(reference=state.detail.reference, as_of=date(2020, 1, 1))
    assert all("achieved" in target for target in content["targets"])
