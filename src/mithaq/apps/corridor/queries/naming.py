"""The names of the objects of corridors that a line of the journal keeps by a reference."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Final

from mithaq.apps.corridor.models import (
    CaseAbsence,
    CaseOfficer,
    CommitteeReferral,
    ControlDraw,
    ReformProposal,
    Signal,
    SystemicProblem,
)
from mithaq.base.text import Labels


def names_by_reference(nature: str, references: Iterable[str]) -> dict[str, Labels]:
    """The names of some objects of one nature, by the reference of their lines; one query."""
    return _NAMES[nature](list(references)) if nature in _NAMES else {}


def signals_by_key(keys: Iterable[str]) -> dict[str, tuple[Labels, str]]:
    """By its key, the company that a signal is about and the code of its ratio."""
    rows = Signal.objects.select_related("company").filter(pk__in=_numbers(keys))
    return {str(row.pk): (row.company.labels, row.code) for row in rows}


def _numbers(references: Iterable[str]) -> list[int]:
    """The keys that references end with: « caisse/4 » is the fourth."""
    ends = (reference.rpartition("/")[2] for reference in references)
    return [int(end) for end in ends if end.isdecimal()]


def _officers(references: list[str]) -> dict[str, Labels]:
    rows = CaseOfficer.objects.select_related("institution", "user")
    return {
        f"{row.institution.slug}/{row.pk}": _holding(row.user, Labels.from_columns(row, "capacity"))
        for row in rows.filter(pk__in=_numbers(references))
    }


def _absences(references: list[str]) -> dict[str, Labels]:
    rows = CaseAbsence.objects.select_related("institution", "user")
    return {
        f"{row.institution.slug}/{row.pk}": Labels(str(row.user), row.user.full_name_ar or "")
        for row in rows.filter(pk__in=_numbers(references))
    }


def _holding(person: Any, capacity: Labels) -> Labels:
    """« Nom, qualité », each in the reader's letters."""
    name, arabic = str(person), person.full_name_ar or str(person)
    return Labels(
        f"{name}, {capacity.of('fr')}", f"{arabic}، {capacity.of('ar')}",
        f"{name}, {capacity.of('en')}",
    )  # fmt: skip


def _problems(references: list[str]) -> dict[str, Labels]:
    rows = SystemicProblem.objects.filter(public_id__in=references)
    return {str(row.public_id): row.labels for row in rows}


def _draws(references: list[str]) -> dict[str, Labels]:
    rows = ControlDraw.objects.filter(number__in=references)
    return {row.number: Labels.from_columns(row, "population") for row in rows}


def _proposals(references: list[str]) -> dict[str, Labels]:
    rows = ReformProposal.objects.filter(number__in=references)
    return {row.number: Labels.from_columns(row, "title") for row in rows}


def _referrals(references: list[str]) -> dict[str, Labels]:
    wanted = [reference.partition(":")[2] for reference in references]
    rows = CommitteeReferral.objects.filter(object_ref__in=wanted).order_by("pk")
    return {f"{row.kind}:{row.object_ref}": Labels.from_columns(row, "title") for row in rows}


_NAMES: Final[dict[str, Callable[[list[str]], dict[str, Labels]]]] = {
    "case_officer": _officers,
    "case_absence": _absences,
    "systemic_problem": _problems,
    "control_draw": _draws,
    "reform_proposal": _proposals,
    "committee_referral": _referrals,
}
