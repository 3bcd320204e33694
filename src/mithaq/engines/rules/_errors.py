"""What is wrong with a law, or with a question put to it: every fault at once."""

from __future__ import annotations

from mithaq.base.errors import Fault, Refusal
from mithaq.base.text import Labels


class LawError(Refusal):
    """A law that does not hold together, or a question that it cannot answer."""


def fault(where: str, sentence: str | Labels, remedy: str = "") -> Fault:
    """One fault of a law; those who write law read French."""
    said = Labels(sentence) if isinstance(sentence, str) else sentence
    return Fault(where=where, sentence=said, remedy=Labels(remedy) if remedy else None)
