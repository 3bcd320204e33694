"""The form of one part of a text: one block a row, nothing typed is ever lost."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from mithaq.apps.conventions.choices import CadencePeriod
from mithaq.apps.conventions.queries import namable_places
from mithaq.apps.organisations.queries import organisations
from mithaq.apps.reference.queries import indicators, terms
from mithaq.base.errors import Fault
from mithaq.web.conventions.drafting.naming import DIPLOMAS, measures_of, targets_of, title_of
from mithaq.web.conventions.drafting.parts import (
    AREAS,
    AXIS,
    BODY,
    CADENCE,
    CHAPTER,
    CHOICE,
    DATE,
    DIPLOMA,
    INDICATOR,
    MEASURE,
    PARTY,
    PERIOD,
    PLACE,
    TARGET,
    TEXTS,
    TICK,
    WHOLE,
    TextPart,
    Word,
    rows_of,
)
from mithaq.web.shell.words import local

LANGUAGES: Final = ("fr", "ar", "en")
MOST_ROWS: Final = 60
_EMPTY: Final[tuple[Any, ...]] = (None, "", [], {}, False)


class RowForm(forms.Form):
    """One row of a part, or the part itself when it has no rows."""

    label: str = ""


Lists = Mapping[str, list[tuple[str, str]]]


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault beside its field, for the summary above the form."""

    target: str
    label: str
    text: str


