"""One reading as amended: every place that follows a convention tells the same text on a day."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import date, time, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings

from mithaq.apps.accounts.models import User
from mithaq.apps.conventions.choices.amending import AmendedKind
from mithaq.apps.conventions.models import Commitment, Committee, CommitteeRule, Convention, Meeting
from mithaq.apps.conventions.operations import (
    OwnerDraft,
    ProgressDraft,
    name_owner,
    record_progress,
    withdraw_amendment,
)
from mithaq.apps.conventions.operations.drafts import CommitteeDraft
from mithaq.apps.conventions.queries import (
    AmendmentView,
    DaysScope,
    Scope,
    alarms_on,
    all_duties,
    amendments_of,
    convention_as_amended,
    convention_days,
    convention_detail,
    duties_in,
    duties_of,
    duties_owned_by,
    duty,
    promises_by,
    promises_due,
    promises_to,
    responsibilities,
    silent_committees,
)
from mithaq.apps.conventions.queries.agenda import calls_of_convention
from mithaq.apps.conventions.queries.amending import folded, objects_of
from mithaq.apps.conventions.queries.meetings import committee_detail
from mithaq.apps.conventions.queries.reading import FOLLOWED, amended_texts
from mithaq.apps.conventions.queries.sitting_lists import windows_of
from mithaq.apps.organisations.models import Organisation
from mithaq.apps.organisations.operations import MandateDraft, grant_mandate
from mithaq.base.dates import UncertainDate
from mithaq.base.errors import Refusal
from mithaq.base.text import Labels
from mithaq.signals.alarms import Rule
from tests.apps.conventions.drafts import axis, commitment, draft, record
from tests.apps.conventions.histories import conventions, days_to_read, histories
from tests.apps.conventions.test_amendments import SIGNED, _article, amendment, change, rules_broken
from tests.apps.conventions.test_amendments import record as amend
from tests.apps.conventions.texts import AXES, NAMES, Text, laid_out, replayed
from tests.conftest import AT, SINCE
from tests.web.conventions.story import REFERENCE, body, record_story

ESSAI = "ESSAI-1"
EFFECT = date(2026, 2, 1)
EVE = EFFECT - timedelta(days=1)
ALL = Scope()
FIRST = Scope(organisation="premier")


@pytest.fixture
def programme(db: None, alice: User) -> User:
    """Three promises of « premier », a yearly committee, an end in 2026, an owner."""
    origin = commitment().origin
    mine = body("premier", "premier")
    record(
        draft(
            status="active",
            is_exercise=True,
            covers_to=date(2026, 12, 31),
            axes=(
                axis(
                    commitments=(
                        commitment(
                            due=UncertainDate.parse("2026-01-15"), debtor_organisation_id=mine,
                            beneficiary=Labels("jeunes"), quantity=Decimal(10), unit="persons",
                        ),
                        commitment(
                            due=UncertainDate.parse("2026-03-15"), debtor_organisation_id=mine,
                            beneficiary=Labels("jeunes"),
                        ),
                    )
                ),
            ),
            committees=(
                CommitteeDraft(
                    title=Labels("Pilotage"), kind="steering", cadence_count=1,
                    cadence_period="year", chair=Labels(""), quorum=None, grade="announced",
                    origin=origin,
                ),
            ),
        )
    )  # fmt: skip
    CommitteeRule.objects.create(
        committee=Committee.objects.get(),
        secretariat=Organisation.objects.get(slug="premier"),
        counts_from=date(2025, 6, 1),
        starts_from=time(10, 0),
    )
    grant_mandate(
        draft=MandateDraft(
            user_id=alice.pk, role="programme_manager", organisation="premier", starts_on=SINCE
        ),
        actor=None, mandate="", at=AT,
    )  # fmt: skip
    name_owner(
        reference=ESSAI, number=2,
        draft=OwnerDraft(organisation="premier", since_on=date(2025, 1, 1), user_id=alice.pk),
        actor=None, mandate="", reason="", at=AT,
    )  # fmt: skip
    return alice


def amended(number: int = 1, effect: date = EFFECT) -> None:
    """Move a deadline, drop a commitment, change a quantity, add one, extend, meet each month."""
    body("troisieme", "troisieme")
    amend(
        amendment(
            number,
            change("replace", "title", 0, title={"fr": "Essai prolongé"}),
            change("replace", "duration", 0, covers_to="2028-12-31"),
            change("add", "party", 3, organisation="troisieme"),
            change("replace", "commitment", 1, due="2026-04-30", quantity="25"),
            change("withdraw", "commitment", 2),
            change("add", "commitment", 7, text={"fr": "Publier"}, nature="means",
                   debtor="troisieme", beneficiary={"fr": "jeunes"}, due="2026-03"),
            change("replace", "committee", 1, sittings=1, per="month"),
            effective_on=effect,
        ),
        ESSAI,
    )  # fmt: skip


def _meeting() -> int:
    return Meeting.objects.get_or_create(committee=Committee.objects.get(), number=1,
                                         defaults={"starts_at": AT})[0].pk  # fmt: skip


# Every place that pages, files, alarms, digests and agendas read.
PLACES: dict[str, Callable[[date, User], object]] = {
    "duties_in": lambda on, _who: duties_in([ESSAI], on=on),
    "duties_of": lambda on, _who: duties_of(["premier"], on=on),
    "duties_of_the_joined": lambda on, _who: duties_of(["troisieme"], on=on),
    "duties_owned": lambda on, who: duties_owned_by(who.pk, on=on),
    "all_duties": lambda on, _who: all_duties(on=on),
    "promises_due": lambda on, _who: promises_due(FIRST, on=on, days=90),
    "promises_by": lambda on, _who: promises_by(FIRST, on=on),
    "promises_to": lambda on, _who: promises_to(["jeunes"], ALL, on=on),
    "silent_committees": lambda on, _who: silent_committees(ALL, on=on),
    "alarms": lambda on, _who: alarms_on(on=on),
    "days": lambda on, _who: convention_days(DaysScope(), on=on),
    "days_of_a_body": lambda on, _who: convention_days(
        DaysScope(organisations=frozenset({"premier"})), on=on
    ),
    "matrix": lambda on, _who: responsibilities(ESSAI, on=on),
    "agenda": lambda on, _who: calls_of_convention(_meeting(), on=on),
    "committee": lambda on, _who: committee_detail(ESSAI, 1, on=on),
    "text": lambda on, _who: _said(convention_as_amended(ESSAI, on=on)),
}  # fmt: skip


def _said(detail: Any) -> Any:
    return replace(detail, amendments=())


@pytest.mark.parametrize("name", PLACES)
def test_before_its_effect_an_amendment_changes_nothing_and_then_everything(
    name: str, programme: User
) -> None:
    look = PLACES[name]
    before, then = look(EVE, programme), look(EFFECT, programme)
    amended()
    assert look(EVE, programme) == before
    assert look(EFFECT, programme) != then


def test_a_deadline_moved_a_promise_dropped_and_one_added_show_everywhere(programme: User) -> None:
    amended()
    read = {item.number: item for item in duties_in([ESSAI], on=EFFECT)}
    assert sorted(read) == [1, 7]
    assert (str(read[1].due), read[1].quantity) == ("2026-04-30", Decimal(25))
    assert read[7].debtor_slugs == {"troisieme"}
    due = {item.number: str(item.due) for item in promises_due(FIRST, on=EFFECT, days=90)}
    assert due == {1: "2026-04-30", 7: "2026-03"}
    assert [item.number for item in promises_by(FIRST, on=EFFECT)] == [1]
    assert [item.number for item in duties_of(["troisieme"], on=EFFECT)] == [7, 1]
    assert duties_of(["troisieme"], on=EVE) == ()
    assert duties_owned_by(programme.pk, on=EVE)[0].number == 2
    assert duties_owned_by(programme.pk, on=EFFECT) == ()
    days = {day.key: day.on for day in convention_days(DaysScope(), on=EFFECT)}
    assert days == {
        f"commitment/{ESSAI}/1": date(2026, 4, 30),
        f"commitment/{ESSAI}/7": date(2026, 3, 31),
        f"end/{ESSAI}": date(2028, 12, 31),
    }
    late = {row.alarm.key for row in alarms_on(on=EVE) if row.alarm.rule is Rule.COMMITMENT_LATE}
    assert late == {f"commitment/{ESSAI}/1"}
    rules = {row.alarm.rule for row in alarms_on(on=EFFECT)}
    assert Rule.COMMITMENT_LATE not in rules
    rows = {row.duty.number: row for row in responsibilities(ESSAI, on=EFFECT).rows}
    assert sorted(rows) == [1, 7]
    assert "troisieme" in rows[7].parts
    keys = {call.key for call in calls_of_convention(_meeting(), on=EFFECT)}
    assert "commitment:1" in keys
    assert "commitment:2" not in keys


def test_an_extended_convention_ends_later_in_alarms_too(programme: User) -> None:
    autumn = date(2026, 10, 1)
    ending = {row.alarm.rule for row in alarms_on(on=autumn)}
    assert Rule.CONVENTION_ENDING in ending
    amended()
    assert Rule.CONVENTION_ENDING not in {row.alarm.rule for row in alarms_on(on=autumn)}


def test_a_new_cadence_is_owed_from_its_effect(programme: User) -> None:
    amended()
    on = date(2026, 4, 15)
    found = committee_detail(ESSAI, 1, on=on)
    assert found is not None
    assert (found.cadence_count, found.cadence_period) == (1, "month")
    # The yearly stretch that the change cut short is owed by nobody.
    assert [window.first for window in found.windows] == [EFFECT, date(2026, 3, 1)]
    assert windows_of(ESSAI, on=on)[1][1] == found.windows
    (overdue,) = (row for row in alarms_on(on=on) if row.alarm.rule is Rule.MEETING_OVERDUE)
    assert overdue.alarm.since_on == date(2026, 3, 1)
    (silent,) = silent_committees(ALL, on=on)
    assert silent.cadence_period_label == "par mois"
    assert silent_committees(ALL, on=EVE)[0].cadence_period_label == "par an"


def test_an_added_commitment_is_owned_and_reported_like_any_other(programme: User) -> None:
    amended()
    for write in (_own, _report):
        write(7)
    found = duty(ESSAI, 7, on=AT.date())
    assert found is not None
    assert found.owner is not None
    assert found.state == "running"
    detail = convention_detail(ESSAI)
    assert detail is not None
    assert [item.number for item in detail.commitments] == [1, 2]
    assert Commitment.every.get(number=7).is_added
    with pytest.raises(Refusal) as refused:
        withdraw_amendment(
            reference=ESSAI, number=1, actor=None, mandate="", reason="Erreur", at=AT
        )
    assert [item.rule for item in refused.value.faults] == [
        "amendment.added_commitment_is_followed"
    ]


def test_nobody_answers_for_a_commitment_that_is_no_longer_there(programme: User) -> None:
    amended()
    for number in (2, 8):
        with pytest.raises(Refusal) as refused:
            _own(number)
        assert [item.rule for item in refused.value.faults] == ["commitment.exists"]
    assert not Commitment.every.filter(number=8).exists()


def _own(number: int) -> None:
    name_owner(
        reference=ESSAI, number=number,
        draft=OwnerDraft(organisation="premier", since_on=date(2026, 3, 1)),
        actor=None, mandate="", reason="", at=AT,
    )  # fmt: skip


def _report(number: int) -> None:
    record_progress(
        reference=ESSAI, number=number,
        draft=ProgressDraft(stated_on=date(2026, 3, 2), state="running", done=Labels("Fait")),
        actor=None, mandate="", at=AT,
    )  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(5))
def test_promises_due_are_those_of_the_texts_replayed(seed: int) -> None:
    """Random amendments, recorded out of order: each day owes what a pen would have written."""
    record_story()
    chance = random.Random(seed)  # noqa: S311 - a seed, not a secret
    detail = convention_detail(REFERENCE)
    assert detail is not None
    first = _plain_text(detail)
    for number in chance.sample(range(1, 25), 16):
        told = [_article(chance) for _ in range(chance.randint(1, 3))]
        effect = SIGNED + timedelta(days=chance.randint(0, 6))
        rules_broken(amendment(number, *told, effective_on=effect))
    every = amendments_of(REFERENCE)
    assert every
    for shift in range(-1, 8):
        on = SIGNED + timedelta(days=shift)
        horizon = on + timedelta(days=900)
        expected = _due(replayed(first, every, on), horizon)
        found = promises_due(ALL, on=on, days=900)
        told_here = {item.number: (item.labels.fr, str(item.due)) for item in found}
        assert told_here == expected
        days = convention_days(DaysScope(), on=on)
        ahead = {
            day.labels.fr for day in days if day.key.startswith("commitment") and day.on <= horizon
        }
        assert {text for text, _due_on in expected.values()} <= ahead


def _plain_text(detail: Any) -> Text:
    from tests.apps.conventions.texts import said_by

    return said_by(
        replace(detail, targets=tuple(item for item in detail.targets if not item.is_pooled))
    )


def _due(text: Text, horizon: date) -> dict[int, tuple[str, str]]:
    """What is owed by a day, read from a plain text."""
    found = {}
    for (kind, number), item in text.items():
        if kind != "commitment" or item["status"] == "done" or not item["due"]:
            continue
        latest = UncertainDate.parse(item["due"]).latest
        assert latest is not None
        if latest <= horizon:
            found[number] = (item["text"], item["due"])
    return found


@settings(max_examples=200, deadline=None)
@given(text=conventions(), told=histories(), on=days_to_read)
def test_a_part_of_a_text_reads_as_in_the_whole(
    text: Text, told: list[AmendmentView], on: date
) -> None:
    kinds = {kind.value for kind in FOLLOWED}
    whole = objects_of(laid_out(text))
    part = {key: item for key, item in whole.items() if key[0] in kinds}
    names = replace(NAMES, axes=AXES)
    ordered = sorted(told, key=lambda item: (item.effective_on, item.number))
    folded(whole, ordered, names=names, on=on)
    some = [
        replace(item, changes=tuple(one for one in item.changes if one.kind in kinds))
        for item in ordered
    ]
    folded(part, some, names=names, on=on, is_whole=False)
    assert part == {key: item for key, item in whole.items() if key[0] in kinds}


def test_a_reading_costs_the_same_whatever_the_number_of_conventions(programme: User) -> None:
    amended()
    with CaptureQueriesContext(connection) as one:
        amended_texts(None, on=EFFECT)
    for copy in range(2, 5):
        record(draft(reference=f"ESSAI-{copy}", axes=(axis(commitments=(commitment(),)),)))
        amend(
            amendment(1, change("replace", "commitment", 1, text={"fr": "Autre"})),
            f"ESSAI-{copy}",
        )
    with CaptureQueriesContext(connection) as four:
        found = amended_texts(None, on=EFFECT)
    assert len(found) == Convention.objects.count()
    assert len(four) == len(one) <= 8
    with CaptureQueriesContext(connection) as none:
        assert amended_texts(None, on=date(2010, 1, 1), kinds={AmendedKind.TITLE}) == {}
    assert len(none) == 1


def test_a_withdrawn_commitment_is_still_read_as_it_stood(programme: User) -> None:
    amended()
    gone = duty(ESSAI, 2, on=EFFECT)
    assert gone is not None
    assert gone.withdrawn == (1, EFFECT)
    assert not gone.is_late
    assert gone.owner is not None
    assert duty(ESSAI, 2, on=EVE) is not None
    assert duty(ESSAI, 8, on=EFFECT) is None
