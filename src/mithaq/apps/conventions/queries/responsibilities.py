"""Who does what for each commitment of a convention: the matrix, holes included."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from mithaq.apps.conventions.choices import Involvement
from mithaq.apps.conventions.models import Convention
from mithaq.apps.conventions.queries.duties import DutyView, followed
from mithaq.apps.conventions.queries.reading import OWED, amended_texts
from mithaq.apps.conventions.queries.register import PartyName
from mithaq.base.text import fold


@dataclass(frozen=True, slots=True, kw_only=True)
class ResponsibilityRow:
    """One commitment, and what it makes of each organisation, by slug."""

    duty: DutyView
    parts: dict[str, tuple[Involvement, ...]]

    @property
    def has_hole(self) -> bool:
        """Tell whether nobody answers for it."""
        return self.duty.owner is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Responsibilities:
    """The matrix of a convention: its organisations in rank, its commitments in number."""

    organisations: tuple[PartyName, ...]
    rows: tuple[ResponsibilityRow, ...]


def responsibilities(reference: str, *, on: date) -> Responsibilities:
    """Read the matrix of a convention on a day, in a fixed number of queries.

    Only what is written counts: who owes, who answers, to whom it is owed, who is named among
    the beneficiaries. What a commitment makes of the other parties is not published.
    """
    within = Convention.objects.filter(reference=reference)
    texts = amended_texts(within, on=on, kinds=OWED)
    duties = followed(within, on=on, texts=texts, is_whole=bool(texts))
    names = {item.slug: item for duty in duties for item in duty.parties}
    for duty in duties:
        if duty.owner and duty.owner.organisation not in names:
            slug = duty.owner.organisation
            names[slug] = PartyName(slug=slug, labels=duty.owner.labels, acronym="")
    return Responsibilities(
        organisations=tuple(names.values()),
        rows=tuple(
            ResponsibilityRow(duty=duty, parts=_parts(duty, names.values()))
            for duty in sorted(duties, key=lambda item: item.number)
        ),
    )


def _parts(duty: DutyView, bodies: Iterable[PartyName]) -> dict[str, tuple[Involvement, ...]]:
    return {body.slug: _part(duty, body) for body in bodies}


def _part(duty: DutyView, body: PartyName) -> tuple[Involvement, ...]:
    found = []
    if body.slug in duty.debtor_slugs:
        found.append(Involvement.DEBTOR)
    if duty.owner and duty.owner.organisation == body.slug:
        found.append(Involvement.OWNER)
    is_owed = duty.creditor is not None and duty.creditor.slug == body.slug
    if is_owed or _is_named(duty, body):
        found.append(Involvement.BENEFICIARY)
    return tuple(found)


def _is_named(duty: DutyView, body: PartyName) -> bool:
    """A body is a beneficiary when the source names it in full."""
    name = fold(body.labels.fr)
    return bool(name) and name in fold(duty.beneficiary.fr)
