"""Figures with their proofs, and the conflicts between them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from django.db.models import F, Q, QuerySet, TextChoices

from mithaq.apps.conventions.choices import Qualifier
from mithaq.apps.conventions.queries.promised import PromisedTarget, promised_targets
from mithaq.apps.conventions.queries.sources import source_ref
from mithaq.apps.conventions.queries.views import TargetView
from mithaq.apps.observatory.choices import ReadingKind
from mithaq.apps.observatory.models import Conflict, ConflictSide, Reading, Statement
from mithaq.apps.observatory.queries.disclosure import published, published_rows
from mithaq.apps.observatory.queries.views import (
    ConflictView,
    FigureView,
    ReadingPart,
    ReadingView,
)
from mithaq.apps.reference.choices import Unit
from mithaq.base.dates import Precision, UncertainDate
from mithaq.base.text import Labels

NOTHING = Labels("")
HUNDRED = Decimal(100)
MILLION = 1_000_000
CENT = Decimal("0.01")


def figures() -> QuerySet[Statement]:
    """Every figure that stands, with what its line shows, newest state first."""
    return every_figure().filter(withdrawn_at__isnull=True)


def every_figure() -> QuerySet[Statement]:
    """Every figure, those withdrawn included: each keeps its page."""
    return Statement.objects.select_related(
        "indicator_version__indicator",
        "source",
        "convention",
        "territory",
        "organisation",
        "category__nomenclature",
        "part_of",
        "revises",
    ).order_by(F("as_of").desc(nulls_last=True), "code")


def figures_of(reference: str) -> tuple[FigureView, ...]:
    """The published figures said about a convention, in the order of its file."""
    return published(said_of(reference))


def said_of(reference: str) -> tuple[FigureView, ...]:
    """Everything said about a convention, small counts of people too: never to be shown whole."""
    return views_of(figures().filter(convention__reference=reference).order_by("rank"))


def figures_from_source(code: str) -> QuerySet[Statement]:
    """The figures that rest on a source."""
    return figures().filter(source__code=code)


def figures_of_indicator(code: str) -> QuerySet[Statement]:
    """Every figure of an indicator, newest state first."""
    return figures().filter(indicator_version__indicator__code=code)


def figures_worth(value: Decimal, *, scale: int = 1) -> QuerySet[Statement]:
    """The published figures that say a number: 3 488, or 44 for 44 millions of dirhams.

    ``scale`` is 1 000 000 when the number was followed by « millions » or « MDH ».
    """
    return published_rows(figures().filter(worth(value, scale)))


def targets_worth(value: Decimal, *, on: date, scale: int = 1) -> tuple[PromisedTarget, ...]:
    """The promised quantities that say a number, as amended on a day; exercises come last.

    Those of a ceremony of several stay with it.
    """

    def is_worth(view: TargetView) -> bool:
        return view.value in (_amounts(value, scale) if view.unit == Unit.CENTIMES else (whole,))

    whole = value * scale
    asked = worth(value, scale) & Q(convention__isnull=False)
    found = promised_targets(asked, keeps=is_worth, on=on)
    return tuple(sorted(found, key=lambda item: item.is_exercise))


def worth(value: Decimal, scale: int) -> Q:
    """A number as it may be kept: as it is, or in centimes of dirhams or of millions of them."""
    is_money = Q(indicator_version__unit=Unit.CENTIMES)
    amounts = _amounts(value, scale)
    return (Q(value=value * scale) & ~is_money) | (is_money & Q(value__in=amounts))


def _amounts(value: Decimal, scale: int) -> set[Decimal]:
    if scale > 1:
        return {value * scale * HUNDRED}
    return {value * HUNDRED, value * HUNDRED * MILLION}


def figure(code: str) -> FigureView | None:
    """One figure with its proof, or nothing."""
    found = views_of(every_figure().filter(code=code))
    return found[0] if found else None


def views_of(rows: Iterable[Statement]) -> tuple[FigureView, ...]:
    """Turn rows into values; revisions are looked up in one query."""
    listed = list(rows)
    revised = dict(
        Statement.objects.filter(
            revises__in=[row.pk for row in listed], withdrawn_at__isnull=True
        ).values_list("revises_id", "code")
    )
    wholes = {row.code: row.value for row in listed}
    return tuple(_view(row, revised.get(row.pk), wholes) for row in listed)


def _view(row: Statement, revised_by: str | None, wholes: dict[str, Decimal]) -> FigureView:
    version = row.indicator_version
    return FigureView(
        id=row.pk,
        code=row.code,
        labels=row.labels,
        indicator_code=version.indicator.code,
        indicator=version.indicator.labels,
        version_number=version.number,
        definition=Labels.from_columns(version, "definition"),
        formula=version.formula,
        unit=version.unit,
        unit_label=_label(Unit, version.unit),
        aggregation=version.aggregation,
        value=row.value.normalize() if row.value else row.value,
        qualifier=row.qualifier,
        qualifier_label=_label(Qualifier, row.qualifier),
        as_of=UncertainDate(row.as_of, Precision(row.as_of_precision)),
        period=Labels.from_columns(row, "period"),
        said=UncertainDate(row.said_on, Precision(row.said_precision)),
        grade=row.grade,
        note=Labels.from_columns(row, "note"),
        part_of_code=row.part_of.code if row.part_of else None,
        revises_code=row.revises.code if row.revises else None,
        revised_by_code=revised_by,
        is_about_set=row.convention_set_id is not None,
        is_exercise=row.is_exercise,
        convention_reference=row.convention.reference if row.convention else "",
        convention=row.convention.labels if row.convention else NOTHING,
        territory=row.territory.labels if row.territory else NOTHING,
        organisation=row.organisation.labels if row.organisation else NOTHING,
        source=source_ref(row.source, row.locator),
        recorded_at=row.recorded_at,
        implied_before=_implied_before(row, wholes),
        organisation_slug=row.organisation.slug if row.organisation else "",
        territory_code=row.territory.code if row.territory else "",
        headline_rank=row.headline_rank,
        sex=row.sex,
        milieu=row.milieu,
        category=row.category.labels if row.category else NOTHING,
        category_code=_term_code(row),
        period_from=row.period_from,
        period_to=row.period_to,
        standing=row.standing,
        revision_reason=row.revision_reason,
        withdrawn_at=row.withdrawn_at,
        withdrawal_reason=row.withdrawal_reason,
    )


def _label(choices: type[TextChoices], value: str) -> str:
    """The label of a choice; Django's own reading translates the whole list for each row."""
    return str(choices(value).label) if value in choices.values else value


