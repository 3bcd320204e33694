"""Every rule of the tables of drafting, signing and life, broken once through the ORM."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, Final
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, models, transaction

from mithaq.apps.conventions.models import (
    Convention,
    Deliberation,
    DraftComment,
    Drafting,
    DraftingBody,
    DraftVersion,
    EntryWaiver,
    FolderView,
    LifeEvent,
    SigningFolder,
    SigningTurn,
    Visa,
)
from mithaq.apps.organisations.models import Organisation
from tests.apps.conventions.drafts import draft, record
from tests.conftest import AT

Change = Callable[[Any], None]
DAY: Final = date(2026, 3, 2)


def _set(**values: Any) -> Change:
    def change(row: Any) -> None:
        type(row).objects.filter(pk=row.pk).update(**values)

    return change


def _copy(row: Any) -> None:
    row.pk = None
    if hasattr(row, "public_id"):
        row.public_id = uuid4()
    row._state.adding = True
    row.save()


def _steward(row: Any) -> None:
    other = Organisation.objects.exclude(pk=row.organisation_id).first()
    DraftingBody.objects.create(drafting=row.drafting, organisation=other, part="steward")


BROKEN: Final[list[tuple[str, type[models.Model], Change]]] = [
    ("drafting_signed_has_its_convention", Drafting, _set(stage="signed")),
    ("drafting_has_a_version", Drafting, _set(version_number=0)),
    ("drafting_body_unique", DraftingBody, _copy),
    ("drafting_has_one_steward", DraftingBody, _steward),
    ("draft_version_number_unique", DraftVersion, _copy),
    ("draft_comment_resolved_by_someone", DraftComment, _set(resolved_at=AT)),
    ("draft_comment_answers_follow_theirs", DraftComment,
     _set(parent=models.F("pk"), resolved_at=AT, resolved_by=models.F("author"))),
    ("visa_once_a_version", Visa, _copy),
    ("visa_decided_is_dated", Visa, _set(status="given")),
    ("visa_refusal_and_reserves_have_words", Visa, _set(status="refused", decided_at=AT)),
    ("deliberation_number_unique", Deliberation, _copy),
    ("deliberation_adopted_by_most", Deliberation, _set(votes_for=3, votes_against=3)),
    ("signing_folder_one_open", SigningFolder, _copy),
    ("signing_folder_closed_is_dated", SigningFolder, _set(status="signed")),
    ("signing_turn_rank_unique", SigningTurn, _copy),
    ("signing_turn_signed_is_whole", SigningTurn, _set(signed_on=DAY, signed_at=AT)),
    ("signing_turn_refusal_is_whole", SigningTurn,
     _set(refused_on=DAY, refused_at=AT, refusal_form="online", refused_by="Mandat")),
    ("folder_view_once", FolderView, _copy),
    ("life_event_number_unique", LifeEvent, _copy),
    ("life_event_renewed_onwards", LifeEvent, _set(until_on=DAY)),
    ("life_event_has_its_reason", LifeEvent, _set(reason="")),
    ("life_event_only_renewal_is_tacit", LifeEvent, _set(is_tacit=True)),
    ("entry_waiver_once", EntryWaiver, _copy),
    ("entry_waiver_has_its_reason", EntryWaiver, _set(reason="")),
]  # fmt: skip


@pytest.fixture
def one_of_each(alice: Any) -> None:
    """One right row of every table."""
    record(draft())
    convention = Convention.objects.get()
    body = Organisation.objects.order_by("pk").first()
    text = Drafting.objects.create(
        reference="PROJET-1", kind="framework", stage="negotiation", version_number=1,
        label_fr="Projet", opened_at=AT, changed_at=AT,
    )  # fmt: skip
    DraftingBody.objects.create(drafting=text, organisation=body, part="steward")
    DraftVersion.objects.create(drafting=text, number=1, content={}, sha256="0" * 64, saved_at=AT)
    DraftComment.objects.create(
        drafting=text, version_number=1, clause="title", body="?", author=alice, written_at=AT
    )
    Visa.objects.create(
        drafting=text, organisation=body, version_number=1, status="pending", requested_at=AT
    )
    Deliberation.objects.create(
        drafting=text, organisation=body, version_number=1, session_on=DAY, number="7",
        outcome="adopted", recorded_at=AT,
    )  # fmt: skip
    folder = SigningFolder.objects.create(
        drafting=text, version_number=1, sha256="0" * 64, status="open", opened_at=AT
    )
    SigningTurn.objects.create(folder=folder, rank=1, organisation=body)
    FolderView.objects.create(folder=folder, user=alice, viewed_at=AT)
    LifeEvent.objects.create(
        convention=convention, number=1, action="end", from_status="active", to_status="ended",
        effective_on=DAY, reason="Terme.", recorded_at=AT,
    )  # fmt: skip
    EntryWaiver.objects.create(
        convention=convention, item="owner", subject="none", reason="Décidé.", recorded_at=AT
    )


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "table", "change"), BROKEN, ids=[row[0] for row in BROKEN])
def test_the_database_refuses(one_of_each: None, name: str, table: Any, change: Change) -> None:
    row = table.objects.order_by("pk").first()
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        change(row)

    if connection.vendor == "postgresql":
        assert name in str(refused.value)
