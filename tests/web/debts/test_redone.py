"""A plan done again from its page: one button, what is said to each, what is no longer shown."""

from __future__ import annotations

import pytest
import time_machine

from mithaq.apps.corridor.choices.debts import DebtTurn
from mithaq.apps.corridor.policies.debts import debt_scope
from mithaq.apps.corridor.queries import debts as queries
from tests.apps.corridor.debts.conftest import Cast
from tests.apps.corridor.debts.test_redone import LATER, ON, lowered
from tests.apps.corridor.debts.test_settlements import approved
from tests.web.debts.test_pages import PLAN, signed_in, text_of

__all__ = ["approved"]
pytestmark = pytest.mark.django_db
BUTTON = "Proposer l’échéancier recalculé"


def test_a_plan_to_do_again_waits_in_today_and_in_the_digest_of_the_fund(
    cast: Cast, entered: str, approved: str
) -> None:
    """Told once a contest is upheld, until the plan computed again waits for its approval."""

    def told() -> tuple[bool, bool]:
        page = text_of(signed_in(cast.officer).get("/fr/aujourdhui/"))
        scope = debt_scope(cast.officer.under)
        waiting = queries.debts_waiting([scope] if scope else [], on=LATER.date())
        kinds = [item.kind for item in waiting if item.number == approved]
        assert page.count("Échéancier à recalculer ·") == kinds.count(DebtTurn.REDO)
        return "Échéancier à recalculer ·" in page, DebtTurn.REDO in kinds

    with time_machine.travel(LATER, tick=False):
        assert told() == (False, False)
        lowered(cast, entered, approved)
        assert told() == (True, True)
        for who in (cast.signatory, cast.employer):
            assert "à recalculer ·" not in text_of(signed_in(who).get("/fr/aujourdhui/"))
        signed_in(cast.officer).post(PLAN.format(approved), {"act": "redo"})
        assert told() == (False, False)
        page = text_of(signed_in(cast.signatory).get("/fr/aujourdhui/"))
        assert "Échéanciers à approuver" in page


def test_the_officer_proposes_it_in_one_button_and_another_approves(
    cast: Cast, entered: str, approved: str
) -> None:
    with time_machine.travel(LATER, tick=False):
        fund, signatory = signed_in(cast.officer), signed_in(cast.signatory)
        assert BUTTON not in text_of(fund.get(PLAN.format(approved)))
        lowered(cast, entered, approved)
        assert BUTTON in text_of(fund.get(PLAN.format(approved)))
        for client in (signatory, signed_in(cast.employer)):
            assert BUTTON not in text_of(client.get(PLAN.format(approved)))
            assert client.post(PLAN.format(approved), {"act": "redo"}).status_code == 403

        done = fund.post(PLAN.format(approved), {"act": "redo"})

        waiting = queries.settlement_view(approved, on=ON)
        assert waiting is not None
        again = PLAN.format(waiting.redone_by)
        assert done.headers["Location"].endswith(again)
        page = text_of(fund.get(PLAN.format(approved)))
        assert BUTTON not in page
        assert again in page
        assert "Retirer cette demande" not in text_of(signed_in(cast.employer).get(again))
        sent = signatory.post(again, {"act": "return", "reason": "À revoir"})
        assert sent.status_code == 302
        assert fund.post(again, {"act": "prepare"}).status_code == 302
        read = {"act": "approve", "is_gap_read": "on"}
        assert signatory.post(again, read).status_code == 302
        assert "remplacé par un autre" in text_of(fund.get(PLAN.format(approved))).lower()
        arabic = signed_in(cast.officer).get(f"/ar/dettes/arrangements/{waiting.redone_by}/")
        assert "بعد منازعة مقبولة" in text_of(arabic)
