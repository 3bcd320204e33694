"""A case taken over from a colleague: the life says between whom, its own institution why."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from mithaq.apps.corridor.operations import escalate_case
from tests.apps.corridor.world import World, taken
from tests.browser.walk import readable

pytestmark = pytest.mark.django_db
Signed = Callable[[str], Client]


def test_a_case_taken_over_says_by_whom_from_whom_and_why(world: World, as_: Signed) -> None:
    public_id = taken(world)
    url = f"/fr/mediation/dossiers/{public_id}/"
    zineb = as_("zineb")
    assert "Reprendre ou confier ce dossier" in zineb.get(url).content.decode()
    data = {"officer": str(world.posts["zineb"]), "text": "Hind est en congé"}
    said = zineb.post(f"{url}actes/transmettre/", data, follow=True)
    words = "ossier repris par Zineb à Hind"
    assert f"D{words}" in readable(said.content.decode()), "the confirmation"
    for name, reads in (("zineb", True), ("karim", False)):
        events = as_(name).get(url).context["events"]
        told = [event for event in events if words in readable(str(event.text))]
        assert len(told) == 1, name
        assert ("Hind est en congé" in str(told[0].note)) is reads, name
        assert not [event for event in events if "transmis à un autre" in str(event.text)]
    assert "transmis par un autre" not in zineb.get(url).content.decode()


def test_a_case_handed_to_a_colleague_says_whose_it_was(world: World, as_: Signed) -> None:
    public_id = taken(world)
    url = f"/fr/mediation/dossiers/{public_id}/"
    data = {"officer": str(world.posts["zineb"]), "text": "Elle suit l’entreprise"}
    assert as_("hind").post(f"{url}actes/transmettre/", data).status_code == 302
    text = readable(as_("zineb").get(url).content.decode())
    assert "dossier de Hind confié à Zineb" in text


def test_who_took_a_case_stays_named_once_it_is_someone_else_s(world: World, as_: Signed) -> None:
    public_id = taken(world)
    url = f"/fr/mediation/dossiers/{public_id}/"
    data = {"officer": str(world.posts["zineb"]), "text": "Hind est en congé"}
    assert as_("zineb").post(f"{url}actes/transmettre/", data).status_code == 302
    escalate_case(public_id=public_id, reason="Rien ne vient", **world.act("karim"))
    for name, page in (("karim", url), ("nawal", url.replace("dossiers", "mes-dossiers"))):
        events = as_(name).get(page).context["events"]
        notes = [str(e.note) for e in events if "prend le dossier en charge" in str(e.text)]
        assert {"Hind", "Karim"} <= set(notes), (name, notes)
