"""The *contrat de premier emploi* of 2006-2010: the insertion contract as one finance law had it.

Not the exemption of the first hire of 2021-2026.
"""

from __future__ import annotations

from mithaq.engines.rules import (
    all_of,
    any_of,
    month_of,
    months_between,
    not_,
    one_of,
    rounded,
    rule,
    when,
)

LAW = "LF 2006, art. 6-59 ; dahir-loi 1-93-16"
START = "2006-01-01"
PAID = "2007-01-01"
SIGNED = "stage_signed_on"


@rule(article=LAW, since=START)
def first_job_contract_signed_in_window(stage_signed_on, p):
    """The contract was signed between 2006 and 2010."""
    window = p.contrat_premier_emploi
    return all_of(stage_signed_on >= window.signed_from, stage_signed_on <= window.signed_to)


@rule(article=LAW, since=START, on=SIGNED)
def first_job_contract_private_firm(employer_form, p):
    """The employer is a private firm."""
    return one_of(employer_form, p.contrat_premier_emploi.hosts)


@rule(article=LAW, since=START, on=SIGNED)
def first_job_contract_diploma(diploma, p):
    """The person has a higher or vocational diploma."""
    return one_of(diploma, p.contrat_premier_emploi.target)


@rule(article=LAW, since=START)
def first_job_contract_never_worked(is_first_job):
    """The person never had a declared job."""
    return is_first_job


@rule(article=LAW, since=START)
def first_job_contract_once(had_insertion_contract):
    """A person has such a contract once."""
    return not_(had_insertion_contract)


@rule(article=LAW, since=START, on=SIGNED)
def first_job_contract_seniority(stage_signed_on, anapec_registered_since, stipend, p):
    """Registered for long enough, or paid so little that the length is not asked."""
    rules = p.contrat_premier_emploi
    months = months_between(stage_signed_on, anapec_registered_since)
    return any_of(
        months >= rules.anapec_seniority_months, stipend <= rules.anapec_seniority_waived_below
    )


@rule(article=LAW, since=START)
def first_job_contract_eligible(
    first_job_contract_signed_in_window,
    first_job_contract_private_firm,
    first_job_contract_diploma,
    first_job_contract_never_worked,
    first_job_contract_once,
    first_job_contract_seniority,
):
    """Every condition on the contract, the firm and the person holds."""
    return all_of(
        first_job_contract_signed_in_window,
        first_job_contract_private_firm,
        first_job_contract_diploma,
        first_job_contract_never_worked,
        first_job_contract_once,
        first_job_contract_seniority,
    )


@rule(unit="months", article=LAW, since=START, on=SIGNED)
def first_job_contract_length(is_converted_intern, p):
    """Months of advantage: the contract, and those added when the person is hired."""
    rules = p.contrat_premier_emploi
    hired = rules.months + rules.extension_months_on_hire
    return when(is_converted_intern, hired, rules.months)


@rule(unit="months", article=LAW, since=START)
def first_job_contract_month_number(month, stage_signed_on):
    """Which month of the contract it is: 1 is that of the signature."""
    return month_of(month) - month_of(stage_signed_on) + 1


@rule(article=LAW, since=START)
def first_job_contract_month_within_length(
    first_job_contract_month_number, first_job_contract_length
):
    """The month stands within the length of the advantage."""
    return all_of(
        first_job_contract_month_number >= 1,
        first_job_contract_month_number <= first_job_contract_length,
    )


@rule(article=LAW, since=START)
def first_job_contract_granted(first_job_contract_eligible, first_job_contract_month_within_length):
    """The advantage runs in the month."""
    return all_of(first_job_contract_eligible, first_job_contract_month_within_length)


@rule(article=LAW, since=START, on=SIGNED)
def first_job_contract_within_tax_ceiling(stipend, p):
    """The pay is not above the ceiling of the tax exemption."""
    return stipend <= p.contrat_premier_emploi.ir_ceiling


@rule(article=LAW, since=START, on=SIGNED)
def first_job_contract_within_social_ceiling(stipend, p):
    """The pay is not above the ceiling of the exemption from contributions."""
    return stipend <= p.contrat_premier_emploi.social_ceiling


@rule(article=LAW, since=START)
def first_job_contract_income_tax_exempt(
    first_job_contract_granted, first_job_contract_within_tax_ceiling
):
    """The pay of the month bears no income tax."""
    return all_of(first_job_contract_granted, first_job_contract_within_tax_ceiling)


@rule(article=LAW, since=START)
def first_job_contract_contributions_exempt(
    first_job_contract_granted, first_job_contract_within_social_ceiling
):
    """Neither the firm nor the person pays contributions on the pay of the month."""
    return all_of(first_job_contract_granted, first_job_contract_within_social_ceiling)


@rule(unit="MAD", article=LAW, since=PAID)
def first_job_contract_employer_cost(
    stipend, first_job_contract_contributions_exempt, stipend_ordinary_employer_contributions
):
    """What the firm spends for the month."""
    due = when(first_job_contract_contributions_exempt, 0, stipend_ordinary_employer_contributions)
    return rounded(stipend + due)
