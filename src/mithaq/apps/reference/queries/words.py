"""How a folded column is searched: a Latin word from its first letter, an Arabic one anywhere."""

from __future__ import annotations

from django.db.models import Q

from mithaq.base.text import is_whole


def holds_strictly(column: str, word: str) -> Q:
    """Rows whose folded column says a word as `base.text.is_said` has it: acronyms are whole."""
    if not is_whole(word):
        return holds(column, word)
    return (
        Q(**{f"{column}__contains": f" {word} "})
        | Q(**{f"{column}__startswith": f"{word} "})
        | Q(**{f"{column}__endswith": f" {word}"})
        | Q(**{column: word})
    )


def holds(column: str, word: str) -> Q:
    """Rows whose folded column has a word that starts with this one.

    « amo » finds « AMO », not « Khamouna ». Arabic words carry their article and their prepositions
    before them: they are looked for anywhere.
    """
    if not word.isascii():
        return Q(**{f"{column}__contains": word})
    starts = Q(**{f"{column}__startswith": word})
    return starts | Q(**{f"{column}__contains": f" {word}"})
