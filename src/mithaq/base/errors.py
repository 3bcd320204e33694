"""An error is a sentence someone can act on.

    MithaqError
    ├── Refusal          what was asked breaks one or more rules: every fault is listed at once
    └── GatewayError     the outside world failed: try again later, unless it is permanent

Everything else (KeyError, TypeError…) is a defect of the program and is never shown as a refusal.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from mithaq.base.text import Labels


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong: where, on which line, under which rule, and what to do about it.

    `where` is a path that the reader can follow: a field's name or « parties[2].organisation ».
    """

    where: str
    sentence: Labels
    rule: str = ""
    remedy: Labels | None = None
    line: int | None = None

    def of(self, language: str) -> str:
        """Say the fault, then the remedy, in one language."""
        said = [self.sentence.of(language)]
        if self.remedy:
            said.append(self.remedy.of(language))
        return " ".join(said)

    def __str__(self) -> str:
        """Read as one line of a report: « ligne 12, parties[0] : … (rule) »."""
        place = ", ".join(part for part in (_line(self.line), self.where) if part)
        rule = f" ({self.rule})" if self.rule else ""
        return f"{place} : {self.of('fr')}{rule}" if place else f"{self.of('fr')}{rule}"


class MithaqError(Exception):
    """Root of the errors that a person can read and act on."""


class Refusal(MithaqError):  # noqa: N818 - the word of the domain: one refuses, nothing broke
    """What was asked breaks the domain's rules; nothing was written."""

    def __init__(self, faults: Fault | Iterable[Fault]) -> None:
        """Hold every fault found, in the order of the document or the form."""
        self.faults: tuple[Fault, ...] = (faults,) if isinstance(faults, Fault) else tuple(faults)
        if not self.faults:
            raise ValueError("A refusal names at least one fault.")
        super().__init__(self.faults)

    @classmethod
    def because(
        cls, *, where: str, sentence: Labels, rule: str = "", remedy: Labels | None = None
    ) -> Refusal:
        """Refuse for one fault."""
        return cls(Fault(where=where, sentence=sentence, rule=rule, remedy=remedy))

    def of(self, language: str) -> tuple[str, ...]:
        """Say every fault in one language."""
        return tuple(fault.of(language) for fault in self.faults)

    def __str__(self) -> str:
        """Read one fault a line."""
        return "\n".join(str(fault) for fault in self.faults)


class GatewayError(MithaqError):
    """A partner, a file or a service outside did not do what was asked of it.

    `permanent` says that trying again cannot help; a job then stops instead of retrying.
    """

    def __init__(self, sentence: Labels | str, *, permanent: bool = False) -> None:
        """Say what failed and whether it is worth trying again."""
        self.sentence = sentence if isinstance(sentence, Labels) else Labels(sentence)
        self.permanent = permanent
        super().__init__(self.sentence)

    def __str__(self) -> str:
        """Read the sentence in French."""
        return self.sentence.of("fr")


def refuse_if_any(faults: Iterable[Fault]) -> None:
    """Raise one refusal with all the faults, or do nothing when there are none."""
    found = tuple(faults)
    if found:
        raise Refusal(found)


def _line(number: int | None) -> str:
    return f"ligne {number}" if number is not None else ""
