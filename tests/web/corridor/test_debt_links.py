"""From a case about a debt to its statement and its settlement, for who may read them, and back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from mithaq.apps.corridor.models import DebtStatement, Settlement
from mithaq.apps.corridor.queries.debts.case_links import cases_of_statement, statements_of_case
from mithaq.apps.corridor.queries.debts.resting import resting_on
from mithaq.apps.corridor.queries.turns import Act, Turn
from mithaq.base.text import Labels
from mithaq.engines.clocks import ClockReading, ClockState, Norm, Unit, WorkingCalendar
from mithaq.web.corridor.deadlines import deadline_of
from tests.apps.corridor.plans import plan_of
from tests.apps.corridor.world import SUBJECT, World, filed

pytestmark = pytest.mark.django_db


def test_a_case_leads_to_the_statement_and_the_plan_and_the_statement_back(
    world: World, as_: Callable[[str], Client]
) -> None:
    number = plan_of(world)
    row = Settlement.objects.select_related("statement").get(number=number)
    said = f"Paiement de juin {world.at.year - 1} non imputé"
    public_id = filed(world, subject=SUBJECT, title=said, description="Toujours affiché impayé.")
    with time_machine.travel(world.at, tick=False):
        pages = {
            "karim": f"/fr/mediation/dossiers/{public_id}/",
            "nawal": f"/fr/mediation/mes-dossiers/{public_id}/",
            "hind": f"/fr/mediation/dossiers/{public_id}/",
        }
        said = {
            name: as_(name).get(url, follow=True).content.decode() for name, url in pages.items()
        }
        statement = f"/fr/dettes/releves/{row.statement.number}/"
        plan = f"/fr/dettes/arrangements/{number}/"
        for name in ("karim", "nawal"):
            assert statement in said[name]
            assert plan in said[name]
        # The federation knows of the plan by its own page, never of the statement by a case.
        assert statement not in said["hind"]
        assert f"/dossiers/{public_id}/" in as_("karim").get(statement).content.decode()


def test_a_case_leads_to_no_statement_of_other_months(world: World) -> None:
    number = Settlement.objects.get(number=plan_of(world)).statement.number
    year = world.at.year - 1

    def linked(title: str, subject: str = SUBJECT) -> list[str]:
        key = filed(world, subject=subject, title=title, description="À voir ensemble.")
        return [item.number for item in statements_of_case(key)]

    assert linked(f"Virement d’août {year} porté sur juillet {year}") == []
    assert linked("Un paiement imputé au mauvais mois") == []
    assert linked(f"Virement de juin {year} porté sur juillet {year}") == [number]
    assert linked(f"Le relevé {number} oublie notre virement d’août {year}") == [number]
    assert linked("Dette à échelonner", subject="settlement") == [number]
    cases = {item.number for item in cases_of_statement(number)}
    assert len(cases) == 3


def test_a_case_names_a_statement_by_whole_numbers_and_the_word_before_them(world: World) -> None:
    number = Settlement.objects.get(number=plan_of(world)).statement.number
    DebtStatement.objects.filter(number=number).update(reference="1")

    def linked(description: str) -> bool:
        key = filed(world, subject=SUBJECT, title="Un paiement mal imputé", description=description)
        return [item.number for item in statements_of_case(key)] == [number]

    assert linked(f"Voir le relevé n° {number}.")
    assert linked("Voir le relevé 1.")
    for said in (f"relevé {number}0", f"dossier n° {number}", "payé 1 fois, le 11", f"A-{number}"):
        assert not linked(said), said


@pytest.mark.parametrize("many", [1, 6])
def test_the_cases_of_a_statement_are_read_in_as_many_queries_whatever_their_number(
    world: World, many: int
) -> None:
    row = Settlement.objects.get(number=plan_of(world)).statement
    for _ in range(many):
        filed(world, subject=SUBJECT, description=f"Le relevé {row.number} est faux.")
    with CaptureQueriesContext(connection) as resting:
        assert len([item for item in resting_on(row) if item.kind == "case"]) == many
    with CaptureQueriesContext(connection) as links:
        assert len(cases_of_statement(row.number)) == min(many, 3)
    assert (len(resting), len(links)) == (8, 6)


def test_a_reader_without_institution_reads_whose_delay_runs_while_a_committee_decides() -> None:
    noon = datetime(2026, 12, 10, 11, tzinfo=UTC)
    calendar = WorkingCalendar(zone="Africa/Casablanca", slots={0: ((540, 1020),)})
    norm = Norm(amount=10, unit=Unit.WORKING_DAYS)
    clock = ClockReading(
        at=noon, state=ClockState.RUNNING, unit=Unit.WORKING_DAYS, norm=norm, calendar=calendar,
        due_at=noon,
    )  # fmt: skip
    turns = (Turn("", Act.DECIDE),)
    told = deadline_of("", turns, {"caisse": clock}, {"caisse": Labels("La caisse")})
    assert told.words.startswith("La caisse : délai en cours jusqu’au")
