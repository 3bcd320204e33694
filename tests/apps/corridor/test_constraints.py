"""Every rule of the tables of cases, broken once through the ORM."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, models, transaction

from mithaq.apps.accounts.models import User
from mithaq.apps.corridor.models import (
    Agreement,
    AgreementSignature,
    Appointment,
    Attachment,
    Case,
    CaseFamily,
    CaseOfficer,
    CaseOfficerFamily,
    CaseSubject,
    CommitteeReferral,
    ConcernedPerson,
    Corridor,
    CorridorInstitution,
    Explanation,
    Message,
    Outcome,
    Proposal,
    Satisfaction,
    Side,
    SideAnswer,
    SideEvent,
    SideNorm,
    SystemicProblem,
)
from mithaq.apps.organisations.models import Organisation
from tests.apps.corridor.world import FEDERATION, FUND, World, closed, taken
from tests.conftest import AT

pytestmark = pytest.mark.django_db
Write = Callable[[], Any]
HEX = "a" * 64
OURS = (
    Agreement, AgreementSignature, Appointment, Attachment, Case, CaseOfficer, CaseOfficerFamily,
    CaseSubject, CommitteeReferral, ConcernedPerson, Corridor, CorridorInstitution, Explanation,
    Message, Outcome, Proposal, Satisfaction, Side, SideAnswer, SideEvent, SideNorm,
    SystemicProblem,
)  # fmt: skip


def again(row: models.Model, **values: Any) -> Any:
    """Write the row once more, with other values."""
    row.pk = None
    row._state.adding = True
    for name, value in values.items():
        setattr(row, name, value)
    row.save(force_insert=True)
    return row


def changed(row: models.Model, **values: Any) -> Any:
    """Write other values on the row."""
    for name, value in values.items():
        setattr(row, name, value)
    row.save()
    return row


def first(table: type[models.Model], **which: Any) -> Any:
    return table._default_manager.filter(**which).order_by("pk").first()


def side(body: str = FUND) -> Side:
    return Side.objects.get(institution__slug=body, case=first(Case))


def person(**values: Any) -> Any:
    return ConcernedPerson.objects.create(case=first(Case), label="salarié 1", **values)


def message(**values: Any) -> Any:
    return Message.objects.create(
        **{"case": first(Case), "body": "Texte", "written_at": AT} | values
    )


def attachment(**values: Any) -> Any:
    columns = {
        "message": message(), "name": "a", "sha256": HEX, "media_type": "application/pdf",
        "byte_count": 1,
    }  # fmt: skip
    return Attachment.objects.create(**columns | values)


def appointment(**values: Any) -> Any:
    columns = {
        "case": first(Case), "side": side(), "starts_at": AT, "mode": "phone",
        "proposed_by": side().institution, "proposed_at": AT,
    }  # fmt: skip
    return Appointment.objects.create(**columns | values)


def proposal(**values: Any) -> Any:
    columns = {"case": first(Case), "terms": "Payer", "made_at": AT, "status": "withdrawn"}
    return Proposal.objects.create(**columns | values)


def agreement(**values: Any) -> Any:
    columns = {
        "case": first(Case),
        "proposal": proposal(),
        "text": "T",
        "sha256": HEX,
        "drawn_at": AT,
    }
    return Agreement.objects.create(**columns | values)


def signature(**values: Any) -> Any:
    columns = {"agreement": agreement(), "organisation": side().institution}
    return AgreementSignature.objects.create(**columns | values)


def twice_signed() -> Any:
    who = User.objects.first() or User.objects.create(username="deux-mandats", full_name="Deux")
    one = agreement()
    signed = {"agreement": one, "user": who, "capacity": "Signe", "signed_at": AT}
    bodies = Organisation.objects.order_by("pk")[:2]
    return [signature(**signed, organisation=body) for body in bodies]


def outcome(**values: Any) -> Any:
    columns = {"case": first(Case), "kind": "solved", "reasons": "R", "decided_at": AT}
    return Outcome.objects.create(**columns | values)


def problem(**values: Any) -> Any:
    columns = {
        "corridor": first(Corridor), "family": first(CaseFamily), "owner": side().institution,
        "label_fr": "Cause", "opened_at": AT,
    }  # fmt: skip
    return SystemicProblem.objects.create(**columns | values)


def referral(**values: Any) -> Any:
    columns = {
        "corridor": first(Corridor), "kind": "case", "object_ref": "2026-000001",
        "case": first(Case), "title_fr": "Titre", "reason": "Bloqué", "referred_at": AT,
    }  # fmt: skip
    return CommitteeReferral.objects.create(**columns | values)


def event(kind: str, **values: Any) -> Any:
    columns = {"side": side(), "kind": kind, "happened_at": AT, "reason": "essai"}
    return SideEvent.objects.create(**columns | values)


def twice(write: Callable[..., Any], **values: Any) -> Write:
    """Write the same row two times."""
    return lambda: (write(**values), write(**values))


def family_of() -> Any:
    return CaseOfficerFamily.objects.create(officer=first(CaseOfficer), family=first(CaseFamily))


def rated(score: int) -> Any:
    return Satisfaction.objects.create(outcome=outcome(), score=score, given_at=AT)


def explained(**values: Any) -> Any:
    columns = {"corridor": first(Corridor), "subject": first(CaseSubject), "shown_at": AT}
    return Explanation.objects.create(**columns | values)


LATER = AT + timedelta(days=1)
BREAKS: dict[str, Write] = {
    "corridor_says_its_source": lambda: changed(first(Corridor), is_exercise=False),
    "corridor_institution_once": lambda: again(first(CorridorInstitution)),
    "corridor_institution_ends_after_start": lambda: changed(
        first(CorridorInstitution), starts_on=date(2026, 2, 1), ends_on=date(2026, 1, 1)
    ),
    "case_subject_norm_has_source": lambda: changed(
        first(CaseSubject), norm_fr="Un mois", source=None
    ),
    "side_norm_once": lambda: again(first(SideNorm)),
    "side_norm_is_positive": lambda: changed(first(SideNorm), amount=0),
    "side_norm_says_its_source": lambda: changed(first(SideNorm), is_exercise=False),
    "case_officer_ends_after_start": lambda: changed(first(CaseOfficer), ends_on=date(2019, 1, 1)),
    "case_officer_not_own_substitute": lambda: changed(
        first(CaseOfficer), substitute_for_id=first(CaseOfficer).pk
    ),
    "case_officer_once": lambda: again(first(CaseOfficer, territory__isnull=False)),
    "case_officer_family_once": twice(family_of),
    "case_closed_says_when_and_how": lambda: changed(first(Case), status="closed"),
    "case_first_step_is_explanation": lambda: changed(first(Case), solved_at_first_step=True),
    "case_is_told": lambda: changed(first(Case), title=""),
    "case_closed_after_submission": lambda: changed(
        first(Case), status="closed", closed_how="solved", closed_at=AT - timedelta(days=1)
    ),
    "concerned_person_label_once": twice(person),
    "concerned_person_named_by_consent": lambda: person(display_name="Untel"),
    "concerned_person_consent_has_words": lambda: person(consent_given_at=AT),
    "concerned_person_number_is_masked": lambda: person(
        insured_number_masked="912345678", consent_given_at=AT, consent_words="Oui"
    ),
    "concerned_person_withdraws_what_was_given": lambda: person(withdrawn_at=AT),
    "side_once_per_institution": lambda: again(side()),
    "side_open_unless_closed": lambda: changed(side(), is_open=False),
    "side_answer_is_reasoned": lambda: changed(side(), status="answered", answered_at=AT),
    "side_seen_by_relay": lambda: changed(side(), status="seen", seen_at=AT),
    "side_relay_does_not_answer": lambda: changed(side(FEDERATION), answer_kind="solved"),
    "side_answer_kept_with_reasons": lambda: SideAnswer.objects.create(
        side=side(), kind="solved", text="", answered_at=AT
    ),
    "side_event_received_once": lambda: event("received"),
    "side_event_completion_once": twice(event, kind="completion_asked"),
    "side_event_says_why": lambda: event("paused", reason=""),
    "explanation_answer_is_dated": lambda: explained(is_solved=True),
    "case_message_withdrawn_is_empty": lambda: message(withdrawn_at=AT),
    "case_message_has_text": lambda: message(body=""),
    "attachment_sha256_is_whole": lambda: attachment(sha256="court"),
    "attachment_type_is_safe": lambda: attachment(media_type="text/html"),
    "attachment_size_travels": lambda: attachment(byte_count=0),
    "attachment_once_per_message": lambda: again(attachment()),
    "appointment_in_person_has_place": lambda: appointment(mode="in_person"),
    "appointment_cancelled_says_why": lambda: appointment(status="cancelled"),
    "proposal_has_terms": lambda: proposal(terms=""),
    "proposal_refused_says_why": lambda: proposal(status="refused"),
    "proposal_one_open_per_case": twice(proposal, status="made"),
    "proposal_answered_once": lambda: again(proposal(answers=proposal())),
    "agreement_sha256_is_whole": lambda: agreement(sha256="court"),
    "agreement_signature_once": lambda: again(signature()),
    "agreement_signature_one_person": twice_signed,
    "agreement_signature_is_whole": lambda: signature(signed_at=AT),
    "outcome_is_reasoned": lambda: outcome(reasons=""),
    "outcome_money_not_negative": lambda: outcome(money_unblocked_centimes=-1),
    "satisfaction_score_is_one_to_five": lambda: rated(6),
    "systemic_problem_fix_is_dated": lambda: problem(status="fixing"),
    "systemic_problem_fixed_says_when": lambda: problem(
        status="fixed", fix="F", due_on=date(2026, 4, 1)
    ),
    "systemic_problem_effect_is_said": lambda: problem(
        status="measured", fix="F", due_on=date(2026, 4, 1), fixed_on=date(2026, 4, 1)
    ),
    "committee_referral_names_its_object": lambda: referral(case=None),
    "committee_referral_says_why": lambda: referral(reason=""),
    "committee_referral_decided_names_decision": lambda: referral(status="decided"),
    "committee_referral_once": twice(referral),
    "agreement_dropped_says_who_and_why": lambda: agreement(dropped_at=AT),
    "side_names_whom_it_waits_for": lambda: changed(side(), waits_for=side().institution),
}


def test_no_rule_is_left_out() -> None:
    named = {rule.name for table in OURS for rule in table._meta.constraints}
    assert named == set(BREAKS)


@pytest.mark.parametrize("rule", sorted(BREAKS))
def test_the_database_refuses_what_the_domain_forbids(world: World, rule: str) -> None:
    taken(world)
    with pytest.raises(IntegrityError) as error, transaction.atomic():
        BREAKS[rule]()
    # SQLite names the columns of a broken unique rule, not the rule.
    assert rule in str(error.value) or "UNIQUE constraint failed" in str(error.value)


def test_an_event_is_never_changed_nor_removed(world: World) -> None:
    closed(world)
    row = first(SideEvent)
    for write in (lambda: changed(row, reason="autre"), row.delete):
        with pytest.raises(DatabaseError), transaction.atomic():
            write()
