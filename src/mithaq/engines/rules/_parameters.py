"""The dated numbers of the law, in OpenFisca's layout, each with its reference and confidence."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from mithaq.base.text import Labels
from mithaq.engines.rules._binding import Bound, Dated
from mithaq.engines.rules._errors import LawError, fault

NO_NOTE: Final = Labels("")
CONFIDENCES: Final = ("sure", "likely", "conflicting", "unknown")


@dataclass(frozen=True, slots=True, kw_only=True)
class Override:
    """Who replaced a value of the law, and why: shown wherever the value counts."""

    reason: str
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAside:
    """A recorded value that the law does not take: for which parameter, by whom, and why not."""

    path: str
    since: date
    value: str
    reason: str
    by: str
    why: Labels


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedValue(Dated):
    """A value of the law from a day, with what proves it.

    ``value`` is None where the law says nothing from then on. ``known`` is the day on which the
    text became known, when that matters (a retroactive circular): of two values from one day,
    the one known later counts, once it is known.
    """

    reference: str = ""
    confidence: str = "sure"
    sources: tuple[str, ...] = ()
    note: Labels = NO_NOTE
    alternatives: tuple[object, ...] = ()
    known: date | None = None
    override: Override | None = None

    @property
    def is_confirmed(self) -> bool:
        """Whether the published sources leave no doubt."""
        return self.confidence == "sure"

    @property
    def disputed(self) -> frozenset[object]:
        """The members of a list that one reading leaves out; all of them where none is written."""
        if self.is_confirmed or not isinstance(self.value, tuple):
            return frozenset()
        readings = [set(other) for other in self.alternatives if isinstance(other, tuple)]
        kept = set(self.value).intersection(*readings) if readings else set()
        return frozenset(self.value) - kept


@dataclass(frozen=True, kw_only=True)
class DatedParameter:
    """A number, a list or a schedule of the law, by its path, with its whole history."""

    path: str
    scheme: str
    label: Labels
    description: str = ""
    unit: str = ""
    period: str = ""
    base: str = ""
    history: tuple[DatedValue, ...]
    choices: Mapping[str, Labels] = field(default_factory=dict, hash=False)
    used_by: tuple[str, ...] = field(default=())

    @property
    def is_truth(self) -> bool:
        """Whether it is a yes or a no, even where the law says neither yet."""
        return self.unit == "boolean" or any(isinstance(d.value, bool) for d in self.history)

    @property
    def changes_nothing(self) -> bool:
        """Whether no rule reads it: it informs, and another value would change no result."""
        return not self.used_by

    def at(self, day: date) -> DatedValue | None:
        """The value in force on a day, None before the first."""
        found = bisect_right(self.history, day, key=lambda dated: dated.since)
        return self.history[found - 1] if found else None

    def on(self, day: date | str) -> DatedValue:
        """The value in force on a day (an ISO day or month); LawError before the first."""
        asked = _day(day)
        found = self.at(asked)
        if found is None:
            first = self.history[0].since.isoformat()
            raise LawError(
                fault(
                    self.path,
                    Labels(
                        fr=f"La loi chargée ne dit rien de « {self.label.fr} » au {asked} : "
                        f"sa première valeur est du {first}.",
                        ar=f"القانون المتوفر لا يحدد « {self.label.of('ar')} » بتاريخ {asked}؛ "
                        f"أول قيمة تعود إلى {first}.",
                        en=f"The law at hand says nothing of “{self.label.of('en')}” on {asked}: "
                        f"its first value is of {first}.",
                    ),
                )
            )
        return found

    @property
    def codes(self) -> frozenset[str]:
        """Every code that its values name, alternatives included."""
        held = [v for d in self.history for v in (d.value, *d.alternatives)]
        listed = [item for v in held for item in (v if isinstance(v, tuple | list) else (v,))]
        return frozenset(item for item in listed if isinstance(item, str))

    def known_on(self, day: date) -> DatedParameter:
        """The parameter as it stood in the texts known on a day; silent when none was."""
        kept = tuple(d for d in self.history if d.known is None or d.known <= day)
        if kept == self.history:
            return self
        silence = DatedValue(self.history[0].since, None)
        begins_later = not kept or kept[0].since > silence.since
        return replace(self, history=(silence, *kept) if begins_later else kept)

    def with_value(self, value: DatedValue, *, keeps_later: bool) -> DatedParameter:
        """The parameter with one more value; those of later days stay, or fall with it."""
        before = tuple(d for d in self.history if d.since < value.since)
        later = tuple(d for d in self.history if d.since > value.since) if keeps_later else ()
        return replace(self, history=(*before, value, *later))

    def always(self, value: Bound) -> DatedParameter:
        """The parameter with one value on every day of its history."""
        return self.with_value(DatedValue(self.history[0].since, value), keeps_later=False)


def _day(day: date | str) -> date:
    if isinstance(day, date):
        return day
    return date.fromisoformat(f"{day}-01" if len(day) == 7 else day)
