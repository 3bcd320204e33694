"""Lists of a draw as CSV: whole for those who control, digests alone for everyone."""

from __future__ import annotations

import csv
from io import StringIO
from typing import Final

from mithaq.base.errors import Fault, Refusal
from mithaq.base.text import Labels
from mithaq.signals.draw._draw import Draw, Drawn
from mithaq.signals.draw._population import Population, population_of

WHOLE_HEAD: Final = ("rank", "ice", "sha256")
PUBLIC_HEAD: Final = ("rank", "sha256")


def read_population(text: str) -> Population:
    """Read a population: a CSV file with a column « ice » or « code », or one of them a line."""
    lines = [line for line in text.lstrip("\ufeff").splitlines() if line.strip()]
    if not lines:
        return population_of(())
    head = [name.strip().casefold() for name in next(csv.reader([lines[0]]))]
    named = next((name for name in ("ice", "code") if name in head), None)
    if named is None:
        return population_of(lines)
    place = head.index(named)
    rows = csv.reader(lines[1:])
    return population_of(row[place] if place < len(row) else "" for row in rows)


def drawn_csv(draw: Draw) -> str:
    """Rank, ICE and digest: for those who control, and to check a draw made again."""
    return _written(WHOLE_HEAD, [(str(row.rank), row.ice, row.key) for row in draw.drawn])


def public_csv(draw: Draw) -> str:
    """Rank and digest: an enterprise finds itself with its own ICE, no name is published."""
    return _written(PUBLIC_HEAD, [(str(row.rank), row.key) for row in draw.drawn])


def read_drawn(text: str) -> tuple[Drawn, ...]:
    """Read a list of a draw, whole or public; ``Refusal`` when it is neither."""
    rows = csv.DictReader(StringIO(text.lstrip("\ufeff")))
    names = tuple(rows.fieldnames or ())
    if names not in {WHOLE_HEAD, PUBLIC_HEAD}:
        raise Refusal(Fault("drawn", _HEAD, "draw.file"))
    return tuple(
        Drawn(int(row["rank"]), row.get("ice", ""), row["sha256"].strip().lower())
        for row in rows
        if row["rank"].isdecimal()
    )


def _written(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    made = StringIO()
    writer = csv.writer(made, lineterminator="\n")
    writer.writerow(head)
    writer.writerows(rows)
    return made.getvalue()


_HEAD = Labels(
    "Ce fichier n’est pas la liste d’un tirage : colonnes rank, ice, sha256 (ou rank, sha256).",
    "هذا الملف ليس لائحة قرعة: الأعمدة rank وice وsha256 (أو rank وsha256).",
    "This file is not the list of a draw: columns rank, ice, sha256 (or rank, sha256).",
)