class PartForm:
    """The rows of a part, bound to what was sent or to what the text says."""

    def __init__(
        self,
        part: TextPart,
        content: Mapping[str, Any],
        lists: Lists,
        data: QueryDict | None = None,
    ) -> None:
        """Show the text's rows and an empty one; or, bound, the rows that were sent."""
        self.part, self.content, self.lists, self.data = part, content, lists, data
        self.was = rows_of(part, content) if part.is_rows else [dict(content)]
        count = self._count()
        self.rows = [self._row(index) for index in range(count)]

    def _count(self) -> int:
        if not self.part.is_rows:
            return 1
        if self.data is None:
            return len(self.was) + 1
        asked = self.data.get("rows", "")
        sent = int(asked) if asked.isdigit() else len(self.was)
        return min(MOST_ROWS, sent + ("more" in self.data))

    def _row(self, index: int) -> RowForm:
        was = self.was[index] if index < len(self.was) else {}
        form = RowForm(self.data, prefix=f"r{index}", initial=dict(_flat(self.part, was)))
        form.label = f"{self.part.one} {index + 1}" if self.part.is_rows else ""
        for word in self.part.words:
            for name, field in self._fields(word):
                form.fields[name] = field
        if self.part.is_rows and was:
            form.fields["remove"] = forms.BooleanField(label=_("Retirer"), required=False)
        return form

    def _fields(self, word: Word) -> Iterator[tuple[str, forms.Field]]:
        if word.how in (TEXTS, AREAS):
            names = {"fr": _("en français"), "ar": _("en arabe"), "en": _("en anglais")}
            for code in LANGUAGES:
                attrs: dict[str, Any] = {"lang": code, "dir": "rtl" if code == "ar" else "ltr"}
                widget: forms.Widget = forms.TextInput(attrs=attrs)
                if word.how == AREAS:
                    widget = forms.Textarea(attrs={**attrs, "rows": 2})
                label = f"{word.label}, {names[code]}"
                yield f"{word.name}__{code}", _char(label, widget)
        elif word.how == TICK:
            yield word.name, forms.BooleanField(label=str(word.label), required=False)
        elif word.how == CADENCE:
            yield "cadence__count", _char(_("Nombre de séances"))
            yield "cadence__per", _select(_("Période"), CadencePeriod.choices)
        elif word.how == PERIOD:
            day = {"type": "date"}
            yield "covers__from", _char(_("Couvre depuis"), forms.TextInput(attrs=day))
            yield "covers__to", _char(_("Couvre jusqu’au"), forms.TextInput(attrs=day))
        elif (options := self._options(word)) is not None:
            yield word.name, _select(str(word.label), options)
        else:
            yield word.name, _char(str(word.label), help_text=_example(word))

    def _options(self, word: Word) -> Any:
        return word.options.choices if word.how == CHOICE else self.lists.get(word.how)

    def written(self) -> list[dict[str, Any]]:
        """The rows as a text holds them; empty rows and removed ones are left out."""
        found = []
        self._sent: list[tuple[int, str]] = []
        for index, form in enumerate(self.rows):
            form.is_valid()
            said = form.cleaned_data
            if said.get("remove"):
                continue
            was = self.was[index] if index < len(self.was) else {}
            row = _nested(self.part, was, said)
            told = {key: value for key, value in row.items() if key not in _DEFAULTS}
            if not self.part.is_rows or any(value not in _EMPTY for value in told.values()):
                found.append({key: value for key, value in row.items() if value not in _EMPTY})
                self._sent.append((index, str(row.get("of") or WHOLE)))
        return found

    def refuse_strays(self, marks: frozenset[str] | None) -> bool:
        """Refuse the rows written that belong to nothing: saved, they would be nowhere."""
        self.problems: list[Problem] = []
        for index, mark in self._sent:
            if marks is None or mark in marks:
                continue
            form = self.rows[index]
            said = str(
                _("Choisissez à quoi cette ligne se rattache.")
                if marks
                else _("Rien ne peut encore porter cette ligne : écrivez d’abord ce qui la porte.")
            )
            form.add_error("of", said)
            bound = form["of"]
            label = " · ".join(piece for piece in (form.label, str(bound.label)) if piece)
            self.problems.append(Problem(bound.id_for_label, label, said))
        return bool(self.problems)

    def refuse(self, faults: tuple[Fault, ...]) -> list[Fault]:
        """Put what is said of a row beside its fields; give back what has no place."""
        left = []
        self.problems = []
        for fault in faults:
            form, name = self._place(fault.where)
            if form is None or not name:
                left.append(fault)
                continue
            said = fault.of(get_language() or "fr")
            if fault.rule == BAD_DATE:
                typed = {"typed": form.cleaned_data.get(name, "")}
                said = _("« %(typed)s » n’est pas une date : écrivez jour, mois ou année, "
                         "comme 31/12/2028, 12/2028 ou 2028.") % typed  # fmt: skip
            form.add_error(name, said)
            bound = form[name]
            label = " · ".join(part for part in (form.label, str(bound.label)) if part)
            self.problems.append(Problem(bound.id_for_label, label, said))
        return left

    def _place(self, where: str) -> tuple[RowForm | None, str]:
        """The row and the field that a fault speaks of: « axes[0].commitments[1].due »."""
        steps = _STEP.findall(where)
        index, rest = self._row_index(steps)
        if index is None or index >= len(self.rows) or not rest:
            return None, ""
        form = self.rows[index]
        whole = "__".join(rest[:2])
        if whole in form.fields:
            return form, whole
        return form, next((key for key in form.fields if key.split("__")[0] == rest[0]), "")

    def _row_index(self, steps: list[tuple[str, str]]) -> tuple[int | None, list[str]]:
        names = [name for name, _rank in steps]
        if not self.part.is_rows:
            return 0, names
        sent = getattr(self, "_sent", [])
        ranked = [(depth, int(rank)) for depth, (_name, rank) in enumerate(steps) if rank]
        if not ranked:
            return None, []
        depth, rank = ranked[-1]
        rows = [index for index, _of in sent]
        if self.part.inside:
            if names[depth] != self.part.inner:
                return None, []
            mark = self._outer_mark(ranked[0][1]) if len(ranked) > 1 else WHOLE
            rows = [index for index, of in sent if of == mark]
        return (rows[rank] if rank < len(rows) else None), names[depth + 1 :]

    def _outer_mark(self, rank: int) -> str:
        outer = list(self.content.get(self.part.inside) or ())
        if self.part.inside == "parties" and rank < len(outer):
            return str(outer[rank].get("organisation") or "")
        return str(rank + 1)


