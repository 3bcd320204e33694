"""The insertion contract (Idmaj): an internship with a stipend.

The law of the day of signature rules its conditions; contributions are those of the month.
"""

from __future__ import annotations

from mithaq.engines.rules import (
    all_of,
    any_of,
    greatest,
    least,
    month_of,
    months_between,
    not_,
    one_of,
    rounded,
    rule,
    when,
)
from mithaq.law.morocco.income_tax.rules import (
    expenses_rate,
    rounded_net,
    rounded_tax,
    tax_on,
)
from mithaq.law.morocco.tahfiz.rules import list_due

LAW = "dahir-loi 1-93-16"
TAX = "CGI, art. 57-16°"
BOTH = "dahir-loi 1-93-16 ; CGI, art. 57-16°"
COVER = "dahir-loi 1-93-16, art. 1 al. 2 (loi 101-14)"
HEALTH = "dahir-loi 1-93-16, art. 1 bis"
START = "2006-01-01"
PAID = "2007-01-01"  # the first schedule of income tax at hand
SIGNED = "stage_signed_on"
IMPROVED = "2016-04-01"  # a month is read on its first day; the day of signature says the rest


@rule(article=LAW, since=START, on=SIGNED)
def insertion_host_form(employer_form, p):
    """The host is of a form that the law admits."""
    return one_of(employer_form, p.idmaj.host_forms)


@rule(article=BOTH, since=START)
def insertion_registered(anapec_registered):
    """The intern is registered as a job seeker with the agency."""
    return anapec_registered


@rule(article=LAW, since=START)
def insertion_first_time(had_insertion_contract):
    """A person has one insertion contract in a life."""
    return not_(had_insertion_contract)


@rule(article=LAW, since=START, on=SIGNED)
def insertion_stipend_high_enough(stipend, p):
    """The stipend is not under the least one."""
    return stipend >= p.idmaj.stipend_min


@rule(article=BOTH, since=START, until="2006-12-31", on=SIGNED,
      of="insertion_stipend_within_ceiling")  # fmt: skip
def insertion_stipend_within_ceiling_in_2006(stipend, p):
    """The stipend is not above the ceiling."""
    return stipend <= p.idmaj.stipend_max


@rule(article=BOTH, since=PAID, on=SIGNED)
def insertion_stipend_within_ceiling(stipend, p):
    """The stipend is not above the ceiling, unless the reading in force loses nothing above it."""
    loses = p.idmaj.ir_over_ceiling == "lose_all"
    return any_of(stipend <= p.idmaj.stipend_max, not_(loses))


@rule(article=LAW, since=START, on=SIGNED)
def insertion_stipend_within_social_ceiling(stipend, p):
    """The stipend is not above the ceiling of the exemption from contributions."""
    return stipend <= p.idmaj.stipend_max_social


@rule(article=TAX, since=START, on=SIGNED)
def insertion_tax_trainee(diploma, p):
    """The diploma of the intern opens the exemption from income tax."""
    return one_of(diploma, p.idmaj.ir_eligible_trainees)


@rule(article=LAW, since=START, until="2024-12-31", on=SIGNED)
def insertion_social_trainee(diploma, p):
    """The diploma of the intern opens the exemption from contributions."""
    return one_of(diploma, p.idmaj.social_eligible_trainees)


@rule(article=LAW, since="2025-01-01", on=SIGNED, of="insertion_social_trainee")
def insertion_social_trainee_since_2025(diploma, p):
    """The intern has a diploma, unless the pending law is taken as in force."""
    has_diploma = one_of(diploma, p.idmaj.social_eligible_trainees)
    return any_of(has_diploma, p.idmaj.social_cover_no_diploma)


@rule(article=BOTH, since=START)
def insertion_trainee_admitted(insertion_tax_trainee, insertion_social_trainee):
    """The diploma of the intern opens one of the two exemptions at least."""
    return any_of(insertion_tax_trainee, insertion_social_trainee)


@rule(article=TAX, since=START, until="2014-12-31", on=SIGNED, of="insertion_commitment_given")
def insertion_commitment_not_asked():
    """Before 2015 no share of the interns has to be hired."""
    return True


