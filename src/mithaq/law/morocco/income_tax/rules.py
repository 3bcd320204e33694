"""Income tax on a wage, by month and by year: expenses, contributions, schedule, dependants.

The supplementary pension and the interest of a home loan, which also lower the taxable wage, are
not counted: no dated source was read for their limits.
"""

from __future__ import annotations

from mithaq.engines.rules import (
    all_of,
    any_of,
    greatest,
    least,
    month_of,
    rounded,
    rule,
    scale,
    when,
)

SCHEDULE = "CGI, art. 73"
EXPENSES = "CGI, art. 59-I-A"
FAMILY = "CGI, art. 74"
ROUNDING = "CGI, art. 167"


def expenses_rate(gross_annual, p):
    """The rate of professional expenses since 2023: one up to a gross wage, another above."""
    rules = p.ir.professional_expenses
    return when(
        rounded(gross_annual) <= rules.threshold_annual,
        rules.rate_up_to_threshold,
        rules.rate_over_threshold,
    )


def rounded_up(amount, step):
    """An amount up to the next multiple of a step of the law."""
    return rounded(amount / step, 1, "up") * step


def rounded_net(net, p, months=12):
    """A net taxable month (a year, where ``months`` is 1), rounded as the setting says."""
    setting = p.ir.net_taxable_rounding
    year_up = rounded_up(net * months, p.ir.rounding.taxable_income) / months
    otherwise = when(setting == "art_167", year_up, rounded(net))
    return when(setting == "dirham", rounded(net, 1), otherwise)


def rounded_tax(tax, p):
    """The tax to pay, rounded as the setting says."""
    setting = p.ir.net_taxable_rounding
    return when(setting == "art_167", rounded_up(tax, p.ir.rounding.payment), rounded(tax))


def tax_on(net, charges, p):
    """The tax of a month on a net taxable wage: a twelfth of the yearly one, less the charges."""
    return greatest(0, scale(net * 12, p.ir.brackets_annual) / 12 - charges)


@rule(unit="ratio", article=EXPENSES, since="1990-01-01", until="2022-12-31")
def professional_expenses_rate(p):
    """The rate of professional expenses, the same for every wage."""
    return p.ir.professional_expenses.rate


@rule(unit="ratio", article=EXPENSES, since="2023-01-01", of="professional_expenses_rate")
def professional_expenses_rate_by_wage(gross, p):
    """The rate of professional expenses, higher for a low wage."""
    return expenses_rate(gross * 12, p)


@rule(unit="MAD", article=EXPENSES, since="1990-01-01")
def professional_expenses(gross, professional_expenses_rate, p):
    """What the tax office takes as spent for work in the month, up to a twelfth of the cap."""
    cap = p.ir.professional_expenses.cap_annual / 12
    return rounded(least(gross * professional_expenses_rate, cap))


@rule(unit="MAD", article="CGI, art. 59", since="2007-01-01")
def net_taxable_exact(gross, professional_expenses, employee_contributions):
    """The wage of the month less expenses and contributions, before any rounding."""
    return greatest(0, gross - professional_expenses - employee_contributions)


@rule(unit="MAD", article=ROUNDING, since="2007-01-01")
def net_taxable(net_taxable_exact, p):
    """The wage of the month on which the schedule is read."""
    return rounded_net(net_taxable_exact, p)


@rule(unit="MAD", article=FAMILY, since="1990-01-01")
def family_charges(dependants, p):
    """What dependants take off the tax of the month."""
    rules = p.ir.family_charge_per_dependant_annual
    return rounded(least(dependants, rules.max_dependants) * rules.amount / 12)


@rule(unit="MAD", article=SCHEDULE, since="2007-01-01")
def income_tax_exact(net_taxable, family_charges, p):
    """The tax of the month, before any rounding."""
    return tax_on(net_taxable, family_charges, p)


@rule(unit="MAD", article=f"{SCHEDULE} ; {ROUNDING}", since="2007-01-01")
def income_tax(income_tax_exact, p):
    """The tax withheld from the wage of the month, without any measure."""
    return rounded_tax(income_tax_exact, p)


@rule(unit="MAD", article=SCHEDULE, since="2007-01-01")
def net_wage(gross, employee_contributions, income_tax):
    """What the employee receives for the month, without any measure."""
    return rounded(gross - employee_contributions - income_tax)


