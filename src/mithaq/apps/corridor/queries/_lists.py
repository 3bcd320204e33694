"""What lists of cases share: whose turn in each, in two queries whatever their number."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Final

from mithaq.apps.accounts.queries import name_here
from mithaq.apps.corridor.choices import CaseLevel
from mithaq.apps.corridor.choices.cases import CaseStatus
from mithaq.apps.corridor.choices.exchanges import ProposalStatus
from mithaq.apps.corridor.models import (
    Agreement,
    AgreementSignature,
    Case,
    CommitteeReferral,
    Proposal,
    Side,
)
from mithaq.apps.corridor.queries.access import state_of
from mithaq.apps.corridor.queries.alike import alike_turns
from mithaq.apps.corridor.queries.apart import apart_among, is_blind
from mithaq.apps.corridor.queries.clocks import clocks_of
from mithaq.apps.corridor.queries.turns import Terms, Turn, addressees, whose_turn
from mithaq.engines.clocks import ClockReading

PAGE: Final = 25
# What turns and clocks read of a side, of the bodies that it names and of its norm.
READ: Final = (
    "case_id", "part", "rank", "is_called", "status", "answer_kind", "is_open", "is_awaited",
    "due_at", "sorted_at", "answered_at", "elsewhere_due_at", "bound_at",
    "institution__slug", "institution__label_fr", "institution__label_ar", "institution__label_en",
    "waits_for__slug",
    "norm__amount", "norm__unit", "norm__silence", "norm__completion_pauses",
)  # fmt: skip


# Who holds each side, by name.
HOLDER: Final = (
    "case_officer__id", "case_officer__user__username", "case_officer__user__full_name",
    "case_officer__user__full_name_ar",
)  # fmt: skip


def sides_by_case(cases: Iterable[Case]) -> dict[int, list[Side]]:
    """The sides of some cases, in their order, with their institution and the case as given."""
    known = {row.pk: row for row in cases}
    found: dict[int, list[Side]] = defaultdict(list)
    rows = Side.objects.filter(case__in=known).select_related(
        "institution", "waits_for", "norm", "case_officer__user"
    )
    rows = rows.only(*READ, *HOLDER)
    for row in rows.order_by("case", "rank", "pk"):
        row.case = known[row.case_id]
        found[row.case_id].append(row)
    return found


def readings_by_case(
    sides: Mapping[int, Sequence[Side]], *, at: datetime
) -> dict[int, dict[str, ClockReading]]:
    """The clocks of all the sides of some cases, by case and by institution."""
    read = clocks_of([side for found in sides.values() for side in found], at=at)
    return {
        case: {side.institution.slug: read[side.pk] for side in found}
        for case, found in sides.items()
    }


def is_hidden(side: Side) -> bool:
    """Whether what a case is about is hidden from the owner of a side."""
    return is_blind(side.part, is_personal=side.case.subject.is_personal)


def apart_of(side: Side, sides: Sequence[Side]) -> frozenset[str]:
    """The institutions of a case that the owner of a side is not told of."""
    bodies = ((one.institution.slug, one.is_called) for one in sides)
    return apart_among(bodies, for_blind=is_hidden(side), own=side.institution.slug)


def alike_turns_of(side: Side, turns: tuple[Turn, ...], sides: Sequence[Side]) -> tuple[Turn, ...]:
    """The turns of a case as the owner of a side is told them."""
    apart = apart_of(side, sides)
    return alike_turns(turns, [state_of(one) for one in sides], apart=apart) if apart else turns


def officer_of(side: Side) -> str:
    """Who holds a side, by name."""
    post = side.case_officer
    return name_here(post.user) if post is not None else ""


def terms_by_case(cases: Iterable[Case], sides: Mapping[int, Sequence[Side]]) -> dict[int, Terms]:
    """What the parties of some cases have between them: signatures, terms, decisions.

    Four queries at most whatever their number; the companies, the subjects and the bodies told by a
    committee are already read.
    """
    rows = list(cases)
    keys = [row.pk for row in rows]
    unsigned: dict[int, list[str]] = defaultdict(list)
    signatures = AgreementSignature.objects.filter(
        agreement__case__in=keys, agreement__dropped_at__isnull=True, signed_at__isnull=True
    )
    for case, slug in signatures.order_by("pk").values_list(
        "agreement__case", "organisation__slug"
    ):
        unsigned[case].append(slug)
    made = {
        case: (slug, accepted)
        for case, slug, accepted in Proposal.objects.filter(
            case__in=keys, status=ProposalStatus.MADE
        ).values_list("case", "side__institution__slug", "accepted_by")
    }
    agreed = _agreed(row.pk for row in rows if row.status == CaseStatus.AGREED)
    decided = decided_until(row.pk for row in rows if row.waits_for_id)
    return {
        row.pk: Terms(
            unsigned=tuple(unsigned[row.pk]),
            asked=(
                asked_of(row, sides.get(row.pk, ()), made[row.pk][0], accepted=made[row.pk][1])
                if row.pk in made
                else ()
            ),
            decided=row.waits_for.slug if row.waits_for else "",
            decided_due_on=decided.get(row.pk),
            agreed_due_on=agreed.get(row.pk),
            is_referred=row.level == CaseLevel.COMMITTEE,
        )
        for row in rows
    }


def _agreed(keys: Iterable[int]) -> dict[int, date | None]:
    """Until when the signed agreements of some cases are to be carried out."""
    wanted = list(keys)
    if not wanted:
        return {}
    rows = Agreement.objects.filter(
        case__in=wanted, concluded_at__isnull=False, dropped_at__isnull=True
    )
    return dict(rows.order_by("drawn_at", "pk").values_list("case", "due_on"))


def decided_until(keys: Iterable[int]) -> dict[int, date]:
    """Until when the last decision of a committee is to be applied, by case: it may be put off."""
    wanted = list(keys)
    if not wanted:
        return {}
    rows = CommitteeReferral.objects.filter(case__in=wanted, decision__isnull=False)
    return dict(rows.order_by("decided_at", "pk").values_list("case", "decision__due_on"))


def asked_of(
    case: Case, sides: Sequence[Side], proposer: str | None, *, accepted: Collection[str] = ()
) -> tuple[str, ...]:
    """Whom the open terms of a case still wait for; the company's own are of no side."""
    found = addressees(
        [state_of(side) for side in sides],
        company=case.company.slug,
        proposer=proposer or case.company.slug,
        is_personal=case.subject.is_personal,
    )
    return tuple(name for name in found if name not in accepted)


def turns_of(
    case: Case, sides: Mapping[int, Sequence[Side]], terms: Mapping[int, Terms]
) -> tuple[Turn, ...]:
    """Whose turn it is in one of the cases."""
    return whose_turn(
        case.status,
        [state_of(side) for side in sides.get(case.pk, ())],
        company=case.company.slug,
        terms=terms.get(case.pk, Terms()),
    )


def token_of(at: datetime, pk: int) -> str:
    """The place of a row in a list, as an address carries it."""
    return f"{at.isoformat()}~{pk}"


def place_of_token(token: str) -> tuple[datetime, int] | None:
    """The place that a token names, or nothing when it is none."""
    text, _, key = token.rpartition("~")
    try:
        at = datetime.fromisoformat(text)
        return (at, int(key)) if at.tzinfo else None
    except ValueError:
        return None
