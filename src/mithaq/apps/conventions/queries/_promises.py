"""The axes, measures, commitments and money of one convention."""

from __future__ import annotations

from mithaq.apps.conventions.models import Axis, BudgetLine, Commitment, Convention, Measure
from mithaq.apps.conventions.queries import views
from mithaq.apps.conventions.queries.sources import source_of
from mithaq.base.dates import Precision, UncertainDate
from mithaq.base.text import Labels

NOTHING = Labels("")


def axes(row: Convention) -> tuple[views.AxisView, ...]:
    """The chapters; number 0 gathers the commitments that stand under none."""
    measures: dict[int, list[views.MeasureView]] = {}
    for measure in (
        Measure.objects.filter(axis__convention=row)
        .select_related("source")
        .order_by("axis__number", "number")
    ):
        measures.setdefault(measure.axis_id, []).append(measure_view(measure))
    commitments: dict[int | None, list[views.CommitmentView]] = {}
    for commitment in (
        Commitment.objects.filter(convention=row)
        .select_related("source", "axis", "debtor__organisation", "creditor__organisation")
        .order_by("number")
    ):
        commitments.setdefault(commitment.axis_id, []).append(
            commitment_view(commitment, source_of(commitment))
        )
    found = [
        views.AxisView(
            number=axis.number,
            labels=axis.labels,
            measures=tuple(measures.get(axis.pk, [])),
            commitments=tuple(commitments.get(axis.pk, [])),
            source=source_of(axis),
        )
        for axis in Axis.objects.filter(convention=row).select_related("source").order_by("number")
    ]
    if alone := commitments.get(None):
        found.append(
            views.AxisView(number=0, labels=NOTHING, measures=(), commitments=tuple(alone))
        )
    return tuple(found)


def measure_view(row: Measure) -> views.MeasureView:
    """One measure of an axis."""
    return views.MeasureView(
        labels=row.labels,
        description=Labels.from_columns(row, "description"),
        scheme_code=row.scheme_code,
        status=row.status,
        status_label=row.get_status_display(),
        source=source_of(row),
        id=row.pk,
    )


def commitment_view(row: Commitment, source: views.SourceRef) -> views.CommitmentView:
    """One commitment of the first text."""
    return views.CommitmentView(
        number=row.number,
        labels=row.labels,
        debtor=row.debtor.organisation.labels if row.debtor else NOTHING,
        debtor_slug=row.debtor.organisation.slug if row.debtor else "",
        axis_number=row.axis.number if row.axis else 0,
        beneficiary=Labels.from_columns(row, "beneficiary"),
        nature=row.nature,
        nature_label=row.get_nature_display(),
        status=row.status,
        status_label=row.get_status_display(),
        due=UncertainDate(row.due_on, Precision(row.due_precision)),
        grade=row.grade,
        source=source,
        creditor=row.creditor.organisation.labels if row.creditor else NOTHING,
        creditor_slug=row.creditor.organisation.slug if row.creditor else "",
        verb=row.verb,
        verb_label=row.get_verb_display(),
        quantity=row.quantity,
        unit=row.unit,
        unit_label=row.get_unit_display(),
        condition=Labels.from_columns(row, "condition"),
        evidence=Labels.from_columns(row, "evidence"),
    )


def budget_lines(row: Convention) -> tuple[views.BudgetLineView, ...]:
    """The lines of money, in the order of the file."""
    return tuple(
        budget_line_view(line, source_of(line))
        for line in BudgetLine.objects.filter(convention=row)
        .select_related("source", "payer", "measure")
        .order_by("number")
    )


def budget_line_view(line: BudgetLine, source: views.SourceRef) -> views.BudgetLineView:
    """One line of money of the first text."""
    return views.BudgetLineView(
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
        source=source,
        number=line.number,
    )
