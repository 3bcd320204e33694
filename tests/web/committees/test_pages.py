"""A secretary prepares, holds and minutes a committee; members read, strangers see nothing."""

from __future__ import annotations

import csv
import re
from datetime import date, timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from mithaq.apps.accounts.models import User
from mithaq.apps.conventions.models import (
    AgendaItem,
    Committee,
    Decision,
    Meeting,
    Minutes,
    MinutesSignature,
)
from mithaq.apps.conventions.operations import sittings
from mithaq.apps.conventions.operations.deciding import take_decision
from mithaq.apps.conventions.operations.sitting_drafts import DecisionDraft
from mithaq.apps.reference.queries import paper_of_content
from mithaq.base.text import Labels
from mithaq.web.shell.dates import date_day
from tests.apps.conventions.sittings import ACT, BODIES, DAY, attend, convened, record_committee
from tests.browser.walk import readable
from tests.conftest import person
from tests.web.conventions.story import body

pytestmark = pytest.mark.django_db
BASE = "/fr/conventions/EXERCICE-COMITE/comites/1/"


def today() -> str:
    """The day in Morocco, which may turn while tests run."""
    return timezone.localdate().isoformat()


@pytest.fixture
def committee(bodies: dict[str, int]) -> Committee:
    return record_committee()


@pytest.fixture
def zineb(bodies: dict[str, int]) -> User:
    """The secretary of the agency."""
    return person("zineb", "Zineb Fassi", "committee_secretary", organisation=BODIES[0])


def signed_in(client: Client, user: User) -> Client:
    client.force_login(user)
    return client


def act(client: Client, where: str, **values: Any) -> Any:
    return client.post(f"{BASE}{where}", values, follow=True)


def text(response: Any) -> str:
    return str(response.content.decode())


def plan(client: Client) -> None:
    form = {"starts_at": "2030-12-03T10:00", "slot_minutes": "90", "mode": "in_person"}
    assert act(client, "", **form).status_code == 200


