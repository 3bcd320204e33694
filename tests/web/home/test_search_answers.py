"""What the box answers to a question as people ask it: figures told apart, places, sittings."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from mithaq.apps.conventions.models import Commitment, Convention, Meeting
from mithaq.apps.observatory.models import Statement
from mithaq.apps.observatory.operations import record_observations
from mithaq.base.dates import UncertainDate
from tests.apps.observatory.world import WHO, insertions, world
from tests.browser.walk import readable
from tests.conftest import person
from tests.web.committees.test_pages import committee, held, zineb

__all__ = ["committee", "held", "world", "zineb"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def rates(world: Any) -> None:
    """A rate of the country in two years, and of a region, each with its source."""
    rows = (
        ("MA", "2023", Decimal(13)), ("MA", "2024", Decimal("13.3")), ("09", "2024", Decimal(12)),
    )  # fmt: skip
    drafts = [
        insertions(
            indicator="unemployment-rate", value=value, territory=place,
            as_of=UncertainDate.parse(year), grade="announced",
        )
        for place, year, value in rows
    ]  # fmt: skip
    record_observations(drafts=drafts, **WHO)


def told(client: Client, words: str, language: str = "fr") -> str:
    return readable(client.get(f"/{language}/recherche/", {"q": words}).content.decode())


def answers(client: Client, words: str, language: str = "fr") -> list[Any]:
    page = client.get(f"/{language}/recherche/", {"q": words})
    groups = {group.key: group for group in page.context["groups"]}
    return list(groups["figures"].hits) if "figures" in groups else []


def test_figures_of_one_name_are_told_apart_newest_first(visitor: Client, rates: None) -> None:
    found = answers(visitor, "taux de chômage")
    notes = [readable(str(hit.note)) for hit in found]
    assert [note.split(" · ")[0] for note in notes] == ["13,3 %", "12 %", "13 %"]
    assert "Maroc · 2024 · HCP" in notes[0]
    assert "2023" in notes[2]
    assert {hit.grade for hit in found} == {"announced"}
    assert "annoncé" in told(visitor, "taux de chômage")


def test_a_year_narrows_figures(visitor: Client, rates: None) -> None:
    (found,) = answers(visitor, "taux de chômage 2023")
    assert "13 %" in readable(str(found.note))
    assert "/fr/chiffres/?q=" not in told(visitor, "taux de chômage 2023")
    page = visitor.get("/fr/chiffres/", {"q": "chômage 2023"}).content.decode()
    told_values = re.findall(r'class="value">([\d,]+)', page)
    assert told_values == ["13"]


@pytest.mark.parametrize(
    ("words", "language"),
    [("chômage Souss-Massa", "fr"), ("combien de chômage à souss massa", "fr"),
     ("سوس ماسة بطالة", "ar"), ("معدل البطالة بسوس ماسة", "ar")],
)  # fmt: skip
def test_a_place_and_an_indicator_give_the_figure_of_that_place(
    visitor: Client, rates: None, words: str, language: str
) -> None:
    (found,) = answers(visitor, words, language)
    assert "12" in readable(str(found.note)).split(" · ")[0]


def test_a_place_alone_asks_for_no_figure(visitor: Client, rates: None) -> None:
    assert answers(visitor, "Souss-Massa") == []


def test_what_answers_a_part_is_said_to(visitor: Client, rates: None) -> None:
    page = told(visitor, "chômage diplômés Souss-Massa")
    assert "Aucun chiffre ne répond à toute la question" in page
    assert "12 %" in page
    assert "Aucun chiffre ne répond" not in told(visitor, "chômage Souss-Massa")


def test_an_acronym_is_not_the_start_of_a_word(visitor: Client, world: Any) -> None:
    record_observations(
        drafts=[insertions(indicator="programme-money", value=Decimal(1200000))], **WHO
    )
    assert answers(visitor, "pro") == []
    assert answers(visitor, "budget")


def test_the_passage_shown_is_the_one_that_matches(visitor: Client, reference: str) -> None:
    row = Convention.objects.get(reference=reference)
    Commitment.objects.filter(convention=row).update(label_fr="Rapprocher chaque mois les listes")
    row.terms_fr, row.legal_basis_fr = "Préavis de trois mois.", "Loi fictive 1-25, article 12."
    row.search_text = "preavis de trois mois loi fictive 1 25 article 12 rapprocher chaque mois"
    row.save()
    assert "Préavis de trois mois." in told(visitor, "préavis trois mois")
    assert "Loi fictive 1-25, article 12." in told(visitor, "loi 1-25")
    Convention.objects.filter(pk=row.pk).update(search_text="1400 postes 250")
    assert f"/fr/conventions/{reference}/" not in told(visitor, "loi 1-25")


def test_the_convention_of_the_year_named_by_the_words_comes_first(
    visitor: Client, reference: str
) -> None:
    row = Convention.objects.get(reference=reference)
    row.search_text = "anapec cnss 2017 awrach"
    row.label_fr, row.signed_on, row.signed_precision = "ANAPEC et CNSS", date(2017, 6, 13), "day"
    row.save()
    other = "AUTRE-2023"
    row.pk, row.feature_rank, row.reference, row.label_fr = None, None, other, "Awrach"
    row.signed_on = date(2023, 6, 13)
    row.save(force_insert=True)
    page = told(visitor, "ANAPEC CNSS 2017")
    assert page.index(f"/fr/conventions/{reference}/") < page.index(f"/fr/conventions/{other}/")


@pytest.mark.parametrize(
    ("words", "language", "label"),
    [("procès-verbal comité technique", "fr", "séance 1"),
     ("محضر اللجنة التقنية", "ar", "EXERCICE-COMITE")],
)  # fmt: skip
def test_minutes_are_found_by_those_who_may_read_them(
    visitor: Client, held: Meeting, zineb: Any, words: str, language: str, label: str
) -> None:
    address = f"/{language}/conventions/EXERCICE-COMITE/comites/1/seances/1/"
    stranger = told(visitor, words, language)
    assert address in stranger, "the day of a sitting held is public"
    inside = Client()
    inside.force_login(zineb)
    assert address in told(inside, words, language)
    if language == "fr":
        assert "procès-verbal non publié" in stranger
        assert "Procès-verbal :" in told(inside, words)


def test_decisions_are_found_by_the_bodies_they_concern_alone(
    visitor: Client, held: Meeting, zineb: Any
) -> None:
    from mithaq.apps.conventions.models import Decision
    from tests.web.conventions.story import body

    Decision.objects.create(
        meeting=held,
        number=2, label_fr="Relancer les employeurs", label_ar="تذكير المشغلين",
        owner_id=body("agence-hesperides", ""), due_on=date(2031, 1, 31),
    )  # fmt: skip
    stranger = person("paul", "Paul Passant", "job_seeker", organisation=None)
    auditor = person("khadija", "Khadija", "auditor", organisation="region-hesperides")
    for user, is_told in ((stranger, False), (auditor, True), (zineb, True)):
        client = Client()
        client.force_login(user)
        assert ("Relancer les employeurs" in told(client, "relancer employeurs")) is is_told
    assert "Relancer les employeurs" not in told(visitor, "relancer employeurs")
    said = told(client, "relancer employeurs")
    assert f"décision C1-1-2 · {held.committee.label_fr}" in said, "a number with its committee"
    assert "Relancer les employeurs" in told(client, "décision C1-1-2")


@pytest.mark.parametrize(
    ("words", "domain"),
    [
        ("mes jours déclarés", "Déclarations"),
        ("وظائف شاغرة", "Offres"),
        ("postes vacants", "Offres"),
    ],
)
def test_natural_words_for_what_is_to_come(
    visitor: Client, db: None, words: str, domain: str
) -> None:
    assert f"{domain} : à venir" in told(visitor, words)


def test_small_counts_are_not_told_by_the_box(visitor: Client, world: Any) -> None:
    record_observations(drafts=[insertions(value=Decimal(3), source="le-journal")], **WHO)
    (found,) = answers(visitor, "insertions souss massa")
    assert not readable(str(found.note)).startswith("3 ")
    assert Statement.objects.get().value == 3
