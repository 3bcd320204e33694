"""Lists: few queries, honest counts, safe files."""

from __future__ import annotations

import csv
import importlib
import io
import pkgutil
from datetime import UTC, date, datetime
from typing import Any

import pytest
import python_calamine
from django.http import HttpResponseBase
from django.test import RequestFactory
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import override
from django_filters import FilterSet, MultipleChoiceFilter, TypedChoiceFilter
from django_htmx.middleware import HtmxMiddleware

from mithaq import web
from mithaq.apps.reference.models import Territory
from mithaq.base.dates import UncertainDate
from mithaq.web.shell.exports import Sheet, harmless
from mithaq.web.shell.exports import _written as written
from mithaq.web.shell.tables import Column, Table, TableView

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.web.shell.urls")]


class Filters(FilterSet):
    level = MultipleChoiceFilter(
        field_name="level",
        label="Niveau",
        choices=[("region", "région"), ("commune", "commune")],
        distinct=False,
    )
    parent = MultipleChoiceFilter(
        field_name="parent__code",
        label="Parent",
        choices=[("MA", "Maroc"), ("06", "Casablanca-Settat")],
        distinct=False,
    )
    known = TypedChoiceFilter(
        label="Population", choices=[("", "peu importe"), ("non", "inconnue")], method="of_known"
    )

    def of_known(self, rows: Any, name: str, value: str) -> Any:
        return rows.filter(population_2024__isnull=True) if value else rows


class Places(TableView):
    title = "Territoires"
    filterset = Filters
    table = Table(
        name="territoires",
        caption="Territoires",
        empty="Aucun territoire.",
        source="HCP",
        is_exercise=lambda row: row.code == "09",
        columns=(
            Column(key="label_fr", label="Nom", url=lambda row: f"/x/{row.code}/", sort="label_fr"),
            Column(key="code", label="Code", kind="code", sort="code", definition="Code du HCP."),
            Column(
                key="population_2024",
                label="Population",
                kind="number",
                absent="f",
                sort="population_2024",
            ),
            Column(
                key="day",
                label="Jour",
                kind="date",
                value=lambda row: UncertainDate(date(2024, 9, 1)),
                is_shown=False,
            ),
        ),
    )

    def rows(self, text: str) -> Any:
        found = Territory.objects.order_by("code")
        return found.filter(label_fr__icontains=text) if text else found


@pytest.fixture
def many(places: dict[str, int]) -> None:
    Territory.objects.bulk_create(
        Territory(
            code=f"06.141.02.{index}",
            level="commune",
            parent_id=places["06.141"],
            label_fr=f"Commune {index}" if index else "=cmd|' /C calc'!A0",
            population_2024=index or None,
        )
        for index in range(60)
    )


def ask(query: str, **headers: str) -> HttpResponseBase:
    request = RequestFactory().get(f"/fr/territoires/?{query}", headers=headers)
    with override("fr"):
        response = HtmxMiddleware(Places.as_view())(request)
        assert not hasattr(response, "render")
        return response


def text(response: HttpResponseBase) -> str:
    content = getattr(response, "content", None)
    return (content if content is not None else response.getvalue()).decode()  # type: ignore[attr-defined]


@pytest.mark.usefixtures("many")
def test_a_page_of_a_list_costs_few_queries(django_assert_max_num_queries: Any) -> None:
    for query in ("", "level=commune", "level=commune&parent=06", "q=Commune&tri=-code&page=2"):
        with django_assert_max_num_queries(6):
            ask(query)


@pytest.mark.usefixtures("many")
def test_counts_say_what_each_choice_would_leave() -> None:
    page = text(ask("level=region"))
    assert "2 lignes" in page
    assert 'value="commune"> commune <span class="facet-count">61</span>' in " ".join(page.split())


@pytest.mark.usefixtures("many")
def test_what_narrows_a_list_is_said_by_the_label_of_the_choice() -> None:
    page = text(ask("known=non")).replace("\u00a0", " ")
    assert "Population : inconnue" in page
    assert "Population : non" not in page


@pytest.mark.usefixtures("many")
def test_pages_and_their_limits() -> None:
    assert "26 à 50 sur 65" in text(ask("page=2"))
    assert "51 à 65 sur 65" in text(ask("page=999"))
    assert "1 à 25 sur 65" in text(ask("page=zero"))