def test_twelve_late_commitments_a_missing_quorum_and_three_decisions(
    client: Client, committee: Committee, zineb: User
) -> None:
    """The whole story, as the pages tell it."""
    signed_in(client, zineb)
    plan(client)
    page = text(act(client, "seances/1/preparer/", act="build"))
    # Twelve points, and the rule itself said once below them.
    assert page.count("(règle E-1)") == 13
    assert "90 minutes prévues sur 90" in page.replace("\u202f", " ")
    sent = text(act(client, "seances/1/preparer/", act="convene"))
    assert "Séance 1 fixée au" in sent
    assert "lettres prêtes" in sent
    assert "rien n’est envoyé d’ici" in sent
    assert f"Membres convoqués : {len(_members(committee))}." in sent.replace("\u00a0", " ")

    members = [row.pk for row in _members(committee)]
    few = {f"presence_{pk}": "present" if n < 3 else "absent" for n, pk in enumerate(members)}
    page = text(act(client, "seances/1/tenir/", act="attend", **few))
    assert "sans l’attendre" in page
    for pk in members:
        presence = few[f"presence_{pk}"]
        assert f'name="presence_{pk}" value="{presence}" checked' in page
    page = text(act(client, "seances/1/tenir/", act="attend", is_ahead="on", **few))
    assert "Quorum non réuni" in page
    assert "Décider au point" not in page
    page = text(act(client, "seances/1/tenir/", act="decide:0", **_decision("Trop tôt")))
    assert "Le quorum n’est pas réuni" in page
    assert "Trop tôt" in page
    page = text(act(client, "seances/1/tenir/", act="close", closed_at="10:20"))
    assert "reportée faute de quorum" in page
    page = text(client.get(BASE))
    assert "Convoquer une deuxième fois" in page
    assert "seances/1/proces-verbal/#deuxieme" in page

    second = act(client, "seances/1/proces-verbal/", act="second", starts_at="2030-12-17T10:00")
    assert second.redirect_chain[-1][0] == f"{BASE}seances/2/preparer/"
    assert "Deuxième convocation de la séance 1" in text(second)
    act(client, "seances/2/preparer/", act="convene", reason="deuxième convocation")
    page = text(act(client, "seances/2/tenir/", act="attend", is_ahead="on", **few))
    assert "aucun quorum exigé" in page
    assert "Les décisions valent dès que la séance est levée" in page, "before it is lifted"
    item = Meeting.objects.get(number=2)
    first = _first_item(item)
    for number in range(1, 4):
        decide = {"act": f"decide:{first}", **_decision(f"Faire {number}")}
        answer = act(client, "seances/2/tenir/", **decide)
        assert answer.redirect_chain[-1][0].endswith(f"#point-{first}")
        assert f"C1-2-{number}" in text(answer)
    seen = item_of(item, rank=2)
    answer = act(client, "seances/2/tenir/", act=f"examine:{seen}")
    assert answer.redirect_chain[-1][0].endswith(f"#point-{seen}")
    assert "Examiné sans décision." in text(answer)
    closing = {"closed_at": "11:10", f"notes_{first}": "Dit et redit"}
    page = text(act(client, "seances/2/tenir/", act="close", **closing))
    assert "Les points 3, 4" in page, "what has no result is asked about before the sitting closes"
    assert Meeting.objects.get(number=2).status == "convened"
    page = text(act(client, "seances/2/tenir/", act="close", is_sure="on", **closing))
    assert "Examiné sans décision." in page
    assert "Dit et redit" in page
    assert page.count('<div class="decided-block"><p><b>Décision C1-2-') == 3
    assert "avant son jour prévu" in page
    assert 'value="closing"' not in page, "held ahead, nobody noted its hours"
    row = text(client.get(BASE)).split("seances/2/")[-1].split("</tr>")[0]

    told = str(date_day(timezone.localdate())).replace("\u00a0", " ")
    assert f'data-label="Jour">{told}' in row.replace("\u00a0", " "), (
        "its day is the one it was held"
    )
    assert "prévue le 17 décembre 2030" in row.replace("\u00a0", " ")

    page = text(act(client, "seances/2/proces-verbal/", act="adopt", adoption="written",
                    adopted_on=today()))  # fmt: skip
    assert "ne changera plus" in page
    signer = {"person": "Personne 1", "capacity": "directrice"}
    page = text(act(client, "seances/2/proces-verbal/", act="sign_chair", is_on_paper="on",
                    **signer))  # fmt: skip
    assert "Joignez l’exemplaire numérisé" in page
    act(client, "seances/2/proces-verbal/", act="sign_chair", is_on_paper="on", scan=scan(),
        **signer)  # fmt: skip
    page = text(client.get(f"{BASE}seances/2/proces-verbal/"))
    assert "inscrite par Zineb Fassi" in page
    for where in ("seances/2/proces-verbal/", "seances/2/", ""):
        page = text(client.get(f"{BASE}{where}")).replace("\u00a0", " ")
        assert "Au secrétariat : signer le procès-verbal" in page, where
        assert "À la présidence et au secrétariat" not in page, "the chair has signed"
    kept = client.get(f"{BASE}seances/2/proces-verbal/signature-chair/").content
    assert kept == scan().read()
    assert client.get(f"{BASE}seances/2/proces-verbal/signature-chair/").content == scan().read()
    page = text(act(client, "seances/2/proces-verbal/", act="sign_secretary", **signer))
    assert "le nom de la personne connectée" in page
    page = text(act(client, "seances/2/proces-verbal/", act="sign_secretary"))
    assert "ses deux signatures" in page
    assert Minutes.objects.get(meeting=item).status == "signed"
    for language in ("fr", "ar"):
        paper = client.get(f"{BASE}seances/2/proces-verbal-{language}.pdf").content
        issued = paper_of_content(paper)
        assert issued
        assert issued.language == language
        assert "EXERCICE-COMITE" in text(client.get(f"/fr/verifier/?code={issued.code}"))
    assert Decision.objects.filter(meeting=item).count() == 3


def scan() -> SimpleUploadedFile:
    return SimpleUploadedFile("pv.pdf", b"%PDF-1.7 essai", content_type="application/pdf")


def _decision(words: str) -> dict[str, str]:
    return {"text": words, "owner": str(body(BODIES[0], "")), "due_on": "2031-01-31"}


