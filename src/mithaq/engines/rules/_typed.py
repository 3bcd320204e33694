"""A value of the law as a person types it, or as JSON holds it: for reforms and replaced values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from mithaq.base.text import Labels
from mithaq.engines.rules._errors import LawError, fault
from mithaq.engines.rules._lowering import Bound, Bracket
from mithaq.engines.rules._parameters import DatedParameter

_TRUTHS = {"oui": True, "yes": True, "true": True, "non": False, "no": False, "false": False}
_SPACES = dict.fromkeys(map(ord, " \u00a0\u202f"))


def read_bound(parameter: DatedParameter, given: object) -> Bound:
    """What a parameter can take, from text or JSON; LawError says what to write instead.

    A number (« 10 000 », « 4,26 % »), « oui », a day, codes « a, b », a schedule of thresholds and
    rates « 0: 0, 40000: 10 % ».
    """
    sample = next((d.value for d in parameter.history if d.value is not None), None)
    try:
        if isinstance(sample, tuple):
            is_schedule = bool(sample) and isinstance(sample[0], Bracket)
            return _brackets(given) if is_schedule else _codes(given)
        if isinstance(sample, bool):
            return _truth(given)
        if isinstance(sample, date):
            return given if isinstance(given, date) else date.fromisoformat(str(given).strip())
        if isinstance(sample, str):
            return str(given)
        return _number(given)
    except (ValueError, KeyError, TypeError):
        raise LawError(fault(parameter.path, _wrong(given, sample))) from None


def _number(given: object) -> float:
    if isinstance(given, bool):
        raise TypeError
    if isinstance(given, int | float):
        number = float(given)
    else:
        text = str(given).translate(_SPACES).replace(",", ".")
        number = float(text.removesuffix("%")) / (100 if text.endswith("%") else 1)
    # Not a number at all compares false: it is refused here too.
    if not abs(number) <= 1e12:
        raise ValueError
    return number


def _truth(given: object) -> bool:
    return given if isinstance(given, bool) else _TRUTHS[str(given).strip().lower()]


def _listed(given: object) -> Sequence[object]:
    if isinstance(given, str):
        return [part.strip() for part in given.split(",") if part.strip()]
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
    if isinstance(item, str):
        threshold, rate = item.split(":")
        return Bracket(_number(threshold), _number(rate))
    raise TypeError


def _wrong(given: object, sample: Bound) -> Labels:
    example = "10000"
    if isinstance(sample, bool):
        example = "oui"
    elif isinstance(sample, tuple):
        is_schedule = bool(sample) and isinstance(sample[0], Bracket)
        example = "0: 0 %, 40000: 10 %" if is_schedule else ", ".join(map(str, sample[:2]))
    elif isinstance(sample, date | str):
        example = str(sample)
    return Labels(
        f"« {given} » ne peut pas être sa valeur : écrivez par exemple {example}.",
        f"«{given}» لا يصلح قيمة له: اكتبوا مثلا {example}.",
        f"“{given}” cannot be its value: write for example {example}.",
    )
