"""A file of debts read row by row: a line of a statement, or every reason why not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Final

from mithaq.apps.corridor.operations.debts import LineDraft, line_faults
from mithaq.apps.corridor.queries.debts import Body, companies_by_number
from mithaq.apps.organisations.policies import is_within
from mithaq.base.errors import Fault, Refusal
from mithaq.base.money import dirhams_to_centimes
from mithaq.base.text import Labels
from mithaq.gateways.debt_file import words
from mithaq.gateways.debt_file.coded import LEAST_ALIKE, code_of, near_code_of
from mithaq.gateways.debt_file.headings import REQUIRED, field_of
from mithaq.gateways.observation_file.days import parse_when
from mithaq.gateways.observation_file.decoding import (
    LARGEST_BYTES,
    OLD_EXCEL,
    ZIP,
    csv_rows,
    decode,
    separator_of,
    sheet_rows,
    size_fault,
)
from mithaq.gateways.observation_file.numbers import parse_number

MOST_ROWS: Final = 2_000
HEAD_WITHIN: Final = 12
REFUSED_SHARE: Final = Decimal("0.2")
# One line may weigh more than half of a file: rarely, and rather by a comma that moved.
HEAVY_SHARE: Final = Decimal("0.5")
FEW: Final = 20


class Outcome(StrEnum):
    """What becomes of one row."""

    ACCEPTED = "accepted"
    DOUBT = "doubt"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of the file: its number as a spreadsheet shows it, and its cells by field."""

    line: int
    cells: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One row: the line it would write and of whose statement, or why it writes none."""

    line: int
    outcome: Outcome
    company: str
    reference: str
    draft: LineDraft | None
    said: tuple[Fault, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FileReading:
    """Every row judged, and what asks for a second look at the whole."""

    rows: tuple[Judged, ...]
    alerts: tuple[Fault, ...]

    def count(self, outcome: Outcome) -> int:
        """How many rows came to an outcome."""
        return sum(row.outcome == outcome for row in self.rows)


def read_table(content: bytes) -> tuple[Row, ...]:
    """Read a CSV or XLSX file; ``Refusal`` when no table of debts is found in it."""
    if fault := size_fault(len(content)):
        raise Refusal(fault)
    lines = list(_lines(content))
    head: list[str] = []
    found: list[Row] = []
    for position, (line, cells) in enumerate(lines):
        if not head:
            fields = [field_of(cell) for cell in cells]
            if set(fields) >= REQUIRED:
                head = fields
            elif position >= HEAD_WITHIN:
                break
            continue
        kept = {f: c.strip() for f, c in zip(head, cells, strict=False) if f and c.strip()}
        if kept:
            found.append(Row(line=line, cells=kept))
    if not head or not found or len(found) > MOST_ROWS:
        raise Refusal(words.no_table(MOST_ROWS))
    return tuple(found)


def _lines(content: bytes) -> Iterator[tuple[int, list[str]]]:
    if content.startswith((ZIP, OLD_EXCEL)):
        yield from sheet_rows(content)
        return
    text, _encoding = decode(content)
    yield from csv_rows(text, separator_of(text, field=field_of))


def judge(rows: Sequence[Row], *, issuer: Body, as_of_on: date, within: str = "") -> FileReading:
    """Read and judge every row of a file against the register; nothing is written.

    ``within`` is the territory of who deposits it: a company elsewhere is refused, unnamed.
    """
    companies = companies_by_number(row.cells.get("affiliate", "") for row in rows)
    total = Decimal(0)
    judged = []
    seen: dict[tuple[object, ...], int] = {}
    for row in rows:
        read = _read(row, companies, issuer=issuer, as_of_on=as_of_on, within=within)
        read = _against(read, seen)
        total += read.draft.amount if read.draft else 0
        judged.append(read)
    ordered = tuple(_weighed(item, total, len(judged)) for item in judged)
    return FileReading(rows=ordered, alerts=tuple(_alerts(ordered)))


def _read(
    row: Row, companies: Mapping[str, Body], *, issuer: Body, as_of_on: date, within: str
) -> Judged:
    faults: list[Fault] = []
    doubts: list[Fault] = []
    cells = row.cells
    number = cells.get("affiliate", "")
    company = companies.get(number)
    if company is None:
        faults.append(words.fault("affiliate", "affiliate", words.NO_COMPANY, number))
    elif company.is_exercise != issuer.is_exercise:
        faults.append(words.fault("affiliate", "world", words.OTHER_WORLD, number))
    elif within and not is_within(company.territory_code, within):
        faults.append(words.fault("affiliate", "place", words.OTHER_PLACE, number))
        company = None
    draft = LineDraft(
        kind=_coded("kind", cells, faults, doubts),
        branch=_coded("branch", cells, faults, doubts),
        month=_day("month", cells, faults, is_month=True),
        paid_on=_day("paid_on", cells, faults, is_month=False),
        amount=_amount(cells, faults),
        source=cells.get("source", ""),
        law_reference=cells.get("law_reference", ""),
    )
    if not faults:
        faults.extend(line_faults(draft, row.line, as_of_on=as_of_on))
    return Judged(
        line=row.line,
        outcome=Outcome.REFUSED if faults else Outcome.DOUBT if doubts else Outcome.ACCEPTED,
        company=company.slug if company else "",
        reference=cells.get("reference", ""),
        draft=None if faults else draft,
        said=(*faults, *doubts),
    )


def _against(read: Judged, seen: dict[tuple[object, ...], int]) -> Judged:
    """A row that says what another said is in doubt: paid twice, or copied twice."""
    if read.draft is None:
        return read
    key = (read.company, read.reference, *_identity(read.draft))
    before = seen.setdefault(key, read.line)
    if before == read.line:
        return read
    said = words.fault("amount", "repeated", words.REPEATED, str(before))
    return _doubted(read, said)


def _weighed(read: Judged, total: Decimal, count: int) -> Judged:
    if read.draft is None or count < FEW or read.draft.amount <= total * HEAVY_SHARE:
        return read
    return _doubted(read, words.fault("amount", "heavy", words.HEAVY))


def _doubted(read: Judged, said: Fault) -> Judged:
    return Judged(
        line=read.line,
        outcome=Outcome.DOUBT,
        company=read.company,
        reference=read.reference,
        draft=read.draft,
        said=(*read.said, said),
    )


def _identity(draft: LineDraft) -> tuple[object, ...]:
    return draft.kind, draft.branch, draft.month, draft.paid_on, draft.amount


def _coded(name: str, cells: Mapping[str, str], faults: list[Fault], doubts: list[Fault]) -> str:
    """The code of a listed word; of one that only resembles it, in doubt."""
    text = cells.get(name, "")
    if not text:
        if name == "kind":
            faults.append(words.fault(name, "missing", words.MISSING))
        return ""
    if found := code_of(name, text):
        return found
    found, alike = near_code_of(name, text)
    if not found:
        faults.append(words.fault(name, name, words.NOT_KNOWN, text))
    elif alike == 100:
        doubts.append(words.fault(name, "read_as", words.READ_AS, text, words.LISTED[found]))
    else:
        seen = (text, words.LISTED[found], str(alike), str(LEAST_ALIKE))
        doubts.append(words.fault(name, "read_as", words.READ_ALIKE, *seen))
    return found


def _day(
    name: str, cells: Mapping[str, str], faults: list[Fault], *, is_month: bool
) -> date | None:
    text = cells.get(name, "")
    if not text:
        return None
    try:
        on = parse_when(text).as_of.on
    except ValueError:
        on = None
    if on is None:
        faults.append(words.fault(name, "day", words.NOT_A_DAY, text))
        return None
    return on.replace(day=1) if is_month else on


def _amount(cells: Mapping[str, str], faults: list[Fault]) -> int:
    text = cells.get("amount", "")
    try:
        return dirhams_to_centimes(parse_number(text).value)
    except ValueError:
        sentence: Labels = words.NOT_AN_AMOUNT if text else words.MISSING
        faults.append(words.fault("amount", "amount", sentence, text))
        return 0


def _alerts(rows: Sequence[Judged]) -> Iterator[Fault]:
    refused = sum(row.outcome is Outcome.REFUSED for row in rows)
    if refused and refused > len(rows) * REFUSED_SHARE:
        yield words.fault("file", "many_refused", words.MANY_REFUSED, str(refused), str(len(rows)))


__all__ = ["LARGEST_BYTES", "FileReading", "Judged", "Outcome", "Row", "judge", "read_table"]