def _members(committee: Committee) -> Any:
    from mithaq.apps.conventions.models import CommitteeMember

    return CommitteeMember.objects.filter(committee=committee).order_by("rank")


def item_of(meeting: Meeting, *, rank: int) -> int:
    """The key of the point of a rank."""

    return int(AgendaItem.objects.get(meeting=meeting, rank=rank, standing="on_agenda").pk)


def _first_item(meeting: Meeting) -> int:

    return AgendaItem.objects.filter(meeting=meeting).order_by("rank")[0].pk


def test_the_chair_does_not_sign_on_screen_under_the_secretary_s_mandate(
    client: Client, held: Meeting, zineb: User
) -> None:
    signed_in(client, zineb)
    act(client, "seances/1/proces-verbal/", act="adopt", adoption="written",
        adopted_on=today())  # fmt: skip
    page = text(act(client, "seances/1/proces-verbal/", act="sign_chair", person="P", capacity="Q"))

    assert "constatée sur papier" in page
    assert not Minutes.objects.filter(status="signed").exists()


def test_a_forged_chair_is_refused_and_whoever_presided_signs_in_one_gesture(
    client: Client, held: Meeting, zineb: User
) -> None:
    where = f"{BASE}seances/1/proces-verbal/"
    signed_in(client, zineb)
    act(client, "seances/1/proces-verbal/", act="adopt", adoption="written",
        adopted_on=today())  # fmt: skip
    assert "inscrite par le secrétariat" in text(client.get(where))

    rajae = person("rajae", "Rajae Tahiri", "signatory", organisation=BODIES[1])
    signed_in(client, rajae)
    page = text(client.get(where))
    assert "Attendue de la personne qui a présidé" in page
    assert 'value="sign_chair"' not in page
    forged = {"act": "sign_chair", "person": "Jean Inconnu", "capacity": "Q"}
    assert "le nom de la personne connectée" in text(client.post(where, forged))
    assert "présidée par Personne 1" in text(client.post(where, {**forged, "person": rajae}))
    scanned = {**forged, "is_on_paper": "on", "unscanned_reason": "bound_register"}
    assert "Seul le secrétariat" in text(client.post(where, scanned))
    assert not MinutesSignature.objects.exists()

    presided = person("presidente", "Personne 1", "signatory", organisation=BODIES[1])
    signed_in(client, presided)
    page = text(client.get(where))
    assert "Vous signez en votre nom" in page
    assert 'name="person"' not in page
    assert "le nom de la personne connectée" in text(client.post(where, forged))
    act(client, "seances/1/proces-verbal/", act="sign_chair")
    assert MinutesSignature.objects.get().person_fr == "Personne 1"


def test_two_decisions_of_one_number_are_told_apart_by_their_convention(
    client: Client, held: Meeting, zineb: User
) -> None:
    signed_in(client, zineb)
    page = text(client.get("/fr/decisions/"))
    cell = re.search(r"C1-1-1.*?</td>(.*?)</tr>", page, re.DOTALL)
    assert cell
    assert "EXERCICE-COMITE" not in cell[0], "the convention is told in words, not by its code"
    assert f"« {held.committee.convention.label_fr} », séance 1" in " ".join(cell[1].split())
    committee = held.committee.label_fr
    number = re.search(r"<td[^>]*>(?:(?!<td).)*C1-1-1.*?</td>", page, re.DOTALL)
    assert number
    assert committee in number[0], "two committees may share a number: its committee is beside"
    assert "C1-1-1" in text(client.get("/fr/decisions/?q=C1-1-1")), "a number finds its decision"
    Decision.objects.update(due_on=timezone.localdate() + timedelta(days=3))
    assert "dans 3 jours" in text(client.get("/fr/decisions/?echeance=avenir")).replace(
        "\u00a0", " "
    )
    assert "C1-1-1" not in text(client.get("/fr/decisions/?echeance=retard")).replace("\u00a0", " ")
    Decision.objects.update(due_on=timezone.localdate() - timedelta(days=12))
    assert "en retard de 12 jours" in text(client.get("/fr/decisions/?echeance=retard")).replace(
        "\u00a0", " "
    )
    assert "C1-1-1" not in text(client.get("/fr/decisions/?echeance=avenir")).replace("\u00a0", " ")
    Decision.objects.update(due_on=date(2026, 6, 1))
    late = text(client.get("/fr/aujourdhui/"))
    assert "échue depuis" in late
    convention = held.committee.convention.label_fr
    told = f"décision C1-1-1 · {committee} · {convention} · "
    assert readable(told) in readable(late), "« comité de pilotage » is that of four conventions"
    sent = b"".join(client.get("/fr/decisions/?format=csv")).decode()
    line = next(row for row in csv.reader(StringIO(sent), delimiter=";") if "C1-1-1" in row)
    assert committee in line
    assert line[line.index("C1-1-1") + 1] == "EXERCICE-COMITE"