def _term_code(row: Statement) -> str:
    return f"{row.category.nomenclature.code}:{row.category.code}" if row.category else ""


def _implied_before(row: Statement, wholes: dict[str, Decimal]) -> Decimal | None:
    """The value a growth in % implies one period before: 3,488 after +13.6 % gives about 3,070."""
    if row.indicator_version.grain != "growth" or row.part_of is None:
        return None
    now = wholes.get(row.part_of.code, row.part_of.value)
    before = now / (1 + row.value / HUNDRED)
    return before.quantize(Decimal(1), rounding=ROUND_HALF_UP)


def readings_of(statement_ids: Iterable[int]) -> dict[str, tuple[ReadingView, ...]]:
    """The readings of some figures, computed from the figures themselves: code → readings."""
    rows = (
        Reading.objects.filter(statement_id__in=list(statement_ids))
        .select_related("statement__part_of")
        .order_by("statement_id", "letter")
    )
    found: dict[str, list[ReadingView]] = {}
    for row in rows:
        whole = row.statement.part_of
        if whole is not None:
            view = read_share(
                letter=row.letter,
                kind=row.kind,
                labels=row.labels,
                parent=whole.value,
                share=row.statement.value,
            )
            found.setdefault(row.statement.code, []).append(view)
    return {code: tuple(views) for code, views in found.items()}


def read_share(
    *, letter: str, kind: str, labels: Labels, parent: Decimal, share: Decimal
) -> ReadingView:
    """Lay one hundred beneficiaries out as a reading of « parent %, of which share % » sees them.

    ``share_of_parent``: share % of the parent's; ``points_of_whole``: share points of the whole.
    """
    inside = parent * share / HUNDRED if kind == ReadingKind.SHARE_OF_PARENT else share
    inside = inside.quantize(CENT, rounding=ROUND_HALF_UP).normalize()
    of_parent = (inside * HUNDRED / parent).quantize(CENT, rounding=ROUND_HALF_UP)
    parts = (
        ReadingPart(key="inside", value=inside),
        ReadingPart(key="other", value=parent - inside),
        ReadingPart(key="outside", value=HUNDRED - parent),
    )
    return ReadingView(
        letter=letter,
        kind=kind,
        labels=labels,
        parts=parts,
        share_of_whole=inside,
        share_of_parent=of_parent,
    )


def conflicts_of(
    statement_ids: Iterable[int], *, known: Iterable[FigureView] = ()
) -> tuple[ConflictView, ...]:
    """The conflicts in which some figures stand, each with all its sides.

    Figures already read are given as ``known``: only the sides that are not among them are read.
    """
    touched = ConflictSide.objects.filter(statement_id__in=list(statement_ids))
    conflicts = Conflict.objects.filter(pk__in=touched.values("conflict")).order_by("code")
    return conflict_views(conflicts, known=known)


def all_conflicts() -> QuerySet[Conflict]:
    """Every conflict, in the order of their codes."""
    return Conflict.objects.order_by("code")


def conflict_views(
    rows: Iterable[Conflict], *, known: Iterable[FigureView] = ()
) -> tuple[ConflictView, ...]:
    """Conflicts with all their sides; figures already read are given as ``known``."""
    conflicts = list(rows)
    sides: dict[int, list[int]] = {}
    for side in ConflictSide.objects.filter(conflict__in=conflicts).order_by("rank"):
        sides.setdefault(side.conflict_id, []).append(side.statement_id)
    shown = {view.id: view for view in known}
    ids = [pk for group in sides.values() for pk in group if pk not in shown]
    if ids:
        shown |= {view.id: view for view in views_of(every_figure().filter(pk__in=ids))}
    return tuple(
        ConflictView(
            code=row.code,
            labels=row.labels,
            why=Labels.from_columns(row, "why"),
            settle=Labels.from_columns(row, "settle"),
            settle_grade=row.settle_grade,
            sides=tuple(shown[pk] for pk in sides.get(row.pk, [])),
        )
        for row in conflicts
    )
