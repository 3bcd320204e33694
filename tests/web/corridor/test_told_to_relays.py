"""What the page of a case about a person leaves out for a relay, and what it does not offer."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from mithaq.apps.corridor.models import Side
from mithaq.apps.corridor.operations import escalate_case, make_proposal, take_side, wait_for_other
from tests.apps.corridor.world import AGENCY, FEDERATION, FUND, PERSONAL, World, filed, taken
from tests.browser.walk import readable

pytestmark = pytest.mark.django_db
Signed = Callable[[str], Client]


def _life(client: Client, public_id: str) -> list[str]:
    events = client.get(f"/fr/mediation/dossiers/{public_id}/").context["events"]
    return [readable(str(event.text)) for event in events]


def test_a_step_of_an_institution_that_a_relay_does_not_read_is_told_in_no_line(
    world: World, as_: Signed
) -> None:
    public_id = filed(world, subject=PERSONAL)
    Side.objects.filter(institution__slug=AGENCY).update(is_called=True)
    for name, body in (("karim", FUND), ("tarik", AGENCY)):
        take_side(public_id=public_id, institution=body, **world.act(name))
    wait_for_other(
        public_id=public_id, institution=FUND, reason="Leur avis", party=AGENCY,
        **world.act("karim"),
    )  # fmt: skip
    escalate_case(public_id=public_id, reason="Rien ne vient", **world.act("tarik"))
    told = _life(as_("hind"), public_id)
    taken = [text for text in told if "prend le dossier en charge" in text]
    assert taken == [f"{FUND} (fictif) : prend le dossier en charge"]
    assert not [text for text in told if "une autre partie" in text]
    assert "Dossier porté à l’échelon national" in told, "and by nobody named"
    assert len(_life(as_("karim"), public_id)) > len(told)


def test_a_relay_is_not_offered_terms_on_what_it_does_not_read_and_is_told_why(
    world: World, as_: Signed
) -> None:
    public_id = taken(world, subject=PERSONAL)
    url = f"/fr/mediation/dossiers/{public_id}/"
    text = as_("hind").get(url).content.decode()
    for act in ("proposer", "complement"):
        assert f"actes/{act}/" not in text
        assert f"actes/{act}/" in as_("karim").get(url).content.decode()
    assert "vous n’en lisez ni l’exposé, ni les termes, ni les réponses" in readable(text)
    assert "ceux des autres ne vous sont pas montrés" in readable(text)


def test_an_officer_is_told_what_each_other_party_reads(world: World, as_: Signed) -> None:
    public_id = taken(world, subject=PERSONAL)
    told = as_("karim").get(f"/fr/mediation/dossiers/{public_id}/").context["read_by_others"]
    assert not [line for line in told if line.startswith(f"{FUND} ")], "not of oneself"
    relay = next(line for line in told if line.startswith(FEDERATION))
    assert "ni vos notes privées" in relay
    assert "ni l’exposé" in relay
    agency = next(line for line in told if line.startswith("Agence"))
    assert "aucune de vos notes privées" in agency


def test_who_does_not_decide_is_told_what_its_answer_to_terms_weighs(
    world: World, as_: Signed
) -> None:
    public_id = taken(world)
    make_proposal(public_id=public_id, terms="Imputer à mars", **world.act("nawal"))
    url, told = f"/fr/mediation/dossiers/{public_id}/", "Votre institution ne décide pas"
    assert told in as_("hind").get(url).content.decode()
    assert told not in as_("karim").get(url).content.decode()