@pytest.fixture
def held(committee: Committee) -> Meeting:
    meeting = convened(committee)
    attend(meeting, 5)
    take_decision(
        meeting_id=meeting.pk,
        draft=DecisionDraft(
            text=Labels("Agir vite", "التصرف بسرعة"),
            owner_id=body(BODIES[0], ""),
            due_on=date(2027, 1, 31),
        ),
        **ACT,
    )
    sittings.close_meeting(meeting_id=meeting.pk, **ACT)
    meeting.refresh_from_db()
    return meeting


PRIVATE = (
    "seances/1/preparer/", "seances/1/tenir/", "seances/1/proces-verbal/",
    "seances/1/convocation-fr.pdf", "seances/1/ordre-du-jour-fr.pdf",
    "seances/1/presence-fr.pdf", "seances/1/proces-verbal-fr.pdf", "decisions.xlsx",
)  # fmt: skip


@pytest.fixture
def outsider(bodies: dict[str, int]) -> User:
    """An employer of a body that is neither a party nor at the table."""
    body("tierce", "Tierce")
    return person("omar", "Omar Outsider", "employer", organisation="tierce")


@pytest.mark.parametrize("where", PRIVATE)
def test_a_stranger_sees_nothing_private(
    client: Client, held: Meeting, outsider: User, where: str
) -> None:
    assert client.get(f"{BASE}{where}").status_code in (302, 403)
    assert signed_in(client, outsider).get(f"{BASE}{where}").status_code == 403


def test_the_public_sees_a_day_a_number_and_nothing_else(client: Client, held: Meeting) -> None:
    page = text(client.get(BASE))
    assert "Séance 1" in page
    for secret in ("Personne 1", "Agir vite", "Suppléant 1"):
        assert secret not in page
    page = text(client.get(f"{BASE}seances/1/"))
    assert "n’est pas public" in page
    for secret in ("Personne 1", "Agir vite", "Promesse 1"):
        assert secret not in page


def test_a_sitting_held_is_not_said_published(client: Client, held: Meeting) -> None:
    page = text(client.get(BASE))
    assert "séance tenue" in page
    assert "compte rendu publié" not in page


def test_public_minutes_are_read_by_everyone(client: Client, held: Meeting, zineb: User) -> None:
    signed_in(client, zineb)
    where = f"{BASE}seances/1/proces-verbal/"
    act(client, "seances/1/proces-verbal/", act="adopt", adoption="written",
        adopted_on=today())  # fmt: skip
    assert 'value="publish"' not in text(client.get(where)), "not before both signatures"
    page = text(act(client, "seances/1/proces-verbal/", act="publish"))
    assert "une fois ses deux signatures données" in page
    paper = {"person": "P", "capacity": "Q", "is_on_paper": "on"}
    page = text(act(client, "seances/1/proces-verbal/", act="sign_chair", **paper,
                    unscanned_reason="un mot"))  # fmt: skip
    assert not MinutesSignature.objects.exists(), "a reason is one of the list"
    act(client, "seances/1/proces-verbal/", act="sign_chair", **paper, unscanned_reason="archived")
    act(client, "seances/1/proces-verbal/", act="sign_secretary")
    page = text(act(client, "seances/1/proces-verbal/", act="publish"))
    assert "Le procès-verbal est public" in page
    client.logout()

    assert "Agir vite" in text(client.get(f"{BASE}seances/1/"))
    page = text(client.get(where))
    assert "Agir vite" in page
    assert "versé aux archives" in page
    assert '<form method="post" class="form"' not in page
    assert "Agir vite" in text(signed_in(client, person(
        "omar", "Omar Outsider", "employer", organisation=str(body("tierce", "T") and "tierce")
    )).get(where))  # fmt: skip
    client.logout()
    answer = client.get(f"{BASE}seances/1/proces-verbal-ar.pdf")
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content == client.get(f"{BASE}seances/1/proces-verbal-ar.pdf").content
    assert client.get(f"{BASE}seances/1/presence-fr.pdf").status_code == 403


