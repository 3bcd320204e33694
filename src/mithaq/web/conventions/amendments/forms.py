"""The forms of an amendment: what it is, and one article at a time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from mithaq.apps.conventions.queries import Amendable, Word
from mithaq.base.errors import Fault
from mithaq.base.text import LANGUAGES
from mithaq.web.conventions.amendments.words import MONEY
from mithaq.web.shell.words import local

DAY: Final = {"type": "date"}
IN_LANGUAGE: Final = {"fr": _("en français"), "ar": _("en arabe"), "en": _("en anglais")}
LONG: Final = frozenset({"text", "purpose", "wording", "condition", "evidence"})
PEOPLE: Final = 2
CENTIMES: Final = Decimal(100)
Choices = list[tuple[str, str]]


def day_field(label: Any, **options: Any) -> forms.DateField:
    """A day, in the form that browsers send."""
    widget = forms.DateInput(attrs=DAY, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, **options)


class AmendmentForm(forms.Form):
    """What an amendment says of itself, and what proves it."""

    number = forms.IntegerField(label=_("Numéro de l’avenant"), min_value=1, max_value=999)
    title_fr = forms.CharField(label=_("Intitulé en français"), max_length=300)
    title_ar = forms.CharField(label=_("Intitulé en arabe"), max_length=300, required=False)
    title_en = forms.CharField(label=_("Intitulé en anglais"), max_length=300, required=False)
    signed_on = day_field(_("Signé le"))
    effective_on = day_field(_("Prend effet le"))
    reason_fr = forms.CharField(
        label=_("Motif, en français"), max_length=600, widget=forms.Textarea(attrs={"rows": 2})
    )
    reason_ar = forms.CharField(
        label=_("Motif, en arabe"),
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    retroactive_reason_fr = forms.CharField(
        label=_("Pourquoi il est rétroactif"),
        help_text=_("Seulement s’il prend effet avant sa signature."),
        max_length=600,
        required=False,
    )
    source = forms.ChoiceField(label=_("Source"), required=False)
    locator = forms.CharField(label=_("Endroit dans la source"), max_length=120, required=False)
    scan = forms.FileField(
        label=_("Texte signé, numérisé"),
        help_text=_("Il est gardé par son empreinte ; une source peut en tenir lieu."),
        required=False,
    )
    document_sha256 = forms.CharField(required=False, widget=forms.HiddenInput)
    articles = forms.CharField(required=False, widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("Motif de l’inscription"),
        help_text=_("Il reste dans le journal."),
        max_length=300,
    )

    def __init__(self, *args: Any, sources: Choices, **kwargs: Any) -> None:
        """Offer the documents that the convention already rests on."""
        super().__init__(*args, **kwargs)
        field = self.fields["source"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", _("aucune : le texte signé suffit")), *sources]

    def refuse(self, faults: Iterable[Fault]) -> None:
        """Put each fault beside its field; what has no field stands on top."""
        named = {"title": "title_fr", "reason": "reason_fr", "retroactive_reason":
                 "retroactive_reason_fr"}  # fmt: skip
        for fault in faults:
            where = named.get(fault.where, fault.where)
            known = where if where in self.fields and where != "articles" else None
            self.add_error(known, fault.of(get_language() or "fr"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Lists:
    """What the selects of an article offer."""

    organisations: Choices
    territories: Choices
    indicators: Choices
    measures: Choices
    axes: Choices


class ArticleForm(forms.Form):
    """One object of the convention, to be written anew; built from the words of its kind."""

    article = forms.CharField(label=_("Article de l’avenant"), max_length=60, required=False)

    def __init__(self, *args: Any, spec: Amendable, lists: Lists, **kwargs: Any) -> None:
        """Make the fields of every word of the kind."""
        super().__init__(*args, **kwargs)
        self.spec = spec
        for word in spec.words:
            self.fields.update(_fields(word, lists))

    def document(self) -> dict[str, Any]:
        """What was typed, as a document in the words of the kind."""
        return {word.name: self._value(word) for word in self.spec.words}

    def _value(self, word: Word) -> Any:
        typed = self.cleaned_data
        if word.name == "signatories":
            return _people(typed)
        if f"{word.name}_fr" in self.fields:
            said = {code: typed.get(f"{word.name}_{code}", "").strip() for code in LANGUAGES}
            return {code: text for code, text in said.items() if text} or None
        value = typed.get(word.name)
        if word.name in MONEY:
            return int(value * CENTIMES) if value is not None else None
        if word.name == "axis":
            return int(value) if value else None
        if isinstance(value, date):
            return value.isoformat()
        return value if value != "" else None

    def refuse(self, faults: Iterable[Fault]) -> None:
        """Put each fault beside the word it speaks of."""
        for fault in faults:
            word = fault.where.rpartition(".")[2]
            known = next((name for name in (word, f"{word}_fr") if name in self.fields), None)
            self.add_error(known, fault.of(get_language() or "fr"))


def initial_of(document: Mapping[str, Any]) -> dict[str, Any]:
    """What an article's form shows first: the object as it reads that day."""
    found: dict[str, Any] = {}
    for name, value in document.items():
        if name == "signatories":
            for rank, person in enumerate(value[:PEOPLE], start=1):
                for code in ("fr", "ar"):
                    found[f"person_{rank}_{code}"] = person["person"].get(code, "")
                    found[f"capacity_{rank}_{code}"] = person["capacity"].get(code, "")
                found[f"interim_{rank}"] = person["interim"]
        elif isinstance(value, Mapping):
            found |= {f"{name}_{code}": text for code, text in value.items()}
        elif name in MONEY and value is not None:
            found[name] = Decimal(value) / CENTIMES
        else:
            found[name] = value
    return found


