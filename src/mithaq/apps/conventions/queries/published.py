"""What open data tells of conventions: each read as amended on the day of the edition."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from mithaq.apps.conventions.models import Amendment, Commitment, Target
from mithaq.apps.conventions.queries._promises import commitment_view
from mithaq.apps.conventions.queries.amendments import convention_as_amended
from mithaq.apps.conventions.queries.register import public_register
from mithaq.apps.conventions.queries.sources import source_of
from mithaq.apps.conventions.queries.targets import WITH_TARGET, target_view
from mithaq.apps.conventions.queries.views import CommitmentView, ConventionDetail, TargetView


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicCommitment:
    """A commitment of the public register, with the convention that holds it."""

    reference: str
    is_exercise: bool
    commitment: CommitmentView


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicTarget:
    """A target of the public register; a pooled one is of a set and of no convention."""

    reference: str
    convention_set: str
    is_exercise: bool
    target: TargetView


def amended_conventions(*, on: date) -> dict[int, ConventionDetail]:
    """The public conventions that an amendment in effect on a day changes, whole, by key."""
    amended = Amendment.objects.filter(effective_on__lte=on).values("convention")
    references = public_register().filter(pk__in=amended).values_list("reference", flat=True)
    read = (convention_as_amended(reference, on=on) for reference in references)
    return {detail.id: detail for detail in read if detail is not None}


def public_commitments(*, on: date) -> tuple[PublicCommitment, ...]:
    """The commitments of the public register as amended on a day, by reference and number."""
    amended = amended_conventions(on=on)
    rows = (
        Commitment.objects.filter(convention__in=public_register().order_by().values("pk"))
        .exclude(convention__in=list(amended))
        .select_related(
            "convention", "axis", "debtor__organisation", "creditor__organisation", "source"
        )
    )
    found = [
        PublicCommitment(
            reference=row.convention.reference,
            is_exercise=row.convention.is_exercise,
            commitment=commitment_view(row, source_of(row)),
        )
        for row in rows.iterator()
    ]
    found += [
        PublicCommitment(
            reference=detail.reference, is_exercise=detail.is_exercise, commitment=item
        )
        for detail in amended.values()
        for item in detail.commitments
    ]
    return tuple(sorted(found, key=lambda item: (item.reference, item.commitment.number)))


def public_targets(*, on: date) -> tuple[PublicTarget, ...]:
    """The targets of the public register as amended on a day, the pooled ones once."""
    amended = amended_conventions(on=on)
    found = [*_first_targets(amended), *_amended_targets(amended)]
    return tuple(
        sorted(found, key=lambda item: (item.reference, item.convention_set, item.target.number))
    )


def _first_targets(amended: dict[int, ConventionDetail]) -> Iterator[PublicTarget]:
    public = public_register().order_by()
    in_sets = public.filter(convention_set__isnull=False)
    invented = set(in_sets.filter(is_exercise=True).values_list("convention_set_id", flat=True))
    rows = (
        Target.objects.filter(
            Q(convention__in=public.exclude(pk__in=list(amended)).values("pk"))
            | Q(convention_set__in=in_sets.values("convention_set"))
        )
        .select_related(*WITH_TARGET, "convention", "convention_set")
        .order_by("pk")
    )
    for row in rows:
        own = row.convention.is_exercise if row.convention else False
        yield PublicTarget(
            reference=row.convention.reference if row.convention else "",
            convention_set=row.convention_set.reference if row.convention_set else "",
            is_exercise=own or row.convention_set_id in invented,
            target=target_view(row),
        )


def _amended_targets(amended: dict[int, ConventionDetail]) -> Iterator[PublicTarget]:
    for detail in amended.values():
        for item in detail.targets:
            if not item.is_pooled:
                yield PublicTarget(
                    reference=detail.reference,
                    convention_set="",
                    is_exercise=detail.is_exercise,
                    target=item,
                )
