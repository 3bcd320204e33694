"""What is wrong with a table of figures, found before anything of it is written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from decimal import Decimal
from typing import Final

from mithaq.apps.observatory.frames import Cell, TableBatch
from mithaq.apps.observatory.models import Dataset, Statement
from mithaq.apps.observatory.queries.scopes import Keys, keys_of
from mithaq.base.errors import Fault
from mithaq.base.text import Labels

# How many codes one question about the register names.
ASKED: Final = 5000


def table_faults(batches: Sequence[TableBatch]) -> list[Fault]:
    """Every fault of a table at once: unknown names, a code twice, a published value changed.

    A table already loaded under the same digest has none.
    """
    if not batches or is_table_loaded(batches[0]):
        return []
    cells = [cell for batch in batches for cell in batch.cells]
    stored = stored_figures(cells, dataset=batches[0].dataset.code)
    return list(cell_faults(cells, keys_of(cells), stored))


def is_table_loaded(batch: TableBatch) -> bool:
    """Whether the table of a batch was loaded whole, under the same digest."""
    return Dataset.objects.filter(code=batch.dataset.code, sha256=batch.digest).exists()


def stored_figures(cells: Sequence[Cell], *, dataset: str) -> dict[str, Decimal | None]:
    """The cells that the register holds, with their value; None when another table brought it."""
    found: dict[str, Decimal | None] = {}
    for start in range(0, len(cells), ASKED):
        codes = [cell.code for cell in cells[start : start + ASKED]]
        rows = Statement.objects.filter(code__in=codes)
        for code, value, brought_by in rows.values_list("code", "value", "dataset__code"):
            found[code] = value if brought_by == dataset else None
    return found


def cell_faults(
    cells: Sequence[Cell],
    keys: Keys,
    stored: dict[str, Decimal | None],
    *,
    before: Set[str] = frozenset(),
) -> Iterator[Fault]:
    """Find what is wrong with cells; ``before`` names figures written by earlier batches."""
    seen: set[str] = set(before)
    for cell in cells:
        for name, table, key in (
            ("indicator", keys.versions, (cell.indicator, cell.version)),
            ("territory", keys.territories, cell.territory),
            ("source", keys.sources, cell.source),
            ("category", keys.terms, cell.category),
        ):
            if key not in table and key != "":
                yield _fault(cell, name, _UNKNOWN, str(key))
        for name, other in (("part_of", cell.part_of), ("revises", cell.revises)):
            if other and other not in seen:
                yield _fault(cell, name, _UNKNOWN, other)
        if cell.code in seen:
            yield _fault(cell, "code", _TWICE, cell.code)
        if cell.code in stored:
            yield from _rewritten(cell, stored[cell.code])
        seen.add(cell.code)


def _rewritten(cell: Cell, value: Decimal | None) -> Iterator[Fault]:
    if value is None:
        yield _fault(cell, "code", _TAKEN, cell.code)
    elif value != cell.value:
        yield _fault(cell, "value", _FINAL, str(value.normalize()))


def _fault(cell: Cell, name: str, sentence: Labels, value: str) -> Fault:
    said = Labels(*(text.format(value) for text in (sentence.fr, sentence.ar, sentence.en)))
    return Fault(where=f"{cell.code}.{name}", sentence=said, rule=f"dataset.{name}")


_UNKNOWN: Final = Labels(
    "« {0} » n’est pas connu ici.", "«{0}» غير معروف هنا.", "“{0}” is not known here."
)
_TWICE: Final = Labels(
    "« {0} » est écrit deux fois.", "«{0}» مكتوب مرتين.", "“{0}” is written twice."
)
_TAKEN: Final = Labels(
    "Le code « {0} » est déjà celui d’un chiffre venu d’ailleurs : donnez-en un autre.",
    "الرمز «{0}» هو من قبل رمز رقم ورد من مصدر آخر: أعطوا رمزا غيره.",
    "Code “{0}” already belongs to a figure that came from elsewhere: give another.",
)
_FINAL: Final = Labels(
    "Ce chiffre est publié avec la valeur {0} : il ne change plus. Donnez un autre code au nouveau "
    "et dites qu’il révise celui-ci.",
    "هذا الرقم منشور بالقيمة {0} ولا يتغير. أعطوا الرقم الجديد رمزا آخر وصرحوا بأنه يراجع هذا.",
    "This figure is published with the value {0} and no longer changes. Give the new one another "
    "code and say that it revises this one.",
)
