"""Forms made of facts of the law: each in its own words, and « je ne sais pas » is an answer."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django import forms
from django.forms import BoundField
from django.http import QueryDict
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mithaq.apps.programmes.queries import AskedFact, asked_facts, fact_faults, fact_values
from mithaq.web.programmes.values import quantity_words
from mithaq.web.shell.dates import date_plain
from mithaq.web.shell.typography import language, set_text
from mithaq.web.shell.words import local
from mithaq.web.simulators.typed import amount_typed, latin_digits, number_typed

SUPPOSE: Final = "suppose"
# Sent by a form that shows what it supposes: what is not ticked was unticked.
SHOWN: Final = "vu"
_DAY: Final = {"type": "date"}
_TYPED_DAY: Final = re.compile(r"(\d{1,2})(?:er)?\s?[/.-]\s?(\d{1,2})\s?[/.-]\s?(\d{4})")
_AMOUNT: Final = {"inputmode": "decimal", "dir": "auto", "autocomplete": "off"}
_COUNT: Final = {"inputmode": "numeric", "dir": "auto", "autocomplete": "off"}
_MISSING: Final = gettext_lazy("Répondez à cette question : rien ne se calcule sans elle.")
# A wage, or what stands for one, of nothing at all is a slip: an amount due may be nothing.
_ABOVE_ZERO: Final = frozenset({"gross", "stipend", "average_wage_36_months"})
# In dirhams, a month and otherwise: beyond, a page of amounts no longer holds on a phone.
_MOST_WAGE: Final = 1_000_000
_MOST_MONEY: Final = 1_000_000_000
# Beyond, nobody knows the law: what is in force today would be told as that of a day far away.
MOST_YEARS_AHEAD: Final = 5


@dataclass(frozen=True, slots=True)
class Bound:
    """An answer that another one bounds, from above or (``is_floor``) from below; ``says`` why.

    ``%(bound)s`` in the sentence is the other answer, when it is a day.
    """

    name: str
    other: str
    says: Promise
    is_floor: bool = False


@dataclass(frozen=True, slots=True)
class Supposed:
    """A yes or a no taken for true until the reader unticks it, in the words of the page."""

    name: str
    value: str
    says: Promise

    @property
    def opposite(self) -> str:
        """What it is once unticked."""
        return "non" if self.value == "oui" else "oui"


class FactForm(forms.Form):
    """A few facts of the law, asked in its words; one left out is unknown, which is no fault.

    ``names`` are asked in order; those of ``required`` must be known. A subclass may set ``labels``
    (shorter questions) and ``hints``, by fact, ``bounds`` between two answers, and what an empty
    answer is taken for: a value (``unsaid``), or the answer to another question (``as_said``). The
    hint of the field says so, and ``taken_words`` beside the answer; an address never holds it, and
    it may give a yes, never a no. ``supposes`` are ticked from
    the start, in the place of questions; an address that says such a fact, even unknown, is
    believed. ``folded`` are asked under a fold, which ``more_title`` names; ``apart`` where the
    page says, once an answer makes them matter. ``folds_ticks`` puts what is supposed under the
    fold too. ``briefly`` names, in a few words, what a yes rests on where nobody said it.
    """

    names: tuple[str, ...] = ()
    required: Collection[str] = ()
    labels: Mapping[str, Any] = {}
    hints: Mapping[str, Any] = {}
    bounds: tuple[Bound, ...] = ()
    unsaid: Mapping[str, str] = {}
    as_said: Mapping[str, str] = {}
    supposes: tuple[Supposed, ...] = ()
    taken_words: Mapping[str, Promise | str] = {}
    briefly: Mapping[str, Promise] = {}
    folded: Collection[str] = ()
    apart: Collection[str] = ()
    more_title: Promise | str = ""
    folds_ticks: bool = False

    def __init__(self, data: QueryDict | dict[str, Any] | None = None, **kwargs: Any) -> None:
        """Build a field for each fact, and one for all that is supposed."""
        super().__init__(data, **kwargs)
        # A fact filled in whose value makes a no is left open: the answer asks it.
        self.left_open = ""
        for fact in asked_facts(self.names):
            self.fields[fact.name] = self._field(fact)
        ticked = self._ticked()
        if self.supposes:
            self.fields[SUPPOSE] = forms.MultipleChoiceField(
                choices=[(item.name, item.says) for item in self.supposes],
                required=False,
                initial=ticked,
                label=_("Nous supposons (décochez ce qui est faux)"),
                widget=forms.CheckboxSelectMultiple({"class": "supposed"}),
            )
        if self.supposes and self.is_bound:
            self.data = {**_single(self.data), SUPPOSE: ticked}

    def _ticked(self) -> list[str]:
        """What is supposed: all of it, but what was unticked, or said otherwise."""
        given: Any = self.data if self.is_bound else self.initial
        if SHOWN in given:
            listed = given.getlist(SUPPOSE) if hasattr(given, "getlist") else given.get(SUPPOSE, ())
            return [item.name for item in self.supposes if item.name in listed]
        said = ((item, given.get(item.name) or item.value) for item in self.supposes)
        return [item.name for item, value in said if value == item.value]

    @property
    def supposed(self) -> list[Promise]:
        """What the answer takes for true without having been told."""
        ticked = self._ticked()
        return [i.says for i in self.supposes if i.name in ticked and i.name not in self.data]

    @property
    def filled(self) -> frozenset[str]:
        """The facts that nobody typed: an empty answer was taken for another, or for a value."""
        empty = {name for name in (*self.unsaid, *self.as_said) if not self.data.get(name)}
        return frozenset(empty & self.facts.keys())

    @property
    def assumed(self) -> frozenset[str]:
        """The same, with what is ticked from the start and nobody said."""
        ticked = {item.name for item in self.supposes if item.name not in self.data}
        return self.filled | frozenset(ticked & {*self._ticked()})

    @property
    def taken(self) -> list[Promise | str]:
        """What an empty answer was taken for, in the words of the page."""
        return [says for name, says in self.taken_words.items() if name in self.filled]

    @property
    def said(self) -> dict[str, str]:
        """The facts as an address keeps them: what nobody typed is supposed anew."""
        told = {i.name: "" for i in self.supposes if self.data.get(i.name) == ""}
        return {**{n: v for n, v in self.facts.items() if n not in self.assumed}, **told}

    @property
    def onward(self) -> dict[str, object]:
        """What the next page takes of these answers, by the names of its own questions."""
        return self.kept

    @property
    def kept(self) -> dict[str, object]:
        """What the address of an answer holds, by name."""
        return dict(self.said)

    @property
    def asked(self) -> list[BoundField]:
        """The questions shown at once."""
        return [self[name] for name in self.fields if name in self._shown - set(self.folded)]

    @property
    def more(self) -> list[BoundField]:
        """Those under the fold."""
        return [self[name] for name in self.fields if name in self._shown & set(self.folded)]

    @property
    def ticks(self) -> BoundField | None:
        """The one field of all that is supposed."""
        return self[SUPPOSE] if self.supposes else None

    @property
    def is_more_open(self) -> bool:
        """Whether a fault, the question left open, or what was unticked stands under the fold."""
        is_unticked = self.folds_ticks and len(self._ticked()) < len(self.supposes)
        return is_unticked or any(
            bound.errors or bound.name == self.left_open for bound in self.more
        )

    @property
    def _shown(self) -> set[str]:
        told = (item.name for item in self.supposes)
        return self.fields.keys() - {SUPPOSE, *told, *self.apart}

    @property
    def facts(self) -> dict[str, str]:
        """The facts given, as typed; unknown ones left out."""
        names = (name for name in self.names if name != self.left_open)
        given = ((name, self.cleaned_data.get(name)) for name in names)
        return {name: str(value) for name, value in given if value not in {None, ""}}

    def clean(self) -> dict[str, Any]:
        """Hold each answer against the law's own bounds."""
        data: dict[str, Any] = super().clean() or {}
        ticked = self._ticked()
        for item in self.supposes:
            if item.name not in self.data:
                data[item.name] = item.value if item.name in ticked else item.opposite
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
            is_below = fault.where in _ABOVE_ZERO and str(given[fault.where]).startswith("-")
            said = _above_zero() if is_below else set_text(fault.of(language()))
            self.add_error(fault.where, said)
        wrong = {fault.where for fault in faults}
        wrong |= {*self._refuse_nothing(given), *self._refuse_too_much(given, wrong)}
        wrong |= set(self._refuse_too_far(given, wrong))
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
            self.add_error(name, _above_zero())
        return nothing

    def _refuse_too_much(self, given: Mapping[str, object], wrong: Collection[str]) -> list[str]:
        """The amounts that nobody is paid nor owes, a key held too long, told beside the field."""
        values: dict[str, Any] = fact_values({n: v for n, v in given.items() if n not in wrong})
        said = _("Ce montant est trop grand : %(most)s au plus.")
        beyond = []
        for fact in asked_facts(tuple(values)):
            most = _MOST_WAGE if fact.name in _ABOVE_ZERO else _MOST_MONEY
            if fact.kind == "money" and values[fact.name] > most:
                self.add_error(fact.name, set_text(said % {"most": quantity_words(most, "MAD")}))
                beyond.append(fact.name)
        return beyond

    def _refuse_too_far(self, given: Mapping[str, object], wrong: Collection[str]) -> list[str]:
        """The days so far away that the law of today says nothing sure of them."""
        values: dict[str, Any] = fact_values({n: v for n, v in given.items() if n not in wrong})
        today = timezone.localdate()
        last = date(today.year + MOST_YEARS_AHEAD, 12, 31)
        far = [n for n, day in values.items() if isinstance(day, date) and day > last]
        for name in far:
            said = _(
                "Personne ne connaît la loi d’un jour si lointain : écrivez un jour jusqu’au "
                "%(day)s."
            )
            self.add_error(name, said % {"day": date_plain(last)})
        return far

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
            # An empty hint leaves the field without any: its label says enough.
            "help_text": self.hints.get(fact.name, local(fact.hint)),
            "required": is_required,
            "error_messages": {"required": _MISSING},
        }
        if fact.choices or fact.kind == "boolean":
            return _choice(fact, words, is_required=is_required)
        attrs = {"date": _DAY, "money": _AMOUNT, "ratio": _AMOUNT}.get(fact.kind, _COUNT)
        return forms.CharField(max_length=30, widget=forms.TextInput(attrs), **words)


def _single(data: Any) -> dict[str, Any]:
    """The answers of an address, the last of each."""
    return data.dict() if isinstance(data, QueryDict) else dict(data)


def _is_nothing(typed: object) -> bool:
    """Whether what was typed is a zero, however it is written."""
    return re.fullmatch(r"[0\s.,]*0[0\s.,]*", str(typed)) is not None


def _above_zero() -> str:
    """That an amount must be more than nothing, for a zero and for less alike."""
    return _("Écrivez un montant au-dessus de zéro.")


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
