"""The tables of figures: those that the product ships, and those that were loaded."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet

from mithaq.apps.observatory import frames
from mithaq.apps.observatory.frames import TableBatch
from mithaq.apps.observatory.models import Dataset

__all__ = ["TableBatch", "datasets", "packaged_list", "packaged_tables", "table_batches"]


def datasets() -> QuerySet[Dataset]:
    """The loaded tables, by code."""
    return Dataset.objects.order_by("code")


def packaged_tables() -> tuple[frames.DatasetFile, ...]:
    """The tables that the product ships, in the order in which they are loaded."""
    return frames.dataset_files()


def table_batches(code: str) -> tuple[TableBatch, ...]:
    """One of the tables that the product ships, in the batches in which it is written."""
    return frames.batches_of(next(file for file in packaged_tables() if file.code == code))


def packaged_list(name: str) -> list[Mapping[str, Any]]:
    """What the shipped tables name: sources, indicators, categories, or their conflicts."""
    return frames.entries(name)
