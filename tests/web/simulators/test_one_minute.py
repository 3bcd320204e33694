"""Questions answered in a minute on a phone: few words to read, and none of the truth left out."""

from __future__ import annotations

import re
from html import unescape
from typing import Any
from urllib.parse import urlencode

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils.html import strip_tags

from mithaq.web.shell.typography import WORD
from mithaq.web.simulators.inside import inside

pytestmark = pytest.mark.django_db
FIRM = {"employer_form": "company", "employer_created_on": "2025-03-15"}
HIRE = {
    "gross": "6000", "employer_created_on": "2025-03-15", "diploma": "baccalaureate",
    "hire_date": "2026-11-30", "contract_kind": "permanent", "employer_form": "company",
}  # fmt: skip
FOLDED = re.compile(
    r"(<details(?![^>]* open)[^>]*>.*?<summary.*?</summary>).*?</details>", re.DOTALL
)
UNSEEN = re.compile(r'<(span|caption) class="unseen">.*?</\1>|<option(?![^>]*selected).*?</option>')


@pytest.fixture(autouse=True)
def _morocco(settings: Any) -> None:
    cache.clear()
    settings.COUNTRY = "mithaq.law.morocco"


def _page(client: Client, page: str, facts: dict[str, str], language: str = "fr") -> str:
    response = client.get(f"/{language}/simuler/{page}/?{urlencode(facts)}")
    assert response.status_code == 200
    return response.content.decode()


def _plain(html: str) -> str:
    for mark in (WORD, "\u202f", "\u00a0"):
        html = html.replace(mark, " ")
    return " ".join(unescape(strip_tags(html.replace("<", " <"))).split())


def _words(html: str) -> int:
    """The words that a person reads without opening anything; a number is one."""
    seen = UNSEEN.sub("", FOLDED.sub(r"\1", html))
    text = re.sub(r"(?<=\d) (?=\d{3}\b)", "", _plain(seen))
    return len([word for word in text.split() if re.search(r"\w", word)])


@pytest.mark.parametrize("language", ["fr", "ar"])
@pytest.mark.parametrize(
    ("page", "facts", "in_form", "in_answer"),
    [
        ("embauche", HIRE, 30, 95),
        ("tahfiz", FIRM, 40, 70),
        ("stage", {"stage_signed_on": "2026-11-30", "employer_form": "company"}, 35, 80),
        ("premier-emploi", {"gross": "6000", "age": "25", "hire_date": "2026-11-30"}, 40, 75),
    ],
    ids=["hire", "tahfiz", "internship", "first job"],
)
def test_a_form_and_its_answer_take_few_words(
    client: Client, language: str, page: str, facts: dict[str, str], in_form: int, in_answer: int
) -> None:
    empty = _page(client, page, {}, language)
    asked = empty.partition("<h1")[2].partition("</form>")[0]
    assert _words(f"<h1{asked}") <= in_form
    told = _page(client, page, facts, language)
    answer = told.partition('<h1 id="reponse"')[2].partition("</section>")[0]
    assert _words(f"<h1{answer}") <= in_answer


def test_each_cost_has_a_bar_on_the_scale_of_the_hire_without_measures(client: Client) -> None:
    rows = _page(client, "embauche", HIRE).partition('class="sums costs"')[2].split("<tbody")[1:]
    widths = [
        [float(width) for width in re.findall(r'width="([\d.]+)%" height="8" class', row)]
        for row in rows
    ]
    bare, tahfiz = widths[:2]
    assert bare == [100]
    assert len(tahfiz) == 3  # paid, in doubt, saved
    assert sum(tahfiz) == pytest.approx(100, abs=0.1)
    assert tahfiz[0] == pytest.approx(100 * 6000 / 7265.4, abs=0.1)


def test_the_last_day_to_hire_may_be_counted_one_day_earlier(client: Client) -> None:
    text = _plain(_page(client, "tahfiz", FIRM))
    head = text.partition("Dernier jour pour embaucher")[2]
    assert head.startswith(" 15 mars 2027 , le calcul peut-être le 14 mars 2027")
    assert "Si le premier jour est compté, le délai finit la veille" in text


def test_the_hire_says_the_same_doubt_of_that_day(client: Client) -> None:
    places = (
        _page(client, "embauche", HIRE).partition('id="t-places"')[2].partition("</section>")[0]
    )
    assert "15 mars 2027 (ou la veille : à confirmer)" in _plain(places)


def test_what_no_longer_matters_after_a_no_is_not_shown(client: Client) -> None:
    refused = _page(client, "tahfiz", FIRM | {"employer_created_on": "2011-06-10"})
    assert "verdict is-unmet" in refused
    assert 'id="t-ensuite"' not in refused
    assert 'id="t-ensuite"' in _page(client, "tahfiz", FIRM)


def test_what_a_diploma_decides_is_told_for_each_while_it_is_unknown(client: Client) -> None:
    asked = {"stage_signed_on": "2026-11-30", "employer_form": "company"}
    html = _page(client, "stage", asked)
    head = _plain(html.partition('class="headline"')[2].partition("</section>")[0])
    assert "Durée du stage au plus 24 mois ≈ à confirmer sans diplôme : 12 mois" in head
    assert "sans diplôme : 1 937,44 DH" in head
    # What the end asks needs no diploma.
    assert "À la fin du stage, vous devrez embaucher 60 % de vos stagiaires." in head
    assert "Sinon : l’impôt non payé est réclamé." in head
    # A yes is not followed by a doubt on itself.
    assert "On ne peut pas décider" not in html
    known = _page(client, "stage", asked | {"diploma": "no_diploma"})
    told = _plain(known.partition('class="headline"')[2].partition("</section>")[0])
    assert "Durée du stage au plus 12 mois" in told
    assert "1 937,44 DH" in told


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("La personne est inscrite", "la personne est inscrite"),
        ("L’employeur est de droit privé", "l’employeur est de droit privé"),
        ("Tahfiz est ouvert", "Tahfiz est ouvert"),
        ("CNSS", "CNSS"),
        ("À la fin", "à la fin"),
        ("الشخص مسجل", "الشخص مسجل"),
        ("", ""),
    ],
)
def test_a_sentence_inside_another_keeps_the_capital_of_a_name_only(text: str, read: str) -> None:
    assert inside(text) == read
