"""What a case says once all have signed; one main act; nothing of a delay that nobody promised."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from mithaq.apps.corridor.models import Case, ConcernedPerson
from mithaq.apps.corridor.operations import (
    accept_proposal,
    answer_side,
    declare_absence,
    escalate_case,
    make_proposal,
    sign_agreement,
    take_side,
)
from mithaq.base.errors import Refusal
from mithaq.base.text import Labels, in_every_language
from mithaq.web.shell.dates import date_plain
from tests.apps.corridor.world import AGENCY, FUND, World, filed, taken
from tests.browser.walk import readable
from tests.conftest import AT

pytestmark = pytest.mark.django_db
Signed = Callable[[str], Client]
LATER = timedelta(days=40)


def _page(client: Client, url: str) -> str:
    page = client.get(url)
    assert page.status_code == 200, url
    return re.sub(r"\s+", " ", page.content.decode().replace("\u202f", " ").replace("\xa0", " "))


def _case(client: Client, public_id: str, name: str = "case") -> str:
    return _page(client, reverse(name, args=[public_id]))


def _signed(world: World) -> str:
    public_id = filed(world)
    act: dict[str, Any] = {"public_id": public_id}
    take_side(**act, institution=AGENCY, **world.act("tarik"))
    key = make_proposal(**act, terms="Payer en trois fois", **world.act("nawal", after=LATER))
    drawn = accept_proposal(**act, proposal_id=key, **world.act("karim", after=LATER)).agreement_id
    for who in ("hind", "nawal", "karim"):
        sign_agreement(**act, agreement_id=drawn, **world.act(who, after=LATER))
    return public_id


def test_the_signed_text_stands_first_and_nobody_is_late_of_an_answer(
    world: World, as_: Signed
) -> None:
    public_id = _signed(world)
    with time_machine.travel(AT + LATER + timedelta(hours=3), tick=False):
        text = _case(as_("karim"), public_id)
        assert text.index("Ce qui est à faire") < text.index("Ce que dit l’entreprise")
        assert "exécuter l’accord" in text
        assert "sans jour fixé" in text
        assert "gardé dans la vie du dossier" in text
        assert "Délai dépassé" in text, "the promise is kept: the life of the case tells the delay"
        assert "Exécute l’accord" in text
        own = _case(as_("nawal"), public_id, "company_case")
        assert own.index("Ce qui est à faire") < own.index("Qui fait quoi")
        assert "Propositions et accords passés" not in own.partition("Payer en trois fois")[0]
        queue = _page(as_("karim"), "/fr/mediation/file/")
        rows = queue.partition("<tbody>")[2].partition("</tbody>")[0]
        assert public_id in rows
        assert "suspendu" not in rows
        assert "jours de retard" not in queue


def _day(day: date) -> str:
    return readable(date_plain(day))


def _agreed_until(world: World, due: date) -> str:
    """A case taken up in time, then agreed on: to be carried out by a day."""
    public_id = taken(world)
    act: dict[str, Any] = {"public_id": public_id}
    key = make_proposal(**act, terms="Payer en trois fois", due_on=due, **world.act("nawal"))
    drawn = accept_proposal(**act, proposal_id=key, **world.act("karim")).agreement_id
    for who in ("hind", "nawal", "karim"):
        sign_agreement(**act, agreement_id=drawn, **world.act(who))
    return public_id


def test_a_company_is_told_why_it_goes_no_higher_yet_and_from_when_it_may(
    world: World, as_: Signed
) -> None:
    due = timezone.localdate(AT) + timedelta(days=20)
    public_id = _agreed_until(world, due)
    nawal = {"public_id": public_id, "reason": "Rien n’est fait"}
    own = _case(as_("nawal"), public_id, "company_case")
    assert "Porter le dossier à l’échelon national : pas encore." in own
    assert f"au plus tard le {_day(due)}" in own
    assert "vous le pourrez dès le lendemain" in own
    with pytest.raises(Refusal):
        escalate_case(**nawal, **world.act("nawal", after=timedelta(days=20)))
    # The day after, the institution is late on the agreement itself.
    after = timedelta(days=21)
    with time_machine.travel(AT + after, tick=False):
        own = _case(as_("nawal"), public_id, "company_case")
    assert "pas encore." not in own
    assert "Une institution est en retard : porter le dossier à l’échelon national" in own
    escalate_case(**nawal, **world.act("nawal", after=after))
    assert Case.objects.get().level == "national"


def test_at_the_national_level_the_day_agreed_stands_in_place_of_the_delays(
    world: World, as_: Signed
) -> None:
    due = timezone.localdate(AT) + timedelta(days=20)
    public_id = _agreed_until(world, due)
    escalate_case(public_id=public_id, reason="Trop long", **world.act("karim"))
    text = _case(as_("karim"), public_id)
    assert "À l’échelon national : porter le dossier plus haut" in text
    signed = _day(timezone.localdate(AT))
    told = f"Accord signé le {signed}, à exécuter au plus tard le {_day(due)} ({FUND} (fictif))"
    assert told in text


def test_who_proposed_waits_and_who_takes_note_has_one_main_act(world: World, as_: Signed) -> None:
    public_id = taken(world)
    make_proposal(public_id=public_id, terms="Payer", **world.act("karim"))
    head = _case(as_("karim"), public_id).partition("</nav>")[0]
    assert "#ecrire" not in _case(as_("karim"), public_id)
    assert head


def test_a_relay_that_took_nothing_yet_is_asked_to_take_note_only(
    world: World, as_: Signed
) -> None:
    public_id = filed(world)
    for name, body in (("karim", FUND), ("tarik", AGENCY)):
        take_side(public_id=public_id, institution=body, **world.act(name))
        answer_side(
            public_id=public_id, institution=body, kind="solved", answer="Fait.", **world.act(name)
        )
    text = _case(as_("hind"), public_id)
    assert "#acte-acte" in text
    # Its state is that of the filters; what it is asked is to take note.
    assert "acte-prendre" not in text
    assert "prendre acte" in text.lower()


def test_an_institution_that_promised_no_delay_has_no_column_of_them(
    world: World, as_: Signed
) -> None:
    taken(world)
    assert "Votre délai" not in _page(as_("tarik"), "/fr/mediation/file/?vue=all")
    assert "Votre délai" in _page(as_("karim"), "/fr/mediation/file/?vue=all")


def test_the_label_of_a_person_is_said_in_one_language(world: World, as_: Signed) -> None:
    public_id = filed(world, subject="job-loss-refused")
    ConcernedPerson.objects.create(
        case_id=_key(public_id),
        label=in_every_language(Labels("salarié 1", "أجير 1", "employee 1")),
        consent_words="oui", consent_given_at=AT,
    )  # fmt: skip
    text = _case(as_("karim"), public_id)
    assert "salarié 1" in text
    assert "employee 1" not in text


def test_today_opens_with_what_is_late_elsewhere(world: World, as_: Signed) -> None:
    taken(world)
    with time_machine.travel(AT + LATER, tick=False):
        text = _page(as_("hind"), "/fr/aujourdhui/")
        late = text.index("En retard chez d’autres")
        assert "en-retard-ailleurs" in text
        assert late < text.index("Dossiers de médiation à votre tour")
        # The day that orders them is said: days of two kinds do not compare.
        assert "jour passé le" in text[late:]
        rows = _page(as_("hind"), "/fr/mediation/file/en-retard-ailleurs/")
        assert "jour passé le" in rows


def test_an_absence_without_a_substitute_says_what_becomes_of_the_cases(
    world: World, as_: Signed
) -> None:
    filed(world)
    on = str((AT + timedelta(hours=3)).date())
    told = as_("karim").post(
        "/fr/mediation/absence/", {"starts_on": on, "ends_on": on, "substitute": ""}, follow=True
    )
    assert "sans remplacement" in told.content.decode()
    days: dict[str, Any] = {"starts_on": AT.date(), "ends_on": AT.date()}
    declare_absence(**days, away=world.users["salma"].pk, **world.act("yassine"))
    assert "Salma" in _page(as_("yassine"), "/fr/mediation/absence/")


def _key(public_id: str) -> int:
    from mithaq.apps.corridor.models import Case

    return Case.objects.get(public_id=public_id).pk
