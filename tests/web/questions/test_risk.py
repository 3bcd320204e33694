"""What a company risks when its declarations raise a question: said where it asks."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.apps.corridor.questions.conftest import questions_of_the_module, world
from tests.apps.corridor.questions.world import World
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
