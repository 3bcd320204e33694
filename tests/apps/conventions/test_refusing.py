"""A signatory refuses: with a reason, from the right stage and capacity, and the text goes back."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

import pytest
from django.db import transaction

from mithaq.apps.accounts.models import AuditLine, User
from mithaq.apps.conventions import operations, queries
from mithaq.apps.conventions.choices.drafting import DraftingStage, FolderStatus
from mithaq.apps.conventions.models import Drafting, SigningFolder, SigningTurn
from mithaq.apps.conventions.operations import RefusalDraft
from mithaq.apps.organisations.choices import Role
from mithaq.apps.organisations.operations import end_mandate
from mithaq.base.errors import Refusal
from tests.apps.conventions.drafting_texts import (
    AGENCY,
    COMPANY,
    REGION,
    folder_of,
    move,
    open_text,
    read_and_sign,
    signer,
    under,
)
from tests.apps.conventions.test_life import mandate
from tests.conftest import AT

pytestmark = pytest.mark.django_db

WRITERS: Final = ("legal_drafter", "programme_manager", "region_officer")
# By hand: who may refuse in person, and who may record a letter, when the folder is open.
HOLDERS: Final = [
    None,
    *((str(role), AGENCY) for role in Role),
    ("signatory", REGION),
    ("signatory", COMPANY),
    ("legal_drafter", REGION),
]


def opened(alice: User) -> tuple[str, str]:
    """A text whose folder is open."""
    public_id = open_text(alice)
    move(alice, public_id, "open_signing")
    return public_id, folder_of(public_id)


def refuse(user: Any, folder: str, held: Any, **said: Any) -> str:
    draft = RefusalDraft(**{"reason": "Le budget n’est pas celui qui a été négocié.", **said})
    return operations.refuse_signature(
        folder_id=folder, draft=draft, actor=user, under=held, at=AT
    ).organisation


def rules(act: Any) -> list[str]:
    """The rules that refuse an act, which then wrote nothing."""
    before = (AuditLine.objects.count(), list(Drafting.objects.values_list("stage")))
    with pytest.raises(Refusal) as error, transaction.atomic():
        act()
    assert (AuditLine.objects.count(), list(Drafting.objects.values_list("stage"))) == before
    return [fault.rule for fault in error.value.faults]


@pytest.mark.parametrize("holder", HOLDERS, ids=str)
@pytest.mark.parametrize("is_paper", [False, True], ids=["in person", "on paper"])
def test_every_state_of_a_folder_and_a_role(
    alice: User, holder: tuple[str, str] | None, is_paper: bool
) -> None:
    """The text is read and the capacity holds: only the table and the state decide."""
    public_id, folder = opened(alice)
    user = alice
    if holder and holder[0] == "signatory" and holder[1] in (AGENCY, REGION):
        user = signer("amina", holder[1])
    held = mandate(*holder) if holder else None
    if holder and holder[1] in (AGENCY, REGION):
        operations.view_folder(folder_id=folder, actor=user, under=held, at=AT)
    said = {"rank": 2} if is_paper else {}
    may = holder is not None and (
        holder[0] in WRITERS and holder[1] == AGENCY
        if is_paper
        else holder[0] == "signatory" and holder[1] in (AGENCY, REGION)
    )
    sees = holder is not None and holder[1] in (AGENCY, REGION)
    for state in FolderStatus:
        SigningFolder.objects.update(
            status=state, closed_at=None if state == FolderStatus.OPEN else AT
        )
        is_open = state == FolderStatus.OPEN
        if may and is_open:
            with transaction.atomic():
                body = refuse(user, folder, held, **said)
                assert body == (REGION if is_paper else holder[1])
                assert Drafting.objects.get(public_id=public_id).stage == DraftingStage.NEGOTIATION
                transaction.set_rollback(True)
            continue
        found = rules(lambda: refuse(user, folder, held, **said))
        if not (is_open and sees):
            assert found == ["signing.folder.open"]
        else:
            assert found == (["drafting.who"] if is_paper else ["signing.refusal.turn"])


def test_the_table_of_a_text_does_not_refuse_by_itself(alice: User) -> None:
    public_id, _folder = opened(alice)
    assert rules(lambda: move(alice, public_id, "refuse", "Non.")) == ["drafting.transition"]


def test_a_refusal_says_its_day_its_reason_and_by_whom(alice: User) -> None:
    public_id, folder = opened(alice)
    first, second = signer("amina", AGENCY), signer("brahim", REGION)
    assert not read_and_sign(first, folder)
    held = under(second, "signatory")
    assert rules(lambda: refuse(second, folder, held)) == ["signing.viewed_first"]
    operations.view_folder(folder_id=folder, actor=second, under=held, at=AT)
    assert rules(lambda: refuse(second, folder, held, reason="  ")) == ["drafting.reason"]
    assert rules(lambda: refuse(second, folder, held, reason="x" * 501)) == [
        "signing.refusal.reason_length"
    ]
    assert rules(lambda: refuse(first, folder, under(first, "signatory"))) == [
        "signing.refusal.turn"
    ]
    refuse(second, folder, held)
    found = queries.folder(folder)
    assert found is not None
    assert (found.status, found.next_turn) == ("refused", None)
    assert found.refusal is not None
    assert (found.refusal.slug, found.refusal.refused_on) == (REGION, date(2026, 3, 2))
    assert found.refusal.refusal_reason.startswith("Le budget")
    assert found.turns[0].signed_on == date(2026, 3, 2)
    line = AuditLine.objects.filter(action="drafting.refuse").get()
    assert line.reason.startswith("Le budget")
    assert rules(lambda: refuse(second, folder, held)) == ["signing.folder.open"]
    # The text is written again, and offered in a new folder where everybody signs.
    move(alice, public_id, "open_signing")
    assert folder_of(public_id) != folder
    assert SigningTurn.objects.filter(folder__status="open", signed_at=None).count() == 2


def test_nobody_refuses_under_a_mandate_that_ended(alice: User) -> None:
    _public_id, folder = opened(alice)
    amina = signer("amina", AGENCY)
    held = under(amina, "signatory")
    assert held is not None
    operations.view_folder(folder_id=folder, actor=amina, under=held, at=AT)
    end_mandate(
        mandate_id=held.pk, ends_on=date(2026, 2, 28), actor=None, mandate="", reason="Fin", at=AT
    )
    assert rules(lambda: refuse(amina, folder, held)) == ["signing.capacity.ended"]


def test_a_letter_of_refusal_has_a_day_between_the_offer_and_today(alice: User) -> None:
    _public_id, folder = opened(alice)
    held = under(alice)
    for day, rule in (
        (date(2026, 3, 3), "signing.refusal.has_come"),
        (date(2026, 3, 1), "signing.refusal.after_offer"),
    ):
        assert rules(lambda day=day: refuse(alice, folder, held, rank=1, refused_on=day)) == [rule]
    assert rules(lambda: refuse(alice, folder, held, rank=9)) == ["signing.refusal.turn"]
    assert refuse(alice, folder, held, rank=2, refused_on=date(2026, 3, 2)) == REGION
    found = queries.folder(folder)
    assert found is not None
    assert found.refusal is not None
    assert found.refusal.refusal_form == "on_paper"
