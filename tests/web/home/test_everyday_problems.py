"""People's own words find the known problem that answers them, in three languages."""

from __future__ import annotations

import re

import pytest
from django.core.cache import cache
from django.test import Client

from mithaq.flows.load_catalogue import load_catalogue
from mithaq.web.home.asked import BINDING, known_problems
from mithaq.web.home.everyday_problems import EVERYDAY_PROBLEMS, problems_meant
from tests.conftest import AT

TYPED = [
    ("accès télédéclaration", "e-filing-access"), ("perte accès Damancom", "e-filing-access"),
    ("mot de passe perdu portail", "e-filing-access"), ("fichier BDS rejeté", "e-filing-file"),
    ("payé mais affiché impayé", "paid-shown-unpaid"), ("prélèvement refusé", "debit-refused"),
    ("attestation pour marché public", "good-standing"),
    ("jours manquants retraite", "career-gap"), ("ATD compte bloqué", "third-party-notice"),
    ("indemnités maladie bloquées", "sick-pay-blocked"),
    ("فقدان الولوج إلى ضمانكم", "e-filing-access"), ("أيام ناقصة معاش", "career-gap"),
    ("اقتطاع مرفوض", "debit-refused"), ("شهادة صفقة عمومية", "good-standing"),
    ("lost e-filing access", "e-filing-access"), ("pension missing days", "career-gap"),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "code"), TYPED)
def test_everyday_words_mean_a_known_problem(typed: str, code: str) -> None:
    assert problems_meant(typed, binding=BINDING)[:1] == [code]


@pytest.mark.parametrize("typed", ["", "de la", "convention Izdihar 2021", "6 000 emplois"])
def test_other_words_mean_none(typed: str) -> None:
    assert problems_meant(typed, binding=BINDING) == []


@pytest.mark.django_db
def test_the_search_leads_to_the_answer_first(client: Client) -> None:
    cache.clear()
    load_catalogue(at=AT)
    assert {row.code for row in known_problems()} == EVERYDAY_PROBLEMS.keys()
    for typed in ("accès télédéclaration", "perte accès Damancom"):
        for language in ("fr", "ar", "en"):
            text = client.get(f"/{language}/recherche/", {"q": typed}).content.decode()
            first = re.search(r'class="hits"><li><a href="([^"]+)"', text)
            assert first is not None, typed
            assert "e-filing-access" in first[1]
