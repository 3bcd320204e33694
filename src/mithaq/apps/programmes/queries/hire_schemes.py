"""The measures of the law that concern a hire: which rules tell what each one gives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from mithaq.base.text import Labels


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """A measure on a hire: the rules that tell what it gives, by what they are.

    ``cover`` and ``bonus`` lower what the employer spends in a month, ``less`` is taken off the
    cover, ``cost`` is what is left to spend of a wage where a cover is not all that lowers it,
    ``once`` is paid one time, ``relief`` is tax that the employee does not pay, ``net`` what the
    employee receives where more than tax is not withheld. ``spent``
    is what the employer spends under it, where no wage is paid. ``opened`` is the parameter that
    says whether it takes hires, ``closes`` that of the last day to sign; ``most`` that of the most
    that is paid, ``places`` that of the number of persons, ``receiver`` that of who is paid.
    ``label`` is its own name where a scheme of the law has several. ``wage`` is the fact that the
    parameter ``ceiling`` bounds, by the condition ``bounded``.
    """

    code: str
    law_name: str
    eligible: str
    cover: str = ""
    less: str = ""
    cost: str = ""
    bonus: str = ""
    once: str = ""
    relief: str = ""
    net: str = ""
    spent: str = ""
    ends: str = ""
    opened: str = ""
    closes: str = ""
    most: str = ""
    places: str = ""
    receiver: str = ""
    wage: str = "gross"
    ceiling: str = ""
    bounded: str = ""
    label: Labels | None = None

    @property
    def is_internship(self) -> bool:
        """Whether it comes before a hire, and its money is not that of a wage."""
        return bool(self.spent)


MEASURES: Final = (
    Measure(
        code="tahfiz", law_name="tahfiz", eligible="tahfiz_eligible",
        cover="tahfiz_state_cover", relief="tahfiz_income_tax_relief", ends="tahfiz_ends_on",
        places="tahfiz.max_employees", ceiling="tahfiz.gross_ceiling_monthly",
        bounded="tahfiz_wage_can_be_registered",
    ),
    Measure(
        code="first_hire", law_name="first_hire", eligible="first_hire_eligible",
        relief="first_hire_income_tax_relief", ends="first_hire_ends_on",
        closes="first_job.signed_to",
    ),
    Measure(
        code="conversion", law_name="conversion", eligible="conversion_eligible",
        cover="conversion_state_cover", cost="conversion_employer_cost",
        relief="conversion_income_tax_relief", net="conversion_net_wage",
    ),
    Measure(
        code="insertion_contract", law_name="insertion_contract", eligible="insertion_eligible",
        cover="stipend_ordinary_employer_contributions", less="insertion_employer_contributions",
        relief="insertion_income_tax_relief", spent="insertion_employer_cost",
        net="insertion_net_stipend",
        wage="stipend", ceiling="idmaj.stipend_max", bounded="insertion_stipend_within_ceiling",
    ),
    Measure(
        code="fce", law_name="training", eligible="fce_eligible", once="fce_contribution",
        most="taehil.fce.total_cap",
        label=Labels(
            "Formation contractualisée (FCE)", "التكوين التعاقدي من أجل التشغيل",
            "Contracted training for jobs (FCE)",
        ),
    ),
    Measure(
        code="fqr", law_name="training", eligible="fqr_eligible", once="fqr_contribution",
        most="taehil.fqr.total_cap",
        label=Labels(
            "Formation qualifiante (FQR)", "التكوين التأهيلي أو التحويلي",
            "Qualifying training (FQR)",
        ),
    ),
    Measure(
        code="tadarroj", law_name="apprenticeship", eligible="tadarroj_eligible",
        once="tadarroj_support", receiver="tadarroj.recipient",
    ),
    Measure(
        code="hiring_bonus", law_name="hiring_bonus", eligible="hiring_bonus_eligible",
        bonus="hiring_bonus", opened="hiring_bonus.is_open",
    ),
    Measure(
        code="cip", law_name="integration_contract", eligible="cip_eligible", once="cip_lump_sum",
        opened="cip.is_open",
    ),
    Measure(
        code="first_job_contract", law_name="first_job_contract",
        eligible="first_job_contract_eligible", closes="contrat_premier_emploi.signed_to",
        cost="first_job_contract_employer_cost", spent="first_job_contract_employer_cost",
        wage="stipend",
    ),
)  # fmt: skip