@rule(unit="ratio", article=EXPENSES, since="1990-01-01", until="2022-12-31")
def annual_professional_expenses_rate(p):
    """The rate of professional expenses of a year, the same for every wage."""
    return p.ir.professional_expenses.rate


@rule(unit="ratio", article=EXPENSES, since="2023-01-01", of="annual_professional_expenses_rate")
def annual_professional_expenses_rate_by_wage(annual_gross_taxable, p):
    """The rate of professional expenses of a year, higher for a low wage."""
    return expenses_rate(annual_gross_taxable, p)


@rule(unit="MAD", article=EXPENSES, since="1990-01-01")
def annual_professional_expenses(
    annual_gross_taxable, annual_benefits, annual_professional_expenses_rate, p
):
    """What the tax office takes as spent for work in the year, benefits in kind left out."""
    base = annual_gross_taxable - annual_benefits
    cap = p.ir.professional_expenses.cap_annual
    return rounded(least(base * annual_professional_expenses_rate, cap))


@rule(unit="MAD", article=FAMILY, since="1990-01-01")
def annual_family_charges(dependants, p):
    """What dependants take off the tax of the year."""
    rules = p.ir.family_charge_per_dependant_annual
    return least(dependants, rules.max_dependants) * rules.amount


@rule(unit="MAD", article=f"{SCHEDULE} ; {ROUNDING}", since="2007-01-01")
def annual_income_tax(annual_net_taxable, annual_family_charges, p):
    """The tax of the year on a net taxable wage, both rounded as the setting says."""
    tax = scale(rounded_net(annual_net_taxable, p, months=1), p.ir.brackets_annual)
    return rounded_tax(greatest(0, tax - annual_family_charges), p)


@rule(unit="MAD", article=SCHEDULE, since="2007-01-01")
def annual_income_tax_by_month(annual_income_tax):
    """A twelfth of the tax of the year."""
    return rounded(annual_income_tax / 12)


@rule(article=FAMILY, since="2025-01-01")
def child_counts_as_dependant(child_age, child_annual_income, child_is_disabled, p):
    """A child counts when young enough, or disabled at any age, with a low enough income."""
    rules = p.ir.dependant_child
    young = child_age <= rules.age_max
    return all_of(any_of(child_is_disabled, young), child_annual_income <= rules.income_max_annual)


@rule(unit="MAD", article="CGI, art. 57-13°", since="2007-01-01", until="2024-12-31")
def meal_voucher_exempt(meal_voucher_daily, worked_days, p):
    """The part of the month's meal vouchers that pays no tax."""
    daily = least(meal_voucher_daily, p.ir.meal_voucher_exempt_daily.amount)
    return rounded(daily * worked_days)


@rule(unit="MAD", article="CGI, art. 57-13°", since="2025-01-01", of="meal_voucher_exempt")
def meal_voucher_exempt_since_2025(meal_voucher_daily, worked_days, gross, p):
    """The part of the month's meal vouchers that pays no tax, up to a share of the gross wage."""
    rules = p.ir.meal_voucher_exempt_daily
    daily = least(meal_voucher_daily, rules.amount)
    return rounded(least(daily * worked_days, gross * rules.share_of_gross_max))


@rule(article="LF 2017", since="2017-01-01")
def researcher_doctoral(is_doctoral_researcher):
    """The pay is that of a doctoral student for research."""
    return is_doctoral_researcher


@rule(article="LF 2017", since="2017-01-01")
def researcher_pay_within_ceiling(gross, p):
    """The pay of the month is not above the ceiling; what happens above is not published."""
    return gross <= p.ir.researcher.pay_ceiling


@rule(article="LF 2017", since="2017-01-01")
def researcher_month_within_length(month, research_contract_on, p):
    """The month stands among those whose pay is exempt, that of the contract being the first."""
    number = month_of(month) - month_of(research_contract_on) + 1
    return all_of(number >= 1, number <= p.ir.researcher.months)


@rule(article="LF 2017", since="2017-01-01")
def researcher_income_tax_exempt(
    researcher_doctoral, researcher_pay_within_ceiling, researcher_month_within_length
):
    """The pay of the month owes no income tax."""
    return all_of(
        researcher_doctoral, researcher_pay_within_ceiling, researcher_month_within_length
    )
