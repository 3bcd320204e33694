"""Settlements in danger and proposals of reform: they call themselves before the committee."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Final

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mithaq.apps.conventions.choices.meetings import AgendaRule
from mithaq.apps.conventions.queries.agenda_rules import RULES, AgendaCall
from mithaq.apps.conventions.queries.saying import code, day, here, said
from mithaq.apps.corridor.choices.debts import PlanAlarm
from mithaq.apps.corridor.choices.problems import ReferralKind, ReferralStatus
from mithaq.apps.corridor.choices.questions import ReformStatus
from mithaq.apps.corridor.models import (
    CommitteeReferral,
    Corridor,
    ReformDrafter,
    ReformProposal,
)
from mithaq.apps.corridor.queries.debts.plan_views import Alarm
from mithaq.apps.corridor.queries.debts.plans import endangered
from mithaq.apps.corridor.queries.debts.views import SettlementHead
from mithaq.apps.corridor.queries.placed import settlements_in
from mithaq.base.text import Labels

LATE: Final = (PlanAlarm.INSTALMENT_LATE, PlanAlarm.CONTRIBUTION_LATE)
EXAMINED: Final = (ReformStatus.SUBMITTED, ReformStatus.ADOPTED)


def points_called(committees: Iterable[int], *, today: date) -> dict[int, int]:
    """How many settlements and proposals call themselves before some committees today."""
    standing = Corridor.objects.filter(standing_committee__in=list(committees))
    return {
        key: sum(
            not call.reason
            for call in (*settlements_called(key, on=today, today=today), *proposals_called(key))
        )
        for key in set(standing.values_list("standing_committee", flat=True))
        if key is not None
    }


def settlements_called(committee_id: int, *, on: date, today: date) -> Iterator[AgendaCall]:
    """The settlements followed that something late endangers, by number: no company is named, no
    amount told. What is late is so today: nothing supposes that what falls due before the meeting
    will not be paid. Its days are counted to the meeting. One whose next day is only near stays
    out; one decided comes back for what became late since."""
    for key in _corridors(committee_id):
        waiting, decided = _asked(key, ReferralKind.SETTLEMENT)
        for head, alarms in endangered(settlements_in(key, on=today), on=today):
            late = [alarm for alarm in alarms if alarm.kind in LATE]
            since = decided.get(head.number)
            if head.number in waiting or (since and not _is_new(late, since)):
                continue
            yield _settlement(head, late or alarms, is_late=bool(late), on=max(on, today))


def proposals_called(committee_id: int) -> Iterator[AgendaCall]:
    """The proposals of reform submitted or adopted in common that the committee has not decided
    on since."""
    for key in _corridors(committee_id):
        waiting, decided = _asked(key, ReferralKind.PROPOSAL)
        rows = ReformProposal.objects.filter(corridor=key, status__in=EXAMINED)
        for row in rows.order_by("submitted_at", "pk"):
            since = decided.get(row.number)
            if row.number in waiting or (since and row.submitted_at and since > row.submitted_at):
                continue
            yield _proposal(row)


def _corridors(committee_id: int) -> list[int]:
    rows = Corridor.objects.filter(standing_committee=committee_id)
    return list(rows.order_by("slug").values_list("pk", flat=True))


def _asked(corridor_id: int, kind: str) -> tuple[set[str], dict[str, datetime]]:
    """The objects that wait by hand, and the last decision on each of those decided."""
    rows = CommitteeReferral.objects.filter(corridor=corridor_id, kind=kind)
    found = rows.order_by("decided_at").values_list("object_ref", "status", "decided_at")
    waiting = {ref for ref, status, _at in found if status == ReferralStatus.REFERRED}
    return waiting, {ref: at for ref, _status, at in found if at}


def _is_new(late: Sequence[Alarm], since: datetime) -> bool:
    """Whether a day passed unpaid since the committee decided."""
    decided_on = timezone.localtime(since).date()
    return any(alarm.due_on >= decided_on for alarm in late)


def _settlement(
    head: SettlementHead, alarms: Sequence[Alarm], *, is_late: bool, on: date
) -> AgendaCall:
    first = alarms[0]
    call = AgendaCall(
        key=f"{ReferralKind.SETTLEMENT}:{head.number}",
        rule=AgendaRule.SETTLEMENT_AT_RISK,
        title=said(lambda: _title(is_late=is_late) % {"n": code(head.number)}),
        detail=said(lambda: " ".join(_alarm(alarm) for alarm in alarms[:3])),
        why=said(lambda: _late_words(len(alarms), due_on=first.due_on, on=on)),
        expected=said(lambda: _("Décider, avec un responsable et une date")),
        who=head.issuer.labels,
        minutes=RULES[AgendaRule.SETTLEMENT_AT_RISK].minutes,
        owner_id=head.issuer.pk,
    )
    return (
        call
        if is_late
        else call.below(said(lambda: _("échéance du %(day)s") % {"day": day(first.due_on)}))
    )


def _title(*, is_late: bool) -> str:
    """What is late endangers a settlement; what is only near does not."""
    return _("Arrangement %(n)s en danger") if is_late else _("Arrangement %(n)s, échéance proche")


def _alarm(alarm: Alarm) -> str:
    words = {"n": alarm.number, "day": day(alarm.due_on)}
    return {
        PlanAlarm.INSTALMENT_LATE: _("Échéance n° %(n)s non payée depuis le %(day)s."),
        PlanAlarm.INSTALMENT_SOON: _("Échéance n° %(n)s à payer jusqu’au %(day)s."),
        PlanAlarm.CONTRIBUTION_LATE: _("Cotisations courantes non payées depuis le %(day)s."),
        PlanAlarm.CONTRIBUTION_SOON: _("Cotisations courantes à payer jusqu’au %(day)s."),
    }[alarm.kind] % words


def _late_words(count: int, *, due_on: date, on: date) -> str:
    """How many are late, for how long the oldest, and on which day that is counted."""
    late = ngettext("%(n)s retard", "%(n)s retards", count) % {"n": count}
    days = (on - due_on).days
    oldest = ngettext(
        "le plus ancien de %(n)s jour au %(day)s", "le plus ancien de %(n)s jours au %(day)s", days
    ) % {"n": days, "day": day(on)}  # fmt: skip
    return _("%(late)s, %(oldest)s.") % {"late": late, "oldest": oldest}


def _proposal(row: ReformProposal) -> AgendaCall:
    seats = ReformDrafter.objects.filter(proposal=row).select_related("organisation")
    missing = [seat.organisation for seat in seats.order_by("pk") if seat.approved_at is None]
    return AgendaCall(
        key=f"{ReferralKind.PROPOSAL}:{row.number}",
        rule=AgendaRule.REFORM_PROPOSED,
        title=said(lambda: _("Proposition de réforme %(n)s") % {"n": code(row.number)}),
        detail=Labels.from_columns(row, "title"),
        why=said(lambda: _proposal_words(row, [item.labels for item in missing])),
        expected=said(lambda: _("Décider des suites, avec un responsable et une date")),
        who=missing[0].labels if missing else said(lambda: _("Les parties")),
        minutes=RULES[AgendaRule.REFORM_PROPOSED].minutes,
        owner_id=missing[0].pk if missing else None,
    )


def _proposal_words(row: ReformProposal, missing: Sequence[Labels]) -> str:
    if row.adopted_on:
        return _("Adoptée en commun le %(day)s.") % {"day": day(row.adopted_on)}
    names = _(", ").join(map(here, missing))
    return _("Soumise ; approbation attendue : %(names)s.") % {"names": names}
