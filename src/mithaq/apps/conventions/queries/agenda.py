"""What a convention itself calls to the agenda of a meeting, each with the rule that called it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from django.utils.translation import gettext as _

from mithaq.apps.conventions.choices import DeliverableUnit, DueGroup
from mithaq.apps.conventions.choices.amending import AmendedKind
from mithaq.apps.conventions.choices.meetings import (
    AgendaRule,
    DecisionStatus,
    MeetingStatus,
    MinutesStatus,
)
from mithaq.apps.conventions.models import BudgetLine, Convention, Decision, Meeting, Minutes
from mithaq.apps.conventions.queries._promises import budget_line_view
from mithaq.apps.conventions.queries.agenda_rules import RULES, AgendaCall
from mithaq.apps.conventions.queries.cadence import proposed_day
from mithaq.apps.conventions.queries.decisions import (
    closed_since,
    decision_code,
    pending_decisions,
)
from mithaq.apps.conventions.queries.duties import DutyView, followed
from mithaq.apps.conventions.queries.meetings import rule_view
from mithaq.apps.conventions.queries.reading import UNREAD, amended_text, committee_on
from mithaq.apps.conventions.queries.roadmaps import LateMilestone, late_milestones
from mithaq.apps.conventions.queries.saying import (
    before_sitting,
    code,
    day,
    due_after,
    here,
    overdue,
    said,
)
from mithaq.apps.conventions.queries.today import Scope
from mithaq.apps.conventions.queries.views import BudgetLineView
from mithaq.apps.organisations.models import Organisation
from mithaq.base.text import Labels

# How far ahead the paper says what it left out.
SEEN_DAYS = 120


def calls_of_convention(
    meeting_id: int, *, on: date, today: date | None = None
) -> tuple[AgendaCall, ...]:
    """The points that minutes, decisions, commitments, money and cadence call on a day.

    Those whose threshold is not reached come too, each with why it stays out. What falls due
    between ``today`` and the meeting is never said late: it may still be done.
    """
    now = min(today or on, on)
    meeting = Meeting.objects.select_related("committee__convention").get(pk=meeting_id)
    found = (
        *_minutes(meeting),
        *_decisions(meeting, on, now),
        *_commitments(meeting, on, now),
        *_milestones(meeting, on, now),
        *_money(meeting, on),
        *_ending(meeting, on),
        _next_date(meeting, on),
    )
    return _owned(found)


def _owned(calls: tuple[AgendaCall, ...]) -> tuple[AgendaCall, ...]:
    """The same points, each with the body that owes it known by its key."""
    slugs = {call.owner_slug for call in calls if call.owner_slug}
    rows = Organisation.objects.filter(slug__in=slugs).values_list("slug", "pk")
    known = dict(rows)
    return tuple(
        replace(call, owner_id=known[call.owner_slug]) if call.owner_slug in known else call
        for call in calls
    )


def _minutes(meeting: Meeting) -> Iterator[AgendaCall]:
    before = Meeting.objects.filter(
        committee=meeting.committee_id, number__lt=meeting.number, status=MeetingStatus.HELD
    )
    last = before.order_by("-number").first()
    if last is None:
        return
    draft = Minutes.objects.filter(meeting=last, status=MinutesStatus.DRAFT).exists()
    yield AgendaCall(
        key=f"minutes:{last.number}",
        rule=AgendaRule.LAST_MINUTES,
        title=said(lambda: _("Procès-verbal de la séance %(n)s") % {"n": last.number}),
        why=said(lambda: _("Ouvre chaque séance.")),
        expected=said(lambda: _("Adopter") if draft else _("Prendre acte")),
        who=said(lambda: _("Secrétariat")),
        minutes=RULES[AgendaRule.LAST_MINUTES].minutes,
    )


def _decisions(meeting: Meeting, on: date, today: date) -> Iterator[AgendaCall]:
    for row in pending_decisions(meeting.committee_id):
        yield _decision(row, on, today)
    before = Meeting.objects.filter(
        committee=meeting.committee_id, number__lt=meeting.number, status=MeetingStatus.HELD
    )
    last = before.order_by("-number").first()
    for row in closed_since(meeting.committee_id, last.held_on if last else None):
        yield _closed(row)


def _decision(row: Decision, on: date, today: date) -> AgendaCall:
    number = decision_code(row)
    late = (on - row.due_on).days
    is_called, is_late = late > 0, row.due_on < today
    call = AgendaCall(
        key=f"decision:{row.pk}",
        rule=AgendaRule.DECISION_DUE,
        title=said(
            lambda: (
                (
                    _("Décision %(code)s non exécutée")
                    if is_late
                    else _("Décision %(code)s en cours")
                )
                % {"code": code(number)}
            )
        ),
        detail=row.labels,
        why=said(lambda: overdue(late, on=on) if is_late else before_sitting(row.due_on)),
        expected=said(lambda: _("Nouvelle date, ou abandon motivé")),
        who=row.owner.labels,
        minutes=RULES[AgendaRule.DECISION_DUE].minutes,
        owner_id=row.owner_id,
        version_id=row.effect_version_id,
    )
    return call if is_called else call.below(said(lambda: due_after(-late, on=on)))


def _closed(row: Decision) -> AgendaCall:
    number = decision_code(row)
    is_done = row.status == DecisionStatus.DONE
    return AgendaCall(
        key=f"decision:{row.pk}",
        rule=AgendaRule.DECISION_DUE,
        title=said(
            lambda: (
                (
                    _("Décision %(code)s exécutée et prouvée")
                    if is_done
                    else _("Décision %(code)s abandonnée")
                )
                % {"code": code(number)}
            )
        ),
        detail=row.labels,
        who=row.owner.labels,
        minutes=RULES[AgendaRule.DECISION_DUE].minutes,
        owner_id=row.owner_id,
        version_id=row.effect_version_id,
    ).below(said(lambda: _("close")))


def _commitments(meeting: Meeting, on: date, today: date) -> Iterator[AgendaCall]:
    near = RULES[AgendaRule.COMMITMENT_NEAR].threshold or 0
    found = []
    for item in _open_duties(meeting, on):
        due = item.due.latest
        if due is None:
            continue
        left = (due - on).days
        if left < 0:
            yield _late(item, due=due, on=on, today=today)
        elif left <= SEEN_DAYS:
            found.append(_near(item, due=due, on=on, threshold=near))
    yield from found


def _open_duties(meeting: Meeting, on: date) -> Iterator[DutyView]:
    within = Convention.objects.filter(pk=meeting.committee.convention_id)
    for item in followed(within, on=on):
        if item.group is not DueGroup.CLOSED:
            yield item


def _late(row: DutyView, *, due: date, on: date, today: date) -> AgendaCall:
    late = (on - due).days
    is_late = due < today
    return AgendaCall(
        key=f"commitment:{row.number}",
        rule=AgendaRule.COMMITMENT_LATE,
        title=said(
            lambda: (
                (
                    _("Engagement %(n)s en retard")
                    if is_late
                    else _("Engagement %(n)s proche de son échéance")
                )
                % {"n": row.number}
            )
        ),
        detail=_promised(row),
        why=said(
            lambda: (
                _("Échéance du %(day)s. %(late)s") % {"day": day(due), "late": overdue(late, on=on)}
                if is_late
                else before_sitting(due)
            )
        ),
        expected=said(lambda: _("Date ferme et responsable")),
        who=_debtor(row),
        owner_slug="" if row.is_joint else row.debtors[0].slug,
        minutes=RULES[AgendaRule.COMMITMENT_LATE].minutes,
    )


def _near(row: DutyView, *, due: date, on: date, threshold: int) -> AgendaCall:
    left = (due - on).days
    is_near = left <= threshold
    call = AgendaCall(
        key=f"commitment:{row.number}",
        rule=AgendaRule.COMMITMENT_NEAR,
        title=said(
            lambda: (
                (_("Engagement %(n)s proche de son échéance") if is_near else _("Engagement %(n)s"))
                % {"n": row.number}
            )
        ),
        detail=_promised(row),
        why=said(lambda: _("Échéance du %(day)s.") % {"day": day(due)}),
        expected=said(lambda: _("Confirmer la date")),
        who=_debtor(row),
        owner_slug="" if row.is_joint else row.debtors[0].slug,
        minutes=RULES[AgendaRule.COMMITMENT_NEAR].minutes,
    )
    return call if is_near else call.below(said(lambda: due_after(left, on=on)))


def _promised(row: DutyView) -> Labels:
    """The words of a promise, with its quantity when the words do not say it."""
    if row.quantity is None:
        return row.labels
    quantity = f"{row.quantity.normalize():f}"
    # A number alone: 20 is not said by « 2025 ». Thousands are grouped by any space.
    words = re.sub(r"(?<=\d)[ \u00a0\u202f](?=\d)", "", row.labels.fr)
    if re.search(rf"(?<![\d.,]){re.escape(quantity)}(?![\d.,]*\d)", words):
        return row.labels
    return said(
        lambda: (
            _("%(text)s (quantité : %(quantity)s %(unit)s)")
            % {
                "text": here(row.labels),
                "quantity": quantity,
                "unit": DeliverableUnit(row.unit).label,
            }
        )
    )


def _milestones(meeting: Meeting, on: date, today: date) -> Iterator[AgendaCall]:
    """The milestones whose day has passed, in workstreams that still run."""
    for item in late_milestones(Scope(), on=on, reference=meeting.committee.convention.reference):
        yield _milestone(item, on, today)


def _milestone(item: LateMilestone, on: date, today: date) -> AgendaCall:
    is_late = item.due_on < today
    number = f"{item.workstream_number}.{item.number}"
    return AgendaCall(
        key=f"milestone:{number}",
        rule=AgendaRule.MILESTONE_LATE,
        title=said(
            lambda: (
                (_("Jalon %(code)s dépassé") if is_late else _("Jalon %(code)s à atteindre"))
                % {"code": code(number)}
            )
        ),
        detail=item.labels,
        why=said(
            lambda: (
                _("Échéance du %(day)s. %(late)s")
                % {"day": day(item.due_on), "late": overdue(item.days_late, on=on)}
                if is_late
                else before_sitting(item.due_on)
            )
        ),
        expected=said(lambda: _("Nouvelle date, ou chantier revu")),
        who=item.owner,
        minutes=RULES[AgendaRule.MILESTONE_LATE].minutes,
    )


def _money(meeting: Meeting, on: date) -> Iterator[AgendaCall]:
    key, kinds = meeting.committee.convention_id, {AmendedKind.BUDGET_LINE}
    text = amended_text(key, on=on, kinds=kinds)
    rows = BudgetLine.objects.filter(convention=key).select_related("payer", "measure")
    lines = (
        text.budget_lines
        if text
        else tuple(budget_line_view(row, UNREAD) for row in rows.order_by("number"))
    )
    threshold = RULES[AgendaRule.ENVELOPE_USED].threshold or 100
    for line in lines:
        if line.disbursed_centimes is not None:
            used = 100 * line.disbursed_centimes // line.committed_centimes
            yield _envelope(line, used, threshold)


def _envelope(row: BudgetLineView, used: int, threshold: int) -> AgendaCall:
    paid, whole = _millions(row.disbursed_centimes or 0), _millions(row.committed_centimes)
    call = AgendaCall(
        key=f"envelope:{row.number}",
        rule=AgendaRule.ENVELOPE_USED,
        title=said(
            lambda: (
                _("Enveloppe à %(used)s %% : %(label)s") % {"used": used, "label": here(row.labels)}
            )
        ),
        detail=said(
            lambda: _("%(paid)s MDH versés sur %(whole)s.") % {"paid": paid, "whole": whole}
        ),
        why=said(lambda: _("Le seuil de %(n)s %% est passé.") % {"n": threshold}),
        expected=said(lambda: _("Réserver ou compléter")),
        who=row.payer,
        owner_slug=row.payer_slug,
        minutes=RULES[AgendaRule.ENVELOPE_USED].minutes,
        grade=row.grade,
    )
    return (
        call
        if used >= threshold
        else call.below(said(lambda: _("seuil : %(n)s %%") % {"n": threshold}))
    )


def _ending(meeting: Meeting, on: date) -> Iterator[AgendaCall]:
    convention = meeting.committee.convention
    text = amended_text(convention.pk, on=on, kinds={AmendedKind.DURATION})
    end = text.covers_to if text else convention.covers_to
    threshold = RULES[AgendaRule.CONVENTION_ENDING].threshold or 0
    if end is None:
        return
    left = (end - on).days
    call = AgendaCall(
        key="ending",
        rule=AgendaRule.CONVENTION_ENDING,
        title=said(lambda: _("La convention prend fin")),
        detail=said(lambda: _("Fin prévue le %(day)s.") % {"day": day(end)}),
        why=said(lambda: due_after(left, on=on) if left >= 0 else overdue(-left, on=on)),
        expected=said(lambda: _("Reconduire, évaluer ou clore")),
        who=said(lambda: _("Les parties")),
        minutes=RULES[AgendaRule.CONVENTION_ENDING].minutes,
    )
    yield call if left <= threshold else call.below(said(lambda: due_after(left, on=on)))


def _next_date(meeting: Meeting, on: date) -> AgendaCall:
    body = committee_on(meeting.committee, on=on).view
    following = proposed_day(on, count=body.cadence_count, period=body.cadence_period)
    rule = rule_view(meeting.committee)
    has_cadence = bool(body.cadence_count)
    return AgendaCall(
        key="next",
        rule=AgendaRule.NEXT_DATE,
        title=said(lambda: _("Date de la prochaine séance")),
        detail=said(lambda: _("Proposée : %(day)s.") % {"day": day(following)}),
        why=said(
            lambda: (
                _("Cadence promise, jours fériés sautés.")
                if has_cadence
                else _("Aucune cadence n’est promise : un mois plus tard.")
            )
        ),
        expected=said(lambda: _("Fixer")),
        who=rule.secretariat if rule else said(lambda: _("Secrétariat")),
        owner_id=rule.secretariat_id if rule else None,
        minutes=RULES[AgendaRule.NEXT_DATE].minutes,
    )


def _debtor(row: DutyView) -> Labels:
    return said(lambda: _("Les parties")) if row.is_joint else row.debtors[0].labels


def _millions(centimes: int) -> str:
    """Millions of dirhams with two decimals and the comma of French and Moroccan Arabic."""
    return f"{centimes / 100_000_000:.2f}".rstrip("0").rstrip(".").replace(".", ",")
