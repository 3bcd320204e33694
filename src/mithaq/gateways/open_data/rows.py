"""The rows of open data, read through the same queries as the pages: what they show, no more."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from mithaq.apps.conventions.queries import (
    SourceRef,
    amended_conventions,
    parties_by_convention,
    public_commitments,
    public_register,
    public_targets,
    source_of,
)
from mithaq.apps.observatory.queries import figures, views_of, withheld_figures
from mithaq.apps.reference.queries import indicators as indicator_rows
from mithaq.apps.reference.queries import territories as territory_rows
from mithaq.apps.reference.queries import versions_of
from mithaq.base.dates import Precision, UncertainDate

Row = Mapping[str, Any]
CHUNK = 1000


def statements() -> Iterator[Row]:
    """Every figure that stands."""
    chunk: list[Any] = []
    for row in figures().order_by("code").iterator(chunk_size=CHUNK):
        chunk.append(row)
        if len(chunk) == CHUNK:
            yield from _statements(chunk)
            chunk = []
    yield from _statements(chunk)


def _statements(chunk: list[Any]) -> Iterator[Row]:
    withheld = withheld_figures(row.code for row in chunk) if chunk else {}
    for item in views_of(chunk):
        hidden = withheld.get(item.code)
        yield {
            "code": item.code,
            "link": f"/id/figure/{item.code}",
            **_labels("label", item.labels),
            "indicator": item.indicator_code,
            "indicator_version": item.version_number,
            "value": None if hidden else item.value,
            "unit": item.unit,
            "qualifier": item.qualifier,
            "withheld": hidden,
            "territory": item.territory_code or None,
            "territory_fr": item.territory.fr or None,
            "sex": item.sex,
            "milieu": item.milieu,
            "category": item.category_code or None,
            "as_of": _day(item.as_of),
            "period_from": item.period_from,
            "period_to": item.period_to,
            "grade": item.grade,
            "standing": item.standing,
            "organisation": item.organisation_slug or None,
            "convention": item.convention_reference or None,
            "part_of": item.part_of_code,
            "revises": item.revises_code,
            "revised_by": item.revised_by_code,
            "said_on": _day(item.said),
            **_source(item.source),
            "note": item.note.fr or None,
            "is_exercise": item.is_exercise,
            "recorded_at": item.recorded_at,
        }


def indicators() -> Iterator[Row]:
    """Every indicator, one row a definition."""
    listed = list(indicator_rows().order_by("code"))
    versions = versions_of(row.pk for row in listed)
    for row in listed:
        for view in versions.get(row.pk, ()):
            yield {
                "code": row.code,
                "link": f"/id/indicator/{row.code}",
                **_labels("label", row.labels),
                **{f"topic_{code}": getattr(row, f"topic_{code}") or None
                   for code in ("fr", "ar", "en")},
                "version": view.number,
                **_labels("definition", view.definition),
                "formula": view.formula or None,
                "unit": view.unit,
                "aggregation": view.aggregation,
                "valid_from": view.valid_from,
            }  # fmt: skip


def conventions(on: date) -> Iterator[Row]:
    """Every convention of the register, as amended on the day of the edition."""
    amended = amended_conventions(on=on)
    listed = list(public_register().select_related("convention_set").order_by("reference"))
    bound = parties_by_convention(row.pk for row in listed)
    for row in listed:
        read = amended.get(row.pk)
        parties = (
            [item.organisation_slug for item in read.parties]
            if read
            else [name.slug for name in bound.get(row.pk, ())]
        )
        yield {
            "reference": row.reference,
            "link": f"/id/convention/{row.reference}",
            **_labels("label", read.labels if read else row.labels),
            "kind": row.kind,
            "level": row.level,
            "status": row.status,
            "convention_set": row.convention_set.reference if row.convention_set else None,
            "parties": " ".join(parties) or None,
            "territory": row.territory.code if row.territory else None,
            "signed_on": _day(UncertainDate(row.signed_on, Precision(row.signed_precision))),
            "in_force_on": row.in_force_on,
            "covers_from": read.covers_from if read else row.covers_from,
            "covers_to": read.covers_to if read else row.covers_to,
            **_source(source_of(row)),
            "is_exercise": row.is_exercise,
        }


def commitments(on: date) -> Iterator[Row]:
    """Every commitment of those conventions, as amended on the day of the edition."""
    for found in public_commitments(on=on):
        item = found.commitment
        yield {
            "convention": found.reference,
            "number": item.number,
            **_labels("label", item.labels),
            "debtor": item.debtor_slug or None,
            "nature": item.nature,
            "status": item.status,
            "quantity": item.quantity,
            "unit": item.unit or None,
            "due": _day(item.due),
            "grade": item.grade,
            **_source(item.source),
            "is_exercise": found.is_exercise,
        }


def targets(on: date) -> Iterator[Row]:
    """Every target as amended on that day, those of a convention and those pooled in a set."""
    for found in public_targets(on=on):
        item = found.target
        yield {
            "convention": found.reference or None,
            "convention_set": found.convention_set or None,
            "number": item.number,
            **_labels("label", item.labels),
            "indicator": item.indicator_code,
            "value": item.value,
            "unit": item.unit,
            "qualifier": item.qualifier,
            "sex": item.sex,
            "territory": item.territory_code or None,
            "horizon": _day(item.horizon),
            "kind": item.kind,
            "grade": item.grade,
            **_source(item.source),
            "is_exercise": found.is_exercise,
        }


def territories() -> Iterator[Row]:
    """The country and everything in it."""
    for row in territory_rows().iterator(chunk_size=CHUNK):
        yield {
            "code": row.code,
            "link": f"/id/territory/{row.code}",
            **_labels("label", row.labels),
            "label_tzm": row.label_tzm or None,
            "level": row.level,
            "parent": row.parent.code if row.parent else None,
            "iso_code": row.iso_code or None,
            "population_2024": row.population_2024,
            "households_2024": row.households_2024,
        }


def _labels(stem: str, labels: Any) -> dict[str, str | None]:
    return {f"{stem}_{code}": getattr(labels, code) or None for code in ("fr", "ar", "en")}


def _source(source: SourceRef) -> dict[str, str | None]:
    return {
        "source": source.code,
        "source_title": source.labels.fr,
        "source_url": source.url or None,
        "locator": source.locator or None,
    }


def _day(day: UncertainDate) -> str | None:
    return str(day) if day.is_known else None
