"""Entering a signal, asking the employer, leaving more time, taking a question back, reading."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from mithaq.apps.accounts.operations import record
from mithaq.apps.corridor.choices.questions import (
    WINDOW_DAYS_LEAST,
    WINDOW_DAYS_MOST,
    QuestionAct,
    QuestionStep,
)
from mithaq.apps.corridor.events import QuestionMoved, QuestionOpened, SignalEntered
from mithaq.apps.corridor.models import Corridor, DrawnCompany, Question, ScoreReading, Signal
from mithaq.apps.corridor.operations import _question_words as words
from mithaq.apps.corridor.operations._question_rows import (
    act_faults,
    held,
    line,
    next_number,
    person_key,
    signed_by,
    step_faults,
    target,
)
from mithaq.apps.corridor.operations.question_drafts import QuestionDraft, SignalDraft
from mithaq.apps.corridor.policies.questions import can_enter_signal, can_lead_question
from mithaq.apps.corridor.queries.question_facts import (
    CompanyFacts,
    body_ids,
    company_facts,
    deciding_bodies,
)
from mithaq.apps.corridor.queries.question_views import QuestionStake, ScoreView
from mithaq.apps.corridor.queries.questions import score_of
from mithaq.apps.organisations.queries import MandateView
from mithaq.base.errors import Fault, Refusal, refuse_if_any
from mithaq.signals.underdeclaration import SignalDefinition, definition, read_signal

PURPOSE_LEAST = 8


@transaction.atomic
def enter_signal(
    *, draft: SignalDraft, actor: Any, under: MandateView | None, at: datetime
) -> SignalEntered:
    """Enter the value of a ratio for a company; alone it opens nothing and tells nobody.

    The threshold is the institution's own with its reference, else that of the catalogue on the
    last day of the period, which may be « not published ».
    """
    company, known = try_signal(draft=draft, under=under)
    threshold, source = draft.threshold, draft.threshold_source.strip()
    if threshold is None:
        reading = read_signal(known, draft.value, on=draft.period_to, sector=draft.sector)
        threshold = reading.threshold.value if reading.threshold else None
        source = reading.threshold.source if reading.threshold else "not_published"
    asking, signed_as = (under.organisation, under.text) if under else ("", "")
    row = Signal.objects.create(
        institution_id=body_ids([asking])[asking],
        company_id=company.pk,
        code=draft.code,
        value=draft.value,
        threshold=threshold,
        threshold_source=source[:300],
        sector=draft.sector,
        period_from=draft.period_from,
        period_to=draft.period_to,
        basis=draft.basis.strip(),
        entered_by_id=person_key(actor),
        mandate=signed_as,
        entered_at=at,
        is_exercise=company.is_exercise,
    )
    record(
        actor=actor,
        mandate=signed_as,
        action="corridor.enter_signal",
        object_type="signal",
        object_ref=str(row.pk),
        object_label=f"{company.slug} : {draft.code}",
        before=None,
        # The value stays out of the journal: who reads it is logged apart.
        after={"code": draft.code, "period": [draft.period_from, draft.period_to]},
        reason="",
        at=at,
    )
    return SignalEntered(signal_id=row.pk, company=company.slug, code=draft.code)


def try_signal(
    *, draft: SignalDraft, under: MandateView | None
) -> tuple[CompanyFacts, SignalDefinition]:
    """Refuse now what entering a signal would refuse, nothing written; gives whom it is about."""
    company, known = company_facts(draft.company), definition(draft.code)
    exercise = company.is_exercise if company else bool(under and under.is_exercise)
    place = company.territory_code if company else under.territory_code if under else ""
    if under is None or not can_enter_signal(under, place, is_exercise=exercise):
        raise Refusal(words.not_yours("question.can_enter_signal"))
    refuse_if_any(_signal_faults(draft, company))
    if known is None or company is None:
        raise Refusal(words.unknown("code"))
    return company, known


@transaction.atomic
def open_question(
    *, draft: QuestionDraft, actor: Any, under: MandateView | None, at: datetime, on: date
) -> QuestionOpened:
    """Ask an employer about its declarations; it gets a window to answer, and nothing else."""
    corridor = Corridor.objects.filter(slug=draft.corridor).first()
    signal, drawn = _origin(draft)
    company = company_facts(_company_slug(signal, drawn))
    if corridor is None or under is None or company is None:
        raise Refusal(words.unknown("corridor" if corridor is None else "signal_id"))
    stake = QuestionStake(
        company=company.slug,
        territory_code=company.territory_code,
        institution=_institution_slug(signal, drawn),
        is_exercise=company.is_exercise,
    )
    faults: list[Fault] = []
    if not can_lead_question(under, stake) or corridor.is_exercise != company.is_exercise:
        raise Refusal(words.not_yours("question.can_lead_question"))
    if under.organisation not in deciding_bodies(corridor.pk, on=on):
        faults.append(words.not_in_corridor())
    if not draft.text.strip():
        faults.append(words.missing("text"))
    days = (draft.window_closes_on - on).days
    if not WINDOW_DAYS_LEAST <= days <= WINDOW_DAYS_MOST:
        faults.append(words.window())
    refuse_if_any(faults)
    row = Question.objects.create(
        number=next_number(Question.objects.all(), prefix="Q", at=at),
        corridor=corridor,
        institution_id=body_ids([under.organisation])[under.organisation],
        company_id=company.pk,
        signal=signal,
        drawn=drawn,
        text=draft.text.strip(),
        opened_by_id=person_key(actor),
        mandate=under.text,
        opened_at=at,
        opened_on=on,
        window_closes_on=draft.window_closes_on,
        is_exercise=company.is_exercise,
    )
    after = {"status": str(row.status), "window_closes_on": row.window_closes_on}
    line(row, "open_question", actor=actor, under=under, at=at, after=after)
    return QuestionOpened(number=row.number, company=company.slug, due_on=row.window_closes_on)


@transaction.atomic
def extend_window(
    *,
    number: str,
    until_on: date,
    reason: str,
    actor: Any,
    under: MandateView | None,
    at: datetime,
    on: date,
) -> QuestionMoved:
    """Leave the employer more time; a window never shrinks."""
    row, stake = held(number, under)
    faults = act_faults(row, stake, QuestionAct.EXTEND, under)
    if until_on <= row.window_closes_on or until_on < on:
        faults.append(words.shorter())
    elif (until_on - row.opened_on) > timedelta(days=2 * WINDOW_DAYS_MOST):
        faults.append(words.window("until_on"))
    if not reason.strip():
        faults.append(words.missing("reason"))
    refuse_if_any(faults)
    before, row.window_closes_on = row.window_closes_on, until_on
    row.save(update_fields=["window_closes_on"])
    line(
        row, "extend_window", actor=actor, under=under, at=at, reason=reason,
        before={"window_closes_on": before}, after={"window_closes_on": until_on},
    )  # fmt: skip
    return QuestionMoved(number=row.number, company=stake.company, status=row.status)


@transaction.atomic
def withdraw_question(
    *, number: str, reason: str, actor: Any, under: MandateView | None, at: datetime
) -> QuestionMoved:
    """Take back a question that should not have been asked, and say why to the employer."""
    row, stake = held(number, under)
    faults = step_faults(row, stake, QuestionStep.WITHDRAW, under)
    if not reason.strip():
        faults.append(words.missing("reason"))
    refuse_if_any(faults)
    before, row.status = row.status, target(QuestionStep.WITHDRAW)
    row.save(update_fields=["status"])
    line(
        row, "withdraw_question", actor=actor, under=under, at=at, reason=reason,
        before={"status": str(before)}, after={"status": str(row.status)},
    )  # fmt: skip
    return QuestionMoved(number=row.number, company=stake.company, status=row.status)


@transaction.atomic
def read_score(
    *, number: str, purpose: str, actor: Any, under: MandateView | None, at: datetime
) -> ScoreView | None:
    """Give the value of a question's signal to someone who says why: the company reads who did.

    Nothing when chance opened the question: then there is no score, and nothing to log.
    """
    row, stake = held(number, under)
    faults = act_faults(row, stake, QuestionAct.READ_SCORE, under)
    if len(purpose.strip()) < PURPOSE_LEAST:
        faults.append(words.purpose())
    refuse_if_any(faults)
    found = score_of(row.pk)
    if found is None:
        return None
    ScoreReading.objects.create(
        question=row,
        reader_id=signed_by(actor),
        mandate=under.text if under else "",
        purpose=purpose.strip()[:300],
        at=at,
    )
    line(row, "read_score", actor=actor, under=under, at=at, reason=purpose)
    return found


def _signal_faults(draft: SignalDraft, company: CompanyFacts | None) -> Iterator[Fault]:
    if company is None:
        yield words.unknown("company")
    if definition(draft.code) is None:
        yield words.unknown("code")
    if not draft.basis.strip():
        yield words.missing("basis")
    if draft.period_to < draft.period_from:
        yield words.missing("period_to")
    if draft.value < 0:
        yield words.missing("value")
    yield from _whole_faults(draft)
    if draft.threshold is not None and not draft.threshold_source.strip():
        yield words.missing("threshold_source")
    rows = Signal.objects.filter(
        code=draft.code, company=company.pk if company else None, struck_at__isnull=True
    )
    if rows.filter(period_from=draft.period_from, period_to=draft.period_to).exists():
        yield words.entered_twice()


def _whole_faults(draft: SignalDraft) -> Iterator[Fault]:
    """A share of a whole above that whole, or a threshold that no value could reach."""
    known = definition(draft.code)
    if known is None or known.most is None:
        return
    for where, given in (("value", draft.value), ("threshold", draft.threshold)):
        if given is not None and given > known.most:
            yield words.above_the_whole(where, days=known.out_of)


def _origin(draft: QuestionDraft) -> tuple[Signal | None, DrawnCompany | None]:
    """The signal or the company drawn that a question comes from; one, and free."""
    signals = Signal.objects.select_related("company", "institution")
    standing = signals.filter(struck_at__isnull=True)
    signal = standing.filter(pk=draft.signal_id).first() if draft.signal_id else None
    drawn = (
        DrawnCompany.objects.select_related("company", "draw__institution")
        .filter(draw__number=draft.draw, draw__cancelled_at__isnull=True, rank=draft.rank)
        .first()
        if draft.draw
        else None
    )
    if (signal is None) == (drawn is None):
        raise Refusal(words.one_origin())
    taken = (
        Question.objects.filter(signal=signal) if signal else Question.objects.filter(drawn=drawn)
    )
    if taken.exists():
        raise Refusal(words.one_origin())
    return signal, drawn


def _company_slug(signal: Signal | None, drawn: DrawnCompany | None) -> str:
    if signal is not None:
        return signal.company.slug
    return drawn.company.slug if drawn is not None and drawn.company is not None else ""


def _institution_slug(signal: Signal | None, drawn: DrawnCompany | None) -> str:
    if signal is not None:
        return signal.institution.slug
    return drawn.draw.institution.slug if drawn is not None else ""
