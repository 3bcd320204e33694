"""The words of a convention file, explained in the reader's language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mithaq.gateways.convention_file import Holds, meaning, outline
from mithaq.web.shell.words import local

HELD: Final = {
    Holds.TEXTS: gettext_lazy("texte par langue : fr, ar, en"),
    Holds.PART: gettext_lazy("partie décrite plus bas"),
    Holds.CHOICE: gettext_lazy("un mot de la liste"),
    Holds.TRUTH: gettext_lazy("true ou false"),
    Holds.COUNT: gettext_lazy("nombre entier"),
    Holds.DAY: gettext_lazy("jour"),
    Holds.DATE: gettext_lazy("date, même connue à moitié"),
    Holds.MONEY: gettext_lazy("montant, en DH ou MDH"),
    Holds.TEXT: gettext_lazy("texte"),
}


@dataclass(frozen=True, slots=True)
class ExplainedWord:
    """One word of the format as the page shows it."""

    name: str
    is_required: bool
    holds: str
    meaning: str
    values: tuple[str, ...]
    example: str


@dataclass(frozen=True, slots=True)
class ExplainedPart:
    """One part of the format as the page shows it."""

    path: str
    words: tuple[ExplainedWord, ...]


def format_parts() -> tuple[ExplainedPart, ...]:
    """Every part, from the document down."""
    return tuple(
        ExplainedPart(
            part.path,
            tuple(
                ExplainedWord(
                    word.name,
                    word.is_required,
                    _("liste : %(held)s") % {"held": HELD[word.holds]}
                    if word.is_list
                    else str(HELD[word.holds]),
                    _meaning(part.path, word.name),
                    word.values,
                    word.example,
                )
                for word in part.words
            ),
        )
        for part in outline()
    )


def _meaning(part: str, word: str) -> str:
    said = meaning(part, word)
    return local(said) if said else ""
