"""What a reader sees: rates with their decimals, codes in words, no markup, ways to simulators."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import translation
from django.utils.html import strip_tags

from mithaq.apps.programmes import queries
from mithaq.apps.programmes.models import Scheme
from mithaq.engines.rules._say import say_rate
from mithaq.web.programmes.values import quantity_words
from mithaq.web.shell.typography import set_text

pytestmark = pytest.mark.django_db
SELF_EMPLOYED = "/fr/simuler/auto-entrepreneur/?activity_kind=services&annual_takings=150000"


@pytest.fixture(autouse=True)
def _morocco(settings: Any) -> None:
    cache.clear()
    settings.COUNTRY = "mithaq.law.morocco"


@pytest.fixture
def schemes() -> None:
    """Three schemes of the law of Morocco."""
    named = {"tahfiz": "Tahfiz", "insertion_contract": "Idmaj", "job_loss": "Perte d’emploi"}
    for rank, (law, label) in enumerate(named.items()):
        Scheme.objects.create(
            code=law.replace("_", "-"), law_name=law, rank=rank, family="hiring", is_exercise=False,
            label_fr=label, label_ar=label, label_en=label,
        )  # fmt: skip


@pytest.mark.parametrize(
    ("rate", "said"),
    [(0.0226, "2,26"), (0.0793, "7,93"), (0.0898, "8,98"), (0.005, "0,5"), (0.1, "10"),
     (0.012345, "1,2345")],
)  # fmt: skip
def test_a_rate_keeps_its_decimals(rate: float, said: str) -> None:
    with translation.override("fr"):
        assert quantity_words(rate, "ratio") == f"{said}\u202f%"
    assert say_rate(rate, "fr") == f"{said}\u202f%"


def test_a_first_of_the_month_is_no_markup_in_conditions(client: Client) -> None:
    asked = "job_lost_on=2026-11-01&leaving_reason=dismissal&declared_days_36_months=800"
    text = client.get(f"/fr/simuler/perte-emploi/?{asked}").content.decode()
    assert "1<sup>er</sup>" in text
    assert "&lt;sup" not in text


@pytest.mark.parametrize(
    ("code", "words", "bare"),
    [
        ("tahfiz", "Le portail refuse l’embauche", "not_registrable"),
        ("tahfiz", "La part de l’employeur reste prise en charge", "employer_share_still_covered"),
        ("tahfiz", "prestations à court terme", "short_term"),
        ("insertion-contract", "Tout l’avantage est perdu", "lose_all"),
    ],
)
def test_codes_of_the_law_are_said_in_words(
    schemes: None, client: Client, code: str, words: str, bare: str
) -> None:
    text = client.get(f"/fr/programmes/{code}/").content.decode()
    assert set_text(words) in text
    assert bare not in text


def test_a_reading_that_is_a_truth_is_said_yes_or_no(schemes: None, client: Client) -> None:
    text = client.get("/fr/programmes/insertion-contract/").content.decode()
    assert "autre lecture" in text
    assert ">True<" not in text
    assert " True" not in text


@pytest.mark.parametrize(
    ("code", "page"),
    [("tahfiz", "embauche"), ("insertion-contract", "stage"), ("job-loss", "perte-emploi")],
)
def test_a_scheme_leads_to_its_simulator(
    schemes: None, client: Client, code: str, page: str
) -> None:
    text = client.get(f"/fr/programmes/{code}/").content.decode()
    assert f'class="button" href="/fr/simuler/{page}/"' in text


@pytest.mark.parametrize(
    ("typed", "code", "page"),
    [
        ("stagiaire", "insertion-contract", "stage"),
        ("Tahfiz", "tahfiz", "embauche"),
        ("embauche", "tahfiz", "embauche"),
        ("perte d'emploi", "job-loss", "perte-emploi"),
    ],
)
def test_the_box_finds_the_programme_and_its_simulator(
    schemes: None, client: Client, typed: str, code: str, page: str
) -> None:
    text = client.get("/fr/recherche/", {"q": typed}).content.decode()
    found = text.partition('class="hits"')[2]
    assert f'href="/fr/programmes/{code}/"' in found
    assert f'href="/fr/simuler/{page}/"' in found


def test_an_unsaid_client_gives_both_results(client: Client) -> None:
    text = client.get(SELF_EMPLOYED).content.decode()
    assert "1\u202f500,00" in text
    assert "21\u202f800,00" in text
    form = client.get("/fr/simuler/auto-entrepreneur/").content.decode()
    assert "facultatif" not in form.partition('<form method="get" class="form"')[2]


@pytest.mark.parametrize(
    ("client_said", "lack", "unsaid"),
    [
        ({"client_takings": "100000"}, "Dites ce qu’est ce client", "combien vous paie"),
        ({"client_kind": "company"}, "Compté pour un seul client", "ce qu’est ce client"),
        ({}, "Dites ce qu’est ce client", "combien vous paie"),
    ],
)  # fmt: skip
def test_a_client_half_told_is_asked_the_other_half(
    client: Client, client_said: dict[str, str], lack: str, unsaid: str
) -> None:
    text = client.get(f"{SELF_EMPLOYED}&{urlencode(client_said)}").content.decode()
    reply = text.partition('class="reply"')[2].partition("</section>")[0]
    assert lack in reply
    assert unsaid not in reply


def test_a_single_client_is_one_answer_from_three_questions(client: Client) -> None:
    text = client.get(f"{SELF_EMPLOYED}&client_kind=company").content.decode()
    reply = text.partition('class="reply"')[2].partition("</section>")[0]
    amounts = reply.partition('class="reply-amount"')[2]
    assert amounts.startswith(">21\u202f800,00")
    assert 'class="reply-amount"' not in amounts
    # Who pays what stands right under the total; what is not published after it, once.
    assert "Vous payez <b>800,00" in amounts.replace("\u202f", " ")
    assert "30 % de ce qui dépasse 80 000,00" in strip_tags(amounts).replace("\u202f", " ")
    health, pension = amounts.index("Assurance maladie"), amounts.index("Retraite")
    assert amounts.index("client retient") < health < pension
    assert reply.count("non publiée") == 1
    # 800 dirhams of the person's own tax stand in the second band: 1,560 a year.
    assert "1 560,00" in strip_tags(amounts[health:pension]).replace("\u202f", " ")
    form = client.get("/fr/simuler/auto-entrepreneur/").content.decode()
    asked = form.partition('class="form"')[2]
    assert asked.index("client_kind") < asked.index("<details") < asked.index("client_takings")


def test_a_client_who_may_withhold_gives_both_results(client: Client) -> None:
    found = queries.self_employment_tax(
        {"activity_kind": "services", "annual_takings": "150000", "client_takings": "100000"},
        on=queries.job_loss_since().replace(year=2026),
    )
    assert found.in_all_centimes is None
    assert found.spread_centimes == 150_000
    assert found.most_centimes is not None
    assert found.most_centimes > found.spread_centimes


def test_a_measure_without_edition_is_not_said_to_be_in_force(
    schemes: None, client: Client
) -> None:
    text = client.get("/fr/programmes/job-loss/").content.decode()
    assert "s’applique par la loi, sans ouverture ni clôture" not in text
    assert "mot à mot" not in text
    assert "Dates dans la loi" in text
