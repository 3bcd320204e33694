"""What a company is told before it answers: what follows terms, what a short list is worth."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any, cast

import pytest
from django.template.loader import render_to_string
from django.test import Client

from mithaq.apps.corridor import operations
from mithaq.apps.corridor.models import Outcome
from mithaq.web.corridor import scoreboard
from tests.apps.corridor.world import OTHER, World, closed, taken
from tests.browser.walk import readable

pytestmark = pytest.mark.django_db
Signed = Callable[[str], Client]
BOARD = "/fr/mediation/tableau/"


def test_terms_say_what_follows_each_answer(world: World, as_: Signed) -> None:
    key = taken(world)
    operations.make_proposal(public_id=key, terms="Deux mois.", **world.act("karim"))
    pages = {
        "nawal": f"/fr/mediation/mes-dossiers/{key}/",
        "karim": f"/fr/mediation/dossiers/{key}/",
    }
    for name, address in pages.items():
        told = readable(as_(name).get(address).content.decode())
        assert "ces termes deviennent un accord, mot pour mot" in told, name
        assert "Si l’une refuse, le dossier reste ouvert" in told, name
        assert "D’autres termes remplacent ceux-ci" in told, name


def test_a_list_of_a_few_cases_says_so_and_gives_the_published_number(
    world: World, as_: Signed
) -> None:
    for _time in range(12):
        closed(world)
    closed(world, by="omar", company=OTHER)
    ends = Outcome.objects.order_by("pk").values_list("pk", flat=True)
    Outcome.objects.update(is_within_norm=True)
    Outcome.objects.filter(pk__in=list(ends[:5])).update(is_within_norm=False)
    page = as_("omar").get(BOARD)
    few = readable(as_("omar").get(page.context["whole"].closed_url).content.decode())
    assert "Le calcul, sur 1 dossier qui vous est montré seulement" in few
    assert "prenez le nombre publié, tous motifs et toutes régions : 13 clôtures" in few
    assert "8 sur 13" in few
    whole = readable(as_("leila").get(page.context["whole"].closed_url).content.decode())
    assert "Le calcul, sur tous les dossiers comptés" in whole
    assert "Pour comparer" not in whole
    assert "Une famille dans une seule région n’est pas publiée" in readable(page.content.decode())


def test_a_share_masked_says_why_and_which_number_is_published() -> None:
    cell = {"within_norm_percent": None, "is_without_promise": False}
    row = {**cell, "closed": SimpleNamespace(value=7), "family": "debt", "region": ""}
    found = cast("Any", SimpleNamespace(cells=[SimpleNamespace(**row)]))
    assert scoreboard._masked(found) == {"family": True, "region": False}
    whole = {"within": "72 %", "within_of": "18 sur 25"}
    given = {"lines": [], "whole": whole, "title": "Par famille", "anchor": "familles"}
    page = render_to_string("corridor/score_lines.html", {**given, "hides": True})
    assert "par soustraction" in page
    assert ", 18 sur 25." in page
    assert "par soustraction" not in render_to_string("corridor/score_lines.html", given)
