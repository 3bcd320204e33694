"""The names of what a line of the journal keeps by a reference of the register."""

from __future__ import annotations

from collections.abc import Iterable

from mithaq.apps.conventions.models import Commitment, Committee, Drafting
from mithaq.base.text import Labels


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
