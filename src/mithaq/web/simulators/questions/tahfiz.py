"""Tahfiz alone, with nobody in mind yet: how many, until when, and what changes afterwards."""

from __future__ import annotations

from typing import Any, Final

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mithaq.apps.programmes.queries import law_value
from mithaq.web.simulators.assumed import ON_CREATION, STARTED
from mithaq.web.simulators.forms import Bound, FactForm, as_day
from mithaq.web.simulators.questions.asked import Later, SmallQuestion
from mithaq.web.simulators.questions.further import further_of_tahfiz

_SUPPORTED: Final = "tahfiz_supported_count"


class TahfizForm(FactForm):
    """An employer who wonders about Tahfiz, with nobody in mind yet."""

    names = (
        "employer_form",
        "employer_created_on",
        "employer_operating_since",
        "tahfiz_supported_count",
    )
    folded = ("employer_form", "employer_operating_since", "tahfiz_supported_count")
    more_title = _("Statut, début d’exploitation, salariés déjà aidés")
    unsaid = {"tahfiz_supported_count": "0"}
    as_said = {"employer_operating_since": "employer_created_on"}
    taken_words = {
        STARTED: ON_CREATION,
        _SUPPORTED: _("Aucun salarié n’a encore été embauché avec Tahfiz"),
    }
    briefly = {
        STARTED: _("exploitation dès la création"),
        _SUPPORTED: _("aucun salarié déjà aidé"),
    }
    labels = {
        "employer_form": _("Vous êtes"),
        "employer_created_on": _("Création de l’entreprise"),
        "employer_operating_since": _("Début d’exploitation"),
        "tahfiz_supported_count": _("Salariés déjà embauchés avec Tahfiz"),
    }
    hints = {
        "employer_created_on": "",
        "employer_operating_since": _(
            "Le premier jour d’activité déclaré aux impôts. Vide : le jour de la création."
        ),
        "tahfiz_supported_count": _("Vide : aucun."),
    }
    bounds = (
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

    def clean(self) -> dict[str, Any]:
        """Refuse more helped employees than the law lets an employer have."""
        data = super().clean()
        typed = str(data.get(_SUPPORTED) or "")
        found = law_value("tahfiz.max_employees", on=timezone.localdate())
        most = found.current.value if found and found.current else None
        if typed.isdecimal() and isinstance(most, int | float) and int(typed) > most:
            said: Any = _("La loi aide %(n)s salariés par employeur au plus : corrigez ce nombre.")
            self.add_error(_SUPPORTED, str(said) % {"n": int(most)})
        return data

    @property
    def facts(self) -> dict[str, str]:
        """The facts given, and the first day on which somebody may be hired."""
        given = super().facts
        today = timezone.localdate()
        created = as_day(given.get("employer_created_on", "")) or today
        return {**given, "hire_date": max(today, created).isoformat()}

    @property
    def said(self) -> dict[str, str]:
        """The answers; the day of hire is none of them."""
        return {name: value for name, value in super().said.items() if name != "hire_date"}

    @property
    def onward(self) -> dict[str, object]:
        """A hire counts the one that it is about among those that are helped."""
        given = self.kept
        helped = str(given.pop(_SUPPORTED, ""))
        return {**given, "hire_rank": int(helped) + 1} if helped.isdecimal() else given


TAHFIZ: Final = SmallQuestion(
    page="simulate_tahfiz",
    path="tahfiz",
    title=_("Tahfiz : combien de salariés, jusqu’à quand ?"),
    short=_("Tahfiz"),
    lead=_("Une date suffit : celle de votre création."),
    form=TahfizForm,
    initial={"employer_form": "company"},
    day="hire_date",
    verdict="tahfiz_open_to_employer",
    yes=_("Oui : vous pouvez embaucher avec Tahfiz."),
    no=_("Non. Ce qui n’est pas rempli :"),
    undecided=_("Il manque des réponses pour le dire."),
    law_name="tahfiz",
    amounts=(
        ("tahfiz_places_left", _("Salariés que vous pouvez encore embaucher")),
        ("tahfiz_last_day_to_hire", _("Dernier jour pour embaucher")),
    ),
    brief=("tahfiz_places_left", "tahfiz_last_day_to_hire"),
    terms=("tahfiz.benefit_months", "tahfiz.gross_ceiling_monthly"),
    ranges=(
        "tahfiz.max_employees",
        "tahfiz.hire_deadline",
        "tahfiz.benefit_months",
        "tahfiz.gross_ceiling_monthly",
        "tahfiz.creation_window.created_to",
    ),
    values=(
        "tahfiz.max_employees",
        "tahfiz.hire_deadline",
        "tahfiz.benefit_months",
        "tahfiz.gross_ceiling_monthly",
        "tahfiz.creation_window.created_to",
        "tahfiz.eligible_entities",
    ),
    later=(
        Later(
            _("Plus de {ceiling} à l’embauche"),
            _("Pas de Tahfiz, vous payez tout : le portail de l’ANAPEC refuse l’embauche."),
        ),
        Later(
            _("Dépasse {ceiling} plus tard"),
            _(
                "À confirmer : pour l’ANAPEC, l’aide cesse ; pour la CNSS, elle continue. Le "
                "salarié paie l’impôt ces mois-là."
            ),
        ),
        Later(
            _("La personne part"),
            _(
                "L’aide s’arrête. Faut-il la rendre ? Remplacer la personne ? Aucun texte lu ne "
                "le dit : demandez-le à l’ANAPEC."
            ),
        ),
    ),
    supposed=_(
        "Restent à remplir pour chaque embauche : un contrat à durée indéterminée, une personne "
        "inscrite à l’ANAPEC, un salaire sous le plafond"
    ),
    further=further_of_tahfiz,
    next_step=("simulate_hire", _("Ce que coûte une embauche avec ces réponses")),
)
