"""Tadarroj: support for an apprentice, most of whose time is spent in the enterprise."""

from __future__ import annotations

from typing import Final

from mithaq.engines.rules import all_of, rounded, rule, when

LAW: Final = "Loi 12-00 ; convention Tadarroj des 27 et 28/10/2025"
START: Final = "2025-10-27"
# The first day of that month: a month asked is read on it, and the day of signature says the rest.
MONTH: Final = "2025-10-01"
BEFORE: Final = "2000-01-01"
SIGNED: Final = "apprenticeship_signed_on"


@rule(article=LAW, since=START, on=SIGNED)
def tadarroj_practice(practice_share, p):
    """Most of the time of the apprentice is practice in the enterprise."""
    return practice_share >= p.tadarroj.practice_share


@rule(article=LAW, since=BEFORE, until="2025-10-26", on=SIGNED, of="tadarroj_agreement")
def tadarroj_not_yet():
    """A contract signed before the programme is not under it."""
    return False


@rule(article=LAW, since=START, on=SIGNED)
def tadarroj_agreement(apprenticeship_agreed):
    """An apprenticeship contract is signed under an agreement of the programme."""
    return apprenticeship_agreed


@rule(article=LAW, since=MONTH)
def tadarroj_eligible(tadarroj_practice, tadarroj_agreement):
    """Every condition that was published is met."""
    return all_of(tadarroj_practice, tadarroj_agreement)


@rule(article=LAW, since=START, on=SIGNED, unit="MAD")
def tadarroj_support_of_one(p):
    """The support of a year for an apprentice."""
    return p.tadarroj.per_apprentice


@rule(article=LAW, since=MONTH, unit="MAD")
def tadarroj_support(tadarroj_eligible, apprentice_count, tadarroj_support_of_one):
    """The support of a year; whether it goes to the enterprise or the apprentice is disputed."""
    return when(tadarroj_eligible, rounded(apprentice_count * tadarroj_support_of_one), 0)


@rule(article=LAW, since=START, on=SIGNED, unit="MAD")
def tadarroj_allowance_of_one(p):
    """The allowance to trainers for an apprentice."""
    return p.tadarroj.trainer_allowance


@rule(article=LAW, since=MONTH, unit="MAD")
def tadarroj_trainer_allowance(tadarroj_eligible, apprentice_count, tadarroj_allowance_of_one):
    """The allowance to trainers."""
    return when(tadarroj_eligible, rounded(apprentice_count * tadarroj_allowance_of_one), 0)
