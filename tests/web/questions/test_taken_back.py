"""What is taken back of questions and draws, on the pages where it is done and where it is read."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from mithaq.apps.corridor.models import ControlDraw, Signal
from mithaq.apps.corridor.operations.question_decisions import follow_people
from mithaq.base.fictitious import fictitious_insured_number
from tests.apps.corridor.questions.conftest import questions_of_the_module, world
from tests.apps.corridor.questions.world import World
from tests.web.questions.test_pages import As, _drawn, as_

__all__ = ["as_", "questions_of_the_module", "world"]
pytestmark = pytest.mark.django_db


def test_a_wrong_signal_is_struck_on_its_page_then_entered_again(world: World, as_: As) -> None:
    key, officer = world.signal(), as_("officer")
    page = f"/fr/questions/signaux/{key}/rayer/"
    assert page in officer.get("/fr/questions/").content.decode()
    assert as_("employer").get(page).status_code == 403
    assert as_("far_officer").get(page).status_code == 404
    assert officer.post(page, {"reason": ""}).status_code == 422
    struck = officer.post(page, {"reason": "Une virgule de trop."})
    assert struck["Location"] == "/fr/questions/signaux/nouveau/"
    shown = officer.get("/fr/questions/").content.decode()
    assert "Une virgule de trop." in shown
    assert f"?signal={key}" not in shown
    assert officer.get(f"/fr/questions/nouvelle/?signal={key}").status_code == 404
    assert officer.get(page).status_code == 404
    assert Signal.objects.get().struck_at is not None


def test_a_cancelled_draw_says_so_and_why_to_everyone(world: World, as_: As) -> None:
    number, national = _drawn(world), as_("national")
    base = f"/fr/tirages/{number}/"
    assert "Une empreinte ne cache personne" in as_("nobody").get(base).content.decode()
    assert as_("officer").post(f"{base}annuler/", {"reason": "Non."}).status_code == 403
    assert f"{base}annuler/" in national.get(base).content.decode()
    assert national.post(f"{base}annuler/", {"reason": ""}).status_code == 422
    assert national.post(f"{base}annuler/", {"reason": "Graine mal recopiée."}).status_code == 302
    for language, words in (("fr", "Annulé le"), ("ar", "أُلغيت"), ("en", "Cancelled on")):
        text = as_("nobody").get(base.replace("/fr/", f"/{language}/")).content.decode()
        assert "Graine mal recopiée." in text
        assert words in text
    assert "annulé le" in as_("nobody").get("/fr/tirages/").content.decode()
    # What was drawn stays to be made again, and opens no question.
    assert "04 11 23" in as_("nobody").get(base).content.decode()
    assert "?tirage=" not in as_("officer").get(base).content.decode()
    assert national.get(f"{base}annuler/").status_code == 403
    assert ControlDraw.objects.get().cancelled_by == world.people["national"]


def test_a_list_of_people_is_corrected_on_its_page(world: World, as_: As) -> None:
    number = world.question()
    world.answer(number)
    world.decide(number, "regularised")
    officer, page = as_("officer"), f"/fr/questions/{number}/corriger-les-personnes/"
    assert officer.get(page).status_code == 403, "nobody is followed yet"
    follow_people(
        number=number, numbers=[fictitious_insured_number(1)], first_month=date(2026, 4, 1),
        **world.signed("officer"),
    )  # fmt: skip
    assert page in officer.get(f"/fr/questions/{number}/").content.decode()
    assert officer.get(f"/fr/questions/{number}/suivre/").status_code == 403
    month = (timezone.localdate() + timedelta(days=31)).isoformat()
    given = {"first_month": month, "numbers": fictitious_insured_number(2)}
    assert officer.post(page, given).status_code == 422
    assert officer.post(page, given | {"reason": "Homonyme."}).status_code == 302
