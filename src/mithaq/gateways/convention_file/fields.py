"""The values of a convention file: texts in three languages, dates half known, money, codes."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Annotated, Any, Final, TypeAlias, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainValidator,
    StringConstraints,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import PydanticCustomError

from mithaq.base.dates import UncertainDate
from mithaq.base.money import dirhams_to_centimes, millions_to_centimes
from mithaq.base.text import Labels

T = TypeVar("T")

_MONEY: Final = re.compile(r"(-?\d+(?:\.\d+)?) ?(MDH|DH)")
# What a column of sixteen digits of dirhams can hold, far above any budget.
_MOST_CENTIMES: Final = 10**14
_MOST_NUMBER: Final = Decimal(10) ** 14

_NO_TITLE: Final = Labels(
    "Écrivez le titre en français ou en arabe.",
    "اكتبوا العنوان بالفرنسية أو بالعربية.",
    "Write the title in French or in Arabic.",
)


class Part(BaseModel):
    """A mapping of the file: an unknown key in it is a fault."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True, frozen=True)


class Text(Part):
    """A text in French, with its Arabic and English when they exist."""

    fr: Annotated[str, Field(min_length=1, examples=["…"])]
    ar: Annotated[str, BeforeValidator(lambda given: given or "")] = ""
    en: Annotated[str, BeforeValidator(lambda given: given or "")] = ""

    @property
    def labels(self) -> Labels:
        """The text as the domain holds it."""
        return Labels(self.fr, self.ar, self.en)


class Title(Text):
    """The name of a convention, in the language of its text: French, Arabic, or both."""

    model_config = ConfigDict(title="Text")

    fr: Annotated[
        str,
        BeforeValidator(lambda given: given or ""),
        Field(json_schema_extra={"examples": ["…"]}),
    ] = ""

    @model_validator(mode="after")
    def _is_said(self) -> Title:
        if not self.fr and not self.ar:
            raise wrong("title.required", _NO_TITLE)
        return self


class Weekday(StrEnum):
    """The weekday that a source prints."""

    MONDAY = "monday"
    TUESDAY = "tuesday"
    WEDNESDAY = "wednesday"
    THURSDAY = "thursday"
    FRIDAY = "friday"
    SATURDAY = "saturday"
    SUNDAY = "sunday"

    @property
    def number(self) -> int:
        """1 for Monday to 7 for Sunday."""
        return list(Weekday).index(self) + 1


class Scope(StrEnum):
    """What a figure is about."""

    CONVENTION = "convention"
    SET = "set"


def wrong(rule: str, said: Labels) -> PydanticCustomError:
    """Say what is wrong with one value, in three languages."""
    return PydanticCustomError("mithaq", "{fr}", {"fr": said.fr, "ar": said.ar, "en": said.en,
                                                  "rule": rule})  # fmt: skip


def read_money(given: Any) -> int:
    """Read "186.88 MDH" or "12000 DH" as centimes."""
    found = _MONEY.fullmatch(str(given).strip().replace("\u00a0", " ").replace("\u202f", " "))
    if not isinstance(given, str) or found is None:
        raise wrong("money.form", _not_money(given))
    digits, unit = found.groups()
    convert = millions_to_centimes if unit == "MDH" else dirhams_to_centimes
    try:
        centimes = convert(digits)
    except ValueError:
        raise wrong("money.two_decimals", _too_fine(given)) from None
    if abs(centimes) >= _MOST_CENTIMES:
        raise wrong("money.range", _too_big(given))
    return centimes


def read_number(given: Any) -> Decimal:
    """Read "13.6" as an exact number with four decimals at most."""
    try:
        number = Decimal(str(given).strip())
    except InvalidOperation:
        raise wrong("number.form", _not_a_number(given)) from None
    if not number.is_finite() or number != round(number, 4):
        raise wrong("number.form", _not_a_number(given))
    if abs(number) >= _MOST_NUMBER:
        raise wrong("number.range", _too_big(given))
    return number


def _read_uncertain(given: Any) -> UncertainDate:
    try:
        return UncertainDate.parse(
            given if isinstance(given, str) or given is None else repr(given)
        )
    except ValueError:
        raise wrong("date.form", _not_a_date(given)) from None


def _read_day(given: Any) -> date:
    try:
        if re.fullmatch(r"\d{4}-\d\d-\d\d", str(given)):
            return date.fromisoformat(str(given))
    except ValueError:
        pass
    raise wrong("date.day", _not_a_day(given))


def _within(longest: int) -> AfterValidator:
    def check(text: Text) -> Text:
        for part in (text.fr, text.ar, text.en):
            if len(part) > longest:
                raise wrong("text.length", _too_long(len(part), longest))
        return text

    return AfterValidator(check)


def _none_is(empty: Any) -> BeforeValidator:
    return BeforeValidator(lambda given: empty() if given is None else given)


class _Later:
    """Marks a word added to the format after its first files were recorded."""


