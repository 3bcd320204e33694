"""Terms are proposed, countered, accepted; the agreement is signed by every party."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from django.db import transaction
from django.utils import timezone

from mithaq.apps.corridor.choices.cases import OPEN_CASES, CaseStatus
from mithaq.apps.corridor.choices.exchanges import PROPOSAL_STEPS, ProposalStatus
from mithaq.apps.corridor.events import AgreementDrawn, AgreementSigned
from mithaq.apps.corridor.models import Agreement, AgreementSignature, Case, Proposal
from mithaq.apps.corridor.operations import _hand_words as hand_words
from mithaq.apps.corridor.operations import _words as words
from mithaq.apps.corridor.operations._rows import case_step, line, opened, person, sides_of
from mithaq.apps.corridor.operations._taking import taken_by_acting
from mithaq.apps.corridor.policies import (
    can_answer_proposal,
    can_sign_agreement,
    can_treat_terms,
    can_withdraw_proposal,
    party_of,
)
from mithaq.apps.corridor.queries.access import CaseAccess, state_of
from mithaq.apps.corridor.queries.committees import body_id_of
from mithaq.apps.corridor.queries.turns import are_terms_agreed, signers, still_to_accept
from mithaq.apps.organisations.queries import MandateView
from mithaq.base.errors import Fault, Refusal, refuse_if_any


@transaction.atomic
def make_proposal(
    *,
    public_id: str,
    terms: str,
    due_on: date | None = None,
    actor: Any,
    under: MandateView | None,
    at: datetime,
) -> int:
    """Propose terms to the other parties, to be carried out by a day; one proposal is open at a
    time. Gives its key."""
    case, access = opened(public_id, under)
    party = party_of(under, access)
    faults = _terms_faults(terms, due_on, at=at)
    if not party:
        faults.append(words.no_right(words.NOT_A_PARTY, "proposal.party"))
    faults += _blind_faults(case, access, under)
    if case.status != CaseStatus.OPEN:
        faults.append(words.case_not_there(case.status, "make_proposal"))
    if Proposal.objects.filter(case=case, status=ProposalStatus.MADE).exists():
        faults.append(Fault("terms", words.ONE_PROPOSAL, "proposal.one_open"))
    refuse_if_any(faults)
    row = _write(case, party, terms, due_on, answers=None, actor=actor, at=at)
    taken_by_acting(case, party, actor=actor, at=at)
    line(
        case, "make_proposal", actor=actor, under=under, at=at,
        after={"proposal": row.pk, "party": party},
    )  # fmt: skip
    return row.pk


@transaction.atomic
def counter_proposal(
    *,
    public_id: str,
    proposal_id: int,
    terms: str,
    due_on: date | None = None,
    actor: Any,
    under: MandateView | None,
    at: datetime,
) -> int:
    """Answer terms with other terms; gives the key of the counter-proposal."""
    case, access = opened(public_id, under)
    row = _open_proposal(case, proposal_id, "counter")
    refuse_if_any([*_terms_faults(terms, due_on, at=at), *_answer_faults(case, row, access, under)])
    row.status, row.settled_at = ProposalStatus.COUNTERED, at
    row.save(update_fields=["status", "settled_at"])
    party = party_of(under, access)
    answer = _write(case, party, terms, due_on, answers=row, actor=actor, at=at)
    taken_by_acting(case, party, actor=actor, at=at)
    line(
        case, "counter_proposal", actor=actor, under=under, at=at,
        after={"proposal": answer.pk, "answers": row.pk},
    )  # fmt: skip
    return answer.pk


@transaction.atomic
def accept_proposal(
    *,
    public_id: str,
    proposal_id: int,
    text: str = "",
    actor: Any,
    under: MandateView | None,
    at: datetime,
) -> AgreementDrawn:
    """Accept terms; once the company and every institution that decides have, the agreement is
    drawn up and every party gets its turn to sign. Until then its key is 0 and nobody signs.

    The company signs, and every institution that decides, but one that said the matter is not its
    own; a relay signs too, unless the text is about a person's right, which it does not read. One
    that informs does not sign. Nobody accepts what they proposed themselves, under another mandate.
    """
    case, access = opened(public_id, under)
    row = _open_proposal(case, proposal_id, "accept")
    faults = _answer_faults(case, row, access, under)
    if row.by_id is not None and row.by_id == getattr(actor, "pk", None):
        faults.append(Fault("proposal", hand_words.PROPOSED_ONCE, "proposal.one_person"))
    party = party_of(under, access)
    left = _left_to_accept(case, row, access, accepted={*row.accepted_by, party})
    if left and party in row.accepted_by:
        faults.append(Fault("proposal", hand_words.ACCEPTED_ONCE, "proposal.accepted_once"))
    refuse_if_any(faults)
    row.accepted_by = list(dict.fromkeys([*row.accepted_by, party]))
    if left:
        row.save(update_fields=["accepted_by"])
        taken_by_acting(case, party, actor=actor, at=at)
        line(
            case, "accept_proposal", actor=actor, under=under, at=at,
            after={"proposal": row.pk, "party": party},
        )  # fmt: skip
        return AgreementDrawn(public_id=case.public_id, agreement_id=0, signers=())
    return _drawn(case, row, text, under=under, party=party, actor=actor, at=at)


def _left_to_accept(
    case: Case, row: Proposal, access: CaseAccess, *, accepted: Collection[str]
) -> tuple[str, ...]:
    """Who has not accepted terms and must, for them to be an agreement."""
    return still_to_accept(
        [state_of(side) for side in sides_of(case)],
        company=case.company.slug,
        proposer=proposer_of(row, access),
        accepted=accepted,
    )


def _drawn(
    case: Case,
    row: Proposal,
    text: str,
    *,
    under: MandateView | None,
    party: str,
    actor: Any,
    at: datetime,
) -> AgreementDrawn:
    """Terms that their last party accepted become an agreement to sign."""
    agreement, signers = _frozen(case, row, text, at=at)
    line(
        case, "accept_proposal", actor=actor, under=under, at=at,
        after={"proposal": row.pk, "agreement": agreement.pk, "sha256": agreement.sha256,
               "party": party},
    )  # fmt: skip
    taken_by_acting(case, party, actor=actor, at=at)
    return AgreementDrawn(public_id=case.public_id, agreement_id=agreement.pk, signers=signers)


def drawn_without(case: Case, access: CaseAccess, *, at: datetime) -> dict[str, object]:
    """Draw up the open terms that nobody has still to accept, now that a side is outside.

    Gives what the audit line of the operation keeps of it; nothing when terms wait for somebody, or
    when no institution is left that decides.
    """
    rows = Proposal.objects.select_related("side__institution")
    row = rows.filter(case=case, status=ProposalStatus.MADE).first()
    if row is None or case.status != CaseStatus.OPEN:
        return {}
    sides = [state_of(side) for side in sides_of(case)]
    proposer = proposer_of(row, access)
    if not are_terms_agreed(
        sides, company=case.company.slug, proposer=proposer, accepted=row.accepted_by
    ):
        return {}
    agreement, _signers = _frozen(case, row, "", at=at)
    return {"proposal": row.pk, "agreement": agreement.pk, "sha256": agreement.sha256}


def _frozen(
    case: Case, row: Proposal, text: str, *, at: datetime
) -> tuple[Agreement, tuple[str, ...]]:
    """Freeze the text of terms that all accepted, and give each party its turn to sign."""
    row.status, row.settled_at = ProposalStatus.ACCEPTED, at
    row.save(update_fields=["status", "settled_at", "accepted_by"])
    # These terms and no others: a counter-proposal starts from the whole text that it answers.
    agreed = text.strip() or row.terms
    dated = f"\n{row.due_on.isoformat()}" if row.due_on else ""
    digest = sha256(f"{case.number}\n{agreed}{dated}".encode()).hexdigest()
    agreement = Agreement.objects.create(
        case=case, proposal=row, text=agreed, due_on=row.due_on, sha256=digest, drawn_at=at
    )
    sides = sides_of(case)
    slugs = signers(
        [state_of(side) for side in sides],
        company=case.company.slug,
        is_personal=case.subject.is_personal,
    )
    keys = {side.institution.slug: side.institution_id for side in sides}
    keys[case.company.slug] = case.company_id
    AgreementSignature.objects.bulk_create(
        AgreementSignature(agreement=agreement, organisation_id=keys[slug]) for slug in slugs
    )
    return agreement, slugs


@transaction.atomic
def refuse_proposal(
    *,
    public_id: str,
    proposal_id: int,
    reason: str,
    actor: Any,
    under: MandateView | None,
    at: datetime,
) -> None:
    """Refuse terms, with a reason that who proposed will read."""
    case, access = opened(public_id, under)
    row = _open_proposal(case, proposal_id, "refuse")
    faults = _answer_faults(case, row, access, under)
    if not reason.strip():
        faults.append(words.empty("reason", words.REASON))
    refuse_if_any(faults)
    row.status, row.settled_at, row.reason = ProposalStatus.REFUSED, at, reason.strip()[:300]
    row.save(update_fields=["status", "settled_at", "reason"])
    line(
        case, "refuse_proposal", actor=actor, under=under, at=at, reason=reason.strip(),
        after={"proposal": row.pk, "party": party_of(under, access)},
    )  # fmt: skip


@transaction.atomic
def withdraw_proposal(
    *, public_id: str, proposal_id: int, actor: Any, under: MandateView | None, at: datetime
) -> None:
    """Take one's own terms back before they are answered."""
    case, access = opened(public_id, under)
    row = _open_proposal(case, proposal_id, "withdraw")
    if not can_withdraw_proposal(under, access, proposer=proposer_of(row, access)):
        raise Refusal(words.no_right(words.NOT_YOUR_PROPOSAL, "proposal.withdraw"))
    row.status, row.settled_at = ProposalStatus.WITHDRAWN, at
    row.save(update_fields=["status", "settled_at"])
    line(
        case, "withdraw_proposal", actor=actor, under=under, at=at,
        after={"proposal": row.pk, "party": party_of(under, access)},
    )  # fmt: skip


