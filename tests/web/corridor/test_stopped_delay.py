"""A delay that is stopped says since when, what is left, and what ends that stop."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from mithaq.apps.corridor.models import Side
from mithaq.apps.corridor.operations import ask_completion, make_proposal, resume_side
from mithaq.apps.corridor.queries.clocks import clocks_of
from mithaq.web.corridor.clock_bars import over_words
from mithaq.web.shell.dates import date_plain
from tests.apps.corridor.world import FUND, World, taken
from tests.browser.walk import readable
from tests.conftest import AT

pytestmark = pytest.mark.django_db
Signed = Callable[[str], Client]
DAYS = timedelta(days=30)


def _text(client: Client, url: str) -> str:
    text = client.get(url).content.decode().replace("\u202f", " ").replace("\xa0", " ")
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", text))


def _clock(world: World, *, after: timedelta = DAYS) -> Any:
    side = Side.objects.select_related("case", "norm").get(institution__slug=FUND)
    return clocks_of([side], at=world.at + after)[side.pk]


def test_who_proposed_reads_since_when_it_is_stopped_and_what_ends_that(
    world: World, as_: Signed
) -> None:
    public_id = taken(world)
    make_proposal(public_id=public_id, terms="Payer", **world.act("karim"))
    with time_machine.travel(AT + DAYS, tick=False):
        text = _text(as_("karim"), reverse("case", args=[public_id]))
        assert "aucun délai n’est fixé à la partie attendue" in text.lower()
        assert "Délai suspendu depuis le" in text
        assert "reste 5 jours ouvrés à la reprise" in text
        assert "vous pouvez la retirer" in text
        assert "vous pouvez la retirer" not in _text(as_("hind"), reverse("case", args=[public_id]))
        assert "uspendu depuis le" in _text(as_("karim"), "/fr/mediation/file/?vue=all")


def test_a_delay_past_before_it_stopped_is_never_said_to_have_time_left(
    world: World, as_: Signed
) -> None:
    public_id = taken(world)
    make_proposal(public_id=public_id, terms="Payer", **world.act("karim", after=DAYS))
    with time_machine.travel(AT + 2 * DAYS, tick=False):
        text = _text(as_("karim"), reverse("case", args=[public_id])).lower()
        assert "était dépassé de" in text
        assert ": reste" not in text


@pytest.mark.parametrize("is_stopped", [False, True])
def test_the_life_of_a_case_says_from_and_up_to_which_day_a_lateness_is_counted(
    world: World, as_: Signed, is_stopped: bool
) -> None:
    public_id = taken(world)
    if is_stopped:
        make_proposal(public_id=public_id, terms="Payer", **world.act("karim", after=DAYS))
    with time_machine.travel(AT + 2 * DAYS, tick=False):
        page = as_("karim").get(reverse("case", args=[public_id]))
    told = [event for event in page.context["events"] if "Délai dépassé" in str(event.text)]
    note = readable(str(told[0].note))
    until = date_plain(timezone.localdate(AT + (DAYS if is_stopped else 2 * DAYS)))
    count = over_words(_clock(world, after=2 * DAYS))
    said = f"arrêté le {until}, il est de {count}"
    if not is_stopped:
        said = f"au {until}, il est de {count} et court toujours"
    assert note == readable(f"le retard commence ce jour-là ; {said}")


def test_an_institution_may_stop_waiting_for_a_completion(world: World, as_: Signed) -> None:
    public_id = taken(world)
    act: dict[str, Any] = {"public_id": public_id, "institution": FUND}
    ask_completion(**act, wanted="Le relevé", **world.act("karim"))
    assert _clock(world).is_paused
    with time_machine.travel(AT + DAYS, tick=False):
        text = _text(as_("karim"), reverse("case", args=[public_id]))
        assert "Reprendre l’examen sans attendre le complément" in text
        assert "Aucun jour n’est fixé à l’entreprise" in text
    resume_side(**act, **world.act("karim", after=DAYS))
    clock = _clock(world)
    assert not clock.is_paused
    assert clock.due_at is not None
    assert clock.due_at > world.at + DAYS, "what was left runs from that day"
    assert clock.completion_asked_at is not None, "the one request is used"


def test_who_follows_a_company_waited_for_reads_since_when(world: World, as_: Signed) -> None:
    public_id = taken(world)
    asked = timedelta(days=1)
    ask_completion(
        public_id=public_id, institution=FUND, wanted="Le relevé", **world.act("karim", after=asked)
    )
    words = "aucun délai n’est fixé à l’entreprise, attendue depuis le 3 mars 2026"
    told = f"{words} ; celui de l’institution est suspendu"
    with time_machine.travel(AT + DAYS, tick=False):
        # The federation and the auditor alike; that no delay was published is told of the agency.
        for name, url in (
            ("hind", reverse("case", args=[public_id])),
            ("hind", "/fr/mediation/file/en-cours/"),
            ("leila", "/fr/mediation/dossiers/"),
        ):
            text = _text(as_(name), url).replace("Aucun délai n’est", "aucun délai n’est")
            assert f"{told} ; Agence fictive des Hespérides : aucun délai publié" in text, (
                name,
                url,
            )
