"""The tax on a first job, as the person hired sees it."""

from __future__ import annotations

from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from mithaq.web.simulators.aged import AGE, AgedForm
from mithaq.web.simulators.forms import Supposed
from mithaq.web.simulators.questions.asked import Elsewhere, SmallQuestion

# The last day to sign: the exemption ends for those who sign later.
LAST_DAY: Final = "first_job.signed_to"


class FirstJobForm(AgedForm):
    """A first job as the person hired sees it."""

    names = ("gross", "hire_date", "contract_kind", "employer_form", "is_first_job", "dependants")
    required = frozenset({"gross", "hire_date"})
    unsaid = {"dependants": "0", "contract_kind": "permanent", "employer_form": "company"}
    taken_words = {
        "contract_kind": _("Un contrat à durée indéterminée"),
        "employer_form": _("Votre employeur est une société"),
    }
    folded = ("hire_date", "employer_form", "dependants")
    folds_ticks = True
    more_title = _("Date, employeur, famille")
    supposes = (Supposed("is_first_job", "oui", _("C’est votre premier emploi déclaré")),)
    briefly = {
        "is_first_job": _("premier emploi déclaré"),
        "employer_form": _("employeur en société"),
    }
    labels = {
        "gross": _("Votre salaire brut par mois, en DH"),
        "employer_form": _("Forme de votre employeur"),
        "contract_kind": _("Votre contrat"),
    }
    hints = {
        "gross": "",
        "contract_kind": "",
        "employer_form": _("Vide : une société."),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Ask the age of the reader."""
        super().__init__(*args, **kwargs)
        self.fields[AGE].label = _("Votre âge à l’embauche")


FIRST_JOB: Final = SmallQuestion(
    page="simulate_first_job",
    path="premier-emploi",
    title=_("Premier emploi : de l’impôt ?"),
    short=_("Premier emploi"),
    lead="",
    form=FirstJobForm,
    day="hire_date",
    verdict="first_hire_eligible",
    yes=_("En CDI, pas d’impôt : votre salaire est exonéré."),
    sure={
        "first_hire_ends_on": _("Fin de l’exonération"),
        "first_hire_income_tax_relief": _("Impôt que vous ne payez pas, par mois"),
    },
    no=_("Impôt dû, comme pour tout salaire. Conditions de l’exonération non remplies :"),
    deadline=(
        "first_job.signed_to",
        _("À condition que le contrat soit signé au plus tard le %(day)s."),
    ),
    elsewhere=Elsewhere(
        fact="contract_kind",
        value="internship",
        page="simulate_internship",
        says=_("Un stage d’insertion n’est pas un emploi : son impôt a ses propres règles."),
        leads=_("Voir la page du stage"),
    ),
    nothing_due=(
        "income_tax",
        _("Pas d’impôt sur ce salaire, avec ou sans l’exonération."),
        _(
            "L’exonération ne vous concerne pas, mais vous ne payez pas d’impôt : à ce salaire, il "
            "est nul. Conditions de l’exonération non remplies :"
        ),
    ),
    undecided=_("Il manque des réponses pour le dire."),
    law_name="first_hire",
    amounts=(
        ("first_hire_ends_on", _("Fin de l’exonération, si vous y avez droit")),
        ("income_tax", _("Impôt par mois, sans l’exonération")),
        ("first_hire_income_tax_relief", _("Impôt que vous ne payez pas, par mois")),
        ("net_wage", _("Net par mois, sans l’exonération")),
        ("first_hire_net_wage", _("Net par mois, avec l’exonération")),
    ),
    brief=("first_hire_ends_on", "first_hire_income_tax_relief"),
    ranges=(LAST_DAY,),
    terms=(LAST_DAY,),
    values=(LAST_DAY,),
    refused={"income_tax": _("Impôt par mois"), "net_wage": _("Net par mois")},
    same={"contract_signed_on": "hire_date"},
    initial={"dependants": "0", "contract_kind": "permanent"},
)
