"""`mithaq check`: is this installation right, and what to do where it is not."""

from __future__ import annotations

import json
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer
from django.conf import settings
from django.core import checks
from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor
from rich.console import Console

from mithaq.apps.accounts.queries import exported_heads, installation_kind, verify_audit
from mithaq.base.errors import Refusal

AsJson = Annotated[bool, typer.Option("--json", help="Répondre en JSON.")]
FONTS = ("IBMPlexSans-Regular", "IBMPlexSansArabic-Regular", "noto-sans-tifinagh")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at; `remedy` is empty when it is right."""

    subject: str
    sentence: str
    remedy: str = ""

    @property
    def is_right(self) -> bool:
        """Tell whether there is nothing to do."""
        return not self.remedy


def check(as_json: AsJson = False) -> None:
    """Vérifie l’installation : réglages, base, clé, polices, journal. Code 1 s’il y a à faire."""
    found = [finding for look in LOOKS for finding in look()]
    if as_json:
        lines = [
            {"subject": f.subject, "right": f.is_right, "sentence": f.sentence, "remedy": f.remedy}
            for f in found
        ]
        print(json.dumps({"right": all(f.is_right for f in found), "findings": lines}))
    else:
        console = Console(highlight=False)
        for finding in found:
            mark = "✓" if finding.is_right else "✗"
            console.print(f"{mark} {finding.subject} : {finding.sentence}", markup=False)
            if finding.remedy:
                console.print(f"    → {finding.remedy}", markup=False)
    if not all(finding.is_right for finding in found):
        raise typer.Exit(code=1)


def look_at_settings() -> Iterator[Finding]:
    """Django's own checks, and what must not be left open in production."""
    problems = [message for message in checks.run_checks() if message.level >= checks.WARNING]
    for message in problems:
        yield Finding("Réglages", message.msg, message.hint or "Voir la documentation de Django.")
    if settings.DEBUG:
        yield Finding("Réglages", "DEBUG est actif.", "Retirez DEBUG de l’environnement.")
    elif not problems:
        yield Finding("Réglages", "rien à signaler.")


def look_at_database() -> Iterator[Finding]:
    """Is the database there, and as new as the program?"""
    try:
        connection.ensure_connection()
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except Error as error:
        remedy = "Démarrez la base, ou corrigez DATABASE_URL."
        yield Finding("Base de données", f"injoignable ({error}).", remedy)
        return
    if waiting:
        yield Finding(
            "Base de données",
            f"{len(waiting)} mise(s) à jour en attente.",
            "Lancez mithaq serve, ou python -m django migrate.",
        )
        return
    kind = installation_kind() or "pas encore fondée"
    yield Finding("Base de données", f"{connection.vendor}, à jour, installation {kind}.")


def look_at_secret() -> Iterator[Finding]:
    """Does anyone but its owner read the key that seals the journal?"""
    file = Path(settings.HOME) / "secret.key"
    if not file.exists():
        yield Finding("Clé secrète", "donnée par l’environnement (SECRET_KEY).")
    elif stat.S_IMODE(file.stat().st_mode) & 0o077:
        yield Finding("Clé secrète", f"{file} est lisible par d’autres.", f"chmod 600 {file}")
    else:
        yield Finding("Clé secrète", f"{file}, lisible par son propriétaire seul.")


def look_at_fonts() -> Iterator[Finding]:
    """Are the letters of the three scripts there?"""
    # By path, not by import: commands and pages are neighbours that do not know each other.
    vendor = Path(__file__).resolve().parents[1] / "web" / "shell" / "static" / "vendor"
    files = [file.name for file in vendor.rglob("*.woff2")]
    missing = [name for name in FONTS if not any(file.startswith(name) for file in files)]
    if missing:
        names = ", ".join(missing)
        yield Finding("Polices", f"il manque {names}.", "Réinstallez le paquet mithaq.")
    else:
        yield Finding("Polices", "latines, arabes et tifinaghes présentes.")


def look_at_journal() -> Iterator[Finding]:
    """Is the journal whole?"""
    try:
        found = verify_audit(exported_head=exported_heads())
    except Refusal as refusal:
        yield Finding("Journal", str(refusal), "Rendez au dossier sa tête de journal.")
        return
    except Error:
        # The database has said so already.
        return
    if not found.is_sound:
        count = len(found.findings)
        yield Finding("Journal", f"altéré, {count} constat(s).", "Lancez mithaq audit verify.")
        return
    left = found.unsealed_line_count
    yield Finding("Journal", f"intact, {found.sealed_line_count} scellée(s), {left} à sceller.")


LOOKS: tuple[Callable[[], Iterator[Finding]], ...] = (
    look_at_settings,
    look_at_database,
    look_at_secret,
    look_at_fonts,
    look_at_journal,
)
