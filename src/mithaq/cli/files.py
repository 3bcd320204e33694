"""`mithaq import` and `mithaq export`: conventions in and out of the register, as files."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer
from django.db import connection
from django.utils import timezone
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from mithaq.base.errors import Fault, Refusal, refuse_if_any
from mithaq.flows.import_conventions import import_content
from mithaq.gateways import convention_file

REASON = "Import en ligne de commande"


class Form(StrEnum):
    """How a convention is written."""

    YAML = "yaml"
    JSON = "json"


Files = Annotated[list[Path], typer.Argument(help="Fichiers de conventions, en YAML ou en JSON.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Vérifier sans rien inscrire.")]
AsJson = Annotated[bool, typer.Option("--json", help="Répondre en JSON.")]
Reference = Annotated[str, typer.Argument(help="Référence de la convention.")]
Written = Annotated[Form, typer.Option("--format", help="Forme du fichier.")]
Output = Annotated[Path | None, typer.Option(help="Fichier à écrire (sinon : à l’écran).")]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file."""

    name: str
    recorded: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    faults: tuple[Fault, ...] = ()


def import_files(files: Files, dry_run: DryRun = False, as_json: AsJson = False) -> None:
    """Inscrit des conventions ; un fichier fautif est refusé en entier, avec toutes ses fautes."""
    console = Console(stderr=as_json)
    _check_database(console)
    outcomes = []
    with _bar(console, files) as advance:
        for path in files:
            outcomes.append(_import_one(path, dry_run=dry_run))
            advance()
    if as_json:
        typer.echo(json.dumps([_as_json(item) for item in outcomes], ensure_ascii=False))
    else:
        for item in outcomes:
            _tell(console, item, dry_run=dry_run)
    if any(item.faults for item in outcomes):
        raise typer.Exit(code=1)


def export_convention(
    reference: Reference, form: Written = Form.YAML, output: Output = None
) -> None:
    """Écrit une convention du registre dans un fichier qui se réimporte à l’identique."""
    _check_database(Console(stderr=True))
    try:
        text = convention_file.write(reference, form.value)
    except Refusal as refusal:
        Console(stderr=True).print(str(refusal), style="bold", highlight=False, markup=False)
        raise typer.Exit(code=1) from refusal
    if output is None:
        sys.stdout.write(text)
    else:
        output.write_text(text, encoding="utf-8")


def _check_database(console: Console) -> None:
    if "conventions_convention" not in connection.introspection.table_names():
        console.print(
            "La base de données n’est pas prête : lancez d’abord mithaq serve ou mithaq demo."
        )
        raise typer.Exit(code=2)


def _import_one(path: Path, *, dry_run: bool) -> Outcome:
    try:
        content = _content(path)
        if dry_run:
            reading = convention_file.read(content, path.name)
            refuse_if_any(reading.faults)
            found = [(item.reference, not item.is_recorded) for item in reading.documents]
        else:
            events = import_content(
                content=content, name=path.name, actor=None, mandate="", reason=REASON,
                at=timezone.now(),
            )  # fmt: skip
            found = [(event.reference, event.is_new) for event in events]
    except Refusal as refusal:
        return Outcome(path.name, faults=refusal.faults)
    return Outcome(
        path.name,
        recorded=tuple(reference for reference, is_new in found if is_new),
        unchanged=tuple(reference for reference, is_new in found if not is_new),
    )


def _content(path: Path) -> bytes:
    """Read a file; a file too large is refused on its size alone, unread."""
    try:
        if fault := convention_file.size_fault(path.stat().st_size):
            raise Refusal(fault)
        return path.read_bytes()
    except OSError as error:
        raise typer.BadParameter(f"« {path} » ne se lit pas : {error.strerror}.") from error


@contextmanager
def _bar(console: Console, files: Sequence[Path]) -> Iterator[Any]:
    """Show a bar when there are several files."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=console, disable=len(files) < 2, transient=True) as bars:
        task = bars.add_task("Fichiers", total=len(files))
        yield lambda: bars.advance(task)


def _tell(console: Console, item: Outcome, *, dry_run: bool) -> None:
    if item.faults:
        console.print(_fault_table(item))
        return
    done = "à inscrire" if dry_run else "inscrite"
    for reference in item.recorded:
        console.print(f"{item.name} : {reference} {done}", highlight=False, markup=False)
    for reference in item.unchanged:
        console.print(
            f"{item.name} : {reference} déjà au registre, mot pour mot : rien à écrire",
            highlight=False,
            markup=False,
        )


def _fault_table(item: Outcome) -> Table:
    count = len(item.faults)
    word = "faute" if count == 1 else "fautes"
    table = Table(
        title=f"{item.name} : refusé, {count} {word}, rien n’a été écrit", title_justify="left"
    )
    table.add_column("Ligne", justify="right")
    for head in ("Où", "Ce qui ne va pas", "Que faire"):
        table.add_column(head, overflow="fold")
    for fault in item.faults:
        remedy = fault.remedy.fr if fault.remedy else ""
        line = "" if fault.line is None else str(fault.line)
        # Paths such as « parties[0] » are no markup.
        table.add_row(*(Text(cell) for cell in (line, fault.where, fault.sentence.fr, remedy)))
    return table


def _as_json(item: Outcome) -> dict[str, Any]:
    return {
        "file": item.name,
        "recorded": list(item.recorded),
        "unchanged": list(item.unchanged),
        "faults": [
            {
                "line": fault.line,
                "where": fault.where,
                "rule": fault.rule,
                "sentence": {language: fault.of(language) for language in ("fr", "ar", "en")},
            }
            for fault in item.faults
        ],
    }
