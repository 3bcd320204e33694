"""A question asked on a phone is answered under a minute: few words, the answer first."""

from __future__ import annotations

import re
from datetime import date
from typing import Any
from urllib.parse import urlencode

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils.html import strip_tags

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 30)
# A word read takes a quarter of a second: with taps, fields and pages, a minute is not reached.
MOST_ASKED = 75
MOST_ANSWERED = 85
LATE = {"contributions_owed": "10000", "retard": "3"}
DAYS = {"declared_days_36_months": "800", "declared_days_12_months": "270"}
LOST = DAYS | {"average_wage_36_months": "6000", "leaving_reason": "dismissal",
               "job_lost_on": "2026-11-02"}  # fmt: skip
TAKEN = {"activity_kind": "services", "annual_takings": "200000"}
PAGES = {
    "retard": LATE | {"mois": "2026-06"},
    "perte-emploi": LOST,
    "stage/maladie": {"diploma": "higher_education", "stage_signed_on": "2026-11-30"},
    "auto-entrepreneur": TAKEN,
}


@pytest.fixture(autouse=True)
def _on_a_day(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    cache.clear()
    settings.COUNTRY = "mithaq.law.morocco"
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_args: TODAY)


def _page(client: Client, page: str, facts: dict[str, str], language: str = "fr") -> str:
    response = client.get(f"/{language}/simuler/{page}/?{urlencode(facts)}")
    assert response.status_code == 200
    return response.content.decode()


def _said(html: str) -> str:
    plain = re.sub("[\u202f\u00a0]", " ", strip_tags(html)).replace("\u2060", "")
    return " ".join(plain.split())


def _seen(html: str) -> list[str]:
    """The words that nothing hides: summaries stay, what they fold and lists of choices do not."""
    bare = re.sub(r"<(select|svg|script)\b.*?</\1>", " ", html, flags=re.DOTALL)
    bare = re.sub(r"</summary>(?:(?!<details).)*?</details>", " ", bare, flags=re.DOTALL)
    bare = re.sub(r"</summary>.*?</details>", " ", bare, flags=re.DOTALL)
    return [word for word in _said(bare).split() if re.search(r"\w", word)]


def _reply(html: str) -> str:
    head = re.split(r'class="(?:reply|headline)"', html, maxsplit=1)[1]
    return head.partition("</section>")[0]


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
@pytest.mark.parametrize("page", PAGES)
def test_few_words_are_read_before_and_after_the_button(
    client: Client, page: str, language: str
) -> None:
    asked = _page(client, page, {}, language).partition("<h1")[2].partition("<button")[0]
    assert 10 < len(_seen(asked)) <= MOST_ASKED
    assert 10 < len(_seen(_reply(_page(client, page, PAGES[page], language)))) <= MOST_ANSWERED


@pytest.mark.parametrize(
    ("month", "says"),
    [
        ("2026-06", "si vous avez payé le 10 octobre 2026"),
        ("2026-10", "10 février 2027, jour à venir"),
    ],
)
def test_a_delay_that_ends_another_day_says_which(client: Client, month: str, says: str) -> None:
    reply = _reply(_page(client, "retard", LATE | {"mois": month}))
    assert says in _said(reply)
    assert ("Les taux ne changent pas d’ici là" in reply) is (month == "2026-10")
    # What is still unpaid is counted to today by one touch.
    is_gone = month == "2026-06"
    assert ("Pas encore payé" in reply) is is_gone
    for link in re.findall(r'href="([^"]*)#reponse"', reply):
        today = client.get(link.replace("&amp;", "&"))
        assert "si vous payez le 30 novembre 2026" in _said(_reply(today.content.decode()))


def test_a_plan_is_shown_as_an_example_until_a_number_is_said(client: Client) -> None:
    reply = _said(_reply(_page(client, "retard", LATE)))
    assert "Ou 11 mensualités de" in reply
    assert "(exemple)" in reply
    six = _said(_reply(_page(client, "retard", LATE | {"instalment_count": "6"})))
    assert "(exemple)" not in six
    assert "Ou 5 mensualités de" in six


def test_an_open_right_says_how_much_how_long_and_until_when_to_ask(client: Client) -> None:
    reply = _said(_reply(_page(client, "perte-emploi", LOST)))
    parts = ("Oui", "3 422,70 DH", "pendant 6 mois au plus", "au plus tard le 1er janvier 2027")
    assert [reply.index(part) for part in parts] == sorted(reply.index(part) for part in parts)


def test_a_refused_right_prepares_no_papers_and_no_days(client: Client) -> None:
    few = LOST | {"declared_days_36_months": "700", "declared_days_12_months": "200"}
    text = _said(_page(client, "perte-emploi", few))
    assert "Ce qu’il faut préparer" in _said(_page(client, "perte-emploi", LOST))
    for useless in ("Ce qu’il faut préparer", "Vos dates", "Pendant l’indemnité"):
        assert useless not in text
    assert "le compte des jours se refait" in text


def test_the_duty_is_told_both_ways_only_where_the_withheld_tax_changes_it(client: Client) -> None:
    held = _page(client, "auto-entrepreneur", TAKEN | {"client_kind": "company"})
    assert "1 560,00 DH ou 9 000,00 DH" in _said(_reply(held))
    assert "L’impôt retenu par le client compte" in _said(held.partition('id="doutes"')[2])
    free = _page(client, "auto-entrepreneur", TAKEN | {"client_kind": "private_person"})
    assert "2 280,00 DH à confirmer" in _said(_reply(free))
    doubts = free.partition('id="doutes"')[2].partition("</ul>")[0]
    assert "L’impôt retenu" not in _said(doubts)


def test_nothing_taken_says_that_no_text_settles_the_duty(client: Client) -> None:
    nothing = {"activity_kind": "services", "annual_takings": "0"}
    assert "aucun texte lu ne dit si elle est due" in _said(
        _page(client, "auto-entrepreneur", nothing)
    )
    assert "tranche la plus basse" not in _said(_page(client, "auto-entrepreneur", TAKEN))


def test_the_list_names_each_question_once(client: Client) -> None:
    page = client.get("/fr/simuler/").content.decode()
    listed = page.partition('class="questions"')[2].partition('class="at-once"')[0]
    words = re.findall(r"<a [^>]*>([^<]+)</a>", listed)
    assert len(words) == len(set(words)) == 11
    doors = re.findall(r'<a href="([^"]+)"', listed)
    assert len(doors) == len(set(doors)) == 11
    assert page.count("/fr/simuler/stage/maladie/") == 1
