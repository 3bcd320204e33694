"""The norms of the employment agency: how soon an offer is answered."""

from __future__ import annotations

from typing import Final

from mithaq.engines.rules import days_after, rule

NORM: Final = "Pratique de l’ANAPEC vers 2009-2010 (aucune charte trouvée)"
START: Final = "2009-01-01"


@rule(article=NORM, since=START, unit="date")
def offer_answer_expected_from(offer_received_on, p):
    """The first day on which an answer to an offer is usual."""
    return days_after(offer_received_on, p.offer_answer.days_min)


@rule(article=NORM, since=START, unit="date")
def offer_answer_expected_by(offer_received_on, p):
    """The last day on which an answer to an offer is usual."""
    return days_after(offer_received_on, p.offer_answer.days_max)


@rule(article=NORM, since=START)
def offer_answered_in_time(offer_answered_on, offer_answer_expected_by):
    """The agency answered the offer within the usual time."""
    return offer_answered_on <= offer_answer_expected_by
