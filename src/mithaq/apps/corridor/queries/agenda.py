"""What a corridor calls to the agenda of its standing committee: pushed there by a flow."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mithaq.apps.conventions.choices.meetings import AgendaRule
from mithaq.apps.conventions.queries.agenda_rules import RULES, AgendaCall
from mithaq.apps.conventions.queries.saying import code, day, due_after, here, said
from mithaq.apps.corridor.choices.problems import ProblemStatus, ReferralKind, ReferralStatus
from mithaq.apps.corridor.models import CommitteeReferral, SystemicProblem
from mithaq.apps.corridor.queries.agenda_dangers import proposals_called, settlements_called
from mithaq.apps.corridor.queries.awaited import awaited_of
from mithaq.apps.corridor.queries.problems import months_of
from mithaq.apps.corridor.queries.referrals import title_of
from mithaq.base.text import Labels, labels_spoken

RULE_OF: Final = {
    ReferralKind.CASE: AgendaRule.CASE_BLOCKED,
    ReferralKind.PROBLEM: AgendaRule.CAUSE_RECURS,
    ReferralKind.SETTLEMENT: AgendaRule.SETTLEMENT_AT_RISK,
    ReferralKind.PROPOSAL: AgendaRule.REFORM_PROPOSED,
}


def calls_of_corridor(committee_id: int, *, on: date, today: date) -> tuple[AgendaCall, ...]:
    """The points that the corridors of a standing committee call on the day of its meeting: what
    was referred to it and waits, systemic problems whose fix is due, settlements that something
    late endangers today, proposals of reform to examine. What is not due yet stays out. Days are
    counted to the day of the meeting, as those of the convention, and the words say it."""
    return (
        *_referred(committee_id, today),
        *_problems(committee_id, on),
        *settlements_called(committee_id, on=on, today=today),
        *proposals_called(committee_id),
    )


def referral_of_key(committee_id: int, key: str) -> int | None:
    """The referral behind the key of a point, so that its decision can come back to it."""
    kind, _sep, ref = key.partition(":")
    rows = CommitteeReferral.objects.filter(
        corridor__standing_committee=committee_id,
        kind=kind,
        object_ref=ref,
        status=ReferralStatus.REFERRED,
    )
    return rows.values_list("pk", flat=True).first()


def _referred(committee_id: int, today: date) -> Iterator[AgendaCall]:
    """What waits for the committee on the day that its agenda is drawn up."""
    rows = CommitteeReferral.objects.filter(
        corridor__standing_committee=committee_id,
        status=ReferralStatus.REFERRED,
        referred_at__date__lte=today,
    ).select_related(
        "case__subject", "case__company", "case__waits_for", "problem__owner", "referred_by"
    )
    for row in rows.order_by("referred_at", "pk"):
        yield _call(row)


def _call(row: CommitteeReferral) -> AgendaCall:
    rule = RULE_OF[ReferralKind(row.kind)]
    body = _who(row)
    is_personal = row.case is not None and row.case.subject.is_personal
    return AgendaCall(
        key=f"{row.kind}:{row.object_ref}",
        rule=rule,
        title=_title(row),
        detail=_detail(row),
        # Written by a person in their own language: the paper shows it as it was said.
        why=said(lambda: _("Renvoyé par une partie du dossier."))
        if is_personal
        else labels_spoken(row.reason),
        expected=said(lambda: _("Décider, avec un responsable et une date")),
        who=body[1] if body else said(lambda: _("Les parties")),
        minutes=RULES[rule].minutes,
        owner_id=body[0] if body else None,
    )


def _who(row: CommitteeReferral) -> tuple[int, Labels] | None:
    """Who is to act: the owner of a cause; of a case, the party that it waits for, else the one
    that referred it."""
    if row.problem is not None:
        return row.problem.owner_id, row.problem.owner.labels
    awaited = awaited_of(row.case) if row.case is not None else None
    if awaited is not None:
        return awaited.organisation_id, awaited.labels
    return (row.referred_by.pk, row.referred_by.labels) if row.referred_by else None


def _detail(row: CommitteeReferral) -> Labels:
    """What was referred; of a cause, with the day until which its mend is promised."""
    problem = row.problem
    if problem is None or problem.due_on is None:
        return title_of(row)
    name, due = title_of(row), problem.due_on
    return said(
        lambda: (
            _("%(name)s, correction promise pour le %(day)s")
            % {"name": here(name), "day": day(due)}
        )
    )


def _title(row: CommitteeReferral) -> Labels:
    ref = row.object_ref
    return {
        ReferralKind.CASE: said(lambda: _("Dossier %(n)s bloqué") % {"n": code(ref)}),
        ReferralKind.PROBLEM: said(
            lambda: _("Problème récurrent : %(name)s") % {"name": here(title_of(row))}
        ),
        ReferralKind.SETTLEMENT: said(
            lambda: _("Arrangement %(n)s renvoyé au comité") % {"n": code(ref)}
        ),
        ReferralKind.PROPOSAL: said(lambda: _("Proposition de réforme %(n)s") % {"n": code(ref)}),
    }[ReferralKind(row.kind)]


def _problems(committee_id: int, on: date) -> Iterator[AgendaCall]:
    referred = CommitteeReferral.objects.filter(
        kind=ReferralKind.PROBLEM, status=ReferralStatus.REFERRED
    )
    rows = SystemicProblem.objects.filter(
        corridor__standing_committee=committee_id,
        status=ProblemStatus.FIXING,
        due_on__isnull=False,
    ).exclude(pk__in=referred.values("problem"))
    for row in rows.select_related("owner").order_by("due_on", "pk"):
        yield _fix(row, on)


def _fix(row: SystemicProblem, on: date) -> AgendaCall:
    due = row.due_on or on
    late = (on - due).days
    count = sum(months_of([row.pk], counts_claims=False).get(row.pk, {}).values())
    call = AgendaCall(
        key=f"{ReferralKind.PROBLEM}:{row.pk}",
        rule=AgendaRule.CAUSE_RECURS,
        title=said(lambda: _("Correction attendue : %(name)s") % {"name": here(row.labels)}),
        detail=said(
            lambda: (
                ngettext("%(n)s dossier a cette cause.", "%(n)s dossiers ont cette cause.", count)
                % {"n": count}
            )
        ),
        why=said(lambda: _("Échéance du %(day)s.") % {"day": day(due)}),
        expected=said(lambda: _("Date ferme et responsable")),
        who=row.owner.labels,
        minutes=RULES[AgendaRule.CAUSE_RECURS].minutes,
        owner_id=row.owner_id,
    )
    is_due = late > (RULES[AgendaRule.CAUSE_RECURS].threshold or 0)
    return call if is_due else call.below(said(lambda: due_after(-late, on=on)))
