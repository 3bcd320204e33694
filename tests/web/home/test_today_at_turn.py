"""« Aujourd’hui » of who handles cases: nobody is told that nothing waits while something does."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from mithaq.apps.corridor.models import CaseOfficer, Side
from mithaq.apps.corridor.operations import reopen_case
from mithaq.apps.corridor.queries.queues import Shown, queue_page
from mithaq.apps.corridor.queries.views import QueueScope
from tests.apps.corridor.world import FEDERATION, FUND, World, closed, filed, taken
from tests.conftest import AT
from tests.web.corridor.conftest import NOW, as_, world, world_of_the_module

__all__ = ["as_", "world", "world_of_the_module"]
pytestmark = pytest.mark.django_db
TODAY = "/fr/aujourdhui/"
Signed = Callable[[str], Client]


def _said(client: Client, url: str = TODAY) -> str:
    text = re.sub(r"<[^>]+>", " ", html.unescape(client.get(url).content.decode()))
    return " ".join(text.replace("\u202f", " ").replace("\xa0", " ").split())


def test_the_country_s_officer_is_told_what_waits_under_other_names(
    world: World, as_: Signed
) -> None:
    filed(world)
    text = _said(as_("yassine"))
    assert "Aucun dossier à votre nom ; 1 attend votre institution" in text
    assert "Rien ne vous attend" not in text
    page = as_("yassine").get(TODAY).content.decode()
    assert "/fr/mediation/file/?vue=turn" in page
    queue = as_("yassine").get("/fr/mediation/file/?vue=turn")
    assert queue.context["counts"].turn == 1
    Side.objects.filter(institution__slug=FUND).update(case_officer=None)
    assert "votre institution, confié" not in _said(as_("yassine"))


def test_each_line_says_whose_delay_runs_and_who_is_late(world: World, as_: Signed) -> None:
    taken(world)
    assert "votre délai : à faire avant le" in _said(as_("karim"))
    with time_machine.travel(AT + timedelta(days=30), tick=False):
        text = _said(as_("hind"))
        assert re.search(r"2026-000001 · .* : en retard de .*\d jours? ouvré", text)
        assert "1 dossier en retard chez une autre institution" not in text


def test_a_case_opened_again_counts_its_age_from_there(world: World, as_: Signed) -> None:
    public_id = closed(world)
    later = world.act("nawal", after=timedelta(days=100))
    reopen_case(public_id=public_id, reason="Le paiement a disparu", **later)
    with time_machine.travel(later["at"] + timedelta(days=8), tick=False):
        text = _said(as_("karim"))
        assert "rouvert depuis" in text
        assert "déposé depuis" not in text


def test_late_elsewhere_stands_by_the_day_that_another_let_pass(world: World) -> None:
    first, second, third = filed(world), filed(world), filed(world)
    for public_id, hours in {second: 30, third: 20, first: 3}.items():
        Side.objects.filter(case__public_id=public_id, institution__slug=FEDERATION).update(
            elsewhere_due_at=NOW - timedelta(hours=hours)
        )
    # Their own day would say the contrary.
    Side.objects.filter(case__public_id=first, institution__slug=FEDERATION).update(
        sorted_at=NOW - timedelta(days=9)
    )
    scope, token, numbers = QueueScope(institution=FEDERATION), "", []
    for _page in range(3):
        found = queue_page(scope, at=NOW, shown=Shown.ELSEWHERE, token=token, size=1)
        numbers += [row.number for row in found.rows]
        token = found.next_token
    assert numbers == ["2026-000002", "2026-000003", "2026-000001"]
    assert not token


def test_the_country_s_officer_takes_a_case_over_in_one_s_own_name(
    world: World, as_: Signed
) -> None:
    public_id = filed(world)
    page = as_("yassine").get(f"/fr/mediation/dossiers/{public_id}/")
    offered = re.search(r'<option value="(\d+)"[^>]*>([^<]*)', _part(page, "transmettre_officer"))
    assert offered
    assert offered[2].replace("\xa0", " ") == "À votre nom : reprendre ce dossier"
    given = {"officer": offered[1], "text": "Salma est débordée"}
    as_("yassine").post(f"/fr/mediation/dossiers/{public_id}/actes/transmettre/", given)
    side = Side.objects.get(case__public_id=public_id, institution__slug=FUND)
    assert side.case_officer_id == world.posts["yassine"]
    assert "Aucun dossier à votre nom" not in _said(as_("yassine"))


def test_who_takes_a_case_routed_to_a_colleague_has_it_under_their_own_name(
    world: World, as_: Signed
) -> None:
    public_id = filed(world)
    post = world.posts["zineb"]
    CaseOfficer.objects.filter(pk=post).delete()
    case = f"/fr/mediation/dossiers/{public_id}/"
    side = Side.objects.get(case__public_id=public_id, institution__slug=FEDERATION)
    assert side.case_officer_id == world.posts["hind"]
    page = as_("zineb").get(case)
    assert "Prendre le dossier en charge à votre nom" in page.content.decode()
    offered = re.search(r'<option value="(p\d+)"[^>]*>([^<]*)', _part(page, "transmettre_officer"))
    assert offered, "who has no post finds the case to take over all the same"
    assert "reprendre ce dossier" in offered[2]
    as_("zineb").post(f"{case}actes/prendre/")
    side.refresh_from_db()
    assert side.case_officer is not None
    assert side.case_officer.user == world.users["zineb"]
    assert side.case_officer.substitute_for_id == world.posts["hind"], "new cases go as before"
    life = _said(as_("zineb"), case).partition("La vie du dossier 2")[2]
    assert "prend le dossier en charge Zineb" in life, "the life of the case names who took it"
    queue = as_("zineb").get("/fr/mediation/file/?qui=moi")
    assert queue.context["counts"].total == 1
    again = filed(world)
    new = Side.objects.get(case__public_id=again, institution__slug=FEDERATION)
    assert new.case_officer_id == world.posts["hind"]


def test_a_case_is_handed_to_a_colleague_who_has_no_post(world: World, as_: Signed) -> None:
    public_id = filed(world)
    CaseOfficer.objects.filter(pk=world.posts["zineb"]).delete()
    case = f"/fr/mediation/dossiers/{public_id}/"
    choice = f"p{world.users['zineb'].pk}"
    assert choice in _part(as_("hind").get(case), "transmettre_officer")
    given = {"officer": choice, "text": "Je pars en mission"}
    as_("hind").post(f"{case}actes/transmettre/", given)
    side = Side.objects.get(case__public_id=public_id, institution__slug=FEDERATION)
    assert side.case_officer is not None
    assert side.case_officer.user == world.users["zineb"]


def _part(page: Any, key: str) -> str:
    return str(page.content.decode()).split(f'id="{key}"', 1)[1]