@transaction.atomic
def sign_agreement(
    *, public_id: str, agreement_id: int, actor: Any, under: MandateView | None, at: datetime
) -> AgreementSigned:
    """Sign an agreement for one's organisation; the last signature concludes it.

    Nobody signs twice, under two mandates: an agreement with oneself binds no one.
    """
    case, access = opened(public_id, under)
    body = under.organisation if under else ""
    turns = AgreementSignature.objects.filter(
        agreement=agreement_id, agreement__case=case, agreement__dropped_at__isnull=True
    )
    turn = turns.filter(organisation=body_id_of(body), signed_at__isnull=True).first()
    is_person = getattr(actor, "pk", None) is not None
    if case.status not in OPEN_CASES:
        raise Refusal(words.case_not_there(case.status, "sign_agreement"))
    if turn is None or not is_person or not can_sign_agreement(under, access, body):
        raise Refusal(words.no_right(words.NOT_YOUR_SIGNATURE, "agreement.turn"))
    if turns.filter(user=actor).exists():
        raise Refusal(Fault("signature", hand_words.SIGNED_ONCE, "agreement.one_person"))
    turn.user, turn.signed_at = actor, at
    turn.capacity = (under.text if under else "")[:300]
    turn.save(update_fields=["user", "signed_at", "capacity"])
    taken_by_acting(case, body, actor=actor, at=at)
    left = turns.filter(signed_at__isnull=True).count()
    if not left:
        Agreement.objects.filter(pk=agreement_id).update(concluded_at=at)
        if case.status == CaseStatus.OPEN:
            case.status = case_step(case, "agree")
            case.save(update_fields=["status"])
    line(
        case, "sign_agreement", actor=actor, under=under, at=at,
        after={"agreement": agreement_id, "organisation": body, "left": left},
    )  # fmt: skip
    return AgreementSigned(public_id=case.public_id, organisation=body, is_concluded=left == 0)


