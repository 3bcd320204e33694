"""Forms made of facts of the law: each in its own words, and « je ne sais pas » is an answer."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django import forms
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mithaq.apps.programmes.queries import AskedFact, asked_facts, fact_faults, fact_values
from mithaq.web.shell.dates import date_plain
from mithaq.web.shell.typography import language, set_text
from mithaq.web.shell.words import local
from mithaq.web.simulators.typed import amount_typed, latin_digits, number_typed

_DAY: Final = {"type": "date"}
_TYPED_DAY: Final = re.compile(r"(\d{1,2})(?:er)?\s?[/.-]\s?(\d{1,2})\s?[/.-]\s?(\d{4})")
_AMOUNT: Final = {"inputmode": "decimal", "dir": "auto", "autocomplete": "off"}
_COUNT: Final = {"inputmode": "numeric", "dir": "auto", "autocomplete": "off"}
_MISSING: Final = gettext_lazy("Répondez à cette question : rien ne se calcule sans elle.")
# A wage, or what stands for one, of nothing at all is a slip: an amount due may be nothing.
_ABOVE_ZERO: Final = frozenset({"gross", "stipend", "average_wage_36_months"})


@dataclass(frozen=True, slots=True)
class Bound:
    """An answer that another one bounds, from above or (``is_floor``) from below; ``says`` why.

    ``%(bound)s`` in the sentence is the other answer, when it is a day.
    """

    name: str
    other: str
    says: Promise
    is_floor: bool = False


class FactForm(forms.Form):
    """A few facts of the law, asked in its words; one left out is unknown, which is no fault.

    ``names`` are asked in order; those of ``required`` must be known. A subclass may set ``labels``
    (shorter questions) and ``hints``, by fact, ``bounds`` between two answers, and what an empty
    answer is taken for: a value (``unsaid``), or the answer to another question (``as_said``). The
    hint of the field says so.
    """

    names: tuple[str, ...] = ()
    required: Collection[str] = ()
    labels: Mapping[str, Any] = {}
    hints: Mapping[str, Any] = {}
    bounds: tuple[Bound, ...] = ()
    unsaid: Mapping[str, str] = {}
    as_said: Mapping[str, str] = {}

    def __init__(self, data: QueryDict | dict[str, Any] | None = None, **kwargs: Any) -> None:
        """Build a field for each fact."""
        super().__init__(data, **kwargs)
        for fact in asked_facts(self.names):
            self.fields[fact.name] = self._field(fact)

    @property
    def facts(self) -> dict[str, str]:
        """The facts given, as typed; unknown ones left out."""
        given = ((name, self.cleaned_data.get(name)) for name in self.names)
        return {name: str(value) for name, value in given if value not in {None, ""}}

    def clean(self) -> dict[str, Any]:
        """Hold each answer against the law's own bounds."""
        data: dict[str, Any] = super().clean() or {}
        for fact in asked_facts(self.names):
            text = data.get(fact.name)
            if not text:
                if fact.name in self.unsaid and fact.name not in self.errors:
                    data[fact.name] = self.unsaid[fact.name]
            elif fact.kind == "date":
                data[fact.name] = _iso(text)
            elif fact.kind == "money":
                self._read_amount(fact.name, text)
            elif fact.kind != "boolean" and not fact.choices:
                data[fact.name] = number_typed(text)
        given = {name: data[name] for name in self.names if data.get(name) not in {None, ""}}
        faults = fact_faults(given)
        for fault in faults:
            self.add_error(fault.where, set_text(fault.of(language())))
        wrong = {fault.where for fault in faults} | set(self._refuse_nothing(given))
        for name, other in self.as_said.items():
            # A wrong answer is told once, beside its own field.
            if not data.get(name) and name not in self.errors and other in given.keys() - wrong:
                data[name] = given[name] = data[other]
        self._hold({name: value for name, value in given.items() if name not in wrong})
        return data

    def _read_amount(self, name: str, typed: str) -> None:
        """Keep an amount as the law reads it; one that may be read two ways is asked again."""
        amount = amount_typed(typed)
        if isinstance(amount, str):
            self.cleaned_data[name] = amount
            return
        said = _(
            "« %(typed)s » peut se lire %(thousands)s ou %(units)s : écrivez %(thousands)s ou "
            "%(units)s."
        )
        thousands, units = amount
        words = {"typed": typed.strip(), "thousands": thousands, "units": units}
        self.add_error(name, set_text(said % words))

    def _refuse_nothing(self, given: Mapping[str, object]) -> list[str]:
        """The wages said to be zero, each told beside its field."""
        nothing = [name for name in _ABOVE_ZERO & given.keys() if _is_nothing(given[name])]
        for name in nothing:
            self.add_error(name, _("Écrivez un montant au-dessus de zéro."))
        return nothing

    def _hold(self, given: Mapping[str, object]) -> None:
        """Hold answers against each other: the one that cannot be is told beside its field."""
        values: dict[str, Any] = fact_values(given)
        for bound in self.bounds:
            if not {bound.name, bound.other} <= values.keys():
                continue
            value, other = values[bound.name], values[bound.other]
            if value < other if bound.is_floor else value > other:
                words = date_plain(other) if isinstance(other, date) else ""
                self.add_error(bound.name, str(bound.says) % {"bound": words})

    def _field(self, fact: AskedFact) -> forms.Field:
        is_required = fact.name in self.required
        words: dict[str, Any] = {
            "label": self.labels.get(fact.name) or local(fact.label),
            "help_text": self.hints.get(fact.name) or local(fact.hint),
            "required": is_required,
            "error_messages": {"required": _MISSING},
        }
        if fact.choices or fact.kind == "boolean":
            return _choice(fact, words, is_required=is_required)
        attrs = {"date": _DAY, "money": _AMOUNT, "ratio": _AMOUNT}.get(fact.kind, _COUNT)
        return forms.CharField(max_length=30, widget=forms.TextInput(attrs), **words)