@rule(article="CGI, art. 57-16° ; décret 2-15-906", since="2015-01-01", on=SIGNED)
def insertion_commitment_given(host_commits_to_hire):
    """The host undertakes to hire the share of its interns that the law asks."""
    return host_commits_to_hire


@rule(article=BOTH, since=START)
def insertion_eligible(
    insertion_host_form,
    insertion_registered,
    insertion_once,
    insertion_trainee_admitted,
    insertion_stipend_high_enough,
    insertion_stipend_within_ceiling,
    insertion_commitment_given,
):
    """Every condition on the host, the intern, the stipend and the commitment holds."""
    return all_of(
        insertion_host_form,
        insertion_registered,
        insertion_once,
        insertion_trainee_admitted,
        insertion_stipend_high_enough,
        insertion_stipend_within_ceiling,
        insertion_commitment_given,
    )


@rule(unit="months", article=LAW, since=START, until="2024-12-31", on=SIGNED)
def insertion_length(p):
    """The longest internship."""
    return p.idmaj.duration_months_max.diploma


@rule(unit="months", article=LAW, since="2025-01-01", on=SIGNED, of="insertion_length")
def insertion_length_since_2025(diploma, p):
    """The longest internship, shorter without a diploma."""
    length = p.idmaj.duration_months_max
    return when(diploma == "no_diploma", length.no_diploma, length.diploma)


@rule(unit="months", article=LAW, since=START)
def insertion_month_number(month, stage_signed_on):
    """Which month of the internship it is: 1 is that of the signature."""
    return month_of(month) - month_of(stage_signed_on) + 1


@rule(article=LAW, since=START)
def insertion_month_within_length(insertion_month_number, insertion_length):
    """The month stands within the longest internship."""
    return all_of(insertion_month_number >= 1, insertion_month_number <= insertion_length)


@rule(article=BOTH, since=START)
def insertion_granted(insertion_eligible, insertion_month_within_length, insertion_within_both):
    """The internship runs in the month, with its advantages."""
    return all_of(insertion_eligible, insertion_month_within_length, insertion_within_both)


@rule(article="LF 2006, art. 6-59", since=START, until="2006-12-31", on=SIGNED)
def insertion_tax_seniority(stage_signed_on, anapec_registered_since, stipend, p):
    """Registered for long enough, or with a stipend so low that the length is not asked."""
    months = months_between(stage_signed_on, anapec_registered_since)
    waived = stipend <= p.contrat_premier_emploi.anapec_seniority_waived_below
    return any_of(months >= p.idmaj.anapec_seniority_months_for_ir, waived)


@rule(article=TAX, since=PAID, until="2016-04-03", on=SIGNED, of="insertion_tax_seniority")
def insertion_tax_seniority_by_model(stage_signed_on, anapec_registered_since, stipend, p):
    """Registered for long enough, or with a stipend of the first model."""
    months = months_between(stage_signed_on, anapec_registered_since)
    first_model = stipend <= p.idmaj.model_threshold
    return any_of(months >= p.idmaj.anapec_seniority_months_for_ir, first_model)


@rule(article=TAX, since="2016-04-04", on=SIGNED, of="insertion_tax_seniority")
def insertion_tax_seniority_since_2016(
    anapec_registered, stage_signed_on, anapec_registered_since, p
):
    """Registered, and for long enough where the law asks a length."""
    asked = p.idmaj.anapec_seniority_months_for_ir
    months = months_between(stage_signed_on, anapec_registered_since)
    return all_of(anapec_registered, any_of(asked <= 0, months >= asked))


@rule(article=TAX, since=START)
def insertion_income_tax_exempt(
    insertion_granted, insertion_tax_trainee, insertion_tax_seniority, insertion_month_tax_free
):
    """The stipend of the month pays no income tax."""
    return all_of(
        insertion_granted, insertion_tax_trainee, insertion_tax_seniority, insertion_month_tax_free
    )


