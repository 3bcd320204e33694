"""Sources and indicators: who says it, and what is being counted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import F, QuerySet

from mithaq.apps.reference.models import Indicator, IndicatorVersion, Source
from mithaq.base.dates import Precision, UncertainDate
from mithaq.base.text import Labels, fold, search_words


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceDetail:
    """A document: what it is, who published it, when, where it can be read."""

    id: int
    code: str
    labels: Labels
    kind: str
    kind_label: str
    publisher: str
    published: UncertainDate
    url: str
    licence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionRef:
    """What an importer needs of a version: its id, and the unit that figures must have."""

    id: int
    number: int
    unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionView:
    """One definition of an indicator; an empty one was never published."""

    id: int
    number: int
    definition: Labels
    formula: str
    unit: str
    unit_label: str
    aggregation: str
    aggregation_label: str
    grain: str
    valid_from: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorDetail:
    """An indicator and its versions, the latest first."""

    id: int
    code: str
    labels: Labels
    topic: Labels
    versions: tuple[VersionView, ...]


def sources(*, kind: str = "", text: str = "") -> QuerySet[Source]:
    """The documents, latest published first, undated last."""
    rows = Source.objects.order_by(F("published_on").desc(nulls_last=True), "code")
    if kind:
        rows = rows.filter(kind=kind)
    words = search_words(text)
    if not words:
        return rows
    found = [row.pk for row in rows if all(word in source_text(row) for word in words)]
    return rows.filter(pk__in=found)


def source_text(row: Source) -> str:
    """The folded text by which a source is found."""
    return fold(f"{row.code} {row.label_fr} {row.label_ar} {row.label_en} {row.publisher}")


def source(code: str) -> SourceDetail | None:
    """One document, or nothing."""
    row = Source.objects.filter(code=code).first()
    if row is None:
        return None
    return SourceDetail(
        id=row.pk,
        code=row.code,
        labels=row.labels,
        kind=row.kind,
        kind_label=row.get_kind_display(),
        publisher=row.publisher,
        published=UncertainDate(row.published_on, Precision(row.published_precision)),
        url=row.url,
        licence=row.licence,
    )


def sources_by_code(codes: Iterable[str]) -> dict[str, int]:
    """Give the ids of sources, in one query."""
    return dict(Source.objects.filter(code__in=set(codes)).values_list("code", "pk"))


def indicators() -> QuerySet[Indicator]:
    """The indicators by topic, then by name."""
    return Indicator.objects.order_by("topic_fr", "label_fr", "code")


# How people name what an indicator counts by ages: after folding.
_AGES: Final = {"15 24": "jeunes jeune شباب الشباب young youth"}


def indicator_text(row: Indicator) -> str:
    """The folded text by which an indicator is found: its code, its names, and everyday words."""
    told = fold(f"{row.code} {row.label_fr} {row.label_ar} {row.label_en}")
    return " ".join((told, *(words for ages, words in _AGES.items() if ages in told)))


def indicator_choices(language: str) -> tuple[tuple[str, str, str], ...]:
    """(topic, « code|version », name) of every version, to choose from, in a language."""
    rows = IndicatorVersion.objects.select_related("indicator").order_by(
        "indicator__topic_fr", "indicator__label_fr", "indicator__code", "number"
    )
    return tuple(
        (
            Labels.from_columns(row.indicator, "topic").of(language),
            f"{row.indicator.code}|{row.number}",
            f"{row.indicator.labels.of(language)} ({row.get_unit_display()})"
            + (f" · v{row.number}" if row.number > 1 else ""),
        )
        for row in rows
    )


def indicator(code: str) -> IndicatorDetail | None:
    """One indicator with its versions, or nothing."""
    versions = list(
        IndicatorVersion.objects.filter(indicator__code=code)
        .select_related("indicator")
        .order_by("-number")
    )
    row = versions[0].indicator if versions else Indicator.objects.filter(code=code).first()
    if row is None:
        return None
    return IndicatorDetail(
        id=row.pk,
        code=row.code,
        labels=row.labels,
        topic=Labels.from_columns(row, "topic"),
        versions=tuple(_version(version) for version in versions),
    )


def versions_of(ids: Iterable[int]) -> dict[int, tuple[VersionView, ...]]:
    """The definitions of some indicators, the latest first, in one query."""
    found: dict[int, list[VersionView]] = {}
    rows = IndicatorVersion.objects.filter(indicator__in=list(ids)).order_by("-number")
    for row in rows:
        found.setdefault(row.indicator_id, []).append(_version(row))
    return {key: tuple(views) for key, views in found.items()}


def indicator_versions_by_code(codes: Iterable[str]) -> dict[str, dict[int, VersionRef]]:
    """Give the versions of indicators by code then number, in one query; the latest is `max`."""
    rows = (
        IndicatorVersion.objects.filter(indicator__code__in=set(codes))
        .select_related("indicator")
        .order_by("indicator__code", "number")
    )
    found: dict[str, dict[int, VersionRef]] = {}
    for row in rows:
        ref = VersionRef(id=row.pk, number=row.number, unit=row.unit)
        found.setdefault(row.indicator.code, {})[row.number] = ref
    return found


def _version(row: IndicatorVersion) -> VersionView:
    return VersionView(
        id=row.pk,
        number=row.number,
        definition=Labels.from_columns(row, "definition"),
        formula=row.formula,
        unit=row.unit,
        unit_label=row.get_unit_display(),
        aggregation=row.aggregation,
        aggregation_label=row.get_aggregation_display(),
        grain=row.grain,
        valid_from=row.valid_from,
    )
