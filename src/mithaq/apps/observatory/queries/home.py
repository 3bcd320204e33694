"""The first screen: who promised what, and where it stands, in a fixed number of queries."""

from __future__ import annotations

from collections import Counter

from mithaq.apps.conventions.choices import Grade
from mithaq.apps.conventions.models import Committee, Convention
from mithaq.apps.conventions.queries import (
    PartyName,
    SourceRef,
    TargetView,
    parties_by_convention,
    register_counts,
)
from mithaq.apps.conventions.queries.sources import source_ref
from mithaq.apps.conventions.queries.targets import targets_by_convention
from mithaq.apps.observatory.models import ConflictSide, Reading
from mithaq.apps.observatory.queries.disclosure import published
from mithaq.apps.observatory.queries.figures import figures, views_of
from mithaq.apps.observatory.queries.state import has_later_result
from mithaq.apps.observatory.queries.views import FigureView, PromiseLine, Promises
from mithaq.apps.reference.choices import SourceKind
from mithaq.base.dates import Precision, UncertainDate
from mithaq.base.text import Labels


def promise_lines() -> Promises:
    """Read the conventions chosen for the first screen, in their editorial order."""
    rows = list(
        Convention.objects.filter(feature_rank__isnull=False, is_exercise=False)
        .select_related("source")
        .order_by("feature_rank")
    )
    said = figures().filter(convention__in=rows).order_by("rank")
    headlines = {row.pk: row.headline_rank for row in said}
    by_convention: dict[str, list[FigureView]] = {}
    for view in published(views_of(said)):
        by_convention.setdefault(view.convention_reference, []).append(view)
    shared = _Shared(
        parties=parties_by_convention(row.pk for row in rows),
        targets=targets_by_convention(rows),
        in_conflict=Counter(
            reference
            for reference, _conflict in ConflictSide.objects.filter(statement__convention__in=rows)
            .values_list("statement__convention__reference", "conflict")
            .distinct()
        ),
        readings=Counter(
            Reading.objects.filter(statement__convention__in=rows).values_list(
                "statement__convention__reference", flat=True
            )
        ),
        headlines=headlines,
        committees=Counter(
            Committee.objects.filter(convention__in=rows).values_list("convention_id", flat=True)
        ),
    )
    lines = tuple(_line(row, by_convention.get(row.reference, []), shared) for row in rows)
    grades = Counter(item.grade for line in lines for item in line.figures)
    grades += Counter(item.grade for line in lines for item in line.targets)
    return Promises(
        lines=lines,
        grade_counts={grade.value: grades[grade.value] for grade in Grade},
        figure_count=sum(grades.values()),
        convention_count=sum(line.instrument_count for line in lines),
        source_count=len({line.source.code for line in lines}),
        registered_count=register_counts().instruments,
        press_only=all(line.source.kind == SourceKind.PRESS for line in lines),
    )


class _Shared:
    """What the lines of one screen share, read once."""

    def __init__(
        self,
        *,
        parties: dict[int, tuple[PartyName, ...]],
        targets: dict[int, tuple[TargetView, ...]],
        in_conflict: Counter[str],
        readings: Counter[str],
        headlines: dict[int, int | None],
        committees: Counter[int],
    ) -> None:
        self.parties = parties
        self.targets = targets
        self.in_conflict = in_conflict
        self.readings = readings
        self.headlines = headlines
        self.committees = committees

    def headline(self, view: FigureView) -> int | None:
        """The rank of a figure on the first screen, if it stands there."""
        return self.headlines.get(view.id)


def _line(row: Convention, said: list[FigureView], shared: _Shared) -> PromiseLine:
    signed = UncertainDate(row.signed_on, Precision(row.signed_precision))
    chosen = [view for view in said if shared.headline(view) is not None]
    told = {(view.indicator_code, view.value) for view in chosen}
    return PromiseLine(
        reference=row.reference,
        labels=row.labels,
        kind_label=row.get_kind_display(),
        purpose=Labels.from_columns(row, "purpose"),
        parties=shared.parties.get(row.pk, ()),
        place=Labels.from_columns(row, "place"),
        signed=signed,
        signed_weekday=row.signed_weekday,
        instrument_count=row.instrument_count,
        is_exercise=row.is_exercise,
        figures=tuple(sorted(chosen, key=lambda view: shared.headline(view) or 0)),
        targets=tuple(
            target
            for target in shared.targets.get(row.pk, ())
            if (target.indicator_code, target.value) not in told
        ),
        result_count=len(said),
        has_later_result=has_later_result(signed, said),
        conflict_count=shared.in_conflict[row.reference],
        reading_count=shared.readings[row.reference],
        committee_count=shared.committees[row.pk],
        covers_from=row.covers_from,
        source=source_ref(row.source, row.locator),
        other_sources=_other_sources(row.source.code, chosen),
    )


def _other_sources(main: str, chosen: list[FigureView]) -> tuple[SourceRef, ...]:
    found: dict[str, SourceRef] = {}
    for view in chosen:
        if view.source.code != main:
            found.setdefault(view.source.code, view.source)
    return tuple(found.values())
