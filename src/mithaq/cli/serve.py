"""`mithaq serve`: the site and its worker, kept alive together and stopped together."""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer
from rich.console import Console

from mithaq.cli import preparation, supervisor

TARGET = "mithaq.config.wsgi:application"
Host = Annotated[str, typer.Option(help="Adresse d’écoute.")]
Port = Annotated[int, typer.Option(min=1, max=65535, help="Port d’écoute.")]
Workers = Annotated[int, typer.Option(min=1, max=64, help="Processus qui répondent aux pages.")]
JobWorkers = Annotated[
    int, typer.Option(min=0, max=8, help="Processus qui font les traitements de longue durée.")
]
Migrate = Annotated[bool, typer.Option(help="Mettre d’abord la base de données à jour.")]
Parent = Annotated[int | None, typer.Option(help="S’arrêter avec ce processus.")]


def serve(
    host: Host = "127.0.0.1",
    port: Port = 8000,
    workers: Workers = 2,
    job_workers: JobWorkers = 1,
    migrate: Migrate = True,
) -> None:
    """Sert le site et fait les traitements ; Ctrl+C arrête les deux proprement."""
    console = Console()
    fault = preparation.port_fault(host=host, port=port) or preparation.home_fault()
    if fault:
        console.print(fault, style="bold", highlight=False)
        raise typer.Exit(code=2)
    with console.status("Préparation…"):
        preparation.prepare(migrate=migrate)
    address = f"http://{'localhost' if host in {'127.0.0.1', '0.0.0.0', '::'} else host}:{port}/"  # noqa: S104
    # What is printed and sent names the site where it really is, unless it was told otherwise.
    os.environ.setdefault("SITE_URL", address)
    children = supervisor.children(host=host, port=port, workers=workers, job_workers=job_workers)
    code = supervisor.Supervisor(children).run(
        is_ready=lambda: preparation.is_listening(host=host, port=port),
        on_ready=lambda: console.print(
            f"Mithaq est servi à l’adresse [bold]{address}[/bold]  (Ctrl+C pour arrêter)",
            highlight=False,
        ),
        on_event=lambda sentence: console.print(sentence, highlight=False),
    )
    raise typer.Exit(code=code)


def worker(parent: Parent = None) -> None:
    """Prend les traitements dans la file et les fait, jusqu’à l’ordre d’arrêt."""
    from mithaq.gateways.jobs.worker import run_worker

    sys.exit(run_worker(parent=parent))


def web(
    host: Host = "127.0.0.1", port: Port = 8000, workers: Workers = 2, parent: Parent = None
) -> None:
    """Répond aux pages, jusqu’à l’ordre d’arrêt."""
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    if parent is not None:
        supervisor.stop_with(parent)
    Granian(
        TARGET,
        address=host,
        port=port,
        # Its ASGI mode once hung for minutes on SIGTERM.
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=4,
        websockets=False,
        respawn_failed_workers=True,
        workers_kill_timeout=5,
        log_level=LogLevels.warning,
    ).serve()
