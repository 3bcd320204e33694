"""What nobody typed: said as such, never kept as an answer, and never the reason of a no."""

from __future__ import annotations

import re
from datetime import date
from html import unescape
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils.html import strip_tags

from mithaq.web.shell.typography import WORD
from mithaq.web.simulators.hire.forms import HireForm
from mithaq.web.simulators.questions.tahfiz import TahfizForm

pytestmark = pytest.mark.django_db
OLD = {"employer_form": "company", "employer_created_on": "2024-06-10"}
HIRE = {"gross": "4500", "hire_date": "2026-11-29", "contract_kind": "permanent"}
NOTHING = "Rien de ce que vous pouvez changer"
ON_CREATION = "L’exploitation a commencé le jour de la création"


@pytest.fixture(autouse=True)
def _morocco(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    cache.clear()
    settings.COUNTRY = "mithaq.law.morocco"
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_: date(2026, 11, 29))


def _page(client: Client, page: str, facts: dict[str, Any], language: str = "fr") -> str:
    response = client.get(f"/{language}/simuler/{page}/?{urlencode(facts, doseq=True)}")
    assert response.status_code == 200
    return response.content.decode()


def _text(html: str) -> str:
    for mark in (WORD, "\u202f", "\u00a0"):
        html = html.replace(mark, " ")
    return " ".join(strip_tags(html.replace("<", " <")).split())


def test_a_creation_that_changes_carries_no_start_of_operation(client: Client) -> None:
    first = HireForm(HIRE | OLD | {"employer_created_on": "2025-03-10"})
    assert first.is_valid(), first.errors
    assert first.facts["employer_operating_since"] == "2025-03-10"
    assert first.filled == {"employer_operating_since", "hire_rank", "dependants"}
    assert not {*first.filled} & first.kept.keys()
    # Only the creation changes, in the form as « Modifier la situation » fills it.
    shown = _page(client, "embauche", {**first.kept, "modifier": "1"})
    field = shown.partition('name="employer_operating_since"')[2].partition(">")[0]
    assert "value" not in field
    html = _page(client, "embauche", {**first.kept, "employer_created_on": "2024-03-10"})
    text = _text(html)
    assert "exploitation depuis" not in text
    assert "10 mars 2027" not in text
    assert "sauf si l’exploitation a commencé le 29 novembre 2024 ou après" in text


def test_the_hire_says_what_it_supposes_and_what_was_typed(client: Client) -> None:
    young = HIRE | OLD | {"employer_created_on": "2025-03-10"}
    text = _text(_page(client, "embauche", young))
    assert ON_CREATION in text
    assert "C’est votre premier salarié aidé par Tahfiz" in text
    typed = young | {"employer_operating_since": "2025-04-01", "hire_rank": "2"}
    text = _text(_page(client, "embauche", typed))
    assert ON_CREATION not in text
    assert "exploitation depuis le 1 avril 2025" in text.replace("1er", "1")
    assert "premier salarié aidé" not in text
    # On paper as on the page.
    paper = client.get(f"/fr/simuler/embauche/calcul.pdf?{urlencode(young)}")
    assert paper.status_code == 200


@pytest.mark.parametrize("page", ["tahfiz", "embauche"])
def test_a_no_that_hangs_on_an_assumption_is_a_question(client: Client, page: str) -> None:
    """Created too long ago, unless it started to operate later: the day is the last that counts."""
    facts = OLD | (HIRE if page == "embauche" else {})
    html = _page(client, page, facts)
    text = _text(html)
    asked = "on, sauf si l’exploitation a commencé le 29 novembre 2024 ou après"
    assert f"{'N' if page == 'tahfiz' else 'Tahfiz : n'}{asked}" in text
    assert asked in text
    assert text.count(NOTHING) == 0 if page == "tahfiz" else NOTHING not in text.partition("Tahfiz")
    assert 'type="date" id="sauf" name="employer_operating_since"' in html
    assert ON_CREATION not in text
    # One day earlier it is a no indeed, and on that day a yes.
    before = _text(_page(client, page, facts | {"employer_operating_since": "2024-11-28"}))
    assert asked not in before
    after = _text(_page(client, page, facts | {"employer_operating_since": "2024-11-29"}))
    assert asked not in after
    if page == "tahfiz":
        assert "Non. Ce qui n’est pas rempli" in before
        assert "Oui : vous pouvez embaucher avec Tahfiz" in after


def test_a_no_that_hangs_on_nothing_stays_a_no(client: Client) -> None:
    """Founded out of the window: no start of operation opens Tahfiz."""
    text = _text(_page(client, "tahfiz", OLD | {"employer_created_on": "2011-06-10"}))
    assert "Non. Ce qui n’est pas rempli" in text
    assert "sauf si" not in text


