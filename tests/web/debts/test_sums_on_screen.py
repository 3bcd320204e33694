"""Sums of debts add up on the screen, and a default is read before it is declared."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

import pytest
import time_machine

from mithaq.apps.corridor.models import PlanDefault
from mithaq.apps.corridor.operations import debts
from mithaq.apps.corridor.queries import debts as queries
from mithaq.web.debts.drawing import waterfall
from tests.apps.corridor.debts.conftest import Cast, a_draft
from tests.web.debts.test_pages import PLAN, STATEMENT, approved, signed_in, text_of

__all__ = ["approved"]
pytestmark = pytest.mark.django_db
PAID_AT = datetime(2024, 11, 12, 10, tzinfo=UTC)
FALLEN_AT = datetime(2025, 1, 20, 10, tzinfo=UTC)


def contested(cast: Cast, number: str, line: int, corrected: int) -> None:
    """A line disputed, and the fund's answer that it was less."""
    debts.contest_line(number=number, line_number=line, reason="Payé.", **cast.employer.who,
                       at=PAID_AT)  # fmt: skip
    found = queries.statement(number)
    assert found is not None
    contest = found.lines[line - 1].contest
    assert contest is not None
    debts.answer_contest(number=number, contest=contest.pk, corrected=corrected, answer="Vrai.",
                         **cast.officer.who, at=PAID_AT)  # fmt: skip


def summed(number: str) -> tuple[list[int], int]:
    """The balances that the steps of a statement reach, and what is left today."""
    found = queries.statement(number)
    assert found is not None
    at, told = 0, []
    for step in waterfall(found):
        if step.sign == "=":
            assert at == step.amount, step.label
            told.append(at)
        else:
            at += step.amount if step.sign == "+" else -step.amount
    return told, found.left_now


def paid(cast: Cast, plan: str) -> None:
    debts.record_payment(
        number=plan, paid_on=date(2024, 11, 12), amount=100_000, **cast.officer.who, at=PAID_AT
    )


def test_one_calculation_runs_from_the_statement_to_what_is_left_today(
    cast: Cast, entered: str
) -> None:
    assert summed(entered) == ([1_889_000], 1_889_000)
    contested(cast, entered, 2, 55_000)
    assert summed(entered) == ([1_889_000, 1_854_000], 1_854_000)
    page = text_of(signed_in(cast.employer).get(STATEMENT.format(entered)))
    assert "Le relevé disait 18 890,00 DH au 30 septembre 2024" in page
    assert "Annulé par contestation" in page or "annulé par contestation" in page
    assert page.count("18 540,00") >= 2, "at the top, and as the last line of the calculation"


def test_the_calculation_counts_a_plan_then_its_default(
    cast: Cast, entered: str, approved: str
) -> None:
    paid(cast, approved)
    told, left = summed(entered)
    assert told == [1_889_000, left]
    debts.declare_default(
        number=approved, declared_on=date(2025, 1, 20), reason="Rien.", **cast.signatory.who,
        at=FALLEN_AT,
    )  # fmt: skip
    told, left = summed(entered)
    assert told == [1_889_000, left]
    assert left == PlanDefault.objects.get().owed_centimes
    text = text_of(signed_in(cast.employer).get(PLAN.format(approved)))
    lines = re.findall(r"<span>([^<]+)</span><b>([^<]+)</b>",
                       text.partition('id="defaut"')[2].partition("</section>")[0])  # fmt: skip
    numbers = [
        (-1 if "−" in amount else 1) * int(re.sub(r"\D", "", amount))
        for label, amount in lines if "n° " not in label
    ]  # fmt: skip
    assert sum(numbers[:-1]) == numbers[-1]


def test_a_default_that_no_total_counts_is_told_beside_the_total(
    cast: Cast, entered: str, approved: str
) -> None:
    debts.declare_default(
        number=approved, declared_on=date(2025, 1, 20), reason="Rien.", **cast.signatory.who,
        at=FALLEN_AT,
    )  # fmt: skip
    company = signed_in(cast.employer)
    before = text_of(company.get("/fr/dettes/"))
    assert "Hors de ce total" not in before
    assert "Reste à payer en tout" in before
    line = debts.LineDraft(
        kind="principal", branch="general", month=date(2025, 2, 1), amount=100_000
    )
    debts.enter_statement(
        draft=a_draft(as_of_on=date(2025, 5, 31), reference="AV-90", lines=(line,)),
        **cast.officer.who, at=datetime(2025, 6, 2, 10, tzinfo=UTC),
    )  # fmt: skip
    text = re.sub(r"<[^>]+>", "", text_of(company.get("/fr/dettes/")))
    owed = f"{PlanDefault.objects.get().owed_centimes / 100:,.2f}"
    owed = owed.replace(",", " ").replace(".", ",")
    assert f"l’arrangement {approved}, en défaut, laisse {owed}" in text
    assert "ne nomme aucun des mêmes mois" in text
    # Beside the total, which is no longer told to be of all: what is out of it, with its amount.
    assert "en tout" not in text.partition("Relevés de dettes")[2].partition("Arrangements")[0]
    beside = text.partition("Reste à payer d’après les relevés en vigueur")[2]
    assert re.match(rf"1 000,00 DHHors de ce total : arrangement \W?{approved}\W?, en", beside)
    assert owed in beside.partition("D’après les relevés")[0]


def test_a_default_is_read_before_it_is_declared(cast: Cast, approved: str) -> None:
    signatory, page = signed_in(cast.signatory), PLAN.format(approved)
    with time_machine.travel(datetime(2024, 10, 8, 9, tzinfo=UTC), tick=False):
        calm = text_of(signatory.get(page))
        assert "un défaut ne peut pas être déclaré" in calm
        assert 'name="act" value="default"' not in calm
        assert signatory.post(page, {"act": "default"}).status_code == 403
    with time_machine.travel(FALLEN_AT, tick=False):
        officer = text_of(signed_in(cast.officer).get(page))
        assert "Déclarer le défaut revient à qui signe pour la caisse : Salma" in officer
        assert "Déclarer le défaut revient" not in text_of(signatory.get(page))
        assert "Déclarer le défaut revient" not in text_of(signed_in(cast.employer).get(page))
        given = {"act": "default", "declared_on": "2025-01-20", "reason": "Rien n’est payé."}
        asked = text_of(signatory.post(page, given))
        assert not PlanDefault.objects.exists()
        early = signatory.post(page, given | {"declared_on": "2024-10-08"})
        assert early.status_code == 422
        assert "Ce jour-là, rien n’était en retard" in text_of(early)
        assert signatory.post(page, given | {"sure": "1"}).status_code == 302
    owed = f"{PlanDefault.objects.get().owed_centimes / 100:,.2f}"
    assert owed.replace(",", " ").replace(".", ",") in asked
