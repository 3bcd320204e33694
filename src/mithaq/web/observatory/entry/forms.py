"""The forms of a figure: its cells are the columns of a file, read by the same reader."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from mithaq.apps.conventions.choices import Qualifier
from mithaq.apps.observatory.policies import grades_allowed
from mithaq.apps.observatory.queries import FigureView
from mithaq.apps.organisations.queries import MandateView
from mithaq.apps.reference.choices import Milieu, Sex
from mithaq.apps.reference.queries import indicator_choices, sources, term_choices
from mithaq.base.errors import Fault
from mithaq.web.observatory.words import grade_word
from mithaq.web.shell.typography import language
from mithaq.web.shell.words import local

# Where the reader of files puts a fault, when the form has no field of that name.
ELSEWHERE = {"said": "source_date", "revises": "", "version": "indicator", "file": "", "reach": ""}
NEW_SOURCE_FIELDS = ("source_title", "source_url", "publisher", "source_date")
LTR = {"dir": "ltr", "autocomplete": "off"}


class FaultyForm(forms.Form):
    """A form whose faults come from the domain, each put beside its field."""

    def refuse(self, faults: Iterable[Fault]) -> None:
        """Put each fault beside its field; what has no field stands on top."""
        for fault in faults:
            where = ELSEWHERE.get(fault.where, fault.where)
            if where == "source" and not self.data.get("source") and "source_title" in self.fields:
                where = "source_title"
            name = where if where in self.fields else None
            self.add_error(name, fault.of(get_language() or "fr"))


class ReasonForm(FaultyForm):
    """Why a figure is withdrawn."""

    reason = forms.CharField(
        label=_("Motif"),
        help_text=_("Ce qui montre que le chiffre ne doit plus compter. Il reste sur sa page."),
        max_length=500,
        error_messages={"required": _("Dites pourquoi ce chiffre est retiré.")},
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class SourceForm(FaultyForm):
    """One document that says something."""

    source_title = forms.CharField(
        label=_("Titre"),
        max_length=300,
        error_messages={"required": _("Écrivez le titre de la source.")},
    )
    source_url = forms.CharField(
        label=_("Adresse"), required=False, max_length=400, widget=forms.TextInput(attrs=LTR)
    )
    publisher = forms.CharField(label=_("Éditeur"), required=False, max_length=120)
    source_date = forms.CharField(label=_("Publiée le"), required=False, max_length=40)


class FigureForm(SourceForm):
    """One figure with its proof."""

    indicator = forms.ChoiceField(
        label=_("Indicateur"),
        error_messages={"required": _("Choisissez ce qui est compté.")},
    )
    title = forms.CharField(
        label=_("Titre"),
        required=False,
        max_length=200,
        help_text=_("Seulement si le nom de l’indicateur ne suffit pas."),
    )
    territory = forms.CharField(
        label=_("Territoire"),
        required=False,
        max_length=120,
        help_text=_("Nom dans n’importe quelle graphie, ou code ; vide : non précisé."),
        widget=forms.TextInput(attrs={"list": "territoires", "autocomplete": "off"}),
    )
    organisation = forms.CharField(
        label=_("Organisation"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"list": "organisations", "autocomplete": "off"}),
    )
    convention = forms.CharField(
        label=_("Convention"),
        required=False,
        max_length=80,
        help_text=_("Sa référence."),
        widget=forms.TextInput(attrs=LTR),
    )
    sex = forms.ChoiceField(label=_("Sexe"), choices=Sex.choices, initial=Sex.ALL)
    milieu = forms.ChoiceField(label=_("Milieu"), choices=Milieu.choices, initial=Milieu.ALL)
    category = forms.ChoiceField(label=_("Catégorie"), required=False)
    value = forms.CharField(
        label=_("Valeur"),
        max_length=60,
        error_messages={"required": _("Écrivez le nombre que dit la source.")},
        widget=forms.TextInput(attrs={**LTR, "inputmode": "decimal"}),
    )
    unit = forms.CharField(
        label=_("Unité"),
        required=False,
        max_length=30,
        help_text=_("Celle de l’indicateur si rien n’est dit ; MDH ou milliers sont compris."),
    )
    qualifier = forms.ChoiceField(
        label=_("Formulation"), choices=Qualifier.choices, initial=Qualifier.EXACTLY
    )
    as_of = forms.CharField(
        label=_("État au"), required=False, max_length=40, help_text=_("Jour, mois ou année.")
    )
    period = forms.CharField(
        label=_("Période"),
        required=False,
        max_length=60,
        help_text=_("Si le chiffre compte ce qui a eu lieu entre deux dates."),
    )
    grade = forms.ChoiceField(
        label=_("Degré"),
        help_text=_("« Vérifié » ne s’écrit pas à la main : il vient des déclarations."),
        error_messages={"required": _("Dites la solidité de ce chiffre.")},
    )
    source = forms.ChoiceField(
        label=_("Source du registre"),
        required=False,
        help_text=_("Ou décrivez une source nouvelle juste dessous."),
    )
    source_title = forms.CharField(label=_("Titre"), required=False, max_length=300)
    locator = forms.CharField(label=_("Endroit dans la source"), required=False, max_length=120)
    note = forms.CharField(
        label=_("Note"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )
    reason = forms.CharField(
        label=_("Motif"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )
    is_confirmed = forms.BooleanField(
        label=_("J’ai vérifié dans la source : elle le dit bien."), required=False
    )

    def __init__(
        self,
        *args: Any,
        mandate: MandateView | None,
        corrects: FigureView | None = None,
        **kwargs: Any,
    ) -> None:
        """Offer what exists and what this person may write."""
        super().__init__(*args, **kwargs)
        self.corrects = corrects
        self.choose("indicator", [("", ""), *_grouped(indicator_choices(language()))])
        self.choose("category", [("", _("toutes")), *_grouped(term_choices(language()))])
        self.grades = [(grade.value, grade.label) for grade in grades_allowed(mandate)]
        self.choose("grade", self.grades)
        found = [(row.code, local(row.labels)[:120]) for row in sources()]
        self.choose("source", [("", _("Une source nouvelle")), *found])
        if corrects:
            self.choose("indicator", [_own_indicator(corrects)])
            self.fields["reason"].required = True
            self.fields["reason"].error_messages["required"] = _("Une correction dit pourquoi.")
            self._start_from(corrects.grade)

    def _start_from(self, grade: str) -> None:
        """A correction keeps the grade of the figure, or says that it changes."""
        self.fields["is_regraded"] = forms.BooleanField(
            label=_("Le degré change : « %(grade)s » ne vaut plus pour la correction.")
            % {"grade": grade_word(grade)},
            required=False,
        )
        if self.must_regrade:
            self.choose("grade", [("", _("Choisissez le degré de la correction")), *self.grades])
            self.initial["grade"] = ""

    @property
    def must_regrade(self) -> bool:
        """Tell whether this person may not write the grade of the figure corrected."""
        return bool(self.corrects) and self.corrects.grade not in dict(self.grades)  # type: ignore[union-attr]

    @property
    def asks_regrade(self) -> bool:
        """Tell whether the change of grade is to be said."""
        is_other = self.is_bound and bool(self.errors.get("is_regraded"))
        return self.must_regrade or is_other or bool(self.data.get("is_regraded"))

    def _check_regraded(self, old: str, new: str, *, is_said: bool) -> None:
        if not is_said:
            said = _("Le degré passerait de « %(old)s » à « %(new)s » : cochez la case.")
            words = {"old": grade_word(old), "new": grade_word(new)}
            self.add_error("is_regraded", said % words)

    def choose(self, name: str, choices: Any) -> None:
        """Give a field its choices."""
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    def cells(self) -> dict[str, str]:
        """The form as one row of a file."""
        given = {name: str(value) for name, value in self.cleaned_data.items() if value}
        given.pop("is_regraded", None)
        code, _mark, version = given.pop("indicator").partition("|")
        title = given.pop("source_title", "")
        row = {**given, "indicator": code, "version": version}
        if not row.get("source"):
            row["source"] = title
        else:
            # A source of the register keeps its own address and date.
            for name in ("source_url", "publisher"):
                row.pop(name, None)
        if self.corrects:
            row["revises"] = self.corrects.code
        return row

    def clean(self) -> dict[str, Any]:
        """Ask for a source: one of the register, or the title of a new one."""
        given = super().clean() or {}
        if not given.get("source") and not given.get("source_title"):
            self.add_error(
                "source", _("Choisissez une source, ou écrivez le titre d’une nouvelle.")
            )
        grade = given.get("grade")
        if self.corrects and grade not in (None, self.corrects.grade):
            self._check_regraded(self.corrects.grade, str(grade), is_said=given["is_regraded"])
        return given


def _grouped(rows: Iterable[tuple[str, str, str]]) -> list[Any]:
    """(group, value, label) → the groups of a select."""
    return [
        (group, [(value, label) for _group, value, label in items])
        for group, items in groupby(rows, key=lambda row: row[0])
    ]


def _own_indicator(figure: FigureView) -> tuple[str, str]:
    return f"{figure.indicator_code}|{figure.version_number}", local(figure.indicator)
