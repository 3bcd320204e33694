"""What a convention file would write, as it is shown and as a mandate reaches it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from typing import Any, TypeAlias

from mithaq.apps.reference.queries import StagedDetail
from mithaq.base.errors import Fault
from mithaq.base.text import Labels
from mithaq.flows import _import_words as words
from mithaq.gateways.convention_file import DocumentReading, FileReading, ParsedFile
from mithaq.gateways.jobs.report import fault_as_json, spoken

# A territory, and whether the convention is an exercise.
MayImport: TypeAlias = Callable[[str | None, bool], bool]


def out_of_reach(reading: FileReading, may_import: MayImport | None) -> list[Fault]:
    """What of a file the mandate does not reach."""
    asked = [
        (item.reference, item.territory_code, item.draft.is_exercise, item.line)
        for item in reading.documents
    ]
    return _refused(asked, may_import)


def staged_out_of_reach(staged: StagedDetail, may_import: MayImport | None) -> list[Fault]:
    """What of a staged file the mandate does not reach any more."""
    asked = [
        (item["reference"], item["territory"], item["is_exercise"], item["line"])
        for item in staged.preview["documents"]
    ]
    return _refused(asked, may_import)


def parsed_out_of_reach(
    parsed: ParsedFile, chosen: Collection[str], may_import: MayImport | None
) -> list[Fault]:
    """What of the chosen conventions of a file the mandate does not reach."""
    asked = [
        (item.text.reference, item.text.territory or "", item.text.exercise, item.node.line)
        for item in parsed.documents
        if item.text.reference in chosen
    ]
    return _refused(asked, may_import)


def _refused(
    asked: Iterable[tuple[str, str, bool, int]], may_import: MayImport | None
) -> list[Fault]:
    """What the mandate does not reach, with the reason: another territory, or a real body."""
    faults = []
    for name, territory, is_exercise, line in asked:
        if may_import is None or may_import(territory or None, is_exercise):
            continue
        # Would an exercise do in its place? Then the territory is not what keeps it out.
        is_within_reach = may_import(territory or None, not is_exercise)
        faults.append(
            words.of_real_bodies(name, line)
            if is_within_reach
            else words.out_of_reach(name, territory, line)
        )
    return faults


def as_json(reading: FileReading, sources: Iterable[str]) -> dict[str, Any]:
    """What the page shows before somebody confirms."""
    return {
        "documents": [_document_as_json(document) for document in reading.documents],
        "sources": list(sources),
        "warnings": [fault_as_json(fault) for fault in reading.warnings],
    }


def _document_as_json(document: DocumentReading) -> dict[str, Any]:
    title: Labels = document.draft.title
    return {
        "reference": document.reference,
        "title": spoken(title),
        "line": document.line,
        "territory": document.territory_code,
        "counts": document.counts,
        "is_recorded": document.is_recorded,
        "is_exercise": document.draft.is_exercise,
    }
