"""The words of the registers, so that a search can tell a fault from a word it does not hold."""

from __future__ import annotations

from collections.abc import Iterator

from mithaq.apps.conventions.queries import register_words
from mithaq.apps.observatory.models import Statement
from mithaq.apps.organisations.queries import organisation_words
from mithaq.apps.reference.queries import indicators, sources, territory_words
from mithaq.base.spelling import KnownWords
from mithaq.base.text import LANGUAGES, fold


def known_words() -> KnownWords:
    """Every word by which something can be found, folded: names, titles, promises, aliases."""
    return KnownWords.of(frozenset(_words()))


def _words() -> Iterator[str]:
    for texts in (register_words(), organisation_words(), territory_words()):
        for text in texts:
            yield from text.split()
    for row in (*indicators(), *sources()):
        yield from fold(f"{row.label_fr} {row.label_ar} {row.label_en}").split()
    said = Statement.objects.filter(convention__isnull=False)
    for labels in said.values_list("label_fr", "label_ar", "label_en").distinct():
        yield from fold(" ".join(labels)).split()
    parts = Statement.objects.filter(category__isnull=False).order_by()
    for labels in parts.values_list(*(f"category__label_{name}" for name in LANGUAGES)).distinct():
        yield from fold(" ".join(labels)).split()
