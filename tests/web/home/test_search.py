"""One box: forgiving of accents and hamza, grouped, and helpful when it finds nothing."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from mithaq.apps.conventions.operations import withdraw_amendment
from mithaq.apps.observatory.models import Statement
from mithaq.apps.reference.models import Nomenclature, Term
from tests.apps.conventions.test_amendments import amendment, change, record
from tests.conftest import AT

QUERIES = 12


@pytest.mark.parametrize("words", ["agence", "AGENCÉ", "anapec"])
def test_the_box_finds_an_organisation_and_its_convention(
    visitor: Client, reference: str, words: str
) -> None:
    text = visitor.get("/fr/recherche/", {"q": words}).content.decode()
    assert "g-organisations" in text
    assert f"/fr/conventions/{reference}/" in text


def test_the_box_forgives_hamza(visitor: Client, places: dict[str, int]) -> None:
    from mithaq.apps.reference.models import Territory
    from mithaq.base.text import fold

    row = Territory.objects.get(code="09")
    row.search_text = fold("أكادير Agadir")
    row.save()
    assert "g-territories" in visitor.get("/ar/recherche/", {"q": "اكادير"}).content.decode()


def test_a_figure_is_found_by_its_indicator(visitor: Client, reference: str) -> None:
    text = visitor.get("/fr/recherche/", {"q": "state contributions"}).content.decode()
    assert "g-figures" in text
    assert f"{reference.lower()}-money" in text


def test_nothing_found_says_what_to_do(visitor: Client, db: None) -> None:
    text = visitor.get("/fr/recherche/", {"q": "zzzz<script>"}).content.decode()
    assert "Essayez un seul mot" in text
    assert "<script>" not in text.split("</head>")[1]


@pytest.mark.parametrize("words", ["a", "agence", "contributions", "44 MDH", "comité 2017"])
def test_a_search_costs_few_queries(visitor: Client, reference: str, words: str) -> None:
    # The names of the closed lists are read once until somebody writes.
    visitor.get("/fr/recherche/", {"q": "zzz"})
    with CaptureQueriesContext(connection) as caught:
        visitor.get("/fr/recherche/", {"q": words})
    assert len(caught) <= QUERIES, [line["sql"][:120] for line in caught]


@pytest.mark.parametrize(
    "words", ["3488", "3 488", "3\u202f488 entreprises", "٣٤٨٨", "44", "44 millions", "44 MDH"]
)
def test_a_number_typed_finds_the_figures_that_say_it(
    visitor: Client, reference: str, words: str
) -> None:
    text = visitor.get("/fr/recherche/", {"q": words}).content.decode()
    assert "g-figures" in text
    assert "/fr/chiffres/" in text


def test_a_signatory_leads_to_the_convention(visitor: Client, reference: str) -> None:
    from mithaq.apps.conventions.models import Signatory

    name = Signatory.objects.exclude(person_fr="").values_list("person_fr", flat=True)[0]
    text = visitor.get("/fr/recherche/", {"q": name}).content.decode()
    assert f"/fr/conventions/{reference}/" in text


@pytest.mark.parametrize(
    ("words", "address"),
    [
        ("annoncé", "/fr/methode/#degres"), ("jours fériés", "/fr/jours-feries/"),
        ("banque", "/fr/referentiels/banques/"), ("معلن", "/fr/methode/#degres"),
    ],
)  # fmt: skip
def test_pages_that_are_always_there_are_found(
    visitor: Client, db: None, words: str, address: str
) -> None:
    assert f'href="{address}"' in visitor.get("/fr/recherche/", {"q": words}).content.decode()


@pytest.mark.parametrize("words", ["agense", "agennce"])
def test_a_fault_of_spelling_is_forgiven_and_said(
    visitor: Client, reference: str, words: str
) -> None:
    text = visitor.get("/fr/recherche/", {"q": words}).content.decode()
    assert f"/fr/conventions/{reference}/" in text
    assert "Personne n’a écrit" in text


def test_a_year_and_a_month_choose_conventions(visitor: Client, reference: str) -> None:
    from mithaq.apps.conventions.models import Convention

    row = Convention.objects.get(reference=reference)
    row.signed_on, row.signed_precision = date(2021, 12, 15), "day"
    row.save()
    address = f"/fr/conventions/{reference}/"
    for words, is_found in (("agence décembre 2021", True), ("agence mars 2021", False)):
        text = visitor.get("/fr/recherche/", {"q": words}).content.decode()
        assert (address in text) is is_found, words


def test_an_acronym_is_no_part_of_another_word(visitor: Client, reference: str) -> None:
    from mithaq.apps.conventions.models import Convention

    Convention.objects.filter(reference=reference).update(search_text="programmes")
    text = visitor.get("/fr/recherche/", {"q": "amme"}).content.decode()
    assert f"/fr/conventions/{reference}/" not in text


def test_the_sentence_that_holds_the_words_is_shown(visitor: Client, reference: str) -> None:
    from mithaq.apps.conventions.models import Commitment, Convention

    row = Convention.objects.get(reference=reference)
    promise = Commitment.objects.filter(convention=row).first()
    assert promise is not None
    Commitment.objects.filter(pk=promise.pk).update(label_fr="Ouvrir une couverture médicale")
    Convention.objects.filter(pk=row.pk).update(search_text="ouvrir une couverture medicale")
    text = visitor.get("/fr/recherche/", {"q": "couverture médicale"}).content.decode()
    assert "Ouvrir une couverture médicale" in text


def test_a_report_is_found_by_its_kind_and_year(visitor: Client, reference: str) -> None:
    from mithaq.flows.publish_results_report import publish_results_report

    publish_results_report(
        reference=reference, as_of=date(2017, 6, 13), actor=None, mandate="", reason="", at=AT
    )
    text = visitor.get("/fr/recherche/", {"q": "bilan 2017"}).content.decode()
    assert "g-results_reports" in text
    assert text.index("g-results_reports") < text.index("g-conventions")


@pytest.mark.parametrize(
    ("words", "domain"),
    [("offres d’emploi", "Offres"), ("عروض الشغل", "Offres"), ("mes droits", "Mesures et droits"),
     ("التغطية الصحية", "Mesures et droits"), ("CV", "Chercheurs d’emploi"),
     ("déclarations", "Déclarations")],
)  # fmt: skip
def test_what_is_to_come_is_said_to_be_so(
    visitor: Client, db: None, words: str, domain: str
) -> None:
    text = visitor.get("/fr/recherche/", {"q": words}).content.decode()
    assert f"{domain}\u00a0: à venir" in text
    assert "#version" in text


def test_what_an_amendment_in_force_says_is_found_as_it_says_it(
    visitor: Client, reference: str
) -> None:
    draft = amendment(
        1,
        change(
            "add", "commitment", 90, nature="means", verb="create",
            text={"fr": "Ouvrir une passerelle numérique", "ar": "فتح ممر رقمي"},
        ),
        change("add", "target", 91, title={"fr": "Boussoles"}, indicator="i-companies",
               value="4321"),
    )  # fmt: skip
    asked = ("passerelle numérique", "ممر رقمي", "boussoles", "4321")
    for words in asked:
        assert f"/conventions/{reference}/" not in found(visitor, words), words
    record(draft)
    for words in asked:
        assert f"/conventions/{reference}/" in found(visitor, words), words
    assert "Ouvrir une passerelle numérique" in found(visitor, "passerelle numérique")
    assert "4\u202f321" in found(visitor, "4321")
    withdraw_amendment(reference=reference, number=1, actor=None, mandate="", reason="Essai", at=AT)
    for words in asked:
        assert f"/conventions/{reference}/" not in found(visitor, words), words


def found(visitor: Client, words: str) -> str:
    return visitor.get("/fr/recherche/", {"q": words}).content.decode().partition("<main")[2]


def test_a_programme_finds_the_figures_of_its_part(visitor: Client, reference: str) -> None:
    names = Nomenclature.objects.create(code="anapec", version="1", label_fr="Parts")
    part = Term.objects.create(
        nomenclature=names, code="idmaj", rank=1, label_fr="Idmaj", label_ar="إدماج"
    )
    Statement.objects.filter(code=f"{reference.lower()}-money").update(category=part)
    record(amendment())
    for words in ("Idmaj", "idmaj"):
        text = found(visitor, words)
        assert "g-figures" in text
        assert f"{reference.lower()}-money" in text
    listed = visitor.get("/fr/chiffres/", {"q": "Idmaj"}).content.decode()
    assert f"{reference.lower()}-money" in listed


@pytest.mark.parametrize(
    ("words", "found"),
    [("régularité", "/fr/dettes/"), ("attestation de régularité", "/fr/dettes/"),
     ("état de dettes", "/fr/dettes/"), ("contester", "/fr/dettes/"),
     ("sous-déclaration", "/fr/questions/chiffres/")],
)  # fmt: skip
def test_what_people_call_debts_and_questions_is_found(
    visitor: Client, reference: str, words: str, found: str
) -> None:
    text = visitor.get("/fr/recherche/", {"q": words}).content.decode()
    assert f'href="{found}"' in text
    assert "Personne n’a écrit" not in text


def test_debts_are_not_shown_to_who_may_not_open_them(
    visitor: Client, reference: str, bodies: dict[str, int]
) -> None:
    from tests.conftest import person

    visitor.force_login(
        person("coach", "Coach", "counsellor", organisation="agence-hesperides"),
        backend="django.contrib.auth.backends.ModelBackend",
    )
    text = visitor.get("/fr/recherche/", {"q": "contester"}).content.decode()
    assert 'href="/fr/dettes/"' not in text
