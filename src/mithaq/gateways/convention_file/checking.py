"""Everything wrong with a file at once: its writing, its shape, its codes, the domain's rules."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Any, Final

from mithaq.apps.conventions.operations import convention_faults
from mithaq.apps.conventions.operations.drafts import ConventionDraft
from mithaq.apps.conventions.queries import register
from mithaq.apps.observatory.operations import figure_faults
from mithaq.apps.observatory.operations.drafts import ConflictDraft, FigureDraft
from mithaq.base.errors import Fault
from mithaq.gateways.convention_file import reference_words as words
from mithaq.gateways.convention_file.drafting import Drafter
from mithaq.gateways.convention_file.fields import Text
from mithaq.gateways.convention_file.normal import fingerprint
from mithaq.gateways.convention_file.reading import (
    MAX_FAULTS,
    line_of,
    parse,
    path_of,
    where_of,
)
from mithaq.gateways.convention_file.references import Codes, Noted, code_faults, look_up
from mithaq.gateways.convention_file.remedies import remedy_for
from mithaq.gateways.convention_file.schema import ConventionText
from mithaq.gateways.convention_file.shaping import Shaped, is_replaced, shape
from mithaq.gateways.convention_file.sources import SourceEntry, entry_of, source_faults
from mithaq.gateways.convention_file.words import Said, fault

# A rule that looks at a whole section says nothing when part of the section could not be read.
_LOOKS_AT: Final = {
    "commitment.debtor_is_party": "parties",
    "commitment.creditor_is_party": "parties",
    "target.part_of.exists": "targets",
    "target.part_counts_the_same": "targets",
    "convention.has_parties": "parties",
    "party.unique": "parties",
    "budget.measure_exists": "axes",
    "budget.total_is_the_sum": "budget",
    "target.pooled_needs_set": "set",
    "figure.scope.set_exists": "set",
    "figure.part_of.exists": "figures",
    "figure.revises.exists": "figures",
    "conflict.side.exists": "figures",
    "reading.needs_whole": "figures",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentReading:
    """One convention of a file, ready to be recorded unless the file has faults."""

    reference: str
    line: int
    draft: ConventionDraft
    figures: tuple[FigureDraft, ...]
    conflicts: tuple[ConflictDraft, ...]
    sources: tuple[SourceEntry, ...]
    territory_code: str
    is_recorded: bool

    @property
    def counts(self) -> dict[str, int]:
        """How many things of each kind it would write."""
        draft = self.draft
        return {
            "parties": len(draft.parties),
            "axes": len(draft.axes),
            "measures": sum(len(axis.measures) for axis in draft.axes),
            "commitments": len(draft.commitments)
            + sum(len(axis.commitments) for axis in draft.axes),
            "targets": len(draft.targets),
            "budget_lines": len(draft.budget_lines),
            "committees": len(draft.committees),
            "documents": len(draft.documents),
            "remarks": len(draft.remarks),
            "figures": len(self.figures),
            "conflicts": len(self.conflicts),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class FileReading:
    """A file as it was understood; with any fault, nothing of it may be written."""

    name: str
    documents: tuple[DocumentReading, ...]
    faults: tuple[Fault, ...]
    warnings: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True)
class ParsedFile:
    """A file whose words are read; its codes and the domain's rules are not checked yet."""

    name: str
    documents: tuple[Shaped, ...]
    faults: tuple[Fault, ...]


@dataclass(slots=True)
class _Before:
    """What earlier documents of the file will have recorded."""

    references: dict[str, int] = field(default_factory=dict)
    ranks: dict[int, int] = field(default_factory=dict)
    conflicts: dict[str, int] = field(default_factory=dict)
    figures: set[str] = field(default_factory=set)


def read(content: bytes, name: str) -> FileReading:
    """Read a file whole: its drafts, and every fault with its line."""
    return check(parse_file(content, name))