@transaction.atomic
def drop_agreement(
    *,
    public_id: str,
    agreement_id: int,
    reason: str,
    actor: Any,
    under: MandateView | None,
    at: datetime,
) -> bool:
    """Refuse to sign an agreement, or go back on it once signed; the concertation goes on.

    Gives whether it was signed by all. A signed agreement is otherwise carried out, then the case
    closed: no institution refuses what it signed without saying that it goes back on it.
    """
    case, access = opened(public_id, under)
    body = under.organisation if under else ""
    rows = Agreement.objects.filter(pk=agreement_id, case=case, dropped_at__isnull=True)
    row = rows.first()
    key = body_id_of(body)
    is_party = AgreementSignature.objects.filter(agreement=row, organisation=key).exists()
    faults = []
    if row is None or not is_party or not can_sign_agreement(under, access, body):
        faults.append(words.no_right(words.NOT_YOUR_SIGNATURE, "agreement.turn"))
    if case.status not in OPEN_CASES:
        faults.append(words.case_not_there(case.status, "drop_agreement"))
    if not reason.strip():
        faults.append(words.empty("reason", words.REASON))
    refuse_if_any(faults)
    if row is None:
        raise Refusal(words.no_right(words.NOT_YOUR_SIGNATURE, "agreement.turn"))
    row.dropped_at, row.dropped_by_id, row.dropped_why = at, key, reason.strip()[:300]
    row.save(update_fields=["dropped_at", "dropped_by", "dropped_why"])
    before = str(case.status)
    if case.status == CaseStatus.AGREED:
        case.status = case_step(case, "break")
        case.save(update_fields=["status"])
    line(
        case, "drop_agreement", actor=actor, under=under, at=at, reason=reason.strip(),
        before={"status": before},
        after={"agreement": agreement_id, "organisation": body, "status": str(case.status)},
    )  # fmt: skip
    return row.concluded_at is not None


