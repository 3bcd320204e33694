"""What the points of an agenda are about, as far as rights to open them go."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from mithaq.apps.corridor.choices.problems import ReferralKind
from mithaq.apps.corridor.models import Case, SystemicProblem
from mithaq.apps.corridor.queries.access import CaseAccess, accesses_of
from mithaq.apps.corridor.queries.committees import members_of
from mithaq.apps.corridor.queries.debts.access import DebtAccess, settlement_access
from mithaq.apps.corridor.queries.debts.statements import settlement_rows
from mithaq.apps.corridor.queries.reforms import ReformProposalView, reform_proposal


@dataclass(frozen=True, slots=True, kw_only=True)
class ProblemAccess:
    """Whom a recurring problem concerns: the bodies of its corridor, in its world."""

    bodies: frozenset[str]
    is_exercise: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Objects:
    """Cases and problems by the reference of their point, with the identifier of their page;
    settlements and proposals by their own number."""

    cases: Mapping[str, tuple[str, CaseAccess]]
    problems: Mapping[str, tuple[str, ProblemAccess]]
    settlements: Mapping[str, DebtAccess]
    proposals: Mapping[str, ReformProposalView]


def objects_of_keys(keys: Iterable[str], *, on: date) -> Objects:
    """What some keys of points name; a key of another kind names nothing here."""
    refs: dict[str, list[str]] = defaultdict(list)
    for key in keys:
        kind, _sep, ref = key.partition(":")
        refs[kind].append(ref)
    return Objects(
        cases=_cases(refs[ReferralKind.CASE]),
        problems=_problems(refs[ReferralKind.PROBLEM], on),
        settlements=_settlements(refs[ReferralKind.SETTLEMENT], on),
        proposals={
            ref: found for ref in refs[ReferralKind.PROPOSAL] if (found := reform_proposal(ref))
        },
    )


def _cases(refs: list[str]) -> dict[str, tuple[str, CaseAccess]]:
    if not refs:
        return {}
    rows = list(Case.objects.filter(number__in=refs).select_related("company", "territory"))
    found = accesses_of(rows)
    return {row.number: (str(row.public_id), found[row.pk]) for row in rows}


def _problems(refs: list[str], on: date) -> dict[str, tuple[str, ProblemAccess]]:
    keys = [int(ref) for ref in refs if ref.isdecimal()]
    rows = SystemicProblem.objects.filter(pk__in=keys) if keys else ()
    return {
        str(row.pk): (
            str(row.public_id),
            ProblemAccess(bodies=members_of(row.corridor_id, on=on), is_exercise=row.is_exercise),
        )
        for row in rows
    }


def _settlements(refs: list[str], on: date) -> dict[str, DebtAccess]:
    rows = settlement_rows().filter(number__in=refs) if refs else ()
    return {row.number: settlement_access(row, on=on) for row in rows}
