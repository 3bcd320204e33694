"""The consent of a concerned person, given and withdrawn, and each reading of who they are."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from mithaq.apps.corridor.events import PersonRevealed
from mithaq.apps.corridor.models import Case, ConcernedPerson
from mithaq.apps.corridor.operations import _words as words
from mithaq.apps.corridor.operations._people import consent_faults, masked
from mithaq.apps.corridor.operations._reasons import erase_reasons
from mithaq.apps.corridor.operations._rows import line, opened
from mithaq.apps.corridor.operations._words import purpose_faults
from mithaq.apps.corridor.operations.drafts import PersonDraft
from mithaq.apps.corridor.policies import (
    can_read_person,
    can_speak_for_company,
    can_withdraw_consent,
)
from mithaq.apps.organisations.queries import MandateView
from mithaq.base.errors import Fault, Refusal, refuse_if_any


@transaction.atomic
def record_consent(
    *,
    public_id: str,
    person_id: int,
    draft: PersonDraft,
    actor: Any,
    under: MandateView | None,
    at: datetime,
) -> None:
    """Write the words of a person's consent and who they are, for who decides alone."""
    case, access = opened(public_id, under)
    row = _concerned(case, person_id)
    faults = list(consent_faults(draft, "person"))
    if not can_speak_for_company(under, access):
        faults.append(words.no_right(words.NOT_THE_COMPANY, "person.consent"))
    if not draft.consent_words.strip():
        faults.append(Fault("person.consent_words", words.CONSENT, "person.consent"))
    refuse_if_any(faults)
    row.display_name = draft.display_name.strip()[:120]
    row.insured_number_masked = masked(draft.insured_number.strip())
    row.consent_words = draft.consent_words.strip()
    row.consent_given_at, row.withdrawn_at = at, None
    row.save()
    line(case, "record_consent", actor=actor, under=under, at=at, after={"person": row.label})


@transaction.atomic
def withdraw_consent(
    *, public_id: str, person_id: int, actor: Any, under: MandateView | None, at: datetime
) -> None:
    """Erase who a person is, at once and without a reason to give: the label alone stays.

    The reasons of what was done on the case may name them, and go as well.
    """
    case, access = opened(public_id, under)
    row = _concerned(case, person_id)
    faults = []
    if not can_withdraw_consent(under, access):
        faults.append(words.no_right(words.NOT_TO_WITHDRAW, "person.withdraw"))
    if row.consent_given_at is None or row.withdrawn_at is not None:
        faults.append(Fault("person", words.NO_CONSENT, "person.consent_holds"))
    refuse_if_any(faults)
    row.display_name, row.insured_number_masked, row.withdrawn_at = "", "", at
    # The words may name the person: that they were given, and when, is enough to keep.
    row.consent_words = ""
    row.save(
        update_fields=["display_name", "insured_number_masked", "withdrawn_at", "consent_words"]
    )
    erase_reasons(case, at=at)
    line(case, "withdraw_consent", actor=actor, under=under, at=at, after={"person": row.label})


@transaction.atomic
def reveal_concerned_person(
    *,
    public_id: str,
    person_id: int,
    purpose: str,
    actor: Any,
    under: MandateView | None,
    at: datetime,
) -> PersonRevealed:
    """Say who a consenting person is to who decides on their right, and says why: it is logged."""
    case, access = opened(public_id, under)
    row = _concerned(case, person_id)
    faults = purpose_faults(purpose)
    if not can_read_person(under, access):
        faults.append(words.no_right(words.NOT_TO_READ, "person.read"))
    if row.consent_given_at is None or row.withdrawn_at is not None:
        faults.append(Fault("person", words.NO_CONSENT, "person.consent_holds"))
    refuse_if_any(faults)
    line(
        case, "read_concerned_person", actor=actor, under=under, at=at,
        after={"person": row.label}, reason=purpose.strip(),
    )  # fmt: skip
    return PersonRevealed(
        person_id=row.pk,
        display_name=row.display_name,
        insured_number_masked=row.insured_number_masked,
    )


def _concerned(case: Case, person_id: int) -> ConcernedPerson:
    row = ConcernedPerson.objects.filter(pk=person_id, case=case).first()
    if row is None:
        raise Refusal(words.unknown("person", str(person_id)))
    return row
