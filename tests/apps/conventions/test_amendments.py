"""Amendments in the database: what it refuses, what the operation refuses, what is then read."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from mithaq.apps.accounts.models import AuditLine
from mithaq.apps.conventions import models as tables
from mithaq.apps.conventions.models import Amendment, AmendmentChange, Convention
from mithaq.apps.conventions.operations import (
    AmendmentDraft,
    record_amendment,
    withdraw_amendment,
    withdraw_convention,
)
from mithaq.apps.conventions.queries import (
    ChangeView,
    amendments_of,
    convention_as_amended,
    convention_detail,
)
from mithaq.apps.observatory.queries import convention_state, results_content
from mithaq.base.errors import Refusal
from mithaq.base.text import Labels
from tests.apps.conventions.test_constraints import Change, _copy, _set
from tests.apps.conventions.texts import replayed, said_by
from tests.conftest import AT
from tests.web.conventions.story import REFERENCE, record_story, source

SIGNED = date(2019, 5, 1)
EFFECT = date(2019, 6, 1)


def change(action: str, kind: str, number: int, /, **content: Any) -> ChangeView:
    return ChangeView(rank=1, action=action, kind=kind, number=number, content=content)


def amendment(number: int = 1, *told: ChangeView, **changes: Any) -> AmendmentDraft:
    """A right amendment of the story, with some of its values replaced."""
    articles = told or (change("replace", "title", 0, title={"fr": f"Titre {number}"}),)
    right = AmendmentDraft(
        number=number,
        title=Labels(f"Avenant {number}"),
        signed_on=SIGNED,
        effective_on=EFFECT,
        reason=Labels("Le comité l’a décidé"),
        source_id=source().pk,
        changes=tuple(replace(item, rank=rank) for rank, item in enumerate(articles, start=1)),
    )
    return replace(right, **changes)


def record(draft: AmendmentDraft, reference: str = REFERENCE) -> bool:
    return record_amendment(
        reference=reference, draft=draft, actor=None, mandate="", reason="Essai", at=AT
    ).is_new


def rules_broken(draft: AmendmentDraft) -> list[str]:
    try:
        record(draft)
    except Refusal as refusal:
        return [fault.rule for fault in refusal.faults]
    return []


def _no_source(row: Any) -> None:
    Amendment.objects.filter(pk=row.pk).update(source=None, document_sha256="")


AMENDMENT_BROKEN: list[tuple[str, type[Any], Change]] = [
    ("amendment_number_unique", Amendment, _copy),
    ("amendment_of_a_signed_convention", Amendment, _set(convention_status="draft")),
    ("amendment_number_is_positive", Amendment, _set(number=0)),
    ("amendment_reaches_back_with_a_reason", Amendment, _set(effective_on=date(2018, 1, 1))),
    ("amendment_has_a_reason", Amendment, _set(reason_fr="")),
    ("amendment_is_proven", Amendment, _no_source),
    ("amendment_change_rank_unique", AmendmentChange, _copy),
    ("amendment_change_names_its_object", AmendmentChange, _set(object_number=3)),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "table", "broken"), AMENDMENT_BROKEN)
def test_the_database_refuses(name: str, table: Any, broken: Change) -> None:
    record_story()
    record(amendment())
    row = table.objects.get()
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        broken(row)
    if connection.vendor == "postgresql":
        assert name in str(refused.value)


REFUSED: list[tuple[dict[str, Any], list[str]]] = [
    ({"number": 0}, ["amendment.number_unique"]),
    ({"signed_on": date(2001, 1, 1)}, ["amendment.follows_convention"]),
    ({"effective_on": date(2019, 4, 30)}, ["amendment.retroactive_with_a_reason"]),
    ({"retroactive_reason": Labels("Pour rien")}, ["amendment.retroactive_with_a_reason"]),
    ({"title": Labels("")}, ["amendment.has_title"]),
    ({"reason": Labels("")}, ["amendment.has_reason"]),
    ({"source_id": None}, ["amendment.is_proven"]),
    ({"document_sha256": "abc"}, ["amendment.fingerprint"]),
    ({"changes": ()}, ["amendment.changes_something"]),
    (
        {"changes": (change("replace", "target", 99, value="1"),)},
        ["amendment.object_exists"],
    ),
    (
        {"changes": (change("merge", "title", 0, title={"fr": "Autre"}),)},
        ["amendment.action_is_known", "amendment.object_is_alone"],
    ),
    (
        {"number": 0, "source_id": None, "effective_on": date(2019, 4, 30), "changes": ()},
        [
            "amendment.number_unique",
            "amendment.retroactive_with_a_reason",
            "amendment.is_proven",
            "amendment.changes_something",
        ],
    ),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("changes", "rules"), REFUSED)
def test_the_operation_refuses_every_fault_at_once(
    changes: dict[str, Any], rules: list[str]
) -> None:
    record_story()
    assert rules_broken(amendment(**changes)) == rules
    assert not Amendment.objects.exists()


@pytest.mark.django_db
def test_two_articles_have_two_ranks() -> None:
    record_story()
    one = change("replace", "title", 0, title={"fr": "Un"})
    two = change("replace", "purpose", 0, purpose={"fr": "Deux"})
    assert rules_broken(amendment(changes=(one, two))) == ["amendment.ranks_unique"]


@pytest.mark.django_db
def test_only_a_signed_convention_is_amended() -> None:
    record_story()
    Convention.objects.update(status="draft")
    assert rules_broken(amendment()) == ["amendment.convention_is_signed"]


@pytest.mark.django_db
def test_a_pooled_target_belongs_to_the_set() -> None:
    record_story()
    detail = convention_detail(REFERENCE)
    assert detail is not None
    own = {item.number for item in detail.targets if not item.is_pooled}
    pooled = next(
        item.number for item in detail.targets if item.is_pooled and item.number not in own
    )
    assert rules_broken(amendment(1, change("replace", "target", pooled, value="1"))) == [
        "amendment.target_is_not_pooled"
    ]


@pytest.mark.django_db
def test_recording_leaves_one_line_and_the_rows_of_the_convention_untouched() -> None:
    record_story()
    before = convention_detail(REFERENCE)
    assert record(amendment())
    assert not record(amendment())
    assert convention_detail(REFERENCE) == before
    lines = AuditLine.objects.filter(action="conventions.amend")
    assert [line.object_ref for line in lines] == [REFERENCE]
    assert rules_broken(amendment(reason=Labels("Autre motif"))) == ["amendment.number_unique"]


@pytest.mark.django_db
def test_a_retroactive_amendment_says_why() -> None:
    record_story()
    early = date(2019, 1, 1)
    assert record(amendment(effective_on=early, retroactive_reason=Labels("Déjà commencé")))
    (told,) = amendments_of(REFERENCE)
    assert told.is_retroactive
    read = convention_as_amended(REFERENCE, on=early)
    assert read is not None
    assert read.labels.fr == "Titre 1"


@pytest.mark.django_db
def test_what_breaks_a_later_amendment_is_refused() -> None:
    record_story()
    line = {"title": {"fr": "Comité d’essai"}, "kind": "technical"}
    record(amendment(2, change("add", "committee", 9, **line)))
    record(amendment(3, change("replace", "committee", 9, quorum=4)))
    assert rules_broken(amendment(1, change("add", "committee", 9, **line))) == [
        "amendment.number_is_free"
    ]
    with pytest.raises(Refusal) as refused:
        withdraw_amendment(
            reference=REFERENCE, number=2, actor=None, mandate="", reason="Erreur", at=AT
        )
    (fault,) = refused.value.faults
    assert fault.rule == "amendment.object_exists"
    assert fault.where.startswith("amendments[3].")
    assert fault.sentence.fr.startswith("Avenant 3 : ")
    for number in (3, 2):
        withdraw_amendment(
            reference=REFERENCE, number=number, actor=None, mandate="", reason="Erreur", at=AT
        )
    assert amendments_of(REFERENCE) == ()


@pytest.mark.django_db
def test_a_convention_that_was_amended_is_not_withdrawn() -> None:
    record_story()
    record(amendment())
    with pytest.raises(Refusal):
        withdraw_convention(reference=REFERENCE, actor=None, mandate="", reason="", at=AT)


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(6))
def test_through_the_database_too_a_reading_is_the_texts_replayed(seed: int) -> None:
    """Random amendments are recorded out of order; those refused leave nothing behind."""
    record_story()
    chance = random.Random(seed)  # noqa: S311 - a seed, not a secret
    detail = convention_detail(REFERENCE)
    assert detail is not None
    first = said_by(replace(detail, targets=_own(detail)))
    kept: list[int] = []
    for number in chance.sample(range(1, 25), 20):
        told = [_article(chance) for _ in range(chance.randint(1, 3))]
        effect = SIGNED + timedelta(days=chance.randint(0, 6))
        if not rules_broken(amendment(number, *told, effective_on=effect)):
            kept.append(number)
    told_all = amendments_of(REFERENCE)
    assert sorted(item.number for item in told_all) == sorted(kept)
    assert len(kept) > 1
    for shift in range(-1, 8):
        on = SIGNED + timedelta(days=shift)
        read = convention_as_amended(REFERENCE, on=on)
        assert read is not None
        assert said_by(replace(read, targets=_own(read))) == replayed(first, told_all, on)


def _own(detail: Any) -> Any:
    return tuple(item for item in detail.targets if not item.is_pooled)


def _article(chance: random.Random) -> ChangeView:
    word = {"fr": chance.choice(["bleu", "vert", "rouge"])}
    number = chance.randint(1, 4)
    return chance.choice(
        [
            change("replace", "title", 0, title=word),
            change("replace", "purpose", 0, purpose=word),
            change("add", "commitment", number + 3, text=word, nature="means"),
            change("replace", "commitment", number, text=word, due=f"20{20 + number}"),
            change("withdraw", "commitment", number + 3),
            change("add", "committee", number, title=word, kind="standing"),
            change("replace", "committee", number, quorum=number),
            change("withdraw", "committee", number),
        ]
    )


@pytest.mark.django_db
def test_a_report_reads_the_convention_as_amended_on_its_day() -> None:
    record_story()
    eve = EFFECT - timedelta(days=1)
    before = results_content(reference=REFERENCE, as_of=eve)
    record(amendment())
    assert results_content(reference=REFERENCE, as_of=eve) == before
    after = results_content(reference=REFERENCE, as_of=EFFECT)
    assert after["title"]["fr"] == "Titre 1"
    assert [item["number"] for item in after["amendments"]] == [1]
    assert "amendments" not in before


@pytest.mark.django_db
def test_an_unamended_convention_costs_one_query_more() -> None:
    record_story()
    with CaptureQueriesContext(connection) as plain:
        convention_detail(REFERENCE)
    with CaptureQueriesContext(connection) as read:
        convention_as_amended(REFERENCE, on=EFFECT)
    assert len(read) == len(plain) + 1
    state = convention_state(REFERENCE)
    assert state is not None
    assert state.detail.read_on is None


def test_the_tables_of_amendments_are_public_names() -> None:
    assert {"Amendment", "AmendmentChange"} <= set(tables.__all__)
