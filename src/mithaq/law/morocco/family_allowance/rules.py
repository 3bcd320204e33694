"""Family allowances of the social fund: a row is an insured person, or one of the children."""

from __future__ import annotations

from typing import Final

from mithaq.engines.rules import (
    all_of,
    any_of,
    days_between,
    greatest,
    least,
    months_after,
    rounded,
    rule,
    when,
)

LAW: Final = "Dahir portant loi 1-72-184 ; CNSS, allocations familiales"
START: Final = "1996-07-01"


@rule(article=LAW, since=START)
def family_allowance_days_reached(declared_days_6_months, p):
    """Enough days were declared in six calendar months."""
    return declared_days_6_months >= p.family_allowance.min_days_6_months


@rule(article=LAW, since=START, unit="MAD")
def family_allowance_wage_floor(p):
    """The least monthly wage that gives a right, an amount until 2019."""
    return p.family_allowance.wage_floor


@rule(of="family_allowance_wage_floor", article=LAW, since="2019-05-01", unit="MAD")
def family_allowance_wage_floor_by_minimum_wage(minimum_wage_monthly, p):
    """The least monthly wage that gives a right: a share of the minimum wage of the sector."""
    return rounded(p.family_allowance.wage_floor_share * minimum_wage_monthly)


@rule(article=LAW, since=START)
def family_allowance_wage_reached(gross, family_allowance_wage_floor):
    """The wage of the month reaches the floor."""
    return gross >= family_allowance_wage_floor


@rule(article=LAW, since=START, unit="years")
def family_allowance_age_max(child_situation, p):
    """The age that the child may not go over, by what the child does."""
    return when(
        child_situation == "student",
        p.family_allowance.age_max.student,
        when(
            child_situation == "apprentice",
            p.family_allowance.age_max.apprentice,
            p.family_allowance.age_max.other,
        ),
    )


@rule(article=LAW, since=START)
def family_allowance_child_counts(child_is_disabled, child_age, family_allowance_age_max):
    """The child gives a right: disabled at any age, or not over the age of the situation."""
    return any_of(child_is_disabled, child_age <= family_allowance_age_max)


@rule(article=LAW, since=START)
def family_allowance_claimed_in_time(allowance_claimed_on, child_born_on, p):
    """The claim came within the months after the birth: nothing is lost."""
    last = months_after(child_born_on, p.family_allowance.claim_months)
    return days_between(last, allowance_claimed_on) >= 0


@rule(article=LAW, since=START)
def family_allowance_entitled(family_allowance_days_reached, family_allowance_wage_reached):
    """The insured person meets the conditions of the allowances."""
    return all_of(family_allowance_days_reached, family_allowance_wage_reached)


@rule(article=LAW, since=START, unit="MAD")
def family_allowance_if_entitled(children_who_count, p):
    """The allowances of a month: so much for each of the first three, less for the next three."""
    first = least(children_who_count, p.family_allowance.first_children)
    most = p.family_allowance.max_children
    next_ones = least(children_who_count, most) - first
    amount = (
        first * p.family_allowance.per_first_child
        + greatest(0, next_ones) * p.family_allowance.per_next_child
    )
    return rounded(amount)


@rule(article=LAW, since=START, unit="MAD")
def family_allowance(family_allowance_entitled, family_allowance_if_entitled):
    """The allowances of a month; nothing when a condition is not met."""
    return when(family_allowance_entitled, family_allowance_if_entitled, 0)
