"""`mithaq audit`: seal the journal, and verify that nothing in it was changed or removed."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
from django.utils import timezone
from rich.console import Console

from mithaq.apps.accounts.operations import seal_lines
from mithaq.apps.accounts.queries import (
    AuditHead,
    AuditVerification,
    exported_head,
    exported_heads,
    verify_audit,
)
from mithaq.base.errors import Refusal

app = typer.Typer(help="Le journal : sceller, vérifier.", no_args_is_help=True)
AsJson = Annotated[bool, typer.Option("--json", help="Répondre en JSON.")]
HeadFile = Annotated[
    Path | None,
    typer.Option("--head", help="Tête exportée à comparer ; par défaut, toutes celles du dossier."),
]


@app.command("seal")
def seal(as_json: AsJson = False) -> None:
    """Scelle les lignes qui ne le sont pas encore et exporte la tête du journal."""
    report = seal_lines(at=timezone.now())
    if as_json:
        print(json.dumps({"lines": report.line_count, "seals": report.seal_count}))
        return
    head = f" Dernier scellé : n° {report.head.number}." if report.head else ""
    Console().print(f"{report.line_count} ligne(s) scellée(s).{head}", highlight=False)


@app.command("verify")
def verify(head: HeadFile = None, as_json: AsJson = False) -> None:
    """Relit tout le journal ; sort avec le code 1 si une ligne a été modifiée ou retirée."""
    found = verify_audit(exported_head=_heads(head))
    if as_json:
        print(json.dumps(_plain(found), ensure_ascii=False))
    else:
        _tell(found)
    if not found.is_sound:
        raise typer.Exit(code=1)


def _heads(file: Path | None) -> tuple[AuditHead, ...]:
    try:
        if file is None:
            return exported_heads()
        given = exported_head(file)
    except Refusal as refusal:
        Console(stderr=True).print(str(refusal), style="bold", highlight=False)
        raise typer.Exit(code=2) from refusal
    if given is None:
        Console(stderr=True).print(f"Le fichier {file} n’existe pas.", style="bold")
        raise typer.Exit(code=2)
    return (given,)


def _tell(found: AuditVerification) -> None:
    console = Console(highlight=False)
    if found.is_sound:
        console.print(
            f"Le journal est intact : {found.sealed_line_count} ligne(s) relue(s) "
            f"sous {found.seal_count} scellé(s)."
        )
    for finding in found.findings:
        console.print(f"• {finding.sentence.fr}")
    if found.unsealed_line_count:
        console.print(f"{found.unsealed_line_count} ligne(s) pas encore scellée(s).")
    if not found.head_count:
        console.print(
            "Aucune tête exportée à comparer : des lignes retirées de la fin ne se verraient pas."
        )


def _plain(found: AuditVerification) -> dict[str, object]:
    return {
        "sound": found.is_sound,
        "seals": found.seal_count,
        "sealed_lines": found.sealed_line_count,
        "unsealed_lines": found.unsealed_line_count,
        "heads": found.head_count,
        "findings": [
            {"kind": finding.kind.value, "seal": finding.seal_number, "line": finding.line_id}
            | {"sentence": asdict(finding.sentence)}
            for finding in found.findings
        ],
    }
