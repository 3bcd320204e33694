"""Tadarroj: support for an apprentice, most of whose time is spent in the enterprise."""

from __future__ import annotations

from typing import Final

from mithaq.engines.rules import all_of, rounded, rule, when

LAW: Final = "Loi 12-00 ; convention Tadarroj des 27 et 28/10/2025"
START: Final = "2025-10-27"


@rule(article=LAW, since=START)
def tadarroj_practice(practice_share, p):
    """Most of the time of the apprentice is practice in the enterprise."""
    return practice_share >= p.tadarroj.practice_share


@rule(article=LAW, since=START)
def tadarroj_agreement(apprenticeship_agreed):
    """An apprenticeship contract is signed under an agreement of the programme."""
    return apprenticeship_agreed


@rule(article=LAW, since=START)
def tadarroj_eligible(tadarroj_practice, tadarroj_agreement):
    """Every condition that was published is met."""
    return all_of(tadarroj_practice, tadarroj_agreement)


@rule(article=LAW, since=START, unit="MAD")
def tadarroj_support(tadarroj_eligible, apprentice_count, p):
    """The support of a year; whether it goes to the enterprise or the apprentice is disputed."""
    return when(tadarroj_eligible, rounded(apprentice_count * p.tadarroj.per_apprentice), 0)


@rule(article=LAW, since=START, unit="MAD")
def tadarroj_trainer_allowance(tadarroj_eligible, apprentice_count, p):
    """The allowance to trainers."""
    return when(tadarroj_eligible, rounded(apprentice_count * p.tadarroj.trainer_allowance), 0)
