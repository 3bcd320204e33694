"""Pages of questions: the employer answers, others see nothing, every page in few queries."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from hashlib import sha256
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from mithaq.apps.accounts.models import AuditLine
from mithaq.apps.accounts.queries import journal_version
from mithaq.apps.corridor.models import ControlDraw, Question, ReformProposal, ScoreReading, Signal
from mithaq.apps.corridor.operations.drawing import announce_draw, draw_controls
from mithaq.apps.corridor.operations.question_drafts import DrawDraft, QuestionDraft
from mithaq.apps.corridor.operations.questions import open_question
from mithaq.apps.corridor.queries.questions_waiting import questions_waiting
from mithaq.apps.organisations.models import Organisation
from mithaq.apps.programmes.models import ReformScenario
from mithaq.base.fictitious import fictitious_ice, fictitious_insured_number
from mithaq.base.text import Labels
from mithaq.web.questions.words import signal_name
from mithaq.web.shell.dates import date_plain
from tests.apps.corridor.questions.conftest import questions_of_the_module, world
from tests.apps.corridor.questions.world import CAST, World
from tests.conftest import AT

__all__ = ["questions_of_the_module", "world"]

pytestmark = pytest.mark.django_db
# Three of them write who reads.
BUDGET = 16
LANGUAGES = ("fr", "ar", "en")
As = Callable[[str], Client]


@pytest.fixture
def as_(world: World) -> As:
    """A browser of someone of the cast, or of a visitor."""

    def opened(name: str) -> Client:
        client = Client()
        if name in world.people:
            client.force_login(world.people[name])
        return client

    return opened


def _asked(world: World) -> str:
    today = timezone.localdate()
    return open_question(
        draft=QuestionDraft(
            corridor="corridor-hesperides", text="Pourquoi onze jours en médiane ?",
            window_closes_on=today + timedelta(days=40), signal_id=world.signal(),
        ),
        on=today, **world.signed("officer"),
    ).number  # fmt: skip


def _drawn(world: World) -> str:
    ices = [fictitious_ice(rank) for rank in range(12)]
    today = timezone.localdate()
    number = announce_draw(
        draft=DrawDraft(
            corridor="corridor-hesperides", population=Labels("Entreprises d’exercice"),
            file="\n".join(ices), share_basis_points=10_000, seed_origin="Loterie",
            seed_on=today - timedelta(days=1),
        ),
        on=today - timedelta(days=9), **world.signed("national"),
    ).number  # fmt: skip
    draw_controls(number=number, seed="04 11 23", file="\n".join(ices), on=today,
                  **world.signed("national"))  # fmt: skip
    return number


def test_the_employer_answers_calls_and_reads_on_its_page(world: World, as_: As) -> None:
    number = _asked(world)
    page = as_("employer")
    address = f"/fr/questions/{number}/"
    text = page.get(address).content.decode()
    assert "pas une sanction" in text
    assert "Pourquoi onze jours" in text
    # The days that separate today from the last one, and whose they are.
    left = (Question.objects.get(number=number).window_closes_on - timezone.localdate()).days
    assert f"dans {left} jours" in text.replace("\xa0", " ")
    assert "l’entreprise peut répondre jusqu’au" in text
    assert ">Envoyer<" in page.get(f"{address}repondre/").content.decode()
    assert "42,31" not in text
    read = page.post(address, follow=True).content.decode()
    assert "42,31" in read
    assert ScoreReading.objects.get().purpose.startswith("Lecture par")
    paper = SimpleUploadedFile("contrats.pdf", b"%PDF-1.4 exercice")
    sent = page.post(f"{address}repondre/", {"kind": "explains", "text": "La saison.",
                                             "paper_1": paper})  # fmt: skip
    assert sent.status_code == 302
    text = page.get(address).content.decode()
    assert "La saison." in text
    assert "Compléter votre réponse" in text
    assert ">Répondre à la question<" not in text
    assert "Compléter votre réponse" in page.get(f"{address}repondre/").content.decode()
    closes = date_plain(Question.objects.get(number=number).window_closes_on)
    assert "Votre réponse est envoyée à " in text
    assert f"l’entreprise peut compléter sa réponse jusqu’au {closes}" in text
    assert "C’est enregistré" not in text
    link = text.split("/pieces/")[1].split("/")[0]
    given = page.get(f"{address}pieces/{link}/")
    assert given.content == b"%PDF-1.4 exercice"
    assert given["Content-Disposition"].startswith("attachment")
    assert _readings("corridor.read_evidence") == [(number, "consultation par l’entreprise")]
    called = page.post(f"{address}aide/", {"helper": "federation-hesperides", "text": "Aidez."})
    assert called.status_code == 302
    assert "Pourquoi onze jours" in as_("helper").get(address).content.decode()
    assert _readings("corridor.read_question")[-1] == (
        number, "aide de la fédération à l’entreprise",
    )  # fmt: skip
    assert (
        "قراءة من المقاولة المعنية"
        in as_("auditor").get(address.replace("/fr/", "/ar/")).content.decode()
    )


def _readings(action: str) -> list[tuple[str, str]]:
    rows = AuditLine.objects.filter(action=action).order_by("pk")
    return list(rows.values_list("object_ref", "reason"))


def test_a_faulty_answer_says_why_beside_its_field(world: World, as_: As) -> None:
    number = _asked(world)
    paper = SimpleUploadedFile("x.pdf", b"MZ programme")
    answer = as_("employer").post(
        f"/fr/questions/{number}/repondre/",
        {"kind": "explains", "text": "Voici.", "paper_1": paper},
    )
    assert answer.status_code == 422
    assert "ni un PDF, ni une image" in answer.content.decode()
    assert Question.objects.get(number=number).status == "open"


@pytest.mark.parametrize(
    "who",
    ["other_employer", "other_fund", "far_officer", "uncalled", "helper", "manager",
     "administrator", "secretary", "signatory"],
)  # fmt: skip
def test_a_wrong_door_shows_that_there_is_nothing(world: World, as_: As, who: str) -> None:
    number = _asked(world)
    page = as_(who)
    for path in ("", "repondre/", "decider/", "aide/", "conseil/", "pieces/1/", "lecture/"):
        assert page.get(f"/fr/questions/{number}/{path}").status_code == 404, path
    assert page.post(f"/fr/questions/{number}/", {"purpose": "Voir la valeur"}).status_code == 404
    assert not ScoreReading.objects.exists()


def test_a_visitor_is_sent_to_sign_in(world: World, as_: As) -> None:
    number = _asked(world)
    for path in ("questions/", f"questions/{number}/", f"questions/{number}/repondre/",
                 "questions/signaux/nouveau/", "tirages/nouveau/"):  # fmt: skip
        answer = as_("nobody").get(f"/fr/{path}")
        assert (answer.status_code, "connexion" in answer["Location"]) == (302, True), path


def test_readers_do_only_what_is_theirs(world: World, as_: As) -> None:
    number = _asked(world)
    for who, path in (("employer", "decider/"), ("auditor", "repondre/"), ("officer", "repondre/"),
                      ("officer", "decider/"), ("second", "decider/"), ("employer",
                       "allonger/")):  # fmt: skip
        assert as_(who).get(f"/fr/questions/{number}/{path}").status_code == 403, (who, path)


def test_the_window_is_the_employers_and_the_opener_reads_who_decides(
    world: World, as_: As
) -> None:
    number = _asked(world)
    base = f"/fr/questions/{number}/"
    assert "Notre réponse est complète" in as_("employer").get(f"{base}repondre/").content.decode()
    as_("employer").post(f"{base}repondre/", {"kind": "explains", "text": "La saison."})
    opener = as_("officer").get(base).content.decode().replace("\u00a0", " ")
    assert "une autre personne de l’institution en décide : " in opener
    names = opener.partition("en décide : ")[2].partition("<")[0]
    assert world.people["second"].full_name in names
    assert world.people["officer"].full_name not in names
    second = as_("second")
    assert "seule une décision en sa faveur" in second.get(base).content.decode()
    given = {"outcome": "control", "ground": "answer", "reasons": "Les contrats ne concordent pas."}
    page = second.get(f"{base}decider/").content.decode()
    assert "20 caractères au moins" in page, "told before it is sent"
    assert 'value="nothing"' in page
    assert 'value="control"' not in page
    assert second.post(f"{base}decider/", given).status_code == 422
    as_("employer").post(
        f"{base}repondre/", {"kind": "explains", "text": "Tout est dit.", "is_complete": "on"}
    )
    assert "réponse dite complète" in second.get(base).content.decode()
    assert second.post(f"{base}decider/", given).status_code == 302


def test_who_decided_before_a_contest_is_not_named_among_those_who_decide(
    world: World, as_: As
) -> None:
    number = _asked(world)
    base = f"/fr/questions/{number}/"
    given = {"kind": "explains", "text": "Tout est dit.", "is_complete": "on"}
    as_("employer").post(f"{base}repondre/", given)
    given = {"outcome": "control", "ground": "answer", "reasons": "Les contrats ne concordent pas."}
    said = as_("second").post(f"{base}decider/", given, follow=True).content.decode()
    assert "peut la contester" in said
    assert "C’est enregistré" not in said
    as_("employer").post(f"{base}contester/", {"text": "Les contrats concordent."})
    for who in ("officer", "second"):
        page = as_(who).get(base).content.decode().replace("\u00a0", " ")
        names = page.partition("en décide : ")[2].partition("<")[0]
        assert world.people["national"].full_name in names, who
        assert world.people["second"].full_name not in names, who
        assert world.people["officer"].full_name not in names, who
        assert as_(who).get(f"{base}decider/").status_code == 403, who
    assert as_("national").get(f"{base}decider/").status_code == 200


def test_an_officer_reads_a_value_only_by_saying_why(world: World, as_: As) -> None:
    number = _asked(world)
    page, address = as_("national"), f"/fr/questions/{number}/"
    refused = page.post(address, {"purpose": "voir"}).content.decode()
    assert "42,31" not in refused
    asked = page.post(address, {"purpose": "Préparer la décision"})
    assert asked["Location"] == f"{address}#valeur", "Back finds a page again"
    assert "42,31" in page.get(address).content.decode()
    assert "42,31" not in page.get(address).content.decode(), "told once for one reading"
    assert ScoreReading.objects.count() == 1
    told = as_("employer").get(address).content.decode()
    assert "Préparer la décision" in told


def test_a_question_is_led_to_its_decision_and_followed(world: World, as_: As) -> None:
    number = _asked(world)
    world.people["employer"].refresh_from_db()
    base = f"/fr/questions/{number}/"
    as_("employer").post(f"{base}repondre/", {"kind": "corrects", "text": "Rectifié."})
    second = as_("second")
    sent = second.post(f"{base}decider/", {"outcome": "regularised", "ground": "answer",
                       "reasons": "Six personnes déclarées en avril."})  # fmt: skip
    assert sent.status_code == 302
    first = timezone.localdate().replace(day=1) - timedelta(days=40)
    numbers = "\n".join(fictitious_insured_number(rank) for rank in range(3))
    assert second.post(f"{base}suivre/", {"first_month": first.isoformat(),
                       "numbers": numbers}).status_code == 302  # fmt: skip
    page = second.get(base).content.decode()
    assert f"declarations/{first.year}/{first.month}/" in page
    assert fictitious_insured_number(0) not in page
    read = second.post(f"{base}declarations/{first.year}/{first.month}/",
                       {"person_1": "declared", "person_2": "absent",
                        "person_3": "left"})  # fmt: skip
    assert read.status_code == 302
    assert "month-absent" in second.get(base).content.decode()
    assert second.get(f"{base}declarations/2031/1/").status_code == 404


def test_today_and_the_digest_wait_for_the_same(world: World, as_: As) -> None:
    number = _asked(world)
    world.call(number)

    def waiting(who: str) -> tuple[bool, bool]:
        under, on = world.under(who), timezone.localdate()
        page = as_(who).get("/fr/aujourdhui/").content.decode()
        told = questions_waiting([under] if under else [], on=on)
        return number in page, number in {row.number for row in told}

    cast = ("employer", "helper", "officer", "far_officer")
    shown = {who: waiting(who) for who in cast}
    assert shown == {
        "employer": (True, True), "helper": (True, True), "officer": (False, False),
        "far_officer": (False, False),
    }  # fmt: skip
    with time_machine.travel(timezone.now() + timedelta(days=60)):
        # The window closed without an answer: the institution decides.
        shown = {who: waiting(who) for who in ("employer", "officer", "second")}
    assert shown == {
        "employer": (False, False), "officer": (False, False), "second": (True, True),
    }, "nobody decides what they opened"  # fmt: skip
    # Once the company has answered, the institution decides: no help changes its answer.
    Question.objects.filter(number=number).update(status="contested")
    assert (waiting("helper"), waiting("second")) == ((False, False), (True, True))


def _entered(page: Client, given: dict[str, str]) -> int:
    """Enter a signal as people do: what it is read as comes back, then is kept."""
    door = "/fr/questions/signaux/nouveau/"
    read = page.post(door, given)
    assert read.status_code == 200
    assert not read.context["form"].errors
    return page.post(door, given | {"relu": read.context["seen"]}).status_code


@pytest.mark.parametrize("typed", ["17 jours sur 26", "17/26", "17 من أصل 26", "65,38 %"])
def test_days_are_entered_as_such_and_read_back_before_they_are_kept(
    world: World, as_: As, typed: str
) -> None:
    page, door = as_("officer"), "/fr/questions/signaux/nouveau/"
    given = {"company": fictitious_ice(5), "code": "median_days", "value": typed,
             "period_from": "2025-01-01", "period_to": "2025-12-31",
             "basis": "Exercice"}  # fmt: skip
    for wrong in ("17", "17 sur 0", "120 %"):
        assert page.post(door, given | {"value": wrong}).status_code == 422, wrong
    told = page.post(door, given | {"value": "17"}).content.decode()
    assert "ne dépasse pas 100" in told
    read = page.post(door, given)
    echo = re.sub(r"[\u2066-\u2069]", "", " ".join(read.context["echo"].split()))
    assert "65,38 %, soit 17 jours sur 26" in echo
    assert not Signal.objects.exists()
    other = page.post(door, given | {"value": "5 sur 26", "relu": read.context["seen"]})
    assert not Signal.objects.exists(), "a value changed after it was read is read again"
    assert other.context["echo"]
    assert _entered(page, given) == 302
    assert str(Signal.objects.get().value) == "0.6538"


def test_a_share_is_typed_in_percent_and_entered_once(world: World, as_: As) -> None:
    page, door = as_("officer"), "/fr/questions/signaux/nouveau/"
    company = Organisation.objects.get(ice=fictitious_ice(5))
    Organisation.objects.filter(pk=company.pk).update(affiliation_number="9000126")
    assert f'<option value="{company.label_fr}">' in page.get(door).content.decode()
    given = {"company": company.label_fr, "code": "median_days", "value": "82,5 %",
             "period_from": "2025-01-01", "period_to": "2025-12-31",
             "basis": "Exercice"}  # fmt: skip
    assert page.post(door, given | {"value": "beaucoup"}).status_code == 422
    assert _entered(page, given) == 302
    assert str(Signal.objects.get().value.normalize()) == "0.825"
    again = page.post(door, given).content.decode()
    assert "déjà inscrit pour cette entreprise" in again
    assert 'href="/fr/questions/#signals">Voir le signal déjà inscrit' in again


def test_what_is_offered_to_decide_and_to_answer_is_what_may_be(world: World, as_: As) -> None:
    number = _asked(world)
    answer = as_("employer").get(f"/fr/questions/{number}/repondre/").content.decode()
    assert "Nous expliquons l’écart" in answer
    address = f"/fr/questions/{number}/repondre/"
    missing = as_("employer").post(address, {"text": "Voici."}).content.decode()
    assert '<a href="#id_kind_0">Votre réponse</a>' in missing, "which answer is to mend"
    as_("employer").post(address, {"kind": "explains", "text": "Voici ce qui s’est passé."})
    decide = as_("second").get(f"/fr/questions/{number}/decider/").content.decode()
    assert 'value="answer"' in decide
    for never in ("silence", "evidence"):
        assert f'value="{never}"' not in decide, never


def test_what_waits_comes_before_what_is_decided(world: World, as_: As) -> None:
    number = _asked(world)
    signal = Signal.objects.get()
    signal.pk, signal.code = None, "another"
    signal.save()
    row = Question.objects.get(number=number)
    row.pk, row.number, row.status, row.signal = None, "2025-000009", "decided", signal
    row.window_closes_on -= timedelta(days=1)
    row.save()
    listed = as_("officer").get("/fr/questions/").content.decode()
    assert listed.index(number) < listed.index("2025-000009")


def test_a_signal_is_entered_and_a_question_opened(world: World, as_: As) -> None:
    page = as_("officer")
    given = {"company": fictitious_ice(5), "code": "median_days", "value": "0,42",
             "period_from": "2025-01-01", "period_to": "2025-12-31",
              "basis": "Exercice"}  # fmt: skip
    assert _entered(page, given) == 302
    signal = Signal.objects.get()
    assert f"?signal={signal.pk}" in page.get("/fr/questions/").content.decode()
    closes = timezone.localdate() + timedelta(days=35)
    sent = page.post(f"/fr/questions/nouvelle/?signal={signal.pk}", {
        "corridor": "corridor-hesperides", "text": "Pourquoi ?",
        "window_closes_on": closes.isoformat()})  # fmt: skip
    assert sent.status_code == 302
    assert Question.objects.get().signal_id == signal.pk
    for who in ("employer", "helper", "auditor", "manager"):
        assert as_(who).get("/fr/questions/signaux/nouveau/").status_code == 403
    assert page.get("/fr/questions/nouvelle/?signal=99").status_code == 404
    wrong = page.post("/fr/questions/signaux/nouveau/", given | {"company": "personne"})
    assert wrong.status_code == 422
    assert "Aucune entreprise de votre territoire" in str(wrong.context["form"].errors["company"])
    half = Organisation.objects.get(ice=fictitious_ice(5)).label_fr[:-2]
    wrong = page.post("/fr/questions/signaux/nouveau/", given | {"company": half})
    assert half in str(wrong.context["form"].errors["company"])
    assert "mandat" not in str(wrong.context["form"].errors)
    name = Organisation.objects.get(ice=fictitious_ice(5)).label_fr
    assert wrong.context["alike"] == [name]
    assert f'name="choose" value="{name}"' in wrong.content.decode()
    other = {"period_from": "2024-01-01", "period_to": "2024-12-31"}
    sent = given | other | {"company": half, "choose": name}
    assert _entered(page, sent) == 302
    assert Signal.objects.order_by("-pk").first().company.label_fr == name  # type: ignore[union-attr]


def test_what_may_be_decided_and_from_when_is_on_the_page(world: World, as_: As) -> None:
    number = _asked(world)
    for who in ("employer", "officer", "national"):
        page = as_(who).get(f"/fr/questions/{number}/").content.decode()
        assert "Ce qui peut être décidé" in page, who
        assert "Transmise au contrôle de la caisse" in page.replace("\u00a0", " ")
        assert "ou dès que l’entreprise dit sa réponse complète" in page


def test_how_often_a_signal_was_groundless_is_said_where_a_question_opens(
    world: World, as_: As, monkeypatch: pytest.MonkeyPatch
) -> None:
    from mithaq.apps.corridor.queries.question_figures import OutcomeLine
    from mithaq.web.questions import words

    class Told:
        by_signal = (OutcomeLine(code="median_days", decided=5, nothing=5, is_small=False),)

    monkeypatch.setattr(words, "question_figures", lambda **_kwargs: Told)
    url = f"/fr/questions/nouvelle/?signal={world.signal()}"
    page = as_("officer").get(url).content.decode().replace("\u00a0", " ")
    assert "sans rien à corriger : 5 sur 5 questions décidées" in page
    monkeypatch.undo()
    assert "Ce signal jusqu’ici" not in as_("officer").get(url).content.decode()


def test_a_draw_is_public_and_its_names_are_not(world: World, as_: As) -> None:
    number = _drawn(world)
    base = f"/fr/tirages/{number}/"
    row = ControlDraw.objects.get()
    text = as_("nobody").get(base).content.decode()
    assert row.population_digest in text
    assert "04 11 23" in text
    listed = as_("nobody").get(f"{base}liste.csv").content.decode()
    assert listed.startswith("rank,ice_sha256,seed_ice_sha256\n1,")
    for rank in range(12):
        assert fictitious_ice(rank) not in text + listed
    codes = as_("nobody").get(f"{base}population.txt").content.decode()
    assert sha256(codes.encode()).hexdigest() == row.population_digest
    keys = sorted(sha256(f"04 11 23|{code}".encode()).hexdigest() for code in codes.split())
    given = [line.split(",") for line in listed.splitlines()[1:]]
    assert [line[2] for line in given] == keys
    assert {line[1] for line in given} == set(codes.split()), "a company finds its own digest"
    assert fictitious_ice(3) not in codes
    assert as_("nobody").get("/fr/tirages/T-0/population.txt").status_code == 404
    assert as_("nobody").get(f"{base}ice.csv").status_code == 302
    for who in ("employer", "other_fund", "helper", "manager"):
        assert as_(who).get(f"{base}ice.csv").status_code == 403, who
        assert fictitious_ice(11) not in as_(who).get(base).content.decode()
    assert not _readings("corridor.read_drawn")
    assert fictitious_ice(11) in as_("auditor").get(f"{base}ice.csv").content.decode()
    taken = AuditLine.objects.filter(action="accounts.read_export").latest("id")
    assert taken.reason == "contrôle de l’auditeur"
    board, version = as_("nobody"), journal_version()
    kept = board.get("/fr/tirages/").content
    officer = as_("officer")
    for _time in range(2):
        # The page that names them is drawn each time, and each time is written.
        assert "?tirage=" in officer.get(base).content.decode()
    assert _readings("corridor.read_drawn") == [
        (number, "contrôle de l’auditeur"), *[(number, "instruction par la caisse")] * 2,
    ]  # fmt: skip
    assert (board.get("/fr/tirages/").content, journal_version()) == (kept, version)
    again = officer.get(f"{base}refaire/").content.decode()
    assert "Identique" in again
    assert row.population_digest in again
    assert as_("nobody").get(f"{base}refaire/").status_code == 302
    assert "refaire/" not in as_("nobody").get(base).content.decode()
    watched = as_("auditor").get(base).content.decode()
    assert "?tirage=" not in watched
    assert "pas encore posée" in watched
    assert re.search(r"questions? posées? sur", watched)
    other = as_("other_fund").get(f"/fr/questions/nouvelle/?tirage={number}&rang=1")
    assert other.status_code == 404


def test_a_draw_is_announced_and_made_by_hand(world: World, as_: As) -> None:
    page = as_("national")
    file = "ice\n" + "\n".join(fictitious_ice(rank) for rank in range(9))
    tomorrow = timezone.localdate() + timedelta(days=1)
    given = {"corridor": "corridor-hesperides", "population_fr": "Exercice", "share": "25",
             "seed_origin": "Loterie", "seed_on": tomorrow.isoformat(),
             "file": SimpleUploadedFile("p.csv", file.encode())}  # fmt: skip
    assert page.post("/fr/tirages/nouveau/", given).status_code == 302
    row = ControlDraw.objects.get()
    assert "/tirer/" not in page.get(f"/fr/tirages/{row.number}/").content.decode()
    sent = {"seed": "04 11 23", "file": SimpleUploadedFile("p.csv", file.encode())}
    refused = page.post(f"/fr/tirages/{row.number}/tirer/", sent)
    assert refused.status_code == 422
    assert "viendra ici le" in page.get(f"/fr/tirages/{row.number}/").content.decode()
    opened = page.get("/fr/tirages/nouveau/").context["form"]
    assert opened["seed_on"].value() == timezone.localdate()
    assert "jusqu’au bout" in opened.fields["seed_on"].help_text
    assert as_("officer").get(f"/fr/tirages/{row.number}/tirer/").status_code == 403
    played = given | {"seed_on": timezone.localdate().isoformat(),
                      "file": SimpleUploadedFile("p.csv", file.encode())}  # fmt: skip
    said = page.post("/fr/tirages/nouveau/", played, follow=True).content.decode()
    assert "avec le même fichier" in said
    assert re.search(r'<a href="/fr/tirages/[^"]+/tirer/">Faire le tirage</a></p></div>', said)
    assert "C’est enregistré" not in said
    last = ControlDraw.objects.latest("pk").number
    sent = {"seed": "04 11 23", "file": SimpleUploadedFile("p.csv", file.encode())}
    made = page.post(f"/fr/tirages/{last}/tirer/", sent, follow=True).content.decode()
    assert "3 entreprises sont tirées" in made
    assert "Refaire le tirage" in page.get(f"/fr/tirages/{last}/").content.decode()
    arabic = {key: value for key, value in given.items() if key != "population_fr"}
    arabic |= {"population_ar": "تمرين", "file": SimpleUploadedFile("p.csv", file.encode())}
    assert page.post("/fr/tirages/nouveau/", arabic).status_code == 422
    arabic |= {"file": SimpleUploadedFile("p.csv", file.encode())}
    assert page.post("/ar/tirages/nouveau/", arabic).status_code == 302
    wrong = given | {"file": SimpleUploadedFile("p.csv", b"ice\n12\n")}
    assert "(1)" in page.post("/fr/tirages/nouveau/", wrong).content.decode()


def test_a_proposal_goes_from_pen_to_adoption(world: World, as_: As) -> None:
    trial = ReformScenario.objects.create(
        name="Plafond relevé",
        changes=[{"path": "x.y", "since": "2026-01-01", "before": 2, "value": 3}],
        first_month="2026-01-01", month_count=1, people_count=1_000, seed=1,
        law_digest="l", population_digest="p", author="", recorded_at=AT,
        computed_at=AT, result_digest="a" * 64,
        result={"measures": [{"name": "m", "is_money": True, "fr": "Cotisations", "ar": "م",
                              "en": "C"}],
                "cells": [["09", "f", "C", "0", 10, 100, 250, 3, 1, 0]]},
    )  # fmt: skip
    page = as_("officer")
    given = {"corridor": "corridor-hesperides", "title_fr": "Seuil unique", "text_fr": "Un seuil.",
             "drafters": ["caisse-hesperides", "confederation-hesperides"],
             "scenario": str(trial.public_id)}  # fmt: skip
    assert page.post("/fr/propositions-de-reforme/nouvelle/", given).status_code == 302
    base = f"/fr/propositions-de-reforme/{ReformProposal.objects.get().number}/"
    assert as_("nobody").get(base).status_code == 404
    assert as_("helper").get(base).status_code == 404
    assert page.post(f"{base}submit/", {"reason": ""}).status_code == 302
    assert page.get(f"{base}adopt/").status_code == 403
    assert as_("signatory").post(f"{base}adopt/").status_code == 302
    assert as_("signatory").get(f"{base}adopt/").status_code == 403
    assert as_("uncalled").post(f"{base}adopt/").status_code == 302
    text = as_("nobody").get(base).content.decode()
    assert "Cotisations" in text
    for said in ("Ce que l’essai change", "salariés d’exercice par mois", "en tout ; la mesure"):
        assert said in text.replace("\u00a0", " ").replace("\u202f", " "), said
    assert "Seuil unique" in as_("nobody").get("/fr/propositions-de-reforme/").content.decode()


def test_pages_in_three_languages_and_few_queries(world: World, as_: As) -> None:
    number, draw = _asked(world), _drawn(world)
    paths = ("questions/", "questions/chiffres/", f"questions/{number}/", "tirages/",
             f"tirages/{draw}/", "propositions-de-reforme/", f"questions/{number}/allonger/",
             "questions/signaux/nouveau/")  # fmt: skip
    for language in LANGUAGES:
        for path in paths:
            page = as_("officer")
            page.get(f"/{language}/")
            with CaptureQueriesContext(
                connection,
            ) as asked:
                answer = page.get(f"/{language}/{path}")
            assert answer.status_code == 200, path
            assert len(asked) <= BUDGET, (path, len(asked))


def test_the_list_asks_the_same_for_many(world: World, as_: As) -> None:
    page = as_("national")

    def count() -> int:
        page.get("/fr/")
        with CaptureQueriesContext(connection) as asked:
            assert page.get("/fr/questions/").status_code == 200
        return len(asked)

    _asked(world)
    few = count()
    for slug in ("cablage-du-port", "ferme-du-sud"):
        world.signal(slug)
        world.signal(slug, code="continuity")
    assert count() == few


def test_the_list_is_for_those_who_may_have_questions(world: World, as_: As) -> None:
    for who in CAST:
        may = who in {"employer", "other_employer", "officer", "national", "second", "far_officer",
                      "other_fund", "helper", "uncalled", "auditor"}  # fmt: skip
        status: Any = as_(who).get("/fr/questions/").status_code
        assert (status == 200) is may, (who, status)


def test_the_text_of_a_threshold_reads_in_arabic(client: Client) -> None:
    page = client.get("/ar/questions/chiffres/").content.decode()
    assert "salaire minimum légal" not in page
    assert "مدونة الشغل" in page


def test_a_question_says_who_entered_its_value_and_who_asked_with_it(as_: As, world: World) -> None:
    number = _asked(world)
    page = as_("auditor").get(f"/fr/questions/{number}/").content.decode()
    assert "Personne encore" not in page
    said = page.partition("Qui connaît la valeur")[2]
    assert str(world.people["officer"]) in said
    assert "a inscrit la valeur" in said
    assert "a posé la question avec ce signal" in said


def test_the_journal_finds_the_signals_of_a_company_by_its_name_and_by_their_title(
    as_: As, world: World
) -> None:
    number = _asked(world)
    row = Question.objects.select_related("company", "signal").get(number=number)
    client = as_("auditor")
    page = client.get(f"/fr/questions/{number}/").content.decode()
    link = re.search(r'href="(/fr/journal/\?body=[^"]+)"', page)
    assert link
    found = client.get(link[1].replace("&amp;", "&")).context["list"]
    assert found.count == 2
    name = signal_name(row.signal.code) if row.signal else ""
    for words in (row.company.label_fr, name):
        assert (
            client.get("/fr/journal/", {"q": words, "action": "corridor.enter_signal"})
            .context["list"]
            .count
            == 1
        ), words
