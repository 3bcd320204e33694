"""« Our cases » on the board, and what the board says of the delays kept."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone

from mithaq.apps.corridor.models import Case, Outcome, Side
from mithaq.apps.corridor.operations import wait_for_other
from mithaq.apps.corridor.queries.scoreboard import SMALL_CELL, scoreboard
from mithaq.web.corridor.periods import LAST_YEAR, period_of
from tests.apps.corridor.world import (
    AGENCY,
    CORRIDOR,
    FUND,
    OTHER,
    PERSONAL,
    World,
    closed,
    filed,
    taken,
)

pytestmark = pytest.mark.django_db
Signed = Callable[[str], Client]
BOARD = "/fr/mediation/tableau/"


def test_an_officer_reads_the_figures_of_its_own_institution_unhidden(
    world: World, as_: Signed, client: Client
) -> None:
    for _time in range(2):
        closed(world)
    filed(world, subject=PERSONAL)
    filed(world, by="omar", company=OTHER, territory="09")
    late = Outcome.objects.order_by("pk").values_list("pk", flat=True)[:1]
    Outcome.objects.filter(pk__in=list(late)).update(is_within_norm=False)
    assert "Nos dossiers" not in client.get(BOARD).content.decode()
    assert "Nos dossiers" not in as_("nawal").get(BOARD).content.decode()
    for name in ("karim", "hind"):
        page = as_(name).get(BOARD)
        assert "Nos dossiers" in page.content.decode(), name
        figures = page.context["own"]["figures"]
        assert [item.value for item in figures[:3]] == ["3", "0", "2"], name
        assert figures[5].value.startswith("50")
        assert "1 sur 2" in figures[5].note
        families, regions = (lines for _title, _head, lines in page.context["own"]["tables"])
        # Hind's federation relays: of what family a claim is, it is not told.
        named = {"karim": 2, "hind": 2}[name]
        assert len(families) == named
        assert sum(int(line.opened) for line in families) == 3, name
        assert ("Famille non dite" in [line.label for line in families]) == (name == "hind")
        assert [(line.opened, line.closed) for line in regions] == [("3", "2")]
        for line in (*families, *regions):
            if line.opened_url:
                opened = as_(name).get(line.opened_url)
                assert str(opened.context["list"].count) == line.opened
        for item in (figures[0], figures[2]):
            listed = as_(name).get(item.url)
            assert str(listed.context["list"].count) == item.value, "a figure opens to its list"


def test_the_share_of_all_is_said_when_neither_of_its_parts_is_small(world: World) -> None:
    for _time in range(8):
        closed(world)
    for _time in range(4):
        closed(world, subject="settlement")
    ends = Outcome.objects.order_by("pk").values_list("pk", flat=True)
    Outcome.objects.update(is_within_norm=True)
    # Five late: four of one family, one of the other.
    Outcome.objects.filter(pk__in=[*list(ends[:4]), list(ends)[-1]]).update(is_within_norm=False)
    since, until = period_of(LAST_YEAR)
    board = scoreboard(CORRIDOR, since=since, until=until)
    assert board is not None
    whole = board.cell()
    assert whole is not None
    assert whole.within_norm_percent == 58
    families = [cell for cell in board.cells if cell.family]
    assert [cell.within_norm_percent for cell in families] == [None, None]
    assert SMALL_CELL == 5


def test_a_family_where_nothing_was_closed_says_so_on_screen_and_in_the_file(
    world: World, client: Client
) -> None:
    for _time in range(6):
        closed(world)
    for _time in range(5):
        filed(world, subject="settlement")
    page = client.get(BOARD)
    line = next(line for line in page.context["families"] if line.closed == "0")
    assert line.unsaid == "aucun clos"
    assert "aucun clos" in page.content.decode()
    csv = client.get(f"{BOARD}?format=csv").getvalue().decode()
    assert csv.count("aucun clos") == 6
    assert "masqué" not in csv


def test_an_auditor_finds_each_figure_again_in_the_list_that_it_opens(
    world: World, as_: Signed
) -> None:
    for number in range(12):
        closed(world, **({"subject": PERSONAL} if number < 2 else {}))
    ends = Outcome.objects.order_by("pk").values_list("pk", flat=True)
    Outcome.objects.update(is_within_norm=True, money_unblocked_centimes=100_00)
    Outcome.objects.filter(pk__in=list(ends[:5])).update(is_within_norm=False, working_days=9)
    auditor = as_("leila")
    whole = auditor.get(BOARD).context["whole"]
    assert "7 sur 12" in whole.within_of
    page = auditor.get(whole.closed_url)
    found = {item.label: item for item in page.context["sums"]}
    assert found["Clôtures comptées"].value == whole.closed == "12"
    assert found["La moitié des dossiers en"].value == whole.half
    assert found["Neuf dossiers sur dix en"].value == whole.most
    assert found["Clos dans le délai promis"].value == whole.within
    assert found["Clos dans le délai promis"].how == whole.within_of
    assert "1" in found["Argent débloqué"].value
    assert "200,00" in found["Argent débloqué"].value
    late = auditor.get(f"{whole.closed_url}?delai=non&tri=-working_days")
    assert late.context["list"].count == 5
    assert "hors délai" in late.content.decode()
    # The figures are those of what the filters keep, on the page and in a live filter.
    kept = {item.label: item.value for item in late.context["sums"]}
    assert kept["Clôtures comptées"] == "5"
    assert "que gardent la recherche et les filtres" in late.content.decode()
    live = auditor.get(f"{whole.closed_url}?delai=non", headers={"HX-Request": "true"})
    assert 'id="calcul-liste" hx-swap-oob="true"' in live.content.decode()
    number = str(Case.objects.order_by("pk").values_list("number", flat=True)[0])
    alone = [item.label for item in auditor.get(f"{whole.closed_url}?q={number}").context["sums"]]
    assert "Durée de ce dossier" in alone
    assert "La moitié des dossiers en" not in alone
    csv = auditor.get(f"{whole.closed_url}?format=csv").getvalue().decode()
    assert "Jours ouvrés" in csv
    assert "100" in csv
    # What a figure is made of fits the screen; the rest leaves in the file.
    shown = str(page.context["list"].body)
    assert all(word in shown for word in ("Jours ouvrés", "Délai tenu", "Argent débloqué"))
    for word in ("Région", "Déposé le", "À qui le tour"):
        assert f'data-label="{word}"' not in shown
        assert word in csv
    assert 'class="score-figures score-sums"' in page.content.decode()
    # A relay is shown the same cases, without the money of what touches a person's right.
    relay = as_("hind").get(whole.closed_url).context["sums"]
    money = next(item for item in relay if item.label == "Argent débloqué")
    assert "000,00" in money.value
    assert "2" in money.how


def test_the_list_behind_a_figure_names_no_institution_that_a_person_s_family_calls(
    world: World, as_: Signed
) -> None:
    public_id = taken(world, subject=PERSONAL)
    Side.objects.filter(institution__slug=AGENCY).update(is_called=True)
    wait = {"institution": FUND, "reason": "Leur avis", "party": AGENCY}
    wait_for_other(public_id=public_id, **wait, **world.act("karim"))
    for name, is_told in (("karim", True), ("hind", False)):
        opened = as_(name).get(as_(name).get(BOARD).context["own"]["figures"][0].url)
        main = opened.content.decode().partition("<main")[2].partition("</main")[0]
        assert "2026-000001" in main
        assert ("Agence fictive" in main or AGENCY in main) is is_told, name


def test_a_calendar_year_is_for_who_reads_every_case(
    world: World, as_: Signed, client: Client
) -> None:
    for _time in range(6):
        closed(world)
    this = timezone.localdate().year
    offered = f"periode={this}"
    assert offered not in client.get(BOARD).content.decode()
    assert offered not in as_("hind").get(BOARD).content.decode()
    asked = f"{BOARD}?periode={this}"
    # Two periods that overlap would give by subtraction what each of them hides.
    assert client.get(asked).context["period"] == LAST_YEAR
    page = as_("leila").get(asked)
    assert page.context["period"] == str(this)
    assert page.context["whole"].opened == "6"
    opened = as_("leila").get(page.context["whole"].opened_url)
    assert opened.context["list"].count == 6
    assert as_("hind").get(page.context["whole"].opened_url).status_code == 404
    before = as_("leila").get(f"{BOARD}?periode={this - 1}")
    assert before.context["whole"] is None or before.context["whole"].opened != "6"


def test_whoever_contests_a_number_starts_from_its_page(world: World, client: Client) -> None:
    closed(world)
    found = re.search(r'href="(/fr/signaler/\?page=[^"]+)"[^>]*>Contester', _whole(client))
    assert found
    typed = client.get(found[1].replace("&amp;", "&")).content.decode()
    assert f"{BOARD}?corridor={CORRIDOR}&amp;periode={LAST_YEAR}" in typed


def _whole(client: Client) -> str:
    return client.get(BOARD).content.decode()


def test_a_relay_is_told_that_it_does_not_read_the_family_of_all_that_is_counted(
    world: World, as_: Signed
) -> None:
    filed(world, subject=PERSONAL)
    filed(world)
    relay, fund = (as_(name).get(BOARD).content.decode() for name in ("hind", "karim"))
    assert "famille non dite" in relay
    assert "vous pouvez lire chacun d’eux" not in relay
    assert "vous pouvez lire chacun d’eux" in fund
