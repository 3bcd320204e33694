"""A text with several hands: nothing lost, nothing seen by strangers, every step by the table."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mithaq.apps.accounts.models import AuditLine, User
from mithaq.apps.conventions import operations, queries
from mithaq.apps.conventions.choices.drafting import DraftingAction, DraftingStage
from mithaq.apps.conventions.models import Convention, Drafting, DraftVersion
from mithaq.apps.conventions.operations import Vote
from mithaq.apps.organisations.choices import Role
from mithaq.base.errors import Refusal
from tests.apps.conventions.drafting_texts import (
    AGENCY,
    COMPANY,
    REGION,
    content,
    folder_of,
    move,
    open_text,
    under,
)
from tests.apps.conventions.drafts import draft as right_draft
from tests.apps.conventions.drafts import record
from tests.apps.conventions.test_life import mandate
from tests.conftest import AT

pytestmark = pytest.mark.django_db

# By hand, from the issue: from each stage, what may happen and where it leads.
EXPECTED: Final = {
    "idea": {"open_negotiation": "negotiation", "abandon": "abandoned"},
    "negotiation": {
        "request_visas": "legal_visa",
        "request_deliberation": "deliberation",
        "open_signing": "signing",
        "abandon": "abandoned",
    },
    "legal_visa": {
        "request_deliberation": "deliberation",
        "open_signing": "signing",
        "reopen": "negotiation",
        "abandon": "abandoned",
    },
    "deliberation": {
        "open_signing": "signing",
        "reopen": "negotiation",
        "abandon": "abandoned",
    },
    "signing": {"reopen": "negotiation", "abandon": "abandoned"},
    "signed": {},
    "abandoned": {},
}
WRITERS: Final = ("legal_drafter", "programme_manager", "region_officer")
HOLDERS: Final = [
    None,
    *((str(role), AGENCY) for role in Role),
    ("legal_drafter", REGION),
    ("legal_drafter", COMPANY),
]


def refused(act: Any) -> list[str]:
    before = _written()
    with pytest.raises(Refusal) as error, transaction.atomic():
        act()
    assert _written() == before
    return [fault.rule for fault in error.value.faults]


def _written() -> tuple[Any, ...]:
    rows = Drafting.objects.values_list("stage", "version_number").order_by("pk")
    return (list(rows), DraftVersion.objects.count(), AuditLine.objects.count())


def save(user: User, public_id: str, base: int = 1, **changes: Any) -> int:
    return operations.save_version(
        public_id=public_id, changes=changes, base_number=base, section="essai",
        actor=user, under=under(user), at=AT,
    ).number  # fmt: skip


@pytest.mark.parametrize("holder", HOLDERS, ids=str)
def test_every_stage_and_action_of_a_role(alice: User, holder: tuple[str, str] | None) -> None:
    """The conditions are met (visa given, deliberation adopted): only the table decides."""
    public_id = open_text(alice, visas=[REGION], deliberating=[REGION])
    text = Drafting.objects.get(public_id=public_id)
    _meet_conditions(text)
    held = mandate(*holder) if holder else None
    may = holder is not None and holder[0] in WRITERS and holder[1] == AGENCY
    sees = holder is not None and holder[1] in (AGENCY, REGION)
    for stage in DraftingStage:
        if stage == "signed":
            continue
        for action in DraftingAction:
            Drafting.objects.filter(pk=text.pk).update(stage=stage)
            leads_to = EXPECTED[stage].get(action) if may else None

            def act(action: str = action) -> str:
                return operations.move_drafting(
                    public_id=public_id, action=action, reason="Décidé.", actor=alice,
                    under=held, at=AT,
                ).stage  # fmt: skip

            if leads_to is None:
                rules = refused(act)
                if not sees:
                    assert rules == ["drafting.exists"]
                elif not may and action not in ("conclude", "refuse"):
                    assert "drafting.who" in rules
                continue
            with transaction.atomic():
                assert act() == leads_to
                assert AuditLine.objects.filter(action=f"drafting.{action}").exists()
                transaction.set_rollback(True)


def _meet_conditions(text: Drafting) -> None:
    from mithaq.apps.conventions.models import Deliberation, Visa
    from mithaq.apps.organisations.models import Organisation

    region = Organisation.objects.get(slug=REGION)
    Visa.objects.create(
        drafting=text, organisation=region, version_number=1, status="given",
        requested_at=AT, decided_at=AT,
    )  # fmt: skip
    Deliberation.objects.create(
        drafting=text, organisation=region, version_number=1, session_on=date(2026, 2, 1),
        number="12/2026", outcome="adopted", recorded_at=AT,
    )  # fmt: skip


def test_a_text_is_in_no_register_no_count_and_no_search(alice: User) -> None:
    open_text(alice)
    assert not Convention.objects.exists()
    assert queries.register_counts().records == 0
    assert not queries.register().exists()


def test_only_the_people_of_the_bodies_involved_see_it(
    alice: User, rachid: User, charlie: User, dounia: User
) -> None:
    public_id = open_text(alice)
    for user, sees in ((alice, True), (rachid, True), (charlie, False), (dounia, True)):
        held = under(user)
        assert held is not None
        assert queries.draftings_of(held.organisation).exists() is sees
    for act in (
        lambda: save(charlie, public_id, title={"fr": "À moi"}),
        lambda: move(charlie, public_id, "abandon", "Non."),
        lambda: operations.write_comment(
            public_id=public_id, clause="title", body="?", actor=charlie,
            under=under(charlie), at=AT,
        ),
    ):  # fmt: skip
        assert refused(act) == ["drafting.exists"]
    assert not queries.draftings_of("").exists()


def test_two_writers_of_two_parts_both_keep_theirs(alice: User, rachid: User) -> None:
    public_id = open_text(alice)
    assert save(alice, public_id, purpose={"fr": "Mieux."}) == 2
    assert save(rachid, public_id, base=1, level="national") == 3
    found = queries.drafting(public_id)
    assert found is not None
    assert (found.content["purpose"], found.content["level"]) == ({"fr": "Mieux."}, "national")


def test_two_writers_of_one_part_are_shown_to_each_other(alice: User, rachid: User) -> None:
    public_id = open_text(alice)
    save(alice, public_id, purpose={"fr": "Celui d’Alice."})
    assert refused(lambda: save(rachid, public_id, purpose={"fr": "Celui de Rachid."})) == [
        "drafting.version.stale"
    ]
    assert save(rachid, public_id, base=2, purpose={"fr": "Les deux."}) == 3
    assert save(rachid, public_id, base=3, purpose={"fr": "Les deux."}) == 3


@settings(
    max_examples=25, deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["purpose", "level", "place"]),
            st.integers(1, 4),
            st.sampled_from(["a", "b", "c"]),
        ),
        max_size=8,
    )
)
def test_no_saved_word_is_ever_lost(alice: User, saves: list[tuple[str, int, str]]) -> None:
    """Whatever the order and the age of what was read: each version differs from the one before
    by exactly one part, and a refused save changes nothing."""
    with transaction.atomic():
        public_id = open_text(alice)
        told = [dict(content())]
        for key, age, value in saves:
            base = max(1, len(told) - age + 1)
            conflicts = told[-1].get(key) != told[base - 1].get(key) and told[-1][key] != value
            try:
                number = save(alice, public_id, base=base, **{key: value})
            except Refusal:
                assert conflicts
                continue
            assert not conflicts
            if number > len(told):
                told.append({**told[-1], key: value})
        rows = DraftVersion.objects.filter(drafting__public_id=public_id).order_by("number")
        assert [row.content for row in rows] == told
        transaction.set_rollback(True)


def test_the_text_is_frozen_once_it_is_asked_for(alice: User) -> None:
    public_id = open_text(alice, visas=[REGION])
    move(alice, public_id, "request_visas")
    assert refused(lambda: save(alice, public_id, level="national")) == ["drafting.text.frozen"]
    assert refused(lambda: move(alice, public_id, "reopen")) == ["drafting.reason"]
    move(alice, public_id, "reopen", "Une remarque.")
    assert save(alice, public_id, level="national") == 2


def test_a_visa_is_given_with_reserves_or_refused_with_reasons(alice: User, rachid: User) -> None:
    from tests.conftest import person

    nadia = person("nadia", "Nadia", "legal_drafter", organisation=REGION)
    public_id = open_text(alice, visas=[REGION])
    move(alice, public_id, "request_visas")
    assert refused(lambda: move(alice, public_id, "open_signing")) == ["drafting.visa.given"]

    def answer(user: User, status: str, words: str = "") -> None:
        operations.answer_visa(
            public_id=public_id, organisation=REGION, status=status, words_said=words,
            actor=user, under=under(user), at=AT,
        )  # fmt: skip

    assert refused(lambda: answer(alice, "given")) == ["drafting.who"]
    assert refused(lambda: answer(nadia, "refused")) == ["drafting.reason"]
    assert refused(lambda: answer(nadia, "pending", "?")) == ["visa.pending"]
    answer(nadia, "refused", "Le budget manque.")
    assert refused(lambda: move(alice, public_id, "open_signing")) == ["drafting.visa.given"]
    move(alice, public_id, "reopen", "Refus.")
    assert refused(lambda: move(alice, public_id, "request_visas")) == [
        "drafting.visa.text_changed"
    ]
    save(alice, public_id, level="national")
    move(alice, public_id, "request_visas")
    answer(nadia, "with_reserves", "Sous réserve du budget.")
    assert refused(lambda: answer(nadia, "given")) == ["visa.pending"]
    operations.write_comment(
        public_id=public_id, clause="purpose", body="Trop court.", actor=nadia,
        under=under(nadia), at=AT,
    )  # fmt: skip
    assert refused(lambda: move(alice, public_id, "open_signing")) == [
        "drafting.reserves.acknowledged"
    ]
    operations.move_drafting(
        public_id=public_id, action="open_signing", despite_reserves=True, actor=alice,
        under=under(alice), at=AT,
    )  # fmt: skip
    assert folder_of(public_id)
    said = AuditLine.objects.filter(action="drafting.open_signing").get().after
    assert (said["reserves"], said["open_comments"]) == (1, 1)


def test_an_assembly_adopts_the_very_version_that_is_signed(alice: User) -> None:
    public_id = open_text(alice, deliberating=[REGION])
    assert refused(lambda: move(alice, public_id, "open_signing")) == [
        "drafting.deliberation.adopted"
    ]
    move(alice, public_id, "request_deliberation")

    def vote(**changes: Any) -> None:
        values: dict[str, Any] = {
            "organisation": REGION, "session_on": date(2026, 2, 1), "number": "12",
            "outcome": "adopted", "votes_for": 20, "votes_against": 3,
        }  # fmt: skip
        operations.record_deliberation(
            public_id=public_id, vote=Vote(**{**values, **changes}), actor=alice,
            under=under(alice), at=AT,
        )  # fmt: skip

    assert refused(lambda: vote(votes_for=3)) == ["deliberation.adopted_by_most"]
    assert refused(lambda: vote(session_on=date(2026, 3, 3), number=" ")) == [
        "deliberation.session_held",
        "drafting.words",
    ]
    assert "drafting.deliberating.asked" in refused(lambda: vote(organisation=COMPANY))
    vote(outcome="adjourned", number="11")
    assert refused(lambda: move(alice, public_id, "open_signing")) == [
        "drafting.deliberation.adopted"
    ]
    vote()
    assert refused(vote) == ["deliberation.number.unique"]
    assert move(alice, public_id, "open_signing") == "signing"


def test_what_nobody_was_asked_for_cannot_be_requested(alice: User) -> None:
    public_id = open_text(alice)
    assert refused(lambda: move(alice, public_id, "request_visas")) == ["drafting.visa.asked"]
    assert refused(lambda: move(alice, public_id, "request_deliberation")) == [
        "drafting.deliberating.asked"
    ]
    operations.set_circuit(
        public_id=public_id, visas=[REGION], deliberating=[], actor=alice,
        under=under(alice), at=AT,
    )  # fmt: skip
    assert move(alice, public_id, "request_visas") == "legal_visa"


def test_comments_are_answered_then_settled(alice: User, rachid: User, bob: User) -> None:
    public_id = open_text(alice)
    said = operations.write_comment(
        public_id=public_id, clause="purpose", body="Trop court.", actor=bob,
        under=under(bob), at=AT,
    )  # fmt: skip

    def answer(user: User, body: str = "Vu.") -> None:
        operations.write_comment(
            public_id=public_id, clause="", body=body, parent_id=said.comment_id, actor=user,
            under=under(user), at=AT,
        )  # fmt: skip

    assert refused(lambda: answer(alice, " ")) == ["drafting.words"]
    answer(alice)
    found = queries.drafting(public_id)
    assert found is not None
    (comment,) = found.open_comments
    assert (comment.clause, [item.body for item in comment.answers]) == ("purpose", ["Vu."])
    operations.resolve_comment(
        public_id=public_id, comment_id=said.comment_id, actor=rachid, under=under(rachid), at=AT
    )
    assert refused(lambda: answer(alice)) == ["comment.open"]


def test_a_reference_and_a_body_are_checked(alice: User) -> None:
    open_text(alice)
    assert refused(lambda: open_text(alice)) == ["drafting.reference.unique"]
    record(right_draft())
    assert refused(lambda: open_text(alice, reference="ESSAI-1")) == ["drafting.reference.unique"]
    other = {"reference": "AUTRE", "parties": [{"organisation": "inconnue"}]}
    assert refused(lambda: open_text(alice, **other)) == ["organisation.exists"]
    real = {"reference": "AUTRE", "parties": [{"organisation": "premier"}]}
    assert refused(lambda: open_text(alice, **real)) == ["drafting.exercise_apart"]
    assert refused(
        lambda: operations.open_drafting(
            content=content(reference="X"), actor=None, under=mandate("counsellor"), at=AT
        )
    ) == ["drafting.who"]
