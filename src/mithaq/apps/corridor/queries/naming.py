"""The names of the objects of corridors that a line of the journal keeps by a reference."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from mithaq.apps.corridor.models import (
    Agreement,
    Appointment,
    CaseAbsence,
    CaseFamily,
    CaseOfficer,
    CaseSubject,
    CommitteeReferral,
    ControlDraw,
    Message,
    Proposal,
    ReformProposal,
    Signal,
    SystemicProblem,
)
from mithaq.apps.corridor.queries.referrals import title_of
from mithaq.base.text import Labels


@dataclass(frozen=True, slots=True, kw_only=True)
class CasePart:
    """A message, a proposal, a meeting or an agreement of a case: when, and whose; never its
    words."""

    at: datetime
    by: Labels | None = None


def names_by_reference(nature: str, references: Iterable[str]) -> dict[str, Labels]:
    """The names of some objects of one nature, by the reference of their lines; one query."""
    return _NAMES[nature](list(references)) if nature in _NAMES else {}


def signals_by_key(keys: Iterable[str]) -> dict[str, tuple[Labels, str]]:
    """By its key, the company that a signal is about and the code of its ratio."""
    rows = Signal.objects.select_related("company").filter(pk__in=_numbers(keys))
    return {str(row.pk): (row.company.labels, row.code) for row in rows}


def case_parts(nature: str, keys: Iterable[str]) -> dict[str, CasePart]:
    """By key, some parts of cases: nothing of what they say."""
    wanted = _numbers(keys)
    if nature == "message":
        messages = Message.objects.filter(pk__in=wanted).select_related("organisation")
        return {
            str(row.pk): CasePart(
                at=row.written_at, by=row.organisation.labels if row.organisation else None
            )
            for row in messages
        }
    if nature == "proposal":
        proposals = Proposal.objects.filter(pk__in=wanted).select_related("by")
        return {str(row.pk): CasePart(at=row.made_at) for row in proposals}
    if nature == "agreement":
        agreements = Agreement.objects.filter(pk__in=wanted)
        return {str(row.pk): CasePart(at=row.drawn_at) for row in agreements}
    meetings = Appointment.objects.filter(pk__in=wanted)
    return {str(row.pk): CasePart(at=row.starts_at) for row in meetings}


def referral_titles(keys: Iterable[str]) -> dict[str, Labels]:
    """By key, what was put before a committee, as the committee reads it."""
    rows = CommitteeReferral.objects.filter(pk__in=_numbers(keys)).select_related("case__subject")
    return {str(row.pk): title_of(row) for row in rows}


def reason_names(codes: Iterable[str]) -> dict[str, Labels]:
    """The names of reasons to file a case, and of their families, by code."""
    wanted = list(codes)
    families = {row.code: row.labels for row in CaseFamily.objects.filter(code__in=wanted)}
    subjects = CaseSubject.objects.filter(code__in=wanted)
    return {**families, **{row.code: row.labels for row in subjects}}


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
