"""A number as people write it: spaces, commas, Arabic digits, « plus de », « MDH », « % »."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Final

from mithaq.base.text import fold

_QUALIFIERS: Final = {
    "more_than": ("plus de", "plus que", "more than", "over", "اكثر من", "ازيد من"),
    "at_least": ("au moins", "at least", "على الاقل", "لا يقل عن"),
    "nearly": ("pres de", "nearly", "almost", "قرابه", "ما يقارب"),
    "about": ("environ", "quelque", "about", "around", "حوالي", "تقريبا", "نحو"),
}
_SIGNS: Final = {">=": "at_least", "≥": "at_least", ">": "more_than", "~": "about", "≈": "about"}
# What a word after the number multiplies by; money is then counted in dirhams.
_SCALES: Final = {
    "milliers": 1_000, "millier": 1_000, "mille": 1_000, "thousand": 1_000, "thousands": 1_000,
    "الف": 1_000, "الاف": 1_000, "k": 1_000, "kdh": 1_000,
    "million": 1_000_000, "millions": 1_000_000, "mdh": 1_000_000, "m": 1_000_000,
    "مليون": 1_000_000, "ملايين": 1_000_000, "م د": 1_000_000,
    "milliard": 1_000_000_000, "milliards": 1_000_000_000, "billion": 1_000_000_000,
    "mmdh": 1_000_000_000, "mrd": 1_000_000_000, "مليار": 1_000_000_000,
}  # fmt: skip
_MONEY: Final = frozenset({"mdh", "kdh", "mmdh", "dh", "dhs", "mad", "dirhams", "dirham", "درهم",
                           "م د", "دراهم"})  # fmt: skip
_CENTIMES: Final = frozenset({"centimes", "centime", "سنتيم"})
_PERCENT: Final = frozenset({"%", "pct", "pourcent", "pour cent", "percent", "في المائه"})
_NUMBER: Final = re.compile(r"[+-]?\d[\d.,' ]*")
_FILLER: Final = frozenset({"de", "d", "of", "من", "et"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsed:
    """A number, the words around it, and what had to be understood to read it.

    ``scale`` multiplied the number; ``money`` says in what it is: "", "dirhams" or "centimes".
    """

    value: Decimal
    qualifier: str = ""
    scale: int = 1
    money: str = ""
    is_percent: bool = False
    notes: tuple[str, ...] = ()


def parse_number(text: str, *, is_whole: bool = False, unit: str = "") -> Parsed:
    """Read a number; ``is_whole`` says that the indicator counts, so « 1.250 » can only be 1 250.

    ``unit`` is what a column of units says. Raises ``ValueError`` with the name of a rule:
    « absent », « not_a_number », « ambiguous », « words ».
    """
    plain = _plain(text)
    if fold(plain) in {"", "nd", "n d", "na", "n a", "non publie", "غير منشور", "x"}:
        raise ValueError("absent")
    notes = ["digits"] if any(unicodedata.category(char) == "Nd" and char not in "0123456789"
                              for char in text) else []  # fmt: skip
    found = _NUMBER.search(plain)
    if found is None:
        raise ValueError("not_a_number")
    before, after = plain[: found.start()], plain[found.end() :]
    if any(char.isdigit() for char in after):
        raise ValueError("not_a_number")
    # Arabic often writes the sign first.
    if before.strip() == "%":
        before, after = "", f"{after} %"
    qualifier = _qualifier(before)
    value, how = _digits(found.group().strip(" '.,"), is_whole=is_whole)
    if how:
        notes.append(how)
    scale, money, is_percent, more = _units(f"{after} {unit}", bool(after.strip()))
    return Parsed(
        value=value * scale,
        qualifier=qualifier,
        scale=scale,
        money=money,
        is_percent=is_percent,
        notes=(*notes, *more),
    )


def _plain(text: str) -> str:
    """Western digits, one kind of space, one kind of minus sign."""
    kept = []
    for char in unicodedata.normalize("NFKC", text):
        kind = unicodedata.category(char)
        if kind == "Nd":
            kept.append(str(unicodedata.digit(char)))
        elif char == "\u066b":
            kept.append(",")
        elif char == "\u066c" or kind == "Zs":
            kept.append(" ")
        elif char == "\u066a":
            kept.append("%")
        elif char in "−–‒—":
            kept.append("-")
        elif char in "’ʼ‘":
            kept.append("'")
        elif kind != "Cf":
            kept.append(char)
    return " ".join("".join(kept).split())


def _qualifier(before: str) -> str:
    words = before.strip()
    if not words:
        return ""
    for sign, code in _SIGNS.items():
        if words == sign:
            return code
    folded = fold(words)
    for code, spellings in _QUALIFIERS.items():
        if folded in {fold(spelling) for spelling in spellings}:
            return code
    raise ValueError("words")


def _digits(text: str, *, is_whole: bool) -> tuple[Decimal, str]:
    """Read digits with their separators; say when a separator had to be understood."""
    sign = "-" if text.startswith("-") else ""
    body = text.lstrip("+-").strip()
    spaced = re.sub(r"[ ']", " ", body)
    if " " in spaced and not re.fullmatch(r"\d{1,3}( \d{3})+([.,]\d+)?", spaced):
        raise ValueError("not_a_number")
    note = "spaces" if " " in spaced else ""
    body = spaced.replace(" ", "")
    points, commas = body.count("."), body.count(",")
    if points and commas:
        last = max(body.rfind("."), body.rfind(","))
        whole, decimals = body[:last], body[last + 1 :]
        other = "," if body[last] == "." else "."
        if not re.fullmatch(rf"\d{{1,3}}(\{other}\d{{3}})+", whole) or not decimals:
            raise ValueError("not_a_number")
        body, note = f"{whole.replace(other, '')}.{decimals}", "separators"
    elif points + commas > 1:
        mark = "." if points else ","
        if not re.fullmatch(rf"\d{{1,3}}(\{mark}\d{{3}})+", body):
            raise ValueError("not_a_number")
        body, note = body.replace(mark, ""), "separators"
    elif points + commas == 1:
        mark = "." if points else ","
        whole, _, decimals = body.partition(mark)
        can_group = len(decimals) == 3 and 1 <= len(whole) <= 3 and whole != "0"
        if can_group and is_whole:
            body, note = whole + decimals, "thousands"
        elif can_group and not note:
            raise ValueError("ambiguous")
        else:
            body = f"{whole}.{decimals}"
            note = "comma" if commas else note
    try:
        return Decimal(sign + body), note
    except InvalidOperation as error:
        raise ValueError("not_a_number") from error


def _units(text: str, is_written: bool) -> tuple[int, str, bool, list[str]]:  # noqa: FBT001 - read at once
    scale, money, is_percent = 1, "", False
    words = [word for word in re.split(r"[\s()]+", text.replace("%", " % ")) if word]
    seen_scale = False
    for word in words:
        folded = "%" if word == "%" else fold(word)
        if folded in _SCALES and not seen_scale:
            scale, seen_scale = _SCALES[folded], True
        if folded in _MONEY:
            money = "dirhams"
        elif folded in _CENTIMES:
            money = "centimes"
        elif folded in _PERCENT:
            is_percent = True
    notes = ["scale"] if scale > 1 else []
    if is_written and is_percent:
        notes.append("percent")
    return scale, money, is_percent, notes
