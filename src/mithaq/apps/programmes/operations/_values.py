"""A value of the law as somebody types it in a form, and as JSON holds it."""

from __future__ import annotations

from datetime import date
from typing import Final

from mithaq.apps.programmes.operations import _override_words as words
from mithaq.apps.programmes.operations._words import missing
from mithaq.base.errors import Fault
from mithaq.base.ports import JSON
from mithaq.engines.rules import DatedParameter, LawError, read_bound

_PERCENT: Final = ("%", "٪")


def typed_value(parameter: DatedParameter, given: JSON) -> tuple[JSON, list[Fault]]:
    """What is typed in a form, as the law has it: a number, a rate, a truth, a day, codes.

    A schedule has a bracket a line, « 40000 : 10 % ». A rate says its sign where it could be read
    two ways.
    """
    if isinstance(given, str):
        if not given.strip():
            return None, [missing("value")]
        try:
            given = _typed(parameter, given)
        except LawError as refused:
            return None, list(refused.faults)
    try:
        bound = read_bound(parameter, given)
    except LawError as refused:
        return None, [
            Fault("value", one.sentence, "override.kind", one.remedy) for one in refused.faults
        ]
    value = as_json(bound)
    if isinstance(value, int | float) and value < 0:
        return None, [words.negative()]
    first = bound[0] if isinstance(bound, tuple) else None
    if getattr(first, "threshold", 0) != 0:
        return None, [words.schedule_order()]
    return value, []


def has_brackets(parameter: DatedParameter) -> bool:
    """Whether a value of the law is a schedule of brackets."""
    held = next((d.value for d in parameter.history if d.value is not None), None)
    return isinstance(held, tuple) and bool(held) and not isinstance(held[0], str)


def as_json(value: object) -> JSON:
    """A value of the law as JSON holds it: a whole number as one, a bracket as a pair."""
    match value:
        case bool() | int() | str() | None:
            return value
        case float():
            return int(value) if value.is_integer() else value
        case date():
            return value.isoformat()
        case tuple():
            return [
                one if isinstance(one, str) else [as_json(one.threshold), as_json(one.rate)]
                for one in value
            ]
    raise TypeError(value)


def _typed(parameter: DatedParameter, text: str) -> JSON:
    if has_brackets(parameter):
        return [_bracket(line) for line in text.splitlines() if line.strip()]
    return _rate(text) if parameter.unit == "ratio" else text


def _bracket(line: str) -> JSON:
    threshold, colon, rate = line.partition(":")
    if not colon:
        raise LawError(words.not_of_kind("40000 : 10 %"))
    return [threshold, _rate(rate)]


def _rate(text: str) -> str:
    """A rate with its sign: a number above one can only be a percentage."""
    if any(sign in text for sign in _PERCENT):
        return text
    try:
        number = float("".join(text.split()).replace(",", ".").replace("٫", "."))
    except ValueError:
        return text
    if 0 < number <= 1:
        raise LawError(words.two_rates(number))
    return f"{text} %"
