"""The health cover of an internship, as the intern sees it."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

from mithaq.web.simulators.forms import Supposed
from mithaq.web.simulators.questions.again import AgainForm
from mithaq.web.simulators.questions.asked import SmallQuestion
from mithaq.web.simulators.questions.internship import NO_DIPLOMA


class CoverForm(AgainForm):
    """An internship as the intern sees it."""

    names = (
        "stipend",
        "diploma",
        "anapec_registered",
        "had_insertion_contract",
        "stage_signed_on",
        "employer_form",
    )
    required = frozenset({"stage_signed_on"})
    folded = ("stipend", "stage_signed_on", "employer_form")
    folds_ticks = True
    more_title = _("Indemnité, date, autres réponses")
    supposes = (
        Supposed("anapec_registered", "oui", _("Votre inscription à l’ANAPEC est faite")),
        Supposed("had_insertion_contract", "non", _("C’est votre premier contrat d’insertion")),
    )
    briefly = {
        "anapec_registered": _("inscription à l’ANAPEC"),
        "had_insertion_contract": _("premier contrat d’insertion"),
        "host_commits_to_hire": _("engagement de l’entreprise d’embaucher"),
    }
    labels = {
        "stipend": _("Votre indemnité de stage par mois, en dirhams"),
        "employer_form": _("Forme de l’entreprise qui vous accueille"),
        "diploma": _("Votre diplôme le plus élevé"),
    }
    hints = {"diploma": _("Il décide si l’État paie votre assurance maladie.")}


COVER: Final = SmallQuestion(
    page="simulate_cover",
    path="stage/maladie",
    title=_("Malade pendant mon stage, et après ?"),
    short=_("Maladie et stage"),
    lead=_("Dans un contrat d’insertion, l’État peut payer votre assurance maladie."),
    form=CoverForm,
    initial={"employer_form": "company"},
    day="stage_signed_on",
    verdict="insertion_health_cover",
    yes=_("Avec un contrat d’insertion : oui, l’État paie votre assurance maladie."),
    no=_("Pendant le stage : non, l’État ne la paie pas par ce contrat. Ce qui n’est pas rempli :"),
    undecided=_("Il manque des réponses pour le dire."),
    law_name="insertion_contract",
    doubts=(NO_DIPLOMA,),
    amounts=(
        ("insertion_state_cover", _("Ce que l’État verse pour vous chaque mois")),
        ("insertion_net_stipend", _("Ce que vous recevez chaque mois, pour cette indemnité")),
        ("insertion_employee_contributions", _("Cotisations retenues sur votre indemnité")),
        ("insertion_longest", _("Durée du stage au plus")),
    ),
    owed=(
        "insertion_employee_contributions",
        _(
            "Les cotisations ordinaires sont dues sur votre indemnité, assurance maladie comprise. "
            "La couverture qu’elles ouvrent à un stagiaire : non publié dans les textes que nous "
            "avons lus."
        ),
    ),
    after=(
        (
            _("Après, si vous êtes embauché"),
            _("oui, comme tout salarié (loi 65-00)."),
        ),
        (
            _("Après, si vous n’êtes pas embauché"),
            _("aucun texte lu ne le garantit. Demandez à la CNSS avant le dernier jour."),
        ),
    ),
    aside=(
        (
            _("Si vous êtes embauché"),
            _(
                "l’assurance maladie obligatoire de tout salarié, aux mêmes conditions (loi "
                "65-00) : vous et l’employeur cotisez sur le salaire brut."
            ),
        ),
        (
            _("Le premier jour où vos soins sont remboursés"),
            _(
                "les cotisations sont payées pour chaque mois du stage, le premier compris ; le "
                "jour du premier remboursement n’est pas publié : demandez-le à la CNSS."
            ),
        ),
    ),
    refused={
        "insertion_employee_contributions": _("Cotisations retenues sur votre indemnité"),
        "insertion_net_stipend": _("Ce que vous recevez chaque mois"),
    },
    supposed=_("L’entreprise s’engage à embaucher, comme ce contrat le demande"),
    brief=("insertion_longest",),
    values=("amo.base.employee", "amo.base.employer"),
    given={"dependants": "0", "host_commits_to_hire": "oui"},
)
