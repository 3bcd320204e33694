"""A value of the law as somebody types it in a form."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from mithaq.apps.programmes.operations import _override_words as words
from mithaq.apps.programmes.operations._words import missing
from mithaq.base.errors import Fault
from mithaq.base.ports import JSON

_NUMBER: Final = re.compile(r"-?\d+(\.\d+)?")
_TRUTHS: Final = {"oui": True, "non": False, "true": True, "false": False}
_BRACKET: Final = re.compile(r"(\d+(?:\.\d+)?):(\d+(?:\.\d+)?)%?")


def is_schedule(kind: object) -> bool:
    """Whether a value of the law is a schedule of brackets."""
    return isinstance(kind, tuple) and bool(kind) and not isinstance(kind[0], str)


def typed_schedule(text: str) -> tuple[JSON, list[Fault]]:
    """Brackets typed a line each, « 40000 : 10 % », become pairs of a threshold and a rate."""
    pairs: list[list[float]] = []
    for line in text.splitlines():
        plain = _without_spaces(line).replace(",", ".")
        if not plain:
            continue
        found = _BRACKET.fullmatch(plain)
        if found is None:
            return None, [words.not_of_kind("40000 : 10 %")]
        pairs.append([float(found[1]), round(float(found[2]) / 100, 6)])
    thresholds = [threshold for threshold, _rate in pairs]
    if not pairs or thresholds[0] != 0 or thresholds != sorted(set(thresholds)):
        return None, [words.schedule_order()]
    if any(rate > 1 for _threshold, rate in pairs):
        return None, [words.not_of_kind("40000 : 10 %")]
    return pairs, []


def typed_value(kind: object, value: JSON) -> tuple[JSON, list[Fault]]:
    """A text typed in a form becomes a number, a truth, a day or a code, as the law has it."""
    if is_schedule(kind):
        return None, [words.schedule()]
    text = _without_spaces(str(value))
    if not text:
        return None, [missing("value")]
    match kind:
        case bool():
            if text.lower() in _TRUTHS:
                return _TRUTHS[text.lower()], []
            return None, [words.not_of_kind("oui")]
        case int() | float():
            return _number(text.replace(",", "."))
        case date():
            return _day(text)
        case tuple():
            return [part for part in text.split(",") if part], []
        case _:
            return text, []


def _number(text: str) -> tuple[JSON, list[Fault]]:
    if not _NUMBER.fullmatch(text):
        return None, [words.not_of_kind("10000")]
    number = float(text)
    if number < 0:
        return None, [words.negative()]
    return (int(number) if number.is_integer() else number), []


def _day(text: str) -> tuple[JSON, list[Fault]]:
    try:
        return date.fromisoformat(text).isoformat(), []
    except ValueError:
        return None, [words.not_of_kind("2026-12-31")]


def _without_spaces(text: str) -> str:
    return "".join(text.split())
