"""Numbers as a reader in Morocco writes them: Latin digits, spaced thousands, decimal comma."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from django.utils.html import format_html
from django.utils.safestring import SafeString

from mithaq.base.typography import ISOLATE, RELEASE
from mithaq.web.shell.typography import THIN, WORD, language

Number = int | float | Decimal
CENTIMES_PER_DIRHAM: Final = 100
CENTIMES_PER_MILLION: Final = 100_000_000
MINUS: Final = "\u2212"
# A sign stands before its number: in Arabic text it would be drawn after it.
LEFT_TO_RIGHT: Final = "\u200e"


def _decimal(value: Number | str) -> Decimal:
    return value if isinstance(value, Decimal) else Decimal(str(value))


def _grouped(value: Decimal, decimals: int | None, *, trim: bool) -> str:
    if decimals is not None:
        value = value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    text = f"{abs(value):,f}"
    whole, _, rest = text.partition(".")
    if trim:
        rest = rest.rstrip("0")
    english = language() == "en"
    whole = whole if english else whole.replace(",", THIN)
    point = "." if english else ","
    sign = _before(MINUS) if value < 0 else ""
    return f"{sign}{whole}{point + rest if rest else ''}"


def _before(sign: str) -> str:
    """A sign that stays before its number whatever the direction of the page."""
    return f"{LEFT_TO_RIGHT}{sign}" if language() == "ar" else sign


def number(value: object, decimals: int | str | None = None) -> str:
    """Write a count or a measure: 3 488, 47,25. None stays empty: the page says « non publié »."""
    if value is None or value == "":
        return ""
    if not isinstance(value, (int, float, Decimal)):
        return str(value)
    places = int(decimals) if decimals not in (None, "") else None
    return _grouped(_decimal(value), places, trim=places is None)


def bounded(count: int, ceiling: int) -> str:
    """A count that stopped at its ceiling says « 99 + »; a ceiling of zero is none."""
    return f"{number(ceiling - 1)} +" if ceiling and count >= ceiling else number(count)


def number_bdi(value: object, decimals: int | str | None = None) -> str | SafeString:
    """Write a number that keeps its order inside right-to-left text."""
    text = number(value, decimals)
    return format_html('<bdi dir="ltr">{}</bdi>', text) if text and language() == "ar" else text


def percent_plain(rate: object, decimals: int | str | None = None, *, signed: bool = False) -> str:
    """Write a rate between 0 and 1: 75 % in French, 75% closed up in Arabic and English."""
    if rate is None or rate == "":
        return ""
    value = _decimal(rate if isinstance(rate, (int, float, Decimal)) else str(rate)) * 100
    places = int(decimals) if decimals not in (None, "") else None
    text = _grouped(value, 1 if places is None else places, trim=places is None)
    plus = _before("+") if signed and value > 0 else ""
    return _with_sign(f"{plus}{text}")


def rate_plain(rate: float) -> str:
    """Write a rate of the law with all its decimals, four at most: 2,26 %, 0,5 %, 10 %.

    After an Arabic letter the sign would be drawn before its number: both are isolated together.
    """
    text = _with_sign(_grouped(_decimal(rate) * 100, 4, trim=True))
    return f"{ISOLATE}{text}{RELEASE}" if language() == "ar" else text


def _with_sign(text: str) -> str:
    return f"{text}{THIN if language() == 'fr' else ''}%"


def percent(rate: object, decimals: int | str | None = None) -> str | SafeString:
    """Write a rate so that its sign stays on its side in Arabic too."""
    return _isolated(percent_plain(rate, decimals))


def percent_signed(rate: object, decimals: int | str | None = None) -> str | SafeString:
    """Write an evolution with its sign: +13,6 %."""
    return _isolated(percent_plain(rate, decimals, signed=True))


def _isolated(text: str) -> str | SafeString:
    return format_html('<bdi dir="ltr">{}</bdi>', text) if text and language() == "ar" else text


def _million_in_arabic(value: Decimal) -> str:
    """Counted nouns: 44 مليون, 6 ملايين, مليون alone, مليونا for two."""
    if value == 1:
        return "مليون درهم"
    if value == 2:
        return "مليونا درهم"
    few = value == value.to_integral_value() and 3 <= int(value) % 100 <= 10
    return f"{_grouped(value, 2, trim=True)} {'ملايين' if few else 'مليون'} درهم"


def mdh(centimes: object) -> str:
    """Write a large amount in millions of dirhams: 44 MDH, 280,36 MDH."""
    if centimes is None or centimes == "":
        return ""
    value = _decimal(int(Decimal(str(centimes))))
    if abs(value) < CENTIMES_PER_MILLION:
        return money(centimes)
    millions = value / CENTIMES_PER_MILLION
    if language() == "ar":
        return _million_in_arabic(millions)
    text = _grouped(millions, 2, trim=True)
    return f"{text}{WORD}MDH" if language() == "fr" else f"MAD{WORD}{text}{WORD}million"


def dirhams(centimes: object) -> str | SafeString:
    """Write an amount to the centime where the head of the table says the currency: 1 749,80."""
    if centimes is None or centimes == "":
        return ""
    return number_bdi(Decimal(str(centimes)) / 100, 2)


def money(centimes: object) -> str:
    """Write an amount to the centime: 1 749,80 DH."""
    if centimes is None or centimes == "":
        return ""
    value = _decimal(int(Decimal(str(centimes)))) / CENTIMES_PER_DIRHAM
    return in_dirhams(_grouped(value, 2, trim=False))


def money_signed(centimes: object, sign: str) -> str:
    """Write what is added or taken, its sign kept with its number: −1 749,80 DH; « = » is bare."""
    if centimes is None or centimes == "":
        return ""
    value = _decimal(int(Decimal(str(centimes)))) / CENTIMES_PER_DIRHAM
    shown = _grouped(value, 2, trim=False)
    return in_dirhams(shown if sign == "=" else f"{_before(sign)}{shown}")


def in_dirhams(amount: str) -> str:
    """A number already written, with the currency on its side."""
    if language() == "en":
        return f"MAD{WORD}{amount}"
    return f"{amount}{WORD}{'درهم' if language() == 'ar' else 'DH'}"
