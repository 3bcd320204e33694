"""Words of their own put inside a sentence: the capital goes, unless a name bears it."""

from __future__ import annotations

from typing import Final

_NAMES: Final = ("Tahfiz", "Idmaj", "Taehil", "Tadarroj", "Contrat d’insertion (Idmaj)")


def inside(text: str) -> str:
    """« La personne est… » as it reads after a colon; « CNSS » and « Tahfiz » stay."""
    letters = [sign for sign in text[1:3] if sign not in "’' "]
    if text.startswith(_NAMES) or not letters or not letters[0].islower():
        return text
    return text[:1].lower() + text[1:]
