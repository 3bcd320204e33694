"""A results report is frozen: the same knowledge gives the same bytes, and a change is found."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import IntegrityError, connection

from mithaq.apps.accounts.models import AuditLine
from mithaq.apps.conventions.operations import withdraw_convention
from mithaq.apps.observatory.models import ResultsReport
from mithaq.apps.observatory.operations import record_figures
from mithaq.apps.observatory.operations.drafts import FigureDraft
from mithaq.apps.observatory.queries import (
    canonical,
    figures_of,
    fingerprint,
    report_figures,
    results_content,
    results_report,
    results_reports,
    standing_reports,
)
from mithaq.apps.reference.models import IndicatorVersion, Source
from mithaq.base.dates import UncertainDate
from mithaq.base.errors import Refusal
from mithaq.base.text import Labels
from mithaq.flows.publish_results_report import publish_results_report, withdraw_results_report
from tests.apps.observatory.real import SIGNED
from tests.conftest import AT


def publish(reference: str, as_of: date = SIGNED, at: datetime = AT) -> str:
    """Publish a report and give its public identifier."""
    return publish_results_report(
        reference=reference,
        as_of=as_of,
        known_on=as_of,
        actor=None,
        mandate="essai",
        reason="essai",
        at=at,
    ).public_id


def say(reference: str, code: str, said: str, as_of: str = "") -> None:
    """Somebody says one more figure."""
    version = IndicatorVersion.objects.filter(indicator__code="tahfiz-companies").first()
    assert version is not None
    record_figures(
        reference=reference,
        figures=[
            FigureDraft(
                code=code,
                title=Labels("Entreprises"),
                indicator_version_id=version.pk,
                value=4000,  # type: ignore[arg-type]
                qualifier="about",
                as_of=UncertainDate.parse(as_of or said),
                said=UncertainDate.parse(said),
                grade="announced",
                source_id=Source.objects.get(code="article-1").pk,
            )
        ],
        conflicts=[],
        actor=None,
        mandate="",
        reason="",
        at=AT,
    )


def by_code(content: dict[str, Any]) -> dict[str, Any]:
    """The figures of a content, by code."""
    return {item["code"]: item for item in content["figures"]}


def test_the_report_of_2017_states_what_was_said_that_day(real: str) -> None:
    content = results_content(reference=real, as_of=SIGNED)
    said = by_code(content)

    expected = {
        "tahfiz-companies-2017-05": ("3488", "exactly"),
        "tahfiz-growth-2017-05": ("13.6", "exactly"),
        "improved-insertion-2017-05": ("60000", "more_than"),
        "improved-insertion-2016-12": ("31709", "exactly"),
        "insertion-rate-2017-06": ("75", "exactly"),
        "permanent-share-2017-06": ("63", "exactly"),
        "state-contributions-2017-06": ("4400000000", "nearly"),
        "tahfiz-companies-2016-12": ("640", "exactly"),
    }
    assert {code: (said[code]["value"], said[code]["qualifier"]) for code in expected} == expected
    assert {item["grade"] for item in said.values()} == {"announced"}
    assert {item["definition"]["fr"] for item in said.values()} == {""}
    readings = content["readings"]["permanent-share-2017-06"]
    assert [item["parts"]["inside"] for item in readings] == ["47.25", "63"]
    assert said["tahfiz-growth-2017-05"]["implied_before"] == "3070"


def test_nothing_said_later_enters_a_report(real: str) -> None:
    """An account printed two days later, and the conflict it opens, are not of that day."""
    then = results_content(reference=real, as_of=SIGNED)
    later = results_content(reference=real, as_of=date(2017, 6, 15))

    assert [item["code"] for item in then["conflicts"]] == ["tahfiz-2017"]
    assert "tahfiz-contracts-2017-05" not in by_code(then)
    assert [item["code"] for item in later["conflicts"]] == ["tahfiz-2017", "tahfiz-unit-2017"]
    before = results_content(reference=real, as_of=date(2017, 6, 12))
    assert by_code(before).keys() == {
        "tahfiz-companies-2016-12", "tahfiz-employees-2016-12", "tahfiz-cost-2016-12",
    }  # fmt: skip
    assert before["conflicts"] == []


def test_the_same_knowledge_gives_the_same_bytes(real: str) -> None:
    found = results_report(publish(real))

    assert found is not None
    assert found.is_intact
    assert found.is_current
    again = canonical(results_content(reference=real, as_of=SIGNED))
    assert found.text == again == canonical(found.content)
    assert found.sha256 == fingerprint(again) == hashlib.sha256(again.encode()).hexdigest()


def test_a_report_stays_what_it_was_when_more_is_said(real: str) -> None:
    public_id = publish(real)
    first = results_report(public_id)
    say(real, "tahfiz-companies-2018", "2018-01-10")
    second = results_report(public_id)

    assert first is not None
    assert second is not None
    assert second.text == first.text
    assert second.is_intact
    assert second.is_current
    new = {item.code for item in second.said_since} - {item.code for item in first.said_since}
    assert new == {"tahfiz-companies-2018"}


def test_a_report_is_no_longer_current_when_its_own_day_says_more(real: str) -> None:
    public_id = publish(real)
    say(real, "tahfiz-companies-autre", "2017-06-01")
    found = results_report(public_id)

    assert found is not None
    assert found.is_intact
    assert not found.is_current


@pytest.mark.parametrize("text", ['{"figures":[]}', "not json at all"])
def test_the_fingerprint_finds_tampering(real: str, text: str) -> None:
    public_id = publish(real)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE observatory_resultsreport SET content = %s", [text])
    found = results_report(public_id)

    assert found is not None
    assert not found.is_intact
    assert found.content == {}
    assert found.text == text


def test_one_figure_changed_in_the_frozen_text_is_found(real: str) -> None:
    public_id = publish(real)
    row = ResultsReport.objects.get(public_id=public_id)
    content = json.loads(row.content)
    content["figures"][0]["value"] = "3489"
    with connection.cursor() as cursor:
        cursor.execute("UPDATE observatory_resultsreport SET content = %s", [canonical(content)])
    found = results_report(public_id)

    assert found is not None
    assert not found.is_intact


def test_the_same_content_is_not_published_twice(real: str) -> None:
    publish(real)
    with pytest.raises(Refusal, match="déjà publié sous le numéro 1") as refused:
        publish(real)

    assert refused.value.faults[0].rule == "results_report.same_content"
    publish(real, date(2017, 6, 15))
    assert sorted(results_reports().values_list("number", flat=True)) == [1, 2]


def test_a_day_to_come_has_no_report(real: str) -> None:
    with pytest.raises(Refusal, match="date passée ou sur aujourd’hui"):
        publish(real, date(2026, 3, 3))

    assert not results_reports().exists()
    assert not AuditLine.objects.filter(action="observatory.publish_results_report").exists()


def test_today_is_the_day_in_morocco(real: str) -> None:
    """Half past eleven in the evening in universal time is already tomorrow in Casablanca."""
    late = datetime(2026, 7, 1, 23, 30, tzinfo=UTC)
    publish(real, date(2026, 7, 2), late)


def test_publishing_leaves_one_audit_line(real: str) -> None:
    public_id = publish(real)
    (line,) = AuditLine.objects.filter(action="observatory.publish_results_report")

    assert line.object_ref == public_id
    assert line.mandate == "essai"
    assert line.reason == "essai"


def test_a_convention_with_a_published_report_stays(real: str) -> None:
    publish(real)
    with pytest.raises(Refusal):
        withdraw_convention(reference=real, actor=None, mandate="", reason="", at=AT)


def test_an_unknown_convention_has_no_content(db: None) -> None:
    with pytest.raises(LookupError):
        results_content(reference="NULLE-PART", as_of=SIGNED)


def test_a_state_said_later_enters_what_is_known_today_and_not_the_replay(real: str) -> None:
    """Two clocks: the day a figure describes, and the day by which somebody had said it."""
    say(real, "told-late", "2018-01-10", as_of="2017-06-01")
    say(real, "of-later", "2018-01-10", as_of="2017-12-31")
    replay = results_content(reference=real, as_of=SIGNED, known_on=SIGNED)
    assert replay == results_content(reference=real, as_of=SIGNED)
    assert not {"told-late", "of-later"} & set(by_code(replay))
    today = results_content(reference=real, as_of=SIGNED, known_on=date(2026, 1, 1))
    assert "told-late" in by_code(today)
    assert "of-later" not in by_code(today)
    assert today["known_on"] == "2026-01-01"
    assert "known_on" not in replay, "the report of 2017 keeps its bytes"


def test_no_figure_is_lost_between_the_reasons(real: str) -> None:
    """Kept, said later, of a later state: each figure is in one of the three, and in one only."""
    say(real, "told-late", "2018-01-10", as_of="2017-06-01")
    say(real, "of-later", "2018-01-10")
    every = {item.code for item in figures_of(real)}
    for as_of in (date(2017, 1, 1), SIGNED, date(2018, 6, 1)):
        for known_on in (SIGNED, date(2018, 1, 9), date(2018, 1, 10), date(2026, 1, 1)):
            found = report_figures(real, as_of=as_of, known_on=known_on)
            parts = [found.kept, found.said_later, found.state_later]
            codes = [item.code for part in parts for item in part]
            assert sorted(codes) == sorted(every)


def test_a_report_without_a_day_of_knowledge_is_known_at_its_publication(real: str) -> None:
    say(real, "told-late", "2018-01-10", as_of="2017-06-01")
    public_id = publish_results_report(
        reference=real, as_of=SIGNED, actor=None, mandate="", reason="", at=AT
    ).public_id
    found = results_report(public_id)
    assert found is not None
    assert "told-late" in by_code(dict(found.content))
    assert found.known_on == AT.date()
    assert found.is_current


def test_a_state_is_not_known_before_its_day(real: str) -> None:
    with pytest.raises(Refusal, match="n’est pas connue avant son jour"):
        publish_results_report(
            reference=real, as_of=SIGNED, known_on=date(2017, 6, 1), actor=None, mandate="",
            reason="", at=AT,
        )  # fmt: skip


def test_a_withdrawal_says_when_and_why_once(real: str) -> None:
    public_id = publish(real)
    with pytest.raises(Refusal, match="avec un motif"):
        withdraw_results_report(public_id=public_id, actor=None, mandate="", reason=" ", at=AT)
    withdraw_results_report(public_id=public_id, actor=None, mandate="", reason="erreur", at=AT)
    with pytest.raises(Refusal, match="déjà retiré"):
        withdraw_results_report(public_id=public_id, actor=None, mandate="", reason="x", at=AT)
    assert AuditLine.objects.filter(action="observatory.withdraw_results_report").count() == 1
    assert not standing_reports().exists()
    assert publish(real), "the same content may be published again"
    row = ResultsReport.objects.get(public_id=public_id)
    row.withdrawn_because = ""
    with pytest.raises(IntegrityError, match="results_report_withdrawal_is_whole"):
        row.save()
