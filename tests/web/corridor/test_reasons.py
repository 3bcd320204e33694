"""Why an act was done on a case about a person: in its life for who may read it, not elsewhere."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from mithaq.apps.corridor.models import ConcernedPerson
from mithaq.apps.corridor.operations import PersonDraft, wait_for_other, withdraw_consent
from tests.apps.corridor.world import FEDERATION, FUND, PERSONAL, World, taken

pytestmark = pytest.mark.django_db
WHY = "Rachid Benali est suivi pour une longue maladie"


def test_the_life_tells_the_reason_to_its_readers_until_it_is_erased(
    world: World, as_: Callable[[str], Client]
) -> None:
    people = (PersonDraft(label="salarié 1", display_name="R. B.", consent_words="Oui."),)
    public_id = taken(world, subject=PERSONAL, people=people)
    wait_for_other(
        public_id=public_id, institution=FUND, party=FEDERATION, reason=WHY, **world.act("karim")
    )
    address = f"/fr/mediation/dossiers/{public_id}/"

    assert WHY in as_("karim").get(address).content.decode()
    assert WHY not in as_("hind").get(address).content.decode()

    who = ConcernedPerson.objects.get(case__public_id=public_id)
    withdraw_consent(public_id=public_id, person_id=who.pk, **world.act("nawal"))

    told = as_("karim").get(address).content.decode()
    assert WHY not in told
    assert "motif effacé avec les données de la personne" in told
