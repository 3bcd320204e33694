"""What is asked of a hire: the job, the employer, the person; an age, never a day of birth."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from urllib.parse import urlencode

from django import forms
from django.forms import BoundField
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mithaq.apps.programmes.queries import law_value
from mithaq.web.simulators.forms import Bound, CountField, FactForm, as_day

AGE: Final = "age"
JOB: Final = ("gross", "hire_date", "contract_kind")
EMPLOYER: Final = (
    "employer_form",
    "employer_created_on",
    "employer_operating_since",
    "hire_rank",
)
PERSON: Final = (
    "dependants",
    "anapec_registered",
    "is_first_job",
    "diploma",
    "is_converted_intern",
)
# Asked only of an intern whom one hires: the terms of the internship decide what follows it.
INTERN: Final = ("stage_signed_on", "stipend", "had_insertion_contract", "host_commits_to_hire")
APPRENTICE: Final = ("apprenticeship_agreed",)
TRAINING: Final = ("trained_by_employer", "training_months", "training_hours", "training_cost")
# Asked only for a day on which these took hires.
WHILE_OPEN: Final[dict[str, tuple[str, ...]]] = {
    "hiring_bonus.is_open": (
        "highest_turnover_3_years",
        "signed_recruiter_convention",
        "months_without_declaration",
        "contract_months",
    ),
    "cip.is_open": (
        "has_general_degree",
        "anapec_registration_months",
        "employer_is_private",
        "employer_affiliated",
        "integration_months",
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Questions on one thing; ``shown_by`` is what makes them matter, ``is_folded`` hides them."""

    title: Promise
    bounds: list[BoundField]
    shown_by: str = ""
    is_folded: bool = False


class AgedForm(FactForm):
    """Facts of a person, whose age is asked in the place of a day of birth."""

    age = CountField(
        label=_("Âge de la personne à l’embauche"),
        min_value=15,
        max_value=80,
        required=False,
        widget=forms.TextInput({"inputmode": "numeric", "dir": "auto", "autocomplete": "off"}),
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
    """A hire that an employer has in mind; what would change no answer is not asked."""

    names: tuple[str, ...] = (*JOB, *EMPLOYER, *PERSON, *INTERN, *APPRENTICE, *TRAINING)
    required = frozenset({"gross", "hire_date", "contract_kind"})
    unsaid = {"dependants": "0", "hire_rank": "1"}
    as_said = {"employer_operating_since": "employer_created_on"}
    labels = {
        "gross": _("Salaire brut par mois, en dirhams"),
        "hire_rank": _("Avec celui-ci, combien de vos salariés sont aidés par Tahfiz ?"),
        "employer_operating_since": _("Début d’exploitation"),
        "employer_created_on": _("Création de l’entreprise ou de l’association"),
        "is_converted_intern": _("La personne sort d’un stage d’insertion (contrat ANAPEC)"),
        "stage_signed_on": _("Ce stage a été signé le"),
        "stipend": _("Indemnité de ce stage par mois, en dirhams"),
        "had_insertion_contract": _("Avait-elle eu un autre contrat d’insertion avant ?"),
        "host_commits_to_hire": _(
            "Vous étiez-vous engagé à embaucher une part de vos stagiaires ?"
        ),
        "apprenticeship_agreed": _("Le contrat d’apprentissage est signé dans Tadarroj"),
    }
    hints = {
        "gross": _("Exemple : 10000."),
        "employer_created_on": _(
            "Le jour d’inscription au registre du commerce ; de déclaration, pour une association."
        ),
        "employer_operating_since": _(
            "Le premier jour d’activité déclaré aux impôts, parfois après la création : Tahfiz "
            "compte à partir de lui le délai pour embaucher. Vide : le jour de la création."
        ),
        "hire_rank": _("Vide : c’est le premier."),
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
        Bound(
            "stage_signed_on",
            "hire_date",
            _("Le stage vient avant l’embauche, le %(bound)s : corrigez l’une des deux dates."),
        ),
    )

    def __init__(self, data: QueryDict | dict[str, Any] | None = None, **kwargs: Any) -> None:
        """Ask about the measures that took hires on the day of this one."""
        day = as_day(str((data or {}).get("hire_date", "")))
        self.while_open = tuple(
            name
            for path, names in WHILE_OPEN.items()
            if day and _is_open(path, day)
            for name in names
        )
        self.names = (*type(self).names, *self.while_open)
        super().__init__(data, **kwargs)

    @property
    def facts(self) -> dict[str, str]:
        """The facts given; those of an internship only where there was one."""
        return self._kept(super().facts)

    def _hold(self, given: Mapping[str, object]) -> None:
        super()._hold(self._kept(given))

    def _kept(self, given: Mapping[str, Any]) -> dict[str, Any]:
        left = set() if given.get("is_converted_intern") == "oui" else set(INTERN)
        if given.get("contract_kind") != "apprenticeship":
            left |= set(APPRENTICE)
        return {name: value for name, value in given.items() if name not in left}

    @property
    def groups(self) -> list[Group]:
        """The questions by what they are about."""
        told = [
            Group(title=_("L’emploi"), bounds=self._asked(JOB)),
            Group(
                title=_("L’apprentissage"), bounds=self._asked(APPRENTICE), shown_by="apprentice"
            ),
            Group(title=_("Vous"), bounds=self._asked(EMPLOYER)),
            Group(title=_("La personne"), bounds=self._asked((AGE, *PERSON))),
            Group(title=_("Son stage d’insertion"), bounds=self._asked(INTERN), shown_by="intern"),
            Group(title=_("Ce qui était ouvert ce jour-là"), bounds=self._asked(self.while_open)),
            Group(
                title=_("Une formation avant l’embauche"),
                bounds=self._asked(TRAINING),
                is_folded=not any(self.data.get(name) for name in TRAINING),
            ),
        ]
        return [group for group in told if group.bounds]

    def _asked(self, names: Iterable[str]) -> list[BoundField]:
        return [self[name] for name in names]


def _is_open(path: str, day: date) -> bool:
    found = law_value(path, on=day)
    return bool(found and found.current and found.current.value == "open")


def first_hire_form(today: Any) -> dict[str, Any]:
    """What an empty form proposes."""
    return {
        "contract_kind": "permanent",
        "dependants": "0",
        "hire_date": today.isoformat(),
        "employer_form": "company",
    }
