"""Rights on debts: the company's own people, the fund that decides, who reads and who never does.

The fund prepares under one role and approves under another. A federation sees that a member asked
for a settlement and whether it is kept; never a line of its debts, nor what it contests.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from mithaq.apps.corridor.choices.debts import DebtTurn
from mithaq.apps.corridor.policies.corridors import can_settle_referral
from mithaq.apps.corridor.queries.debts import DebtAccess, DebtScope
from mithaq.apps.corridor.queries.steering import Steered
from mithaq.apps.organisations.choices import Role
from mithaq.apps.organisations.policies import is_of_its_world, is_within
from mithaq.apps.organisations.queries import MandateView


def is_fund_officer(mandate: MandateView | None, access: DebtAccess) -> bool:
    """An officer of the fund, in the officer's own territory."""
    return _acts(mandate, access, Role.FUND_OFFICER, access.issuer)


def is_fund_signatory(mandate: MandateView | None, access: DebtAccess) -> bool:
    """Who may sign for the fund: another role than that of who prepares."""
    return _acts(mandate, access, Role.SIGNATORY, access.issuer)


def is_company(mandate: MandateView | None, access: DebtAccess) -> bool:
    """The employer's own people."""
    return _acts(mandate, access, Role.EMPLOYER, access.company)


def can_enter_statement(mandate: MandateView | None, access: DebtAccess) -> bool:
    """The fund's officer enters or imports what the fund issued."""
    return is_fund_officer(mandate, access)


def can_handle_debt_file(
    mandate: MandateView | None, *, issuer: str, territory_code: str, is_exercise: bool
) -> bool:
    """The officers of the fund whose territory covers that of the file; one of the whole country,
    deposited without a territory, is for officers of the whole country."""
    access = DebtAccess(
        company="", territory_code=territory_code, issuer=issuer, is_exercise=is_exercise
    )
    return is_fund_officer(mandate, access)


def can_read_statement(mandate: MandateView | None, access: DebtAccess) -> bool:
    """The company, the fund, and an auditor; nobody else knows that it exists."""
    return (
        is_company(mandate, access)
        or is_fund_officer(mandate, access)
        or is_fund_signatory(mandate, access)
        or _is_auditor(mandate, access)
    )


def can_contest_line(mandate: MandateView | None, access: DebtAccess) -> bool:
    """The company disputes what it is asked for, and may withdraw what it said."""
    return is_company(mandate, access)


def can_answer_contest(mandate: MandateView | None, access: DebtAccess) -> bool:
    """The fund's officer answers."""
    return is_fund_officer(mandate, access)


def can_request_settlement(mandate: MandateView | None, access: DebtAccess) -> bool:
    """The company simulates and asks."""
    return is_company(mandate, access)


def can_transmit_settlement(mandate: MandateView | None, access: DebtAccess) -> bool:
    """The company, or a federation that it belongs to, hands the request to the fund."""
    return is_company(mandate, access) or _is_federation(mandate, access)


def can_prepare_settlement(mandate: MandateView | None, access: DebtAccess) -> bool:
    """The fund's officer prepares a plan, or refuses with reasons."""
    return is_fund_officer(mandate, access)


def can_approve_settlement(mandate: MandateView | None, access: DebtAccess) -> bool:
    """Who signs for the fund approves, and declares a default; never who prepared."""
    return is_fund_signatory(mandate, access)


def can_record_payment(mandate: MandateView | None, access: DebtAccess) -> bool:
    """The fund collects; its officer records what it collected."""
    return is_fund_officer(mandate, access)


def can_read_settlement(mandate: MandateView | None, access: DebtAccess) -> bool:
    """The company; once it asked, its federations and an auditor; once transmitted, the fund."""
    is_fund = is_fund_officer(mandate, access) or is_fund_signatory(mandate, access)
    is_told = _is_federation(mandate, access) or _is_auditor(mandate, access)
    return (
        is_company(mandate, access)
        or (access.is_with_fund and is_fund)
        or (access.is_asked and is_told)
    )


def can_hear_settlement(mandate: MandateView | None, services: Iterable[Steered]) -> bool:
    """The secretary of a committee that hears of it reads its totals: no company, no line."""
    return any(
        can_settle_referral(mandate, one.bodies, is_exercise=one.is_exercise) for one in services
    )


def can_ask_standing(mandate: MandateView | None, access: DebtAccess) -> bool:
    """The company asks for its certificate."""
    return is_company(mandate, access)


def can_issue_standing(mandate: MandateView | None, access: DebtAccess) -> bool:
    """Only who signs for the fund issues a certificate."""
    return is_fund_signatory(mandate, access)


def can_refuse_standing(mandate: MandateView | None, access: DebtAccess) -> bool:
    """The fund refuses, with reasons."""
    return is_fund_officer(mandate, access) or is_fund_signatory(mandate, access)


def can_open_debts(mandate: MandateView | None) -> bool:
    """Whoever may meet some debt: companies, funds, federations, auditors."""
    roles = {Role.EMPLOYER, Role.FUND_OFFICER, Role.FEDERATION_OFFICER, Role.AUDITOR}
    if mandate is None:
        return False
    return mandate.role in roles or mandate.role == Role.SIGNATORY


# What waits for each role: the company pays, its federation hands over, the fund decides.
_TURNS: Final = {
    Role.EMPLOYER: frozenset({DebtTurn.TRANSMIT, DebtTurn.LATE, DebtTurn.SOON}),
    Role.FEDERATION_OFFICER: frozenset({DebtTurn.TRANSMIT, DebtTurn.LATE}),
    Role.FUND_OFFICER: frozenset(
        {DebtTurn.CONTEST, DebtTurn.PREPARE, DebtTurn.REDO, DebtTurn.CERTIFY, DebtTurn.LATE}
    ),
    Role.SIGNATORY: frozenset({DebtTurn.APPROVE, DebtTurn.CERTIFY}),
}


def debt_scope(mandate: MandateView | None) -> DebtScope | None:
    """The debts that wait for a mandate; None for a role that debts never wait for."""
    if mandate is None or not mandate.organisation or mandate.role not in _TURNS:
        return None
    place = "" if mandate.role == Role.EMPLOYER else mandate.territory_code
    body = {
        Role.EMPLOYER: "company",
        Role.FEDERATION_OFFICER: "federation",
    }.get(mandate.role, "issuer")
    return DebtScope(**{body: mandate.organisation}, territory=place, turns=_TURNS[mandate.role])


def _acts(mandate: MandateView | None, access: DebtAccess, role: Role, organisation: str) -> bool:
    return (
        mandate is not None
        and mandate.role == role
        and bool(organisation)
        and mandate.organisation == organisation
        and _covers(mandate, access)
        and is_of_its_world(mandate, is_exercise=access.is_exercise)
    )


def _is_federation(mandate: MandateView | None, access: DebtAccess) -> bool:
    return any(_acts(mandate, access, Role.FEDERATION_OFFICER, slug) for slug in access.federations)


def _is_auditor(mandate: MandateView | None, access: DebtAccess) -> bool:
    return (
        mandate is not None
        and mandate.role == Role.AUDITOR
        and is_of_its_world(mandate, is_exercise=access.is_exercise)
    )


def _covers(mandate: MandateView, access: DebtAccess) -> bool:
    """A mandate without territory covers the country; a company acts wherever it is."""
    if mandate.role == Role.EMPLOYER or not mandate.territory_code:
        return True
    return is_within(access.territory_code, mandate.territory_code)
