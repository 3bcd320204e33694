"""What a job says is kept in the three languages of the pages, because the reader comes later."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from django.utils.translation import override

from mithaq.base.text import Labels

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

Sentence: TypeAlias = "str | StrPromise | Labels"


def in_three(sentence: Sentence) -> Labels:
    """Return the sentence in French, Arabic and English; a lazy translation is said in each."""
    if isinstance(sentence, Labels):
        return sentence
    said = {}
    for language in ("fr", "ar", "en"):
        with override(language):
            said[language] = str(sentence)
    return Labels(**said)


def filled(sentence: Sentence, **values: str | int) -> Labels:
    """Return a sentence whose ``%(name)s`` are replaced, in each language."""
    labels = in_three(sentence)
    return Labels(fr=labels.fr % values, ar=labels.ar % values, en=labels.en % values)


def columns(stem: str, sentence: Sentence, *, limit: int | None = None) -> dict[str, str]:
    """Return the three columns ``<stem>_fr|ar|en`` of a sentence, cut at the column's width."""
    labels = in_three(sentence)
    return {
        f"{stem}_{language}": text[:limit]
        for language, text in (("fr", labels.fr), ("ar", labels.ar), ("en", labels.en))
    }
