"""« Aujourd’hui »: each role finds something true, and only what is its own."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from django.utils.translation import override

from mithaq.apps.accounts.models import User
from mithaq.apps.organisations.choices import PERSONAL_ROLES, Role
from mithaq.web.home.sections import mediation
from mithaq.web.home.sections.block import Block, Item
from mithaq.web.home.today import ACTIONS, NAMES, SECTIONS, _opening
from tests.conftest import AT, person

ADDRESS = "/fr/aujourdhui/"
BACKEND = "django.contrib.auth.backends.ModelBackend"
QUERIES = 40


def test_today_asks_a_visitor_to_sign_in(visitor: Client, db: None) -> None:
    response = visitor.get(ADDRESS)
    assert response.status_code == 302
    assert "connexion" in response["Location"]


def test_every_role_has_its_sections_and_its_action() -> None:
    assert set(SECTIONS) == set(Role) == set(ACTIONS)


@pytest.mark.parametrize("role", list(Role))
def test_each_role_finds_something_and_an_action(
    visitor: Client, reference: str, bodies: dict[str, int], role: Role
) -> None:
    body = None if role in PERSONAL_ROLES else "agence-hesperides"
    user = person("someone", "Some One", role.value, organisation=body, territory="09")
    visitor.force_login(user, backend=BACKEND)
    with CaptureQueriesContext(connection) as caught:
        response = visitor.get(ADDRESS)
    text = response.content.decode()
    assert response.status_code == 200
    assert len(caught) <= QUERIES
    assert 'class="button"' in text
    assert "today-list" in text


def test_a_reader_without_mandate_is_told_what_to_do(
    visitor: Client, farid: User, reference: str
) -> None:
    visitor.force_login(farid, backend=BACKEND)
    assert "Aucun mandat en vigueur" in visitor.get(ADDRESS).content.decode()


def test_a_file_waits_only_for_whoever_staged_it(
    visitor: Client, alice: User, charlie: User
) -> None:
    from mithaq.apps.reference.models import StagedFile

    StagedFile.objects.create(
        kind="convention",
        name="a-decider.yaml",
        sha256="0" * 64,
        content="",
        status="ready",
        staged_by=alice,
        staged_at=datetime(2026, 3, 2, tzinfo=UTC),
    )
    visitor.force_login(alice, backend=BACKEND)
    assert "a-decider.yaml" in visitor.get(ADDRESS).content.decode()
    visitor.force_login(charlie, backend=BACKEND)
    assert "a-decider.yaml" not in visitor.get(ADDRESS).content.decode()


def test_what_readers_reported_is_for_auditors_and_administrators(
    visitor: Client, bob: User, charlie: User
) -> None:
    visitor.post("/fr/signaler/", {"page": "/fr/", "wrong": "Le total est faux", "source": ""})
    visitor.force_login(bob, backend=BACKEND)
    assert "Le total est faux" in visitor.get(ADDRESS).content.decode()
    visitor.force_login(charlie, backend=BACKEND)
    assert "Le total est faux" not in visitor.get(ADDRESS).content.decode()


@pytest.mark.parametrize(
    ("slug", "words"),
    [("agence-hesperides", "notre part"), ("agence-locale", "par votre siège"),
     ("entreprise-membre", "par votre fédération")],
)  # fmt: skip
def test_a_convention_concerns_an_organisation_through_another(
    visitor: Client, reference: str, bodies: dict[str, int], slug: str, words: str
) -> None:
    from mithaq.apps.conventions.models import Convention, Party
    from mithaq.apps.organisations.models import Membership, Organisation

    seat = Organisation.objects.get(slug="agence-hesperides")
    line = Convention.objects.get(reference=reference)
    first = Party.objects.filter(convention=line)[0]
    Party.objects.create(
        convention=line, organisation=seat, role="operator", rank=9,
        source=first.source, locator="",
    )  # fmt: skip
    Organisation.objects.create(
        slug="agence-locale", kind="local_directorate", label_fr="Agence locale", parent=seat
    )
    member = Organisation.objects.create(
        slug="entreprise-membre", kind="company", label_fr="Entreprise membre"
    )
    Membership.objects.create(member=member, federation=seat)
    someone = person("someone", "Some One", "employer", organisation=slug)
    visitor.force_login(someone, backend=BACKEND)
    text = visitor.get(ADDRESS).content.decode()
    assert words in text
    assert f"/fr/conventions/{reference}/" in text
    assert "parmi ses parties" not in text


def test_nobody_reads_the_figures_of_others_as_their_own(
    visitor: Client, reference: str, bodies: dict[str, int]
) -> None:
    someone = person("someone", "Some One", "agency_head", organisation="agence-hesperides")
    visitor.force_login(someone, backend=BACKEND)
    assert "/fr/chiffres/" not in visitor.get(ADDRESS).content.decode()


def test_a_region_s_convention_is_also_for_its_communes(
    visitor: Client, reference: str, places: dict[str, int]
) -> None:
    from mithaq.apps.conventions.models import Convention

    Convention.objects.filter(reference=reference).update(territory_id=places["06"])
    for code, is_near in (("06.141", True), ("09", False)):
        someone = person(f"at-{code}", "Some One", "job_seeker", organisation=None, territory=code)
        visitor.force_login(someone, backend=BACKEND)
        text = visitor.get(ADDRESS).content.decode()
        assert (f"/fr/conventions/{reference}/" in text) is is_near


def test_the_coach_sees_what_the_house_promised_in_figures(visitor: Client, db: None) -> None:
    """An association that operates a convention sees its targets, not only its figures."""
    from mithaq.base.text import Labels
    from tests.apps.conventions.drafts import draft, record, target

    record(draft(targets=(target(value=150, title=Labels("Personnes accompagnées")),)))
    user = person("coach", "Coach", Role.PROJECT_COACH.value, organisation="premier")
    visitor.force_login(user, backend=BACKEND)
    text = visitor.get(ADDRESS).content.decode()

    assert "Nos objectifs" in text
    assert "Personnes accompagnées" in text
    assert "150" in text


@pytest.mark.parametrize("role", list(Role))
def test_what_a_list_counts_opens_whole_and_lists_exactly_that(
    visitor: Client, reference: str, bodies: dict[str, int], role: Role
) -> None:
    """The link below six of N lines leads to the N, with the same filter."""
    body = None if role in PERSONAL_ROLES else "agence-hesperides"
    user = person("someone", "Some One", role.value, organisation=body, territory="09")
    visitor.force_login(user, backend=BACKEND)
    for section in SECTIONS[role]:
        page = visitor.get(f"{ADDRESS}{NAMES[section]}/")
        assert page.status_code == 200
        block = page.context["listed"]
        assert len(block.items or block.bars) == block.count or not block.count
    assert visitor.get(f"{ADDRESS}inconnue/").status_code == 404


def test_more_lines_than_shown_lead_to_the_whole_list(visitor: Client, bob: User) -> None:
    from mithaq.apps.accounts.models import ErrorReport

    for rank in range(8):
        ErrorReport.objects.create(page="/fr/", wrong=f"faute {rank}", received_at=AT)
    visitor.force_login(bob, backend=BACKEND)
    today = visitor.get(ADDRESS).content.decode()
    assert 'href="/fr/aujourdhui/erreurs-signalees/"' in today
    assert today.count("faute ") == 6
    former = visitor.get(f"{ADDRESS}feedback/")
    assert (former.status_code, former["Location"]) == (301, f"{ADDRESS}erreurs-signalees/")
    whole = visitor.get(former["Location"])
    assert whole.content.decode().count("faute ") == 8


def test_two_shares_differ_by_points_on_every_page() -> None:
    """« 88 % » of a promised share says nothing: 44 % is 6 points below 50 %."""
    from decimal import Decimal

    from mithaq.apps.observatory.queries import TargetProgress
    from mithaq.base.text import Labels
    from mithaq.web.home.sections.knowledge import _bar

    found = TargetProgress(
        labels=Labels("Part des femmes"), reference="X", convention=Labels("X"),
        unit="percent", promised=Decimal(50), achieved=Decimal(44), as_of=None,
        grade="measured", figure_code="x", is_exercise=True,
    )  # fmt: skip
    with translation.override("fr"):
        bar = _bar(found)
    assert "6" in str(bar.rate)
    assert "points sous la promesse" in str(bar.rate)


def test_a_legal_drafter_is_offered_no_page_that_refuses(
    visitor: Client, bodies: dict[str, int]
) -> None:
    user = person("salma", "Salma", "legal_drafter", organisation="agence-hesperides")
    visitor.force_login(user, backend=BACKEND)
    assert "/conventions/importer/" not in visitor.get(ADDRESS).content.decode()


def test_what_waits_is_the_sum_of_what_the_page_shows(
    visitor: Client, reference: str, bodies: dict[str, int]
) -> None:
    user = person("someone", "Some One", "agency_head", organisation="agence-hesperides")
    visitor.force_login(user, backend=BACKEND)
    page = visitor.get(ADDRESS)
    shown = page.context["waiting_in"]
    assert page.context["waiting"] == sum(count for _title, count, _url in shown)
    text = page.content.decode()
    assert all(f'id="{url[1:]}"' in text for _title, _count, url in shown)


def test_a_list_cut_short_says_how_many_others_and_leads_to_them() -> None:
    """Six cases of eight are never shown alone: the rest is counted in words."""
    items = tuple(Item(label=f"Dossier {rank}") for rank in range(6))
    shown = Block(title="Dossiers", items=items, count=8, is_urgent=True)
    with override("fr"):
        cut = _opening(mediation.cases, shown)
        assert cut.more_label == "et 2 autres : voir la liste"
        assert cut.more_url.endswith("/aujourdhui/dossiers-de-mediation/")
        assert shown.is_exact
        assert replace(shown, count=99, ceiling=100).is_exact
        last = replace(shown, count=100, ceiling=100)
        assert not last.is_exact
        stopped = _opening(mediation.cases, last)
        assert stopped.more_label.replace("\u202f", " ") == "et d’autres : voir la liste (99 +)"
