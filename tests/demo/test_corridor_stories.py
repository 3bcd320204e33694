"""The corridor and the debts of the exercise: what waits for whom, each act under its mandate."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.utils import timezone

from mithaq.apps.accounts.models import AuditLine
from mithaq.apps.conventions.queries import roadmap_of
from mithaq.apps.corridor.choices.debts import SettlementStatus, StandingStatus
from mithaq.apps.corridor.choices.problems import ReferralKind, ReferralStatus
from mithaq.apps.corridor.models import (
    Case,
    CommitteeReferral,
    Contest,
    GoodStanding,
    Question,
    Settlement,
    Side,
)
from mithaq.apps.corridor.queries.case_readers import READINGS
from mithaq.apps.corridor.queries.debts import settlement_view
from mithaq.apps.organisations.queries import mandates_of
from mithaq.apps.reference.queries import is_working_day, paper_content
from mithaq.demo.loading import steps

WANTED = (
    "Installation de démonstration",
    "Territoires, calendriers et nomenclatures",
    "Organisations",
    "Convention 05-corridor-2020",
    "Convention 92-exercice-comite-permanent",
    "Feuille de route du corridor (exercice)",
    "Comptes de démonstration",
    "Comités des exercices",
    "Corridors : le réel, et celui de l’exercice",
    "Dossiers de médiation (exercice)",
    "Dettes et arrangements (exercice)",
    "Dossiers décidés en comité (exercice)",
    "Questions aux employeurs (exercice)",
)


@pytest.mark.django_db
def test_the_stories_hold_what_each_reader_needs() -> None:
    at = datetime(2026, 11, 29, 9, tzinfo=UTC)
    todo = dict(steps())
    for label in WANTED:
        todo[label](at)
    issued = GoodStanding.objects.get(status=StandingStatus.ISSUED)
    assert paper_content(issued.code)
    waiting = Settlement.objects.get(status=SettlementStatus.PREPARED)
    found = settlement_view(waiting.number, on=at.date())
    assert found is not None
    assert found.head.months == 24
    asked = Side.objects.filter(status="waiting_company", case__company__slug="cablage-du-port")
    assert asked.count() == 1
    assert roadmap_of("EXERCICE-COMITE-PERMANENT", on=at.date()) is not None
    titles = list(Case.objects.values_list("title", flat=True))
    assert len(set(titles)) == len(titles)
    said = [*titles, *Question.objects.values_list("text", flat=True),
            *Contest.objects.values_list("reason", flat=True)]  # fmt: skip
    assert all(any("\u0600" <= letter <= "\u06ff" for letter in text) for text in said)
    _everyone_acted_under_a_mandate()
    _the_committee_decided_on_cases()
    _everyone_acted_when_offices_were_open()
    _everyone_read_a_case_before_acting_on_it()


def _the_committee_decided_on_cases() -> None:
    """Two cases were referred, heard at one sitting and closed after it."""
    rows = CommitteeReferral.objects.filter(kind=ReferralKind.CASE).select_related("case")
    decided = [row for row in rows if row.status == ReferralStatus.DECIDED]
    assert len(decided) == 2
    for row in decided:
        assert row.case is not None
        assert row.decided_at is not None
        assert row.case.closed_at is not None
        assert row.referred_at < row.decided_at < row.case.closed_at
        assert row.decision_id
        assert "\u0627" in row.answer, "told in Arabic too"
    # What was referred after that sitting is not on its agenda.
    assert rows.filter(status=ReferralStatus.REFERRED).count() == 1


def _everyone_acted_under_a_mandate() -> None:
    """No act is dated before its author's mandate began, nor after it ended."""
    wrong = []
    for line in AuditLine.objects.filter(actor__isnull=False).select_related("actor"):
        day = timezone.localtime(line.at).date()
        if line.mandate and not mandates_of(user=line.actor_id, on=day):
            wrong.append((line.actor, line.action, day))
    assert wrong == []


def _everyone_acted_when_offices_were_open() -> None:
    """No one acts on a case, nor reads it, on a Saturday, a Sunday or a public holiday."""
    lines = AuditLine.objects.filter(object_type="case", actor__isnull=False)
    days = {timezone.localtime(line.at).date() for line in lines}
    assert len(days) > 10
    assert sorted(day for day in days if not is_working_day(day)) == []


def _everyone_read_a_case_before_acting_on_it() -> None:
    """Who acts on a case, other than its company or whoever files it, has opened it before."""
    companies = {str(row.public_id): row.company.slug
                 for row in Case.objects.select_related("company")}  # fmt: skip
    read: set[tuple[str, int]] = set()
    blind = []
    lines = AuditLine.objects.filter(object_type="case", actor__isnull=False)
    for line in lines.select_related("actor").order_by("at", "pk"):
        who = (line.object_ref, line.actor_id)
        day = timezone.localtime(line.at).date()
        held = {item.organisation for item in mandates_of(user=line.actor_id, on=day)}
        if line.action in READINGS:
            read.add(who)
        elif (
            who not in read
            and line.action != "corridor.submit_case"
            and companies[line.object_ref] not in held
        ):
            blind.append((line.object_label, str(line.actor), line.action))
    assert read
    assert blind == []
