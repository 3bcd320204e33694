"""A plan of the corridor's company, followed by its fund: debts in the world of cases."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils import timezone

from mithaq.apps.corridor.operations import debts
from mithaq.apps.corridor.operations.debts import LineDraft, SettlementDraft, StatementDraft
from mithaq.apps.corridor.operations.question_drafts import ReformProposalDraft
from mithaq.apps.corridor.operations.reforms import write_reform_proposal
from mithaq.apps.corridor.queries import debts as queries
from mithaq.base.text import Labels
from tests.apps.corridor.world import COMPANY, CORRIDOR, FEDERATION, FUND, World


def plan_of(world: World, *, company: str = COMPANY, months: int = 6) -> str:
    """A plan of some months, approved on the day of the world, its first instalment in 15 days."""
    on = timezone.localtime(world.at).date()
    entered = debts.enter_statement(
        draft=StatementDraft(
            company=company, issuer=FUND, as_of_on=on, order="principal_first",
            reference=f"REL-{company}",
            lines=(LineDraft(kind="principal", branch="general",
                             month=date(on.year - 1, 6, 1), amount=600_000),),
        ),
        **world.act("karim"),
    )  # fmt: skip
    employer = "nawal" if company == COMPANY else "omar"
    number = debts.simulate_settlement(
        draft=SettlementDraft(
            statement=entered, operation=queries.PLAIN, months=months, asked_on=on,
            first_due_on=on + timedelta(days=15),
        ),
        **world.act(employer),
    )  # fmt: skip
    debts.request_settlement(number=number, **world.act(employer))
    debts.transmit_settlement(number=number, **world.act(employer))
    debts.prepare_settlement(
        number=number, first_due_on=on + timedelta(days=15), **world.act("karim")
    )
    debts.approve_settlement(number=number, is_gap_read=True, **world.act("ghita"))
    return number


def proposal_of(world: World) -> str:
    """A proposal of reform in drafting."""
    return write_reform_proposal(
        draft=ReformProposalDraft(
            corridor=CORRIDOR,
            title=Labels("Seuil unique", "عتبة واحدة", "One threshold"),
            text=Labels("Un seuil par secteur."),
            drafters=(FUND, FEDERATION),
        ),
        **world.act("karim"),
    ).number
