"""One row while it is read: its cells, what is corrected in it, what cannot be read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from mithaq.base.errors import Fault
from mithaq.base.text import Labels, fold
from mithaq.gateways.observation_file import words
from mithaq.gateways.observation_file.coded import code_of
from mithaq.gateways.observation_file.world import World


@dataclass(slots=True)
class Reader:
    """Reads the cells of one row and notes what it corrects and what it cannot read."""

    cells: Mapping[str, str]
    world: World
    corrections: list[Fault] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    def get(self, name: str) -> str:
        """The text of a cell."""
        return self.cells.get(name, "").strip()

    def refuse(
        self, where: str, rule: str, sentence: Labels, *values: object, remedy: Labels | None = None
    ) -> None:
        """Note what cannot be read."""
        self.faults.append(words.said(where, f"observation.{rule}", sentence, *values,
                                      remedy=remedy))  # fmt: skip

    def correct(self, where: str, before: str, after: str | Labels) -> None:
        """Note what is read otherwise than it is written."""
        rule = f"observation.corrected.{where}"
        self.corrections.append(words.said(where, rule, words.CORRECTED, before, after))

    def unknown(self, where: str, text: str) -> None:
        """Note a name that the register does not hold."""
        remedy = words.CHOOSE.get(where)
        self.refuse(where, where, words.UNKNOWN[where], text, remedy=remedy)

    def coded(self, name: str, default: str) -> str:
        """The code of a word of a closed list."""
        text = self.get(name)
        if not text:
            return default
        code = code_of(name, text)
        if code is None:
            self.unknown(name, text)
            return default
        if text != code and name != "grade":
            self._note_word(name, text, code)
        return code

    def _note_word(self, name: str, text: str, code: str) -> None:
        """A word of the language is not a mistake; only an abbreviation is said to be read."""
        if len(fold(text)) == 1:
            self.correct(name, text, code)