def _fields(word: Word, lists: Lists) -> dict[str, forms.Field]:
    offered = {
        "organisation": lists.organisations,
        "debtor": lists.organisations,
        "payer": lists.organisations,
        "territory": lists.territories,
        "indicator": lists.indicators,
        "measure": lists.measures,
        "axis": lists.axes,
    }
    title = local(word.title)
    title = title[:1].upper() + title[1:]
    if word.name == "signatories":
        return _people_fields()
    if word.choices is not None:
        choices = [(value, local(label)) for value, label in word.choices.choices]
        return {word.name: _select(title, choices, is_required=word.is_required)}
    if word.name in offered:
        return {word.name: _select(title, offered[word.name], is_required=word.is_required)}
    if word.name in MONEY:
        help_text = _("En dirhams, deux décimales au plus.")
        return {
            word.name: forms.DecimalField(
                label=title, help_text=help_text, decimal_places=2, min_value=0,
                required=word.is_required,
            )
        }  # fmt: skip
    if word.name in {"year", "sittings", "quorum"}:
        return {
            word.name: forms.IntegerField(label=title, min_value=0, max_value=9999, required=False)
        }
    if word.name in {"covers_from", "covers_to"}:
        return {word.name: day_field(title, required=False)}
    if word.name in {"due", "horizon"}:
        help_text = _("2027-03-31, 2027-03 ou 2027 ; vide si rien n’est dit.")
        return {word.name: forms.CharField(label=title, help_text=help_text, required=False)}
    if word.name in {"value", "quantity"}:
        field = forms.CharField(label=title, max_length=24, required=word.is_required)
        return {word.name: field}
    return _text_fields(word, title)


def _select(title: Any, choices: Choices, *, is_required: bool) -> forms.Field:
    listed = choices if is_required else [("", _("rien n’est dit")), *choices]
    return forms.ChoiceField(label=title, choices=listed, required=is_required)


def _text_fields(word: Word, title: str) -> dict[str, forms.Field]:
    widget: Any = forms.Textarea(attrs={"rows": 2}) if word.name in LONG else forms.TextInput()
    return {
        f"{word.name}_{code}": forms.CharField(
            label=f"{title}, {IN_LANGUAGE[code]}",
            required=word.is_required and code == "fr",
            widget=widget,
        )
        for code in LANGUAGES
    }


def _people_fields() -> dict[str, forms.Field]:
    found: dict[str, forms.Field] = {}
    for rank in range(1, PEOPLE + 1):
        for stem, label in (("person", _("Signataire")), ("capacity", _("Qualité"))):
            for code in ("fr", "ar"):
                found[f"{stem}_{rank}_{code}"] = forms.CharField(
                    label=f"{label} {rank}, {IN_LANGUAGE[code]}", max_length=200, required=False
                )
        found[f"interim_{rank}"] = forms.BooleanField(label=_("Par intérim"), required=False)
    return found


def _people(typed: Mapping[str, Any]) -> list[dict[str, Any]]:
    people = []
    for rank in range(1, PEOPLE + 1):
        said = {
            stem: {code: typed[f"{stem}_{rank}_{code}"] for code in ("fr", "ar")
                   if typed[f"{stem}_{rank}_{code}"]}
            for stem in ("person", "capacity")
        }  # fmt: skip
        if said["person"] or said["capacity"]:
            people.append({**said, "interim": bool(typed[f"interim_{rank}"])})
    return people
