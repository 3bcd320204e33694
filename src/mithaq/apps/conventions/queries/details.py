"""One convention whole, in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q

from mithaq.apps.conventions.models import (
    Axis,
    BudgetLine,
    Commitment,
    Committee,
    Convention,
    Document,
    Measure,
    Party,
    Remark,
    Signatory,
    Target,
    Witness,
)
from mithaq.apps.conventions.models.people import PersonInPublic
from mithaq.apps.conventions.queries import views
from mithaq.apps.reference.models import Source, Sourced
from mithaq.base.dates import Precision, UncertainDate
from mithaq.base.text import Labels

NOTHING = Labels("")


def convention_detail(reference: str) -> views.ConventionDetail | None:
    """Read one convention with all its parts, or nothing when the register has no such one."""
    row = (
        Convention.objects.select_related("source", "territory", "parent", "convention_set__source")
        .filter(reference=reference)
        .first()
    )
    return _detail(row) if row else None


def source_ref(source: Source, locator: str = "") -> views.SourceRef:
    """Name a document and the place in it."""
    return views.SourceRef(
        code=source.code,
        labels=source.labels,
        kind=source.kind,
        publisher=source.publisher,
        url=source.url,
        published=UncertainDate(source.published_on, Precision(source.published_precision)),
        locator=locator,
    )


def targets_by_convention(
    conventions: Iterable[Convention],
) -> dict[int, tuple[views.TargetView, ...]]:
    """The targets of several conventions, pooled ones included, in one query."""
    listed = list(conventions)
    sets = {row.convention_set_id for row in listed if row.convention_set_id}
    rows = list(
        Target.objects.filter(Q(convention__in=listed) | Q(convention_set_id__in=sets))
        .select_related("source", "territory", "indicator_version__indicator")
        .order_by("number")
    )
    return {
        row.pk: tuple(
            target_view(target)
            for target in rows
            if target.convention_id == row.pk
            or (target.convention_set_id and target.convention_set_id == row.convention_set_id)
        )
        for row in listed
    }


def _source(row: Sourced) -> views.SourceRef:
    return source_ref(row.source, row.locator)


def _detail(row: Convention) -> views.ConventionDetail:
    lines = _budget_lines(row)
    return views.ConventionDetail(
        id=row.pk,
        reference=row.reference,
        kind=row.kind,
        kind_label=row.get_kind_display(),
        level=row.level,
        level_label=row.get_level_display(),
        status=row.status,
        status_label=row.get_status_display(),
        labels=row.labels,
        purpose=Labels.from_columns(row, "purpose"),
        convention_set=_set(row),
        convention_set_id=row.convention_set_id,
        parent_reference=row.parent.reference if row.parent else None,
        instrument_count=row.instrument_count,
        territory_code=row.territory.code if row.territory else "",
        territory=row.territory.labels if row.territory else NOTHING,
        place=Labels.from_columns(row, "place"),
        signed=UncertainDate(row.signed_on, Precision(row.signed_precision)),
        signed_weekday=row.signed_weekday,
        in_force_on=row.in_force_on,
        covers_from=row.covers_from,
        covers_to=row.covers_to,
        duration_kind=row.duration_kind,
        duration_label=row.get_duration_kind_display(),
        feature_rank=row.feature_rank,
        is_exercise=row.is_exercise,
        content_sha256=row.content_sha256,
        recorded_at=row.recorded_at,
        source=_source(row),
        parties=_parties(row),
        witnesses=tuple(
            _person(witness)
            for witness in Witness.objects.filter(convention=row)
            .select_related("source", "organisation")
            .order_by("rank")
        ),
        axes=_axes(row),
        targets=_targets(row),
        budget_lines=lines,
        budget_totals=_totals(lines),
        committees=_committees(row),
        documents=_documents(row),
        remarks=tuple(
            views.RemarkView(
                kind=remark.kind,
                kind_label=remark.get_kind_display(),
                labels=remark.labels,
                source=_source(remark),
            )
            for remark in Remark.objects.filter(convention=row)
            .select_related("source")
            .order_by("number")
        ),
    )


def _set(row: Convention) -> views.SetView | None:
    found = row.convention_set
    if found is None:
        return None
    return views.SetView(
        reference=found.reference,
        labels=found.labels,
        announced_count=found.announced_count,
        source=_source(found),
    )


def _person(row: Signatory | Witness) -> views.PersonView:
    person: PersonInPublic = row
    return views.PersonView(
        person=Labels(person.person_fr, person.person_ar, person.person_fr),
        capacity=Labels.from_columns(person, "capacity"),
        is_interim=person.is_interim,
        source=_source(row),
        organisation_slug=row.organisation.slug
        if isinstance(row, Witness) and row.organisation
        else "",
    )


def _parties(row: Convention) -> tuple[views.PartyView, ...]:
    signatories: dict[int, list[views.PersonView]] = {}
    for signatory in (
        Signatory.objects.filter(party__convention=row)
        .select_related("source")
        .order_by("party__rank", "rank")
    ):
        signatories.setdefault(signatory.party_id, []).append(_person(signatory))
    return tuple(
        views.PartyView(
            organisation_slug=party.organisation.slug,
            organisation=party.organisation.labels,
            acronym=party.organisation.acronym,
            organisation_kind=party.organisation.kind,
            role=party.role,
            role_label=party.get_role_display(),
            signatories=tuple(signatories.get(party.pk, [])),
            source=_source(party),
        )
        for party in Party.objects.filter(convention=row)
        .select_related("organisation", "source")
        .order_by("rank")
    )


def _axes(row: Convention) -> tuple[views.AxisView, ...]:
    measures: dict[int, list[views.MeasureView]] = {}
    for measure in (
        Measure.objects.filter(axis__convention=row)
        .select_related("source")
        .order_by("axis__number", "number")
    ):
        measures.setdefault(measure.axis_id, []).append(_measure(measure))
    commitments: dict[int | None, list[views.CommitmentView]] = {}
    for commitment in (
        Commitment.objects.filter(convention=row)
        .select_related("source", "debtor__organisation")
        .order_by("number")
    ):
        commitments.setdefault(commitment.axis_id, []).append(_commitment(commitment))
    found = [
        views.AxisView(
            number=axis.number,
            labels=axis.labels,
            measures=tuple(measures.get(axis.pk, [])),
            commitments=tuple(commitments.get(axis.pk, [])),
            source=_source(axis),
        )
        for axis in Axis.objects.filter(convention=row).select_related("source").order_by("number")
    ]
    if alone := commitments.get(None):
        found.append(
            views.AxisView(number=0, labels=NOTHING, measures=(), commitments=tuple(alone))
        )
    return tuple(found)


def _measure(row: Measure) -> views.MeasureView:
    return views.MeasureView(
        labels=row.labels,
        description=Labels.from_columns(row, "description"),
        scheme_code=row.scheme_code,
        status=row.status,
        status_label=row.get_status_display(),
        source=_source(row),
        id=row.pk,
    )


def _commitment(row: Commitment) -> views.CommitmentView:
    return views.CommitmentView(
        number=row.number,
        labels=row.labels,
        debtor=row.debtor.organisation.labels if row.debtor else NOTHING,
        debtor_slug=row.debtor.organisation.slug if row.debtor else "",
        beneficiary=Labels.from_columns(row, "beneficiary"),
        nature=row.nature,
        nature_label=row.get_nature_display(),
        status=row.status,
        status_label=row.get_status_display(),
        due=UncertainDate(row.due_on, Precision(row.due_precision)),
        grade=row.grade,
        source=_source(row),
    )


def _targets(row: Convention) -> tuple[views.TargetView, ...]:
    own = Target.objects.filter(convention=row)
    if row.convention_set_id:
        own = own | Target.objects.filter(convention_set=row.convention_set_id)
    return tuple(
        target_view(target)
        for target in own.select_related(
            "source", "territory", "indicator_version__indicator"
        ).order_by("convention_id", "number")
    )


def target_view(row: Target) -> views.TargetView:
    """Read one target with its indicator's definition."""
    version = row.indicator_version
    return views.TargetView(
        labels=row.labels,
        wording=Labels.from_columns(row, "wording"),
        indicator_code=version.indicator.code,
        indicator=version.indicator.labels,
        definition=Labels.from_columns(version, "definition"),
        unit=version.unit,
        unit_label=version.get_unit_display(),
        value=row.value,
        qualifier=row.qualifier,
        qualifier_label=row.get_qualifier_display(),
        horizon=UncertainDate(row.horizon_on, Precision(row.horizon_precision)),
        kind=row.kind,
        grade=row.grade,
        is_pooled=row.convention_set_id is not None,
        territory=row.territory.labels if row.territory else NOTHING,
        source=_source(row),
        number=row.number,
        version_number=version.number,
        territory_code=row.territory.code if row.territory else "",
    )


