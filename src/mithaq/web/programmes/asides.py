"""The values recorded in place of the law's and not applied, each as lines of name and value."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from mithaq.apps.programmes.queries import ValueAside
from mithaq.base.ports import JSON
from mithaq.base.text import Labels
from mithaq.web.shell.dates import date_plain
from mithaq.web.shell.numbers import number
from mithaq.web.shell.typography import comma, set_text


@dataclass(frozen=True, slots=True, kw_only=True)
class AsideLine:
    """A value not applied: its parameter, its lines of name and value, why the law refuses it."""

    label: Labels
    rows: list[tuple[str, str]]
    why: Labels


def aside_lines(values: Iterable[ValueAside]) -> list[AsideLine]:
    """The values set aside, as a page shows them."""
    return [
        AsideLine(
            label=value.label,
            rows=[
                *_stored(_read(value.value), _("Valeur enregistrée")),
                (_("Depuis le"), date_plain(value.since)),
                (_("Motif"), set_text(value.reason)),
                (_("Enregistrée par"), set_text(value.author)),
            ],
            why=value.why,
        )
        for value in values
    ]


def _read(stored: str) -> JSON:
    """What was recorded; a text that is no JSON stays as it is."""
    try:
        found: JSON = json.loads(stored)
    except ValueError:
        return stored
    return found


def _stored(value: JSON, name: str) -> Iterator[tuple[str, str]]:
    """One line for a plain value or a plain list, a line a part for what holds parts."""
    if isinstance(value, dict):
        for part, held in value.items():
            yield from _stored(held, f"{name}, {part}")
    elif isinstance(value, list) and any(isinstance(item, dict | list) for item in value):
        for rank, item in enumerate(value, start=1):
            yield from _stored(item, f"{name}, {rank}")
    elif isinstance(value, list):
        yield name, comma().join(map(_plain, value))
    else:
        yield name, _plain(value)


def _plain(value: JSON) -> str:
    if value is None:
        return _("rien")
    if isinstance(value, bool):
        return _("oui") if value else _("non")
    if isinstance(value, int | float):
        return number(value)
    text = str(value)
    try:
        return date_plain(date.fromisoformat(text))
    except ValueError:
        return set_text(text)
