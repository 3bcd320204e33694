"""Numbers, amounts and dates in the three languages of the product."""

from __future__ import annotations

from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest
from django.utils.translation import override

from mithaq.base.dates import UncertainDate
from mithaq.base.text import Labels
from mithaq.web.shell import dates, numbers, words

T, W = "\u202f", "\u00a0"


@pytest.mark.parametrize(
    ("language", "expected"),
    [("fr", f"3{T}488"), ("ar", f"3{T}488"), ("en", "3,488")],
)
def test_thousands(language: str, expected: str) -> None:
    with override(language):
        assert numbers.number(3488) == expected


@pytest.mark.parametrize(
    ("language", "expected"), [("fr", "47,25"), ("ar", "47,25"), ("en", "47.25")]
)
def test_decimals(language: str, expected: str) -> None:
    with override(language):
        assert numbers.number(47.25) == expected


def test_absence_is_never_zero() -> None:
    assert numbers.number(None) == ""
    assert numbers.mdh(None) == ""
    assert numbers.percent(None) == ""
    assert numbers.number(0) == "0"


@pytest.mark.parametrize(
    ("language", "expected"),
    [("fr", f"75{T}%"), ("ar", '<bdi dir="ltr">75%</bdi>'), ("en", "75%")],
)
def test_rates(language: str, expected: str) -> None:
    with override(language):
        assert numbers.percent(0.75) == expected


def test_evolution_carries_its_sign() -> None:
    with override("fr"):
        assert numbers.percent_signed(0.136) == f"+13,6{T}%"


@pytest.mark.parametrize(
    ("language", "centimes", "expected"),
    [
        ("fr", 4_400_000_000, f"44{W}MDH"),
        ("fr", 28_036_000_000, f"280,36{W}MDH"),
        ("fr", 174_980, f"1{T}749,80{W}DH"),
        ("ar", 4_400_000_000, "44 مليون درهم"),
        ("ar", 600_000_000, "6 ملايين درهم"),
        ("ar", 10_300_000_000, "103 ملايين درهم"),
        ("ar", 200_000_000, "مليونا درهم"),
        ("en", 4_400_000_000, f"MAD{W}44{W}million"),
    ],
)
def test_millions_of_dirhams(language: str, centimes: int, expected: str) -> None:
    with override(language):
        assert numbers.mdh(centimes) == expected


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("fr", f"mardi 13{W}juin 2017"),
        ("ar", f"الثلاثاء 13{W}يونيو 2017"),
        ("en", f"Tuesday, 13{W}June 2017"),
    ],
)
def test_date_in_words(language: str, expected: str) -> None:
    with override(language):
        assert dates.date_words(date(2017, 6, 13)) == expected


def test_first_of_the_month() -> None:
    with override("fr"):
        assert dates.date_day(date(2026, 12, 1)) == f"1<sup>er</sup>{W}décembre 2026"
        assert dates.date_plain(date(2026, 12, 1)) == f"1er{W}décembre 2026"


def test_arabic_months_are_those_of_morocco() -> None:
    with override("ar"):
        months = [dates.month_words(date(2021, month, 1)) for month in (5, 7, 8, 9, 11, 12)]
    assert months == [f"{m} 2021" for m in ("ماي", "يوليوز", "غشت", "شتنبر", "نونبر", "دجنبر")]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2017-06-13", f"13{W}juin 2017"),
        ("2021-12", "décembre 2021"),
        ("2015", "2015"),
        ("unknown", "non datée"),
    ],
)
def test_a_date_is_written_as_finely_as_it_is_known(value: str, expected: str) -> None:
    with override("fr"):
        assert dates.uncertain_date(UncertainDate.parse(value)) == expected


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ({"signed_on": date(2021, 3, 15), "signed_precision": "day"}, f"15{W}mars 2021"),
        ({"signed": date(2021, 3, 1), "signed_precision": "month"}, "mars 2021"),
        ({"signed_on": None, "signed_precision": "unknown"}, "non datée"),
    ],
)
def test_a_stored_date_keeps_its_precision(row: dict[str, object], expected: str) -> None:
    with override("fr"):
        assert dates.known_date(SimpleNamespace(**row), "signed") == expected


def test_an_instant_is_read_in_morocco() -> None:
    with override("fr"):
        assert dates.moment_words(datetime(2026, 7, 1, 9, 20, tzinfo=UTC)).endswith(
            f"à 10{W}h{W}20"
        )


def test_a_missing_translation_is_french_and_says_so() -> None:
    with override("ar"):
        assert words.local(Labels("Agence")) == "Agence"
        assert words.local_marked(Labels("Agence")) == '<span lang="fr" dir="ltr">Agence</span>'
        assert words.local_marked(Labels("Agence", "وكالة")) == "وكالة"