@pytest.mark.usefixtures("many")
def test_sort_puts_the_unknown_last_both_ways() -> None:
    for order in ("population_2024", "-population_2024"):
        page = text(ask(f"tri={order}"))
        assert "non publiée" not in page
        assert f'aria-sort="{"de" if order[0] == "-" else "a"}scending"' in page
        found = csv.reader(io.StringIO(text(ask(f"tri={order}&format=csv"))[1:]), delimiter=";")
        known = [bool(line[2]) for line in list(found)[1:]]
        assert known == sorted(known, reverse=True)
        assert set(known) == {True, False}
    assert "non publiée" in text(ask("tri=inconnu"))


@pytest.mark.usefixtures("many")
def test_a_cell_is_escaped() -> None:
    Territory.objects.filter(code="06.141.02.1").update(label_fr="<script>alert(1)</script>")
    page = text(ask("q=script"))
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page


@pytest.mark.usefixtures("many")
def test_a_live_filter_gets_the_results_alone() -> None:
    response = ask("level=region", **{"HX-Request": "true"})
    assert "<html" not in text(response)
    assert 'hx-swap-oob="true"' in text(response)
    assert "HX-Request" in response.headers["Vary"]


def test_an_empty_list_says_so(places: dict[str, int]) -> None:
    assert "Aucune ligne ne répond à ces filtres." in text(ask("q=introuvable"))


@pytest.mark.usefixtures("many")
def test_columns_are_chosen() -> None:
    page = text(ask("colonnes=code&colonnes=day"))
    assert 'data-label="Jour"' in page
    assert 'data-label="Population"' not in page


@pytest.mark.usefixtures("many")
def test_text_file_is_complete_and_harmless() -> None:
    content = text(ask("format=csv"))
    assert content.startswith("\ufeff")
    lines = list(csv.reader(io.StringIO(content[1:]), delimiter=";"))
    assert lines[0] == ["Nom", "Code", "Population", "exercice"]
    assert len(lines) == 1 + 65
    assert [line[3] for line in lines if line[1] == "09"] == ["exercice"]
    assert [line[0] for line in lines if line[1] == "06.141.02.0"] == ["'=cmd|' /C calc'!A0"]
    assert [line[2] for line in lines if line[1] == "06.141.02.0"] == [""]


@pytest.mark.usefixtures("many")
def test_workbook_carries_data_and_notice() -> None:
    response = ask("format=xlsx&q=C&colonnes=label_fr&colonnes=population_2024&colonnes=code")
    content = b"".join(response.streaming_content)  # type: ignore[attr-defined]
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
    data, notice = (book.get_sheet_by_index(index).to_python() for index in (0, 1))
    assert data[0] == ["Nom", "Code", "Population", "exercice"]
    names = {row[1]: row for row in data[1:]}
    assert names["06.141.02.0"][0] == "=cmd|' /C calc'!A0"
    assert names["06.141.02.7"][2] == 7.0
    told = dict(row[:2] for row in notice)
    assert told["Source"] == "HCP"
    assert told["Code"] == "Code du HCP."
    assert told["Filtre"] == "Recherche : C"


def _tables() -> dict[str, Table]:
    """Every table that a module of the pages declares."""
    found = {}
    for module in pkgutil.walk_packages(web.__path__, f"{web.__name__}."):
        if ".templates" not in module.name:
            for name, value in vars(importlib.import_module(module.name)).items():
                if isinstance(value, Table):
                    found[f"{module.name}.{name}"] = value
    return found


def test_the_second_line_of_each_cell_leaves_in_a_column_of_its_own() -> None:
    tables = _tables()
    assert len(tables) > 15
    for name, table in tables.items():
        columns = table.leaving([])
        head = Sheet(table=table, columns=columns, rows=[], filters=[], at=timezone.now()).head()
        keys = {column.key for column in columns}
        for column in columns:
            said = column.note_label in head or column.noted_by in keys
            assert column.note is None or said, (name, column.key)
        assert len(set(head)) == len(head), (name, head)


def test_a_second_line_leaves_without_its_markup() -> None:
    column = Column(
        key="name", label="Nom", note=lambda _row: format_html("<b>a &amp; {}</b><br>c", "<b")
    )
    table = Table(name="n", caption="", empty="", columns=(column,))
    sheet = Sheet(
        table=table, columns=[column], rows=[{"name": "x"}], filters=[], at=timezone.now()
    )
    assert list(sheet.lines()) == [["x", "a & <b c"]]
    assert sheet.head() == ["Nom", "Nom : précision"]


def test_an_instant_leaves_in_the_time_of_morocco() -> None:
    assert written(datetime(2026, 8, 1, 23, 30, tzinfo=UTC)) == "2026-08-02 00:30"
    assert written(date(2026, 8, 1)) == "2026-08-01"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_a_formula_is_disarmed(start: str) -> None:
    assert harmless(f"{start}1+1") == f"'{start}1+1"
    assert harmless("1+1") == "1+1"
