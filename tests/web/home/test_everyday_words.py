"""People's own words find the simulator that answers them, first."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from mithaq.web.home.everyday import EVERYDAY
from mithaq.web.simulators.views import QUESTIONS

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _morocco(settings: Any) -> None:
    cache.clear()
    settings.COUNTRY = "mithaq.law.morocco"


@pytest.mark.parametrize(
    ("typed", "page"),
    [
        ("chômage", "perte-emploi"), ("licenciement", "perte-emploi"),
        ("j’ai perdu mon emploi", "perte-emploi"), ("IPE", "perte-emploi"),
        ("AMO", "stage/maladie"),
        ("stagiaire maladie", "stage/maladie"), ("impôt premier emploi", "premier-emploi"),
        ("auto-entrepreneur", "auto-entrepreneur"), ("retard CNSS", "retard"),
        ("stagiaire", "stage"), ("التعويض عن فقدان الشغل", "perte-emploi"),
        ("بطالة", "perte-emploi"), ("طرد", "perte-emploi"), ("تدريب", "stage"),
        ("تحفيز", "tahfiz"), ("ضريبة", "premier-emploi"), ("مقاول ذاتي", "auto-entrepreneur"),
        ("تأخر الاشتراكات", "retard"), ("unemployment", "perte-emploi"),
    ],
)  # fmt: skip
def test_everyday_words_find_the_right_simulator_first(
    client: Client, typed: str, page: str
) -> None:
    for language in ("fr", "ar"):
        text = client.get(f"/{language}/recherche/", {"q": typed}).content.decode()
        first = re.search(r'class="hits"><li><a href="([^"]+)"', text)
        assert first is not None, typed
        assert first[1] == f"/{language}/simuler/{page}/"


def test_every_page_of_everyday_words_is_a_question() -> None:
    assert EVERYDAY.keys() <= {item.page for item in QUESTIONS}
