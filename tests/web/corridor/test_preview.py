"""Terms read again before they are sent: who will read them, nothing written, nothing lost."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils.html import escape

from mithaq.apps.accounts.models import AuditLine
from mithaq.apps.corridor.models import Proposal, Side
from mithaq.apps.corridor.operations import accept_proposal, make_proposal
from tests.apps.corridor.world import FEDERATION, FUND, PERSONAL, World, taken
from tests.browser.walk import readable
from tests.conftest import AT

pytestmark = pytest.mark.django_db
Signed = Callable[[str], Client]
TERMS: str = "Imputer <à> mars\n\nPuis rembourser « le reste »"
DAY: str = (AT + timedelta(days=20)).date().isoformat()


def post(
    client: Client, public_id: str, act: str, language: str = "fr", **data: str
) -> HttpResponse:
    url = f"/{language}/mediation/dossiers/{public_id}/actes/{act}/"
    answer = client.post(url, data)
    assert isinstance(answer, HttpResponse)
    return answer


def page_of(answer: HttpResponse) -> str:
    assert answer.status_code == 200
    main = answer.content.decode().partition("<main")[2].partition("</main>")[0]
    return " ".join(readable(re.sub(r"<[^>]+>", " ", main)).split())


def test_terms_are_shown_with_their_readers_and_nothing_is_written(
    world: World, as_: Signed
) -> None:
    public_id, karim = taken(world), as_("karim")
    before = set(AuditLine.objects.values_list("pk", flat=True))
    sides = list(Side.objects.order_by("pk").values())
    answer = post(karim, public_id, "proposer", text=TERMS, due_on=DAY)
    page = page_of(answer)
    assert "Rien n’est encore envoyé" in page
    assert "Puis rembourser « le reste »" in page
    assert "À exécuter au plus tard le" in page
    assert f"{FUND} (fictif) propose ces termes : c’est vous" in page
    assert f"{FEDERATION} (fictif) les lit et y répond" in page
    assert "ne les lit pas" not in page
    assert escape("Imputer <à> mars") in answer.content.decode()
    assert not Proposal.objects.exists()
    assert list(Side.objects.order_by("pk").values()) == sides
    new = AuditLine.objects.exclude(pk__in=before).values_list("action", flat=True)
    assert set(new) == {"corridor.read_case"}, "the case was read, and no more"
    assert "Imputer" not in as_("hind").get(f"/fr/mediation/dossiers/{public_id}/").content.decode()


def test_what_was_typed_comes_back_to_be_changed_and_is_sent_as_shown(
    world: World, as_: Signed
) -> None:
    public_id, karim = taken(world), as_("karim")
    given = {"text": TERMS, "due_on": DAY}
    answer = post(karim, public_id, "proposer", suite="modifier", **given)
    assert answer.status_code == 200
    raw = answer.content.decode()
    form = raw.partition('id="acte-proposer"')[2].partition("</form>")[0]
    assert form.startswith(" open"), "unfolded, to be changed"
    assert escape(TERMS) in form.replace("\r\n", "\n")
    assert DAY in form
    assert 'role="alert"' not in raw
    assert not Proposal.objects.exists()
    assert post(karim, public_id, "proposer", suite="envoyer", **given).status_code == 302
    made = Proposal.objects.get()
    assert (made.terms, made.due_on and made.due_on.isoformat()) == (TERMS, DAY)


def test_what_sending_would_refuse_is_told_before(world: World, as_: Signed) -> None:
    public_id, karim = taken(world), as_("karim")
    past = (AT - timedelta(days=3)).date().isoformat()
    for given in ({"text": ""}, {"text": "À mars", "due_on": past}):
        told = post(karim, public_id, "proposer", **given)
        assert told.status_code == 422, given
        assert "Rien n’est encore envoyé" not in told.content.decode()
    make_proposal(public_id=public_id, terms="À avril", **world.act("nawal"))
    assert post(karim, public_id, "proposer", text="À mars").status_code == 422
    assert Proposal.objects.count() == 1


def test_a_counter_proposal_says_whose_terms_it_replaces(world: World, as_: Signed) -> None:
    public_id, karim = taken(world), as_("karim")
    key = make_proposal(public_id=public_id, terms="Imputer à mars", **world.act("nawal"))
    given = {"sujet": str(key), "text": "À février"}
    page = page_of(post(karim, public_id, "contre-proposer", **given))
    assert "Ces termes remplacent ceux de" in page
    assert "Aucun jour d’exécution n’est fixé." in page
    assert Proposal.objects.get().status == "made", "the terms that it answers still stand"
    page = page_of(post(karim, public_id, "contre-proposer", "ar", **given))
    assert "لم يُرسَل شيء بعد" in page
    assert "Rien n’est" not in page
    sent = post(karim, public_id, "contre-proposer", suite="envoyer", **given)
    assert sent.status_code == 302
    assert Proposal.objects.get(pk=key).status == "countered"


def test_of_a_case_about_a_person_s_right_it_says_who_does_not_read(
    world: World, as_: Signed
) -> None:
    public_id = taken(world, subject=PERSONAL)
    page = page_of(post(as_("karim"), public_id, "proposer", text="Fusionner les deux numéros"))
    assert f"{FEDERATION} (fictif) ne les lit pas" in page
    assert f"{FEDERATION} (fictif) les lit" not in page


def test_who_is_told_to_answer_is_who_signs_in_the_end(world: World, as_: Signed) -> None:
    """Read before sending, or drawn up once accepted: one rule names the parties."""
    public_id, karim = taken(world), as_("karim")
    answer = post(karim, public_id, "proposer", text="À mars")
    readers = [row for row, _words in answer.context["readers"]]  # type: ignore[attr-defined]
    told = {row.organisation for row in readers if row.answers or row.proposes}
    key = make_proposal(public_id=public_id, terms="À mars", **world.act("karim"))
    drawn = accept_proposal(public_id=public_id, proposal_id=key, **world.act("nawal"))
    assert drawn.agreement_id
    assert set(drawn.signers) == told


@pytest.mark.parametrize(("who", "status"), [("leila", 422), ("omar", 404), ("salma", 404)])
def test_whoever_may_not_propose_is_shown_no_preview(
    world: World, as_: Signed, who: str, status: int
) -> None:
    public_id = taken(world)
    assert post(as_(who), public_id, "proposer", text="À mars").status_code == status
    assert not Proposal.objects.exists()
