"""The job-loss indemnity of the social fund (IPE), by the law of the day the job is lost."""

from __future__ import annotations

from typing import Final

from mithaq.engines.rules import (
    all_of,
    any_of,
    days_after,
    days_between,
    greatest,
    least,
    months_after,
    not_,
    one_of,
    rounded,
    rule,
    when,
)

LAW: Final = "Loi 03-14 modifiant le dahir portant loi 1-72-184"
START: Final = "2014-12-01"
LOSS: Final = "job_lost_on"


@rule(article=LAW, since=START, on=LOSS)
def job_loss_involuntary(leaving_reason, p):
    """The job was lost without the person's will: no resignation, abandonment or gross fault.

    No source says whether the end of a fixed-term contract counts: it cannot be decided.
    """
    return when(
        leaving_reason == "fixed_term_ended",
        p.job_loss.fixed_term_end_counts,
        not_(one_of(leaving_reason, p.job_loss.voluntary_reasons)),
    )


@rule(article=LAW, since=START, on=LOSS)
def job_loss_days_36_months_reached(declared_days_36_months, p):
    """Enough days were declared in the 36 months before the loss."""
    return declared_days_36_months >= p.job_loss.min_days_36_months


@rule(article=LAW, since=START, on=LOSS)
def job_loss_days_12_months_reached(declared_days_12_months, p):
    """Enough of them were declared in the last 12 months."""
    return declared_days_12_months >= p.job_loss.min_days_12_months


@rule(article=LAW, since=START)
def job_loss_fit_for_work(fit_for_work):
    """The person is able to work."""
    return fit_for_work


@rule(article=LAW, since=START)
def job_loss_registered(anapec_registered):
    """The person is registered as looking for work with the employment agency."""
    return anapec_registered


@rule(article=LAW, since=START)
def job_loss_without_pension(has_pension):
    """The person draws neither an old-age nor an invalidity pension."""
    return not_(has_pension)


@rule(article=LAW, since=START)
def job_loss_claimed_after_loss(claimed_on, job_lost_on):
    """A claim is for a job that is already lost."""
    return job_lost_on <= claimed_on


@rule(article=LAW, since=START, on=LOSS)
def job_loss_claimed_in_time(claimed_on, job_lost_on, force_majeure, p):
    """The claim reaches the fund within the days that the law gives, force majeure apart."""
    return any_of(
        days_between(claimed_on, job_lost_on) <= p.job_loss.claim_days,
        force_majeure,
    )


@rule(article=LAW, since=START)
def job_loss_entitled(
    job_loss_involuntary,
    job_loss_days_36_months_reached,
    job_loss_days_12_months_reached,
    job_loss_fit_for_work,
    job_loss_registered,
    job_loss_without_pension,
    job_loss_claimed_after_loss,
    job_loss_claimed_in_time,
):
    """Every condition of the indemnity is met."""
    return all_of(
        job_loss_involuntary,
        job_loss_days_36_months_reached,
        job_loss_days_12_months_reached,
        job_loss_fit_for_work,
        job_loss_registered,
        job_loss_without_pension,
        job_loss_claimed_after_loss,
        job_loss_claimed_in_time,
    )


@rule(article=f"{LAW} ; formulaire CNSS 310-1-26", since=START)
def job_loss_certified(employer_certificate):
    """The employer has certified on the form of the fund the day and the reason of the loss."""
    return employer_certificate


@rule(article=LAW, since=START)
def job_loss_ready_to_claim(job_loss_entitled, job_loss_certified):
    """The claim can be filed as it is: the right is open and the employer's part is signed."""
    return all_of(job_loss_entitled, job_loss_certified)


@rule(article=LAW, since=START)
def job_loss_cover_kept(job_loss_entitled):
    """While the indemnity runs, health cover, family allowances and pension points go on."""
    return job_loss_entitled


@rule(article=LAW, since=START, on=LOSS, unit="days")
def job_loss_missing_days_36_months(declared_days_36_months, p):
    """Days still to be declared over 36 months."""
    return greatest(0, p.job_loss.min_days_36_months - declared_days_36_months)