def test_places_are_told_with_what_they_suppose_and_not_without_a_day(client: Client) -> None:
    text = _text(_page(client, "tahfiz", OLD | {"employer_created_on": "2025-03-10"}))
    assert "Salariés que vous pouvez encore embaucher 10" in text
    assert "Aucun salarié n’a encore été embauché avec Tahfiz" in text
    assert ON_CREATION in text
    empty = _text(_page(client, "tahfiz", {"employer_form": "company"}))
    assert "Salariés que vous pouvez encore embaucher" not in empty
    helped = TahfizForm(OLD | {"tahfiz_supported_count": "3"})
    assert helped.is_valid(), helped.errors
    assert helped.onward["hire_rank"] == 4


def test_tahfiz_leads_to_the_hire_with_what_was_typed_only(client: Client) -> None:
    html = _page(client, "tahfiz", OLD | {"employer_created_on": "2025-03-10"})
    way = html.partition('class="button second" href="')[2].partition('"')[0]
    carried = parse_qs(urlsplit(way.replace("&amp;", "&")).query)
    assert {*carried} == {"employer_form", "employer_created_on", "modifier"}
    # A start of operation that was typed is not carried in a closed fold.
    typed = OLD | {"employer_operating_since": "2025-02-01", "modifier": "1"}
    form = _page(client, "embauche", typed)
    assert '<details class="ask-folded" open>' in form


JOB = {"hire_date": "2026-11-29", "age": "25"}


def test_a_first_job_says_the_last_day_to_sign_and_what_it_supposes(client: Client) -> None:
    text = _text(_page(client, "premier-emploi", JOB | {"gross": "9000"}))
    verdict = "En CDI, pas d’impôt : votre salaire est exonéré."
    told = "À condition que le contrat soit signé au plus tard le 31 décembre 2026."
    assert text.partition(verdict)[2].strip().startswith(told)
    assert "Un contrat à durée indéterminée Votre employeur est une société" in text
    assert "Fin de l’exonération" in text
    # Where no tax is due, there is no exemption to sign for, nor an end to it.
    low = _text(_page(client, "premier-emploi", JOB | {"gross": "4500"}))
    assert "Pas d’impôt sur ce salaire, avec ou sans l’exonération" in low
    assert "Fin de l’exonération" not in low
    assert told not in low
    old = _text(_page(client, "premier-emploi", JOB | {"gross": "9000", "age": "40"}, "ar"))
    assert "شروط الإعفاء غير المستوفاة" in old
    assert "ما ينقص للاستفادة" not in old


def test_an_intern_is_led_to_the_page_of_the_internship(client: Client) -> None:
    asked = JOB | {"gross": "4500", "contract_kind": "internship"}
    html = _page(client, "premier-emploi", asked)
    assert 'href="/fr/simuler/stage/"' in html
    assert "Net par mois" not in _text(html)


def test_what_is_to_be_confirmed_is_marked_wherever_its_amount_stands(client: Client) -> None:
    facts = HIRE | {"employer_created_on": "2025-03-10", "employer_form": "company",
                    "depart": "14"}  # fmt: skip
    html = _page(client, "embauche", facts)
    costs = _text(html.partition('class="sums costs"')[2].partition("</table>")[0])
    assert "jusqu’à 4 684,95 DH, à confirmer" in costs
    assert "jusqu’à 4 684,95 DH : 184,95 DH à confirmer" in _text(html)
    leaves = _text(html.partition('id="t-depart"')[2].partition("</section>")[0])
    assert "14 mois votre question 13 286,70 dont 2 589,30 à confirmer" in leaves
    above = html.partition('id="t-salaire"')[2].partition("</table>")[0]
    rows = _text(above.partition("<tbody>")[2])
    assert "10 001,00" in rows
    assert "4 500,00" not in rows
    assert "10 000,00" not in rows
    assert "est compté entier" in _text(html)
    assert "est compté entier" not in _text(
        _page(client, "embauche", facts | {"hire_date": "2026-12-01"})
    )


def test_measures_are_counted_once_and_a_useless_one_asks_nothing(client: Client) -> None:
    html = _page(client, "embauche", HIRE | {"employer_created_on": "2025-03-10"})
    counts = re.findall(r"(\d+) mesures? à compléter ou non ouvertes?", _text(html))
    assert len(counts) == 2
    assert len(set(counts)) == 1
    useless = html.partition("Exonération du premier recrutement")[2].partition("</tbody>")[0]
    assert "rien à gagner" in useless
    assert "Il reste à savoir" not in useless