def test_a_member_reads_and_does_not_write(client: Client, held: Meeting, alice: User) -> None:
    signed_in(client, alice)
    assert "Agir vite" in text(client.get(f"{BASE}seances/1/"))
    page = client.get(f"{BASE}seances/1/proces-verbal/")
    assert "Agir vite" in text(page)
    assert 'name="act"' not in text(page)
    sent = client.post(f"{BASE}seances/1/proces-verbal/", {"act": "remarks", "remarks": "Non"})
    assert sent.status_code == 403
    assert client.post(f"{BASE}", {"starts_at": "2030-12-03T10:00"}).status_code == 403


def test_an_owner_says_that_a_decision_is_executed(
    client: Client, held: Meeting, alice: User, charlie: User
) -> None:
    pk = Decision.objects.get().pk
    where = f"/fr/decisions/{pk}/"
    signed_in(client, charlie)
    assert client.post(where, {"act": "complete", "evidence": "x"}).status_code == 403
    signed_in(client, alice)
    assert client.post(where, {"act": "postpone", "due_on": "2027-03-01"}).status_code == 403
    page = text(client.post(where, {"act": "complete", "evidence": ""}))
    assert "field-fault" in page
    client.post(where, {"act": "complete", "evidence": "lettre 12"})
    assert Decision.objects.get().status == "done"
    page = text(client.get(where))
    assert "lettre 12" in page
    changed = page[page.index("t-changed") :].split("</table>")[0]
    for words in ("pas de décision", "ouverte", "exécutée"):
        assert words in changed, "its state before it, as decided, and now"


def test_the_list_of_decisions_is_one_s_own(
    client: Client, held: Meeting, alice: User, bob: User, outsider: User
) -> None:
    for user, is_seen in ((alice, True), (bob, True), (outsider, False)):
        page = text(signed_in(client, user).get("/fr/decisions/"))
        assert ("Agir vite" in page) is is_seen, user
    signed_in(client, alice)
    assert client.get("/fr/decisions/?format=xlsx").status_code == 200
    assert client.get(f"{BASE}decisions.xlsx").status_code == 200


def test_a_decision_says_what_point_it_was_taken_on(
    client: Client, held: Meeting, zineb: User
) -> None:
    signed_in(client, zineb)
    row = Decision.objects.select_related("item").get()
    item = row.item or AgendaItem.objects.filter(meeting=held).order_by("rank").first()
    assert item is not None
    AgendaItem.objects.filter(pk=item.pk).update(
        rule="case_blocked", label_fr="Dossier 2026-000912 bloqué"
    )
    Decision.objects.update(item=item)
    for kept in ("?about=case_blocked", "?q=000912", ""):
        page = text(client.get(f"/fr/decisions/{kept}")).replace("\xa0", " ")
        assert "Dossier 2026-000912 bloqué" in page, kept
    page = text(client.get("/fr/decisions/?about=cause_recurs")).replace("\xa0", " ")
    assert "Dossier 2026-000912 bloqué" not in page


def test_the_pages_speak_arabic(client: Client, held: Meeting, zineb: User) -> None:
    signed_in(client, zineb)
    for where in ("", "seances/1/", "seances/1/proces-verbal/"):
        page = text(client.get(f"{BASE}{where}".replace("/fr/", "/ar/")))
        assert "اللجنة التقنية" in page
        assert 'dir="rtl"' in page
    page = text(client.get(f"{BASE}seances/1/".replace("/fr/", "/ar/")))
    assert "الالتزام 1 متأخر" in page
    assert "التصرف بسرعة" in page