@rule(article=LAW, since=START, on=LOSS, unit="days")
def job_loss_missing_days_12_months(declared_days_12_months, p):
    """Days still to be declared over the last 12 months."""
    return greatest(0, p.job_loss.min_days_12_months - declared_days_12_months)


@rule(article=LAW, since=START, unit="days")
def job_loss_missing_days(job_loss_missing_days_36_months, job_loss_missing_days_12_months):
    """Days that are missing in all: a day of the last 12 months counts for both periods."""
    return greatest(job_loss_missing_days_36_months, job_loss_missing_days_12_months)


@rule(article=LAW, since=START, on=LOSS, unit="date")
def job_loss_last_day_to_claim(job_lost_on, p):
    """The last day on which the claim may reach the fund."""
    return days_after(job_lost_on, p.job_loss.claim_days)


@rule(article=LAW, since=START, unit="days")
def job_loss_days_left_to_claim(claimed_on, job_loss_last_day_to_claim):
    """Days left between the day of the claim and the last day; negative when it is late."""
    return days_between(job_loss_last_day_to_claim, claimed_on)


@rule(article=LAW, since=START, on=LOSS, unit="MAD")
def job_loss_daily_replacement(average_wage_36_months, p):
    """The share of the average declared wage, by the day of a month of thirty days."""
    return rounded(p.job_loss.replacement_rate * average_wage_36_months / p.job_loss.month_days)


@rule(article=LAW, since=START, on=LOSS, unit="MAD")
def job_loss_daily_cap(p):
    """The monthly minimum wage by the day, to the centime: a notice of 2023 prints it so."""
    return rounded(p.smig.hourly * p.smig.monthly_hours / p.job_loss.month_days)


@rule(article=LAW, since=START, unit="MAD")
def job_loss_daily_amount(job_loss_daily_replacement, job_loss_daily_cap):
    """The indemnity of a day: the share of the wage, never above the minimum wage."""
    return least(job_loss_daily_replacement, job_loss_daily_cap)


@rule(article=LAW, since=START, on=LOSS, unit="MAD")
def job_loss_monthly_amount(job_loss_daily_amount, p):
    """The indemnity of a full month, if the right is open: thirty times that of a day."""
    return rounded(job_loss_daily_amount * p.job_loss.month_days)


@rule(article=LAW, since=START, unit="MAD")
def job_loss_monthly_paid(job_loss_entitled, job_loss_monthly_amount):
    """What the fund pays for a full month: nothing when a condition is not met."""
    return when(job_loss_entitled, job_loss_monthly_amount, 0)


@rule(article=LAW, since=START, on=LOSS, unit="MAD")
def job_loss_total_at_most(job_loss_monthly_paid, p):
    """The whole indemnity when no new job is found before its end."""
    return rounded(job_loss_monthly_paid * p.job_loss.max_months)


@rule(article=LAW, since=START, unit="date")
def job_loss_paid_from(job_lost_on):
    """The indemnity runs from the day after the loss."""
    return days_after(job_lost_on, 1)


@rule(article=LAW, since=START, on=LOSS, unit="date")
def job_loss_paid_until(job_lost_on, p):
    """The last day of the indemnity when no new job is found before."""
    return months_after(job_lost_on, p.job_loss.max_months)


@rule(article=f"{LAW} ; formulaire CNSS 310-1-26", since=START, on=LOSS, unit="date")
def job_loss_last_day_to_report_work(back_to_work_on, p):
    """The last day to tell the fund of a new job."""
    return days_after(back_to_work_on, p.job_loss.report_work_days)


@rule(article=f"{LAW} ; formulaire CNSS 310-1-26", since=START, on=LOSS)
def job_loss_work_reported_in_time(work_reported_on, back_to_work_on, p):
    """The fund was told of the new job within the days that the law gives."""
    return days_between(work_reported_on, back_to_work_on) <= p.job_loss.report_work_days