@rule(article=LAW, since=START)
def insertion_contributions_exempt(
    insertion_granted, insertion_social_trainee, insertion_stipend_within_social_ceiling
):
    """Neither the host nor the intern pays contributions on the stipend of the month."""
    return all_of(
        insertion_granted, insertion_social_trainee, insertion_stipend_within_social_ceiling
    )


@rule(article=LAW, since=PAID, until="2016-04-03", on=SIGNED)
def insertion_model_one(stipend, p):
    """Low stipend: neither contributions nor tax, whatever the length of registration."""
    return all_of(stipend >= p.idmaj.stipend_min, stipend <= p.idmaj.model_threshold)


@rule(article=LAW, since=PAID, until="2016-04-03", on=SIGNED)
def insertion_model_two(
    stipend, insertion_tax_trainee, stage_signed_on, anapec_registered_since, p
):
    """Graduate registered for long enough: neither contributions nor tax, up to the ceiling."""
    months = months_between(stage_signed_on, anapec_registered_since)
    return all_of(
        insertion_tax_trainee,
        months >= p.idmaj.anapec_seniority_months_for_ir,
        stipend >= p.idmaj.stipend_min,
        stipend <= p.idmaj.stipend_max,
    )


@rule(article=LAW, since=PAID, until="2016-04-03", on=SIGNED)
def insertion_model_three(stipend, insertion_model_two, p):
    """Higher stipend without the length of registration: no contributions, but tax is due."""
    return all_of(
        not_(insertion_model_two),
        stipend > p.idmaj.model_threshold,
        stipend <= p.idmaj.stipend_max,
    )


@rule(article=HEALTH, since=START, until="2016-04-03", on=SIGNED, of="insertion_improved_form")
def insertion_no_improved_form():
    """An internship signed before the improved form stays under the older one."""
    return False


@rule(article=HEALTH, since="2016-04-04", on=SIGNED)
def insertion_improved_form(stage_signed_on, p):
    """The internship was signed under the improved form."""
    return stage_signed_on >= p.idmaj.improved_form_start


@rule(article=HEALTH, since=PAID, until="2016-03-31", of="insertion_health_cover")
def insertion_health_cover_before_2016():
    """Before the improved form an intern has no health cover of the scheme."""
    return False


@rule(article=HEALTH, since=IMPROVED)
def insertion_health_cover(insertion_contributions_exempt, insertion_improved_form):
    """The State pays the health insurance of the intern."""
    return all_of(insertion_contributions_exempt, insertion_improved_form)


@rule(unit="MAD", article=HEALTH, since=PAID, until="2016-03-31", of="insertion_state_cover")
def insertion_state_cover_before_2016():
    """Before the improved form the State pays nothing for the internship."""
    return 0


@rule(unit="MAD", article=HEALTH, since=IMPROVED)
def insertion_state_cover(insertion_health_cover, stipend, p):
    """The health insurance that the State pays this month, both shares."""
    solidarity = when(p.idmaj.amo_cover_includes_solidarity, p.amo.solidarity.employer, 0)
    rate = p.amo.base.employer + p.amo.base.employee + solidarity
    return when(insertion_health_cover, rounded(stipend * rate), 0)


@rule(unit="MAD", article="dahir 1-72-184 ; loi 65-00", since=PAID)
def stipend_ordinary_employer_contributions(
    stipend, employer_capped_rate, employer_uncapped_rate, p
):
    """What the host would owe on the stipend as on a wage."""
    capped = rounded(least(stipend, p.cnss.ceiling_monthly) * employer_capped_rate)
    return rounded(capped + rounded(stipend * employer_uncapped_rate))


@rule(unit="MAD", article="dahir 1-72-184 ; loi 65-00", since=PAID)
def stipend_ordinary_employee_contributions(stipend, employee_capped_rate, p):
    """What would be withheld from the stipend as from a wage."""
    capped = rounded(least(stipend, p.cnss.ceiling_monthly) * employee_capped_rate)
    return rounded(capped + rounded(stipend * p.amo.base.employee))


@rule(unit="MAD", article=LAW, since=PAID)
def insertion_employer_contributions(
    insertion_contributions_exempt, stipend_ordinary_employer_contributions
):
    """What the host owes on the stipend of the month."""
    return when(insertion_contributions_exempt, 0, stipend_ordinary_employer_contributions)


