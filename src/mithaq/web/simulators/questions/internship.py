"""An internship as its host sees it: may I, how long, at what cost, and what is owed at its end."""

from __future__ import annotations

from typing import Any, Final

from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mithaq.apps.programmes.queries import told_values
from mithaq.web.programmes.values import value_words
from mithaq.web.simulators.forms import Bound, Supposed, as_day
from mithaq.web.simulators.lengths import TAX_FREE, TAX_FREE_MONTHS
from mithaq.web.simulators.questions.again import AgainForm
from mithaq.web.simulators.questions.asked import SmallQuestion

NO_DIPLOMA: Final = "idmaj.social_cover_no_diploma"
HIRE_SHARE: Final = "idmaj.hire_share_required"


class InternshipForm(AgainForm):
    """An internship as its host sees it."""

    names = (
        "stipend",
        "diploma",
        "anapec_registered",
        "had_insertion_contract",
        "host_commits_to_hire",
        "stage_signed_on",
        "employer_form",
        "host_interns_ended",
        "host_interns_hired",
    )
    required = frozenset({"stage_signed_on"})
    folded = ("stage_signed_on", "employer_form", "host_interns_ended", "host_interns_hired")
    folds_ticks = True
    more_title = _("Date, stagiaires déjà pris…")
    supposes: tuple[Supposed, ...] = (
        Supposed("anapec_registered", "oui", _("La personne est inscrite à l’ANAPEC")),
        Supposed("had_insertion_contract", "non", _("C’est son premier contrat d’insertion")),
    )
    briefly = {
        "anapec_registered": _("inscription à l’ANAPEC"),
        "had_insertion_contract": _("premier contrat d’insertion"),
        "host_commits_to_hire": _("engagement d’embaucher"),
    }
    labels = {
        "stipend": _("Indemnité par mois, en DH"),
        "diploma": _("Diplôme du stagiaire"),
        "host_interns_ended": _("Vos stages d’insertion déjà terminés"),
        "host_interns_hired": _("Stagiaires que vous avez embauchés ensuite"),
    }
    hints = {
        "diploma": "",
        "host_interns_ended": _("Sans compter celui-ci. Vide : c’est votre premier stagiaire."),
    }
    bounds = (
        Bound(
            "host_interns_hired",
            "host_interns_ended",
            _("Vous ne pouvez pas avoir embauché plus de stagiaires que de stages terminés."),
        ),
    )

    def __init__(self, data: QueryDict | dict[str, Any] | None = None, **kwargs: Any) -> None:
        """Suppose that the host commits to the share that the law sets on that day."""
        day = as_day(str((data or {}).get("stage_signed_on", ""))) or timezone.localdate()
        says: Any = _("Vous vous engagez à embaucher ensuite une part de vos stagiaires")
        for share in told_values([HIRE_SHARE], on=day):
            if share.current is not None:
                said = _("Vous vous engagez à embaucher %(share)s de vos stagiaires")
                says = str(said) % {"share": value_words(share, share.current)}
        commits = Supposed("host_commits_to_hire", "oui", says)
        self.supposes = (*type(self).supposes, commits)
        super().__init__(data, **kwargs)


INTERNSHIP: Final = SmallQuestion(
    page="simulate_internship",
    path="stage",
    title=_("Puis-je prendre un stagiaire ?"),
    short=_("Un stagiaire"),
    lead="",
    form=InternshipForm,
    initial={"employer_form": "company"},
    day="stage_signed_on",
    verdict="insertion_eligible",
    yes=_("Oui : vous pouvez le prendre avec un contrat d’insertion."),
    no=_("Non. Ce qui n’est pas rempli :"),
    undecided=_("Il manque des réponses pour le dire."),
    law_name="insertion_contract",
    doubts=(NO_DIPLOMA,),
    amounts=(
        ("insertion_longest", _("Durée du stage au plus")),
        ("insertion_employer_cost", _("Ce que vous dépensez par mois")),
        ("insertion_net_stipend", _("Ce que le stagiaire reçoit par mois")),
        ("insertion_state_cover", _("Assurance maladie payée par l’État, par mois")),
        ("insertion_employer_contributions", _("Vos cotisations sur l’indemnité, par mois")),
    ),
    behind=(TAX_FREE_MONTHS,),
    has_end=True,
    ranges=("idmaj.stipend_min", "idmaj.stipend_max"),
    brief=("insertion_longest", "insertion_employer_cost"),
    terms=("idmaj.stipend_min", "idmaj.stipend_max"),
    span=("idmaj.stipend_min", "idmaj.stipend_max", _("Indemnité")),
    values=("idmaj.stipend_min", "idmaj.stipend_max", HIRE_SHARE, TAX_FREE),
    given={"dependants": "0"},
)
