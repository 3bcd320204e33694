"""A committee is founded, given its rule and its seats; seats end or change hands, never vanish."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from mithaq.apps.accounts.models import AuditLine, User
from mithaq.apps.conventions.models import Committee, CommitteeMember, CommitteeRule, Meeting
from mithaq.apps.conventions.queries.meetings import committee_detail, meeting_of
from mithaq.apps.organisations.models import Organisation
from mithaq.web.committees.composition_forms import member_initial
from tests.apps.conventions.sittings import (
    BODIES,
    REFERENCE,
    attend,
    convened,
    planned,
    record_committee,
)
from tests.apps.conventions.test_amendments import amendment, change, record
from tests.apps.conventions.test_sittings import held
from tests.conftest import person
from tests.web.committees.test_pages import signed_in, text
from tests.web.conventions.story import body

pytestmark = pytest.mark.django_db
BASE = f"/fr/conventions/{REFERENCE}/comites/"
SEAT = {"seat": "member", "person_fr": "Une Personne", "capacity_fr": "cheffe de service",
        "starts_on": "2027-01-04", "is_voting": "on"}  # fmt: skip
RULE = {"in_force_on": "2027-01-01", "counts_from": "2027-01-01", "second_after_days": "8",
        "notice_days": "10", "starts_from": "09:30", "slot_minutes": "60",
        "cadence_count": "2", "cadence_period": "year", "reason": "règlement"}  # fmt: skip


@pytest.fixture
def zineb(bodies: dict[str, int]) -> User:
    user = person("zineb", "Zineb Fassi", "committee_secretary", organisation=BODIES[0])
    for slug in BODIES:
        body(slug, slug)
    return user


def fictitious(*, are_real: bool = False) -> None:
    """The bodies of an exercise are fictitious ones."""
    Organisation.objects.filter(slug__in=BODIES).update(is_exercise=not are_real)


@pytest.fixture
def secretary(client: Client, zineb: User) -> Client:
    record_committee(1)
    fictitious()
    return signed_in(client, zineb)


def ending(on: date) -> dict[str, str]:
    return {"end-ends_on": str(on), "end-reason": "départ"}


def post(client: Client, where: str, **values: Any) -> str:
    return text(client.post(f"{BASE}{where}", values, follow=True))


def test_a_committee_is_founded_then_ruled_then_seated(secretary: Client) -> None:
    before = AuditLine.objects.count()
    page = post(secretary, "constituer/", kind="regional", title_fr="Comité régional", reason="")
    assert "Acte qui le constitue" in page
    assert AuditLine.objects.count() == before

    page = post(secretary, "constituer/", kind="regional", title_fr="Comité régional",
                title_ar="اللجنة الجهوية", cadence_count="3", reason="lettre 4")  # fmt: skip
    assert "Une cadence dit combien de séances" in page
    post(secretary, "constituer/", kind="regional", title_fr="Comité régional",
         title_ar="اللجنة الجهوية", reason="lettre 4")  # fmt: skip
    row = Committee.objects.get(convention__reference=REFERENCE, number=2)
    assert (row.grade, row.label_ar) == ("recorded", "اللجنة الجهوية")

    house = str(body(BODIES[0], ""))
    page = post(secretary, "2/regle/", secretariat=house, quorum="3", quorum_percent="50", **RULE)
    assert "pas les deux" in page
    post(secretary, "2/regle/", secretariat=house, quorum_percent="50", **RULE)
    row.refresh_from_db()
    assert (row.cadence_count, row.cadence_period) == (2, "year")
    assert CommitteeRule.objects.get(committee=row).in_force_on == date(2027, 1, 1)

    page = post(secretary, "2/composition/", organisation=house, **SEAT)
    assert "Le siège est donné" in page
    assert "Une Personne" in page
    actions = list(AuditLine.objects.order_by("pk").values_list("action", flat=True))[before:]
    assert actions == [
        "conventions.found_committee", "conventions.set_committee_rule", "conventions.seat_member",
    ]  # fmt: skip
    for path in ("constituer/", "2/regle/", "2/composition/"):
        arabic = secretary.get(f"{BASE}{path}".replace("/fr/", "/ar/"))
        assert 'dir="rtl"' in text(arabic)


def test_a_seat_changes_hands_from_a_day_and_its_meetings_follow(secretary: Client) -> None:
    meeting = planned(Committee.objects.get(convention__reference=REFERENCE))
    chair = CommitteeMember.objects.get(seat="chair")
    day = meeting.starts_at.date()
    page = post(
        secretary, f"1/composition/{chair.pk}/", act="end", **ending(day - timedelta(days=3))
    )
    assert "doit présider la séance 1" in page

    new = {**SEAT, "person_fr": "Autre Personne", "starts_on": str(day - timedelta(days=3))}
    page = post(secretary, f"1/composition/{chair.pk}/", act="replace", reason="lettre", **new)
    assert "a changé de personnes" in page
    chair.refresh_from_db()
    assert chair.ends_on == day - timedelta(days=4)
    found = meeting_of(meeting.pk).chair
    assert found
    assert found.person.fr == "Autre Personne"
    assert CommitteeMember.objects.filter(seat="chair").count() == 2


def test_what_was_held_keeps_its_table(client: Client, zineb: User) -> None:
    meeting = held(1)
    fictitious()
    signed_in(client, zineb)
    day = meeting.starts_at.date()
    last = CommitteeMember.objects.order_by("-rank")[0]
    page = post(client, f"1/composition/{last.pk}/", act="end", **ending(day - timedelta(days=1)))
    assert "est levée avec sa composition" in page
    house = str(body(BODIES[0], ""))
    page = post(client, "1/composition/", organisation=house, **{**SEAT, "starts_on": str(day)})
    assert "est levée avec sa composition" in page
    page = post(client, "1/composition/", organisation=house, **{**SEAT, "seat": "chair"})
    assert "a déjà une présidence" in page
    page = post(client, f"1/composition/{last.pk}/", act="end", **ending(day))
    assert "Le siège est terminé" in page
    assert CommitteeMember.objects.count() == 6


def test_a_rule_does_not_change_under_a_convened_meeting(secretary: Client) -> None:
    meeting = convened(Committee.objects.get(convention__reference=REFERENCE))
    attend(meeting, 3)
    house = str(body(BODIES[0], ""))
    page = post(secretary, "1/regle/", secretariat=house, quorum="2", **RULE)
    assert "est convoquée sous la règle actuelle" in page
    assert Meeting.objects.get().committee.quorum == 4


def test_only_who_runs_the_committee_composes_it_and_never_across_the_line(
    client: Client, zineb: User
) -> None:
    record_committee(1)
    fictitious(are_real=True)
    for path in ("constituer/", "1/regle/", "1/composition/"):
        # A real body does not compose an exercise.
        assert signed_in(client, zineb).get(f"{BASE}{path}").status_code == 403
    assert "composition/" not in text(client.get(f"{BASE}1/"))
    fictitious()
    stranger = person("omar", "Omar", "employer", organisation=BODIES[1])
    for path in ("constituer/", "1/regle/", "1/composition/"):
        assert signed_in(client, stranger).get(f"{BASE}{path}").status_code == 403
    signed_in(client, zineb)
    assert f"{BASE}1/composition/" in text(client.get(f"{BASE}1/"))
    assert f"{BASE}constituer/" in text(client.get(f"/fr/conventions/{REFERENCE}/"))


def test_a_signed_cadence_is_shown_and_changes_by_amendment_only(secretary: Client) -> None:
    row = Committee.objects.get(convention__reference=REFERENCE, number=1)
    signed = (row.cadence_count, row.cadence_period)
    assert signed != (2, "year")
    page = text(secretary.get(f"{BASE}1/regle/"))
    assert "elle change par avenant" in page
    post(secretary, "1/regle/", secretariat=str(body(BODIES[0], "")), quorum="3", **RULE)
    row.refresh_from_db()
    assert row.quorum == 3
    assert (row.cadence_count, row.cadence_period) == signed


def test_a_committee_founded_takes_no_number_of_an_amendment(secretary: Client) -> None:
    added = change("add", "committee", 2, title={"fr": "Comité ajouté"}, kind="technical")
    record(amendment(1, added), REFERENCE)
    post(secretary, "constituer/", kind="regional", title_fr="Comité régional",
         title_ar="اللجنة الجهوية", reason="lettre 4")  # fmt: skip
    assert Committee.objects.filter(convention__reference=REFERENCE, number=3).exists()


def test_replacing_a_seat_keeps_who_is_interim(secretary: Client) -> None:
    CommitteeMember.objects.update(is_interim=True)
    member = CommitteeMember.objects.order_by("pk").first()
    assert member is not None
    found = next(item for item in _members() if item.id == member.pk)
    assert member_initial(found)["is_interim"]


def _members() -> tuple[Any, ...]:
    committee = Committee.objects.get(convention__reference=REFERENCE, number=1)
    found = committee_detail(REFERENCE, committee.number, on=date(2026, 12, 1))
    assert found is not None
    return tuple(found.members)
