"""A legal reference reads in the language of whoever reads it."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from mithaq.base.text import Labels
from mithaq.base.typography import ISOLATE, RELEASE
from mithaq.base.typography import arabic as set_arabic
from mithaq.engines.rules import Law, LawError, rule
from mithaq.engines.rules._citations import cite
from mithaq.engines.rules._loading import assemble
from tests.engines.rules.laws import law_of, source


@pytest.mark.parametrize(
    ("text", "arabic", "english"),
    [
        ("loi n° 65-00, art. 3", "القانون رقم 65.00، المادة 3", "Law No. 65-00, art. 3"),
        (
            "décret 2-15-906 du 07/03/2016",
            "المرسوم رقم 2.15.906 الصادر في 7 مارس 2016",
            "Decree No. 2-15-906 of 7 March 2016",
        ),
        (
            "BO n° 6344 du 19/03/2015",
            "الجريدة الرسمية عدد 6344 بتاريخ 19 مارس 2015",
            "Official Bulletin No. 6344 of 19 March 2015",
        ),
        ("loi de finances 2020, art. 8", "قانون المالية لسنة 2020، المادة 8", None),
        ("LF 2023 (50-22)", "قانون المالية رقم 50.22 لسنة 2023", "Finance Law No. 50-22 for 2023"),
        ("circulaire n° 3 de 2022", "المنشور رقم 3 لسنة 2022", "Circular No. 3 of 2022"),
        ("arrêté n° 1234-56 du 1/08/2020", "القرار رقم 1234.56 الصادر في 1 غشت 2020", None),
        (
            "CGI, art. 42 bis, 73-II-G-8° et 157-II",
            "المدونة العامة للضرائب، المواد 42 مكررة، 73 (البند II، زاي، 8) و157 (البند II)",
            "General Tax Code, arts. 42 bis, 73-II-G-8° and 157-II",
        ),
        ("Loi III, art. 1 à 4", "القانون III، المواد من 1 إلى 4", "Law III, arts. 1 to 4"),
        (
            "dahir-loi 1-93-16, art. 1 al. 2 (loi 101-14)",
            "الظهير الشريف بمثابة قانون رقم 1.93.16، المادة 1، الفقرة 2 (القانون رقم 101.14)",
            "Dahir with force of law No. 1-93-16, art. 1, para. 2 (Law No. 101-14)",
        ),
    ],
)
def test_the_grammar(text: str, arabic: str, english: str | None) -> None:
    found = cite(text, {})

    assert found is not None
    assert (found.fr, found.ar) == (text, arabic)
    assert english is None or found.en == english


def test_no_hyphen_or_roman_number_leaves_its_bracket_in_arabic() -> None:
    found = cite("CGI, art. 73-II-G-8° et 157-II", {})

    assert found is not None
    held = re.findall(f"{ISOLATE}(.*?){RELEASE}", set_arabic(found.ar))
    assert held == [] or all(piece == "II" for piece in held)


@pytest.mark.parametrize(
    "text", ["selon l’usage", "loi 65-00 bis ter", "loi 65-00, art.", "loi 65-00 et", ""]
)
def test_what_it_cannot_read_it_does_not_half_read(text: str) -> None:
    assert cite(text, {}) is None


def test_the_table_says_the_rest_part_by_part() -> None:
    table = {"note de service": Labels("note de service", "مذكرة مصلحية", "internal note")}

    found = cite("Note de service ; loi 65-00", table)

    assert found is not None
    assert (found.ar, found.en) == (
        "مذكرة مصلحية؛ القانون رقم 65.00",
        "Internal note; Law No. 65-00",
    )


@rule(article="usage de la place", since="2020-01-01")
def open_to_all(gross):
    """Anybody."""
    return gross > 0


def test_a_law_does_not_load_with_a_reference_that_only_french_reads() -> None:
    with pytest.raises(LawError, match="« usage de la place » n’a pas de forme arabe ni anglaise"):
        law_of([open_to_all], {"gross": "money"})


def test_a_scheme_gives_the_words_of_what_is_no_text_of_law() -> None:

    made = source([open_to_all], {"gross": "money"})
    table = {"usage de la place": {"ar": "العرف المحلي", "en": "local usage"}}
    law = Law.of(assemble("testland", [replace(made, words={**made.words, "references": table})]))

    case = law.on("2020-01").explain("open_to_all", gross=5)
    assert "(العرف المحلي)" in case.text("ar")
    assert "(Local usage)" in case.text("en")
    assert "(usage de la place)" in case.text("fr")
    told = case.to_dict()["trace"]
    assert (told["article"], told["citation"]["ar"]) == ("usage de la place", "العرف المحلي")


def test_a_value_that_no_text_gives_says_so_wherever_it_counts() -> None:
    @rule(article="art. 1", since="2020-01-01")
    def above(gross, p):  # type: ignore[no-untyped-def]
        return gross > p.limit

    law = law_of([above], {"gross": "money"}, {"limit": {"2020-01-01": {"value": 3}}})
    case = law.on("2020-01").explain("above", gross=5)

    assert "(référence non publiée)" in case.text("fr")
    assert "(المرجع غير منشور)" in case.text("ar")
    (used,) = case.to_dict()["trace"]["parameters"]
    assert (used["reference"], used["citation"]["en"]) == ("", "reference not published")


def test_the_words_of_a_reform_stay_those_of_who_wrote_it() -> None:
    @rule(article="art. 1", since="2020-01-01")
    def above(gross, p):  # type: ignore[no-untyped-def]
        return gross > p.limit

    law = law_of([above], {"gross": "money"}, {"limit": {"2020-01-01": {"value": 3}}})
    reformed = law.reform("Plus haut", {"limit": 4})

    assert "(Plus haut)" in reformed.on("2020-01").explain("above", gross=5).text("ar")
