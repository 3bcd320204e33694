"""Saying who answers for a commitment; a handover keeps the history."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from mithaq.apps.accounts import operations as accounts
from mithaq.apps.accounts.queries import person_of_key
from mithaq.apps.conventions.events import OwnerNamed
from mithaq.apps.conventions.models import Commitment, CommitmentOwner, Convention
from mithaq.apps.conventions.queries.reading import amended_texts
from mithaq.apps.conventions.queries.views import CommitmentView
from mithaq.apps.organisations.queries import mandates_of
from mithaq.apps.organisations.queries.lookups import organisation_ids
from mithaq.base.calendar_words import day_in
from mithaq.base.dates import Precision
from mithaq.base.errors import Fault, Refusal, refuse_if_any
from mithaq.base.text import Labels

NOBODY = Labels("")
FARTHEST = timedelta(days=366)


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnerDraft:
    """Who will answer for a commitment, and from which day; the organisation is a slug."""

    organisation: str
    since_on: date
    capacity: Labels = NOBODY
    user_id: int | None = None


@transaction.atomic
def name_owner(
    *,
    reference: str,
    number: int,
    draft: OwnerDraft,
    actor: int | None,
    mandate: str,
    reason: str,
    at: datetime,
) -> OwnerNamed:
    """Name who answers for a commitment from a day on; whoever did so until then hands over.

    Whoever was to answer from a day to come gives way to whoever is named again before that day.
    Raises ``Refusal`` with every fault at once: unknown commitment, organisation or person, a
    person of another organisation, a day too far ahead or on which another answers for it.
    """
    commitment = locked_commitment(reference, number, on=timezone.localtime(at).date())
    bodies = organisation_ids([draft.organisation])
    planned, last = _planned_and_last(commitment, timezone.localtime(at).date())
    refuse_if_any(_faults(draft, bodies, last, on=timezone.localtime(at).date()))
    if planned:
        planned.delete()
    if last and (planned or last.until_on is None or last.until_on >= draft.since_on):
        last.until_on = draft.since_on - timedelta(days=1)
        last.save(update_fields=["until_on"])
    before = planned or last
    CommitmentOwner.objects.create(
        commitment=commitment,
        organisation_id=bodies[draft.organisation],
        user_id=draft.user_id,
        capacity_fr=draft.capacity.fr,
        capacity_ar=draft.capacity.ar,
        capacity_en=draft.capacity.en,
        since_on=draft.since_on,
        recorded_by_id=actor,
        recorded_at=at,
    )
    accounts.record(
        actor=actor,
        mandate=mandate,
        action="conventions.name_owner",
        object_type="commitment",
        object_ref=f"{reference}/{number}",
        object_label=commitment.label_fr,
        before={"organisation": before.organisation.slug, "since": before.since_on}
        if before
        else None,
        after={
            "organisation": draft.organisation,
            "capacity": draft.capacity.fr,
            "since": draft.since_on,
        },
        reason=reason,
        at=at,
    )
    return OwnerNamed(
        reference=reference, number=number, organisation=draft.organisation, on=draft.since_on
    )


def locked_commitment(reference: str, number: int, *, on: date) -> Commitment:
    """The commitment of a convention as amended on a day, held until the transaction ends.

    One that an amendment added gets its row the first time that somebody answers for it.
    """
    within = Convention.objects.filter(reference=reference)
    text = next(iter(amended_texts(within, on=on).values()), None)
    said = (
        next((item for item in text.commitments if item.number == number), None) if text else None
    )
    found = (
        Commitment.every.select_for_update(of=("self",))
        .select_related("convention")
        .filter(convention__reference=reference, number=number)
        .first()
    )
    if text is None and found is not None and not found.is_added:
        return found
    if text is None or said is None:
        raise Refusal.because(
            where="commitment",
            sentence=Labels(
                f"La convention {reference} n’a pas d’engagement n° {number}.",
                f"ليس في الاتفاقية {reference} التزام رقم {number}.",
                f"Convention {reference} has no commitment no. {number}.",
            ),
            rule="commitment.exists",
        )
    return found or _row_of_added(text.row, said)


def _row_of_added(convention: Convention, said: CommitmentView) -> Commitment:
    """What owners and reports name; the text itself is read from the amendment."""
    return Commitment.every.create(
        convention=convention,
        number=said.number,
        label_fr=said.labels.fr,
        label_ar=said.labels.ar,
        label_en=said.labels.en,
        nature=said.nature,
        status=said.status,
        due_precision=Precision.UNKNOWN,
        grade=said.grade,
        source_id=convention.source_id,
        locator=convention.locator,
        is_added=True,
    )


def _planned_and_last(
    commitment: Commitment, on: date
) -> tuple[CommitmentOwner | None, CommitmentOwner | None]:
    """Who is to answer from a day to come, and the last who began to."""
    rows = CommitmentOwner.objects.select_related("organisation").filter(commitment=commitment)
    newest = list(rows.order_by("-since_on")[:2])
    if newest and newest[0].since_on > on:
        return newest[0], newest[1] if len(newest) > 1 else None
    return None, newest[0] if newest else None


def _faults(
    draft: OwnerDraft, bodies: dict[str, int], last: CommitmentOwner | None, *, on: date
) -> list[Fault]:
    faults = []
    if draft.organisation not in bodies:
        faults.append(Fault("organisation", _UNKNOWN_BODY, "owner.organisation.exists"))
    if draft.user_id is not None and person_of_key(draft.user_id) is None:
        faults.append(Fault("user", _UNKNOWN_PERSON, "owner.person.exists"))
    elif draft.user_id is not None and not _acts_for(draft.user_id, draft.organisation):
        faults.append(Fault("user", _ELSEWHERE, "owner.person.of_the_organisation"))
    if draft.since_on > on + FARTHEST:
        faults.append(Fault("since_on", _TOO_FAR, "owner.within_a_year", remedy=_NEARER))
    if last and draft.since_on <= last.since_on:
        faults.append(Fault("since_on", _taken(last), "owner.one_at_a_time", remedy=_LATER))
    return faults


def _acts_for(user_id: int, organisation: str) -> bool:
    return any(held.organisation == organisation for held in mandates_of(user=user_id))


def _taken(last: CommitmentOwner) -> Labels:
    day, body = last.since_on, last.organisation.labels
    return Labels(
        f"{body.fr} en répond depuis le {day_in('fr', day)}.",
        f"المسؤول عنه منذ {day_in('ar', day)}: {body.of('ar')}.",
        f"{body.of('en')} has answered for it since {day_in('en', day)}.",
    )


_UNKNOWN_BODY = Labels(
    "Cette organisation n’est pas au registre.",
    "هذه الهيئة غير مسجلة.",
    "This organisation is not in the register.",
)
_UNKNOWN_PERSON = Labels(
    "Cette personne n’a pas de compte.",
    "ليس لهذا الشخص حساب.",
    "This person has no account.",
)
_ELSEWHERE = Labels(
    "Cette personne n’a pas de mandat de cette organisation : choisissez l’une ou l’autre.",
    "ليس لهذا الشخص تفويض من هذه الهيئة: غيّروا أحدهما.",
    "This person holds no mandate of this organisation: change one or the other.",
)
_TOO_FAR = Labels(
    "Une main passe au plus un an à l’avance.",
    "لا تُنقل المسؤولية إلى ما بعد سنة.",
    "A handover is planned at most one year ahead.",
)
_NEARER = Labels(
    "Choisissez aujourd’hui, ou un jour des douze mois qui viennent.",
    "اختاروا اليوم، أو يوما من الأشهر الاثني عشر المقبلة.",
    "Choose today, or a day within the coming twelve months.",
)
_LATER = Labels(
    "Choisissez un jour postérieur.",
    "اختاروا يوما لاحقا.",
    "Choose a later day.",
)
