"""The hire that follows an insertion contract: the employer's share paid, and the tax exempt.

The State pays the employer's share for a year since law 101-14, in the place of a year more
without contributions for internships signed before its form was applied. Income tax is exempt
for two years when the internship was signed from 2025 on. The conditions of the internship stay
those of the hire: registered, once, within the stipend, the commitment given.
"""

from __future__ import annotations

from datetime import date

from mithaq.engines.rules import all_of, any_of, greatest, month_of, not_, rounded, rule, when
from mithaq.law.morocco.income_tax.rules import rounded_net, rounded_tax, tax_on

EXTENSION = "dahir-loi 1-93-16 (loi 39-06)"
COVER = "dahir-loi 1-93-16, art. 1 al. 2 (loi 101-14)"
TAX = "CGI, art. 57-16°"
START = "2015-03-19"
# The first day of that month: a month asked is read on it, and the day of hire says the rest.
MONTH = "2015-03-01"
PAID = "2007-01-01"
SIGNED = "stage_signed_on"


@rule(article=COVER, since=MONTH)
def conversion_hired_under_law(hire_date):
    """The hire comes after the law that pays the employer's share."""
    return hire_date >= date(2015, 3, 19)


@rule(article=f"{COVER} ; {TAX}", since=PAID)
def conversion_from_internship(is_converted_intern):
    """The person was an intern of the scheme and is hired during or after the internship."""
    return is_converted_intern


@rule(article=f"{COVER} ; {TAX}", since=PAID)
def conversion_permanent_contract(contract_kind):
    """The contract is open-ended."""
    return contract_kind == "permanent"


@rule(article="dahir-loi 1-93-16", since=PAID)
def internship_before_hire(stage_signed_on, hire_date):
    """The internship comes before the hire: an intern is no employee in the same month."""
    return stage_signed_on <= hire_date


@rule(article=COVER, since=MONTH)
def conversion_eligible(
    conversion_hired_under_law,
    conversion_from_internship,
    conversion_permanent_contract,
    internship_before_hire,
    insertion_registered,
    insertion_once,
    insertion_social_trainee,
    insertion_stipend_within_social_ceiling,
    insertion_commitment_given,
):
    """Every condition for the State to pay the employer's share holds, the internship's too."""
    return all_of(
        conversion_hired_under_law,
        conversion_from_internship,
        conversion_permanent_contract,
        internship_before_hire,
        insertion_registered,
        insertion_once,
        insertion_social_trainee,
        insertion_stipend_within_social_ceiling,
        insertion_commitment_given,
    )


@rule(unit="months", article=f"{COVER} ; {TAX}", since=PAID)
def conversion_month_number(month, hire_date):
    """Which month of the contract it is: 1 is that of the hire."""
    return month_of(month) - month_of(hire_date) + 1


@rule(article=COVER, since=START, on="hire_date")
def conversion_month_covered(conversion_month_number, p):
    """The month is among those whose employer's share the State pays."""
    return all_of(conversion_month_number >= 1, conversion_month_number <= p.idmaj.pcs_months)


@rule(article=COVER, since=MONTH)
def conversion_granted(conversion_eligible, conversion_month_covered):
    """The State pays the employer's share of the month."""
    return all_of(conversion_eligible, conversion_month_covered)


@rule(unit="MAD", article=COVER, since=START, on="hire_date")
def conversion_coverable_share(
    employer_cnss, employer_family, employer_amo, employer_solidarity, employer_training_tax, p
):
    """The employer's share of what is due to the fund, with the training tax if so read."""
    training = when(p.idmaj.pcs_includes_tfp, employer_training_tax, 0)
    fund = employer_cnss + employer_family + employer_amo + employer_solidarity
    return rounded(fund + training)


@rule(unit="MAD", article=COVER, since=PAID, until="2015-02-28", of="conversion_state_cover")
def conversion_state_cover_before_2015():
    """Before law 101-14 the State pays nothing in the place of the employer."""
    return 0


@rule(unit="MAD", article=COVER, since=MONTH)
def conversion_state_cover(
    conversion_granted, conversion_contributions_exempt, conversion_coverable_share
):
    """What the State pays this month in the place of the employer: nothing of what is not due."""
    due = when(conversion_contributions_exempt, 0, conversion_coverable_share)
    return when(conversion_granted, due, 0)


@rule(unit="months", article=EXTENSION, since=PAID, on=SIGNED)
def conversion_contribution_free_months(p):
    """Months without contributions after the hire: those added to the internship, none since."""
    return p.idmaj.duration_months_max.extension


@rule(article=EXTENSION, since=PAID)
def conversion_month_contribution_free(
    conversion_month_number, conversion_contribution_free_months
):
    """The month is among those whose wage bears no contribution."""
    return all_of(
        conversion_month_number >= 1,
        conversion_month_number <= conversion_contribution_free_months,
    )


@rule(article=EXTENSION, since=PAID, on=SIGNED)
def conversion_wage_within_social_ceiling(gross, p):
    """The wage is not above the ceiling of the stipend that bears no contribution."""
    return gross <= p.idmaj.stipend_max_social


