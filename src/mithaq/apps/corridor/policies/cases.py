"""Rights on one case. The part of an institution decides, never its name: there may be any number.

A person acts for a side when their mandate is of that institution, in a role that handles cases,
and covers the territory of the case; a mandate without territory covers the country.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from functools import partial
from typing import Final

from mithaq.apps.corridor.choices import OFFICERS, CaseLevel, Part
from mithaq.apps.corridor.queries.access import CaseAccess, Reads
from mithaq.apps.corridor.queries.views import CaseScope, QueueScope, Reader
from mithaq.apps.organisations.choices import Role
from mithaq.apps.organisations.policies import is_of_its_world, is_within
from mithaq.apps.organisations.queries import MandateView


def can_act_for_side(mandate: MandateView | None, access: CaseAccess, institution: str) -> bool:
    """An officer of the institution acts on its side, in the officer's own territory."""
    return (
        mandate is not None
        and bool(institution)
        and mandate.organisation == institution
        and mandate.role in OFFICERS
        and bool(access.part_of(institution))
        and covers(mandate, access.territory_code)
        and is_of_its_world(mandate, is_exercise=access.is_exercise)
    )


def can_answer_side(mandate: MandateView | None, access: CaseAccess, institution: str) -> bool:
    """Only a side that decides or informs answers."""
    is_open = can_act_for_side(mandate, access, institution)
    return is_open and access.part_of(institution) in (Part.DECIDES, Part.INFORMS)


def can_see_answers(mandate: MandateView | None, access: CaseAccess, institution: str) -> bool:
    """A side that relays takes note of the answers."""
    is_open = can_act_for_side(mandate, access, institution)
    return is_open and access.part_of(institution) == Part.RELAYS


def can_speak_for_company(
    mandate: MandateView | None, access: CaseAccess, institution: str = ""
) -> bool:
    """The employer's own people speak for the company of the case."""
    del institution
    return (
        mandate is not None
        and mandate.role == Role.EMPLOYER
        and mandate.organisation == access.company
        and is_of_its_world(mandate, is_exercise=access.is_exercise)
    )


def can_submit_case(
    mandate: MandateView | None,
    *,
    company: str,
    relays: Collection[str],
    territory_code: str,
    is_exercise: bool,
) -> bool:
    """A company files its own case; so does, for it, a relaying federation that it belongs to."""
    if mandate is None or not is_of_its_world(mandate, is_exercise=is_exercise):
        return False
    if mandate.role == Role.EMPLOYER:
        return mandate.organisation == company
    is_relay = mandate.role in OFFICERS and mandate.organisation in relays
    return is_relay and covers(mandate, territory_code)


def can_join_case(mandate: MandateView | None, access: CaseAccess) -> bool:
    """The company and the officers of every side write, meet and propose."""
    return bool(party_of(mandate, access))


def party_of(mandate: MandateView | None, access: CaseAccess) -> str:
    """The party, by slug, for which a person acts in a case; empty for anyone else."""
    if mandate is None:
        return ""
    is_party = can_speak_for_company(mandate, access) or can_act_for_side(
        mandate, access, mandate.organisation
    )
    return mandate.organisation if is_party else ""


def can_read_case(mandate: MandateView | None, access: CaseAccess) -> bool:
    """The parties read what is shared; so do the signatory of a party, an auditor, and the
    secretary of a committee for a case referred to it. Nobody else knows that it exists."""
    if mandate is None:
        return False
    if can_join_case(mandate, access):
        return True
    if not is_of_its_world(mandate, is_exercise=access.is_exercise):
        return False
    is_concerned = bool(access.part_of(mandate.organisation))
    # The committee's secretary may belong to an institution of the corridor that this case calls
    # for nothing.
    keeps = is_concerned or mandate.organisation in access.standing
    is_secretary = mandate.role == Role.COMMITTEE_SECRETARY and access.is_referred and keeps
    is_signatory = mandate.role == Role.SIGNATORY and (
        is_concerned or mandate.organisation == access.company
    )
    return mandate.role == Role.AUDITOR or is_secretary or is_signatory


def can_list_cases(mandate: MandateView | None) -> bool:
    """Only who oversees every corridor lists cases that are not of an own institution."""
    return mandate is not None and mandate.role == Role.AUDITOR


