"""Reading a convention as of any date equals replaying its texts to that date."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mithaq.apps.conventions.queries import AmendmentView, ChangeView, as_amended
from tests.apps.conventions.histories import amendments, conventions, days_to_read, histories
from tests.apps.conventions.texts import NAMES, Text, laid_out, replayed, said_by

MANY = settings(max_examples=400, deadline=None)
DAY = date(2021, 1, 4)


def read(text: Text, told: list[AmendmentView], on: date) -> Text:
    return said_by(as_amended(laid_out(text), told, names=NAMES, on=on).detail)


@MANY
@given(text=conventions(), told=histories(), on=days_to_read)
def test_a_reading_is_the_texts_replayed_to_that_date(
    text: Text, told: list[AmendmentView], on: date
) -> None:
    assert read(text, told, on) == replayed(text, told, on)


@MANY
@given(text=conventions(), told=histories(), extra=amendments(9), on=days_to_read)
def test_an_amendment_changes_nothing_before_its_effect(
    text: Text, told: list[AmendmentView], extra: AmendmentView, on: date
) -> None:
    if on < extra.effective_on:
        assert read(text, [*told, extra], on) == read(text, told, on)


@given(text=conventions(), on=days_to_read)
def test_without_amendments_the_reading_is_the_first_text(text: Text, on: date) -> None:
    detail = laid_out(text)
    found = as_amended(detail, [], names=NAMES, on=on).detail
    assert replace(found, read_on=None) == detail


@given(text=conventions(), told=histories(), on=days_to_read, data=st.data())
def test_the_order_of_recording_does_not_matter(
    text: Text, told: list[AmendmentView], on: date, data: st.DataObject
) -> None:
    other = data.draw(st.permutations(told))
    left = as_amended(laid_out(text), told, names=NAMES, on=on)
    assert left == as_amended(laid_out(text), other, names=NAMES, on=on)


@given(text=conventions(), told=histories(), on=days_to_read)
def test_every_trace_joins_the_text_before_to_the_text_after(
    text: Text, told: list[AmendmentView], on: date
) -> None:
    """An object's traces are a chain: each starts where the one before ended."""
    detail = as_amended(laid_out(text), told, names=NAMES, on=on).detail
    last: dict[tuple[str, int], Any] = {}
    for trace in detail.traces:
        key = (trace.kind, trace.number)
        if key in last:
            assert trace.before == last[key]
        assert trace.before != trace.after
        last[key] = trace.after
    now = said_by(detail)
    assert {key for key, after in last.items() if after is not None} <= set(now)
    assert not {key for key, after in last.items() if after is None} & set(now)


def change(action: str, kind: str, number: int, /, **content: Any) -> ChangeView:
    return ChangeView(rank=1, action=action, kind=kind, number=number, content=content)


def amendment(number: int, *told: ChangeView, on: date = DAY) -> AmendmentView:
    from mithaq.base.text import Labels
    from tests.apps.conventions.texts import SOURCE

    return AmendmentView(
        number=number, labels=Labels("A"), signed_on=on, effective_on=on, reason=Labels("R"),
        retroactive_reason=Labels(""), source=SOURCE, document_sha256="",
        changes=tuple(replace(item, rank=rank) for rank, item in enumerate(told, start=1)),
    )  # fmt: skip


@pytest.fixture
def text() -> Text:
    return {
        ("title", 0): {"title": "Titre"},
        ("purpose", 0): {"purpose": "Objet"},
        ("duration", 0): {"duration": "fixed", "covers_from": None, "covers_to": None},
        ("party", 1): {"organisation": "agence", "role": "party", "signatories": []},
        ("target", 1): {
            "title": "Emplois", "indicator": "emplois/1", "value": "320", "qualifier": "exactly",
            "horizon": "2022", "territory": "06", "wording": "", "grade": "contractual",
            "kind": "contractual",
        },
    }  # fmt: skip


def test_a_target_is_revised_and_both_values_stay(text: Text) -> None:
    told = [amendment(1, change("replace", "target", 1, value="400"))]
    found = as_amended(laid_out(text), told, names=NAMES, on=DAY).detail
    (trace,) = found.traces
    assert (found.targets[0].kind, found.targets[0].value) == ("revised", 400)
    assert (trace.before.value, trace.after.value, trace.words) == (320, 400, ("value",))
    assert found.targets[0].unit == "jobs"


