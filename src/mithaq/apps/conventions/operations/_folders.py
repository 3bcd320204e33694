"""A signing folder: who signs in which order, and the capacity of each on the day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from mithaq.apps.conventions.choices.drafting import BodyPart, FolderStatus
from mithaq.apps.conventions.models import Drafting, DraftingBody, SigningFolder, SigningTurn
from mithaq.apps.conventions.operations import _signing_words as words
from mithaq.apps.conventions.operations._drafting_rows import bodies_of, current, slugs
from mithaq.apps.conventions.policies import can_see_drafting
from mithaq.apps.organisations.choices import Role
from mithaq.apps.organisations.queries import MandateView, mandates_of_role
from mithaq.base.errors import Fault, Refusal


def opened(
    folder_id: str, under: MandateView | None
) -> tuple[SigningFolder, Drafting, list[DraftingBody]]:
    """An open folder under lock, for the people of the bodies involved."""
    try:
        key = UUID(str(folder_id))
    except ValueError:
        raise Refusal(words.no_such_folder()) from None
    folder = (
        SigningFolder.objects.select_for_update(of=("self",))
        .select_related("drafting", "session")
        .filter(public_id=key, status=FolderStatus.OPEN)
        .first()
    )
    if folder is None:
        raise Refusal(words.no_such_folder())
    bodies = bodies_of(folder.drafting)
    if not can_see_drafting(under, slugs(bodies)):
        raise Refusal(words.no_such_folder())
    if current(folder.drafting).sha256 != folder.sha256:
        raise Refusal(words.text_moved())
    return folder, folder.drafting, bodies


def turns(folder: SigningFolder) -> Any:
    """The signatures expected, in their order."""
    rows = SigningTurn.objects.filter(folder=folder).select_related("organisation")
    return rows.order_by("rank")


def open_turns(folder: SigningFolder) -> Any:
    """The signatures still owed, in their order."""
    return turns(folder).filter(signed_at__isnull=True)


def folder_faults(drafting: Drafting) -> Iterator[Fault]:
    """Each party that signs names at least one signatory."""
    parties = current(drafting).content.get("parties") or []
    if not parties:
        yield words.no_party()
    for party in parties:
        if party.get("role", "party") == "party" and not party.get("signatories"):
            yield words.no_signatory(str(party.get("organisation")))


def open_folder(drafting: Drafting, bodies: list[DraftingBody], at: datetime) -> SigningFolder:
    """Open the folder of the present version: one turn a signatory, in the order of the text."""
    version = current(drafting)
    folder = SigningFolder.objects.create(
        drafting=drafting,
        version_number=version.number,
        sha256=version.sha256,
        status=FolderStatus.OPEN,
        opened_at=at,
    )
    by_slug = {
        body.organisation.slug: body.organisation for body in bodies if body.part == BodyPart.PARTY
    }
    signs = [
        (by_slug[str(party["organisation"])], signatory)
        for party in version.content.get("parties") or ()
        for signatory in party.get("signatories") or ()
    ]
    SigningTurn.objects.bulk_create(
        SigningTurn(
            folder=folder,
            rank=rank,
            organisation=organisation,
            is_interim=bool(signatory.get("interim")),
            **_person(signatory),
        )
        for rank, (organisation, signatory) in enumerate(signs, start=1)
    )
    return folder


def capacity_on(turn: SigningTurn, *, user_id: int | None, on: date) -> MandateView | Fault:
    """The mandate under which a body is signed for on a day, or why there is none.

    With a person, theirs; without one (a copy signed by hand), whoever held the signature then:
    the one whose capacity the text prints first.
    """
    body = turn.organisation
    held = mandates_of_role(slug=body.slug, role=Role.SIGNATORY)
    if user_id is not None:
        held = tuple(mandate for mandate in held if mandate.user_id == user_id)
    holds = [mandate for mandate in held if mandate.is_in_force(on)]
    if holds:
        return min(holds, key=lambda mandate: mandate.capacity.fr != turn.capacity_fr)
    if not held:
        return words.no_mandate(body.labels)
    ended = [mandate.ends_on for mandate in held if mandate.ends_on and mandate.ends_on < on]
    if ended:
        return words.mandate_ended(body.labels, max(ended), on)
    return words.mandate_to_come(body.labels, min(mandate.starts_on for mandate in held), on)


def _person(signatory: Mapping[str, Any]) -> dict[str, str]:
    person = signatory.get("person") or {}
    capacity = signatory.get("capacity") or {}
    return {
        "person_fr": str(person.get("fr") or ""),
        "person_ar": str(person.get("ar") or ""),
        "capacity_fr": str(capacity.get("fr") or ""),
        "capacity_ar": str(capacity.get("ar") or ""),
        "capacity_en": str(capacity.get("en") or ""),
    }