def case_scope(mandate: MandateView | None, *, is_exercise: bool) -> CaseScope | None:
    """The cases of a corridor that someone may open, as a list may ask for them: what
    ``can_read_case`` says of each."""
    if mandate is None or not is_of_its_world(mandate, is_exercise=is_exercise):
        return None
    if can_list_cases(mandate):
        return CaseScope(is_everything=True)
    own = mandate.organisation
    if not own:
        return None
    if mandate.role == Role.EMPLOYER:
        return CaseScope(company=own)
    if mandate.role in OFFICERS:
        return CaseScope(
            institution=own, territory_code=mandate.territory_code,
            claims_read_as=(Part.DECIDES, Part.INFORMS),
        )  # fmt: skip
    if mandate.role == Role.SIGNATORY:
        return CaseScope(company=own, institution=own, claims_read_as=(Part.DECIDES,))
    if mandate.role == Role.COMMITTEE_SECRETARY:
        return CaseScope(institution=own, is_referred_only=True)
    return None


def can_read_note(mandate: MandateView | None, access: CaseAccess, institution: str) -> bool:
    """A private note is read on its own side, by who acts for it; not by an auditor."""
    return can_act_for_side(mandate, access, institution)


def can_read_person(mandate: MandateView | None, access: CaseAccess) -> bool:
    """Who decides on a person's right reads who the person is; a relay, an informing side, the
    auditor or the committee never do."""
    body = mandate.organisation if mandate else ""
    is_deciding = access.part_of(body) == Part.DECIDES
    return is_deciding and can_act_for_side(mandate, access, body)


def can_withdraw_consent(mandate: MandateView | None, access: CaseAccess) -> bool:
    """A consent is withdrawn at the company or at the institution that decides, in one word."""
    return can_speak_for_company(mandate, access) or can_read_person(mandate, access)


def can_escalate_case(mandate: MandateView | None, access: CaseAccess) -> bool:
    """The officer of any side carries a case higher; the company does once a side is late or has
    refused."""
    if can_speak_for_company(mandate, access):
        return access.is_late or access.is_refused
    return mandate is not None and can_act_for_side(mandate, access, mandate.organisation)


def can_contest_refusal(mandate: MandateView | None, access: CaseAccess) -> bool:
    """The company contests a refusal: the case goes to the next rung, while there is one."""
    is_refused = access.is_refused and can_speak_for_company(mandate, access)
    return is_refused and access.level != CaseLevel.COMMITTEE


def can_refer_to_committee(mandate: MandateView | None, access: CaseAccess) -> bool:
    """The officers of the country as a whole refer a case to the committee; a regional one only
    after the national level has had it."""
    if mandate is None or not can_act_for_side(mandate, access, mandate.organisation):
        return False
    return not mandate.territory_code or access.level != CaseLevel.REGION


def can_close_case(mandate: MandateView | None, access: CaseAccess, institution: str = "") -> bool:
    """A side that decides writes down the joint decision."""
    del institution
    return can_read_person(mandate, access)


def can_reopen_case(mandate: MandateView | None, access: CaseAccess, institution: str = "") -> bool:
    """The company, or any side, reopens a case that came back."""
    del institution
    return can_join_case(mandate, access)


def can_treat_terms(mandate: MandateView | None, access: CaseAccess, *, is_personal: bool) -> bool:
    """A party proposes terms, and answers them, in a case that it reads: nobody accepts, counters
    or refuses words that are not theirs to read."""
    is_read = can_read_content(mandate, access, is_personal=is_personal)
    return is_read and can_join_case(mandate, access)


def can_answer_proposal(
    mandate: MandateView | None, access: CaseAccess, *, proposer: str, is_personal: bool
) -> bool:
    """A party answers what another proposed: nobody accepts their own terms."""
    is_theirs = can_treat_terms(mandate, access, is_personal=is_personal)
    return is_theirs and party_of(mandate, access) != proposer


def can_withdraw_proposal(
    mandate: MandateView | None, access: CaseAccess, *, proposer: str
) -> bool:
    """Who proposed takes it back."""
    return bool(proposer) and party_of(mandate, access) == proposer


