"""Reading reference data: names resolved, borders both ways, working days, ids in one query."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mithaq.apps.reference import operations, queries

AT = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture
def territories() -> None:
    operations.load_territories(at=AT)


@pytest.fixture
def holidays() -> None:
    operations.load_holidays(at=AT)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("Fez", "03.231.01.0"),
        ("FEZ ", "03.231.01.0"),
        ("fès", "03.231.01.0"),
        ("فاس", "03.231.01.0"),
        ("Casa", "06.141.01.0"),
        ("souss massa", "09"),
        ("Morocco", "MA"),
    ],
)
def test_a_place_is_found_as_people_write_it(territories: None, written: str, code: str) -> None:
    found = queries.find_place(written)
    assert found is not None
    assert found.code == code


def test_an_uncertain_or_unknown_name_finds_nothing(territories: None) -> None:
    names = [row.label_fr for row in queries.territories(level="commune")]
    twice = next(name for name in sorted(names) if names.count(name) > 1)
    assert queries.find_place(twice) is None
    assert len(queries.find_places(twice, level="commune")) > 1
    assert queries.find_place("Atlantide") is None
    assert queries.find_place(" ") is None


def test_a_border_is_seen_from_both_sides(territories: None) -> None:
    for code in ("01.051", "09.001", "11.321"):
        detail = queries.territory(code)
        assert detail is not None
        assert detail.neighbours
        for neighbour in detail.neighbours:
            other = queries.territory(neighbour.place.code)
            assert other is not None
            back = {n.place.code: n.border_km for n in other.neighbours}
            assert back[code] == neighbour.border_km


def test_regions_touch_where_their_provinces_do(territories: None) -> None:
    souss, marrakech = queries.territory("09"), queries.territory("07")
    assert souss is not None
    assert marrakech is not None
    lengths = {n.place.code: n.border_km for n in souss.neighbours}
    assert {"07", "08", "10"} <= set(lengths)
    assert {n.place.code: n.border_km for n in marrakech.neighbours}["09"] == lengths["07"]


def test_a_territory_knows_its_place(territories: None) -> None:
    detail = queries.territory("09.001")
    assert detail is not None
    assert [place.code for place in detail.ancestors] == ["MA", "09"]
    assert detail.country_population == 36_828_330
    assert all(child.level == "commune" for child in detail.children)
    fez = queries.territory("03.231.01.0")
    assert fez is not None
    assert fez.aliases == ("Fez",)
    assert len(fez.children) == 6
    assert queries.territory("00") is None


def test_the_list_is_filtered(territories: None) -> None:
    assert queries.territories(level="region").count() == 12
    assert queries.territories(region="09", level=["province", "prefecture"]).count() == 6
    assert queries.territories(parent="09").count() == 6
    assert [row.code for row in queries.territories(text="Tangier")] == ["01.511.01.0"]


def test_the_map_draws_the_twelve_regions(territories: None) -> None:
    shapes = queries.regions_map()
    assert len(shapes) == 12
    assert all(shape.path.startswith("M") and shape.population for shape in shapes)


def test_tifinagh_says_who_has_no_name(territories: None) -> None:
    names = queries.tifinagh_names()
    assert [place.level for place in names.named[:13]] == ["country", *["region"] * 12]
    assert len(names.named) == 13 + 16
    assert len(names.unnamed_provinces) == 67
    assert {c.level: c.in_tifinagh for c in names.counts}["commune"] == 0


def test_working_days(holidays: None) -> None:
    assert not queries.is_working_day(date(2026, 11, 18))
    assert not queries.is_working_day(date(2026, 11, 21))
    assert queries.is_working_day(date(2026, 11, 19))
    monday, next_monday = date(2026, 11, 16), date(2026, 11, 23)
    assert queries.working_days_between(monday, next_monday) == 4
    assert queries.working_days_between(monday, monday) == 0
    assert queries.working_days_between(next_monday, monday) == 0


def test_a_cancelled_holiday_is_worked(holidays: None) -> None:
    row = queries.holidays(2026).get(on=date(2026, 11, 18))
    operations.cancel_holiday(holiday_id=row.pk, actor=None, mandate="", reason="Test", at=AT)
    assert queries.is_working_day(date(2026, 11, 18))
    detail = queries.holiday(row.pk)
    assert detail is not None
    assert detail.is_cancelled


def test_the_calendar_covers_its_years(holidays: None) -> None:
    assert queries.holiday_years() == tuple(range(2015, 2036))


def test_lists_of_codes() -> None:
    operations.load_nomenclatures(at=AT)
    operations.load_banks(at=AT)
    assert {row.code: row.term_count for row in queries.nomenclatures()} == {
        "activity_sections": 21,
        "company_forms": 15,
        "diploma_levels": 18,
    }
    assert [term.code for term in queries.terms("activity_sections")[:2]] == ["A", "B"]
    assert all(term.label_ar and term.label_en for term in queries.terms("diploma_levels"))
    view = queries.nomenclature("company_forms")
    assert view is not None
    assert view.term_count == 15
    assert queries.nomenclature("nothing") is None
    assert [bank.code for bank in queries.banks(text="credit maroc")] == ["021", "225"]


def test_ids_come_in_one_query(territories: None) -> None:
    entry: dict[str, Any] = {"code": "s1", "kind": "press", "title": {"fr": "S"}}
    operations.load_sources([entry, {**entry, "code": "s2"}], at=AT)
    version = {"unit": "jobs", "aggregation": "sum"}
    listed = {"code": "jobs", "label": {"fr": "Emplois"}, "topic": {"fr": "Emploi"},
              "versions": [{**version, "number": 1}, {**version, "number": 2}]}  # fmt: skip
    operations.load_indicators([listed], at=AT)
    with CaptureQueriesContext(
        connection,
    ) as caught:
        assert set(queries.sources_by_code(["s1", "s2", "s3"])) == {"s1", "s2"}
        assert set(queries.territories_by_code(["09", "99"])) == {"09"}
        versions = queries.indicator_versions_by_code(["jobs", "nothing"])
    assert len(caught) == 3
    assert max(versions["jobs"]) == 2
    assert versions["jobs"][2].unit == "jobs"
    detail = queries.indicator("jobs")
    assert detail is not None
    assert [v.number for v in detail.versions] == [2, 1]
    assert queries.source("s1") is not None
    assert queries.source("s9") is None
