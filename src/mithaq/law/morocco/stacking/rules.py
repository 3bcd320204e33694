"""Which measures may run for one person in one month, and what they give together.

Every reading that no text settles is a dated setting, marked as unconfirmed. What two measures
both exempt or pay is counted once.
"""

from __future__ import annotations

from mithaq.engines.rules import all_of, any_of, greatest, not_, rounded, rule, when

TAX = "CGI, art. 57-16°, 57-20° et 247-XXXIII"
COVER = "dahir-loi 1-93-16 ; LF 2015 (100-14)"
PAID = "2007-01-01"  # the first schedule of income tax at hand
TAHFIZ = "2015-01-01"
MEET = "2015-03-01"  # the first month in which a hire could have both covers
FIRST_HIRE = "2021-01-01"
BONUS = "Programme Awrach 2, prime d’appui à l’emploi (conventions du 11/04/2023)"
HIRE = "hire_date"
BONUS_START = "2023-07-25"
# The first day of that month: a month asked is read on it, and the day of hire says the rest.
BONUS_MONTH = "2023-07-01"


@rule(article=TAX, since=FIRST_HIRE)
def first_hire_may_follow_tahfiz(tahfiz_eligible, p):
    """The person has no Tahfiz, or the reading in force lets both measures run."""
    return any_of(not_(tahfiz_eligible), p.stacking.tahfiz_with_first_hire)


@rule(article=TAX, since=FIRST_HIRE)
def first_hire_may_follow_internship(is_converted_intern, p):
    """The person was no intern, or the reading in force lets the exemption follow."""
    return any_of(not_(is_converted_intern), p.stacking.first_hire_with_conversion)


@rule(article=COVER, since=MEET)
def conversion_may_join_tahfiz(tahfiz_eligible, p):
    """The person has no Tahfiz, or the reading in force lets both covers run."""
    return any_of(not_(tahfiz_eligible), p.stacking.tahfiz_with_conversion)


@rule(article=TAX, since=FIRST_HIRE)
def stacked_first_hire(
    first_hire_granted, first_hire_may_follow_tahfiz, first_hire_may_follow_internship
):
    """The exemption of the first hire runs in the month, beside the other measures."""
    return all_of(
        first_hire_granted, first_hire_may_follow_tahfiz, first_hire_may_follow_internship
    )


@rule(article=TAX, since=PAID, until="2014-12-31", of="stacked_income_tax_exempt")
def stacked_income_tax_exempt_before_2015(conversion_income_tax_exempt):
    """Before Tahfiz only a hire after an internship exempts the wage of the month."""
    return conversion_income_tax_exempt


@rule(article=TAX, since=TAHFIZ, until="2020-12-31", of="stacked_income_tax_exempt")
def stacked_income_tax_exempt_before_2021(
    tahfiz_granted, tahfiz_wage_within_ceiling, conversion_income_tax_exempt
):
    """One measure at least exempts the wage of the month, before that of the first hire."""
    by_tahfiz = all_of(tahfiz_granted, tahfiz_wage_within_ceiling)
    return any_of(by_tahfiz, conversion_income_tax_exempt)


@rule(article=TAX, since=FIRST_HIRE)
def stacked_income_tax_exempt(
    tahfiz_granted, tahfiz_wage_within_ceiling, stacked_first_hire, conversion_income_tax_exempt
):
    """One measure at least exempts the wage of the month from income tax."""
    by_tahfiz = all_of(tahfiz_granted, tahfiz_wage_within_ceiling)
    return any_of(by_tahfiz, stacked_first_hire, conversion_income_tax_exempt)


@rule(unit="MAD", article=TAX, since=PAID)
def stacked_income_tax_relief(stacked_income_tax_exempt, conversion_ordinary_income_tax):
    """The tax that the employee does not pay this month, counted once."""
    return when(stacked_income_tax_exempt, conversion_ordinary_income_tax, 0)


@rule(unit="MAD", article=COVER, since=PAID, until="2014-12-31", of="stacked_state_cover")
def stacked_state_cover_before_2015():
    """Before Tahfiz the State pays nothing in the place of the employer."""
    return 0


