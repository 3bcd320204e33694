"""Terms are proposed, countered, accepted; the agreement is signed by every party."""

from __future__ import annotations

from datetime import date, datetime
from hashlib import sha256
from typing import Any

from django.db import transaction
from django.utils import timezone

from mithaq.apps.corridor.choices import Part
from mithaq.apps.corridor.choices.cases import OPEN_CASES, CaseStatus
from mithaq.apps.corridor.choices.exchanges import PROPOSAL_STEPS, ProposalStatus
from mithaq.apps.corridor.events import AgreementDrawn, AgreementSigned
from mithaq.apps.corridor.models import Agreement, AgreementSignature, Case, Proposal
from mithaq.apps.corridor.operations import _hand_words as hand_words
from mithaq.apps.corridor.operations import _words as words
from mithaq.apps.corridor.operations._rows import case_step, line, opened, person, sides_of
from mithaq.apps.corridor.policies import (
    can_answer_proposal,
    can_sign_agreement,
    can_withdraw_proposal,
    party_of,
)
from mithaq.apps.corridor.queries.access import CaseAccess
from mithaq.apps.corridor.queries.committees import body_id_of
from mithaq.apps.organisations.queries import MandateView
from mithaq.base.errors import Fault, Refusal, refuse_if_any
from mithaq.base.text import LANGUAGES, Labels, in_every_language, part_spoken


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
    if case.status != CaseStatus.OPEN:
        faults.append(words.case_not_there(case.status, "make_proposal"))
    if Proposal.objects.filter(case=case, status=ProposalStatus.MADE).exists():
        faults.append(Fault("terms", words.ONE_PROPOSAL, "proposal.one_open"))
    refuse_if_any(faults)
    row = _write(case, party, terms, due_on, answers=None, actor=actor, at=at)
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
    refuse_if_any([*_terms_faults(terms, due_on, at=at), *_answer_faults(row, access, under)])
    row.status, row.settled_at = ProposalStatus.COUNTERED, at
    row.save(update_fields=["status", "settled_at"])
    party = party_of(under, access)
    answer = _write(case, party, terms, due_on, answers=row, actor=actor, at=at)
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
    """Accept terms: the agreement is drawn up, and every party gets its turn to sign.

    The company signs, and every institution that decides; a relay signs too, unless the text is
    about a person's right, which it does not read. One that informs does not sign.
    """
    case, access = opened(public_id, under)
    row = _open_proposal(case, proposal_id, "accept")
    refuse_if_any(_answer_faults(row, access, under))
    row.status, row.settled_at = ProposalStatus.ACCEPTED, at
    row.save(update_fields=["status", "settled_at"])
    agreed = text.strip() or _whole_text(row, case)
    dated = f"\n{row.due_on.isoformat()}" if row.due_on else ""
    digest = sha256(f"{case.number}\n{agreed}{dated}".encode()).hexdigest()
    agreement = Agreement.objects.create(
        case=case, proposal=row, text=agreed, due_on=row.due_on, sha256=digest, drawn_at=at
    )
    parts = {Part.DECIDES} if case.subject.is_personal else {Part.DECIDES, Part.RELAYS}
    sides = [side for side in sides_of(case) if side.part in parts]
    signers = [case.company_id, *(side.institution_id for side in sides)]
    AgreementSignature.objects.bulk_create(
        AgreementSignature(agreement=agreement, organisation_id=key)
        for key in dict.fromkeys(signers)
    )
    line(
        case, "accept_proposal", actor=actor, under=under, at=at,
        after={"proposal": row.pk, "agreement": agreement.pk, "sha256": digest},
    )  # fmt: skip
    slugs = (case.company.slug, *(side.institution.slug for side in sides))
    return AgreementDrawn(
        public_id=case.public_id, agreement_id=agreement.pk, signers=tuple(dict.fromkeys(slugs))
    )


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
    faults = _answer_faults(row, access, under)
    if not reason.strip():
        faults.append(words.empty("reason", words.REASON))
    refuse_if_any(faults)
    row.status, row.settled_at, row.reason = ProposalStatus.REFUSED, at, reason.strip()[:300]
    row.save(update_fields=["status", "settled_at", "reason"])
    line(
        case, "refuse_proposal", actor=actor, under=under, at=at, reason=reason.strip(),
        after={"proposal": row.pk},
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
    line(case, "withdraw_proposal", actor=actor, under=under, at=at, after={"proposal": row.pk})


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


def _whole_text(row: Proposal, case: Case) -> str:
    """What is signed: the terms accepted, then those that they answer, each under who made it.

    A counter-proposal often says only what it changes: read alone, it would bind to half a text.
    """
    said = Labels(*(_text_in(code, row, case) for code in LANGUAGES))
    return said.fr if said.fr == said.ar == said.en else in_every_language(said)


def _text_in(code: str, row: Proposal, case: Case) -> str:
    """The same in one language, where terms were kept in several."""
    parts, earlier = [part_spoken(row.terms, code)], row.answers
    while earlier is not None:
        terms = part_spoken(earlier.terms, code)
        if terms.strip() not in parts[0]:
            name = earlier.side.institution.label_fr if earlier.side else case.company.label_fr
            on = timezone.localtime(earlier.made_at)
            parts.append(f"↩ {name}, {on:%d/%m/%Y}\n{terms}")
        earlier = earlier.answers
    return "\n\n".join(parts)


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


def _answer_faults(row: Proposal, access: CaseAccess, under: MandateView | None) -> list[Fault]:
    if can_answer_proposal(under, access, proposer=proposer_of(row, access)):
        return []
    return [words.no_right(words.OWN_PROPOSAL, "proposal.other_answers")]


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
