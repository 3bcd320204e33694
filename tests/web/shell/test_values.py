"""A value is written once for pages, papers and workbooks, in the habit of each language."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.utils.translation import override

from mithaq.web.shell.typography import THIN, WORD
from mithaq.web.shell.values import display_value, plain_number, qualifier_words


@pytest.mark.parametrize(
    ("value", "unit", "qualifier", "language", "text"),
    [
        ("4400000000", "centimes", "nearly", "fr", f"près de 44{WORD}MDH"),
        ("4400000000", "centimes", "exactly", "ar", f"44{WORD}مليون درهم"),
        ("4400000000", "centimes", "exactly", "en", f"MAD{WORD}44{WORD}million"),
        ("174980", "centimes", "exactly", "fr", f"1{THIN}749,80{WORD}DH"),
        ("60000.0000", "persons", "more_than", "fr", f"plus de 60{THIN}000"),
        ("75", "percent", "exactly", "fr", f"75{THIN}%"),
        ("75", "percent", "exactly", "ar", "75%"),
        ("3.7", "months", "exactly", "fr", f"3,7{WORD}mois"),
        ("0", "persons", "exactly", "fr", "0"),
    ],
)
def test_a_value_in_its_unit(
    value: str, unit: str, qualifier: str, language: str, text: str
) -> None:
    assert display_value(value, unit, qualifier, language).text == text


@pytest.mark.parametrize(
    ("value", "unit", "language", "text"),
    [
        ("60000", "persons", "fr", f"plus de 60{THIN}000{WORD}personnes"),
        ("1", "persons", "fr", f"plus de 1{WORD}personne"),
        ("0", "jobs", "fr", f"plus de 0{WORD}emploi"),
        ("31709", "persons", "ar", "أشخاص"),
        ("12", "months", "ar", "شهرًا"),
        ("3.7", "months", "ar", "أشهر"),
        ("1.5", "months", "ar", "شهر"),
        ("640", "companies", "ar", "مقاولة"),
        ("3", "companies", "ar", "مقاولات"),
        ("100", "persons", "ar", "شخص"),
        ("14", "contracts", "ar", "عقدًا"),
        ("1200", "persons", "en", f"more than 1,200{WORD}people"),
    ],
)
def test_what_is_counted_agrees_with_the_number(
    value: str, unit: str, language: str, text: str
) -> None:
    with override(language):
        assert display_value(value, unit, "more_than").counted.endswith(text)


def test_nothing_is_claimed_exact_by_a_source_that_prints_a_number() -> None:
    with override("fr"):
        assert qualifier_words("exactly") == ""
        assert "exact" not in display_value("3488", "companies", "exactly").counted


def test_a_growth_carries_its_sign() -> None:
    assert display_value("13.6", "percent", language="fr", is_growth=True).number.startswith("+")


def test_arabic_pages_keep_the_order_of_digits() -> None:
    with override("ar"):
        shown = display_value("3488", "companies")

        assert shown.html == f'<bdi dir="ltr">3{THIN}488</bdi>'
        assert shown.text == f"3{THIN}488"


def test_a_spreadsheet_holds_dirhams_and_hundredths() -> None:
    assert plain_number("4400000050", "centimes") == Decimal("44000000.5")
    assert plain_number("4400000000", "centimes") == 44_000_000
    assert plain_number("13.6000", "percent") == Decimal("13.6")
    assert isinstance(plain_number("3488.0000", "companies"), int)