def can_sign_agreement(mandate: MandateView | None, access: CaseAccess, organisation: str) -> bool:
    """A party signs for itself: its employer, its officer, or its signatory."""
    if mandate is None or mandate.organisation != organisation:
        return False
    is_signatory = mandate.role == Role.SIGNATORY and (
        organisation == access.company or bool(access.part_of(organisation))
    )
    is_of_world = is_of_its_world(mandate, is_exercise=access.is_exercise)
    return party_of(mandate, access) == organisation or (is_signatory and is_of_world)


def covers(mandate: MandateView, territory_code: str) -> bool:
    """Whether a mandate holds in a place: everywhere when it names no territory."""
    return not mandate.territory_code or is_within(territory_code, mandate.territory_code)


SIDE_POLICIES: Final[Mapping[str, Callable[[MandateView | None, CaseAccess, str], bool]]] = {
    "can_act_for_side": can_act_for_side,
    "can_answer_side": can_answer_side,
    "can_see_answers": can_see_answers,
    "can_speak_for_company": can_speak_for_company,
    "can_close_case": can_close_case,
    "can_reopen_case": can_reopen_case,
}


def can_read_content(mandate: MandateView | None, access: CaseAccess, *, is_personal: bool) -> bool:
    """In a case about a person's right, a relay and the committee see that it is blocked and whose
    turn it is, never the benefit nor the health of anyone; in any other, who reads, reads all."""
    if mandate is None or not can_read_case(mandate, access):
        return False
    if not is_personal or can_speak_for_company(mandate, access):
        return True
    own = mandate.organisation
    part = access.part_of(own)
    if mandate.role == Role.SIGNATORY:
        return own == access.company or part == Part.DECIDES
    is_examining = part in (Part.DECIDES, Part.INFORMS)
    is_auditor = mandate.role == Role.AUDITOR
    return is_auditor or (is_examining and can_act_for_side(mandate, access, own))


def can_read_question(
    mandate: MandateView | None, access: CaseAccess, *, by: str, is_personal: bool
) -> bool:
    """What a committee is asked about a case: who reads the case, whoever asked, and the
    committee's secretary, but for what the company wrote of a person's right."""
    if can_read_content(mandate, access, is_personal=is_personal):
        return True
    if mandate is None or not by or not can_read_case(mandate, access):
        return False
    if mandate.role == Role.COMMITTEE_SECRETARY:
        return by != access.company
    return party_of(mandate, access) == by


def can_read_readers(mandate: MandateView | None, access: CaseAccess, *, is_personal: bool) -> bool:
    """A party that reads a case is told who else did; an auditor reads that in the journal."""
    is_party = can_join_case(mandate, access)
    return is_party and can_read_content(mandate, access, is_personal=is_personal)


def reads_claims(mandate: MandateView | None) -> Reads:
    """Whether someone reads a case that is about a person's right: no list names it to others."""
    return partial(can_read_content, mandate, is_personal=True)


def can_count_claims(mandate: MandateView | None, examiners: Collection[str]) -> bool:
    """Who examines, and an auditor, count such cases one by one."""
    if mandate is None:
        return False
    is_examining = mandate.role in OFFICERS and mandate.organisation in examiners
    return is_examining or mandate.role == Role.AUDITOR


def reader_of(mandate: MandateView | None, access: CaseAccess, *, is_personal: bool) -> Reader:
    """How far someone sees into a case."""
    own = mandate.organisation if mandate else ""
    return Reader(
        party=party_of(mandate, access),
        side=own if can_read_note(mandate, access, own) else "",
        reads_content=can_read_content(mandate, access, is_personal=is_personal),
        reads_people=can_read_person(mandate, access),
        reads_question_of=tuple(
            by
            for by in (access.company, *(side.organisation for side in access.sides))
            if can_read_question(mandate, access, by=by, is_personal=is_personal)
        ),
    )


def queue_scope(mandate: MandateView | None, *, is_own: bool = False) -> QueueScope | None:
    """The queue that an officer sees: the institution's in the officer's territory, or only what
    is routed to the officer in person; none for anybody else."""
    if mandate is None or mandate.role not in OFFICERS or not mandate.organisation:
        return None
    return QueueScope(
        institution=mandate.organisation,
        territory_code=mandate.territory_code,
        user_id=mandate.user_id if is_own else None,
    )
