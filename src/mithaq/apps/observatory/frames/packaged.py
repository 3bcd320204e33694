"""The files of figures that the product ships: their names, their digests, their lists."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any, Final

from mithaq.base.documents import read_yaml
from mithaq.base.text import Labels

PACKAGED: Final = files("mithaq.apps.observatory") / "data"


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """What one column of a wide table counts; ``category`` is « list:code » or empty."""

    indicator: str
    category: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DatasetFile:
    """One packaged table: a wide one says once what each column, day, grade and source are."""

    code: str
    file: str
    title: Labels
    source: str = ""
    as_of: str = ""
    grade: str = ""
    columns: Mapping[str, Counted] = field(default_factory=dict)

    @property
    def content(self) -> bytes:
        """The file as it is shipped."""
        return (PACKAGED / self.file).read_bytes()

    @property
    def sha256(self) -> str:
        """The digest that tells whether the file and its reading are the same as last time."""
        told = repr((self.source, self.as_of, self.grade, sorted(self.columns.items())))
        return hashlib.sha256(self.content + told.encode()).hexdigest()

    @property
    def text(self) -> str:
        """The table as text."""
        content = self.content
        return (gzip.decompress(content) if self.file.endswith(".gz") else content).decode("utf-8")


@cache
def entries(name: str) -> list[Mapping[str, Any]]:
    """Read one packaged list: sources, indicators, categories or conflicts."""
    found: list[Mapping[str, Any]] = read_yaml(
        (PACKAGED / f"{name}.yaml").read_text(encoding="utf-8")
    )
    return found


def conflict_entries() -> list[Mapping[str, Any]]:
    """The figures of these tables that disagree, in the order they are shown."""
    return entries("conflicts")


@cache
def dataset_files() -> tuple[DatasetFile, ...]:
    """The packaged tables, in the order in which they are loaded."""
    return tuple(
        DatasetFile(
            **{
                **entry,
                "title": Labels(**entry["title"]),
                "columns": {
                    name: Counted(**counted) for name, counted in entry.get("columns", {}).items()
                },
            }
        )
        for entry in entries("datasets")
    )
