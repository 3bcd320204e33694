"""What is asked of a hire: the job, the employer, the person; an age, never a day of birth."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.forms import BoundField
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mithaq.apps.programmes.queries import law_value
from mithaq.web.simulators.aged import AGE, AgedForm
from mithaq.web.simulators.assumed import ON_CREATION, STARTED
from mithaq.web.simulators.forms import Bound, Supposed, as_day
from mithaq.web.simulators.questions.again import AGAIN, AGAIN_HINTS, HAD, ONE_BEFORE

# Asked at once: a wage gives the cost, a day whether Tahfiz is open, a diploma the internship.
FIRST: Final = ("gross", "employer_created_on", "diploma")
# What people know, and what decides most after those.
KNOWN: Final = ("hire_date", "is_first_job")
JOB: Final = ("contract_kind",)
EMPLOYER: Final = ("employer_form", "employer_operating_since", "hire_rank")
PERSON: Final = ("dependants",)
SUPPOSED: Final = ("anapec_registered", "is_converted_intern")
# Asked only of an intern whom one hires: the terms of the internship decide what follows it.
INTERN: Final = ("stage_signed_on", "stipend", "had_insertion_contract", "host_commits_to_hire")
APPRENTICE: Final = ("apprenticeship_agreed",)
TRAINING: Final = ("trained_by_employer", "training_months", "training_hours", "training_cost")
# Asked only for a day on which these took hires, or asked a length of registration.
WHILE_OPEN: Final[dict[str, tuple[str, ...]]] = {
    "hiring_bonus.is_open": (
        "highest_turnover_3_years",
        "signed_recruiter_convention",
        "months_without_declaration",
        "contract_months",
    ),
    "idmaj.anapec_seniority_months_for_ir": ("anapec_registered_since",),
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
    """Questions on one thing; ``shown_by`` is what makes them matter."""

    title: Promise
    bounds: list[BoundField]
    shown_by: str = ""


class HireForm(AgedForm):
    """A hire that an employer has in mind; what would change no answer is not asked."""

    names: tuple[str, ...] = (
        *(*FIRST, *KNOWN, *JOB, *EMPLOYER, *PERSON, *SUPPOSED),
        *(*INTERN, *APPRENTICE, *TRAINING),
    )
    supposes = (
        Supposed("anapec_registered", "oui", _("La personne est inscrite à l’ANAPEC")),
        Supposed("is_converted_intern", "non", _("Embauche directe, sans stage d’insertion avant")),
    )
    required = frozenset({"gross", "hire_date", "contract_kind"})
    unsaid = {"dependants": "0", "hire_rank": "1", **ONE_BEFORE}
    as_said = {STARTED: "employer_created_on"}
    taken_words = {
        STARTED: ON_CREATION,
        "hire_rank": _("C’est votre premier salarié aidé par Tahfiz"),
    }
    labels = {
        "gross": _("Salaire brut par mois, en DH"),
        "diploma": _("Diplôme de la personne"),
        "hire_rank": _("Avec celui-ci, combien de vos salariés sont aidés par Tahfiz ?"),
        "employer_operating_since": _("Début d’exploitation"),
        "employer_created_on": _("Création de l’entreprise"),
        "stage_signed_on": _("Ce stage a été signé le"),
        "stipend": _("Indemnité de ce stage par mois, en dirhams"),
        "had_insertion_contract": _("Avait-elle eu un autre contrat d’insertion avant ?"),
        "host_commits_to_hire": _(
            "Vous étiez-vous engagé à embaucher une part de vos stagiaires ?"
        ),
        "apprenticeship_agreed": _("Le contrat d’apprentissage est signé dans Tadarroj"),
    }
    hints = {
        "gross": "",
        "employer_created_on": "",
        "diploma": "",
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
        given = kwargs.get("initial", {}) if data is None else data
        day = as_day(str(given.get("hire_date", "")))
        self.while_open = tuple(
            name
            for path, names in WHILE_OPEN.items()
            if day and _is_open(path, day)
            for name in names
        )
        # The break of an earlier internship is asked of a person who had one before this one.
        self.again = AGAIN if given.get(HAD) == "oui" else ()
        self.hints = {**type(self).hints, **AGAIN_HINTS}
        self.names = (*type(self).names, *self.while_open, *self.again)
        super().__init__(data, **kwargs)

    @property
    def facts(self) -> dict[str, str]:
        """The facts given; those of an internship only where there was one."""
        return self._kept(super().facts)

    def _hold(self, given: Mapping[str, object]) -> None:
        super()._hold(self._kept(given))

    def _kept(self, given: Mapping[str, Any]) -> dict[str, Any]:
        left = set() if given.get("is_converted_intern") == "oui" else {*INTERN, *AGAIN}
        if given.get("contract_kind") != "apprenticeship":
            left |= set(APPRENTICE)
        return {name: value for name, value in given.items() if name not in left}

    @property
    def known(self) -> list[BoundField]:
        """The first questions of the fold: a day, an age, a first job."""
        return self._asked((AGE, *KNOWN))

    @property
    def groups(self) -> list[Group]:
        """The other questions of the fold, by what they are about."""
        told = [
            Group(title=_("L’emploi"), bounds=self._asked((*JOB, *PERSON))),
            Group(
                title=_("L’apprentissage"), bounds=self._asked(APPRENTICE), shown_by="apprentice"
            ),
            Group(title=_("Vous"), bounds=self._asked(EMPLOYER)),
            Group(title=_("Ce qui était ouvert ce jour-là"), bounds=self._asked(self.while_open)),
            Group(title=_("Une formation avant l’embauche"), bounds=self._asked(TRAINING)),
        ]
        return [group for group in told if group.bounds]

    @property
    def first(self) -> list[BoundField]:
        """The questions asked at once."""
        return self._asked(FIRST)

    @property
    def intern(self) -> Group:
        """The terms of an internship, asked once the person is said to come from one."""
        return Group(
            title=_("Son stage d’insertion"),
            bounds=self._asked((*INTERN, *self.again)),
            shown_by="intern",
        )

    @property
    def is_unfolded(self) -> bool:
        """Whether all the questions show: an answer is being changed, or is wrong."""
        typed = self.initial.keys() - first_hire_form("").keys()
        folded = {AGE, *KNOWN, *JOB, *EMPLOYER, *PERSON, *self.while_open, *TRAINING}
        return self.is_bound or "gross" in self.initial or bool(folded & typed)

    def _asked(self, names: Iterable[str]) -> list[BoundField]:
        return [self[name] for name in names]


def _is_open(path: str, day: date) -> bool:
    found = law_value(path, on=day)
    value = found.current.value if found and found.current else None
    return value == "open" or (isinstance(value, int | float) and value > 0)


def first_hire_form(today: Any) -> dict[str, Any]:
    """What an empty form proposes."""
    return {
        "contract_kind": "permanent",
        "dependants": "0",
        "hire_date": str(today),
        "employer_form": "company",
    }
