"""Adding, correcting and withdrawing figures: what is refused, what remains readable."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from mithaq.apps.accounts.models import AuditLine
from mithaq.apps.observatory.models import Statement
from mithaq.apps.observatory.operations import (
    erase_observations,
    record_observations,
    withdraw_figure,
)
from mithaq.apps.observatory.queries import (
    current_figures,
    figure,
    figure_code,
    figure_proof,
    figures,
    figures_of_indicator,
    known_figures,
)
from mithaq.base.dates import UncertainDate
from mithaq.base.errors import Refusal
from tests.apps.observatory.world import INSERTIONS, WHO, insertions, world

__all__ = ["world"]


def add(**changes: Any) -> str:
    return record_observations(drafts=[insertions(**changes)], **WHO).codes[0]


def rules(refused: pytest.ExceptionInfo[Refusal]) -> set[str]:
    return {fault.rule for fault in refused.value.faults}


def test_a_figure_is_written_with_its_proof_and_one_audit_line(world: Any) -> None:
    code = add(sex="women", milieu="urban", locator="tableau 3")
    shown = figure(code)
    assert shown is not None
    assert (shown.value, shown.sex, shown.milieu) == (Decimal(1200), "women", "urban")
    assert shown.labels.fr == "Insertions · Souss-Massa · femmes · villes"
    assert shown.source.locator == "tableau 3"
    assert not shown.is_exercise
    (line,) = AuditLine.objects.filter(action="observatory.add_figures")
    assert line.after == {"figures": [code]}


def test_the_same_cell_of_the_same_source_is_refused_with_the_code_of_the_first(
    world: Any,
) -> None:
    code = add()
    with pytest.raises(Refusal) as refused:
        add(value=Decimal(1300))
    (fault,) = refused.value.faults
    assert fault.rule == "figure.duplicate"
    assert code in fault.sentence.ar
    assert add(source="le-journal") != code, "another source may say otherwise: both stay"
    assert figures_of_indicator("insertions").count() == 2


def test_the_database_itself_refuses_the_same_figure_twice(world: Any) -> None:
    add()
    row = Statement.objects.get()
    row.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"indicator": "inconnu"}, "figure.indicator"),
        ({"territory": "77"}, "figure.territory"),
        ({"organisation": "personne"}, "figure.organisation"),
        ({"convention": "RIEN"}, "figure.convention"),
        ({"category": "sections:Z"}, "figure.category"),
        ({"source": "rien"}, "figure.source"),
        ({"value": Decimal("12.5")}, "figure.value.whole"),
        ({"value": Decimal(-3)}, "figure.value.positive"),
        ({"value": Decimal(10) ** 15}, "figure.value.size"),
        ({"as_of": UncertainDate.unknown()}, "figure.dated"),
        ({"as_of": UncertainDate.parse("2031")}, "figure.not_in_future"),
        ({"said": UncertainDate.parse("2031-01-01")}, "figure.not_in_future"),
        ({"period": (date(2024, 2, 1), date(2024, 1, 1))}, "figure.period.order"),
        ({"grade": "verified"}, "figure.grade.by_hand"),
        ({"revises": "rien", "reason": "x"}, "figure.revises.exists"),
    ],
)
def test_each_rule_refuses(world: Any, changes: dict[str, Any], rule: str) -> None:
    with pytest.raises(Refusal) as refused:
        add(**changes)
    assert rule in rules(refused)
    assert not Statement.objects.exists()


def test_every_fault_is_said_at_once(world: Any) -> None:
    with pytest.raises(Refusal) as refused:
        add(territory="77", source="rien", grade="verified")
    assert len(refused.value.faults) == 3


@pytest.mark.parametrize(
    "changes",
    [
        {"organisation": "agence-hesperides"},
        {"source": "dossier-hesperides"},
        {"is_exercise": True},
    ],
)
def test_whatever_is_invented_makes_an_exercise(world: Any, changes: dict[str, Any]) -> None:
    assert Statement.objects.get(code=add(**changes)).is_exercise


def test_an_exercise_says_nothing_of_a_real_body(world: Any) -> None:
    with pytest.raises(Refusal) as refused:
        add(organisation="caisse", is_exercise=True)
    assert rules(refused) == {"figure.exercise_of_fictitious"}


def test_a_correction_is_a_new_figure_and_the_old_one_stays_readable(world: Any) -> None:
    old = add()
    new = add(value=Decimal(1250), revises=old, reason="erratum publié")
    assert new != old
    proof = figure_proof(old)
    assert proof is not None
    assert proof.revision is not None
    assert proof.revision.code == new
    assert proof.revision.revision_reason == "erratum publié"
    assert set(current_figures().values_list("code", flat=True)) == {new}
    with pytest.raises(Refusal) as refused:
        add(value=Decimal(1), revises=old, reason="encore")
    assert "figure.revises.once" in rules(refused)


def test_a_correction_needs_a_reason_the_same_indicator_and_the_same_world(world: Any) -> None:
    old = add()
    with pytest.raises(Refusal) as refused:
        add(revises=old, reason=" ", indicator="programme-money", is_exercise=True)
    assert rules(refused) == {
        "figure.revises.reason",
        "figure.revises.indicator",
        "figure.exercise_apart",
    }


def test_two_corrections_of_one_figure_in_one_file_are_refused(world: Any) -> None:
    old = add()
    twice = [
        insertions(revises=old, reason="a", value=Decimal(value), source=source)
        for value, source in ((1, "le-journal"), (2, "note-hcp-2024"))
    ]
    with pytest.raises(Refusal) as refused:
        record_observations(drafts=twice, **WHO)
    assert rules(refused) == {"figure.revises.once"}


def test_a_withdrawn_figure_leaves_the_lists_and_keeps_its_page(world: Any) -> None:
    code = add()
    with pytest.raises(Refusal, match="dit pourquoi"):
        withdraw_figure(code=code, **{**WHO, "reason": " "})
    withdraw_figure(code=code, **{**WHO, "reason": "la source l’a retiré"})
    assert not figures().exists()
    shown = figure(code)
    assert shown is not None
    assert shown.withdrawal_reason == "la source l’a retiré"
    with pytest.raises(Refusal, match="déjà retiré"):
        withdraw_figure(code=code, **WHO)
    again = add()
    assert again != code, "the cell is free again, under another address"


def test_a_withdrawn_correction_gives_the_first_figure_back(world: Any) -> None:
    old = add()
    new = add(value=Decimal(1250), revises=old, reason="erratum")
    with pytest.raises(Refusal, match="révise ce chiffre"):
        withdraw_figure(code=old, **WHO)
    withdraw_figure(code=new, **WHO)
    assert set(current_figures().values_list("code", flat=True)) == {old}


def test_erasing_leaves_nothing_and_refuses_when_something_rests(world: Any) -> None:
    first, second = add(), add(source="le-journal")
    later = add(source="le-journal", value=Decimal(9), revises=second, reason="erratum")
    with pytest.raises(Refusal, match=later):
        erase_observations(codes=[first, second], **WHO)
    assert Statement.objects.count() == 3
    assert erase_observations(codes=[first, second, later], **WHO) == 3
    assert not Statement.objects.exists()


def test_a_known_figure_is_read_with_the_cell_it_was_written_for(world: Any) -> None:
    draft = insertions(sex="women", period=(date(2024, 1, 1), date(2024, 12, 31)))
    code = record_observations(drafts=[draft], **WHO).codes[0]
    (found,) = known_figures(["insertions"], is_exercise=False)
    assert figure_code(found.cell, found.source) == found.code == code
    assert not list(known_figures(["insertions"], is_exercise=True))


def test_the_draft_of_the_tests_is_good(world: Any) -> None:
    assert record_observations(drafts=[INSERTIONS], **WHO).codes
