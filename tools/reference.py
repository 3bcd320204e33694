"""Write the generated pages of the reference: commands, tables, vocabulary, law.

    python tools/reference.py [--check]

``--check`` writes nothing and fails when a page is not in step with the code.
"""

from __future__ import annotations

import os
import sys
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mithaq.config.settings")

import django

django.setup()

import typer
from django.apps import apps
from django.db import models
from django.utils.translation import override

from mithaq.cli import app as command
from tools.reference_law import law_pages

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "docs" / "reference"
OURS = (
    "accounts", "reference", "organisations", "conventions", "programmes", "observatory", "jobs",
)  # fmt: skip
NOTE = "<!-- Written by tools/reference.py: edit the code, not this page. -->\n"


def commands() -> str:
    """Every command with its help and options."""
    group = typer.main.get_command(command)
    lines = [f"# Commands\n\n{NOTE}\n`mithaq --help` says the same at the terminal."]
    lines += list(_commands("mithaq", group))
    return "\n".join(lines) + "\n"


def _commands(prefix: str, group: Any) -> Iterable[str]:
    for name, item in sorted(group.commands.items()):
        if item.hidden:
            continue
        path = f"{prefix} {name}"
        if hasattr(item, "commands"):
            yield from _commands(path, item)
            continue
        yield f"\n## `{path}`\n\n{(item.help or '').strip()}\n"
        rows = [parameter for parameter in item.params if not getattr(parameter, "hidden", False)]
        if rows:
            yield "| option | meaning |\n|---|---|"
        for parameter in rows:
            names = ", ".join([*parameter.opts, *parameter.secondary_opts])
            yield f"| `{names}` | {getattr(parameter, 'help', '') or ''} |"


def tables() -> str:
    """Every table of the domain, its columns and the rules the database itself holds."""
    lines = [f"# Tables and constraints\n\n{NOTE}"]
    with override("fr"):
        for label in OURS:
            for model in apps.get_app_config(label).get_models():
                lines += list(_table(model))
    return "\n".join(lines) + "\n"


def _table(model: type[models.Model]) -> Iterable[str]:
    meta = model._meta
    about = (model.__doc__ or "").strip().splitlines()[0]
    yield f"\n## {meta.label}\n\n{about}\n\n| column | type | label |\n|---|---|---|"
    for field in meta.local_fields:
        yield f"| `{field.column}` | {type(field).__name__} | {field.verbose_name} |"
    if meta.constraints:
        yield "\n| constraint | what it tells |\n|---|---|"
    for constraint in meta.constraints:
        yield f"| `{constraint.name}` | {constraint.violation_error_message} |"


def vocabulary() -> str:
    """The words of the domain in three languages."""
    words = tomllib.loads((ROOT / "vocabulary.toml").read_text(encoding="utf-8"))
    lines = [f"# Vocabulary\n\n{NOTE}\nOne name a thing, in each language.\n"]
    lines.append("| identifier | français | العربية | definition |\n|---|---|---|---|")
    lines += list(_words(words))
    return "\n".join(lines) + "\n"


def _words(table: dict[str, Any], prefix: str = "") -> Iterable[str]:
    for key, value in table.items():
        if not isinstance(value, dict):
            continue
        if "fr" in value:
            cells = (value.get("fr", ""), value.get("ar", ""), value.get("definition", ""))
            texts = " | ".join(str(cell).replace("|", "/") for cell in cells)
            yield f"| `{key}` | {texts} |"
        else:
            yield from _words(value, f"{prefix}{key}.")


PAGES = {"commands.md": commands, "tables.md": tables, "vocabulary.md": vocabulary} | law_pages()


def main() -> int:
    """Write the pages, or say which are behind."""
    late = []
    for name, write in PAGES.items():
        page, text = FOLDER / name, write()
        if page.exists() and page.read_text(encoding="utf-8") == text:
            continue
        late.append(name)
        if "--check" not in sys.argv:
            page.write_text(text, encoding="utf-8")
    print("written: " + ", ".join(late) if late else "in step")
    return 1 if late and "--check" in sys.argv else 0


if __name__ == "__main__":
    raise SystemExit(main())
