"""Public holidays of the packaged calendar; two feasts may fall on one day."""

from __future__ import annotations

from datetime import date
from typing import Final

from mithaq.apps.reference.choices import HolidayKind
from mithaq.apps.reference.frames.rows import Row, packaged_lines

FILE: Final = "holidays_ma_2015_2035.csv"
_JOINT: Final = "; "


def holiday_key(on: date, label_fr: str) -> str:
    """Name one day of one feast."""
    return f"{on.isoformat()} {label_fr}"


def holiday_rows() -> list[Row]:
    """Give one row a feast and a day: the file joins feasts that coincide, each is split out.

    The joined names are sorted by language and so are not in the same order: each feast takes
    its names from a line where it stands alone.
    """
    lines = packaged_lines(FILE)
    alone = {line["name_fr"]: line for line in lines if _JOINT not in line["name_fr"]}
    rows: list[Row] = []
    for line in lines:
        on = date.fromisoformat(line["date"])
        rows.extend(_row(on, alone[name]) for name in line["name_fr"].split(_JOINT))
    return rows


def _row(on: date, named: dict[str, str]) -> Row:
    return Row(
        key=holiday_key(on, named["name_fr"]),
        values={
            "on": on,
            "label_fr": named["name_fr"],
            "label_ar": named["name_ar"],
            "label_en": named["name_en"],
            "kind": HolidayKind(named["kind"]),
        },
    )
