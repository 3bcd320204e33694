"""Who may read what a committee decides and prepares: its bodies on the day, and nobody else."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from mithaq.apps.conventions.models import Committee, CommitteeMember, Decision, Meeting
from mithaq.apps.conventions.operations import pause_alarm, sittings
from mithaq.apps.conventions.operations.deciding import take_decision
from mithaq.apps.conventions.operations.sitting_drafts import DecisionDraft
from mithaq.apps.organisations.models import Organisation
from mithaq.apps.reference.queries import is_working_day
from mithaq.base.text import Labels
from mithaq.web.conventions.note import follow_up_of
from tests.apps.conventions.sittings import (
    ACT,
    BODIES,
    DAY,
    REFERENCE,
    attend,
    convened,
    planned,
    record_committee,
)
from tests.conftest import person
from tests.web.conventions.story import body

pytestmark = pytest.mark.django_db
BASE = "/fr/conventions/EXERCICE-COMITE/comites/1/"
WORDS = "Étendre l’échange"
LATE = "/fr/alertes/?regle=decision_late"


@pytest.fixture
def late(bodies: dict[str, int]) -> Decision:
    """A decision of January 2026 that nobody closed, owed by the agency."""
    meeting = convened(record_committee())
    attend(meeting, 6)
    draft = DecisionDraft(
        text=Labels(WORDS, "توسيع التبادل"), owner_id=body(BODIES[0], ""), due_on=date(2027, 1, 5)
    )
    take_decision(meeting_id=meeting.pk, draft=draft, **ACT)
    sittings.close_meeting(meeting_id=meeting.pk, **ACT)
    Decision.objects.update(due_on=date(2026, 1, 5))
    return Decision.objects.get()


def text(response: Any) -> str:
    return str(response.content.decode())


def reads(client: Client, username: str, slug: str, role: str = "agency_head") -> Client:
    """Sign somebody of a body in."""
    client.force_login(person(username, f"{username} Lecteur", role, organisation=slug))
    return client


def stranger(slug: str = "tierce") -> str:
    body(slug, slug)
    return slug


def test_a_stranger_learns_that_a_committee_is_late_and_not_with_what(
    client: Client, late: Decision
) -> None:
    key = f"decision_late:decision/{REFERENCE}/{late.pk}"
    pause_alarm(
        reference=REFERENCE, key=key, until_on=timezone.localdate() + timedelta(days=5),
        reason="Attendre la lettre de la région", on=timezone.localdate(), **ACT,
    )  # fmt: skip
    reads(client, "head", stranger())
    shown = text(client.get(LATE))
    listed = client.get(f"{LATE}&format=csv")
    file = b"".join(listed).decode()
    alone = text(client.get(f"/fr/alertes/{key}/"))
    for page in (shown, file, alone):
        assert "Comité technique" in page
        assert "décision échue" in page.lower()
        for secret in (WORDS, "Attendre la lettre"):
            assert secret not in page
    assert "Ses mots se lisent" in alone
    assert WORDS not in text(client.get("/fr/alertes/?q=échange"))
    links = set(re.findall(r'href="(/fr/(?:conventions|alertes)/[^"?#]+)"', shown))
    assert {client.get(link).status_code for link in links} == {200}
    assert not re.findall(r'href="/fr/decisions/\d+/', shown + alone)


def test_a_local_agency_reads_no_word_that_its_seat_keeps(client: Client, late: Decision) -> None:
    Organisation.objects.create(
        slug="agence-locale", kind="local_directorate", label_fr="Agence locale",
        parent=Organisation.objects.get(slug=BODIES[0]), is_exercise=True,
    )  # fmt: skip
    reads(client, "head", "agence-locale")
    for where in ("/fr/aujourdhui/", LATE):
        shown = text(client.get(where))
        assert WORDS not in shown
        assert f'href="{BASE}"' in shown


@pytest.mark.parametrize("where", ["/fr/aujourdhui/", LATE])
def test_whoever_sits_keeps_the_papers_or_answers_opens_the_decision(
    client: Client, late: Decision, where: str
) -> None:
    committee = Committee.objects.get()
    seated, kept, owner = (stranger(slug) for slug in ("assise", "greffe", "chargee"))
    seat = CommitteeMember.objects.order_by("rank").last()
    assert seat
    CommitteeMember.objects.filter(pk=seat.pk).update(organisation=body(seated, ""))
    committee_rule(committee, kept)
    Decision.objects.update(owner=body(owner, ""))
    for username, slug in (("siege", seated), ("greffier", kept), ("charge", owner)):
        reads(client, username, slug)
        if where == LATE:
            assert WORDS in text(client.get(where)), slug
        assert client.get(f"/fr/decisions/{late.pk}/").status_code == 200, slug


def committee_rule(committee: Committee, slug: str) -> None:
    from mithaq.apps.conventions.models import CommitteeRule

    CommitteeRule.objects.filter(committee=committee).update(secretariat=body(slug, ""))


def test_a_seat_that_ended_neither_reads_nor_writes(client: Client, late: Decision) -> None:
    slug = stranger("partie")
    CommitteeMember.objects.filter(seat="chair").update(organisation=body(slug, ""))
    reads(client, "presidente", slug, "signatory")
    assert "Prévoir une séance" in text(client.get(BASE))
    assert WORDS in text(client.get(LATE))
    assert WORDS in text(client.get("/fr/recherche/?q=décision+étendre"))
    CommitteeMember.objects.filter(seat="chair").update(ends_on=date(2026, 6, 30))
    assert "Prévoir une séance" not in text(client.get(BASE))
    form = {"starts_at": "2030-12-03T10:00", "slot_minutes": "90", "mode": "in_person"}
    assert client.post(BASE, form).status_code == 403
    assert WORDS not in text(client.get(LATE))
    assert client.get(f"/fr/decisions/{late.pk}/").status_code == 403
    assert WORDS not in text(client.get("/fr/recherche/?q=décision+étendre"))


def test_who_presided_that_day_still_signs_once_another_sits(
    client: Client, late: Decision
) -> None:
    slug = stranger("partie")
    chair = CommitteeMember.objects.filter(seat="chair")
    chair.update(organisation=body(slug, ""), ends_on=DAY.date())
    reads(client, "presidente", slug, "signatory")
    assert client.get(f"{BASE}seances/1/proces-verbal/").status_code == 200


def test_a_visitor_is_not_told_what_waits_inside(client: Client, late: Decision) -> None:
    page = text(client.get(BASE))
    assert "adopter le procès-verbal" not in page
    assert "à adopter" not in page
    reads(client, "siege", BODIES[0], "committee_secretary")
    assert "adopter le procès-verbal" in text(client.get(BASE))


def test_the_note_tells_the_day_to_come_to_those_who_sit(client: Client, late: Decision) -> None:
    days = (timezone.localdate() + timedelta(days=40 + more) for more in range(10))
    ahead = next(day for day in days if is_working_day(day))
    Meeting.objects.update(starts_at=timezone.now() - timedelta(days=9))
    planned(Committee.objects.get(), DAY.replace(year=ahead.year, month=ahead.month, day=ahead.day))
    held = person("siege", "Siège Lecteur", "agency_head", organisation=BODIES[0])
    from mithaq.apps.organisations.queries import mandates_of

    (mandate,) = mandates_of(user=held)
    today = timezone.localdate()
    assert follow_up_of(REFERENCE, on=today, mandate=mandate).awaited == {1}
    assert follow_up_of(REFERENCE, on=today, mandate=None).awaited == frozenset()
    answer = client.get(f"/fr/conventions/{REFERENCE}/note/fr.pdf")
    assert answer["Cache-Control"] == "private"


def test_today_tells_a_body_the_decisions_that_it_owes(client: Client, late: Decision) -> None:
    reads(client, "head", BODIES[0])
    page = text(client.get("/fr/aujourdhui/"))
    assert f'href="/fr/decisions/{late.pk}/"' in page
    assert "Décisions de comité à exécuter" in page
    reads(client, "other", stranger())
    assert f'href="/fr/decisions/{late.pk}/"' not in text(client.get("/fr/aujourdhui/"))


def test_the_page_of_a_sitting_says_which_decision_is_late(client: Client, late: Decision) -> None:
    reads(client, "alice", BODIES[0])
    page = f"{BASE}seances/1/"
    assert "Échéance dépassée" in text(client.get(page))
    Decision.objects.update(due_on=timezone.localdate())
    assert "Échéance dépassée" not in text(client.get(page))
