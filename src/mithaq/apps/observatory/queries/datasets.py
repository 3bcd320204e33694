"""The tables of figures: those that the product ships, and those that were loaded."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import QuerySet

from mithaq.apps.observatory import frames
from mithaq.apps.observatory.frames import TableBatch
from mithaq.apps.observatory.models import Conflict, Dataset
from mithaq.base.text import Labels

__all__ = [
    "TableBatch",
    "conflict_names",
    "dataset_names",
    "datasets",
    "packaged_list",
    "packaged_tables",
    "table_batches",
]


def datasets() -> QuerySet[Dataset]:
    """The loaded tables, by code."""
    return Dataset.objects.order_by("code")


def dataset_names(codes: Iterable[str]) -> dict[str, Labels]:
    """The names of some tables of figures by their codes."""
    return {row.code: row.labels for row in Dataset.objects.filter(code__in=list(codes))}


def conflict_names(codes: Iterable[str]) -> dict[str, Labels]:
    """What some conflicts of figures are about, by their codes."""
    return {row.code: row.labels for row in Conflict.objects.filter(code__in=list(codes))}


def packaged_tables() -> tuple[frames.DatasetFile, ...]:
    """The tables that the product ships, in the order in which they are loaded."""
    return frames.dataset_files()


def table_batches(code: str) -> tuple[TableBatch, ...]:
    """One of the tables that the product ships, in the batches in which it is written."""
    return frames.batches_of(next(file for file in packaged_tables() if file.code == code))


def packaged_list(name: str) -> list[Mapping[str, Any]]:
    """What the shipped tables name: sources, indicators, categories, or their conflicts."""
    return frames.entries(name)
