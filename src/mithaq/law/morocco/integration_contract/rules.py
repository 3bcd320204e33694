"""The professional integration contract (CIP): training in the firm, then a lump sum on hiring."""

from __future__ import annotations

from typing import Final

from mithaq.engines.rules import all_of, rule, when

LAW: Final = "Programme CIP, convention ANAPEC-CNSS du 13/06/2017"
START: Final = "2012-01-01"
SIGNED: Final = "integration_signed_on"


@rule(article=LAW, since=START, on=SIGNED)
def cip_open(p):
    """The programme takes contracts: nothing published says so after 2017."""
    return p.cip.is_open == "open"


@rule(article=LAW, since=START, on=SIGNED)
def cip_degree(has_general_degree):
    """The person has a general university degree, of three years or more, in any field."""
    return has_general_degree


@rule(article=LAW, since=START, on=SIGNED)
def cip_long_registered(anapec_registration_months, p):
    """The person has been registered with the agency for more than a year."""
    return anapec_registration_months > p.cip.min_registration_months


@rule(article=LAW, since=START, on=SIGNED)
def cip_employer_affiliated(employer_is_private, employer_affiliated):
    """The firm is private and affiliated to the social fund."""
    return all_of(employer_is_private, employer_affiliated)


@rule(article=LAW, since=START, on=SIGNED)
def cip_length(integration_months, p):
    """The training in the firm is neither too short nor too long."""
    return all_of(integration_months >= p.cip.min_months, integration_months <= p.cip.max_months)


@rule(article=LAW, since=START)
def cip_eligible(cip_open, cip_degree, cip_long_registered, cip_employer_affiliated, cip_length):
    """Every condition of the programme is met."""
    return all_of(cip_open, cip_degree, cip_long_registered, cip_employer_affiliated, cip_length)


@rule(article=LAW, since=START)
def cip_hired_for_good(contract_kind):
    """The person is hired on a permanent contract."""
    return contract_kind == "permanent"


@rule(article=LAW, since=START, on=SIGNED, unit="MAD")
def cip_lump_sum_on_hire(p):
    """What the State pays the firm for the training, once the person is hired for good."""
    return p.cip.lump_sum


@rule(article=LAW, since=START, unit="MAD")
def cip_lump_sum(cip_eligible, cip_hired_for_good, cip_lump_sum_on_hire):
    """The lump sum due to the firm; nothing when a condition is not met."""
    return when(all_of(cip_eligible, cip_hired_for_good), cip_lump_sum_on_hire, 0)