def _is_nothing(typed: object) -> bool:
    """Whether what was typed is a zero, however it is written."""
    return re.fullmatch(r"[0\s.,]*0[0\s.,]*", str(typed)) is not None


def _iso(text: str) -> str:
    """A day typed 31/10/2025 as addresses hold it; any other text stays as it is."""
    text = latin_digits(text)
    found = _TYPED_DAY.fullmatch(text)
    if found is None:
        return text
    day, month, year = found.groups()
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return text


class CountField(forms.IntegerField):
    """A whole number, its unit and its digits as people type them."""

    def to_python(self, value: Any) -> int | None:
        """Read « 24 ans », « ٢٤ سنة »."""
        found: int | None = super().to_python(number_typed(value) if value else value)
        return found


def as_day(text: str) -> date | None:
    """A day as addresses or people write it, or nothing."""
    try:
        return date.fromisoformat(_iso(text))
    except ValueError:
        return None


def _choice(fact: AskedFact, words: dict[str, Any], *, is_required: bool) -> forms.ChoiceField:
    """A truth as three answers, a code as a list; not knowing is the last of them."""
    unknown = [] if is_required else [("", _("Je ne sais pas"))]
    words["error_messages"] |= {"invalid_choice": _("Choisissez une réponse de la liste.")}
    if fact.kind == "boolean":
        answers = [("oui", _("Oui")), ("non", _("Non")), *unknown]
        return forms.ChoiceField(
            choices=answers, widget=forms.RadioSelect({"class": "answers"}), **words
        )
    listed = [(code, local(label)) for code, label in fact.choices]
    # An answer that must be given is asked, never guessed.
    unknown = unknown or [("", _("Choisissez"))]
    return forms.ChoiceField(choices=[*unknown, *listed], **words)
