"""The exemption of the first hire, 2021-2026: no income tax for three years on a first job.

Not the *contrat de premier emploi* of 2006-2010. No part of the social contributions is covered.
"""

from __future__ import annotations

from mithaq.engines.rules import (
    all_of,
    days_after,
    month_of,
    months_after,
    one_of,
    rounded,
    rule,
    when,
)

LAW = "CGI, art. 247-XXXIII"
START = "2021-01-01"


@rule(article=LAW, since=START)
def first_hire_signed_in_window(contract_signed_on, p):
    """The contract was signed within the dates of the law."""
    window = p.first_job
    return all_of(contract_signed_on >= window.signed_from, contract_signed_on <= window.signed_to)


@rule(article=LAW, since=START, on="contract_signed_on")
def first_hire_employer_form(employer_form, p):
    """The employer is a company, an association or a cooperative."""
    return one_of(employer_form, p.first_job.eligible_entities)


@rule(article=LAW, since=START)
def first_hire_permanent_contract(contract_kind):
    """The contract is open-ended."""
    return contract_kind == "permanent"


@rule(article=LAW, since=START)
def first_hire_never_declared(is_first_job):
    """The person was never declared as an employee before."""
    return is_first_job


@rule(article=LAW, since=START, on="contract_signed_on")
def first_hire_young_enough(contract_signed_on, birth_date, p):
    """The person is not older than the age of the law on the day of the signature."""
    return contract_signed_on <= months_after(birth_date, p.first_job.max_age * 12)


@rule(article=LAW, since=START)
def first_hire_eligible(
    first_hire_signed_in_window,
    first_hire_employer_form,
    first_hire_permanent_contract,
    first_hire_never_declared,
    first_hire_young_enough,
):
    """Every condition on the contract, the employer and the person holds."""
    return all_of(
        first_hire_signed_in_window,
        first_hire_employer_form,
        first_hire_permanent_contract,
        first_hire_never_declared,
        first_hire_young_enough,
    )


@rule(unit="months", article=LAW, since=START)
def first_hire_month_number(month, hire_date):
    """Which month of the contract it is: 1 is that of the hire."""
    return month_of(month) - month_of(hire_date) + 1


@rule(article=LAW, since=START, on="contract_signed_on")
def first_hire_month_within_length(first_hire_month_number, p):
    """The month stands within the length of the exemption."""
    length = p.first_job.ir_exemption_months
    return all_of(first_hire_month_number >= 1, first_hire_month_number <= length)


@rule(article=LAW, since=START)
def first_hire_granted(first_hire_eligible, first_hire_month_within_length):
    """The exemption runs in the month."""
    return all_of(first_hire_eligible, first_hire_month_within_length)


@rule(unit="date", article=LAW, since=START, on="contract_signed_on")
def first_hire_ends_on(month, first_hire_month_number, p):
    """The last day of the last month of the exemption."""
    months_left = p.first_job.ir_exemption_months - first_hire_month_number
    return days_after(months_after(month, months_left + 1), -1)


@rule(unit="MAD", article=LAW, since=START)
def first_hire_income_tax_relief(first_hire_granted, income_tax):
    """The tax that the employee does not pay this month, whatever the wage."""
    return when(first_hire_granted, income_tax, 0)


@rule(unit="MAD", article=LAW, since=START)
def first_hire_net_wage(net_wage, first_hire_income_tax_relief):
    """What the employee receives this month under the exemption."""
    return rounded(net_wage + first_hire_income_tax_relief)


@rule(unit="MAD", article=LAW, since=START)
def first_hire_employer_cost(employer_cost):
    """What the employer spends this month: the exemption does not lower it."""
    return rounded(employer_cost)


@rule(unit="MAD", article=LAW, since=START)
def first_hire_public_cost(first_hire_income_tax_relief):
    """What the exemption costs the public purse this month."""
    return rounded(first_hire_income_tax_relief)
