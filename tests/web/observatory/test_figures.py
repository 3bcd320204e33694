"""A figure opens to the sentence that says it; an indicator shows what is counted and when."""

from __future__ import annotations

import io
import re
from typing import Any

import pytest
from django.test import Client
from python_calamine import CalamineWorkbook

from mithaq.apps.observatory.queries import indicator_history
from mithaq.web.observatory.series import families_of
from tests.browser.walk import readable
from tests.conftest import AT
from tests.web.conventions.story import record_story

ABSENT = '<li class="is-absent">'


def page(client: Client, path: str) -> str:
    """The text of a page, its tags apart."""
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def words(html: str) -> str:
    """What a person reads of a page."""
    return readable(re.sub(r"<[^>]+>", " ", html).replace("&nbsp;", " "))


def test_from_44_million_to_the_sentence_that_says_it(visitor: Client, real: str) -> None:
    html = page(visitor, "/fr/chiffres/state-contributions-2017-06/")
    text = words(html)

    assert "Cotisations versées par l’État" in text
    assert "près de 44 MDH" in text
    assert "Le 13 juin 2017, Article de presse 1 dit ceci :" in text
    assert "article, bilan" in text
    assert "/fr/sources/article-1/" in html
    assert "/fr/indicateurs/state-contributions/" in html
    assert "/fr/conventions/ANAPEC-CNSS-2017/" in html
    # Neither breakdown, nor list, nor rule is published; the record and the proof are there.
    assert html.count(ABSENT) == 3


def test_the_arabic_page_of_a_figure(visitor: Client, real: str) -> None:
    html = page(visitor, "/ar/chiffres/state-contributions-2017-06/")

    assert 'dir="rtl"' in html
    assert "الاشتراكات التي أدّتها الدولة" in html
    assert '<bdi dir="ltr">44</bdi>' in html
    assert "المقال الصحفي 1" in html


def test_a_share_shows_both_readings(visitor: Client, real: str) -> None:
    text = words(page(visitor, "/fr/chiffres/permanent-share-2017-06/"))

    assert "A. 63 % des insérés" in text
    assert "75 × 0,63 = 47,25 en CDI." in text
    assert "63 en CDI, soit 84 % des insérés." in text
    assert "Il ne s’additionne jamais" in text or "il ne s’additionne jamais" in text


def test_a_disputed_figure_shows_the_other_side(visitor: Client, real: str) -> None:
    text = words(page(visitor, "/fr/chiffres/tahfiz-companies-2017-05/"))

    assert "Annoncé, contredit" in text
    assert "640" in text
    assert "Pourquoi c’est un conflit." in text


def test_an_unknown_figure_is_not_found(visitor: Client, db: None) -> None:
    assert visitor.get("/fr/chiffres/nulle-part/").status_code == 404
    assert visitor.get("/fr/indicateurs/nulle-part/").status_code == 404


def test_an_indicator_shows_each_definition(visitor: Client, real: str) -> None:
    text = words(page(visitor, "/fr/indicateurs/tahfiz-companies/"))

    assert "même numéro ICE d’entreprise" in text
    assert "personne n’a publié ce qu’il compte" in text
    assert "rien de comparable avant" in text


def test_differences_are_computed_inside_one_source_only(real: str) -> None:
    history = indicator_history("improved-insertion-candidates", on=AT.date())
    assert history is not None
    (family,) = families_of(history)
    assert [readable(row.delta) for row in family.rows] == ["+28 291", ""]
    assert len(family.strokes) == 1

    disputed = indicator_history("tahfiz-companies", on=AT.date())
    assert disputed is not None
    (press,) = families_of(disputed)
    assert [row.delta for row in press.rows] == ["", ""]
    assert press.strokes == []
    assert all(point.is_in_conflict for point in press.points)


@pytest.mark.django_db
def test_exercises_have_a_drawing_of_their_own() -> None:
    record_story()
    record_story(reference="EXERCICE-1", is_exercise=True)
    history = indicator_history("i-companies", on=AT.date())
    assert history is not None
    families = families_of(history)

    assert [family.is_exercise for family in families] == [False, True]
    for family in families:
        assert all(row.figure.is_exercise is family.is_exercise for row in family.rows)


@pytest.mark.parametrize(
    "path", ["chiffres/", "indicateurs/", "chiffres/?q=tahfiz&degre=announced"]
)
def test_a_list_asks_few_questions(
    visitor: Client, real: str, path: str, django_assert_max_num_queries: Any
) -> None:
    page(visitor, f"/fr/{path}")
    with django_assert_max_num_queries(12):
        page(visitor, f"/ar/{path}")


def test_a_list_asks_no_more_when_it_is_longer(
    visitor: Client, real: str, django_assert_max_num_queries: Any
) -> None:
    for rank in range(3):
        record_story(reference=f"EXERCICE-{rank}", is_exercise=True)
    with django_assert_max_num_queries(12):
        page(visitor, "/fr/chiffres/")
    with django_assert_max_num_queries(12):
        page(visitor, "/fr/indicateurs/")


def test_figures_leave_as_a_workbook(visitor: Client, real: str) -> None:
    answer = visitor.get("/fr/chiffres/?format=xlsx")
    book = CalamineWorkbook.from_filelike(io.BytesIO(answer.getvalue()))
    values = [row for row in book.get_sheet_by_index(0).to_python() if row]
    flat = [cell for row in values for cell in row]

    assert 44_000_000 in flat
    assert 3488 in flat


def test_the_journal_is_offered_to_the_auditor_only(visitor: Client, real: str, bob: Any) -> None:
    client = Client()
    client.force_login(bob)

    assert "Voir le journal" in page(client, "/fr/chiffres/tahfiz-companies-2017-05/")
    assert "Voir le journal" not in page(visitor, "/fr/chiffres/tahfiz-companies-2017-05/")


def test_the_total_of_a_budget_shows_its_lines(visitor: Client, db: None) -> None:
    """The figure that announces a payer's total opens to the lines printed for that payer."""
    from mithaq.apps.conventions.queries import convention_detail
    from mithaq.apps.observatory.operations import record_figures
    from mithaq.apps.observatory.queries import figures_of
    from mithaq.apps.observatory.queries.state import ANNOUNCED_BUDGET
    from tests.web.conventions import story

    reference = record_story()
    detail = convention_detail(reference)
    assert detail is not None
    payer = story.body(detail.budget_lines[0].payer_slug, "")
    drawn = story._figure(
        "total",
        "28000000000",
        "centimes",
        story.source().pk,
        indicator=ANNOUNCED_BUDGET,
        organisation_id=payer,
    )
    record_figures(
        reference=reference, figures=[drawn], conflicts=[], actor=None, mandate="", reason="", at=AT
    )
    (total,) = [row for row in figures_of(reference) if row.code == "total"]
    lines = [line for line in detail.budget_lines if line.payer_slug == total.organisation_slug]
    text = visitor.get(f"/fr/chiffres/{total.code}/").content.decode()
    assert lines
    for line in lines:
        assert line.labels.fr in readable(text)
    assert f"/fr/conventions/{reference}/#budget" in text