def test_the_ten_questions_stand_first_in_a_few_words(client: Client) -> None:
    for language in ("fr", "ar"):
        for page in ("", "simuler/"):
            html = client.get(f"/{language}/{page}").content.decode()
            told = html.partition('<nav class="ten"')[2].partition("</nav>")[0]
            asked = re.findall(r"<a href=\"([^\"]+)\">([^<]+)</a>", told)
            assert len(asked) == 10
            words = [re.findall(r"\w+(?:[’-]\w+)*", _text(text)) for _url, text in asked]
            assert max(len(found) for found in words) <= 6
            assert all(
                client.get(url.partition("#")[0]).status_code == 200 for url, _text_ in asked
            )
            assert html.index('<nav class="ten"') - html.index("</h1>") < 200


def test_tahfiz_computes_a_leave_as_the_hire_does(client: Client) -> None:
    created = OLD | {"employer_created_on": "2025-03-10"}
    html = _page(client, "tahfiz", created)
    form = html.partition('id="t-ensuite"')[2].partition("</form>")[0]
    sent = dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]+)"', form))
    assert sent == created
    assert 'name="gross"' in form
    assert 'name="depart"' in form
    answered = _page(client, "tahfiz", sent | {"gross": "4500", "depart": "14"})
    told = _text(answered.partition('id="t-chiffres"')[2].partition("</section>")[0])
    assert "Si elle part à la fin du mois 14, l’État a payé 13 286,70 DH dont 2 589,30" in told
    # The answer of the question itself stays, and the way to the whole hire gives the same.
    assert "Oui : vous pouvez embaucher avec Tahfiz" in _text(answered)
    way = answered.partition('id="t-chiffres"')[2].partition('href="')[2].partition('"')[0]
    whole = _text(client.get(way.replace("&amp;", "&")).content.decode())
    assert "14 mois votre question 13 286,70 dont 2 589,30 à confirmer" in whole


@pytest.mark.parametrize("facts", [{}, {"employer_created_on": "2025-03-10"}])
def test_a_raise_and_a_leave_are_answered_under_the_boxes_of_tahfiz(
    client: Client, facts: dict[str, str]
) -> None:
    """The same figures, and the same part in doubt, with and without a day of creation."""
    asked = facts | {"gross": "9500", "depart": "14"}
    html = _page(client, "tahfiz", asked)
    told = _text(html.partition('id="t-chiffres"')[2].partition("</section>")[0])
    for said in (
        "Nous supposons que Tahfiz est ouvert",
        "9 500,00 1 689,25 peut-être 390,45 à votre charge, à confirmer",
        "lecture de l’ANAPEC 11 750,92 0,00",
        "lecture de la CNSS 10 001,00 1 749,92 peut-être 411,04 à votre charge, à confirmer",
        "23 649,50 DH dont 5 466,30 à confirmer",
        "Il ne paiera pas 16 892,50 DH dont 3 904,50 à confirmer",
    ):
        assert said in told, said
    hire = _page(client, "embauche", HIRE | asked)
    costs = _text(hire.partition('class="sums costs"')[2].partition("</table>")[0])
    assert "jusqu’à 9 890,45 DH, à confirmer" in costs
    leaves = _text(hire.partition('id="t-depart"')[2].partition("</section>")[0])
    assert "23 649,50 dont 5 466,30 à confirmer" in leaves
    raised = _text(hire.partition('id="t-salaire"')[2].partition("</section>")[0])
    assert "CNSS 10 001,00 peut-être 411,04 de plus, à confirmer" in raised


@pytest.mark.parametrize(("typed", "kept"), [("4567,89", "4567.89"), ("9500", "9500")])
def test_the_way_to_the_whole_hire_keeps_the_wage_to_the_centime(
    client: Client, typed: str, kept: str
) -> None:
    html = _page(client, "tahfiz", {"gross": typed})
    told = html.partition('id="t-chiffres"')[2]
    way = told.partition("/simuler/embauche/?")[2].partition('"')[0]
    assert parse_qs(unescape(way))["gross"] == [kept]


def test_the_boxes_of_tahfiz_say_what_is_wrong(client: Client) -> None:
    response = client.get("/fr/simuler/tahfiz/?gross=abc&depart=99")
    assert response.status_code == 422
    wrong = response.content.decode()
    assert 'id="brut_error"' in wrong
    assert 'id="depart_error"' in wrong
    over = _text(_page(client, "tahfiz", {"gross": "12000", "depart": "14"}))
    assert "un départ n’y change rien" in over
    assert "S’il passe à 12 000,00" in over
    assert "Si elle part à la fin" not in over