def _budget_lines(row: Convention) -> tuple[views.BudgetLineView, ...]:
    return tuple(
        views.BudgetLineView(
            labels=line.labels,
            payer=line.payer.labels,
            payer_slug=line.payer.slug,
            measure=line.measure.labels if line.measure else NOTHING,
            measure_id=line.measure_id,
            year=line.year,
            committed_centimes=line.committed_centimes,
            called_centimes=line.called_centimes,
            disbursed_centimes=line.disbursed_centimes,
            justified_centimes=line.justified_centimes,
            grade=line.grade,
            source=_source(line),
        )
        for line in BudgetLine.objects.filter(convention=row)
        .select_related("source", "payer", "measure")
        .order_by("number")
    )


def _totals(lines: Iterable[views.BudgetLineView]) -> tuple[views.BudgetTotal, ...]:
    """Sum the lines of each payer, in the order payers first appear."""
    groups: dict[str, list[views.BudgetLineView]] = {}
    for line in lines:
        groups.setdefault(line.payer_slug, []).append(line)
    return tuple(
        views.BudgetTotal(
            payer=group[0].payer,
            payer_slug=slug,
            committed_centimes=sum(line.committed_centimes for line in group),
            line_count=len(group),
        )
        for slug, group in groups.items()
    )


def _committees(row: Convention) -> tuple[views.CommitteeView, ...]:
    return tuple(
        views.CommitteeView(
            kind=committee.kind,
            kind_label=committee.get_kind_display(),
            labels=committee.labels,
            cadence_count=committee.cadence_count,
            cadence_period=committee.cadence_period,
            cadence_period_label=committee.get_cadence_period_display(),
            chair=Labels.from_columns(committee, "chair"),
            quorum=committee.quorum,
            grade=committee.grade,
            source=_source(committee),
        )
        for committee in Committee.objects.filter(convention=row)
        .select_related("source")
        .order_by("number")
    )


def _documents(row: Convention) -> tuple[views.DocumentView, ...]:
    return tuple(
        views.DocumentView(
            labels=document.labels,
            kind=document.kind,
            kind_label=document.get_kind_display(),
            language=document.language,
            url=document.url,
            sha256=document.sha256,
            source=_source(document),
        )
        for document in Document.objects.filter(convention=row)
        .select_related("source")
        .order_by("number")
    )
