"""The kinds of words that an amendment's document may hold, each read and written one way.

A word turns a JSON value into fields of a view, and back. Nothing here reads the database.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from django.db.models import TextChoices

from mithaq.apps.conventions.queries import views
from mithaq.base.dates import UncertainDate
from mithaq.base.text import Labels

NOTHING: Final = Labels("")
LARGEST: Final = 10**14


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """What a code of an amendment stands for."""

    labels: Labels
    acronym: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedIndicator:
    """A version of an indicator that a target can count."""

    labels: Labels
    definition: Labels
    unit: str
    unit_label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """Everything the codes of a convention's amendments stand for, found beforehand.

    ``measures`` are the convention's own, under « axis.rank »; ``axes`` its numbered chapters.
    """

    organisations: Mapping[str, Named] = field(default_factory=dict)
    territories: Mapping[str, Labels] = field(default_factory=dict)
    indicators: Mapping[tuple[str, int], NamedIndicator] = field(default_factory=dict)
    measures: Mapping[str, views.MeasureView] = field(default_factory=dict)
    axes: Mapping[int, Labels] = field(default_factory=dict)
    source: views.SourceRef | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """One word of a document: its name in the file and on screen, what it holds, how it is read.

    ``absent`` is the value of an object added without it; a required word has none.
    """

    name: str
    title: Labels
    holds: Labels
    read: Callable[[Any, Names], Mapping[str, Any]]
    write: Callable[[Any, Names], Any]
    absent: Any = None
    is_required: bool = False
    choices: type[TextChoices] | None = None


TEXT: Final = Labels(
    "un texte en français (fr), et si possible en arabe (ar) et en anglais (en)",
    "نصا بالفرنسية (fr) وإن أمكن بالعربية (ar) والإنجليزية (en)",
    "a text in French (fr), and if possible in Arabic (ar) and English (en)",
)
DAY: Final = Labels(
    "un jour, comme 2027-03-31", "يوما، مثل 2027-03-31", "a day, such as 2027-03-31"
)
DATE: Final = Labels(
    "une date, comme 2027-03-31, 2027-03 ou 2027",
    "تاريخا، مثل 2027-03-31 أو 2027-03 أو 2027",
    "a date, such as 2027-03-31, 2027-03 or 2027",
)
COUNT: Final = Labels("un nombre entier", "عددا صحيحا", "a whole number")
NUMBER: Final = Labels("un nombre, comme 1200", "عددا، مثل 1200", "a number, such as 1200")
MONEY: Final = Labels("un montant en centimes", "مبلغا بالسنتيمات", "an amount in centimes")
CODE: Final = Labels("un code du registre", "رمزا من السجل", "a code of the register")


def read_labels(value: Any) -> Labels:
    """Read a text in three languages; a document with other words is refused."""
    if not isinstance(value, Mapping) or set(value) - {"fr", "ar", "en"}:
        raise ValueError(value)
    texts = {language: value.get(language) or "" for language in ("fr", "ar", "en")}
    if not all(isinstance(text, str) for text in texts.values()):
        raise ValueError(value)
    return Labels(**{language: text.strip() for language, text in texts.items()})


def write_labels(labels: Labels) -> dict[str, str]:
    """Write the languages in which something is said."""
    said = {"fr": labels.fr, "ar": labels.ar, "en": labels.en}
    return {language: text for language, text in said.items() if text}


def text_word(name: str, stem: str, title: Labels, *, is_required: bool = False) -> Word:
    """A text in three languages."""

    def read(value: Any, _names: Names) -> Mapping[str, Any]:
        labels = read_labels(value) if value is not None else NOTHING
        if is_required and not labels.fr:
            raise ValueError(value)
        return {stem: labels}

    def write(view: Any, _names: Names) -> Any:
        return write_labels(getattr(view, stem)) or None

    return Word(name=name, title=title, holds=TEXT, read=read, write=write, is_required=is_required)


def choice_word(
    name: str,
    stem: str,
    title: Labels,
    *,
    choices: type[TextChoices],
    label: str = "",
    absent: str = "",
    may_be_empty: bool = False,
) -> Word:
    """One value of a closed list; ``label`` is the field of the view that says it in words."""

    def read(value: Any, _names: Names) -> Mapping[str, Any]:
        if may_be_empty and not value:
            return {stem: "", **({label: ""} if label else {})}
        found = choices(value)
        return {stem: found.value, **({label: str(found.label)} if label else {})}

    values = ", ".join(choices.values)
    return Word(
        name=name,
        title=title,
        holds=Labels(f"un mot parmi {values}", f"إحدى الكلمات: {values}", f"one of {values}"),
        read=read,
        write=lambda view, _names: getattr(view, stem) or None,
        absent=absent,
        is_required=not absent and not may_be_empty,
        choices=choices,
    )


def date_word(name: str, stem: str, title: Labels) -> Word:
    """A date that may be known to the day, the month or the year, or not at all."""

    def read(value: Any, _names: Names) -> Mapping[str, Any]:
        return {stem: UncertainDate.parse(value)}

    def write(view: Any, _names: Names) -> Any:
        known: UncertainDate = getattr(view, stem)
        return str(known) if known.is_known else None

    return Word(name=name, title=title, holds=DATE, read=read, write=write)


def day_word(name: str, stem: str, title: Labels) -> Word:
    """A day, or nothing."""

    def read(value: Any, _names: Names) -> Mapping[str, Any]:
        return {stem: date.fromisoformat(value) if value else None}

    def write(view: Any, _names: Names) -> Any:
        known: date | None = getattr(view, stem)
        return known.isoformat() if known else None

    return Word(name=name, title=title, holds=DAY, read=read, write=write)


def count_word(
    name: str,
    stem: str,
    title: Labels,
    *,
    holds: Labels = COUNT,
    absent: int | None = None,
    is_required: bool = False,
) -> Word:
    """A whole number from zero, or nothing when it is not required."""

    def read(value: Any, _names: Names) -> Mapping[str, Any]:
        if value is None and not is_required:
            return {stem: absent}
        if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < LARGEST:
            raise ValueError(value)
        return {stem: value}

    return Word(
        name=name,
        title=title,
        holds=holds,
        read=read,
        write=lambda view, _names: getattr(view, stem),
        absent=absent,
        is_required=is_required,
    )


def number_word(name: str, stem: str, title: Labels, *, is_required: bool = True) -> Word:
    """A quantity, kept as text in the document so that no digit is lost."""

    def read(value: Any, _names: Names) -> Mapping[str, Any]:
        if value is None and not is_required:
            return {stem: None}
        if isinstance(value, bool | float):
            raise TypeError(value)
        try:
            found = Decimal(value)
        except (InvalidOperation, TypeError) as error:
            raise ValueError(value) from error
        if not found.is_finite() or abs(found) >= LARGEST:
            raise ValueError(value)
        return {stem: found}

    def write(view: Any, _names: Names) -> Any:
        known: Decimal | None = getattr(view, stem)
        return format(known.normalize(), "f") if known is not None else None

    return Word(
        name=name, title=title, holds=NUMBER, read=read, write=write, is_required=is_required
    )


def code_word(
    name: str,
    title: Labels,
    *,
    read: Callable[[str, Names], Mapping[str, Any]],
    write: Callable[[Any, Names], str | None],
    nothing: Mapping[str, Any] | None = None,
) -> Word:
    """A code of the register; ``nothing`` are the fields of an object that names none."""

    def reading(value: Any, names: Names) -> Mapping[str, Any]:
        if not value and nothing is not None:
            return nothing
        if not isinstance(value, str):
            raise TypeError(value)
        return read(value, names)

    return Word(
        name=name, title=title, holds=CODE, read=reading, write=write, is_required=nothing is None
    )