def test_queries_do_not_grow_with_the_agenda(
    client: Client, held: Meeting, zineb: User, django_assert_max_num_queries: Any
) -> None:
    Meeting.objects.filter(pk=held.pk).update(sat_on=None)
    signed_in(client, zineb)
    client.get("/fr/decisions/")
    pk = Decision.objects.get().pk
    for where, queries in (
        (BASE, 12),
        (f"{BASE}seances/1/", 14),
        (f"{BASE}seances/1/proces-verbal/", 17),
        ("/fr/decisions/", 8),
        (f"/fr/decisions/{pk}/", 12),
    ):
        with django_assert_max_num_queries(queries):
            client.get(where)


def test_the_convention_says_when_its_committee_last_sat(
    client: Client, committee: Committee, zineb: User
) -> None:
    Committee.objects.update(cadence_count=12, cadence_period="year")
    address = "/fr/conventions/EXERCICE-COMITE/"
    assert "tenue le" not in text(client.get(address))
    meeting = convened(committee, DAY.replace(month=4))
    attend(meeting, 6)
    sittings.close_meeting(
        meeting_id=meeting.pk, closed_at=meeting.starts_at + timedelta(hours=1), **ACT
    )
    page = text(client.get(address)).replace("\u00a0", " ")
    assert "Dernière séance : non publiée" not in page
    assert "Dernière séance :" in page


def test_adoption_is_chosen_and_never_on_a_day_to_come(
    client: Client, held: Meeting, zineb: User
) -> None:
    signed_in(client, zineb)
    where = "seances/1/proces-verbal/"
    page = text(client.get(f"{BASE}{where}"))
    assert '<option value="" selected>à choisir</option>' in page
    assert f'value="{today()}"' in page
    page = text(act(client, where, act="adopt", adoption="", adopted_on=today()))
    assert Minutes.objects.get().status == "draft"
    later = (timezone.localdate() + timedelta(days=1)).isoformat()
    page = text(act(client, where, act="adopt", adoption="written", adopted_on=later))
    assert "Ce jour n’est pas encore venu." in page
    act(client, where, act="adopt", adoption="written", adopted_on=today())
    assert Minutes.objects.get().status == "adopted"


def test_a_decision_closed_waits_for_nobody_and_its_effect_for_its_day(
    client: Client, held: Meeting, zineb: User
) -> None:
    signed_in(client, zineb)
    row = Decision.objects.get()
    assert "À personne" not in text(client.get(f"/fr/decisions/{row.pk}/"))
    client.post(f"/fr/decisions/{row.pk}/", {"act": "complete", "evidence": "lettre"})
    assert "À personne" in text(client.get(f"/fr/decisions/{row.pk}/"))


def test_a_decision_carried_out_late_says_by_how_much(
    client: Client, held: Meeting, zineb: User
) -> None:
    signed_in(client, zineb)
    row = Decision.objects.get()
    client.post(f"/fr/decisions/{row.pk}/", {"act": "complete", "evidence": "lettre"})
    assert "après l’échéance" not in text(client.get(f"/fr/decisions/{row.pk}/"))
    closed = Decision.objects.get().closed_on
    assert closed is not None
    Decision.objects.update(due_on=closed - timedelta(days=6))
    for page in (f"/fr/decisions/{row.pk}/", "/fr/decisions/"):
        assert "exécutée 6 jours après l’échéance" in text(client.get(page)).replace("\xa0", " ")


def test_a_decision_typed_in_arabic_alone_is_marked_and_asks_for_its_french(
    client: Client, held: Meeting, zineb: User
) -> None:
    """Typed on the Arabic page, it stands as French in the register until its French is written."""
    signed_in(client, zineb)
    row = Decision.objects.get()
    Decision.objects.update(label_fr="التصرف بسرعة")
    page = text(client.get(f"/fr/decisions/{row.pk}/"))
    assert '<span lang="ar" dir="rtl">التصرف بسرعة</span>' in page
    where = f"{BASE}seances/1/proces-verbal/"
    assert "1 texte n’a pas de français." in text(client.get(where)).replace("\u202f", " ")
    name = f"decision_{row.pk}"
    client.post(f"{where}arabe/", {name: "التصرف بسرعة", f"fr_{name}": "Agir vite"})
    row.refresh_from_db()
    assert (row.label_fr, row.label_ar) == ("Agir vite", "التصرف بسرعة")
    assert "pas de français" not in text(client.get(where))
