"""What a plan says of whose turn it is, and what preparing it again keeps."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
import time_machine

from mithaq.apps.corridor.operations import debts
from tests.apps.corridor.debts.conftest import ENTERED, Cast, a_settlement
from tests.web.debts.test_pages import PLAN, approved, signed_in, text_of

__all__ = ["approved"]

pytestmark = pytest.mark.django_db


def test_a_plan_with_something_late_asks_for_that(cast: Cast, approved: str) -> None:
    with time_machine.travel(datetime(2025, 2, 20, 9, tzinfo=UTC), tick=False):
        text = text_of(signed_in(cast.officer).get(PLAN.format(approved)))
    assert "À l’entreprise de payer ce qui est en retard" in text
    assert "payer la première échéance" not in text


def test_a_plan_prepared_again_keeps_what_was_chosen_and_says_who_approves(
    cast: Cast, entered: str
) -> None:
    number = debts.ask_settlement(draft=a_settlement(entered), **cast.employer.who, at=ENTERED)
    debts.prepare_settlement(
        number=number, first_due_on=date(2024, 11, 15), odd_instalment="first",
        days_off="next_open_day", **cast.officer.who, at=ENTERED,
    )  # fmt: skip
    with time_machine.travel(ENTERED, tick=False):
        page = signed_in(cast.officer).get(PLAN.format(number))
    form = next(act.form for act in page.context["acts"] if act.code == "prepare")
    assert form.initial["odd_instalment"] == "first"
    assert form.initial["days_off"] == "next_open_day"
    assert "Vous ne pouvez pas l’approuver" in text_of(page)
    signer = text_of(signed_in(cast.signatory).get(PLAN.format(number)))
    assert "Vous ne pouvez pas l’approuver" not in signer
