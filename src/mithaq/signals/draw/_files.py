"""Lists of a draw as CSV: whole for those who control, digests alone for everyone."""

from __future__ import annotations

import csv
from io import StringIO
from typing import Final

from mithaq.base.errors import Fault, Refusal
from mithaq.base.text import Labels
from mithaq.signals.draw._draw import Draw, Drawn, draw_key
from mithaq.signals.draw._population import Population, code_of, population_of

WHOLE_HEAD: Final = ("rank", "ice", "ice_sha256", "seed_ice_sha256")
PUBLIC_HEAD: Final = ("rank", "ice_sha256", "seed_ice_sha256")
# Lists written before the two digests were named apart: theirs is the one with the seed.
_OLDER: Final = {("rank", "ice", "sha256"), ("rank", "sha256")}


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
    """Rank, ICE, its digest and the one that ranks it: for those who control."""
    return _written(
        WHOLE_HEAD,
        [(str(row.rank), row.ice, code_of(row.ice) if row.ice else "", row.key)
         for row in draw.drawn],
    )  # fmt: skip


def public_csv(draw: Draw, population: str = "") -> str:
    """Rank, digest of the ICE and the one that ranks it: an enterprise finds itself with its own
    ICE, no name is published. ``population`` gives the digests where the draw keeps no ICE."""
    known = read_population(population).codes if population else ()
    codes = {draw_key(draw.seed, code): code for code in known}
    return _written(
        PUBLIC_HEAD,
        [(str(row.rank), code_of(row.ice) if row.ice else codes.get(row.key, ""), row.key)
         for row in draw.drawn],
    )  # fmt: skip


def read_drawn(text: str) -> tuple[Drawn, ...]:
    """Read a list of a draw, whole or public; ``Refusal`` when it is neither."""
    rows = csv.DictReader(StringIO(text.lstrip("\ufeff")))
    names = tuple(rows.fieldnames or ())
    if names not in {WHOLE_HEAD, PUBLIC_HEAD, *_OLDER}:
        raise Refusal(Fault("drawn", _HEAD, "draw.file"))
    key = names[-1]
    return tuple(
        Drawn(int(row["rank"]), row.get("ice", ""), row[key].strip().lower())
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
    "Ce fichier n’est pas la liste d’un tirage : colonnes rank, ice_sha256, seed_ice_sha256.",
    "هذا الملف ليس لائحة قرعة: الأعمدة rank وice_sha256 وseed_ice_sha256.",
    "This file is not the list of a draw: columns rank, ice_sha256, seed_ice_sha256.",
)
