"""Tahfiz: a new employer's first hires, free of income tax and of the employer's contributions.

The law of the day of hire rules the whole benefit; months are counted from that of the hire.
Whether a leaver may be replaced, and which branches are excluded, is not published.
"""

from __future__ import annotations

from datetime import date
from functools import reduce
from operator import add

from mithaq.engines.rules import (
    all_of,
    any_of,
    days_after,
    floor,
    greatest,
    month_of,
    months_after,
    one_of,
    rounded,
    rule,
    when,
)

TAX = "CGI, art. 57-20°"
COVER = "LF 2015 (100-14), prise en charge par l’État"
FORM = "protocole de bénéfice (ANAPEC)"
START = "2015-01-01"


@rule(article="LF 2015 (100-14)", since=START)
def tahfiz_hired_under_law(hire_date):
    """The measure concerns hires from 1 January 2015."""
    return hire_date >= date(2015, 1, 1)


@rule(article=TAX, since=START, on="hire_date")
def tahfiz_employer_form(employer_form, p):
    """The employer is of a form that the law admits."""
    return one_of(employer_form, p.tahfiz.eligible_entities)


@rule(article=TAX, since=START, on="hire_date")
def tahfiz_created_in_window(employer_created_on, p):
    """The employer was created within the dates of the law."""
    window = p.tahfiz.creation_window
    return all_of(
        employer_created_on >= window.created_from, employer_created_on <= window.created_to
    )


@rule(article=TAX, since=START)
def tahfiz_employer_exists(hire_date, employer_created_on):
    """Nobody is hired by an employer that is not yet created."""
    return employer_created_on <= hire_date


@rule(article=TAX, since=START, until="2017-12-31", on="hire_date", of="tahfiz_hired_in_time")
def tahfiz_hired_soon_after_creation(hire_date, employer_created_on, p):
    """The hire comes within so many months after the creation of the employer."""
    return hire_date <= months_after(employer_created_on, p.tahfiz.hire_deadline)


@rule(article="CGI, art. 57-20° (LF 2018, 68-17)", since="2018-01-01", on="hire_date")
def tahfiz_hired_in_time(hire_date, employer_operating_since, p):
    """The hire comes within so many months after the employer began to operate."""
    return hire_date <= months_after(employer_operating_since, p.tahfiz.hire_deadline)


@rule(article=TAX, since=START)
def tahfiz_permanent_contract(contract_kind):
    """The contract is open-ended."""
    return contract_kind == "permanent"


@rule(article=TAX, since=START, on="hire_date")
def tahfiz_wage_within_ceiling(gross, p):
    """The gross wage of the month is not above the ceiling."""
    return gross <= p.tahfiz.gross_ceiling_monthly


@rule(article=FORM, since=START, on="hire_date")
def tahfiz_wage_can_be_registered(tahfiz_wage_within_ceiling, p):
    """The wage is accepted: under the ceiling, unless the reading in force has none."""
    no_ceiling = p.tahfiz.over_ceiling == "employer_share_still_covered"
    return any_of(tahfiz_wage_within_ceiling, no_ceiling)


@rule(article=TAX, since=START, on="hire_date")
def tahfiz_rank_within_limit(hire_rank, p):
    """The employer has not yet used every place."""
    return hire_rank <= p.tahfiz.max_employees


@rule(unit="count", article=TAX, since=START, on="hire_date")
def tahfiz_places(p):
    """How many employees of one employer the measure supports at most."""
    return p.tahfiz.max_employees


@rule(unit="count", article=TAX, since=START)
def tahfiz_places_left(tahfiz_places, tahfiz_supported_count):
    """How many more employees the employer may hire under the measure."""
    return greatest(0, tahfiz_places - tahfiz_supported_count)


@rule(article=TAX, since=START)
def tahfiz_place_left(tahfiz_places_left):
    """The employer has at least one place left."""
    return tahfiz_places_left >= 1


@rule(
    unit="date",
    article=TAX,
    since=START,
    until="2017-12-31",
    on="hire_date",
    of="tahfiz_last_day_to_hire",
)
def tahfiz_last_day_to_hire_after_creation(employer_created_on, p):
    """The last day to hire, counted from the creation of the employer."""
    return months_after(employer_created_on, p.tahfiz.hire_deadline)


@rule(unit="date", article="CGI, art. 57-20° (LF 2018, 68-17)", since="2018-01-01", on="hire_date")
def tahfiz_last_day_to_hire(employer_operating_since, p):
    """The last day to hire, counted from the start of operation of the employer."""
    return months_after(employer_operating_since, p.tahfiz.hire_deadline)


@rule(article=TAX, since=START)
def tahfiz_open_to_employer(
    tahfiz_employer_form,
    tahfiz_created_in_window,
    tahfiz_hired_in_time,
    tahfiz_place_left,
):
    """Every condition on the employer holds, whoever is hired."""
    return all_of(
        tahfiz_employer_form,
        tahfiz_created_in_window,
        tahfiz_hired_in_time,
        tahfiz_place_left,
    )


@rule(article=FORM, since=START)
def tahfiz_job_seeker_registered(anapec_registered):
    """The person hired was registered as a job seeker with the agency."""
    return anapec_registered


