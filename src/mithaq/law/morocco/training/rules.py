"""Taehil: training agreed for identified posts (FCE), and training ahead of demand (FQR)."""

from __future__ import annotations

from typing import Final

from mithaq.engines.rules import all_of, any_of, least, not_, rounded, rule, when

FCE: Final = "Manuel Taehil, formation contractualisée pour l’emploi (juillet 2008)"
FQR: Final = "Programme Taehil, formation qualifiante ou de reconversion"
START: Final = "2008-07-01"


@rule(article=FCE, since=START)
def fce_diploma(has_baccalaureate, has_vocational_diploma):
    """The trainee has the baccalaureate at least, or a vocational diploma."""
    return any_of(has_baccalaureate, has_vocational_diploma)


@rule(article=FCE, since=START)
def fce_registered(anapec_registered):
    """The trainee is registered with the employment agency."""
    return anapec_registered


@rule(article=FCE, since=START)
def fce_selected(selected_for_post):
    """An employer, or a group of employers, has chosen the trainee for an identified post."""
    return selected_for_post


@rule(article=FCE, since=START)
def fce_trained_by_others(trained_by_employer, foreign_affiliate):
    """The firm does not train for itself, unless a foreign affiliate in a foreign investment."""
    return any_of(not_(trained_by_employer), foreign_affiliate)


@rule(article=FCE, since=START)
def fce_length(training_months, p):
    """The training is done within the year."""
    return training_months <= p.taehil.fce.max_months


@rule(article=FCE, since=START)
def fce_eligible(fce_diploma, fce_registered, fce_selected, fce_trained_by_others, fce_length):
    """Every condition of an agreed training is met."""
    return all_of(fce_diploma, fce_registered, fce_selected, fce_trained_by_others, fce_length)


@rule(article=FCE, since=START, unit="MAD")
def fce_ceiling(training_hours, p):
    """The most that is paid for a trainee: by the hour, and in all."""
    return least(training_hours * p.taehil.fce.hourly_cap, p.taehil.fce.total_cap)


@rule(article=FCE, since=START, unit="MAD")
def fce_contribution(fce_eligible, training_cost, fce_ceiling):
    """What is paid for a trainee."""
    return when(fce_eligible, rounded(least(training_cost, fce_ceiling)), 0)


@rule(article=FQR, since=START)
def fqr_length(training_months, p):
    """The training is done within the year."""
    return training_months <= p.taehil.fqr.max_months


@rule(article=FQR, since=START)
def fqr_eligible(anapec_registered, fqr_length):
    """The trainee is registered with the agency, and the training is done within the year."""
    return all_of(anapec_registered, fqr_length)


@rule(article=FQR, since=START, unit="MAD")
def fqr_contribution(fqr_eligible, training_cost, p):
    """What is paid for a trainee."""
    return when(fqr_eligible, rounded(least(training_cost, p.taehil.fqr.total_cap)), 0)
