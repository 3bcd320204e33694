"""Loading reference data is repeatable, says what it changed, and never undoes a person's work."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from mithaq.apps.accounts.models import AuditLine
from mithaq.apps.reference import frames, operations
from mithaq.apps.reference.models import (
    Adjacency,
    Bank,
    Holiday,
    Indicator,
    IndicatorVersion,
    Nomenclature,
    PlaceAlias,
    Source,
    Term,
    Territory,
)
from mithaq.base.errors import Refusal
from mithaq.base.text import Labels
from mithaq.flows.load_reference import load_reference

AT = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db

SOURCES: list[dict[str, Any]] = [
    {
        "code": "report-1",
        "kind": "press",
        "title": {"fr": "Une convention pour l’emploi", "ar": "اتفاقية من أجل التشغيل"},
        "publisher": "Un journal",
        "published": "2017-06",
        "url": "https://journal.example/1",
    }
]
INDICATORS: list[dict[str, Any]] = [
    {
        "code": "insertion_rate",
        "label": {"fr": "Taux d’insertion"},
        "topic": {"fr": "Insertion"},
        "versions": [{"number": 1, "unit": "percent", "aggregation": "ratio"}],
    }
]


@pytest.fixture
def territories() -> None:
    operations.load_territories(at=AT)


def test_the_packaged_files_load_quickly_and_only_once() -> None:
    started = time.monotonic()
    first = {report.name: report for report in load_reference(at=AT)}
    assert time.monotonic() - started < 3
    assert first["territories"].added == 1 + 12 + 83 + 1503 + 41 + 173 + 27
    assert first["holidays"].added == 362
    assert first["banks"].added == 18
    again = load_reference(at=AT)
    assert all(report.is_quiet and not report.faults for report in again)
    assert [report.unchanged for report in again[:4]] == [
        report.added for report in list(first.values())[:4]
    ]


def test_each_loading_leaves_one_line() -> None:
    load_reference(at=AT, sources=SOURCES, indicators=INDICATORS)
    assert list(AuditLine.objects.order_by("id").values_list("action", flat=True)) == [
        "load_territories",
        "load_holidays",
        "load_nomenclatures",
        "load_banks",
        "load_sources",
        "load_indicators",
    ]


def test_a_changed_label_is_said(territories: None) -> None:
    Territory.objects.filter(code="09").update(label_fr="Sous-Massa")
    report = operations.load_territories(at=AT)
    assert (report.added, report.changed) == (0, 1)
    assert [(c.key, c.field, c.before, c.after) for c in report.changes] == [
        ("09", "label_fr", "Sous-Massa", "Souss-Massa")
    ]


def test_absence_from_the_file_is_not_deletion(territories: None) -> None:
    parent = Territory.objects.get(code="09")
    Territory.objects.create(code="09.999", level="province", parent=parent, label_fr="Nouvelle")
    report = operations.load_territories(at=AT)
    assert report.is_quiet
    assert report.absent == 1
    assert Territory.objects.filter(code="09.999").exists()


def test_a_fault_writes_nothing(territories: None, monkeypatch: pytest.MonkeyPatch) -> None:
    count = Territory.objects.count()
    stray = frames.Row("99.001", {"level": "province", "label_fr": "?"}, {"parent": "99"})
    fresh = frames.Row("13", {"level": "region", "label_fr": "Treizième"}, {"parent": "MA"})
    monkeypatch.setattr(frames, "territory_rows", lambda: [[fresh], [stray]])
    report = operations.load_territories(at=AT)
    assert report.is_refused
    assert "99" in report.faults[0].sentence.fr
    assert Territory.objects.count() == count
    assert AuditLine.objects.count() == 2


def test_every_territory_stands_in_its_parent(territories: None) -> None:
    assert Territory.objects.get(level="country").population_2024 == 36_828_330
    levels = {
        "region": {"country"},
        "province": {"region"},
        "prefecture": {"region"},
        "prefecture_arrondissements": {"prefecture"},
        "commune": {"province", "prefecture", "prefecture_arrondissements"},
        "arrondissement": {"commune"},
    }
    for level, parents in levels.items():
        rows = Territory.objects.filter(level=level).select_related("parent")
        assert {row.parent.level for row in rows if row.parent} <= parents, level
    assert Territory.objects.get(code="06.141.01.00").parent == Territory.objects.get(code="06.141")


def test_an_edited_holiday_is_kept_and_said() -> None:
    operations.load_holidays(at=AT)
    held = Holiday.objects.get(on=date(2026, 5, 28), label_fr="Fête du sacrifice")
    operations.edit_holiday(
        holiday_id=held.pk,
        on=date(2026, 5, 29),
        labels=held.labels,
        kind="lunar_confirmed",
        actor=None,
        mandate="",
        reason="Communiqué du ministère",
        at=AT,
    )
    report = operations.load_holidays(at=AT)
    assert report.is_quiet
    assert report.kept_edited == ("2026-05-28 Fête du sacrifice",)
    days = Holiday.objects.filter(on__year=2026, label_fr="Fête du sacrifice")
    assert sorted(days.values_list("on", flat=True)) == [date(2026, 5, 27), date(2026, 5, 29)]


def test_a_confirmed_or_cancelled_day_is_kept() -> None:
    operations.load_holidays(at=AT)
    held = Holiday.objects.get(on=date(2026, 6, 16))
    operations.edit_holiday(
        holiday_id=held.pk, on=held.on, labels=held.labels, kind="lunar_confirmed",
        actor=None, mandate="", reason="Annonce", at=AT,
    )  # fmt: skip
    gone = Holiday.objects.get(on=date(2026, 8, 26))
    operations.cancel_holiday(holiday_id=gone.pk, actor=None, mandate="", reason="Un jour", at=AT)
    report = operations.load_holidays(at=AT)
    assert report.kept_edited == ("2026-06-16 Nouvel an musulman",)
    held.refresh_from_db()
    gone.refresh_from_db()
    assert held.kind == "lunar_confirmed"
    assert gone.is_cancelled


def test_a_feast_renamed_by_hand_does_not_come_back() -> None:
    operations.load_holidays(at=AT)
    held = Holiday.objects.get(on=date(2026, 6, 16))
    operations.edit_holiday(
        holiday_id=held.pk, on=held.on, labels=Labels("Premier Moharram"), kind=held.kind,
        actor=None, mandate="", reason="Nom officiel", at=AT,
    )  # fmt: skip
    assert operations.load_holidays(at=AT).added == 0


def test_a_correction_moves_a_feast_by_a_few_days_only() -> None:
    operations.load_holidays(at=AT)
    held = Holiday.objects.get(on=date(2026, 3, 21))
    with pytest.raises(Refusal) as caught:
        operations.edit_holiday(
            holiday_id=held.pk, on=date(2026, 5, 29), labels=held.labels, kind=held.kind,
            actor=None, mandate="", reason="Erreur", at=AT,
        )  # fmt: skip
    assert [fault.rule for fault in caught.value.faults] == ["holiday.same_feast"]


def test_a_holiday_is_refused_with_all_its_faults() -> None:
    operations.load_holidays(at=AT)
    with pytest.raises(Refusal) as caught:
        operations.add_holiday(
            on=date(2026, 5, 1), labels=Labels("Fête du Travail"), kind="rumour",
            actor=None, mandate="", reason=" ", at=AT,
        )  # fmt: skip
    assert {fault.where for fault in caught.value.faults} == {"on", "kind", "reason"}
    assert all(fault.sentence.ar and fault.sentence.en for fault in caught.value.faults)


def test_a_name_spelled_otherwise_is_the_same_feast() -> None:
    operations.load_holidays(at=AT)
    Holiday.objects.filter(on=date(2026, 11, 18)).update(label_fr="Fete de l'Indépendance")
    report = operations.load_holidays(at=AT)
    assert (report.added, report.changed) == (0, 1)
    assert report.changes[0].after == "Fête de l’indépendance"


def test_feasts_that_coincide_are_two_lines() -> None:
    operations.load_holidays(at=AT)
    both = Holiday.objects.filter(on=date(2027, 8, 14)).order_by("kind")
    assert [(row.label_fr, row.kind) for row in both] == [
        ("Allégeance Oued Eddahab", "fixed"),
        ("Anniversaire du prophète", "lunar_estimated"),
    ]


def test_sources_say_what_changed_and_may_refuse_it() -> None:
    assert operations.load_sources(SOURCES, at=AT).added == 1
    other = [{**SOURCES[0], "publisher": "Un autre journal"}]
    refused = operations.load_sources(other, at=AT, refuse_changes=True)
    assert [fault.where for fault in refused.faults] == ["sources.report-1.publisher"]
    assert Source.objects.get().publisher == "Un journal"
    assert operations.load_sources(other, at=AT).changes[0].after == "Un autre journal"


def test_all_the_faults_of_a_source_are_said_at_once() -> None:
    bad = {"code": "Not a code", "kind": "rumour", "title": {"ar": "x"}, "published": "13/06/2017",
           "url": "journal.example"}  # fmt: skip
    report = operations.load_sources([bad, SOURCES[0], SOURCES[0]], at=AT)
    assert {fault.where for fault in report.faults} == {
        "sources[0].code",
        "sources[0].kind",
        "sources[0].title",
        "sources[0].published",
        "sources[0].url",
        "sources[2].code",
    }
    assert Source.objects.count() == 0


def test_a_published_version_is_final() -> None:
    operations.load_indicators(INDICATORS, at=AT)
    version = INDICATORS[0]["versions"][0]
    rewritten = [{**INDICATORS[0], "versions": [{**version, "definition": {"fr": "Autre chose"}}]}]
    report = operations.load_indicators(rewritten, at=AT)
    assert report.faults[0].rule == "indicator.version.final"
    assert IndicatorVersion.objects.get().definition_fr == ""
    second = [{**INDICATORS[0], "versions": [version, {**version, "number": 2, "grain": "an"}]}]
    assert operations.load_indicators(second, at=AT).added == 1


def test_a_definition_may_be_translated_once() -> None:
    def listed(**definition: str) -> list[dict[str, Any]]:
        version = {**INDICATORS[0]["versions"][0], "definition": definition}
        return [{**INDICATORS[0], "versions": [version]}]

    operations.load_indicators(listed(fr="Part des insérés"), at=AT)
    assert operations.load_indicators(listed(fr="Part des insérés", en="Share"), at=AT).changed == 1
    assert operations.load_indicators(listed(fr="Part des insérés", en="Rate"), at=AT).is_refused


def test_the_operation_refuses_a_percentage_that_is_summed() -> None:
    wrong = [{**INDICATORS[0], "versions": [{"unit": "percent", "aggregation": "sum"}]}]
    report = operations.load_indicators(wrong, at=AT)
    assert report.faults[0].rule == "indicator_percent_is_ratio"


def _territory(**values: Any) -> Territory:
    return Territory.objects.create(**{"label_fr": "X", "code": "77", "level": "region"} | values)


def _pair(first: int, second: int) -> Adjacency:
    return Adjacency.objects.create(
        first_id=first, second_id=second, border_km=1, centre_distance_km=1
    )


def _version(indicator: Indicator, **values: Any) -> IndicatorVersion:
    columns = {"number": 1, "unit": "jobs", "aggregation": "sum"} | values
    return IndicatorVersion.objects.create(indicator=indicator, **columns)


def test_the_database_refuses_what_the_domain_forbids(territories: None) -> None:
    low, high = Territory.objects.filter(level="province").order_by("pk").values_list("pk")[:2]
    operations.load_nomenclatures(at=AT)
    operations.load_holidays(at=AT)
    operations.load_banks(at=AT)
    operations.load_sources(SOURCES, at=AT)
    indicator = Indicator.objects.create(code="jobs", label_fr="Emplois", topic_fr="Emploi")
    _version(indicator)
    sections = Nomenclature.objects.get(code="activity_sections")
    known = Adjacency.objects.first()
    assert known is not None
    holiday = Holiday.objects.first()
    assert holiday is not None
    forbidden = [
        lambda: _territory(parent=None),
        lambda: _territory(level="country", parent=Territory.objects.get(code="MA")),
        lambda: _territory(code="09", parent=Territory.objects.get(code="MA")),
        lambda: _pair(high[0], low[0]),
        lambda: _pair(known.first_id, known.second_id),
        lambda: PlaceAlias.objects.create(alias="Fez", folded="fez", territory_id=low[0]),
        lambda: Holiday.objects.create(on=holiday.on, label_fr=holiday.label_fr, kind="fixed"),
        lambda: Nomenclature.objects.create(code="company_forms", version="1", label_fr="X"),
        lambda: Term.objects.create(nomenclature=sections, code="A", rank=99, label_fr="X"),
        lambda: Bank.objects.create(code="007", name="X", confidence="low"),
        lambda: Source.objects.create(code="report-1", kind="press", published_precision="unknown"),
        lambda: Source.objects.create(code="x", kind="press", published_precision="day"),
        lambda: _version(indicator),
        lambda: _version(indicator, number=2, unit="percent", aggregation="sum"),
    ]
    for write in forbidden:
        with pytest.raises(IntegrityError), transaction.atomic():
            write()
