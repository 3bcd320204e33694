"""Numbers, dates, words and encodings as people write them; invariants by Hypothesis."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mithaq.base.calendar_words import MONTHS
from mithaq.base.dates import UncertainDate
from mithaq.gateways.observation_file.coded import SPELLINGS, code_of
from mithaq.gateways.observation_file.days import parse_period, parse_when
from mithaq.gateways.observation_file.decoding import decode, separator_of
from mithaq.gateways.observation_file.headings import HEADINGS, field_of
from mithaq.gateways.observation_file.numbers import parse_number

ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
DAYS = st.dates(date(1960, 1, 1), date(2090, 12, 31))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1250", "1250"),
        ("1 250", "1250"),
        ("1\u202f250", "1250"),
        ("1\u00a0250,5", "1250.5"),
        ("1.234,56", "1234.56"),
        ("1,234.56", "1234.56"),
        ("1'234'567", "1234567"),
        ("1.234.567", "1234567"),
        ("13,3", "13.3"),
        ("13.3 %", "13.3"),
        ("٪١٣٫٣", "13.3"),
        ("٦٠٬٠٠٠", "60000"),
        ("−2,5", "-2.5"),
        ("44 MDH", "44000000"),
        ("1,2 milliard", "1200000000"),
        ("28 milliers", "28000"),
        ("٤٤ مليون درهم", "44000000"),
        ("0.133", "0.133"),
    ],
)
def test_a_number_is_read_in_every_habit(text: str, value: str) -> None:
    assert parse_number(text).value == Decimal(value)


@pytest.mark.parametrize(
    ("text", "qualifier"),
    [
        ("plus de 60 000", "more_than"),
        ("près de 44", "nearly"),
        ("environ 12", "about"),
        ("> 700", "more_than"),
        ("≥ 700", "at_least"),
        ("أكثر من 60000", "more_than"),
        ("at least 5", "at_least"),
        ("5", ""),
    ],
)
def test_the_words_before_a_number_are_kept(text: str, qualifier: str) -> None:
    assert parse_number(text).qualifier == qualifier


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("", "absent"),
        ("n.d.", "absent"),
        ("—", "absent"),
        ("غير منشور", "absent"),
        ("beaucoup", "not_a_number"),
        ("12 34", "not_a_number"),
        ("1.2.3", "not_a_number"),
        ("12 sur 40", "not_a_number"),
        ("1.250", "ambiguous"),
        ("1,250", "ambiguous"),
        ("presque rien 12", "words"),
    ],
)
def test_what_is_no_number_says_why(text: str, rule: str) -> None:
    with pytest.raises(ValueError, match=f"^{rule}$"):
        parse_number(text)


def test_three_decimals_are_thousands_only_where_units_are_whole() -> None:
    assert parse_number("1.250", is_whole=True).value == 1250
    assert parse_number("0,250").value == Decimal("0.25")


@given(st.integers(0, 10**12))
def test_every_spelling_of_a_whole_number_reads_the_same(number: int) -> None:
    spellings = (
        str(number),
        f"{number:,}".replace(",", " "),
        f"{number:,}".replace(",", "\u202f"),
        f"{number:,}".replace(",", "'"),
        f"{number:,}",
        f"{number:,}".replace(",", "."),
        str(number).translate(ARABIC),
        f"  {number}  ",
    )
    assert {parse_number(text, is_whole=True).value for text in spellings} == {Decimal(number)}


@given(st.decimals(0, 10**9, places=2))
def test_both_decimal_marks_read_the_same(number: Decimal) -> None:
    text = f"{number:.2f}"
    assert parse_number(text).value == parse_number(text.replace(".", ",")).value == number


@given(st.text(max_size=30))
def test_any_text_is_a_number_or_a_named_refusal(text: str) -> None:
    said = ""
    try:
        parse_number(text)
    except ValueError as error:
        said = str(error)
    assert said in {"", "absent", "not_a_number", "ambiguous", "words"}


@given(DAYS)
def test_every_spelling_of_a_day_reads_the_same(on: date) -> None:
    spellings = [
        on.isoformat(),
        f"{on.day:02}/{on.month:02}/{on.year}",
        f"{on.day}.{on.month}.{on.year}",
        on.strftime("%d-%m-%Y"),
        on.isoformat().translate(ARABIC),
        *(f"{on.day} {names[on.month - 1]} {on.year}" for names in MONTHS.values()),
    ]
    assert {parse_when(text).as_of for text in spellings} == {UncertainDate(on)}


@given(DAYS)
def test_a_spreadsheet_number_is_its_day(on: date) -> None:
    serial = (on - date(1899, 12, 30)).days
    if 30_000 <= serial <= 49_999:
        assert parse_when(str(serial)).as_of == UncertainDate(on)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2024", "2024-01-01", "2024-12-31"),
        ("T2 2024", "2024-04-01", "2024-06-30"),
        ("2024 T2", "2024-04-01", "2024-06-30"),
        ("Q4 2023", "2023-10-01", "2023-12-31"),
        ("2e trimestre 2024", "2024-04-01", "2024-06-30"),
        ("الفصل الثاني 2024", "2024-04-01", "2024-06-30"),
        ("S1 2024", "2024-01-01", "2024-06-30"),
        ("2020-2022", "2020-01-01", "2022-12-31"),
        ("2020–2022", "2020-01-01", "2022-12-31"),
        ("du 01/02/2024 au 31/03/2024", "2024-02-01", "2024-03-31"),
        ("février 2024", "2024-02-01", "2024-02-29"),
        ("غشت 2024", "2024-08-01", "2024-08-31"),
        ("août 2024", "2024-08-01", "2024-08-31"),
        ("آب 2024", "2024-08-01", "2024-08-31"),
    ],
)
def test_a_period_is_read_in_every_habit(text: str, start: str, end: str) -> None:
    found = parse_period(text).period
    assert found == (date.fromisoformat(start), date.fromisoformat(end))


@pytest.mark.parametrize("text", ["31/02/2024", "hier", "2024-13-01", "T5 2024", "2022-2020", ""])
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - any sentence
        parse_when(text)


@given(st.text(max_size=25))
def test_any_text_is_a_date_or_a_refusal(text: str) -> None:
    try:
        found = parse_when(text)
    except ValueError:
        return
    assert found.bounds is not None
    assert found.bounds[0] <= found.bounds[1]


@pytest.mark.parametrize("field", SPELLINGS)
def test_every_word_of_a_list_leads_to_its_code(field: str) -> None:
    for code, texts in SPELLINGS[field].items():
        for text in texts:
            assert code_of(field, text.upper()) == code, text


def test_every_heading_is_understood_once() -> None:
    for item in HEADINGS:
        for text in (item.name.fr, item.name.ar, item.name.en, item.field, *item.others):
            assert field_of(text) == item.field, text
            assert field_of(f" {text.upper()} ") == item.field


FRENCH = "indicateur;valeur;région\nTaux de chômage;13,3;Fès-Meknès — à côté d’Ifrane\n"
ARABIC_TEXT = "المؤشر;القيمة;الجهة\nمعدل البطالة;13,3;سوس-ماسة\nTaux;12;Région de Fès\n"


@pytest.mark.parametrize(
    ("text", "encoding", "found"),
    [
        (FRENCH, "utf-8", "utf-8"),
        (FRENCH, "utf-8-sig", "utf-8-sig"),
        (FRENCH, "cp1252", "windows-1252"),
        (FRENCH, "utf-16", "utf-16"),
        (ARABIC_TEXT, "utf-8", "utf-8"),
        (ARABIC_TEXT, "cp1256", "windows-1256"),
    ],
)
def test_the_encoding_is_found(text: str, encoding: str, found: str) -> None:
    assert decode(text.encode(encoding)) == (text, found)


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_the_separator_is_found(separator: str) -> None:
    lines = ("Titre du tableau", separator.join(("Indicateur", "Valeur", "Sexe")),
             separator.join(("a; b", "1 250", "femmes")))  # fmt: skip
    assert separator_of("\n".join(lines)) == separator
