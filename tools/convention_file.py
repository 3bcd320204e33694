"""Write the tables of docs/reference/convention-file.md from the schema of the file.

    python tools/convention_file.py [--check]

What stands above the mark is written by hand; ``--check`` writes nothing and fails when the tables
are not in step with the code.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mithaq.config.settings")

import django

django.setup()

from mithaq.gateways.convention_file import FormatPart, Holds, example, outline

PAGE = Path(__file__).resolve().parents[1] / "docs" / "reference" / "convention-file.md"
MARK = "<!-- Below: written by tools/convention_file.py; edit the schema, not this page. -->"
HELD = {
    Holds.TEXTS: "text by language: `fr` (required), `ar`, `en`",
    Holds.PART: "a part, below",
    Holds.CHOICE: "one word of the list",
    Holds.TRUTH: "`true` or `false`",
    Holds.COUNT: "whole number",
    Holds.DAY: "day",
    Holds.DATE: "date, even half known",
    Holds.MONEY: "amount, in DH or MDH",
    Holds.TEXT: "text",
}


def tables() -> str:
    """Every part of the format, then the example that people download."""
    lines = [line for part in outline() for line in _part(part)]
    return "\n".join([*lines, "\n## Example\n", "```yaml", example().rstrip(), "```"]) + "\n"


def page(current: str) -> str:
    """The page with its tables written again below the mark."""
    by_hand, _mark, _old = current.partition(MARK)
    return f"{by_hand}{MARK}\n{tables()}"


def _part(part: FormatPart) -> Iterable[str]:
    title = f"`{part.path}`" if part.path else "The convention"
    yield f"\n## {title}\n\n{part.about}\n"
    yield "| word | required | holds | values or example |\n|---|---|---|---|"
    for word in part.words:
        held = f"list of: {HELD[word.holds]}" if word.is_list else HELD[word.holds]
        shown = ", ".join(f"`{value}`" for value in word.values) or (
            f"`{word.example}`" if word.example else ""
        )
        yield f"| `{word.name}` | {'yes' if word.is_required else ''} | {held} | {shown} |"


def main() -> int:
    """Write the page, or check it."""
    current = PAGE.read_text(encoding="utf-8")
    wanted = page(current)
    if "--check" in sys.argv:
        return int(current != wanted)
    PAGE.write_text(wanted, encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
