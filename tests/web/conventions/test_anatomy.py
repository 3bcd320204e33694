"""The whole anatomy on the page of a convention, in its workbook and in the filters."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.test import Client
from python_calamine import CalamineWorkbook

from mithaq.apps.conventions.queries import BudgetLineView, SourceRef
from mithaq.base.dates import UncertainDate
from mithaq.base.text import Labels
from mithaq.web.conventions.matrix import matrix_of, stages_of
from tests.apps.conventions.drafts import cited, draft, line, link, record, target
from tests.web.conventions.story import body


def page(client: Client, reference: str, language: str = "fr") -> str:
    return client.get(f"/{language}/conventions/{reference}/").content.decode()


def test_a_promise_says_how_much_to_whom_and_proved_by_what(
    visitor: Client, reference: str
) -> None:
    text = page(visitor, reference)
    for words in ("250", "envers", "Condition", "sur dossier complet", "liste signée",
                  "Apporte", "déclarations", "Base légale", "3 mois", "arabe (fait foi)",
                  "Manuel des échanges", "Ce sur quoi elle s’appuie"):  # fmt: skip
        assert words in text, words
    arabic = page(visitor, reference, "ar")
    for words in ("الشرط:", "الإثبات المقبول:", "الأساس القانوني", "ملاحق ووثائق", "ما تستند إليه"):
        assert words in arabic, words


def test_a_link_is_read_from_both_ends(visitor: Client, db: None) -> None:
    record(draft(reference="ANCIENNE"))
    record(draft(reference="RECENTE", links=(link("ANCIENNE"),)))

    assert "Finance" in page(visitor, "RECENTE")
    assert "/fr/conventions/RECENTE/" in page(visitor, "ANCIENNE")
    assert "Est financée par" in page(visitor, "ANCIENNE")
    assert "تموّلها" in page(visitor, "ANCIENNE", "ar")


def test_a_part_stands_under_its_whole_with_its_scope(visitor: Client, db: None) -> None:
    whole = target(key="tout", title=Labels("Le tout"))
    part = target(part_of_key="tout", title=Labels("La part"), sex="women", year=2027)
    record(draft(targets=(whole, target(title=Labels("Autre")), part)))
    text = page(visitor, "ESSAI-1")

    assert text.index("Le tout") < text.index("La part") < text.index("Autre")
    assert "femmes, 2027" in text


def test_the_matrix_crosses_measures_and_payers(visitor: Client, db: None) -> None:
    other = body("second", "second")
    lines = (
        line(committed_centimes=18_688_000_000, year=2020),
        line(committed_centimes=5_736_000_000, year=2021, called_centimes=1_000_000_000),
        line(committed_centimes=1_500_000_000, payer_id=other, title=Labels("Autre ligne")),
    )
    record(draft(budget_lines=lines))
    text = page(visitor, "ESSAI-1")

    for words in ("Mesure par payeur et par année", "244,24", "259,24", "année non publiée",
                  "De l’engagement à la preuve", "dit par 1 ligne sur 3"):  # fmt: skip
        assert words in text, words


def _money(rank: int, payer: str, year: int | None, centimes: int) -> BudgetLineView:
    source = SourceRef(
        code="s", labels=Labels("s"), kind="press", publisher="", url="",
        published=UncertainDate.unknown(), locator="",
    )  # fmt: skip
    return BudgetLineView(
        labels=Labels(f"ligne {rank}"), payer=Labels(payer), payer_slug=payer, measure=Labels(""),
        year=year, committed_centimes=centimes, called_centimes=None, disbursed_centimes=None,
        justified_centimes=None, grade="announced", source=source, measure_id=rank % 3,
    )  # fmt: skip


@pytest.mark.parametrize("seed", range(20))
def test_rows_and_columns_of_the_matrix_make_the_same_total(seed: int) -> None:
    lines = [
        _money(rank, f"p{(rank * seed) % 3}", 2020 + rank % 2, 100 + 7 * rank * (seed + 1))
        for rank in range(1, 9)
    ]
    matrix = matrix_of(lines)
    assert matrix is not None
    total = sum(item.committed_centimes for item in lines)
    assert matrix.total == total == sum(matrix.totals) == sum(row.total for row in matrix.rows)
    for index, column in enumerate(matrix.totals):
        assert column == sum(row.cells[index] or 0 for row in matrix.rows)
    assert sum(span for _payer, span in matrix.payers) == len(matrix.years)


def test_one_payer_and_one_year_need_no_matrix() -> None:
    assert matrix_of([_money(1, "p", None, 5)]) is None
    assert stages_of([_money(1, "p", None, 5)]) == ()


def test_the_register_finds_who_cites_the_same_thing(visitor: Client, db: None) -> None:
    record(draft(preamble=(cited(),), budget_lines=(line(),)))
    record(draft(reference="SANS"))

    for query in ("?preambule=strategie", "?budget=oui", "?q=strategie"):
        text = visitor.get(f"/fr/conventions/{query}").content.decode()
        assert "/fr/conventions/ESSAI-1/" in text, query
        assert "/fr/conventions/SANS/" not in text, query
    text = visitor.get("/fr/conventions/?budget=non").content.decode()
    assert "/fr/conventions/SANS/" in text
    assert "/fr/conventions/ESSAI-1/" not in text


@pytest.mark.parametrize("words", ["280,36", "280.36", "٢٨٠٫٣٦"])
def test_a_computed_sum_is_found(visitor: Client, db: None, words: str) -> None:
    """The source prints 280; its four lines make 280.36, which is printed nowhere."""
    amounts = (18_688_000_000, 5_736_000_000, 2_900_000_000, 712_000_000)
    record(draft(budget_lines=tuple(line(committed_centimes=one) for one in amounts)))
    text = visitor.get("/fr/recherche/", {"q": words}).content.decode()

    assert "/fr/conventions/ESSAI-1/" in text


def test_the_words_of_a_promise_are_found_with_their_article(visitor: Client, db: None) -> None:
    from tests.apps.conventions.drafts import commitment

    promise = commitment(text=Labels("Couverture", "تغطية صحية للشخص طيلة المدة", "Cover"))
    record(draft(commitments=(promise,)))
    text = visitor.get("/ar/recherche/", {"q": "التغطية الصحية"}).content.decode()

    assert "/ar/conventions/ESSAI-1/" in text


def test_the_workbook_holds_the_anatomy(visitor: Client, reference: str) -> None:
    response = visitor.get(f"/fr/conventions/{reference}/fichier/?format=xlsx")
    book = CalamineWorkbook.from_filelike(BytesIO(b"".join(response)))  # type: ignore[arg-type]
    sheets = {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}

    assert list(sheets) == [
        "Chiffres", "Objectifs", "Engagements", "Comités", "Parties", "Budget", "Liens et annexes",
    ]  # fmt: skip
    promise = dict(zip(sheets["Engagements"][0], sheets["Engagements"][1], strict=True))
    assert promise["Quantité"] == 250
    assert promise["Unité"] == "personnes"
    assert promise["Preuve admise"] == "liste signée"
    assert any("strategie-essai" in row for row in sheets["Liens et annexes"])