def parse_file(content: bytes, name: str) -> ParsedFile:
    """Read the words of a file, without looking anything up."""
    parsed = parse(content)
    shapes: list[Shaped | tuple[Fault, ...]] = []
    faults = list(parsed.faults)
    for node in parsed.documents:
        if len(faults) >= MAX_FAULTS:
            break
        shapes.append(item := shape(node))
        own = item.faults if isinstance(item, Shaped) else item
        label = (
            item.text.reference if isinstance(item, Shaped) and len(parsed.documents) > 1 else ""
        )
        faults.extend(_placed(fault, label) for fault in own)
    found = tuple(item for item in shapes if isinstance(item, Shaped))
    return ParsedFile(name, found, tuple(faults))


def check(parsed: ParsedFile, *, references: Collection[str] | None = None) -> FileReading:
    """Look up the codes of the conventions named (all by default) and apply the domain's rules."""
    chosen = [
        item for item in parsed.documents if references is None or item.text.reference in references
    ]
    texts = [item.text for item in chosen]
    codes = look_up(texts)
    recorded = dict(
        register()
        .order_by()
        .filter(reference__in=[text.reference for text in texts])
        .values_list("reference", "content_sha256")
    )
    faults, warnings = list(parsed.faults), list[Fault]()
    documents = []
    brought = source_faults(texts)
    before = _Before()
    for position, item in enumerate(chosen):
        if len(faults) >= MAX_FAULTS:
            break
        label = item.text.reference if len(parsed.documents) > 1 else ""
        document, noted = _document(item, codes, recorded, before)
        documents.append(document)
        own = [*noted, *_as_faults(item, brought[position])]
        faults.extend(_placed(fault, label) for fault in own)
        warnings.extend(_placed(fault, label) for fault in _told(item, _warnings(item.text)))
    return FileReading(
        name=parsed.name,
        documents=tuple(documents),
        faults=tuple(sorted(faults, key=lambda fault: fault.line or 0)),
        warnings=tuple(warnings),
    )


def _document(
    item: Shaped, codes: Codes, recorded: Mapping[str, str], before: _Before
) -> tuple[DocumentReading, list[Fault]]:
    text = item.text
    drafter = Drafter(text, codes)
    draft = drafter.convention(sha256=fingerprint(text, codes))
    figures, conflicts = drafter.figures(), drafter.conflicts()
    is_recorded = recorded.get(text.reference) == draft.content_sha256
    unknown = islice(code_faults(text, codes), MAX_FAULTS)
    noted: list[Noted] = [*unknown, *drafter.noted, *_repeats(item, before)]
    if not is_recorded:
        noted.extend(_totals(text))
    faults = _as_faults(item, noted)
    if not is_recorded:
        rules = [
            *convention_faults(
                draft,
                is_reference_taken=text.reference in recorded,
                before=before.references,
            ),
            *figure_faults(
                figures,
                conflicts,
                has_set=draft.convention_set is not None,
                is_exercise=draft.is_exercise,
                before=frozenset(before.figures),
            ),
        ]
        faults.extend(_heard(item, rules))
    _remember(item, before)
    document = DocumentReading(
        reference=text.reference,
        line=item.node.line,
        draft=draft,
        figures=figures,
        conflicts=conflicts,
        sources=tuple(entry_of(source) for source in text.sources),
        territory_code=text.territory or "",
        is_recorded=is_recorded,
    )
    return document, faults


def _as_faults(item: Shaped, noted: Sequence[Noted] | Iterator[Noted]) -> list[Fault]:
    return _heard(item, [fault(where_of(path), said, rule, None) for path, said, rule in noted])


def _told(item: Shaped, noted: Iterator[Noted]) -> list[Fault]:
    """Warnings have a line and need no remedy."""
    return [
        fault(where_of(path), said, rule, line_of(item.node, path)) for path, said, rule in noted
    ]


def _heard(item: Shaped, faults: Sequence[Fault]) -> list[Fault]:
    """Give each fault its line; leave out what is said of values that could not be read."""
    kept = []
    for found in faults:
        path = path_of(found.where)
        section = _LOOKS_AT.get(found.rule)
        if is_replaced(path, item.replaced) or (section and is_replaced((section,), item.replaced)):
            continue
        remedy = found.remedy or remedy_for(found.rule)
        kept.append(replace(found, line=line_of(item.node, path), remedy=remedy))
    return kept


def _placed(found: Fault, label: str) -> Fault:
    """In a file of several conventions, say which one."""
    if not label:
        return found
    return replace(found, where=f"{label} · {found.where}" if found.where else label)


