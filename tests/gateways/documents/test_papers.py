"""A results report prints in both directions, accessibly, and always to the same bytes."""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys

import pytest

from mithaq.base.ports import port, register
from mithaq.base.typography import THIN
from mithaq.gateways.documents.coverage import covered, printable
from mithaq.gateways.documents.door import TypstDocuments
from mithaq.gateways.documents.papers import print_paper
from mithaq.gateways.documents.typesetting import prepare, say_date, typeset
from mithaq.gateways.documents.words import RESULTS_REPORT_WORDS
from tests.gateways.documents.samples import report

_PRINT_ELSEWHERE = """
import hashlib, json, sys
from mithaq.gateways.documents.papers import print_paper
content = json.load(sys.stdin)
paper = print_paper(template="results_report", content=content, language=content["language"])
print(hashlib.sha256(paper).hexdigest())
"""


def _print(language: str = "fr", **changes: object) -> bytes:
    return print_paper(
        template="results_report", content=report(language, **changes), language=language
    )


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_a_report_is_an_accessible_pdf(language: str) -> None:
    paper = _print(language)
    assert paper.startswith(b"%PDF-")
    assert b"pdfuaid" in paper
    assert re.search(rb"/Lang ?\(" + language.encode() + rb"[-)]", paper)
    assert len(paper) < 200_000


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_the_same_content_gives_the_same_bytes_anywhere(language: str) -> None:
    there = subprocess.run(
        [sys.executable, "-c", _PRINT_ELSEWHERE],
        input=json.dumps(report(language)),
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "TZ": "Asia/Tokyo", "PYTHONHASHSEED": "7", "PYTHONPATH": "src"},
    )
    assert there.stdout.strip() == hashlib.sha256(_print(language)).hexdigest()


def test_what_changes_the_content_changes_the_bytes() -> None:
    papers = {
        _print(),
        _print(exercise=True),
        _print(published=None),
        _print(as_of="2017-06-14"),
        _print(labels={"indicator": "Mesure"}),
    }
    assert len(papers) == 5


def test_empty_blocks_and_a_long_report_both_print() -> None:
    nothing = print_paper(
        template="results_report", content={"title": "T", "as_of": "2021"}, language="fr"
    )
    assert nothing.startswith(b"%PDF-")
    many = report()["figures"] * 40
    pages = re.search(rb"/Type/Pages/Count (\d+)", _print(figures=many))
    assert pages
    assert int(pages[1]) > 3


def test_markup_and_strange_characters_are_printed_not_obeyed() -> None:
    assert _print(method="#strong[x] $ < \\ 😀 中 ⵎ \u2003 \x07").startswith(b"%PDF-")
    assert printable("a😀b\u2009\x07c") == "a?b\u2009c"
    assert {ord(char) for char in "é«»’≠→٪،\u202f\u2212"} <= covered()


def test_a_wrong_call_says_what_is_wrong() -> None:
    with pytest.raises(LookupError, match="results_report"):
        print_paper(template="../../secret", content={}, language="fr")
    with pytest.raises(LookupError, match="zgh"):
        print_paper(template="results_report", content=report(), language="zgh")
    with pytest.raises(ValueError, match="title and as_of"):
        print_paper(template="results_report", content={}, language="fr")
    with pytest.raises(ValueError, match="certain"):
        _print(figures=[{"indicator": "Taux", "value": "75 %", "grade": "certain"}])


def test_the_port_is_filled_by_its_dotted_path() -> None:
    register("documents", "mithaq.gateways.documents.door.TypstDocuments")
    assert isinstance(port("documents"), TypstDocuments)


def test_every_printed_word_exists_in_three_languages() -> None:
    assert [
        name for name, word in RESULTS_REPORT_WORDS.items() if not all((word.ar, word.en))
    ] == []


@pytest.mark.parametrize(
    ("text", "language", "printed"),
    [
        ("plus de 60 000 ; 75 %", "fr", f"plus de 60{THIN}000{THIN}; 75{THIN}%"),
        ("en 2017 640 firmes", "fr", "en 2017 640 firmes"),
        ("« ici » : 44 MDH", "fr", f"«{THIN}ici{THIN}»\u00a0: 44\u00a0MDH"),
        ("ارتفاع +13,6% ثم 75%", "ar", "ارتفاع \u2066+13,6%\u2069 ثم \u206675%\u2069"),
        ("60 000 at 75%", "en", f"60{THIN}000 at 75%"),
    ],
)
def test_text_is_set_as_its_language_prints_it(text: str, language: str, printed: str) -> None:
    assert typeset(text, language) == printed
    assert typeset(printed, language) == printed


@pytest.mark.parametrize(
    ("written", "language", "said"),
    [
        ("2021-12-01", "fr", "1er\u00a0décembre 2021"),
        ("2017-07", "ar", "يوليوز 2017"),
        ("2021", "en", "2021"),
        ("mi-mai 2017", "fr", "mi-mai 2017"),
        ("2026-07-14T23:30:00+00:00", "en", "15\u00a0July 2026 at 00:30"),
    ],
)
def test_dates_are_said_in_words(written: str, language: str, said: str) -> None:
    assert say_date(written, language) == said


def test_codes_and_addresses_are_left_alone() -> None:
    content = {"url": "https://example.org/a ; b", "reference": "12 345", "said_on": "2017-06-13"}
    assert prepare(content, "fr") == {**content, "said_on": "13\u00a0juin 2017"}
