"""The page of a commitment, the forms that write, and who may see what."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from mithaq.apps.accounts.models import AuditLine
from mithaq.apps.conventions.models import Commitment, CommitmentOwner, CommitmentProgress
from tests.browser.walk import readable
from tests.web.accounts.test_sign_in import at
from tests.web.following.conftest import AGENCY, REFERENCE, owned, reported

if TYPE_CHECKING:
    from mithaq.apps.accounts.models import User

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("programme")]
GIVEN = {
    "state": "kept", "stated_on": "2026-02-01", "done_fr": "Le guichet est ouvert.",
    "done_ar": "الشباك مفتوح", "quantity": "", "grade": "recorded", "evidence_url": "",
}  # fmt: skip


def page(client: Client, number: int = 1, language: str = "fr") -> str:
    address = at("commitment", REFERENCE, number).replace("/fr/", f"/{language}/")
    return str(client.get(address).content.decode())


def test_anyone_reads_where_it_stands_and_whose_move_it_is(client: Client) -> None:
    owned(1)
    reported(1, "running")
    text = page(client)

    assert "Ouvrir un guichet" in text
    assert "en retard de" in text
    assert "Agence fictive des Hespérides" in text
    assert "Un guichet ouvert" in text
    assert at("commitment_report", REFERENCE, 1) not in text
    arabic = page(client, language="ar")
    assert "فتح شباك" in arabic
    assert "متأخر" in arabic


def test_what_has_no_date_or_no_report_says_so(client: Client) -> None:
    text = page(client, 3)

    assert "Suite non publiée" in text
    assert "les parties ensemble" in text.lower()
    assert "Personne n’a encore dit" in text
    assert client.get(at("commitment", REFERENCE, 9)).status_code == 404


def test_the_debtor_reports_with_a_proof(client: Client, alice: User, bob: User) -> None:
    client.force_login(alice)
    proof = SimpleUploadedFile("pv.pdf", b"%PDF-1.7 preuve", content_type="application/pdf")
    answer = client.post(at("commitment_report", REFERENCE, 1), {**GIVEN, "evidence": proof})

    assert answer.status_code == 302
    report = CommitmentProgress.objects.get()
    assert (report.state, report.evidence_name, report.recorded_by_id) == (
        "kept", "pv.pdf", alice.pk,
    )  # fmt: skip
    assert AuditLine.objects.filter(action="conventions.record_progress").count() == 1
    where = at("commitment_evidence", REFERENCE, 1, 1)
    given = client.get(where)
    assert (given.content, given["X-Content-Type-Options"]) == (b"%PDF-1.7 preuve", "nosniff")
    client.force_login(bob)
    assert client.get(where).status_code == 200


def test_a_stranger_neither_writes_nor_opens_the_proof(client: Client, charlie: User) -> None:
    reported(1, "running", evidence=_proof())
    client.force_login(charlie)

    for name in ("commitment_report", "commitment_owner"):
        assert client.get(at(name, REFERENCE, 1)).status_code == 403
        assert client.post(at(name, REFERENCE, 1), GIVEN).status_code == 403
    assert client.get(at("commitment_evidence", REFERENCE, 1, 1)).status_code == 403
    assert "pv.pdf" not in page(client)
    assert CommitmentProgress.objects.count() == 1
    client.logout()
    assert client.get(at("commitment_evidence", REFERENCE, 1, 1)).status_code == 302


def test_an_auditor_reads_and_does_not_write(client: Client, bob: User) -> None:
    client.force_login(bob)

    assert client.get(at("commitment_report", REFERENCE, 1)).status_code == 403


def test_faults_stand_beside_fields_and_nothing_typed_is_lost(client: Client, alice: User) -> None:
    client.force_login(alice)
    wrong = {**GIVEN, "grade": "verified", "stated_on": "2999-01-01"}
    answer = client.post(at("commitment_report", REFERENCE, 1), wrong)
    text = answer.content.decode()

    assert answer.status_code == 422
    assert "Un avancement se constate" in text
    assert "Déposez la pièce" in text
    assert "Le guichet est ouvert." in text
    assert not CommitmentProgress.objects.exists()


def test_a_file_nobody_can_read_is_refused(client: Client, alice: User) -> None:
    client.force_login(alice)
    script = SimpleUploadedFile("pv.html", b"<script>", content_type="text/html")
    answer = client.post(at("commitment_report", REFERENCE, 1), {**GIVEN, "evidence": script})

    assert answer.status_code == 422
    assert not CommitmentProgress.objects.exists()


def test_a_quantity_that_surprises_is_confirmed_with_a_reason(client: Client, alice: User) -> None:
    Commitment.objects.filter(convention__reference=REFERENCE, number=1).update(
        quantity=4, unit="persons"
    )
    client.force_login(alice)
    where, given = at("commitment_report", REFERENCE, 1), {**GIVEN, "quantity": "99"}
    assert 'name="is_confirmed"' not in client.get(where).content.decode()
    refused = client.post(where, given)
    text = readable(refused.content.decode())
    assert refused.status_code == 422
    assert "99 réalisés pour 4 promis, soit 2475 %" in text
    assert 'name="is_confirmed"' in refused.content.decode()
    unsaid = client.post(where, {**given, "is_confirmed": "on"})
    assert "Dites pourquoi la quantité dépasse" in readable(unsaid.content.decode())
    assert not CommitmentProgress.objects.exists()
    why = {"is_confirmed": "on", "reason": "Trois promotions au lieu d’une"}
    assert client.post(where, {**given, **why}).status_code == 302
    assert CommitmentProgress.objects.get().quantity == 99
    assert AuditLine.objects.order_by("-id")[0].reason == "Trois promotions au lieu d’une"


def test_today_counts_what_the_list_counts(client: Client, alice: User) -> None:
    joint = Commitment.objects.filter(convention__reference=REFERENCE, number=3)
    joint.update(due_on=date(2025, 6, 30), due_precision="day")
    client.force_login(alice)
    listed = client.get(at("my_commitments")).context["counts"]
    today = client.get(at("today")).context["blocks"]
    (due,) = [item for item in today if "en retard ou dus" in item.title]
    late = sum(count for _words, count, url in listed if "=late" in url)
    assert late == due.own_count == 2


def test_a_correction_asks_why_and_keeps_both(client: Client, alice: User) -> None:
    reported(1, "kept")
    client.force_login(alice)
    where = f"{at('commitment_report', REFERENCE, 1)}?corrige=1"
    assert "Motif de la correction" in client.get(where).content.decode()
    assert client.post(where, {**GIVEN, "state": "partly_kept"}).status_code == 422
    corrected = {**GIVEN, "state": "partly_kept", "reason": "Un seul jour par semaine"}
    assert client.post(where, corrected).status_code == 302
    text = page(client)
    assert "corrigé par le n° 2" in text.replace("\u202f", " ").replace("\xa0", " ")
    assert "Tenu en partie" in text
    assert client.get(where).status_code == 404


def test_nobody_releases_itself(client: Client, alice: User, dounia: User) -> None:
    client.force_login(alice)
    assert (
        "levé d’un commun accord"
        not in client.get(at("commitment_report", REFERENCE, 1)).content.decode()
    )
    released = {**GIVEN, "state": "released"}
    assert client.post(at("commitment_report", REFERENCE, 1), released).status_code == 422
    client.force_login(dounia)
    assert client.post(at("commitment_report", REFERENCE, 1), released).status_code == 302
    assert "Personne" in page(client)


def test_the_main_is_handed_over(client: Client, alice: User, rachid: User) -> None:
    client.force_login(alice)
    form = client.get(at("commitment_owner", REFERENCE, 1)).content.decode()
    assert "Alice Amrani" in form
    assert "Rachid Raji" in form
    given = {
        "organisation": AGENCY, "user": str(alice.pk), "capacity_fr": "cheffe du guichet",
        "capacity_ar": "", "since_on": "2026-01-01", "reason": "",
    }  # fmt: skip
    assert client.post(at("commitment_owner", REFERENCE, 1), given).status_code == 302
    again = given | {"organisation": "region-hesperides", "user": str(rachid.pk)}
    refused = client.post(at("commitment_owner", REFERENCE, 1), again)
    assert refused.status_code == 422
    assert "en répond depuis" in refused.content.decode()
    later = again | {"since_on": "2026-03-01"}
    assert client.post(at("commitment_owner", REFERENCE, 1), later).status_code == 302
    assert CommitmentOwner.objects.count() == 2
    client.logout()
    assert "Rachid Raji" not in page(client)


def test_the_page_asks_few_questions(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    owned(1)
    reported(1, "running")
    with django_assert_max_num_queries(12):
        page(client)


def _proof() -> object:
    from mithaq.apps.conventions.operations import Evidence
    from mithaq.base.ports import port

    return Evidence(name="pv.pdf", sha256=port("files").keep(b"preuve"))


def test_all_that_is_wrong_is_said_in_one_answer(client: Client, alice: User) -> None:
    reported(1, "not_kept")
    client.force_login(alice)
    wrong = {
        **GIVEN, "state": "running", "stated_on": "2999-01-01", "done_fr": "", "done_ar": "",
        "grade": "verified", "evidence_url": "pas une adresse",
    }  # fmt: skip
    text = client.post(at("commitment_report", REFERENCE, 1), wrong).content.decode()
    assert "Dites ce qui a été fait." in text
    assert "Un avancement se constate" in text
    assert "Déposez la pièce" in text
    assert CommitmentProgress.objects.count() == 1


def test_only_the_states_that_may_follow_are_offered(client: Client, alice: User) -> None:
    client.force_login(alice)
    reported(1, "running")
    form = client.get(at("commitment_report", REFERENCE, 1)).content.decode()
    assert 'value="kept"' in form
    assert 'value="to_start"' not in form


def test_nothing_more_is_asked_of_what_is_kept(client: Client, alice: User) -> None:
    reported(1, "kept")
    client.force_login(alice)
    text = page(client)
    assert "Dire où il en est" not in text
    assert "?corrige=1" in text
    form = client.get(at("commitment_report", REFERENCE, 1)).content.decode()
    assert "plus rien ne s’y ajoute" in form
    assert '?corrige=1"' in form
    assert 'name="state"' not in form


def test_a_correction_never_calls_its_reason_optional(client: Client, alice: User) -> None:
    reported(1, "kept")
    client.force_login(alice)
    text = client.get(f"{at('commitment_report', REFERENCE, 1)}?corrige=1").content.decode()
    label = text.partition("Motif de la correction")[2].partition("</label>")[0]
    assert "facultatif" not in label


def test_whoever_writes_in_arabic_needs_no_french(client: Client, alice: User) -> None:
    client.force_login(alice)
    where = at("commitment_report", REFERENCE, 1)
    form = client.get(where.replace("/fr/", "/ar/")).content.decode()
    assert form.index('name="done_ar"') < form.index('name="done_fr"')
    answer = client.post(
        where, {**GIVEN, "state": "running", "done_fr": "", "done_ar": "نصف الملف"}
    )
    assert answer.status_code == 302
    text = page(client)
    told = text.partition('class="event-what"')[2]
    assert 'lang="ar" dir="rtl"' in told.partition("نصف الملف")[0][-80:]


def test_saying_where_it_stands_changes_whose_turn_it_is(client: Client) -> None:
    owned(2, "region-hesperides")
    assert "dire où en est l’engagement" in page(client, 2)
    reported(2, "running")
    text = page(client, 2)
    assert "dire où en est l’engagement" not in text
    assert "tenir l’engagement pour son échéance" in text


def test_what_only_a_source_said_is_not_the_state_of_today(client: Client) -> None:
    """The story's convention is real: its commitments run, said an article of 2017."""
    from tests.web.conventions.story import record_story

    reference = record_story()
    text = client.get(at("commitment", reference, 1)).content.decode()
    state = text.partition('class="now-words">')[2].partition("</p>")[0]
    # Beside « en cours selon la source », « suite non publiée » would contradict it.
    assert state == "Rien de publié depuis la source"
    assert "selon la source" in text
    listed = client.get(at("responsibilities", reference)).content.decode()
    assert "rien de publié depuis la source" in listed
    assert "en cours selon la source" in listed