def _repeats(item: Shaped, before: _Before) -> Iterator[Noted]:
    """What must be unique in the file and is not."""
    text = item.text
    if line := before.references.get(text.reference):
        said = words.repeated("reference", text.reference, line)
        yield ("reference",), said, "convention.reference.unique"
    if text.feature_rank is not None and (line := before.ranks.get(text.feature_rank)):
        said = words.repeated("feature_rank", text.feature_rank, line)
        yield ("feature_rank",), said, "convention.feature_rank.unique"
    seen = dict(before.conflicts)
    for index, conflict in enumerate(text.conflicts):
        here = line_of(item.node, ("conflicts", index, "code"))
        if (line := seen.setdefault(conflict.code, here)) != here:
            said = words.repeated("conflicts", conflict.code, line)
            yield ("conflicts", index, "code"), said, "conflict.code.unique"
    keys: dict[str, int] = {}
    for number, axis in enumerate(text.axes):
        for index, measure in enumerate(axis.measures):
            path = ("axes", number, "measures", index, "key")
            here = line_of(item.node, path)
            if (line := keys.setdefault(measure.key, here)) != here:
                yield path, words.repeated("measures", measure.key, line), "measure.key.unique"
    for index, figure in enumerate(text.figures):
        yield from _repeated_letters(index, figure)


def _repeated_letters(index: int, figure: Any) -> Iterator[Noted]:
    letters = [reading.letter for reading in figure.readings]
    for rank, letter in enumerate(letters):
        if letter in letters[:rank]:
            said = words.repeated_letter(letter)
            yield ("figures", index, "readings", rank, "letter"), said, "reading.letter.unique"


def _remember(item: Shaped, before: _Before) -> None:
    text, node = item.text, item.node
    before.references.setdefault(text.reference, line_of(node, ("reference",)))
    if text.feature_rank is not None:
        before.ranks.setdefault(text.feature_rank, line_of(node, ("feature_rank",)))
    for index, conflict in enumerate(text.conflicts):
        before.conflicts.setdefault(conflict.code, line_of(node, ("conflicts", index, "code")))
    before.figures.update(figure.code for figure in text.figures)


def _sums(text: ConventionText) -> Iterator[tuple[int, Any, list[int]]]:
    budget = text.budget
    for index, total in enumerate(budget.totals if budget else ()):
        lines = budget.lines if budget else []
        yield index, total, [line.committed for line in lines if line.payer == total.payer]


def _totals(text: ConventionText) -> Iterator[Noted]:
    """The lines of a payer make its total, unless the file says that its source does not."""
    for index, total, amounts in _sums(text):
        path = ("budget", "totals", index, "amount")
        if not amounts:
            yield path, words.no_lines(total.payer), "budget.total_has_lines"
        elif sum(amounts) != total.amount and total.gap_accepted is None:
            said = words.budget_gap(
                total.payer, written=total.amount, summed=sum(amounts), count=len(amounts)
            )
            yield path, said, "budget.total_is_the_sum"


def _warnings(text: ConventionText) -> Iterator[Noted]:
    """What a person should see before confirming, and which is not wrong."""
    for index, total, amounts in _sums(text):
        if total.gap_accepted is not None:
            is_gap = sum(amounts) != total.amount
            said: Said = (
                words.gap_accepted(total.payer, total.amount, sum(amounts))
                if is_gap
                else words.no_gap(total.payer)
            )
            yield ("budget", "totals", index, "gap_accepted"), said, "budget.gap_accepted"
    texts = list(_texts(text))
    arabic = sum(not item.ar for item, _is_name in texts)
    english = sum(not item.en for item, is_name in texts if not is_name)
    if arabic or english:
        yield ("title",), words.untranslated(arabic, english), "text.translations"


def _texts(part: Any, *, is_name: bool = False) -> Iterator[tuple[Text, bool]]:
    if isinstance(part, Text):
        yield part, is_name
    elif isinstance(part, list):
        for item in part:
            yield from _texts(item)
    elif hasattr(part, "model_fields_set"):
        for name in type(part).model_fields:
            yield from _texts(getattr(part, name), is_name=name == "person")
