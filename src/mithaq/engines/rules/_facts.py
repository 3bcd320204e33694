"""Facts: what is known of a case, each with its kind, its bounds and its words."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cached_property
from typing import Final, TypeAlias

from mithaq.base.dates import FIRST_YEAR, LAST_YEAR, is_of_our_time
from mithaq.base.errors import Fault
from mithaq.base.text import Labels
from mithaq.engines.rules._errors import LawError

EPOCH: Final = date(1970, 1, 1)

Value: TypeAlias = float | bool | str | date

KINDS: Final = (
    "money", "number", "count", "days", "months", "ratio", "boolean", "date", "code",
)  # fmt: skip
_WHOLE: Final = frozenset({"count", "days", "months"})
MONTH: Final = "month"
#: A century: the longest that a fact or a value of the law can last, beyond which days overflow.
LONGEST: Final = {"days": 36_600.0, "months": 1_200.0, "years": 100.0}
_EARLIEST: Final = FIRST_YEAR - 100
_LATEST: Final = LAST_YEAR + 101


class _Wrong(Exception):  # noqa: N818 - a sentence on its way to a fault
    """Why a value cannot be that of a fact."""

    def __init__(self, labels: Labels) -> None:
        super().__init__(labels)
        self.labels = labels


@dataclass(frozen=True, kw_only=True)
class Fact:
    """A column of a case: declared once in a country, used by any of its schemes.

    ``is_fixed`` says that nobody can change it (a day of birth): no advice proposes to.
    """

    name: str
    kind: str
    label: Labels
    scheme: str
    unit: str | None = None
    minimum: float | None = None
    maximum: float | None = None
    choices: Mapping[str, Labels] = field(default_factory=dict)
    is_fixed: bool = False
    hint: Labels = field(default_factory=lambda: Labels(""))

    @cached_property
    def codes(self) -> Mapping[str, int]:
        """The number of each choice, in the order of its declaration."""
        return {code: number for number, code in enumerate(self.choices)}

    @property
    def is_boolean(self) -> bool:
        """Whether it is a truth."""
        return self.kind == "boolean"

    def read(self, value: object) -> Value | None:
        """The value as the law reads it; None when it is missing. Raises a sentence otherwise."""
        if value is None or value == "":
            return None
        match self.kind:
            case "boolean":
                return _truth(value)
            case "date":
                return _day(value)
            case "code":
                return self._code(value)
            case _:
                return self._number(value)

    def _code(self, value: object) -> str:
        if isinstance(value, str) and value in self.choices:
            return value
        listed = ", ".join(self.choices)
        raise _Wrong(
            Labels(
                fr=f"« {value} » n’est pas un choix connu. Choix : {listed}.",
                ar=f"« {value} » ليس من الاختيارات المعروفة. الاختيارات: {listed}.",
                en=f"“{value}” is not a known choice. Choices: {listed}.",
            )
        )

    def _number(self, value: object) -> float:
        number = _parsed(value)
        if self.kind in _WHOLE and number != math.floor(number):
            raise _Wrong(
                Labels(
                    fr="Il faut un nombre entier.",
                    ar="يجب إدخال عدد صحيح.",
                    en="Give a whole number.",
                )
            )
        lowest = self.minimum if self.minimum is not None else _lowest(self.kind)
        if lowest is not None and number < lowest:
            raise _Wrong(
                Labels(
                    fr=f"La valeur ne peut pas être inférieure à {lowest:g}.",
                    ar=f"لا يمكن أن تقل القيمة عن {lowest:g}.",
                    en=f"The value cannot be under {lowest:g}.",
                )
            )
        highest = self.maximum if self.maximum is not None else LONGEST.get(self.kind)
        if highest is not None and number > highest:
            raise _Wrong(
                Labels(
                    fr=f"La valeur ne peut pas dépasser {highest:g}.",
                    ar=f"لا يمكن أن تتجاوز القيمة {highest:g}.",
                    en=f"The value cannot be over {highest:g}.",
                )
            )
        return number


def _lowest(kind: str) -> float | None:
    return 0.0 if kind in {"money", "count", "days", "ratio"} else None


def _parsed(value: object) -> float:
    wrong = _Wrong(
        Labels(
            fr=f"« {value} » n’est pas un nombre.",
            ar=f"« {value} » ليس عددا.",
            en=f"“{value}” is not a number.",
        )
    )
    if isinstance(value, bool):
        raise wrong
    if isinstance(value, str):
        value = value.replace("\u202f", "").replace("\u00a0", "").replace(" ", "").replace(",", ".")
        if "_" in value:
            raise wrong
    elif not isinstance(value, int | float | Decimal):
        raise wrong
    try:
        number = float(value)
    except (ValueError, OverflowError):
        raise wrong from None
    if not math.isfinite(number) or abs(number) > 1e12:
        raise wrong
    return number


def _truth(value: object) -> bool:
    if isinstance(value, bool):
        return value
    said = {"true": True, "oui": True, "yes": True, "false": False, "non": False, "no": False}
    if isinstance(value, str) and value.strip().lower() in said:
        return said[value.strip().lower()]
    raise _Wrong(
        Labels(fr="Répondez par oui ou par non.", ar="أجيبوا بنعم أو لا.", en="Answer yes or no.")
    )


def written_day(text: str) -> date | None:
    """The day that a text writes, as 2025-10-31 or 31/10/2025."""
    with suppress(ValueError):
        return date.fromisoformat(text.strip())
    with suppress(ValueError):
        return datetime.strptime(text.strip(), "%d/%m/%Y").date()  # noqa: DTZ007 - a day has no hour
    return None


def _day(value: object) -> date:
    day = value.date() if isinstance(value, datetime) else value
    if isinstance(day, str):
        day = written_day(day)
    if not isinstance(day, date):
        raise _Wrong(
            Labels(
                fr=f"« {value} » n’est pas une date : écrivez jour/mois/année, comme 31/10/2025.",
                ar=f"« {value} » ليس تاريخا: اكتبوا اليوم/الشهر/السنة، مثل 31/10/2025.",
                en=f"“{value}” is not a date: write day/month/year, like 31/10/2025.",
            )
        )
    if not is_of_our_time(day.year):
        raise _Wrong(out_of_years())
    return day


def day_of(number: float, where: str) -> date:
    """The day of a number of days since 1970-01-01, for a rule; LawError beyond a century more."""
    with suppress(OverflowError):
        day = EPOCH + timedelta(days=round(number))
        if _EARLIEST <= day.year <= _LATEST:
            return day
    sentence = Labels(
        fr="Le calcul donne un jour hors du calendrier de la loi "
        f"({_EARLIEST} à {_LATEST}) : un nombre de jours ou de mois est trop grand.",
        ar=f"يعطي الحساب يوما خارج تقويم القانون (من {_EARLIEST} إلى {_LATEST}): "
        "عدد الأيام أو الأشهر كبير جدا.",
        en="The computation gives a day outside of the calendar of the law "
        f"({_EARLIEST} to {_LATEST}): a number of days or months is too great.",
    )
    raise LawError(Fault(where=where, sentence=sentence))


def out_of_years() -> Labels:
    """A day so far that no calendar of the law holds it."""
    return Labels(
        fr=f"L’année doit être entre {FIRST_YEAR} et {LAST_YEAR}.",
        ar=f"يجب أن تكون السنة بين {FIRST_YEAR} و{LAST_YEAR}.",
        en=f"The year must be between {FIRST_YEAR} and {LAST_YEAR}.",
    )


def read_facts(
    declared: Mapping[str, Fact], given: Mapping[str, object]
) -> tuple[dict[str, Value], tuple[Fault, ...]]:
    """The values of a case as the law reads them, and what is wrong, field by field."""
    values: dict[str, Value] = {}
    faults: list[Fault] = []
    for name, raw in given.items():
        fact = declared.get(name)
        if fact is None:
            faults.append(_unknown(name, declared))
            continue
        try:
            value = fact.read(raw)
        except _Wrong as wrong:
            faults.append(Fault(where=name, sentence=wrong.labels))
        else:
            if value is not None:
                values[name] = value
    return values, tuple(faults)


def _unknown(name: str, declared: Iterable[str]) -> Fault:
    close = near(name, declared)
    hint = f" ({', '.join(close)} ?)" if close else ""
    return Fault(
        where=name,
        sentence=Labels(
            fr=f"La loi ne connaît pas le fait « {name} »{hint}.",
            ar=f"القانون لا يعرف المعطى « {name} ».",
            en=f"The law knows no fact “{name}”{hint}.",
        ),
    )


def near(name: str, known: Iterable[str]) -> list[str]:
    """The names that a slip of the pen may have meant."""
    import difflib

    return difflib.get_close_matches(name, list(known), n=3)
