"""Officers are named in the letters of the page: Arabic where somebody wrote the name so."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from mithaq.apps.accounts.models import User
from mithaq.apps.accounts.queries import name_here
from mithaq.apps.corridor.operations import write_message
from tests.apps.corridor.world import World, taken

pytestmark = pytest.mark.django_db
As = Callable[[str], Client]


def test_pages_of_a_case_name_people_in_their_letters(world: World, as_: As) -> None:
    User.objects.filter(username="karim").update(full_name_ar="كريم")
    public_id = taken(world)
    write_message(public_id=public_id, body="Bonjour", **world.act("karim"))
    pages = (
        ("nawal", f"mediation/mes-dossiers/{public_id}/"),
        ("nawal", f"mediation/recu/{public_id}/"),
        ("karim", f"mediation/dossiers/{public_id}/"),
        ("yassine", "mediation/file/"),
    )
    for who, path in pages:
        arabic = as_(who).get(f"/ar/{path}").content.decode().split("<main")[1]
        assert "كريم" in arabic, path
        assert "Karim" not in arabic, path
        french = as_(who).get(f"/fr/{path}").content.decode().split("<main")[1]
        assert "Karim" in french, path
        assert "كريم" not in french, path


def test_a_name_that_nobody_wrote_in_arabic_is_never_transliterated(world: World) -> None:
    from django.utils.translation import override

    with override("ar"):
        assert name_here(world.users["hind"]) == "Hind"
        assert name_here(None) == ""
