"""A file to start from, and the page that documents the format: both written from the headings."""

from __future__ import annotations

import csv
import io
from typing import Final

from mithaq.gateways.observation_file.coded import SPELLINGS
from mithaq.gateways.observation_file.decoding import LARGEST_BYTES, MOST_ROWS
from mithaq.gateways.observation_file.headings import HEADINGS

_COLUMNS: Final = (
    "indicator", "value", "unit", "territory", "sex", "milieu", "as_of", "period", "grade",
    "source", "source_url", "source_date", "locator", "note",
)  # fmt: skip
_ROWS: Final = (
    ("insertion-rate", "75 %", "%", "", "ensemble", "", "31/05/2017", "", "annoncé",
     "Bilan du programme", "https://exemple.ma/bilan", "13/06/2017", "page 2", ""),
    ("direct-jobs", "1 250", "emplois", "Souss-Massa", "femmes", "urbain", "", "T2 2024",
     "enregistré", "Bilan du programme", "https://exemple.ma/bilan", "13/06/2017", "tableau 3",
     "provisoire"),
)  # fmt: skip
BOM: Final = "\ufeff"


def sample(language: str = "fr") -> bytes:
    """A CSV with two rows, its headings in a language; it opens as it is in a spreadsheet."""
    names = {item.field: item.name.of(language) for item in HEADINGS}
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=";", lineterminator="\r\n")
    writer.writerow([names[field] for field in _COLUMNS])
    writer.writerows(_ROWS)
    return (BOM + stream.getvalue()).encode()


def reference_page() -> str:
    """The page docs/reference/observation-file.md: every column, heading and word understood."""
    lines = [
        "# Observation file",
        "",
        "<!-- Written by mithaq.gateways.observation_file.sample: edit it, not this page. -->",
        "",
        "A table of figures, one a row, as CSV or XLSX. Encodings UTF-8 (with or without a mark), "
        "UTF-16, windows-1252 and windows-1256 are recognised; so are the separators `;` `,` `|` "
        "and tab. The line of headings may come after a few lines of titles. "
        f"At most {LARGEST_BYTES // 1_048_576} MB and {MOST_ROWS} rows.",
        "",
        "| column | French | Arabic | English | holds | example |",
        "|---|---|---|---|---|---|",
    ]
    for item in HEADINGS:
        name = f"`{item.field}`{' (required)' if item.is_required else ''}"
        lines.append(
            f"| {name} | {item.name.fr} | {item.name.ar} | {item.name.en} | {item.help.en} "
            f"| {item.example} |"
        )
    lines += ["", "Other headings understood:", ""]
    lines += [f"- `{item.field}`: {' · '.join(item.others)}" for item in HEADINGS if item.others]
    lines += ["", "## Words of the lists", ""]
    for name, table in SPELLINGS.items():
        lines += [f"- `{name}`: " + " — ".join(f"**{code}** {', '.join(texts)}"
                                               for code, texts in table.items())]  # fmt: skip
    return "\n".join([*lines, "", *_RULES, ""])


_RULES: Final = (
    "## How cells are read",
    "",
    "- **Numbers**: spaces, points, commas and apostrophes between thousands, decimal comma or "
    "point, Arabic-Indic digits, « plus de », « environ », `>`, « MDH », « milliers », `%`. "
    "`1.250` is 1 250 where the indicator counts whole units, and is refused as ambiguous "
    "elsewhere.",
    "- **Money** is in dirhams unless the cell or the unit says MDH, kDH or centimes.",
    "- **Dates**: `2024-12-31`, `31/12/2024`, `31.12.2024`, `12/2024`, « mars 2024 », "
    "« غشت 2024 », `2024`, a spreadsheet's day number.",
    "- **Periods**: `2024`, `T2 2024`, « 2e trimestre 2024 », `S1 2024`, `2020-2022`, "
    "« du … au … », or two columns.",
    "- **Territories**: HCP code (a lost leading zero is given back) or a name in any spelling: "
    "accents, hamza, French, Arabic or Tifinagh. A name that several territories bear is refused "
    "with their codes.",
    "- **Sources**: a code, title or address of the register; anything else is a new source, added "
    "with the rows that name it and taken away when the import is undone.",
    "- **An absence is never a zero**: a row without a number is refused, and a figure missing "
    "from a file is never deleted.",
    "- **Corrections**: the code of the figure under `corrects` and why under `reason`. The old "
    "figure stays readable.",
)
