"""Conventions and sets for programs: what was promised, by whom, with the proof of each part.

Persons are not named here: a signature is given by its capacity.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Path, Query, Router

from mithaq.api.convention_shapes import (
    AmendmentOut,
    BudgetOut,
    CommitmentOut,
    CommitteeOut,
    ConventionFilter,
    ConventionLine,
    ConventionOut,
    NamedBody,
    On,
    PartyOut,
    SetOut,
    TargetOut,
)
from mithaq.api.paging import CODE, After, Limit, page_of
from mithaq.api.reading import nothing_there, read
from mithaq.api.shapes import Page, cited, dated, exact, link, said
from mithaq.apps.conventions.queries import (
    AxisView,
    BudgetLineView,
    CommitmentView,
    CommitteeView,
    ConventionDetail,
    PartyName,
    PartyView,
    TargetView,
    convention_as_amended,
    convention_sets,
    parties_by_convention,
    public_register,
)
from mithaq.apps.conventions.queries import source_of as source_ref
from mithaq.base.dates import Precision, UncertainDate
from mithaq.base.text import Labels

router = Router(tags=["conventions"])


@read(router, "/conventions", Page[ConventionLine], summary="Conventions", name="conventions")
def conventions(
    request: HttpRequest, asked: Query[ConventionFilter], after: After = None, limit: Limit = 50
) -> Any:
    """The register, in the order of references; drafts are nobody's business but their authors'."""
    named = {
        "kind": asked.kind,
        "level": asked.level,
        "status": asked.status,
        "territory__code": asked.territory,
        "is_exercise": asked.is_exercise,
        "signed_on__gte": asked.signed_since,
        "signed_on__lte": asked.signed_until,
    }
    rows = public_register().filter(
        **{name: value for name, value in named.items() if value is not None}
    )
    return page_of(request, rows, key="reference", after=after, limit=limit, convert=_lines)


@read(
    router, "/conventions/{reference}", ConventionOut, summary="One convention", name="convention"
)
def one_convention(
    request: HttpRequest, reference: Annotated[str, Path(pattern=CODE)], on: On = None
) -> Any:
    """One convention with its parties, commitments, targets, budget and committees.

    As first signed; with `on`, as amended on that day: the amendments in effect are read into it.
    """
    row = public_register().filter(reference=reference).first()
    found = convention_as_amended(reference, on=on) if row is not None else None
    if row is None or found is None:
        raise nothing_there("reference", reference)
    (line,) = _lines([row])
    return ConventionOut(
        **{**line.dict(), **_as_read(found)},
        purpose=said(found.purpose),
        convention_set=found.convention_set.reference if found.convention_set else None,
        parent=found.parent_reference,
        instrument_count=found.instrument_count,
        place=said(found.place),
        duration_kind=found.duration_kind,
        commitments=[_commitment(axis, item) for axis in found.axes for item in axis.commitments],
        targets=[_target(item) for item in found.targets],
        budget=[_budget(item) for item in found.budget_lines],
        committees=[_committee(item) for item in found.committees],
    )


@read(
    router,
    "/conventions/{reference}/parties",
    list[PartyOut],
    summary="Parties of a convention",
    name="parties",
)
def parties(
    request: HttpRequest, reference: Annotated[str, Path(pattern=CODE)], on: On = None
) -> Any:
    """Who is bound, in which role, signed by which capacity; with `on`, as amended on that day."""
    is_public = public_register().filter(reference=reference).exists()
    found = convention_as_amended(reference, on=on) if is_public else None
    if found is None:
        raise nothing_there("reference", reference)
    return [_party(item) for item in found.parties]


@read(router, "/sets", Page[SetOut], summary="Sets of conventions", name="sets")
def sets(request: HttpRequest, after: After = None, limit: Limit = 50) -> Any:
    """Ceremonies of several conventions; a pooled target is never split among them."""
    return page_of(
        request, convention_sets(), key="reference", after=after, limit=limit, convert=_sets
    )


def _lines(rows: Sequence[Any]) -> list[ConventionLine]:
    bound = parties_by_convention(row.pk for row in rows)
    return [
        ConventionLine(
            reference=row.reference,
            link=link("convention", row.reference),
            label=said(row.labels),
            kind=row.kind,
            level=row.level,
            status=row.status,
            territory=row.territory.code if row.territory else None,
            signed_on=dated(UncertainDate(row.signed_on, Precision(row.signed_precision))),
            in_force_on=row.in_force_on,
            covers_from=row.covers_from,
            covers_to=row.covers_to,
            is_exercise=row.is_exercise,
            parties=[_named(name) for name in bound.get(row.pk, ())],
            source=cited(source_ref(row)),
        )
        for row in rows
    ]


def _as_read(found: ConventionDetail) -> dict[str, Any]:
    """What amendments change of the line of a convention, and which of them are read."""
    bodies = {
        item.organisation_slug: PartyName(
            slug=item.organisation_slug, labels=item.organisation, acronym=item.acronym
        )
        for item in found.parties
    }
    return {
        "label": said(found.labels),
        "covers_from": found.covers_from,
        "covers_to": found.covers_to,
        "parties": [_named(name) for name in bodies.values()],
        "read_on": found.read_on,
        "amendments": [
            AmendmentOut(
                number=item.number,
                label=said(item.labels),
                signed_on=item.signed_on,
                effective_on=item.effective_on,
                reason=said(item.reason),
                is_read=found.read_on is not None and item.effective_on <= found.read_on,
                source=cited(item.source),
            )
            for item in found.amendments
        ],
    }


def _named(name: PartyName) -> NamedBody:
    return NamedBody(
        slug=name.slug,
        link=link("organisation", name.slug),
        label=said(name.labels),
        acronym=name.acronym,
    )


def _party(item: PartyView) -> PartyOut:
    return PartyOut(
        slug=item.organisation_slug,
        link=link("organisation", item.organisation_slug),
        label=said(item.organisation),
        acronym=item.acronym,
        role=item.role,
        signed_as=[said(person.capacity) for person in item.signatories],
        source=cited(item.source),
    )


def _commitment(axis: AxisView, item: CommitmentView) -> CommitmentOut:
    return CommitmentOut(
        number=item.number,
        axis=axis.number,
        label=said(item.labels),
        debtor=item.debtor_slug or None,
        debtor_label=said(item.debtor),
        beneficiary=said(item.beneficiary),
        nature=item.nature,
        status=item.status,
        quantity=exact(item.quantity) if item.quantity is not None else None,
        unit=item.unit or None,
        due=dated(item.due),
        grade=item.grade,
        source=cited(item.source),
    )


def _target(item: TargetView) -> TargetOut:
    return TargetOut(
        number=item.number,
        label=said(item.labels),
        indicator=item.indicator_code,
        value=exact(item.value),
        unit=item.unit,
        qualifier=item.qualifier,
        horizon=dated(item.horizon),
        kind=item.kind,
        sex=item.sex,
        territory=item.territory_code or None,
        is_pooled=item.is_pooled,
        grade=item.grade,
        source=cited(item.source),
    )


def _budget(item: BudgetLineView) -> BudgetOut:
    return BudgetOut(
        label=said(item.labels),
        payer=item.payer_slug,
        measure=said(item.measure),
        year=item.year,
        committed_centimes=item.committed_centimes,
        called_centimes=item.called_centimes,
        disbursed_centimes=item.disbursed_centimes,
        justified_centimes=item.justified_centimes,
        grade=item.grade,
        source=cited(item.source),
    )


def _committee(item: CommitteeView) -> CommitteeOut:
    return CommitteeOut(
        kind=item.kind,
        label=said(item.labels),
        cadence_count=item.cadence_count,
        cadence_period=item.cadence_period,
        grade=item.grade,
        source=cited(item.source),
    )


def _sets(rows: Sequence[Any]) -> list[SetOut]:
    found = public_register().filter(convention_set__in=[row.pk for row in rows])
    held: dict[int, list[Any]] = {}
    for row in found.order_by("reference"):
        if row.convention_set_id is not None:
            held.setdefault(row.convention_set_id, []).append(row)
    return [
        SetOut(
            reference=row.reference,
            label=said(Labels(row.label_fr, row.label_ar, row.label_en)),
            announced_count=row.announced_count,
            is_exercise=any(item.is_exercise for item in held.get(row.pk, ())),
            conventions=[item.reference for item in held.get(row.pk, ())],
            source=cited(source_ref(row)),
        )
        for row in rows
    ]
