"""The names of what a line of the journal keeps by a reference of the register."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from mithaq.apps.conventions.models import Commitment, Committee, Convention, Decision, Drafting
from mithaq.apps.conventions.queries.decisions import decision_code
from mithaq.base.text import Labels


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedDecision:
    """A decision as a line of the journal names it."""

    id: int
    code: str
    text: Labels
    committee: Labels


def decisions_by_key(keys: Iterable[str]) -> dict[str, NamedDecision]:
    """Some decisions by their key."""
    wanted = [int(key) for key in keys if key.isdecimal()]
    return {str(row.pk): _decision(row) for row in _decisions().filter(pk__in=wanted)}


def decisions_of_sitting(reference: str) -> dict[str, NamedDecision]:
    """The decisions of a sitting, « convention/comité/séance », by their number in it."""
    start, _sep, sitting = reference.rpartition("/")
    convention, _sep, committee = start.rpartition("/")
    if not (sitting.isdecimal() and committee.isdecimal()):
        return {}
    rows = _decisions().filter(
        meeting__number=int(sitting),
        meeting__committee__number=int(committee),
        meeting__committee__convention__reference=convention,
    )
    return {str(row.number): _decision(row) for row in rows}


def _decisions() -> QuerySet[Decision]:
    return Decision.objects.select_related("meeting__committee")


def _decision(row: Decision) -> NamedDecision:
    return NamedDecision(
        id=row.pk,
        code=decision_code(row),
        text=row.labels,
        committee=row.meeting.committee.labels,
    )


def convention_names(references: Iterable[str]) -> dict[str, Labels]:
    """The names of conventions by their references; no query when there is none."""
    wanted = set(references)
    rows = Convention.objects.filter(reference__in=wanted) if wanted else ()
    return {row.reference: row.labels for row in rows}


def commitment_names(references: Iterable[str]) -> dict[str, Labels]:
    """What commitments promise, by « convention/numéro »; one query."""
    return _numbered(Commitment, references)


def committee_names(references: Iterable[str]) -> dict[str, Labels]:
    """The names of committees, by « convention/numéro »; one query."""
    return _numbered(Committee, references)


def drafting_names(references: Iterable[str]) -> dict[str, Labels]:
    """The names of conventions being written, by the reference they will have."""
    rows = Drafting.objects.filter(reference__in=list(references))
    return {row.reference: row.labels for row in rows}


def _numbered(
    model: type[Commitment] | type[Committee], references: Iterable[str]
) -> dict[str, Labels]:
    wanted = set(references)
    conventions = {reference.rpartition("/")[0] for reference in wanted}
    # Those that an amendment added are named too: the usual manager leaves them out.
    rows = model.every.select_related("convention").filter(convention__reference__in=conventions)
    found = {f"{row.convention.reference}/{row.number}": row.labels for row in rows}
    return {key: labels for key, labels in found.items() if key in wanted}