@rule(unit="MAD", article=LAW, since=PAID)
def insertion_employee_contributions(
    insertion_contributions_exempt, stipend_ordinary_employee_contributions
):
    """What is withheld from the stipend of the month, tax apart."""
    return when(insertion_contributions_exempt, 0, stipend_ordinary_employee_contributions)


@rule(unit="ratio", article="CGI, art. 59-I-A", since=PAID, until="2022-12-31")
def stipend_expenses_rate(p):
    """The rate of professional expenses, the same for every stipend."""
    return p.ir.professional_expenses.rate


@rule(unit="ratio", article="CGI, art. 59-I-A", since="2023-01-01", of="stipend_expenses_rate")
def stipend_expenses_rate_by_amount(stipend, p):
    """The rate of professional expenses, higher for a low stipend."""
    return expenses_rate(stipend * 12, p)


@rule(unit="MAD", article="CGI, art. 59", since=PAID)
def stipend_net_taxable(stipend, stipend_expenses_rate, insertion_employee_contributions, p):
    """The stipend of the month less expenses and contributions."""
    expenses = least(stipend * stipend_expenses_rate, p.ir.professional_expenses.cap_annual / 12)
    return rounded_net(greatest(0, stipend - expenses - insertion_employee_contributions), p)


@rule(unit="MAD", article="CGI, art. 73", since=PAID)
def stipend_ordinary_income_tax(stipend_net_taxable, family_charges, p):
    """The tax that the stipend would pay as a wage."""
    return rounded_tax(tax_on(stipend_net_taxable, family_charges, p), p)


@rule(unit="MAD", article=TAX, since=PAID)
def insertion_income_tax(insertion_income_tax_exempt, stipend_ordinary_income_tax):
    """The tax withheld from the stipend of the month."""
    return when(insertion_income_tax_exempt, 0, stipend_ordinary_income_tax)


@rule(unit="MAD", article=BOTH, since=PAID)
def insertion_net_stipend(stipend, insertion_employee_contributions, insertion_income_tax):
    """What the intern receives for the month."""
    return rounded(stipend - insertion_employee_contributions - insertion_income_tax)


@rule(unit="MAD", article=LAW, since=PAID)
def insertion_employer_cost(stipend, insertion_employer_contributions):
    """What the host spends for the month."""
    return rounded(stipend + insertion_employer_contributions)


@rule(unit="MAD", article=BOTH, since=PAID)
def insertion_income_tax_relief(stipend_ordinary_income_tax, insertion_income_tax):
    """The tax not paid this month, claimed back if the host does not keep its commitment."""
    return rounded(stipend_ordinary_income_tax - insertion_income_tax)


@rule(unit="MAD", article=BOTH, since=PAID)
def insertion_public_cost(insertion_state_cover, insertion_income_tax_relief):
    """What the public purse pays or forgoes this month, contributions not due left out."""
    return rounded(insertion_state_cover + insertion_income_tax_relief)


@rule(unit="count", article="CGI, art. 57-16° ; décret 2-15-906", since="2015-01-01")
def insertion_hires_owed(host_interns_ended, host_interns_hired, p):
    """Interns whom the host must still hire to keep its commitment."""
    needed = rounded(p.idmaj.hire_share_required * host_interns_ended, 1, "up")
    return greatest(0, needed - host_interns_hired)


@rule(article="CGI, art. 57-16° ; décret 2-15-906", since="2015-01-01")
def insertion_commitment_kept(insertion_hires_owed):
    """The host has hired the share of its interns that the law asks."""
    return insertion_hires_owed <= 0


@rule(unit="date", article=TAX, since="2015-01-01")
def insertion_list_due_on(month, p):
    """The list of the interns of the year is filed before that day of the next one."""
    return list_due(month, p.idmaj.list_due_month)


@rule(article=TAX, since="2015-01-01")
def insertion_list_filed_in_time(tax_list_filed_on, insertion_list_due_on):
    """The host filed the list of the year in time."""
    return tax_list_filed_on < insertion_list_due_on
