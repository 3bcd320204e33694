"""Problems that recur, what waits for the committee, and the scoreboard that everyone reads."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.test import Client
from django.utils.html import escape

from mithaq.apps.corridor.models import Case, CommitteeReferral, SideNorm, SystemicProblem
from mithaq.apps.corridor.operations import (
    escalate_case,
    group_cases,
    refer_case,
    reopen_case,
    ungroup_case,
    withdraw_case,
)
from mithaq.base.errors import Refusal
from tests.apps.corridor.world import (
    CORRIDOR,
    FUND,
    OTHER,
    PERSONAL,
    World,
    case,
    closed,
    filed,
    taken,
)
from tests.browser.walk import readable

pytestmark = pytest.mark.django_db
Signed = Callable[[str], Client]
PROBLEMS, BOARD = "/fr/mediation/problemes/", "/fr/mediation/tableau/"
DRAFT = {
    "corridor": CORRIDOR, "family": "imputation", "title_fr": "Un virement sans mois",
    "title_ar": "", "owner": FUND, "fix": "Demander le mois", "due_on": "2026-05-01",
    "effect_expected": "Plus aucun", "cases": "2026-000001",
}  # fmt: skip


def _text(client: Client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200, url
    return str(response.content.decode())


def test_a_cause_is_opened_fixed_and_its_effect_measured(world: World, as_: Signed) -> None:
    filed(world)
    karim = as_("karim")
    assert karim.post(f"{PROBLEMS}ouvrir/", DRAFT | {"cases": "2026-000009"}).status_code == 422
    response = karim.post(f"{PROBLEMS}ouvrir/", DRAFT)
    assert response.status_code == 302
    url = response.headers["Location"]
    text = _text(karim, url)
    assert "2026-000001" in text
    assert "Plus aucun" in text
    # The federation follows the fix; its owner alone says that it is done.
    assert "Dire la correction faite" in text
    assert "Dire la correction faite" not in _text(as_("hind"), url)
    assert as_("hind").post(url, {"act": "fixed", "text": "x"}).status_code == 403
    for data in (
        {"act": "fix", "text": "Demander le mois", "due_on": "2026-05-01"},
        {"act": "fixed", "text": "Le portail demande le mois", "due_on": "2026-05-01"},
        {"act": "measure", "text": "Aucun dossier en trois mois"},
    ):
        assert karim.post(url, data).status_code == 302, data
    assert SystemicProblem.objects.get().status == "measured"
    assert "Aucun dossier en trois mois" in _text(as_("leila"), url)
    assert as_("leila").post(url, {"act": "reopen", "text": "x"}).status_code == 403


def test_every_month_of_a_problem_is_drawn_from_the_first_case_on(
    world: World, as_: Signed
) -> None:
    for _time in range(3):
        filed(world)
    numbers = ["2026-000001", "2026-000002", "2026-000003"]
    url = as_("karim").post(f"{PROBLEMS}ouvrir/", DRAFT | {"cases": numbers}).headers["Location"]
    # Two cases in a first month, the third four months after, both in another year than today.
    first = datetime(2024, 11, 15, 12, tzinfo=UTC)
    Case.objects.exclude(number=numbers[2]).update(submitted_at=first)
    Case.objects.filter(number=numbers[2]).update(submitted_at=datetime(2025, 3, 3, tzinfo=UTC))
    with time_machine.travel(datetime(2025, 5, 20, 12, tzinfo=UTC)):
        shown = _bars(_text(as_("karim"), url))
        mirrored = _bars(_text(as_("karim"), url.replace("/fr/", "/ar/")))
    assert [(month, count) for month, count, _start, _width in shown] == [
        ("novembre 2024", "2"), ("décembre 2024", "0"), ("janvier 2025", "0"),
        ("février 2025", "0"), ("mars 2025", "1"), ("avril 2025", "0"), ("mai 2025", "0"),
    ]  # fmt: skip
    assert [bar[2:] for bar in shown[3:5]] == [("0", "0.0%"), ("0", "50.0%")]
    # Arabic reads a bar from the right.
    assert [bar[2:] for bar in mirrored[3:5]] == [("100.0%", "0.0%"), ("50.0%", "50.0%")]


def _bars(page: str) -> list[tuple[str, ...]]:
    """The month, the number and the place of each bar of the page."""
    table = page[page.index('id="t-effet"') :]
    return re.findall(
        r'<bdi>(.+?)</bdi></th><td[^>]+>(?:<bdi[^>]*>)?(\d+).*?<rect x="([\d.%]+)" '
        r'width="([\d.%]+)"',
        table[: table.index("</table>")],
    )


def test_a_cause_says_to_no_relay_which_claims_it_groups(world: World, as_: Signed) -> None:
    for territory in ("06.141", "06.141", "09"):
        filed(world, subject=PERSONAL, territory=territory)
    claim, other, far = "2026-000001", "2026-000002", "2026-000003"
    form, hind, karim = f"{PROBLEMS}ouvrir/", as_("hind"), as_("karim")
    offered = [_text(as_(name), form) for name in ("hind", "zineb", "samir", "karim", "yassine")]
    assert [claim in page for page in offered] == [False, False, False, True, True]
    assert [far in page for page in offered[3:]] == [False, True]
    refused = hind.post(form, DRAFT | {"cases": claim})
    assert (refused.status_code, Case.objects.exclude(systemic_problem=None).count()) == (422, 0)

    url = karim.post(form, DRAFT | {"cases": claim}).headers["Location"]
    problem = SystemicProblem.objects.get()
    grouping = {"public_id": str(problem.public_id), "case_numbers": [other]}
    with pytest.raises(Refusal):
        group_cases(**grouping, **world.act("hind"))
    with pytest.raises(Refusal):
        ungroup_case(
            public_id=str(problem.public_id), case_number=claim, **world.act("zineb")
        )  # fmt: skip
    assert claim in _text(karim, url)
    assert _count(karim, url) == 1
    for name in ("hind", "zineb", "samir"):
        told = _text(as_(name), url)
        assert claim not in told, name
        assert _count(as_(name), url) == 0, name
        assert "à partir de cinq" in told, name
    for _time in range(4):
        numbers = [case(filed(world, subject=PERSONAL)).number]
        group_cases(**grouping | {"case_numbers": numbers}, **world.act("karim"))
    assert _count(hind, url) == 5


def test_a_cause_that_waits_for_the_committee_is_not_offered_to_it_again(
    world: World, as_: Signed
) -> None:
    filed(world)
    karim = as_("karim")
    url = karim.post(f"{PROBLEMS}ouvrir/", DRAFT).headers["Location"]
    assert "Renvoyer au comité permanent" in _text(karim, url)
    assert karim.post(url, {"act": "refer", "text": "Qui corrige ?"}).status_code == 302
    text = _text(karim, url)
    assert "Renvoyer au comité permanent" not in text
    assert "Comité permanent" in text
    assert karim.post(url, {"act": "refer", "text": "Encore"}).status_code == 403


def _count(client: Client, url: str) -> int:
    return int(client.get(url).context["problem"].case_count)


@pytest.mark.parametrize("url", [PROBLEMS, f"{PROBLEMS}ouvrir/", "/fr/mediation/comite/"])
def test_a_company_steers_nothing(world: World, as_: Signed, url: str) -> None:
    assert as_("nawal").get(url).status_code == 403


def test_the_secretary_sees_what_waits_and_takes_it_off_with_a_reason(
    world: World, as_: Signed
) -> None:
    public_id = taken(world)
    refer_case(public_id=public_id, reason="Personne ne transmet la liste", **world.act("yassine"))
    url, key = "/fr/mediation/comite/", str(CommitteeReferral.objects.get().pk)
    assert "Personne ne transmet la liste" in _text(as_("samir"), url)
    assert '<th scope="col">Renvoyé le</th>' in _text(as_("samir"), url)
    assert "2026-000001" in _text(as_("samir"), f"/fr/mediation/dossiers/{public_id}/")
    assert "Retirer du comité" not in _text(as_("karim"), url)
    assert as_("karim").post(url, {"sujet": key, "text": "Non"}).status_code == 403
    as_("samir").post(url, {"sujet": key, "text": ""})
    assert CommitteeReferral.objects.get().status == "referred"
    as_("samir").post(url, {"sujet": key, "text": "Réglé entre-temps"})
    assert CommitteeReferral.objects.get().status == "withdrawn"


def test_the_secretary_puts_on_the_agenda_what_the_national_level_has(
    world: World, as_: Signed
) -> None:
    public_id = taken(world)
    url = "/fr/mediation/comite/"
    assert "Aucun dossier bloqué" in _text(as_("samir"), url)
    with time_machine.travel(world.at + timedelta(days=30), tick=False):
        text = _text(as_("samir"), url)
        heads = ("Dossier", "Échelon", "Ce qu’il attend", "Délai dépassé par", "Dossier déposé le")
        assert all(f'<th scope="col">{head}</th>' in text for head in heads), "columns are named"
        assert 'data-label="Dossier déposé le"' in text, "and so they are on a phone"
        assert "Seul un représentant peut le renvoyer." in text
        assert "conserves" not in text.lower()
        sent = as_("samir").post(url, {"numero": "2026-000001", "text": "Bloqué"})
        assert sent.status_code == 422
        assert "seul un représentant peut le porter plus haut" in sent.content.decode()
    escalate_case(public_id=public_id, reason="Personne ne répond", **world.act("karim"))
    assert "Inscrire à l’ordre du jour" in _text(as_("samir"), url)
    assert as_("karim").post(url, {"numero": "2026-000001", "text": "x"}).status_code == 403
    assert as_("samir").post(url, {"numero": "2026-000001", "text": " "}).status_code == 422
    assert as_("samir").post(url, {"numero": "2026-000001", "text": "Bloqué"}).status_code == 302
    found = CommitteeReferral.objects.get()
    assert (found.object_ref, found.referred_by and found.referred_by.slug) == ("2026-000001", FUND)
    assert f'href="/fr/mediation/dossiers/{public_id}/"' in _text(as_("samir"), url)


def test_everyone_reads_the_scoreboard_and_small_numbers_stay_unsaid(
    world: World, client: Client, as_: Signed
) -> None:
    for _time in range(6):
        closed(world)
    filed(world, subject="settlement", territory="09")
    text = _text(client, BOARD)
    assert "Exercice" in text
    assert "moins de 5" in text
    assert "Imputation des paiements" in text
    assert "6" in text
    csv = client.get(f"{BOARD}?format=csv").getvalue().decode()
    assert "exercice" in csv
    assert "moins de 5" in csv
    assert client.get(f"{BOARD}?corridor=inconnu").status_code == 404
    arabic = _text(client, BOARD.replace("/fr/", "/ar/"))
    assert "أقل من 5" in arabic
    assert "/mediation/dossiers/?" not in text, "the public opens definitions, not cases"
    assert 'href="#sens-clos"' in text
    back = closed(world)
    later = world.act("nawal", after=timedelta(days=20))
    reopen_case(public_id=back, reason="Revenu", **later)
    withdraw_case(public_id=filed(world), reason="Inutile", **world.act("nawal"))
    auditor = as_("leila")
    page = auditor.get(BOARD)
    whole = page.context["whole"]
    # Six closed and one closed then reopened; nine filed, the one withdrawn among them.
    assert (whole.closed, whole.opened) == ("7", "9")
    for url, count in ((whole.closed_url, 7), (whole.opened_url, 9)):
        assert f'href="{escape(url)}"' in page.content.decode()
        assert auditor.get(url).context["list"].count == count
    fund = as_("karim")
    listed = _text(fund, fund.get(BOARD).context["whole"].closed_url)
    assert "rouvert depuis" in listed, "a case closed then opened again says when it was closed"
    assert "dans le délai" in listed
    family = page.context["families"][0]
    assert auditor.get(family.closed_url).context["list"].count == 7
    with time_machine.travel(later["at"] + timedelta(minutes=1), tick=False):
        shown = _text(as_("leila"), f"/fr/mediation/dossiers/{back}/")
    assert "clôture précédente" in shown
    assert "un nouveau délai court depuis ce jour" in shown
    assert "répond\xa0: problème résolu" in shown, (
        "what was answered before the reopening stays told"
    )


def test_the_delay_promised_stands_beside_the_share_kept_and_opens_on_its_definition(
    world: World, client: Client, as_: Signed
) -> None:
    for _time in range(6):
        closed(world)
    page = _text(client, BOARD)
    note = 'href="#delais-promis">délai promis : 5 jours ouvrés</a>'
    assert note in readable(page)
    meaning = readable(page[page.index('id="delais-promis"') :])
    meaning = meaning[: meaning.index("</ul>")]
    body = SideNorm.objects.filter(family__code="imputation").get().organisation.label_fr
    assert f"Imputation des paiements : {body} (5 jours ouvrés)" in meaning
    assert f"{body} (30 jours)" in meaning
    # Beside one's own figures too, and in the file.
    assert readable(_text(as_("karim"), BOARD)).count(note) == 2
    sent = client.get(f"{BOARD}?format=csv").getvalue().decode("utf-8-sig").splitlines()
    rows = csv.DictReader(sent, delimiter=";")
    assert [readable(row["Délai promis aujourd’hui"]) for row in rows] == ["", "", "5 jours ouvrés"]


def test_without_a_case_the_scoreboard_says_so(world: World, client: Client) -> None:
    assert "Aucun dossier n’est tenu ici" in _text(client, BOARD)


def test_a_figure_opens_on_the_cases_that_its_reader_may_read(world: World, as_: Signed) -> None:
    for _time in range(6):
        closed(world)
    for _time in range(5):
        filed(world, subject=PERSONAL)
    filed(world, by="omar", company=OTHER, territory="09")
    boards = {}
    for name, told, hidden in (
        ("karim", 11, "1 dossier compté ne vous est pas montré"),
        ("yassine", 12, "Tous les dossiers comptés vous sont montrés"),
        ("hind", 11, "1 dossier compté ne vous est pas montré"),
        ("nawal", 11, "1 dossier compté ne vous est pas montré"),
        ("omar", 1, "11 dossiers comptés ne vous sont pas montrés"),
        ("ghita", 12, "Tous les dossiers comptés"),
        ("samir", 0, "12 dossiers comptés ne vous sont pas montrés"),
    ):
        page = as_(name).get(BOARD)
        boards[name] = page.context
        url = page.context["whole"].opened_url
        assert f'href="{url}"' in page.content.decode(), name
        found = as_(name).get(url)
        assert found.context["list"].count == told, name
        assert hidden in found.content.decode().replace("\u202f", " ").replace("\xa0", " "), name
    board = boards["hind"]
    assert as_("hind").get(board["whole"].closed_url).context["list"].count == 6
    claims = next(line for line in board["families"] if line.opened == "5")
    cut = [as_(name).get(claims.opened_url) for name in ("hind", "karim")]
    assert [page.context["list"].count for page in cut] == [0, 5], "a relay is told no family"
    whole = _text(as_("hind"), board["whole"].opened_url)
    assert "Dossier touchant au droit d’une personne" in whole
    assert "Indemnité pour perte d’emploi" not in whole
    south = next(line for line in board["regions"] if line.opened != "11")
    small = _text(as_("hind"), south.opened_url)
    assert "n’est pas publié" in small, "what a board hides, its lists do not count"


def test_a_figure_opens_on_no_other_period_nor_for_who_has_no_case(
    world: World, client: Client, as_: Signed
) -> None:
    filed(world)
    url = as_("karim").get(BOARD).context["whole"].opened_url
    assert client.get(url).status_code == 302
    assert as_("leila").get(url).context["list"].count == 1, "an auditor reads them all"
    for wrong in (
        url.replace("12-mois", "2026-01"), url.replace("deposes", "ouverts"), f"{url}sujet/x/",
        f"{url}famille/inconnue/", url.replace(CORRIDOR, "inconnu"),
    ):  # fmt: skip
        assert as_("karim").get(wrong).status_code == 404, wrong


def test_who_reads_arabic_opens_a_problem_in_arabic_alone(world: World, as_: Signed) -> None:
    taken(world)
    given = {**DRAFT, "title_fr": "", "title_ar": "تحويل دون ذكر الشهر"}
    refused = as_("karim").post(f"{PROBLEMS}ouvrir/", given)
    assert refused.status_code == 422
    sent = as_("karim").post(f"/ar{PROBLEMS[3:]}ouvrir/", given)
    assert sent.status_code == 302
    assert "تحويل دون ذكر الشهر" in _text(as_("karim"), f"/ar{PROBLEMS[3:]}")


CAUSES = f"{PROBLEMS}causes/"


def _causes(client: Client, query: str = "") -> dict[str, list[str]]:
    """The causes told, with what the file says of each after its words and its family."""
    sent = client.get(f"{CAUSES}{query}{'&' if query else '?'}format=csv")
    assert sent.status_code == 200
    text = sent.getvalue().decode("utf-8-sig").splitlines()
    lines = [row for row in csv.reader(text, delimiter=";") if row]
    first = next(i for i, row in enumerate(lines) if row[:2] == ["Cause", "Famille"])
    return {row[0]: row[2:] for row in lines[first + 1 :] if len(row) > 1}


def test_causes_stand_by_how_many_cases_they_bring_with_who_mends_them(
    world: World, as_: Signed, client: Client
) -> None:
    for _time in range(2):
        filed(world, subject="settlement")
    for _time in range(3):
        closed(world)
    karim = as_("karim")
    paid, settled = _causes(karim).items()
    assert (paid[1][0], settled[1][0]) == ("3", "2"), "the most cases first"
    assert (paid[1][3], paid[1][4]) == ("aucun", "personne")
    page = _text(karim, CAUSES)
    assert page.count("Ouvrir un problème avec ces dossiers") == 2
    form = karim.get(re.search(r'href="([^"]+cause=paid[^"]+)"', page)[1].replace("&amp;", "&"))  # type: ignore[index]
    asked = form.context["form"]
    assert len(asked.initial["cases"]) == 3, "cases that ended are grouped too"
    assert asked.initial["family"] == "imputation"
    assert asked.initial["title_ar"]
    given = DRAFT | {"cases": asked.initial["cases"][:2]}
    assert (
        karim.post(form.request["PATH_INFO"] + "?cause=paid-shown-unpaid", given).status_code == 302
    )
    assert Case.objects.exclude(systemic_problem=None).count() == 2
    told = next(iter(_causes(karim).values()))
    assert "2 de ces dossiers" in told[3]
    assert told[4] != "personne"
    assert "Demander le mois" in told[5]
    assert "1 dossier sans problème" in _text(karim, CAUSES)
    assert len(_causes(karim, "?probleme=sans")) == 1
    assert len(_causes(karim, "?famille=imputation")) == 1
    assert next(iter(_causes(karim, "?tri=case_count").values()))[0] == "2"
    assert "Ouvrir un" not in _text(as_("leila"), CAUSES)
    assert as_("nawal").get(CAUSES).status_code == 403
    assert client.get(CAUSES).status_code == 302
    assert karim.get(f"{CAUSES}autre/").status_code == 404


def test_of_a_right_a_relay_is_told_a_number_that_is_not_small_and_nothing_else(
    world: World, as_: Signed
) -> None:
    for _time in range(4):
        filed(world, subject=PERSONAL)
    assert len(_causes(as_("karim"))) == 1
    assert not _causes(as_("hind"))
    filed(world, subject=PERSONAL)
    (told,) = _causes(as_("hind")).values()
    assert told[:3] == ["5", "masqué", "masqué"]
    assert "Ouvrir un" not in _text(as_("hind"), CAUSES)
    url = as_("karim").post(f"{PROBLEMS}ouvrir/", DRAFT).headers["Location"]
    (told,) = _causes(as_("hind")).values()
    assert told[3:5] == ["non dit", "non dit"]
    (told,) = _causes(as_("karim")).values()
    assert "1 de ces dossiers" in told[3]
    assert url in _text(as_("karim"), CAUSES)
    assert url not in _text(as_("hind"), CAUSES)
