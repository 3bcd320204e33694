"""What late contributions cost: a row is a debt and one month of its delay, by the law of then."""

from __future__ import annotations

from typing import Final

from mithaq.engines.rules import (
    all_of,
    days_after,
    greatest,
    least,
    month_by_month,
    months_after,
    months_between,
    rounded,
    rule,
    when,
)

SURCHARGE: Final = "Dahir portant loi 1-72-184, art. 26 ; loi 02-24"
AMO: Final = "Loi 65-00"
PENALTY: Final = "Dahir portant loi 1-72-184, art. 27 (loi 17-02)"
E_FILING: Final = "Loi 87-17 ; décret 2-19-718"
FIRST: Final = "1969-01-01"
ONE_BY_ONE: Final = "1995-01-01"
AMO_START: Final = "2006-03-01"
# A month asked is read on its first day: the last day to declare it, or that of the payment, says
# which law punishes what was not done.
DUE: Final = "contributions_due_on"
PAID_ON: Final = "paid_on"
ONLINE: Final = "2020-03-01"


@rule(article="Dahir portant loi 1-72-184", since=FIRST, unit="date")
def contributions_due_on(month, p):
    """The last day to declare and pay the contributions of a month: the tenth of the next."""
    return days_after(months_after(month, 1), p.late_payment.due_day - 1)


@rule(article=SURCHARGE, since=FIRST)
def is_late(paid_on, due_on):
    """The payment came after the last day."""
    return paid_on > due_on


@rule(article=SURCHARGE, since=FIRST, unit="months")
def whole_months_late(paid_on, due_on):
    """Whole months from the last day to pay to the payment."""
    return months_between(paid_on, due_on)


@rule(article=SURCHARGE, since=FIRST, unit="months")
def months_late(paid_on, due_on, whole_months_late):
    """Months of delay; a month that has begun counts whole."""
    begun = months_after(due_on, whole_months_late) < paid_on
    return greatest(0, when(begun, whole_months_late + 1, whole_months_late))


@rule(article=SURCHARGE, since=FIRST, unit="date")
def delay_month_begins_on(due_on, delay_month):
    """The first day of a month of delay: the day after the last day to pay, for the first."""
    return days_after(months_after(due_on, delay_month - 1), 1)


@rule(article=SURCHARGE, since=FIRST, on="delay_month_begins_on", unit="ratio")
def late_rate_of_month(delay_month, p):
    """The rate of one month of delay, by the law of the day on which that month begins."""
    return when(delay_month <= 1, p.late_payment.first_month, p.late_payment.next_months)


@rule(article=SURCHARGE, since=FIRST, unit="MAD")
def late_surcharge_of_month(contributions_owed, late_rate_of_month):
    """What one month of delay adds to the contributions of the general scheme."""
    return rounded(contributions_owed * late_rate_of_month)


@rule(article=AMO, since=AMO_START, on="delay_month_begins_on", unit="MAD")
def amo_late_surcharge_of_month(amo_owed, p):
    """What one month of delay adds to the contributions of the health insurance."""
    return rounded(amo_owed * p.late_payment.amo_per_month)


@rule(article=SURCHARGE, since="2010-01-01", on="delay_month_begins_on", unit="MAD")
def allowances_late_surcharge_of_month(allowances_kept, p):
    """What one month of delay adds to family allowances that the employer did not give back."""
    return rounded(allowances_kept * p.late_payment.allowances_kept_per_month)


@rule(article=f"{SURCHARGE} ; {AMO}", since=AMO_START, unit="MAD")
def late_total_of_month(late_surcharge_of_month, amo_late_surcharge_of_month):
    """What one month of delay adds to contributions in all."""
    return rounded(late_surcharge_of_month + amo_late_surcharge_of_month)


@rule(article=SURCHARGE, since=ONE_BY_ONE, unit="date")
def delay_begins_on(due_on):
    """The first day of delay."""
    return days_after(due_on, 1)


@rule(article=SURCHARGE, since=ONE_BY_ONE, on="delay_begins_on", unit="ratio")
def late_first_rate(p):
    """The rate of the first month of delay, by the law of its first day."""
    return p.late_payment.first_month


@rule(article=SURCHARGE, since=ONE_BY_ONE, on="paid_on", unit="ratio")
def late_further_rate(due_on, months_late, p):
    """The rates of the further months of delay, each by the law of its first day, added up."""
    return month_by_month(p.late_payment.next_months, due_on, 2, months_late)


@rule(article=SURCHARGE, since=ONE_BY_ONE, unit="ratio")
def late_rate(months_late, late_first_rate, late_further_rate):
    """The whole rate of a debt paid late: the first month, then each further one by its law."""
    return when(months_late >= 1, late_first_rate + late_further_rate, 0)


@rule(article=SURCHARGE, since=ONE_BY_ONE, unit="MAD")
def late_surcharge(contributions_owed, late_rate):
    """What the delay adds to the contributions of the general scheme, rounded once."""
    return rounded(contributions_owed * late_rate)


@rule(article=AMO, since=AMO_START, on="paid_on", unit="ratio")
def amo_late_rate(due_on, months_late, p):
    """The rates of every month of delay for health insurance, each by the law of its first day."""
    return month_by_month(p.late_payment.amo_per_month, due_on, 1, months_late)


@rule(article=AMO, since=AMO_START, unit="MAD")
def amo_late_surcharge(amo_owed, amo_late_rate):
    """What the delay adds to the contributions of the health insurance, rounded once."""
    return rounded(amo_owed * amo_late_rate)


@rule(article=f"{SURCHARGE} ; {AMO}", since=AMO_START, unit="MAD")
def late_total(late_surcharge, amo_late_surcharge):
    """What the delay adds in all."""
    return rounded(late_surcharge + amo_late_surcharge)


@rule(article=f"{SURCHARGE} ; {AMO}", since=AMO_START, unit="MAD")
def late_amount_to_pay(contributions_owed, amo_owed, late_total):
    """The contributions and what the delay adds to them."""
    return rounded(contributions_owed + amo_owed + late_total)


@rule(article=PENALTY, since="2004-11-04", on=DUE, unit="MAD")
def filing_penalty(employees_concerned, p):
    """For each month late or begun, and for each employee: a return late, omitted or too low."""
    return least(
        employees_concerned * p.late_payment.penalty_per_employee, p.late_payment.penalty_cap
    )


@rule(article=E_FILING, since="2020-03-19", on=PAID_ON, unit="MAD")
def e_filing_penalty(filed_online, employees_concerned, p):
    """For a return that was not filed online."""
    owed = least(
        employees_concerned * p.late_payment.online_penalty_per_employee,
        p.late_payment.online_penalty_cap,
    )
    return when(filed_online, 0, owed)


@rule(article=E_FILING, since="2020-03-19", on=PAID_ON, unit="MAD")
def e_payment_penalty(paid_online, employees_concerned, p):
    """For contributions that were not paid online."""
    owed = least(
        employees_concerned * p.late_payment.online_penalty_per_employee,
        p.late_payment.online_penalty_cap,
    )
    return when(paid_online, 0, owed)


@rule(article=f"{PENALTY} ; {E_FILING}", since=ONLINE, unit="MAD")
def online_penalties(e_filing_penalty, e_payment_penalty):
    """The two penalties for what was not done online."""
    return rounded(e_filing_penalty + e_payment_penalty)


@rule(article=E_FILING, since=ONLINE)
def is_online(filed_online, paid_online):
    """The return was filed and paid online."""
    return all_of(filed_online, paid_online)
