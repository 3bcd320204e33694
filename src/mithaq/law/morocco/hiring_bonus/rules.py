"""The hiring bonus of 2023 (PAE, « prime d'appui à l'emploi »): a monthly sum to the employer."""

from __future__ import annotations

from typing import Final

from mithaq.engines.rules import all_of, any_of, month_of, one_of, rounded, rule, when

LAW: Final = "Programme Awrach 2, prime d’appui à l’emploi (conventions du 11/04/2023)"
START: Final = "2023-07-25"
HIRE: Final = "hire_date"
# The first day of that month: a month asked is read on it, and the day of hire chooses the law.
MONTH: Final = "2023-07-01"


@rule(article=LAW, since=START, on=HIRE)
def hiring_bonus_open(p):
    """The programme takes hires: it was planned for 2022-2023, nothing published says after."""
    return p.hiring_bonus.is_open == "open"


@rule(article=LAW, since=START, on=HIRE)
def hiring_bonus_employer_form(employer_form, p):
    """The employer is a firm, an association or a cooperative."""
    return one_of(employer_form, p.hiring_bonus.employer_forms)


@rule(article=LAW, since=START, on=HIRE)
def hiring_bonus_turnover(highest_turnover_3_years, signed_recruiter_convention, p):
    """The turnover of the last three years is small, unless a convention was signed."""
    return any_of(
        highest_turnover_3_years <= p.hiring_bonus.turnover_max, signed_recruiter_convention
    )


@rule(article=LAW, since=START, on=HIRE)
def hiring_bonus_not_declared(months_without_declaration, p):
    """The person has not been declared to the social fund for more than six months."""
    return months_without_declaration > p.hiring_bonus.months_without_declaration


@rule(article=LAW, since=START, on=HIRE)
def hiring_bonus_contract_length(contract_kind, contract_months, p):
    """The contract is permanent, or long enough."""
    return any_of(
        contract_kind == "permanent", contract_months >= p.hiring_bonus.min_contract_months
    )


@rule(article=LAW, since=MONTH)
def hiring_bonus_eligible(
    hiring_bonus_open,
    hiring_bonus_employer_form,
    hiring_bonus_turnover,
    hiring_bonus_not_declared,
    hiring_bonus_contract_length,
):
    """Every condition of the bonus is met."""
    return all_of(
        hiring_bonus_open,
        hiring_bonus_employer_form,
        hiring_bonus_turnover,
        hiring_bonus_not_declared,
        hiring_bonus_contract_length,
    )


@rule(article=LAW, since=MONTH, unit="months")
def hiring_bonus_month_number(month, hire_date):
    """The number of the month asked, from that of the hire."""
    return month_of(month) - month_of(hire_date) + 1


@rule(article=LAW, since=START, on=HIRE)
def hiring_bonus_month_paid(hiring_bonus_month_number, p):
    """The month asked is one of those for which the bonus is paid."""
    return all_of(
        hiring_bonus_month_number >= 1, hiring_bonus_month_number <= p.hiring_bonus.months
    )


@rule(article=LAW, since=START, on=HIRE, unit="MAD")
def hiring_bonus_per_month(p):
    """The bonus of a month."""
    return p.hiring_bonus.monthly_amount


@rule(article=LAW, since=MONTH, unit="MAD")
def hiring_bonus(hiring_bonus_eligible, hiring_bonus_month_paid, hiring_bonus_per_month):
    """What the social fund pays the employer for the month asked."""
    return when(all_of(hiring_bonus_eligible, hiring_bonus_month_paid), hiring_bonus_per_month, 0)


@rule(article=LAW, since=START, on=HIRE, unit="MAD")
def hiring_bonus_total(hiring_bonus_eligible, p):
    """The whole bonus of a hire that lasts."""
    whole = rounded(p.hiring_bonus.monthly_amount * p.hiring_bonus.months)
    return when(hiring_bonus_eligible, whole, 0)
