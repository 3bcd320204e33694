"""What a company risks when its declarations raise a question: said where it asks."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import timezone

from mithaq.apps.corridor.operations.question_decisions import decide_question
from mithaq.apps.corridor.operations.question_drafts import DecisionDraft
from tests.apps.corridor.questions.conftest import questions_of_the_module, world
from tests.apps.corridor.questions.world import REASONS, World
from tests.browser.walk import readable
from tests.web.questions.test_pages import _asked

__all__ = ["questions_of_the_module", "world"]
pytestmark = pytest.mark.django_db
RISK = "rien à corriger ; déclarations rectifiées par l’entreprise"


def test_the_company_reads_what_may_follow_on_its_question(world: World) -> None:
    number = _asked(world)
    client = Client()
    client.force_login(world.people["employer"])
    told = readable(client.get(f"/fr/questions/{number}/").content.decode())
    assert "Ce que vous risquez" in told
    assert RISK in told
    assert "Sans réponse à la fin du délai" in told


def test_who_searches_for_the_risk_finds_it(client: Client) -> None:
    found = client.get("/fr/recherche/", {"q": "que risque mon entreprise sous-déclaration"})
    assert "#suites" in found.content.decode()
    figures = client.get("/fr/questions/chiffres/")
    page = readable(figures.content.decode())
    assert 'id="suites"' in figures.content.decode()
    assert RISK in page


@pytest.mark.parametrize(("outcome", "lighter"), [("nothing", True), ("control", False)])
def test_a_decision_in_its_favour_does_not_urge_the_company_to_contest(
    world: World, outcome: str, lighter: bool
) -> None:
    number = _asked(world)
    company = Client()
    company.force_login(world.people["employer"])
    company.post(
        f"/fr/questions/{number}/repondre/",
        {"kind": "explains", "text": "La saison.", "is_complete": "on"},
    )
    decide_question(
        number=number, on=timezone.localdate(), **world.signed("second"),
        draft=DecisionDraft(outcome=outcome, ground="answer", reasons=REASONS),
    )  # fmt: skip
    page = company.get(f"/fr/questions/{number}/").content.decode()
    link = page.partition('href="/fr/questions/')[0]
    assert "contester/" in page, link
    button = page.partition("contester/")[0].rpartition('class="')[2]
    assert button.startswith("button second" if lighter else 'button"')
