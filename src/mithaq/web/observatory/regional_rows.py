"""The table behind the map, as the page shows it and as a file takes it away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, Final

from django.http import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mithaq.apps.observatory.queries import COUNTRY, Atlas, AtlasCell
from mithaq.apps.reference.choices import Unit
from mithaq.apps.reference.queries import Outline
from mithaq.web.shell.columns import Column, Table
from mithaq.web.shell.exports import Sheet, as_csv, as_xlsx
from mithaq.web.shell.numbers import number
from mithaq.web.shell.values import display_value, plain_number
from mithaq.web.shell.words import local

SHARES: Final = (Unit.PERCENT, Unit.POINTS)
# The parts of one line, each with its (sex, milieu).
PARTS: Final = {
    "whole": ("all", "all"),
    "men": ("men", "all"),
    "women": ("women", "all"),
    "urban": ("all", "urban"),
    "rural": ("all", "rural"),
}


def map_rows(found: Atlas, shapes: Sequence[Outline], unit: str) -> list[dict[str, Any]]:
    """One line a territory with any value, then those published together, then the country."""
    rows = [_row(found, shape.code, local(shape.label), unit) for shape in shapes]
    rows += _together(found, unit)
    rows.append(_row(found, COUNTRY, _("Maroc"), unit))
    return [row for row in rows if row["is_known"]]


def _row(found: Atlas, code: str, name: str, unit: str) -> dict[str, Any]:
    cells = {part: found.cells.get((code, *scope)) for part, scope in PARTS.items()}
    base = found.bases.get((code, "all", "all"))
    url = reverse("territory", args=[code])
    return _line(cells, unit, code=code, name=name, url=url, base=base)


def _together(found: Atlas, unit: str) -> list[dict[str, Any]]:
    """The line of territories published together, never counted as any of them."""
    groups = {part: found.group(*scope) for part, scope in PARTS.items()}
    first = next((group for group in groups.values() if group), None)
    if first is None:
        return []
    cells = {part: group.cell if group else None for part, group in groups.items()}
    url = reverse("figure", args=[first.cell.code])
    return [_line(cells, unit, code="", name=local(first.labels), url=url, base=None)]


def _line(
    cells: Mapping[str, AtlasCell | None],
    unit: str,
    *,
    code: str,
    name: str,
    url: str,
    base: Decimal | None,
) -> dict[str, Any]:
    values = {part: cell.value if cell else None for part, cell in cells.items()}
    women, men = values["women"], values["men"]
    gap = women - men if women is not None and men is not None else None
    shown = next((cell for cell in cells.values() if cell), None)
    return {
        "code": code,
        "name": name,
        "url": url,
        "is_country": code == COUNTRY,
        "is_known": shown is not None,
        **{part: written(value, unit) for part, value in values.items()},
        "gap": _signed(gap, unit) if gap is not None else None,
        "base": base,
        "plain": {
            part: None if value is None else plain_number(value, unit)
            for part, value in {**values, "gap": gap, "base": base}.items()
        },
        "grade": shown.grade if shown else "",
        "source": shown.source if shown else "",
    }


def written(value: Decimal | None, unit: str) -> str | None:
    """A value as the map writes it: one decimal for a share."""
    if value is None:
        return None
    return number(value, 1) if unit in SHARES else display_value(value, unit).text


def _signed(gap: Decimal, unit: str) -> str:
    sign = "+" if gap > 0 else "−" if gap < 0 else ""
    return f"{sign}{number(abs(gap), 1 if unit in SHARES else 0)}"


def _part(key: str, label: Any, definition: Any = "") -> Column:
    return Column(
        key=key,
        label=label,
        kind="number",
        value=lambda row: row["plain"][key],
        definition=definition,
    )


MAP_TABLE: Final = Table(
    name="carte",
    caption=gettext_lazy("Un indicateur par territoire"),
    columns=(
        Column(key="code", label=gettext_lazy("Code HCP"), kind="code"),
        Column(key="name", label=gettext_lazy("Territoire"), is_header=True),
        _part("whole", gettext_lazy("Ensemble")),
        _part("men", gettext_lazy("Hommes")),
        _part("women", gettext_lazy("Femmes")),
        _part("gap", gettext_lazy("Écart"), gettext_lazy("Calculé : femmes moins hommes.")),
        _part("urban", gettext_lazy("Villes")),
        _part("rural", gettext_lazy("Campagnes")),
        _part("base", gettext_lazy("Personnes concernées")),
        Column(key="grade", label=gettext_lazy("Degré"), kind="grade"),
        Column(key="source", label=gettext_lazy("Source"), kind="code"),
    ),
    empty=gettext_lazy("Aucun chiffre par territoire n’est encore chargé."),
)


def map_file(
    rows: Sequence[Any], *, kind: str, chosen: Sequence[tuple[str, str]]
) -> HttpResponseBase:
    """The table of a map as a file, with what was chosen; CSV unless a workbook is asked for."""
    sheet = Sheet(
        table=MAP_TABLE, columns=MAP_TABLE.columns, rows=rows, filters=chosen, at=timezone.now()
    )
    return as_xlsx(sheet) if kind == "xlsx" else as_csv(sheet)