def proposer_of(row: Proposal, access: CaseAccess) -> str:
    """The party, by slug, that made a proposal."""
    return row.side.institution.slug if row.side else access.company


def _open_proposal(case: Case, proposal_id: int, step: str) -> Proposal:
    rows = Proposal.objects.select_related("side__institution")
    row = rows.filter(pk=proposal_id, case=case).first()
    if row is None:
        raise Refusal(words.unknown("proposal", str(proposal_id)))
    _name, starts, _to, _who = next(item for item in PROPOSAL_STEPS if item[0] == step)
    if row.status not in starts:
        raise Refusal(words.proposal_not_there(row.status, step))
    if case.status != CaseStatus.OPEN:
        raise Refusal(words.case_not_there(case.status, step))
    return row


def _answer_faults(
    case: Case, row: Proposal, access: CaseAccess, under: MandateView | None
) -> list[Fault]:
    who, is_personal = proposer_of(row, access), case.subject.is_personal
    if can_answer_proposal(under, access, proposer=who, is_personal=is_personal):
        return []
    blind = _blind_faults(case, access, under)
    return blind or [words.no_right(words.OWN_PROPOSAL, "proposal.other_answers")]


def _blind_faults(case: Case, access: CaseAccess, under: MandateView | None) -> list[Fault]:
    """A party that does not read a case proposes no terms of it and answers none."""
    is_theirs = can_treat_terms(under, access, is_personal=case.subject.is_personal)
    is_blind = bool(party_of(under, access)) and not is_theirs
    return [words.no_right(hand_words.BLIND_TERMS, "proposal.reads")] if is_blind else []


def _terms_faults(terms: str, due_on: date | None, *, at: datetime) -> list[Fault]:
    faults = [] if terms.strip() else [words.empty("terms", words.TERMS)]
    if due_on is not None and due_on < timezone.localtime(at).date():
        faults.append(Fault("due_on", hand_words.PAST_DUE, "proposal.due_on"))
    return faults


def _write(
    case: Case,
    party: str,
    terms: str,
    due_on: date | None,
    *,
    answers: Proposal | None,
    actor: Any,
    at: datetime,
) -> Proposal:
    sides = {side.institution.slug: side for side in sides_of(case)}
    return Proposal.objects.create(
        case=case,
        side=sides.get(party),
        by=person(actor),
        answers=answers,
        terms=terms.strip(),
        due_on=due_on,
        made_at=at,
    )
