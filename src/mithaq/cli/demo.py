"""`mithaq demo`: the core story in under a minute, then the site."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
from django.conf import settings
from django.utils import timezone
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from mithaq.apps.conventions.choices import Grade, Qualifier
from mithaq.apps.reference.choices import Unit
from mithaq.base.errors import Refusal
from mithaq.base.money import centimes_to_millions
from mithaq.cli import preparation
from mithaq.cli import serve as serving

Check = Annotated[bool, typer.Option("--check", help="Charger et compter, sans servir le site.")]
AsJson = Annotated[bool, typer.Option("--json", help="Répondre en JSON.")]
Fresh = Annotated[
    bool,
    typer.Option("--fresh", help="Repartir d’une démonstration neuve, celle-ci perdue."),
]
Port = Annotated[int, typer.Option(min=1, max=65535, help="Port d’écoute.")]
Host = Annotated[str, typer.Option(help="Adresse d’écoute.")]


def demo(
    check: Check = False,
    as_json: AsJson = False,
    fresh: Fresh = False,
    host: Host = "127.0.0.1",
    port: Port = 8000,
) -> None:
    """Charge la démonstration (conventions réelles, personnes fictives) puis sert le site."""
    console = Console(stderr=as_json)
    if not check and (fault := preparation.port_fault(host=host, port=port)):
        console.print(fault, style="bold", highlight=False)
        raise typer.Exit(code=2)
    if fresh:
        _start_again(console)
    if fault := preparation.home_fault():
        console.print(fault, style="bold", highlight=False)
        raise typer.Exit(code=2)
    started = time.perf_counter()
    _load(console, whole=check)
    seconds = time.perf_counter() - started
    _tell(console, as_json=as_json, seconds=seconds)
    if not check:
        serving.serve(host=host, port=port, migrate=False)


def _start_again(console: Console) -> None:
    """Remove the databases of the demonstration's own home, and of no other."""
    home = Path(settings.HOME)
    is_own = home.name == "demo" and settings.DATABASES["default"]["ENGINE"].endswith("sqlite3")
    if not is_own:
        console.print("--fresh n’efface que le dossier propre de la démonstration.", style="bold")
        raise typer.Exit(code=2)
    for file in home.glob("*.sqlite3*"):
        file.unlink()


def _load(console: Console, *, whole: bool) -> None:
    """Prepare the database and load the story, under one bar.

    The public figures are many: they are loaded at once when ``whole``, and otherwise as durable
    work while the site serves.
    """
    from mithaq import demo as story
    from mithaq.flows.load_statistics import load_statistics
    from mithaq.flows.publish_open_data import publish_open_data

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=console) as bars:
        bar = bars.add_task("Base de données", total=None)
        preparation.prepare(migrate=True)

        def progress(done: int, total: int, label: str) -> None:
            bars.update(
                bar, completed=done, total=total, description=label or "Démonstration prête"
            )

        try:
            story.load_demo(at=timezone.now(), progress=progress)
            if whole:
                load_statistics(at=timezone.now(), progress=progress)
                publish_open_data(actor=None, mandate="", at=timezone.now())
            else:
                story.queue_statistics()
        except Refusal as refusal:
            bars.stop()
            console.print(str(refusal), style="bold", highlight=False)
            if any(fault.rule == "convention.reference.unique" for fault in refusal.faults):
                console.print("Le contenu a changé depuis : mithaq demo --fresh", highlight=False)
            raise typer.Exit(code=2) from refusal


def _tell(console: Console, *, as_json: bool, seconds: float) -> None:
    """Print counts and the figures of the 2017 report."""
    from mithaq import demo as story

    found = story.summary()
    if as_json:
        typer.echo(json.dumps({**asdict(found), "seconds": round(seconds, 2)}, ensure_ascii=False))
        return
    table = Table(title="Bilan du 13 juin 2017, tel qu’annoncé", title_justify="left")
    for head in ("Chiffre", "Valeur", "État au", "Degré", "Définition", "Source"):
        table.add_column(head)
    for item in found.report["figures"]:
        table.add_row(
            item["title"],
            _value(item),
            item["period"],
            str(Grade(item["grade"]).label),
            item["definition"] or "non publiée",
            item["source"],
        )
    console.print(table)
    counts = ", ".join(f"{name} {count}" for name, count in found.counts.items())
    console.print(f"{counts} ({seconds:.1f} s)", highlight=False)


def _value(item: Mapping[str, str]) -> str:
    """A value as a person writes it: « près de 44 MDH », « plus de 60000 », « 75 % »."""
    value, unit = item["value"], item["unit"]
    if unit == Unit.CENTIMES:
        value = f"{centimes_to_millions(int(value)).normalize():f} MDH"
    elif unit == Unit.PERCENT:
        value = f"{value} %"
    said = "" if item["qualifier"] == Qualifier.EXACTLY else str(Qualifier(item["qualifier"]).label)
    return f"{said} {value}".strip()
