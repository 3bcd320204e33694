"""A convention recorded before is found by the words of its amendments too."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from mithaq.base.text import LANGUAGES, fold


def add_amendments(apps: StateApps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Append what the articles say to the searched text, on a line of its own."""
    amendments = apps.get_model("conventions", "Amendment")
    articles = apps.get_model("conventions", "AmendmentChange")
    said: dict[int, list[str]] = {}
    for row in amendments.objects.order_by("convention", "number"):
        told = said.setdefault(row.convention_id, [])
        told += [getattr(row, f"{stem}_{name}") for stem in ("label", "reason")
                 for name in LANGUAGES]  # fmt: skip
    for row in articles.objects.select_related("amendment").order_by("amendment", "rank"):
        said[row.amendment.convention_id] += _written(row.content)
    conventions = apps.get_model("conventions", "Convention")
    for row in conventions.objects.filter(pk__in=list(said)):
        row.search_text = f"{row.search_text} \n {fold(' '.join(said[row.pk]))}"
        row.save(update_fields=["search_text"])


def _written(content: Any) -> Iterator[str]:
    items = content.items() if isinstance(content, dict) else enumerate(content or ())
    for key, value in items:
        if isinstance(value, str) and key in LANGUAGES:
            yield value
        elif isinstance(value, dict | list):
            yield from _written(value)


class Migration(migrations.Migration):
    """Nothing to undo: the searched text is drawn again when an amendment is recorded."""

    dependencies = [("conventions", "0002_added_committees")]

    operations = [migrations.RunPython(add_amendments, migrations.RunPython.noop)]