# What a new row has from its selects: alone, they say nothing.
_DEFAULTS: Final = frozenset({"of", "role", "kind", "nature", "qualifier", "debtor", "unit", "sex"})
BAD_DATE: Final = "date.form"
_DAY_FIRST: Final = re.compile(r"(?:([0-9]{1,2})[/.])?([0-9]{1,2})[/.]([0-9]{4})", re.ASCII)
_STEP: Final = re.compile(r"([a-z_]+)(?:\[(\d+)\])?")


def lists_for(part: TextPart, content: Mapping[str, Any], *, is_exercise: bool) -> Lists:
    """What the selects of a part offer; only what the part needs is read."""
    asked = {word.how for word in part.words}
    makers: dict[str, Callable[[], list[tuple[str, str]]]] = {
        BODY: lambda: _bodies(is_exercise=is_exercise),
        PARTY: lambda: _parties(content, _bodies(is_exercise=is_exercise)),
        AXIS: lambda: [(WHOLE, _("Pour toute la convention")), *_axes(content)],
        CHAPTER: lambda: _axes(content),
        MEASURE: lambda: list(measures_of(content).items()),
        TARGET: lambda: list(targets_of(content).items()),
        INDICATOR: lambda: [(row.code, local(row.labels)) for row in indicators()],
        PLACE: lambda: [(code, local(labels)) for code, labels in namable_places()],
        DIPLOMA: lambda: [(row.code, local(row.labels)) for row in terms(DIPLOMAS)],
    }
    return {how: make() for how, make in makers.items() if how in asked}


def _bodies(*, is_exercise: bool) -> list[tuple[str, str]]:
    rows = organisations().filter(is_exercise=is_exercise)
    return [(row.slug, local(row.labels)) for row in rows]


def _parties(content: Mapping[str, Any], bodies: list[tuple[str, str]]) -> list[tuple[str, str]]:
    names = dict(bodies)
    named = [str(item.get("organisation") or "") for item in content.get("parties") or ()]
    return [(slug, names.get(slug, slug)) for slug in dict.fromkeys(named)]


def _axes(content: Mapping[str, Any]) -> list[tuple[str, str]]:
    return [
        (str(rank), title_of(axis) or str(rank))
        for rank, axis in enumerate(content.get("axes") or (), start=1)
    ]


def _char(label: Any, widget: forms.Widget | None = None, help_text: str = "") -> forms.Field:
    return forms.CharField(
        label=label, required=False, widget=widget or forms.TextInput, help_text=help_text
    )


def _select(label: Any, options: Any) -> forms.Field:
    return forms.ChoiceField(label=label, required=False, choices=[("", "…"), *options])


def _example(word: Word) -> str:
    if word.how == DATE:
        return _("Jour, mois ou année : 31/12/2028, 12/2028 ou 2028 ; vide si rien n’est convenu.")
    return _("Exemple : %(example)s") % {"example": word.example} if word.example else ""


def _flat(part: TextPart, row: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for word in part.words:
        value = row.get(word.name)
        if isinstance(value, Mapping):
            for inner, text in value.items():
                yield f"{word.name}__{inner}", text
        elif value is not None:
            yield word.name, value


def _nested(part: TextPart, was: Mapping[str, Any], said: Mapping[str, Any]) -> dict[str, Any]:
    """The row as it was, with what the form says; words that no field shows are kept."""
    row = dict(was)
    for word in part.words:
        inner = {key.split("__")[1]: value for key, value in said.items()
                 if key.startswith(f"{word.name}__")}  # fmt: skip
        if inner:
            row[word.name] = {key: value for key, value in inner.items() if value}
        elif word.how == DATE:
            row[word.name] = _as_kept(str(said.get(word.name) or ""))
        else:
            row[word.name] = said.get(word.name)
    return row


def _as_kept(typed: str) -> str:
    """A date as a text keeps it; what is no day, month or year stays as it was typed."""
    found = _DAY_FIRST.fullmatch(typed.strip())
    if found is None:
        return typed
    day, month, year = found.groups()
    return "-".join(part.zfill(2) for part in (year, month, day) if part)
