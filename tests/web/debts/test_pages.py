"""Pages of debts: each reader’s own, in three languages, in few queries, from ask to default."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from html import unescape
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from mithaq.apps.accounts.models import AuditLine
from mithaq.apps.corridor.models import (
    ContestEvidence,
    CurrentContribution,
    DebtLine,
    DebtStatement,
    GoodStanding,
    PlanDefault,
    Settlement,
)
from mithaq.apps.corridor.operations import debts
from mithaq.apps.corridor.queries import debts as queries
from mithaq.flows import import_debts
from tests.apps.corridor.debts.conftest import ENTERED, FUND, Cast, Person, a_draft, a_settlement

pytestmark = pytest.mark.django_db
STATEMENT = "/fr/dettes/releves/{}/"
PLAN = "/fr/dettes/arrangements/{}/"


def signed_in(person: Person) -> Client:
    """A browser of someone who is signed in."""
    client = Client()
    client.force_login(person.user)
    return client


def text_of(answer: Any) -> str:
    """A page as one line of text, spaces of every kind alike."""
    return " ".join(answer.content.decode().replace("\u202f", " ").replace("\xa0", " ").split())


@pytest.fixture
def approved(cast: Cast, entered: str) -> str:
    """An approved plan of twelve months under the operation of 2023."""
    number = debts.simulate_settlement(draft=a_settlement(entered), **cast.employer.who, at=ENTERED)
    at = ENTERED + timedelta(hours=1)
    debts.request_settlement(number=number, **cast.employer.who, at=at)
    debts.transmit_settlement(number=number, **cast.employer.who, at=at)
    debts.prepare_settlement(
        number=number, first_due_on=date(2024, 11, 15), **cast.officer.who, at=at
    )
    debts.approve_settlement(number=number, is_gap_read=True, **cast.signatory.who, at=at)
    return number


def test_a_statement_is_shown_in_three_languages_within_a_budget(
    cast: Cast, entered: str, django_assert_max_num_queries: Any
) -> None:
    client = signed_in(cast.employer)
    client.get(STATEMENT.format(entered))
    # Two of them read the plans and the months by which a case names a statement, one what the
    # statement replaced.
    with django_assert_max_num_queries(19):
        page = client.get(STATEMENT.format(entered))
    text = text_of(page)
    assert "Aucun texte publié trouvé ne fixe cet ordre" in text
    assert "Mithaq simule, transmet et suit ; la caisse décide et encaisse." in text
    assert "18 890,00" in text
    assert "Ce qui reste :</b> cotisations " in text
    assert "120,00" in text  # what is asked beyond the law for February
    for language, words in (("ar", "الباقي أداؤه"), ("en", "Left to pay")):
        assert words in text_of(client.get(f"/{language}/dettes/releves/{entered}/"))
    assert AuditLine.objects.filter(action="debts.read_statement").count() == 4


def test_the_delay_of_a_contribution_paid_in_part_is_done_again_part_by_part(
    cast: Cast, entered: str
) -> None:
    """What the simulator says of each part adds up to what the statement says of the line."""
    client = signed_in(cast.employer)
    page = client.get(STATEMENT.format(entered)).content.decode()
    found = queries.statement(entered)
    assert found is not None
    first = found.lines[0]
    assert first.growth is not None
    article = page.split('id="ligne-1"')[1].split("</article>")[0]
    links = [unescape(item) for item in re.findall(r'href="(/fr/simuler/retard/[^"]+)"', article)]
    assert len(links) == 2
    told = [client.get(link).context["bill"] for link in links]
    assert {bill.owed_centimes for bill in told} == {300_000, 700_000}
    assert abs(sum(bill.total_centimes for bill in told) - first.growth.total) <= 1


@pytest.mark.parametrize("who", ["stranger", "federation", "far_officer"])
def test_a_stranger_finds_nothing(cast: Cast, entered: str, approved: str, who: str) -> None:
    client = signed_in(getattr(cast, who))
    assert client.get(STATEMENT.format(entered)).status_code == 404
    assert client.get(f"{STATEMENT.format(entered)}lignes/1/").status_code == 404
    assert client.get(f"{STATEMENT.format(entered)}regler/").status_code == 404
    seen = client.get(PLAN.format(approved)).status_code
    assert seen == (200 if who == "federation" else 404)
    home = text_of(client.get("/fr/dettes/"))
    assert entered not in home or who == "federation"
    assert Client().get(STATEMENT.format(entered)).status_code == 302


def test_a_federation_reads_the_plan_and_no_line(cast: Cast, approved: str) -> None:
    text = text_of(signed_in(cast.federation).get(PLAN.format(approved)))
    assert "1 490,41" in text
    assert "Le relevé, ligne par ligne" not in text
    assert _readings("debts.read_settlement") == [
        (approved, "aide de la fédération à l’entreprise")
    ]


def _readings(action: str) -> list[tuple[str, str]]:
    rows = AuditLine.objects.filter(action=action).order_by("pk")
    return list(rows.values_list("object_ref", "reason"))


def test_a_line_is_contested_then_answered(cast: Cast, entered: str) -> None:
    address = f"{STATEMENT.format(entered)}lignes/2/"
    company, fund = signed_in(cast.employer), signed_in(cast.officer)
    assert company.post(address, {"reason": ""}).status_code == 422
    assert fund.post(address, {"answer": "Oui", "corrected": "780"}).status_code == 403
    papers = [SimpleUploadedFile("reçu.pdf", b"%PDF-1.4 exercice")]
    wrong = {"reason": "Recalculez.", "papers": [SimpleUploadedFile("a.exe", b"MZ")]}
    refused = company.post(address, wrong)
    assert refused.status_code == 422
    assert "ni un PDF" in text_of(refused)
    sent = company.post(address, {"reason": "Recalculez.", "papers": papers}, follow=True)
    assert "La contestation de la ligne n° 2 est envoyée à " in text_of(sent)
    assert "Aucun délai de réponse n’est publié" in text_of(sent)
    assert "ligne 2 du relevé" in text_of(company.get("/fr/aujourdhui/"))
    assert "en examen" in text_of(company.get("/fr/dettes/"))
    joined = ContestEvidence.objects.get()
    door = f"{STATEMENT.format(entered)}pieces/{joined.pk}/"
    assert f'href="{door}"' in text_of(fund.get(STATEMENT.format(entered)))
    assert fund.get(door).content == b"%PDF-1.4 exercice"
    assert _readings("debts.read_contest_paper") == [(entered, "instruction par la caisse")]
    assert signed_in(cast.stranger).get(door).status_code in (403, 404)
    assert signed_in(cast.federation).get(door).status_code == 404
    assert "Recalculez." in text_of(fund.get("/fr/dettes/"))
    for missing in ({"answer": "Oui."}, {"answer": "Oui.", "decision": "upheld"},
                    {"answer": "Non.", "decision": "rejected", "corrected": "780"}):  # fmt: skip
        assert fund.post(address, missing).status_code == 422
    upheld = {"answer": "Recalculé.", "decision": "upheld", "corrected": "780"}
    assert fund.post(address, upheld).status_code == 302
    text = text_of(company.get(STATEMENT.format(entered)))
    assert "Corrigé par contestation" in text
    assert "18 770,00" in text
    told = text_of(company.get("/fr/dettes/"))
    assert "Recalculé." in told
    assert "admise" in told
    assert "corrigée à 780,00 DH" in told


def test_a_rejected_contest_is_told_with_what_to_do(cast: Cast, entered: str) -> None:
    """On the page of debts and on that of the day; while it waits, the total says how much."""
    address = f"{STATEMENT.format(entered)}lignes/2/"
    company, fund = signed_in(cast.employer), signed_in(cast.officer)
    assert company.post(address, {"reason": "Déjà payé."}).status_code == 302
    assert "sans réponse à ce jour, y comptent pour " in text_of(company.get("/fr/dettes/"))
    told = {"answer": "Virement non reçu.", "decision": "rejected"}
    assert fund.post(address, told).status_code == 302
    page = text_of(company.get("/fr/dettes/"))
    assert "sans réponse à ce jour" not in page
    assert "Virement non reçu." in page
    assert "contester de nouveau, avec d’autres pièces" in page
    assert "déposer un dossier de médiation" in page
    day = text_of(company.get("/fr/aujourdhui/"))
    assert f"Votre contestation de la ligne 2 du relevé {entered} : rejetée" in day
    assert "Virement non reçu." in day
    assert f'href="{address}"' in day


def test_options_side_by_side_within_a_budget(
    cast: Cast, entered: str, django_assert_max_num_queries: Any
) -> None:
    client = signed_in(cast.employer)
    given = {"months": "12", "first_due_on": "2024-11-15", "asked_on": "2024-10-07"}
    address = f"{STATEMENT.format(entered)}regler/"
    client.get(address, given)
    with django_assert_max_num_queries(24):
        text = text_of(client.get(address, given))
    assert "le moins à payer" in text
    assert "17 885,00" in text
    assert client.post(address, given | {"operation": "of_2015"}).status_code == 422
    answer = client.post(address, given | {"operation": "of_2023"})
    assert answer.status_code == 302
    assert Settlement.objects.get().status == "simulated"
    assert signed_in(cast.officer).get(answer["Location"]).status_code == 404


def test_a_settlement_passes_from_hand_to_hand_on_its_page(cast: Cast, entered: str) -> None:
    today = datetime.now(tz=UTC).date()
    first = (today + timedelta(days=40)).isoformat()
    company, fund, signatory = map(signed_in, (cast.employer, cast.officer, cast.signatory))
    made = company.post(
        f"{STATEMENT.format(entered)}regler/",
        {"months": "6", "first_due_on": first, "operation": "no_waiver"},
    )
    address = made["Location"]
    assert company.post(address, {"act": "approve"}).status_code == 403
    assert "L’échéancier demandé" in text_of(company.get(address))
    assert company.post(address, {"act": "request"}).status_code == 302
    assert "À la caisse de préparer" in text_of(company.get(address))
    prepared = {"act": "prepare", "first_due_on": first, "odd_instalment": "last",
                "days_off": "next_open_day"}  # fmt: skip
    assert fund.post(address, prepared).status_code == 302
    assert fund.post(address, {"act": "approve"}).status_code == 403
    seen = text_of(signatory.get(address))
    assert "L’échéancier à approuver" in seen
    assert "Préparé par" in seen
    assert "Omar" in seen
    assert f"/fr/dettes/releves/{entered}/" in seen
    assert (seen.count("3 148,33"), seen.count("3 148,35")) == (5, 1)
    read = {"act": "approve", "is_gap_read": "on"}
    assert signatory.post(address, read).status_code == 302
    after = text_of(company.get(address))
    assert "Approuvé par" in after
    assert "Salma" in after
    paid = {"act": "pay", "amount": "99999", "paid_on": today.isoformat()}
    assert fund.post(address, paid).status_code == 422
    assert fund.post(address, paid | {"amount": "100"}).status_code == 302
    assert Settlement.objects.get().status == "running"


def test_a_plan_in_danger_says_so_within_a_budget(
    cast: Cast, approved: str, django_assert_max_num_queries: Any
) -> None:
    client = signed_in(cast.signatory)
    client.get(PLAN.format(approved))
    # Three of them write who reads, one asks what the company says that it paid.
    with django_assert_max_num_queries(18):
        text = text_of(client.get(PLAN.format(approved)))
    assert "Ce qui menace l’échéancier" in text
    assert "Ce que coûterait un défaut aujourd’hui" in text
    assert approved in text_of(signed_in(cast.federation).get("/fr/dettes/"))
    done = client.post(
        PLAN.format(approved),
        {"act": "default", "declared_on": "2025-01-20", "reason": "Rien n’est payé.", "sure": "1"},
    )
    assert done.status_code == 302
    ended = text_of(client.get(PLAN.format(approved)))
    assert "Redevenu dû" in ended
    # Nobody waits any more for what came after the default.
    assert "tombées avec le défaut" in ended
    assert "Suivies jusqu’au défaut" in ended
    assert "jusqu’au 10 mars 2025" not in ended
    arabic = text_of(client.get(f"/ar/dettes/arrangements/{approved}/"))
    assert "أصبح مستحقا من جديد" in arabic


def test_what_is_left_today_is_said_once_whatever_happened_since(
    cast: Cast, entered: str, approved: str
) -> None:
    """By the plan that runs, then by its default, then by the later statement alone."""
    client, fund = signed_in(cast.employer), signed_in(cast.signatory)
    paid = {"act": "pay", "paid_on": "2024-11-14", "amount": "1000", "reference": "V-1"}
    assert signed_in(cast.officer).post(PLAN.format(approved), paid).status_code == 302
    head = Settlement.objects.get()
    left = money(head.to_pay_centimes - 100_000)
    statement = text_of(client.get(STATEMENT.format(entered)))
    assert f"Un échéancier est en cours : 1 000,00 DH payés, reste {left}." in statement
    in_all = "Reste à payer en tout"
    assert f"{in_all}</span><b>{left}</b>" in text_of(client.get("/fr/dettes/"))

    default = {
        "act": "default",
        "declared_on": "2025-01-20",
        "reason": "Rien n’est payé.",
        "sure": "1",
    }
    assert fund.post(PLAN.format(approved), default).status_code == 302
    back = money(PlanDefault.objects.get().owed_centimes)
    assert f"1 000,00 DH payés, {back} dus de nouveau." in text_of(
        client.get(STATEMENT.format(entered))
    )
    assert f"{in_all}</span><b>{back}</b>" in text_of(client.get("/fr/dettes/"))

    later = a_draft(as_of_on=date(2025, 3, 1), reference="")
    at = ENTERED + timedelta(days=200)
    number = debts.enter_statement(draft=later, **cast.officer.who, at=at)
    replaced = text_of(client.get(STATEMENT.format(entered)))
    assert f"/fr/dettes/releves/{number}/" in replaced
    # What is no longer asked for is not settled.
    assert "Voir comment régler" not in replaced
    assert "Voir comment régler" in text_of(client.get(STATEMENT.format(number)))
    home = text_of(client.get("/fr/dettes/"))
    assert "remplacé par le relevé" in home
    assert f"{in_all}</span><b>{back}</b>" not in home


def test_a_plan_of_a_replaced_statement_says_what_it_covers(
    cast: Cast, entered: str, approved: str
) -> None:
    client, day = signed_in(cast.employer), "30 septembre 2024"
    later = a_draft(as_of_on=date(2024, 10, 31), reference="")
    at = ENTERED + timedelta(days=30)
    number = debts.enter_statement(draft=later, **cast.officer.who, at=at)
    told = (
        f"Un échéancier court sur le relevé arrêté au {day}, que celui du 31 octobre 2024 "
        "remplace : il couvre 18 890,00 DH de ce qui est dû."
    )
    for address in (
        STATEMENT.format(number), f"{STATEMENT.format(number)}regler/",
        "/fr/dettes/attestations/",
    ):  # fmt: skip
        assert told in text_of(client.get(address)), address
    plan = text_of(client.get(PLAN.format(approved)))
    assert f"Le relevé de cet échéancier, arrêté au {day}, est remplacé" in plan
    assert "Un échéancier est en cours" in text_of(client.get(STATEMENT.format(entered)))
    assert "par l’échéancier" in text_of(client.get("/fr/dettes/"))


def test_a_sign_stays_with_its_number_in_arabic(cast: Cast, entered: str) -> None:
    page = signed_in(cast.employer).get(STATEMENT.format(entered).replace("/fr/", "/ar/"))
    text = page.content.decode()
    assert "<b>\u200e\u22123\u202f000,00\u00a0درهم</b>" in text
    assert "<bdi>\u2212</bdi>" not in text


def test_the_text_of_a_rate_reads_in_arabic(cast: Cast, entered: str) -> None:
    page = signed_in(cast.employer).get(STATEMENT.format(entered).replace("/fr/", "/ar/"))
    text = page.content.decode()
    assert "الظهير الشريف" in text
    assert "Dahir" not in text


def test_what_the_fund_may_do_stands_before_the_plan(cast: Cast, approved: str) -> None:
    officer = signed_in(cast.officer)
    page = text_of(officer.get(PLAN.format(approved)))
    assert page.index("Inscrire un paiement reçu") < page.index("L’échéancier</h2>")
    # Closed once everything is paid, and never offered before.
    assert "Clore : tenu jusqu’au bout" not in page
    found = queries.settlement_view(approved, on=ENTERED.date())
    assert found is not None
    debts.record_payment(
        number=approved, paid_on=ENTERED.date(), amount=found.left, **cast.officer.who, at=ENTERED
    )
    assert "Clore : tenu jusqu’au bout" not in text_of(officer.get(PLAN.format(approved)))
    CurrentContribution.objects.update(paid_on=ENTERED.date())
    page = text_of(officer.get(PLAN.format(approved)))
    assert "Clore : tenu jusqu’au bout" in page
    assert "Inscrire un paiement reçu" not in page


def money(centimes: int) -> str:
    """An amount as pages write it, with plain spaces."""
    return f"{centimes / 100:,.2f} DH".replace(",", " ").replace(".", ",")


def test_a_certificate_is_asked_refused_or_issued_and_checked(cast: Cast, entered: str) -> None:
    company, fund, signatory = map(signed_in, (cast.employer, cast.officer, cast.signatory))
    assert (
        "Une dette reste à payer : l’attestation demande alors un échéancier respecté."
        in text_of(company.get("/fr/dettes/attestations/"))
    )
    asked = company.post("/fr/dettes/attestations/", {"issuer": FUND, "purpose": "Marché"})
    address = asked["Location"]
    # An auditor finds in the list what the address opens.
    assert address in text_of(signed_in(cast.auditor).get("/fr/dettes/"))
    until = (datetime.now(tz=UTC).date() + timedelta(days=90)).isoformat()
    issue = {"act": "issue", "basis": "Rien n’est dû.", "valid_until_on": until}
    assert fund.post(address, issue).status_code == 403
    for officer in (fund, signatory):
        told = text_of(officer.get(address))
        assert "La loi ne permet pas de délivrer" in told
        assert "Délivrer l’attestation" not in told
    assert signatory.post(address, issue).status_code == 422
    assert fund.post(address, {"act": "refuse", "reasons": "Dette."}).status_code == 302
    assert "Décidée sur les relevés arrêtés au 30 septembre 2024" in text_of(company.get(address))
    paid = a_draft(
        reference="AV-90", as_of_on=date(2024, 10, 2),
        lines=(debts.LineDraft(kind="principal", branch="general", month=date(2024, 1, 1),
                               amount=100),
               debts.LineDraft(kind="payment", amount=100, paid_on=date(2024, 9, 1))),
    )  # fmt: skip
    debts.enter_statement(draft=paid, **cast.officer.who, at=ENTERED)
    address = company.post("/fr/dettes/attestations/", {"issuer": FUND})["Location"]
    assert signatory.post(address, issue).status_code == 302
    assert _readings("debts.read_good_standing")[-1][1] == "décision de la caisse"
    code = GoodStanding.objects.get(status="issued").code
    shown = company.get(address.replace("/fr/", "/ar/")).content.decode()
    assert f'class="button" href="{address.replace("/fr/", "/ar/")}ar.pdf"' in shown
    for language in ("fr", "ar", "en"):
        paper = company.get(f"{address}{language}.pdf").content
        assert paper.startswith(b"%PDF")
        assert "à l’octet près" in _checked(paper)
        assert "n’est pas le document émis" in _checked(paper[:-1] + b"\0")
    assert signed_in(cast.stranger).get(f"{address}fr.pdf").status_code == 404
    checked = text_of(Client().get("/fr/verifier/", {"code": code}))
    assert "Attestation de régularité" in checked
    assert "Elle est valable jusqu’au" in checked
    # Whoever holds the code reads what it rests on, and no amount.
    row = GoodStanding.objects.get(code=code)
    assert "arrêtés au 2 octobre 2024" in checked
    assert row.facts["statements"][0] in checked
    # A token of the form may hold these two letters: amounts have a space before them.
    assert " DH" not in checked
    GoodStanding.objects.filter(code=code).update(valid_until_on=date(2024, 12, 31))
    checked = text_of(Client().get("/fr/verifier/", {"code": code}))
    assert "Elle n’est plus valable : elle l’était jusqu’au 31 décembre 2024." in checked


def _checked(content: bytes) -> str:
    sent = {"file": SimpleUploadedFile("papier.pdf", content)}
    return text_of(Client().post("/fr/verifier/", sent))


def test_a_file_is_imported_by_the_officer_only(cast: Cast) -> None:
    from mithaq.apps.organisations.models import Organisation

    Organisation.objects.filter(slug="conserves-du-verger").update(affiliation_number="9000011")
    assert signed_in(cast.employer).get("/fr/dettes/importer/").status_code == 403
    client = signed_in(cast.officer)
    assert client.get("/fr/dettes/importer/exemple/").status_code == 200
    text = "affiliation;nature;régime;mois;montant\n9000011;cotisations;général;2024-01;150\n"
    made = client.post(
        "/fr/dettes/importer/",
        {"file": SimpleUploadedFile("d.csv", text.encode()), "as_of_on": "2024-09-30",
         "order": "principal_first"},
    )  # fmt: skip
    address = made["Location"]
    preview = text_of(client.get(address))
    assert "acceptée" in preview
    assert "Cotisations · janvier 2024" in preview
    assert client.post(address, {"act": "apply"}).status_code == 302
    written = client.get(address)
    assert "150,00" in text_of(written)
    assert "C’est inscrit" in text_of(written)
    assert written.context["form"].fields["reason"].required, "taking back asks for a reason"
    half = f"{text}9000011;inconnu;général;2024-02;150\n"
    alarming = client.post(
        "/fr/dettes/importer/",
        {"file": SimpleUploadedFile("e.csv", half.encode()), "as_of_on": "2024-09-29",
         "order": "principal_first"},
    )["Location"]  # fmt: skip
    asked = client.get(alarming)
    assert "Lignes refusées : 1 sur 2" in text_of(asked).replace("\u2068", "").replace("\u2069", "")
    assert asked.context["form"].fields["reason"].required
    sure = {"act": "apply", "reason": "Vérifié", "is_confirmed": "on"}
    assert client.post(alarming, sure).status_code == 302
    assert "est-il le bon" not in text_of(client.get(alarming)), "what was answered is not asked"
    assert client.post(address, {"act": "undo", "reason": "Erreur"}).status_code == 302
    far = signed_in(cast.far_officer)
    assert far.get("/fr/dettes/").status_code == 200
    assert far.get(address).status_code == 404
    assert far.post(address, {"act": "undo", "reason": "Non"}).status_code == 404


def test_a_request_says_its_number_and_the_certificate_that_holds_still(cast: Cast) -> None:
    from mithaq.apps.corridor.models import GoodStanding

    def asked() -> str:
        return debts.request_good_standing(
            company="conserves-du-verger", issuer="caisse-hesperides", **cast.employer.who,
            at=ENTERED,
        )  # fmt: skip

    first = asked()
    until = date(2024, 12, 31)
    GoodStanding.objects.filter(number=first).update(
        status="issued",
        valid_until_on=until,
        code="0123456789AB",
        basis="Rien n’est dû.",
        decided_at=ENTERED,
        decided_by=cast.signatory.user.pk,
    )
    second = asked()
    with time_machine.travel(ENTERED, tick=False):
        page = signed_in(cast.officer).get(f"/fr/dettes/attestations/{second}/")
    text = re.sub(r"<[^>]+>", "", text_of(page)).replace("\u2068", "").replace("\u2069", "")
    assert f"Demande n° {second}, faite par" in text
    assert f"L’attestation {first} vaut encore" in text
    assert "Une nouvelle attestation n’y met pas fin" in text


def test_an_import_says_what_it_replaces_and_asks_apart_when_a_plan_runs(
    cast: Cast, entered: str, approved: str
) -> None:
    from mithaq.apps.organisations.models import Organisation

    Organisation.objects.filter(slug="conserves-du-verger").update(affiliation_number="9000011")
    client = signed_in(cast.officer)
    text = (
        "affiliation;nature;régime;mois;montant\n9000011;cotisations;général;2024-09;150\n"
        "9000011;faux;général;2024-09;77\n"
    )

    def deposited(day: str) -> str:
        made = client.post(
            "/fr/dettes/importer/",
            {"file": SimpleUploadedFile("d.csv", text.encode()), "as_of_on": day,
             "order": "principal_first"},
        )  # fmt: skip
        return str(made["Location"])

    def plain(answer: Any) -> str:
        words = re.sub(r"<[^>]+>", "", text_of(answer))
        return words.replace("\u2068", "").replace("\u2069", "")

    older = plain(client.get(deposited("2024-09-01")))
    assert f"le relevé {entered}, arrêté au 30 septembre 2024, est plus récent" in older
    address = deposited("2024-10-31")
    preview = plain(client.get(address))
    assert f"ce relevé remplacera le relevé {entered}" in preview
    assert f"L’échéancier {approved} court sur ces dettes" in preview
    assert "faux" in preview, "a row refused says what was written in it"
    assert "77" in preview
    sure = {"act": "apply", "reason": "Vérifié", "is_confirmed": "on"}
    refused = client.post(address, sure)
    assert refused.status_code == 422
    assert "Cochez la case" in plain(refused)
    assert client.post(address, sure | {"is_replacing": "on"}).status_code == 302
    (number,) = client.get(address).context["numbers"]
    page = plain(client.get(STATEMENT.format(number)))
    assert f"Remplace le relevé {entered}, arrêté au 30 septembre 2024." in page
    assert f"L’échéancier {approved} court toujours" in page


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_the_file_that_the_site_offers_is_accepted_as_it_is(cast: Cast, language: str) -> None:
    from mithaq.apps.organisations.models import Organisation

    Organisation.objects.filter(slug="conserves-du-verger").update(affiliation_number="9000126")
    assert signed_in(cast.employer).get("/fr/dettes/importer/exemple/").status_code == 403
    client = signed_in(cast.officer)
    offered = client.get(f"/{language}/dettes/importer/exemple/")
    made = client.post(
        "/fr/dettes/importer/",
        {"file": SimpleUploadedFile("exemple-dettes.csv", offered.content),
         "as_of_on": "2024-09-30", "order": "principal_first"},
    )  # fmt: skip
    assert made.status_code == 302, text_of(made)
    shown = text_of(client.get(made["Location"]))
    assert "acceptée" in shown
    assert "refusée" not in shown
    assert client.post(made["Location"], {"act": "apply"}).status_code == 302
    assert DebtStatement.objects.get().received_how == "imported"


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_the_file_of_faults_shows_one_of_each_kind(cast: Cast, language: str) -> None:
    from mithaq.apps.organisations.models import Organisation

    Organisation.objects.filter(slug="conserves-du-verger").update(affiliation_number="9000126")
    client = signed_in(cast.officer)
    assert f"/{language}/dettes/importer/exemple/fautes/" in text_of(
        client.get(f"/{language}/dettes/importer/")
    )
    offered = client.get(f"/{language}/dettes/importer/exemple/fautes/")
    made = client.post(
        "/fr/dettes/importer/",
        {"file": SimpleUploadedFile("exemple-fautes.csv", offered.content),
         "as_of_on": "2024-09-30", "order": "principal_first"},
    )  # fmt: skip
    assert made.status_code == 302, text_of(made)
    key = made["Location"].rstrip("/").rpartition("/")[2]
    read = import_debts.found(key, cast.officer.under).preview
    assert read["counts"] == {"accepted": 1, "doubt": 2, "refused": 8}
    said = [fault["rule"] for row in read["rows"] for fault in row["said"]]
    assert len(said) == len(read["rows"]) - 1, "one a row, but the first"
    shown = text_of(client.get(made["Location"]))
    assert "en doute" in shown
    assert "À confirmer." in shown


def test_a_statement_is_typed_and_read_again_as_a_file_is(cast: Cast) -> None:
    from mithaq.apps.organisations.models import Organisation

    Organisation.objects.filter(slug="conserves-du-verger").update(affiliation_number="9000126")
    door = "/fr/dettes/saisir/"
    assert signed_in(cast.employer).get(door).status_code == 403
    client = signed_in(cast.officer)
    head = {"company": "9000126", "reference": "AV-9", "as_of_on": "2024-09-30",
            "order": "principal_first"}  # fmt: skip
    assert "au moins une ligne" in text_of(client.post(door, head))
    lacking = {"l1-kind": "payment", "l1-amount": "100", "l2-kind": "principal", "l2-amount": "5"}
    told = text_of(client.post(door, {"as_of_on": ""} | lacking))
    assert "Obligatoire pour un paiement." in told.partition("<form")[2].partition("<table")[0]
    assert "Obligatoire, sauf pour un paiement." in told.partition("<table")[0], "all at once"
    rows = {"l1-kind": "principal", "l1-branch": "general", "l1-month": "2024-12",
            "l1-amount": "150,50", "l2-kind": "costs",
            "l2-month": "2024-01", "l2-amount": "12"}  # fmt: skip
    refused = client.post(door, head | rows)
    assert refused.status_code == 422, "a month after the day of the debts"
    assert 'value="150,50"' in refused.content.decode()
    made = client.post(door, head | rows | {"l1-month": "2024-02"})
    assert made.status_code == 302, text_of(made)
    assert not DebtStatement.objects.exists(), "nothing before the officer agrees"
    assert client.post(made["Location"], {"act": "apply"}).status_code == 302
    found = DebtStatement.objects.get()
    assert (found.reference, found.received_how) == ("AV-9", "entered")
    assert {line.amount_centimes for line in DebtLine.objects.all()} == {15_050, 1_200}


def test_a_typed_statement_is_previewed_as_it_was_typed_and_its_undoing_told(cast: Cast) -> None:
    from mithaq.apps.organisations.models import Organisation

    Organisation.objects.filter(slug="conserves-du-verger").update(affiliation_number="9000126")
    client = signed_in(cast.officer)
    door = "/fr/dettes/saisir/"
    blank = client.get(door).content.decode()
    # Of a line, only the paper and the text are optional; the two of the head are too.
    assert blank.count('class="optional"') == 2 * 8 + 2
    rows = {
        "company": "9000126", "reference": "AV-9", "as_of_on": "2024-09-30",
        "order": "principal_first", "l1-kind": "principal", "l1-branch": "general",
        "l1-month": "2024-02", "l1-amount": "12 500,40 DH", "l2-kind": "principal",
        "l3-kind": "payment", "l3-paid_on": "2024-03-05", "l3-amount": "٥٠٠",
    }  # fmt: skip
    twice = client.post(door, rows | {"l3-amount": "12.500"})
    assert "se lit de deux façons" in text_of(twice)
    address = client.post(door, rows)["Location"]
    shown = client.get(address)
    assert re.findall(r'name="shown" value="(\d+)"', shown.content.decode()) == ["1", "3"]
    today = client.get("/fr/aujourdhui/")
    assert "Import de dettes à inscrire" in text_of(today)
    items = [item for block in today.context["blocks"] for item in block.items]
    file = next(item for item in items if str(item.label).startswith("Import de dettes"))
    assert file.is_exercise == cast.officer.under.is_exercise is True
    assert address in client.get("/fr/dettes/importer/").content.decode()
    told = text_of(shown)
    for words in ("AV-9", "30 septembre 2024", "12 500,40", "500,00", "12 000,40"):
        assert words in told.replace("\u202f", " ").replace("\xa0", " "), words
    assert "C’est inscrit" in text_of(client.post(address, {"act": "apply"}, follow=True))
    number = DebtStatement.objects.get().number
    undone = client.post(address, {"act": "undo", "reason": "Mauvaise entreprise"}, follow=True)
    after = text_of(undone)
    assert "C’est annulé" in after
    assert "Entrée annulée le" in after
    assert "Mauvaise entreprise" in after
    assert STATEMENT.format(number) not in undone.content.decode(), "a link to nothing"
    assert "retenue" not in after
    gone = client.get(STATEMENT.format(number))
    assert gone.status_code == 410
    assert "Mauvaise entreprise" in text_of(gone)
    assert signed_in(cast.employer).get(STATEMENT.format(number)).status_code == 410
    assert signed_in(cast.stranger).get(STATEMENT.format(number)).status_code in {403, 404}
    listed = text_of(client.get("/fr/dettes/importer/"))
    assert "Annulé" in listed
    assert cast.officer.user.full_name in listed


def test_a_settlement_is_asked_in_one_act_and_never_twice(cast: Cast, entered: str) -> None:
    first = (datetime.now(tz=UTC).date() + timedelta(days=40)).isoformat()
    address = f"{STATEMENT.format(entered)}regler/"
    given = {"months": "6", "first_due_on": first}
    company = signed_in(cast.employer)
    before = text_of(company.get(address, given))
    assert "Tout l’échéancier" in before
    assert "déjà en cours" not in before
    made = company.post(address, given | {"operation": "no_waiver", "ask": "1"})
    assert made.status_code == 302
    assert Settlement.objects.get().status == "transmitted"
    after = text_of(company.get(address, given))
    assert "Un arrangement de ce relevé est déjà en cours." in after
    assert made["Location"] in after
    assert "Garder cette simulation" not in after
    again = company.post(address, given | {"operation": "no_waiver", "ask": "1"})
    assert again.status_code == 422
    assert "debts.one_at_a_time" not in text_of(again)
    assert Settlement.objects.count() == 1


def test_each_rate_stands_with_its_text(cast: Cast, entered: str) -> None:
    text = text_of(signed_in(cast.employer).get(STATEMENT.format(entered)))
    assert "Dahir portant loi 1-72-184, art. 26" in text.replace("\u2060", "")
    assert "Refaire ce calcul, avec ses textes" in text
    assert (
        'href="https://weekly.leconomiste.com/social-security-agency-last-chance-amnesty"' in text
    )


def test_a_plan_not_approved_on_a_statement_replaced_says_so_and_the_import_before_it(
    cast: Cast, entered: str
) -> None:
    from mithaq.apps.corridor.queries.debts.replacing import replacing_of

    number = debts.simulate_settlement(draft=a_settlement(entered), **cast.employer.who, at=ENTERED)

    def waiting() -> tuple[str, ...]:
        told = replacing_of(
            issuer="caisse-hesperides", as_of_on=date(2024, 10, 6),
            references={"conserves-du-verger": {""}},
        )  # fmt: skip
        return told["conserves-du-verger"].waiting

    assert waiting() == (), "a simulation is the company's own"
    at = ENTERED + timedelta(hours=1)
    debts.request_settlement(number=number, **cast.employer.who, at=at)
    debts.transmit_settlement(number=number, **cast.employer.who, at=at)
    debts.prepare_settlement(
        number=number, first_due_on=date(2024, 11, 15), **cast.officer.who, at=at
    )
    assert waiting() == (number,)
    address = f"/fr/dettes/arrangements/{number}/"
    said = "ce qui est demandé ici n’est plus ce que dit la caisse"
    assert said not in text_of(signed_in(cast.signatory).get(address))
    later = debts.enter_statement(
        draft=a_draft(as_of_on=date(2024, 10, 6), reference="AV-78"), **cast.officer.who, at=at
    )
    told = signed_in(cast.signatory).get(address)
    assert said in text_of(told)
    assert later in text_of(signed_in(cast.officer).get(address))