# Unsaid, such a word is left out of the fingerprint: older files keep theirs.
LATER: Final = _Later()
Added = Annotated[T, LATER]
Many = Annotated[list[T], _none_is(list)]
Text80 = Annotated[Text, _within(80)]
Text120 = Annotated[Text, _within(120)]
Text200 = Annotated[Text, _within(200)]
Line120: TypeAlias = Annotated[str, _none_is(str), Field(max_length=120)]
Line200: TypeAlias = Annotated[str, _none_is(str), Field(max_length=200)]
Language: TypeAlias = Annotated[str, _none_is(str), Field(max_length=3, examples=["fr"])]
Address: TypeAlias = Annotated[
    str, _none_is(str), Field(max_length=400, pattern=r"^$|^https?://\S+$")
]
Digest: TypeAlias = Annotated[str, _none_is(str), Field(pattern=r"^$|^[0-9a-f]{64}$")]
Code: TypeAlias = Annotated[
    str,
    StringConstraints(pattern=r"^[a-z0-9]+(?:[-_][a-z0-9]+)*$", max_length=80),
    Field(examples=["article-1"]),
]
# What a source's column holds.
SourceCode: TypeAlias = Annotated[
    str,
    StringConstraints(pattern=r"^[a-z0-9]+(?:[-_][a-z0-9]+)*$", max_length=60),
    Field(examples=["article-1"]),
]
Scheme: TypeAlias = Annotated[
    str, _none_is(str), Field(max_length=40, pattern=r"^[a-z0-9_-]*$", examples=["tahfiz"])
]
Place: TypeAlias = Annotated[
    str, StringConstraints(pattern=r"^[A-Z0-9][A-Z0-9.]*$", max_length=20), Field(examples=["09"])
]
Reference: TypeAlias = Annotated[
    str,
    StringConstraints(pattern=r"^[A-Z0-9]+(?:[._-][A-Z0-9]+)*$", max_length=60),
    Field(examples=["EXEMPLE-2026"]),
]
DiplomaCode: TypeAlias = Annotated[
    str, StringConstraints(pattern=r"^[A-Z]+$", max_length=20), Field(examples=["SD"])
]
AnnexNumber: TypeAlias = Annotated[str, _none_is(str), Field(max_length=12, examples=["1"])]
Letter: TypeAlias = Annotated[str, StringConstraints(pattern=r"^[A-Z]$"), Field(examples=["A"])]
Count: TypeAlias = Annotated[int, Field(ge=1, le=32767)]
Year: TypeAlias = Annotated[int, Field(ge=1990, le=2100)]
Money: TypeAlias = Annotated[
    int, PlainValidator(read_money), WithJsonSchema({"type": "string", "examples": ["186.88 MDH"]})
]
Number: TypeAlias = Annotated[
    str, _none_is(str), Field(min_length=1, max_length=40, examples=["3488"])
]
Quantity: TypeAlias = Annotated[
    Decimal, PlainValidator(read_number), WithJsonSchema({"type": "string", "examples": ["1400"]})
]
HalfKnown: TypeAlias = Annotated[
    UncertainDate,
    PlainValidator(_read_uncertain),
    WithJsonSchema({"type": ["string", "null"], "examples": ["unknown", "2021-12"]}),
]
Day: TypeAlias = Annotated[
    date,
    PlainValidator(_read_day),
    WithJsonSchema({"type": "string", "format": "date", "examples": ["2026-01-31"]}),
]


def _not_money(given: Any) -> Labels:
    return Labels(
        f"« {given} » n’est pas un montant : écrivez « 186.88 MDH » ou « 12000 DH ».",
        f"«{given}» ليس مبلغا: اكتبوا «186.88 MDH» أو «12000 DH».",
        f"“{given}” is not an amount: write “186.88 MDH” or “12000 DH”.",
    )


def _too_fine(given: Any) -> Labels:
    return Labels(
        f"« {given} » descend sous le centime : un dirham a deux décimales.",
        f"«{given}» أدق من السنتيم: للدرهم رقمان بعد الفاصلة.",
        f"“{given}” goes below the centime: a dirham has two decimals.",
    )


def _too_big(given: Any) -> Labels:
    return Labels(
        f"« {given} » dépasse ce que le registre peut tenir.",
        f"«{given}» يتجاوز ما يسعه السجل.",
        f"“{given}” is more than the register can hold.",
    )


def _not_a_number(given: Any) -> Labels:
    return Labels(
        f"« {given} » n’est pas un nombre : chiffres, point décimal, quatre décimales au plus.",
        f"«{given}» ليس عددا: أرقام ونقطة عشرية وأربعة أرقام بعدها على الأكثر.",
        f"“{given}” is not a number: digits, decimal point, four decimals at most.",
    )


def _not_a_date(given: Any) -> Labels:
    return Labels(
        f"« {given} » n’est pas une date : écrivez 2021-12-15, 2021-12, 2021 ou unknown.",
        f"«{given}» ليس تاريخا: اكتبوا 2021-12-15 أو 2021-12 أو 2021 أو unknown.",
        f"“{given}” is not a date: write 2021-12-15, 2021-12, 2021 or unknown.",
    )


def _not_a_day(given: Any) -> Labels:
    return Labels(
        f"« {given} » n’est pas un jour : écrivez-le comme 2021-12-15.",
        f"«{given}» ليس يوما: اكتبوه هكذا 2021-12-15.",
        f"“{given}” is not a day: write it as 2021-12-15.",
    )


def _too_long(length: int, longest: int) -> Labels:
    return Labels(
        f"Ce texte compte {length} caractères ; {longest} au plus.",
        f"عدد أحرف هذا النص {length}، والحد الأقصى {longest}.",
        f"This text has {length} characters; {longest} at most.",
    )