def test_withdrawn_then_added_is_a_new_object(text: Text) -> None:
    again = {"title": {"fr": "Projets"}, "indicator": "projets/2", "value": "5"}
    told = [
        amendment(1, change("withdraw", "target", 1)),
        amendment(2, change("add", "target", 1, **again)),
    ]
    found = as_amended(laid_out(text), told, names=NAMES, on=DAY)
    assert not found.misfits
    assert (found.detail.targets[0].kind, found.detail.targets[0].value) == ("contractual", 5)


WRONG: list[tuple[ChangeView, set[str]]] = [
    (change("replace", "target", 7, value="1"), {"amendment.object_exists"}),
    (change("withdraw", "party", 7), {"amendment.object_exists"}),
    (change("add", "party", 1, organisation="zone"), {"amendment.number_is_free"}),
    (change("add", "party", 0, organisation="zone"), {"amendment.addition_has_a_number"}),
    (change("withdraw", "title", 0), {"amendment.object_is_alone"}),
    (change("withdraw", "target", 1, value="1"), {"amendment.withdrawal_is_empty"}),
    (change("replace", "target", 1), {"amendment.changes_something"}),
    (change("replace", "target", 1, value="320"), {"amendment.changes_something"}),
    (change("replace", "witness", 1, value="320"), {"amendment.object_exists"}),
    (change("replace", "target", 1, worth="1"), {"amendment.word_is_known"}),
    (change("replace", "target", 1, value=1.5), {"amendment.value_is_readable"}),
    (change("replace", "target", 1, value="NaN"), {"amendment.value_is_readable"}),
    (change("replace", "target", 1, indicator="emplois/9"), {"amendment.value_is_readable"}),
    (change("replace", "target", 1, horizon="demain"), {"amendment.value_is_readable"}),
    (change("replace", "target", 1, title={"fr": ""}), {"amendment.value_is_readable"}),
    (change("replace", "target", 1, title={"de": "x"}), {"amendment.value_is_readable"}),
    (change("add", "target", 2, value="5"), {"amendment.addition_is_whole"}),
    (change("add", "party", 2, organisation="inconnue"), {"amendment.value_is_readable"}),
    (change("replace", "target", 1, value="-5"), {"target.is_positive"}),
    (change("withdraw", "party", 1), {"convention.has_parties"}),
    (change("add", "party", 2, organisation="agence"), {"party.unique"}),
    (
        change("add", "commitment", 1, text={"fr": "Agir"}, nature="means", debtor="zone"),
        {"commitment.debtor_is_party"},
    ),
    (
        change("add", "budget_line", 1, title={"fr": "L"}, payer="zone", committed=5, called=6),
        {"budget.stages_decrease"},
    ),
    (
        change("add", "committee", 1, title={"fr": "C"}, kind="steering", sittings=2),
        {"committee.cadence_is_whole"},
    ),
    (
        change("replace", "duration", 0, covers_from="2022-01-01", covers_to="2021-01-01"),
        {"convention.end_follows_start"},
    ),
    (
        change("replace", "duration", 0, duration="open_ended", covers_to="2021-01-01"),
        {"convention.open_ended_has_no_end"},
    ),
]


@pytest.mark.parametrize(("wrong", "rules"), WRONG)
def test_a_change_that_does_not_fit_says_why(
    text: Text, wrong: ChangeView, rules: set[str]
) -> None:
    found = as_amended(laid_out(text), [amendment(1, wrong)], names=NAMES, on=DAY)
    assert {item.fault.rule for item in found.misfits} == rules
    for item in found.misfits:
        assert item.fault.sentence.ar
        assert item.fault.sentence.en


def test_every_fault_is_said_at_once(text: Text) -> None:
    told = [
        amendment(
            1,
            change("replace", "target", 1, value="x", horizon="y", worth="z"),
            change("withdraw", "committee", 3),
        )
    ]
    found = as_amended(laid_out(text), told, names=NAMES, on=DAY)
    assert [item.fault.where for item in found.misfits] == [
        "changes[1].worth", "changes[1].value", "changes[1].horizon", "changes[2]",
    ]  # fmt: skip


def test_a_day_later_is_not_read(text: Text) -> None:
    told = [amendment(1, change("replace", "target", 1, value="400"))]
    eve = as_amended(laid_out(text), told, names=NAMES, on=DAY - timedelta(days=1)).detail
    assert not eve.traces
    assert eve.amendments == tuple(told)
    assert eve.targets[0].value == 320
