"""What a known answer says of the law: each value and each day is read of the law, never copied."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Final

from mithaq.apps.programmes.queries import law_in_force
from mithaq.apps.programmes.queries.reading import day_or_none
from mithaq.base.calendar_words import day_in
from mithaq.base.text import Labels
from mithaq.base.typography import THIN
from mithaq.engines.rules import DatedValue

# « {settlements.max_months} » is the value, « {since settlements.max_months} » its first day.
_NAMED: Final = re.compile(r"\{(since )?([a-z0-9_]+(?:\.[a-z0-9_]+)+)\}")
_LANGUAGES: Final = ("fr", "ar", "en")


def stated(text: Labels, *, on: date) -> Labels:
    """A text with the values of the law in force on a day that it names.

    Nothing where the law has none of them, or says nothing of one that day: a sentence with a hole
    would state a rule that is not.
    """
    named = {path for code in _LANGUAGES for _since, path in _NAMED.findall(text.of(code))}
    if not named:
        return text
    law = law_in_force()
    if not named <= set(law.parameters):
        return Labels("")
    held = {path: law.parameters[path].at(on) for path in named}
    found = {path: dated for path, dated in held.items() if dated and dated.value is not None}
    if len(found) < len(named):
        return Labels("")
    units = {path: law.parameters[path].unit for path in named}
    return Labels(*(_in(text.of(code), code, found, units) for code in _LANGUAGES))


def _in(text: str, language: str, found: Mapping[str, DatedValue], units: Mapping[str, str]) -> str:
    def said(name: re.Match[str]) -> str:
        dated = found[name[2]]
        if name[1]:
            return day_in(language, dated.since)
        return _words(dated.value, units[name[2]], language)

    return _NAMED.sub(said, text)


def _words(value: object, unit: str, language: str) -> str:
    day = day_or_none(value) if unit == "date" else None
    if day is not None:
        return day_in(language, day)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return str(value)
    if unit == "ratio":
        sign = f"{THIN}%" if language == "fr" else "%"
        return f"{_number(Decimal(str(value)) * 100, language)}{sign}"
    return _number(Decimal(str(value)), language)


def _number(value: Decimal, language: str) -> str:
    """A number of the law with all its decimals, four at most, as its language writes it."""
    whole, _point, rest = f"{round(value, 4):,f}".partition(".")
    rest = rest.rstrip("0")
    if language == "en":
        return f"{whole}.{rest}" if rest else whole
    whole = whole.replace(",", THIN)
    return f"{whole},{rest}" if rest else whole