@rule(article=EXTENSION, since=PAID)
def conversion_contributions_exempt(
    conversion_from_internship,
    conversion_permanent_contract,
    internship_before_hire,
    insertion_registered,
    insertion_once,
    insertion_social_trainee,
    insertion_stipend_within_social_ceiling,
    conversion_wage_within_social_ceiling,
    conversion_month_contribution_free,
):
    """Neither the employer nor the employee pays contributions on the wage of the month."""
    return all_of(
        conversion_from_internship,
        conversion_permanent_contract,
        internship_before_hire,
        insertion_registered,
        insertion_once,
        insertion_social_trainee,
        insertion_stipend_within_social_ceiling,
        conversion_wage_within_social_ceiling,
        conversion_month_contribution_free,
    )


@rule(unit="MAD", article=EXTENSION, since=PAID)
def conversion_employer_contributions(conversion_contributions_exempt, employer_contributions):
    """What the employer owes on the wage of the month, the State's part included."""
    return when(conversion_contributions_exempt, 0, employer_contributions)


@rule(unit="MAD", article=EXTENSION, since=PAID)
def conversion_employee_contributions(conversion_contributions_exempt, employee_contributions):
    """What is withheld from the wage of the month, tax apart."""
    return when(conversion_contributions_exempt, 0, employee_contributions)


@rule(unit="MAD", article="CGI, art. 59 et 73", since=PAID)
def conversion_ordinary_income_tax(
    gross, professional_expenses, conversion_employee_contributions, family_charges, p
):
    """The tax that the wage would pay, less the contributions withheld if there are any."""
    net = greatest(0, gross - professional_expenses - conversion_employee_contributions)
    return rounded_tax(tax_on(rounded_net(net, p), family_charges, p), p)


@rule(unit="months", article="LF 2006, art. 6-59", since=PAID, until="2024-12-31", on=SIGNED)
def conversion_tax_free_months(p):
    """Months exempt after the hire: those added to the internship, none from 2015 to 2024."""
    return p.idmaj.ir_exempt_months_stage.extension


@rule(unit="months", article=TAX, since="2025-01-01", on=SIGNED, of="conversion_tax_free_months")
def conversion_tax_free_months_since_2025(p):
    """Months exempt after a permanent contract."""
    return p.idmaj.ir_exempt_months_after_cdi.months


@rule(article="LF 2006, art. 6-59", since=PAID, until="2024-12-31", on=SIGNED)
def conversion_wage_within_ceiling(gross, p):
    """The wage is not above the ceiling of the stipend."""
    return gross <= p.idmaj.stipend_max


@rule(article=TAX, since="2025-01-01", on=SIGNED, of="conversion_wage_within_ceiling")
def conversion_wage_within_ceiling_since_2025(gross, p):
    """The wage is not above the ceiling, unless the reading in force loses nothing above it."""
    rules = p.idmaj.ir_exempt_months_after_cdi
    loses = rules.over_ceiling == "lose_all"
    return any_of(gross <= rules.gross_ceiling_monthly, not_(loses))


@rule(article=TAX, since=PAID)
def conversion_month_tax_free(conversion_month_number, conversion_tax_free_months):
    """The month is among those whose wage pays no tax."""
    return all_of(
        conversion_month_number >= 1, conversion_month_number <= conversion_tax_free_months
    )


@rule(article=TAX, since=PAID)
def conversion_income_tax_exempt(
    conversion_from_internship,
    conversion_permanent_contract,
    internship_before_hire,
    insertion_registered,
    insertion_tax_seniority,
    insertion_tax_once,
    insertion_tax_trainee,
    insertion_stipend_within_ceiling,
    insertion_commitment_given,
    conversion_wage_within_ceiling,
    conversion_month_tax_free,
):
    """The wage of the month pays no income tax: every condition of the internship was met."""
    return all_of(
        conversion_from_internship,
        conversion_permanent_contract,
        internship_before_hire,
        insertion_registered,
        insertion_tax_seniority,
        insertion_tax_once,
        insertion_tax_trainee,
        insertion_stipend_within_ceiling,
        insertion_commitment_given,
        conversion_wage_within_ceiling,
        conversion_month_tax_free,
    )


@rule(unit="MAD", article=TAX, since=PAID)
def conversion_income_tax_relief(conversion_income_tax_exempt, conversion_ordinary_income_tax):
    """The tax that the employee does not pay this month."""
    return when(conversion_income_tax_exempt, conversion_ordinary_income_tax, 0)


@rule(unit="MAD", article=TAX, since=PAID)
def conversion_net_wage(
    gross,
    conversion_employee_contributions,
    conversion_ordinary_income_tax,
    conversion_income_tax_relief,
):
    """What the employee receives this month after the hire."""
    tax = conversion_ordinary_income_tax - conversion_income_tax_relief
    return rounded(gross - conversion_employee_contributions - tax)


@rule(unit="MAD", article=COVER, since=PAID)
def conversion_employer_cost(gross, conversion_employer_contributions, conversion_state_cover):
    """What the employer spends this month after the hire."""
    return rounded(gross + conversion_employer_contributions - conversion_state_cover)


@rule(unit="MAD", article=f"{COVER} ; {TAX}", since=PAID)
def conversion_public_cost(conversion_state_cover, conversion_income_tax_relief):
    """What the public purse pays or forgoes this month, contributions not due left out."""
    return rounded(conversion_state_cover + conversion_income_tax_relief)
