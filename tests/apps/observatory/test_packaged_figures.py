"""The packaged tables recomputed from their files: counts, sums, and what every cell names."""

from __future__ import annotations

from collections import Counter, defaultdict
from decimal import Decimal

import pytest

from mithaq.apps.observatory.frames import Cell, cells_of, conflict_entries, dataset_files, entries
from mithaq.apps.reference.frames import territory_rows
from mithaq.base.text import LANGUAGES

CELLS = {file.code: list(cells_of(file)) for file in dataset_files()}
EVERY = [cell for cells in CELLS.values() for cell in cells]
# A table of 834 lines and 22 columns; 96 territories in 22 columns and 1,503 communes in two.
COUNTS = {
    "rgph2024-labour": 834 * 22,
    "rgph2024-establishments": 96 * 22 + 1503 * 2,
    "anapec": 133,
    "loss-of-employment": 60,
    "cnss": 74,
    "labour-survey": 176,
}
REGIONS = [row.key for row in territory_rows()[1]]


def value(indicator: str, territory: str = "MA", sex: str = "all", milieu: str = "all") -> Decimal:
    found = [
        cell.value
        for cell in CELLS["rgph2024-labour"] + CELLS["rgph2024-establishments"]
        if (cell.indicator, cell.territory, cell.sex, cell.milieu)
        == (indicator, territory, sex, milieu)
        and not cell.category
    ]
    assert len(found) == 1
    return found[0]


def test_every_table_has_its_rows() -> None:
    assert {code: len(cells) for code, cells in CELLS.items()} == COUNTS


def test_what_the_north_star_prints_is_in_the_census() -> None:
    assert value("census-unemployment-rate", "09", "women") == Decimal("27.4")
    assert value("census-unemployment-rate") == Decimal("21.3")
    assert value("census-unemployment-rate", "10") == Decimal("31.5")
    assert value("census-unemployment-rate", "12") == Decimal("10.6")
    assert value("census-unemployment-rate", "11", milieu="rural") == Decimal("17.3")
    assert value("census-active", "11", milieu="rural") == 4435
    assert value("census-active") == 11_137_688


@pytest.mark.parametrize("indicator", ["census-population", "businesses", "business-jobs"])
def test_regions_sum_to_the_country(indicator: str) -> None:
    assert sum(value(indicator, code) for code in REGIONS) == value(indicator)


def test_women_and_men_sum_to_everyone() -> None:
    for code in ["MA", *REGIONS]:
        parts = value("census-population", code, "women") + value("census-population", code, "men")
        assert parts == value("census-population", code)


def test_the_fund_s_companies_sum_to_the_published_total() -> None:
    said = [
        cell
        for cell in CELLS["cnss"]
        if cell.indicator == "cnss-affiliates" and str(cell.as_of) == "2022"
    ]
    assert sum(cell.value for cell in said if cell.territory != "MA") == 316_038
    assert sum(cell.value for cell in said if cell.category) == 316_038
    assert [cell.value for cell in said if cell.territory == "MA" and not cell.category] == [
        316_038
    ]


def test_details_of_2018_sum_to_what_they_detail() -> None:
    by_code = {cell.code: cell for cell in CELLS["anapec"]}
    parts: dict[str, list[Cell]] = defaultdict(list)
    for cell in CELLS["anapec"]:
        if cell.part_of and "2018" in str(cell.as_of):
            parts[cell.part_of].append(cell)
    whole = next(code for code in parts if code == "insertions-idmaj-2018-barlamane-bilan-2018")
    assert sum(cell.value for cell in parts[whole]) == by_code[whole].value == 102_773


def test_a_code_is_used_once_and_fits_its_column() -> None:
    assert [code for code, count in Counter(cell.code for cell in EVERY).items() if count > 1] == []
    assert [cell.code for cell in EVERY if len(cell.code) > 80] == []


def test_every_cell_names_what_exists() -> None:
    indicators = {entry["code"] for entry in entries("indicators")}
    sources = {entry["code"] for entry in entries("sources")}
    terms = {
        f"{item['code']}:{term['code']}" for item in entries("categories") for term in item["terms"]
    }
    assert {cell.indicator for cell in EVERY} <= indicators
    assert {cell.source for cell in EVERY} <= sources
    assert {cell.category for cell in EVERY} - {""} <= terms


def test_everything_is_told_in_three_languages() -> None:
    labels = [entry["label"] for entry in entries("indicators")]
    labels += [entry["title"] for entry in [*entries("sources"), *conflict_entries()]]
    labels += [term["label"] for item in entries("categories") for term in [item, *item["terms"]]]
    labels += [
        version["definition"]
        for entry in entries("indicators")
        for version in entry["versions"]
        if version["definition"]
    ]
    assert [words for words in labels if not all(words.get(name) for name in LANGUAGES)] == []


def test_two_families_never_share_an_indicator() -> None:
    """The census and the survey measure unemployment differently: 21.3 is not 13.3."""
    families = {cell.indicator.split("-")[0] for cell in CELLS["labour-survey"]}
    assert families == {"survey", "census"}
    survey = [cell for cell in EVERY if cell.indicator == "survey-unemployment-rate"]
    assert all(cell.as_of.on and str(cell.as_of) != "2024-09-01" for cell in survey)
    assert Decimal("13.3") in {cell.value for cell in survey if cell.territory == "MA"}


def test_every_conflict_opposes_different_figures() -> None:
    values = {cell.code: cell.value for cell in EVERY}
    for entry in conflict_entries():
        assert len(entry["sides"]) > 1
        assert set(entry["sides"]) <= set(values), entry["code"]


def test_disagreeing_figures_of_one_cell_are_told_as_a_conflict() -> None:
    told = {side for entry in conflict_entries() for side in entry["sides"]}
    revised = {cell.revises for cell in EVERY}
    cells: dict[tuple[object, ...], dict[Decimal, str]] = defaultdict(dict)
    for cell in EVERY:
        if cell.code not in revised:
            key = (cell.indicator, cell.territory, cell.sex, cell.milieu, cell.category)
            cells[*key, cell.as_of, cell.period_from][cell.value] = cell.code
    untold = [
        codes for codes in cells.values() if len(codes) > 1 and not told & set(codes.values())
    ]
    assert untold == []
