"""The same report as a paper and a workbook: same facts, same words, same bytes every time."""

from __future__ import annotations

import io
import shutil
import subprocess
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from mithaq.apps.observatory.queries import results_content
from mithaq.gateways.documents.words import RESULTS_REPORT_WORDS
from mithaq.web.observatory.papers import Published, paper_of, print_report, write_report
from tests.apps.observatory.real import SIGNED
from tests.browser.walk import readable
from tests.conftest import AT
from tests.web.conventions.story import record_story

PUBLISHED = Published(number=1, at=AT, digest="ab" * 32)
SAID_FR = {
    "Entreprises du programme Tahfiz": "3 488",
    "Évolution sur un an": "+13,6 %",
    "Candidats en contrat d’insertion amélioré": "plus de 60 000",
    "Même indicateur, cinq mois avant": "31 709",
    "Taux d’insertion des bénéficiaires": "75 %",
    "Cotisations versées par l’État": "près de 44 MDH",
    "Entreprises du programme Tahfiz, autre source": "640",
}


@pytest.fixture
def content(real: str) -> dict[str, Any]:
    """What is known of the convention on the day of its signature."""
    return results_content(reference=real, as_of=SIGNED)


def test_the_paper_states_the_figures_of_2017(content: dict[str, Any]) -> None:
    paper = paper_of(content=content, published=PUBLISHED, language="fr")
    said = {readable(row["indicator"]): row for row in paper["figures"]}

    assert {name: readable(said[name]["value"]) for name in SAID_FR} == SAID_FR
    assert {row["grade_label"] for row in paper["figures"]} == {"annoncé"}
    assert all("Définition non publiée" in row["definition"] for row in paper["figures"])
    assert "environ 3 070" in readable(said["Évolution sur un an"]["definition"])
    labels = [readable(row["label"]) for row in paper["readings"]]
    assert len(labels) == 2
    assert labels[0].endswith("A. 63 % des insérés")
    assert labels[1].endswith("B. 63 points sur les 75")
    (conflict,) = paper["conflicts"]
    assert [readable(side["value"]) for side in conflict["sides"]] == ["3 488", "640"]
    assert paper["published"] == {"at": AT.isoformat(), "digest": "ab" * 32}
    assert paper["exercise"] is False


def test_the_arabic_paper_is_in_arabic(content: dict[str, Any]) -> None:
    paper = paper_of(content=content, published=PUBLISHED, language="ar")
    said = {row["indicator"]: row["value"] for row in paper["figures"]}

    assert readable(said["مقاولات برنامج تحفيز"]) == "3 488"
    assert "44" in said["الاشتراكات التي أدّتها الدولة"]
    assert paper["figures"][0]["source"] == "المقال الصحفي 1"
    assert "<" not in str(paper)


def test_a_preview_says_that_it_is_one(content: dict[str, Any]) -> None:
    paper = paper_of(content=content, published=None, language="fr")

    assert paper["published"] is None
    assert paper["reference"].endswith("aperçu non publié")
    assert paper["labels"]["draft"] == "aperçu non publié"


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_the_paper_is_the_same_to_the_byte(content: dict[str, Any], language: str) -> None:
    first = print_report(content=content, published=PUBLISHED, language=language)

    assert first.startswith(b"%PDF-")
    assert first == print_report(content=content, published=PUBLISHED, language=language)
    other = Published(number=1, at=AT, digest="cd" * 32)
    assert first != print_report(content=content, published=other, language=language)


def test_the_words_of_the_paper_can_be_read_back(content: dict[str, Any], tmp_path: Path) -> None:
    reader = shutil.which("pdftotext")
    if reader is None:
        pytest.skip("pdftotext is not installed: the mapping given to the paper is tested above")
    file = tmp_path / "bilan.pdf"
    file.write_bytes(print_report(content=content, published=PUBLISHED, language="fr"))
    run = subprocess.run(
        [reader, "-layout", str(file), "-"], capture_output=True, text=True, check=True
    )
    text = readable(run.stdout)

    for value in ("3 488", "+13,6 %", "60 000", "31 709", "75 %", "44 MDH", "640", "abab"):
        assert value in text
    assert "Définition non publiée" in text


def test_the_workbook_has_a_sheet_for_each_kind_of_fact(content: dict[str, Any]) -> None:
    book = opened(write_report(content=content, published=PUBLISHED, language="fr"))

    assert list(book) == [
        "Chiffres", "Lectures", "Engagements", "Conflits", "Budget", "Sources", "Parties",
        "Non publié",
    ]  # fmt: skip
    figures = {row[0]: row for row in book["Chiffres"]}
    assert figures["Entreprises du programme Tahfiz"][1] == 3488
    assert figures["Cotisations versées par l’État"][1:4] == [44_000_000, "dirhams", "près de"]
    assert figures["Évolution sur un an"][1] == 13.6
    assert figures["Taux d’insertion des bénéficiaires"][5] == date(2017, 6, 13)
    assert figures["Entreprises du programme Tahfiz"][5] == "mai 2017"
    assert {row[2] for row in book["Conflits"] if row[0].startswith("Tahfiz")} == {3488, 640}
    assert ["Texte signé : non publié."] in [[readable(c) for c in r] for r in book["Non publié"]]
    again = write_report(content=content, published=PUBLISHED, language="fr")
    assert again == write_report(content=content, published=PUBLISHED, language="fr")


@pytest.mark.django_db
def test_an_exercise_says_so_everywhere() -> None:
    reference = record_story(reference="EXERCICE-1", is_exercise=True)
    content = results_content(reference=reference, as_of=date(2020, 1, 1))

    assert paper_of(content=content, published=None, language="fr")["exercise"] is True
    book = opened(write_report(content=content, published=None, language="fr"))
    for rows in book.values():
        assert rows[0][0].startswith("Exercice")
        assert all("exercice" in row for row in rows[6:])


def test_a_language_without_words_is_refused(content: dict[str, Any]) -> None:
    with pytest.raises(LookupError):
        paper_of(content=content, published=None, language="zgh")


def opened(file: bytes) -> dict[str, list[list[Any]]]:
    """Read a workbook back: sheet → rows, trailing blanks aside."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(file))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_the_paper_and_the_workbook_hold_the_budget_of_the_page(db: None, language: str) -> None:
    content = results_content(reference=record_story(), as_of=date(2020, 1, 1))
    paper = paper_of(content=content, published=None, language=language)
    assert len(paper["budget"]) == len(content["budget"]) > 0
    assert all(row["sum"] and row["payer"] for row in paper["budget"])
    book = CalamineWorkbook.from_filelike(
        io.BytesIO(write_report(content=content, published=None, language=language))
    )
    name = {"fr": "Budget", "ar": "الميزانية", "en": "Budget"}[language]
    cells = {str(cell) for row in book.get_sheet_by_name(name).to_python() for cell in row}
    for row in content["budget"]:
        assert row["payer"][language] in cells


def test_the_paper_says_its_words_as_the_page_does() -> None:
    words = {name: label.fr for name, label in RESULTS_REPORT_WORDS.items()}
    assert words["grade"] == "Degré"
    assert "onflit" in words["conflicts"] + words["why"]
    assert "désaccord" not in " ".join(words.values())
