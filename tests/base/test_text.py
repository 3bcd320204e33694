"""Labels fall back to French; folding makes spellings meet."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mithaq.base.text import Labels, fold, in_every_language, part_spoken, search_words, slugify


def test_a_text_kept_in_several_languages_gives_each_reader_one() -> None:
    whole = in_every_language(Labels("Payé", "مؤدى", "Paid"))
    assert [part_spoken(whole, code) for code in ("fr", "ar-ma", "en")] == ["Payé", "مؤدى", "Paid"]
    two = in_every_language(Labels("Payé", "مؤدى")).strip()
    assert [part_spoken(two, code) for code in ("fr", "ar", "en")] == ["Payé", "مؤدى", "Payé"]
    for typed in ("Une ligne\u2028une autre", "Payé", ""):
        assert part_spoken(typed, "ar") == typed, "what a person typed stays whole"


def test_a_label_falls_back_to_french_and_says_so() -> None:
    labels = Labels("Région", "جهة")
    assert labels.of("ar-MA") == "جهة"
    assert (labels.of("en"), labels.language_of("en")) == ("Région", "fr")
    assert (labels.of("zgh"), labels.language_of("zgh")) == ("Région", "fr")
    assert Labels("", "جهة").language_of("en") == "ar"
    assert not Labels("")


def test_labels_are_read_from_columns() -> None:
    row = SimpleNamespace(title_fr="Bilan", title_ar=None, title_en="Report")
    assert Labels.from_columns(row, "title") == Labels("Bilan", "", "Report")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Souss-Massa", "SOUSS – massa"),
        ("L’œuvre d'Aïn Chock", "l oeuvre d ain chock"),
        ("أكادير", "أݣادير"),
        ("أكادير", "اكادير"),
        ("مؤسَّسة", "موسسه"),
        ("الإنعـــاش", "الانعاش"),
        ("سيدي يحيى", "سيدي يحيي"),
        ("فاس ٢٠٢١", "فاس 2021"),
        ("هيئة", "هييه"),
        ("آسفي", "اسفي"),
        ("لا", "ﻻ"),
        ("(ANAPEC)", "anapec"),
        ("10 000", "10\u202f000"),
    ],
)
def test_spellings_that_fold_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    once = fold(text)
    assert fold(once) == once
    assert "  " not in once
    assert once == once.strip()


def test_a_slug_is_latin() -> None:
    assert slugify("Convention-cadre ANAPEC–CNSS (2017)") == "convention-cadre-anapec-cnss-2017"
    assert slugify("اتفاقية") == ""


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("الضمان الاجتماعي", ["ضمان", "اجتماعي"]),
        ("للضمان", ["ضمان"]),
        ("والبنك", ["بنك"]),
        ("وشركة", ["شركه"]),
        # One letter before three is more often part of the word: a minister is no « زير ».
        ("وزير", ["وزير"]),
        ("لانابيك", ["anapec"]),
        ("السينيسيس", ["cnss"]),
        ("Agence de l’emploi", ["agence", "de", "l", "emploi"]),
    ],
)
def test_a_search_forgives_the_article_and_the_prepositions(typed: str, words: list[str]) -> None:
    assert search_words(typed) == words