def test_who_is_to_answer_later_is_shown_and_can_be_replaced(client: Client, alice: User) -> None:
    client.force_login(alice)
    today = timezone.localdate()
    later = today + timedelta(days=40)
    given = {
        "organisation": AGENCY, "user": "", "capacity_fr": "", "capacity_ar": "",
        "since_on": later.isoformat(), "reason": "",
    }  # fmt: skip
    where = at("commitment_owner", REFERENCE, 1)
    assert client.post(where, given).status_code == 302
    text = page(client).replace("\u202f", " ").replace("\xa0", " ")
    assert "en répondre à partir du" in text
    assert "remplace ce choix" in client.get(where).content.decode()
    assert client.post(where, given | {"since_on": today.isoformat()}).status_code == 302
    assert [row.since_on for row in CommitmentOwner.objects.all()] == [today]
    far = given | {"since_on": (today + timedelta(days=800)).isoformat()}
    refused = client.post(where, far)
    assert refused.status_code == 422
    assert "un an à l’avance" in refused.content.decode()


def test_an_organisation_and_a_person_of_another_are_pointed_out_with_the_day(
    client: Client, alice: User, rachid: User
) -> None:
    owned(1)
    client.force_login(alice)
    given = {
        "organisation": AGENCY, "user": str(rachid.pk), "capacity_fr": "", "capacity_ar": "",
        "since_on": "2024-01-01", "reason": "",
    }  # fmt: skip
    text = client.post(at("commitment_owner", REFERENCE, 1), given).content.decode()
    assert "n’a pas de mandat de cette organisation" in text
    assert "en répond depuis le 1er janvier 2025" in text.replace("\xa0", " ")


def test_whoever_may_not_report_is_told_who_may(client: Client, bob: User) -> None:
    client.force_login(bob)
    text = page(client)
    assert "Peuvent dire où il en est" in text
    client.logout()
    assert "Peuvent dire où il en est" not in page(client)
