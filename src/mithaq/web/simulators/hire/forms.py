"""What is asked of a hire: the job, the employer, the person; an age, never a day of birth."""

from __future__ import annotations

from typing import Any, Final
from urllib.parse import urlencode

from django import forms
from django.forms import BoundField
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mithaq.web.simulators.forms import Bound, FactForm

AGE: Final = "age"
JOB: Final = ("gross", "hire_date", "contract_kind")
EMPLOYER: Final = (
    "employer_form",
    "employer_created_on",
    "employer_operating_since",
    "hire_rank",
)
PERSON: Final = ("dependants", "anapec_registered", "is_first_job")
INTERN: Final = ("is_converted_intern", "stage_signed_on", "diploma", "host_commits_to_hire")


class AgedForm(FactForm):
    """Facts of a person, whose age is asked in the place of a day of birth."""

    age = forms.IntegerField(
        label=_("Âge de la personne à l’embauche"),
        min_value=15,
        max_value=80,
        required=False,
        widget=forms.TextInput({"inputmode": "numeric", "dir": "ltr", "autocomplete": "off"}),
        error_messages={"invalid": _("Écrivez un âge en années, par exemple 27.")},
    )

    @property
    def age_given(self) -> int | None:
        """The age, when it was said."""
        given: int | None = self.cleaned_data.get(AGE)
        return given

    @property
    def query(self) -> str:
        """The facts and the age, as an address that can be shared."""
        aged = {AGE: self.age_given} if self.age_given is not None else {}
        return urlencode({**self.facts, **aged})


class HireForm(AgedForm):
    """A hire that an employer has in mind."""

    names = (*JOB, *EMPLOYER, *PERSON, *INTERN)
    required = frozenset({"gross", "hire_date", "contract_kind", "dependants"})
    labels = {
        "gross": _("Salaire brut par mois, en dirhams"),
        "hire_rank": _("Combientième salarié aidé par Tahfiz chez vous ?"),
        "employer_operating_since": _("Début d’exploitation"),
        "employer_created_on": _("Création de l’entreprise ou de l’association"),
        "stage_signed_on": _("Ce stage a été signé le"),
    }
    hints = {
        "gross": _("Exemple : 10000."),
        "stage_signed_on": _("Seulement si la personne sort d’un stage d’insertion."),
    }

    bounds = (
        Bound(
            "hire_date",
            "employer_created_on",
            _(
                "L’embauche ne peut pas précéder la création de l’employeur, le %(bound)s : "
                "corrigez l’une des deux dates."
            ),
            is_floor=True,
        ),
        Bound(
            "employer_operating_since",
            "employer_created_on",
            _(
                "L’exploitation ne peut pas commencer avant la création de l’employeur, le "
                "%(bound)s : corrigez l’une des deux dates."
            ),
            is_floor=True,
        ),
    )

    @property
    def groups(self) -> list[tuple[Promise, list[BoundField]]]:
        """The questions by what they are about."""
        told: tuple[tuple[Promise, tuple[str, ...]], ...] = (
            (_("L’emploi"), JOB),
            (_("Vous"), EMPLOYER),
            (_("La personne"), (AGE, *PERSON)),
            (_("Un stage d’insertion avant, ou au lieu de l’embauche"), INTERN),
        )
        return [(title, [self[name] for name in names]) for title, names in told]


def first_hire_form(today: Any) -> dict[str, Any]:
    """What an empty form proposes."""
    return {"contract_kind": "permanent", "dependants": "0", "hire_date": today.isoformat()}
