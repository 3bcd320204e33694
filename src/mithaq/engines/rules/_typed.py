"""A value of the law as a person types it, or as JSON holds it: for reforms and replaced values."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final, cast

from mithaq.base.text import Labels
from mithaq.engines.rules import _typed_words as words
from mithaq.engines.rules._binding import Bound, Bracket
from mithaq.engines.rules._errors import LawError, fault
from mithaq.engines.rules._facts import LONGEST
from mithaq.engines.rules._parameters import DatedParameter

_TRUTHS: Final = {
    "oui": True, "yes": True, "true": True, "نعم": True,
    "non": False, "no": False, "false": False, "لا": False,
}  # fmt: skip
_DIGITS: Final = str.maketrans("٠١٢٣٤٥٦٧٨٩٫٪", "0123456789.%", "٬")
# « 10.000 » is ten thousand for some, ten for others.
_TWO_WAYS: Final = re.compile(r"[1-9]\d{0,2}[.,]\d{3}")


def read_bound(parameter: DatedParameter, given: object) -> Bound:
    """What a parameter can take, from text or JSON; LawError says what to write instead.

    A number (« 10 000 », « 4,26 % », in any digits), « oui », a day, codes « a, b », a schedule of
    thresholds and rates « 0: 0, 40000: 10 % ».
    """
    sample = _sample(parameter)
    try:
        read = _read(sample, given)
    except (ValueError, KeyError, TypeError):
        raise LawError(fault(parameter.path, words.unreadable(given, sample))) from None
    return as_bound(parameter, read)


def as_bound(parameter: DatedParameter, value: object) -> Bound:
    """A value as one that this parameter can take, never a rate of more than the whole."""
    bound = _same_sort(parameter, value)
    if said := _out_of_range(parameter, bound):
        raise LawError(fault(parameter.path, said))
    for code in _items(bound):
        if isinstance(code, str) and parameter.choices and code not in parameter.choices:
            raise LawError(fault(parameter.path, words.no_such_code(code, parameter.choices)))
    return bound


def _sample(parameter: DatedParameter) -> Bound:
    if parameter.is_truth:
        return False
    return next((d.value for d in parameter.history if d.value is not None), None)


def _read(sample: Bound, given: object) -> Bound:
    if isinstance(sample, tuple):
        return _brackets(given) if _is_schedule(sample) else _codes(given)
    if isinstance(sample, bool):
        return _truth(given)
    if isinstance(sample, date):
        text = str(given).strip().translate(_DIGITS)
        return given if isinstance(given, date) else date.fromisoformat(text)
    if isinstance(sample, str):
        return str(given).strip()
    return _number(given)


def _is_schedule(sample: Bound) -> bool:
    return isinstance(sample, tuple) and bool(sample) and isinstance(sample[0], Bracket)


def _number(given: object) -> float:
    if isinstance(given, bool):
        raise TypeError
    if isinstance(given, int | float):
        number = float(given)
    else:
        text = "".join(str(given).translate(_DIGITS).split())
        if _TWO_WAYS.fullmatch(text):
            raise ValueError
        text = text.replace(",", ".")
        number = float(text.removesuffix("%")) / (100 if text.endswith("%") else 1)
        # Binary adds digits to a quotient: « 4,26 % » is 0.0426.
        number = round(number, 12)
    # Not a number at all compares false: it is refused here too.
    if not abs(number) <= 1e12:
        raise ValueError
    return number


def _truth(given: object) -> bool:
    return given if isinstance(given, bool) else _TRUTHS[str(given).strip().lower()]


def _listed(given: object) -> Sequence[object]:
    if isinstance(given, str):
        return [part.strip() for part in re.split("[,،]", given) if part.strip()]
    if isinstance(given, list | tuple):
        return given
    raise TypeError


def _codes(given: object) -> tuple[str, ...]:
    return tuple(str(code) for code in _listed(given))


def _brackets(given: object) -> tuple[Bracket, ...]:
    return tuple(_bracket(item) for item in _listed(given))


def _bracket(item: object) -> Bracket:
    if isinstance(item, Bracket):
        return item
    if isinstance(item, Mapping):
        return Bracket(_number(item["threshold"]), _number(item["rate"]))
    if isinstance(item, str | list | tuple):
        threshold, rate = item.split(":") if isinstance(item, str) else item
        return Bracket(_number(threshold), _number(rate))
    raise TypeError


def _out_of_range(parameter: DatedParameter, bound: Bound) -> Labels | None:
    """What is wrong: below zero, a rate above the whole, a length of more than a century."""
    brackets = [one for one in _items(bound) if isinstance(one, Bracket)]
    numbers = [one for one in _items(bound) if isinstance(one, int | float)]
    rates = [one.rate for one in brackets] + (numbers if parameter.unit == "ratio" else [])
    # A unit that begins with the letters of a currency (MAD, MAD_per_hour) is money.
    amounts = numbers if parameter.unit[:3].isupper() else []
    if any(number < 0 for number in (*rates, *amounts, *(one.threshold for one in brackets))):
        return words.NEGATIVE
    longest = LONGEST.get(parameter.unit)
    if longest is not None and any(abs(number) > longest for number in numbers):
        return words.too_long(longest)
    return words.MORE_THAN_WHOLE if any(rate > 1 for rate in rates) else None


def _items(bound: Bound) -> tuple[object, ...]:
    return bound if isinstance(bound, tuple) else (bound,)


def _same_sort(parameter: DatedParameter, value: object) -> Bound:
    sample, number = _sample(parameter), int | float
    if value is None:
        return None
    if isinstance(sample, tuple):
        return _list_of(parameter, value, is_schedule=_is_schedule(sample))
    is_value = isinstance(value, bool | int | float | str | date)
    is_same = sample is None or (
        isinstance(value, bool) == isinstance(sample, bool)
        and isinstance(value, number) == isinstance(sample, number)
        and isinstance(value, date) == isinstance(sample, date)
    )
    if not (is_value and is_same):
        raise LawError(fault(parameter.path, words.unreadable(value, sample)))
    return cast("Bound", value)


def _list_of(parameter: DatedParameter, value: object, *, is_schedule: bool) -> Bound:
    items = value if isinstance(value, list | tuple) else ()
    try:
        found = tuple(_as_pair(item) if is_schedule else str(item) for item in items)
    except (TypeError, ValueError, IndexError):
        found = ()
    if not found:
        raise LawError(fault(parameter.path, words.unreadable(value, _sample(parameter))))
    thresholds = [one.threshold for one in found if isinstance(one, Bracket)]
    if thresholds != sorted(set(thresholds)):
        raise LawError(fault(parameter.path, words.NOT_RISING))
    return cast("Bound", found)


def _as_pair(item: Sequence[object] | Bracket) -> Bracket:
    if isinstance(item, Bracket):
        return item
    return Bracket(float(cast("float", item[0])), float(cast("float", item[1])))
