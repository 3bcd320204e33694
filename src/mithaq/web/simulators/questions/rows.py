"""The amounts of an answer as rows: their words, their calculation, what is in doubt behind."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from mithaq.apps.programmes import queries
from mithaq.web.simulators.questions.brief import counted, other_day
from mithaq.web.simulators.telling import doubt_words, explanation_url
from mithaq.web.simulators.values import told_words


def amount_rows(
    asked: Iterable[tuple[str, Promise]], found: queries.Asked, facts: dict[str, str]
) -> list[dict[str, Any]]:
    """Each amount in words with its calculation; one that is open says what is missing."""
    return [
        {
            "name": name,
            "label": label,
            "words": told_words(found.answers[name].told),
            "is_open": (is_open := found.answers[name].told.value is None),
            "is_nothing": found.answers[name].told.value == 0,
            "missing": found.answers[name].missing,
            "note": counted(name, found),
            "is_note_alone": name == "insertion_longest",
            "day_doubt": other_day(name, found),
            "other": _by_other_reading(name, found),
            "doubt": () if is_open else found.answers[name].doubtful,
            "url": explanation_url(name, facts, on=found.on),
        }
        for name, label in asked
    ]


def doubts_of(rows: Iterable[dict[str, Any]]) -> list[tuple[queries.UsedValue, str]]:
    """What no source confirms behind the amounts told, each once, with the reason."""
    behind = {used.value.path: used for row in rows for used in row["doubt"]}
    return [(used, doubt_words(used)) for used in behind.values()]


def _by_other_reading(name: str, found: queries.Asked) -> str:
    """What an amount would be by the other reading of what is in doubt."""
    other = next((item.told[name] for item in found.readings if name in item.told), None)
    if other is None:
        return ""
    said = _("à confirmer ; par l’autre lecture : %(amount)s")
    return said % {"amount": told_words(other)}
