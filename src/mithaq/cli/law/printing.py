"""How answers are printed: aligned columns, JSON for programs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

# A file or a pipe has no width: long labels stay whole.
WIDE = 200


def console_for_answers() -> Console:
    """A console that breaks no line of its own when nobody looks at it."""
    console = Console(highlight=False, soft_wrap=True)
    return console if console.is_terminal else Console(highlight=False, soft_wrap=True, width=WIDE)


def print_rows(console: Console, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print aligned columns under their heads."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for head in heads:
        table.add_column(head, overflow="fold")
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    console.print(table)


def print_json(answer: Any) -> None:
    """Print an answer for programs."""
    typer.echo(json.dumps(answer, ensure_ascii=False, indent=1))