@rule(unit="MAD", article=COVER, since=TAHFIZ, until="2015-02-28", of="stacked_state_cover")
def stacked_state_cover_of_tahfiz(tahfiz_state_cover, conversion_contributions_exempt):
    """What the State pays this month under Tahfiz alone, if it is due."""
    return when(conversion_contributions_exempt, 0, tahfiz_state_cover)


@rule(unit="MAD", article=COVER, since=MEET)
def stacked_state_cover(
    tahfiz_state_cover,
    conversion_state_cover,
    conversion_may_join_tahfiz,
    conversion_contributions_exempt,
):
    """What the State pays this month in the place of the employer, counted once if it is due."""
    after_internship = when(conversion_may_join_tahfiz, conversion_state_cover, 0)
    covered = greatest(tahfiz_state_cover, after_internship)
    return when(conversion_contributions_exempt, 0, covered)


@rule(unit="MAD", article=TAX, since=PAID)
def stacked_net_wage(
    gross,
    conversion_employee_contributions,
    conversion_ordinary_income_tax,
    stacked_income_tax_relief,
):
    """What the employee receives this month with every measure that may run."""
    tax = conversion_ordinary_income_tax - stacked_income_tax_relief
    return rounded(gross - conversion_employee_contributions - tax)


@rule(article="programme CIP (ANAPEC)", since="2012-01-01")
def integration_contract_may_join_conversion(p):
    """An integration contract may be followed by the year of the employer's share."""
    return p.stacking.integration_contract_with_conversion


@rule(article=BONUS, since=BONUS_MONTH)
def hiring_bonus_may_join_cover(tahfiz_eligible, conversion_eligible, p):
    """The State covers no contribution of the person, or the reading in force adds the bonus."""
    covered = any_of(tahfiz_eligible, conversion_eligible)
    return any_of(not_(covered), p.stacking.hiring_bonus_with_cover)


@rule(unit="MAD", article=BONUS, since=BONUS_MONTH)
def stacked_hiring_bonus(hiring_bonus, hiring_bonus_may_join_cover):
    """The bonus of the month beside the other measures."""
    return when(hiring_bonus_may_join_cover, hiring_bonus, 0)


@rule(article=BONUS, since=PAID, until="2023-07-24", on=HIRE, of="hiring_bonus_counts")
def hiring_bonus_not_yet():
    """A hire before the programme has no bonus."""
    return False


@rule(article=BONUS, since=BONUS_START, on=HIRE)
def hiring_bonus_counts(p):
    """The bonus counts in what all the measures give: the programme takes hires that day."""
    return p.stacking.hiring_bonus_counted


@rule(unit="MAD", article=COVER, since=PAID, until="2023-06-30", of="stacked_employer_cost")
def stacked_employer_cost_before_2023(
    gross, conversion_employer_contributions, stacked_state_cover
):
    """What the employer spends this month with every measure that may run."""
    return rounded(gross + conversion_employer_contributions - stacked_state_cover)


@rule(unit="MAD", article=f"{COVER} ; {BONUS}", since=BONUS_MONTH)
def stacked_employer_cost(
    gross,
    conversion_employer_contributions,
    stacked_state_cover,
    hiring_bonus_counts,
    stacked_hiring_bonus,
):
    """What the employer spends this month with every measure that may run, the bonus among them."""
    bonus = when(hiring_bonus_counts, stacked_hiring_bonus, 0)
    return rounded(gross + conversion_employer_contributions - stacked_state_cover - bonus)


@rule(
    unit="MAD", article=f"{COVER} ; {TAX}", since=PAID, until="2023-06-30", of="stacked_public_cost"
)
def stacked_public_cost_before_2023(stacked_state_cover, stacked_income_tax_relief):
    """What all the measures cost the public purse this month."""
    return rounded(stacked_state_cover + stacked_income_tax_relief)


@rule(unit="MAD", article=f"{COVER} ; {TAX} ; {BONUS}", since=BONUS_MONTH)
def stacked_public_cost(
    stacked_state_cover, stacked_income_tax_relief, hiring_bonus_counts, stacked_hiring_bonus
):
    """What all the measures cost the public purse this month, the bonus among them."""
    bonus = when(hiring_bonus_counts, stacked_hiring_bonus, 0)
    return rounded(stacked_state_cover + stacked_income_tax_relief + bonus)
