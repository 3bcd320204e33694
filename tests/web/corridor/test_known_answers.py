"""A known answer says the rule and its source, or that none was read; its days are the law's."""

from __future__ import annotations

from datetime import date
from html import unescape
from typing import Any, ClassVar

import pytest
from django.test import Client

from mithaq.apps.corridor.models import CaseSubject
from mithaq.apps.corridor.operations import load_corridors, read_catalogue, read_corridors
from mithaq.apps.corridor.queries.corridors import catalogue, subject
from mithaq.apps.corridor.queries.stated import stated
from mithaq.apps.organisations.operations import OrganisationDraft, create_organisation
from mithaq.apps.programmes.queries import law_in_force
from mithaq.base.calendar_words import day_in
from mithaq.base.errors import Refusal
from mithaq.base.text import Labels
from mithaq.engines.rules import DatedParameter, DatedValue
from mithaq.flows.load_catalogue import load_catalogue
from tests.conftest import AT

pytestmark = pytest.mark.django_db
ADDRESS = "/{}/mediation/motifs/{}/"
TODAY = date(2026, 11, 30)
OPENS, CLOSES = date(2023, 11, 7), date(2025, 1, 15)


def _dated(unit: str, values: dict[date, float | None]) -> DatedParameter:
    """A number of an invented law, by the day on which each value begins."""
    history = tuple(DatedValue(since, value) for since, value in values.items())
    label = Labels("Essai")
    return DatedParameter(path="a", scheme="a", label=label, unit=unit, history=history)


@pytest.fixture(autouse=True)
def _published(settings: Any) -> None:
    settings.COUNTRY = "mithaq.law.morocco"
    load_catalogue(at=AT)


def _page(client: Client, code: str, language: str = "fr") -> str:
    text = unescape(client.get(ADDRESS.format(language, code)).content.decode())
    for sign in "\u202f\u00a0":
        text = text.replace(sign, " ")
    return text.replace("\u2066", "").replace("\u2069", "")


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_the_days_of_a_waiver_are_those_of_the_law(client: Client, language: str) -> None:
    parameter = law_in_force().parameters["settlements.of_2023.closes_on"]
    assert (parameter.history[0].since, parameter.history[-1].value) == (OPENS, CLOSES)
    page = _page(client, "settlement", language)
    rule = page.partition('class="rule"')[2].partition("</p>")[0]
    assert day_in(language, OPENS) in rule
    assert day_in(language, CLOSES) in rule
    for share in (60, 90, 50, 80, 40, 70):
        assert f"{share}{' ' if language == 'fr' else ''}%" in rule
    assert "{" not in rule


def test_no_known_answer_names_a_value_that_the_law_has_not() -> None:
    for family in catalogue():
        for item in family.subjects:
            assert bool(stated(item.norm, on=TODAY)) == bool(item.norm), item.code
    assert not stated(Labels("Au plus {settlements.no_such_thing} mois"), on=TODAY)
    assert not stated(Labels("Au plus", "", "At most {settlements.no_such_thing}"), on=TODAY)


class _Invented:
    """A law of two values, one of which changes and then falls silent."""

    parameters: ClassVar = {
        "a.rate": _dated("ratio", {date(2024, 1, 1): 0.125, date(2025, 1, 1): 0.1,
                                   date(2026, 1, 1): None}),
        "a.cap": _dated("count", {date(2024, 1, 1): 1234.5}),
    }  # fmt: skip


def test_a_known_answer_says_the_law_of_its_day_with_every_decimal(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("mithaq.apps.corridor.queries.stated.law_in_force", _Invented)
    text = Labels("Taux {a.rate}, plafond {a.cap}", "{a.rate} {a.cap}", "{a.rate} {a.cap}")
    first = stated(text, on=date(2024, 6, 1))
    assert first.fr.replace("\u202f", " ") == "Taux 12,5 %, plafond 1 234,5"
    assert first.of("ar").replace("\u202f", " ") == "12,5% 1 234,5"
    assert first.of("en") == "12.5% 1,234.5"
    # Not the last value that will be, nor one from before the first: the law says nothing then.
    since = stated(Labels("Depuis le {since a.rate} : {a.rate}"), on=date(2025, 3, 1))
    assert since.fr.replace("\u202f", " ") == "Depuis le 1er janvier 2025 : 10 %"
    assert not stated(text, on=date(2026, 6, 1))
    assert not stated(text, on=date(2023, 6, 1))


def test_whoever_decides_is_named_where_no_rule_was_read(client: Client) -> None:
    assert "agence CNSS" not in _page(client, "career-gap").partition("À qui demander")[2]
    create_organisation(
        draft=OrganisationDraft(
            slug="caisse-a-nommer", kind="social_fund",
            labels=Labels("Caisse à nommer", "صندوق", "Fund to name"),
        ),
        actor=None, mandate="", at=AT,
    )  # fmt: skip
    drafts = read_corridors([{
        "slug": "corridor-nomme", "source": "cnss-faq-affiliation", "name": {"fr": "Corridor"},
        "institutions": [{"organisation": "caisse-a-nommer", "part": "decides",
                          "families": ["pensions"]}],
    }])  # fmt: skip
    load_corridors(drafts=drafts, at=AT)
    assert "Caisse à nommer" in _page(client, "career-gap")
    assert "Caisse à nommer" not in _page(client, "e-filing-access")


def test_each_known_answer_gives_its_source_or_says_that_none_was_read(client: Client) -> None:
    for family in catalogue():
        for item in family.subjects:
            page = _page(client, item.code)
            is_read = "Règle ou fait publié" in page or "article de presse rapporte" in page
            assert is_read != ("Aucune source publiée n’a été lue" in page), item.code
            needed = "un dossier est nécessaire" in page
            assert not (needed and "ne demande aucun dossier" in page), item.code
    for code in ("repeated-missions", "sick-pay-blocked"):
        page = _page(client, code)
        assert "La Vie éco" in page
        # An article is no rule.
        assert "Ce qu’un article de presse rapporte" in page
        assert "Règle ou fait publié" not in page


def test_whether_a_case_is_needed_is_said_by_the_catalogue(client: Client) -> None:
    hint = "ne demande aucun dossier"
    for family in catalogue():
        for item in family.subjects:
            # A remedy that speaks of a case and an entry that does not say so would disagree.
            assert (item.needs_case == "otherwise") == ("dossier" not in item.fix.fr), item.code
    CaseSubject.objects.filter(code="career-gap").update(needs_case="always")
    assert hint not in _page(client, "career-gap")
    CaseSubject.objects.filter(code="paid-shown-unpaid").update(needs_case="otherwise")
    assert hint in _page(client, "paid-shown-unpaid")
    rows = [{"code": "f", "subjects": [{"code": "s", "needs_case": "perhaps"}]}]
    with pytest.raises(Refusal) as error:
        read_catalogue(rows)
    assert "families[0].subjects[0].needs_case" in {item.where for item in error.value.faults}


def test_who_lost_access_finds_it_by_name_and_where_to_ask(client: Client) -> None:
    found = subject("e-filing-access")
    assert found is not None
    assert found.labels.fr.startswith("Plus d’accès à la télédéclaration")
    assert found.labels.ar.startswith("لا ولوج إلى التصريح الإلكتروني")
    page = _page(client, "e-filing-access")
    assert "portail Damancom" in page
    assert "agence CNSS" in page
