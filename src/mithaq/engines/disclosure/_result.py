"""What is said of each count, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from mithaq.base.text import Labels


class Showing(StrEnum):
    """What a reader sees of a count."""

    SHOWN = "shown"
    SMALL = "small"
    MASKED = "masked"


@dataclass(frozen=True, slots=True)
class Protection:
    """The showing of each count; ``because`` names, for a masked one, the count it protects."""

    threshold: int
    showings: Mapping[str, Showing]
    because: Mapping[str, str]

    def showing(self, key: str) -> Showing:
        """What is seen of a count; one that the table does not hold is shown."""
        return self.showings.get(key, Showing.SHOWN)

    def explain(self, key: str) -> Labels:
        """Say why a count is as it is, without giving it away."""
        limit = self.threshold
        return {
            Showing.SHOWN: Labels("Publié.", "منشور.", "Published."),
            Showing.SMALL: Labels(
                f"Moins de {limit} personnes : le nombre exact n’est pas publié.",
                f"أقل من {limit} أشخاص: العدد الدقيق غير منشور.",
                f"Fewer than {limit} people: the exact number is not published.",
            ),
            Showing.MASKED: Labels(
                "Masqué : sans cela, une soustraction donnerait un nombre trop petit.",
                "محجوب: بدونه تعطي عملية طرح عددا صغيرا جدا.",
                "Masked: otherwise a subtraction would give a number that is too small.",
            ),
        }[self.showing(key)]