@rule(article=TAX, since=START)
def tahfiz_eligible(
    tahfiz_hired_under_law,
    tahfiz_employer_form,
    tahfiz_created_in_window,
    tahfiz_employer_exists,
    tahfiz_hired_in_time,
    tahfiz_permanent_contract,
    tahfiz_wage_can_be_registered,
    tahfiz_rank_within_limit,
    tahfiz_job_seeker_registered,
):
    """Every condition on the employer, the hire and the person holds."""
    return all_of(
        tahfiz_hired_under_law,
        tahfiz_employer_form,
        tahfiz_created_in_window,
        tahfiz_employer_exists,
        tahfiz_hired_in_time,
        tahfiz_permanent_contract,
        tahfiz_wage_can_be_registered,
        tahfiz_rank_within_limit,
        tahfiz_job_seeker_registered,
    )


@rule(article=FORM, since=START)
def tahfiz_file_complete(
    employer_tax_declared,
    employer_in_good_standing,
    tahfiz_protocol_signed,
    employee_cnss_registered,
    contract_copy_filed,
):
    """The file of the agency is complete: existence, good standing, protocol, number, contract."""
    return all_of(
        employer_tax_declared,
        employer_in_good_standing,
        tahfiz_protocol_signed,
        employee_cnss_registered,
        contract_copy_filed,
    )


@rule(unit="months", article=TAX, since=START)
def tahfiz_month_number(month, hire_date):
    """Which month of the contract it is: 1 is that of the hire."""
    return month_of(month) - month_of(hire_date) + 1


@rule(article=TAX, since=START, on="hire_date")
def tahfiz_month_within_length(tahfiz_month_number, p):
    """The month stands within the length of the benefit."""
    return all_of(tahfiz_month_number >= 1, tahfiz_month_number <= p.tahfiz.benefit_months)


@rule(article=TAX, since=START)
def tahfiz_granted(tahfiz_eligible, tahfiz_month_within_length):
    """The benefit runs in the month."""
    return all_of(tahfiz_eligible, tahfiz_month_within_length)


@rule(unit="date", article=TAX, since=START, on="hire_date")
def tahfiz_ends_on(month, tahfiz_month_number, p):
    """The last day of the last month of the benefit."""
    months_left = p.tahfiz.benefit_months - tahfiz_month_number
    return days_after(months_after(month, months_left + 1), -1)


@rule(unit="MAD", article=TAX, since=START)
def tahfiz_income_tax_relief(tahfiz_granted, tahfiz_wage_within_ceiling, income_tax):
    """The tax that the employee does not pay this month."""
    return when(all_of(tahfiz_granted, tahfiz_wage_within_ceiling), income_tax, 0)


@rule(unit="MAD", article=COVER, since=START, on="hire_date")
def tahfiz_coverable_share(
    employer_short_term,
    employer_long_term,
    employer_family,
    employer_amo,
    employer_solidarity,
    employer_training_tax,
    p,
):
    """The employer's contributions that the reading in force of the law counts as covered."""
    parts = {
        "short_term": employer_short_term,
        "long_term": employer_long_term,
        "family": employer_family,
        "amo_base": employer_amo,
        "amo_solidarity": employer_solidarity,
        "tfp": employer_training_tax,
    }
    scope = p.tahfiz.state_cover_scope
    covered = [when(one_of(code, scope), amount, 0) for code, amount in parts.items()]
    return rounded(reduce(add, covered))


@rule(unit="MAD", article=COVER, since=START)
def tahfiz_state_cover(tahfiz_granted, tahfiz_coverable_share):
    """What the State pays this month in the place of the employer."""
    return when(tahfiz_granted, tahfiz_coverable_share, 0)


@rule(unit="MAD", article=TAX, since=START)
def tahfiz_net_wage(net_wage, tahfiz_income_tax_relief):
    """What the employee receives this month under the measure."""
    return rounded(net_wage + tahfiz_income_tax_relief)


@rule(unit="MAD", article=COVER, since=START)
def tahfiz_employer_cost(employer_cost, tahfiz_state_cover):
    """What the employer spends this month under the measure."""
    return rounded(employer_cost - tahfiz_state_cover)


@rule(unit="MAD", article=f"{COVER} ; {TAX}", since=START)
def tahfiz_public_cost(tahfiz_state_cover, tahfiz_income_tax_relief):
    """What the measure costs the public purse this month."""
    return rounded(tahfiz_state_cover + tahfiz_income_tax_relief)


def list_due(month, due_month):
    """The first day of a calendar month of the year that follows that of a month."""
    number = month_of(month)
    in_year = number - 12 * floor(number / 12)
    return months_after(month, 12 - in_year + due_month - 1)


@rule(unit="date", article=TAX, since=START)
def tahfiz_list_due_on(month, p):
    """The list of the employees of the year is filed before that day of the next one."""
    return list_due(month, p.tahfiz.list_due_month)


@rule(article=TAX, since=START)
def tahfiz_list_filed_in_time(tax_list_filed_on, tahfiz_list_due_on):
    """The employer filed the list of the year in time."""
    return tax_list_filed_on < tahfiz_list_due_on
