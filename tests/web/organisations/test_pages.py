"""The register of organisations, the page of one, and the logged read of a contact person."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client

from mithaq.apps.accounts.models import AuditLine
from mithaq.apps.organisations.operations import (
    ContactDraft,
    MembershipDraft,
    OrganisationDraft,
    add_contact_person,
    add_membership,
    create_organisation,
)
from mithaq.base.text import Labels
from tests.apps.observatory.real import record_eight, record_real
from tests.browser.walk import readable
from tests.web.accounts.test_sign_in import at

if TYPE_CHECKING:
    from mithaq.apps.accounts.models import User

AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
SLUG = "agence-hesperides"
pytestmark = pytest.mark.django_db


@pytest.fixture
def many(bodies: dict[str, int]) -> None:
    """Sixty more companies, members of the agency; ten of them are real."""
    for number in range(60):
        create_organisation(
            draft=OrganisationDraft(
                slug=f"e-{number}",
                kind="company",
                labels=Labels(f"Entreprise {number:02d}", f"مقاولة {number}", f"Firm {number}"),
                territory="06.141" if number % 2 else None,
                memberships=(MembershipDraft(SLUG),),
                is_exercise=number < 50,
            ),
            actor=None,
            mandate="",
            at=AT,
        )


@pytest.fixture
def sara(bodies: dict[str, int]) -> int:
    """A contact person of the agency."""
    return add_contact_person(
        slug=SLUG,
        draft=ContactDraft("Sara Sabri", "ressources humaines", "+212500123456", "s@exemple.ma"),
        actor=None,
        mandate="",
        at=AT,
    )


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_the_register_is_public(client: Client, many: None, language: str) -> None:
    answer = client.get(f"/{language}/organisations/")
    page = answer.content.decode()
    assert answer.status_code == 200
    assert answer.context["list"].count == 63
    assert "style=" not in page


def test_the_register_is_narrowed(client: Client, many: None) -> None:
    def slugs(query: str) -> int:
        return int(client.get(f"{at('organisations')}?{query}").context["list"].count)

    assert slugs("kind=regional_council") == 1
    assert slugs("territory=06") == 31, "the region holds what its provinces hold"
    assert slugs("exercise=True") == 53
    assert slugs("exercise=False") == 10
    assert slugs("q=ENTREPRISE+07") == 1
    assert slugs("q=مقاولة+7") >= 1


@pytest.mark.parametrize("query", ["", "?page=2", "?kind=company&territory=06&q=entreprise"])
def test_the_register_asks_few_queries(
    client: Client, many: None, alice: User, query: str, django_assert_max_num_queries: Any
) -> None:
    client.force_login(alice)
    client.get(at("organisations"))
    with django_assert_max_num_queries(12):
        assert client.get(at("organisations") + query).status_code == 200


def test_the_register_leaves_as_files(client: Client, many: None) -> None:
    for kind in ("csv", "xlsx"):
        answer = client.get(f"{at('organisations')}?format={kind}")
        assert answer.status_code == 200
        assert answer.headers["Content-Disposition"].startswith("attachment")


def test_an_organisation_shows_itself(
    client: Client, many: None, sara: int, django_assert_max_num_queries: Any
) -> None:
    client.get(at("organisation", SLUG))
    with django_assert_max_num_queries(14):
        page = client.get(at("organisation", SLUG)).content.decode()
    assert "Agence fictive des Hespérides" in page
    assert "exercice" in page
    assert "non publié" in page, "an ICE that no source gives is said so"
    assert "Entreprise 03" in page
    assert "Entreprise 55" not in page, "a fictitious body shows no real member"
    assert "lui signaler une adhésion" in page
    assert "Sara Sabri" in page
    assert "123456" not in page
    assert "s@exemple.ma" not in page
    assert client.get(at("organisation", "rien")).status_code == 404


def test_memberships_say_their_dates(client: Client, bodies: dict[str, int]) -> None:
    add_membership(
        slug="conserves-du-verger",
        draft=MembershipDraft(SLUG, AT.date(), None),
        actor=None,
        mandate="",
        at=AT,
    )
    page = client.get(at("organisation", "conserves-du-verger")).content.decode()
    assert "depuis le 2" in page.replace("\u00a0", " ")


def test_contact_details_ask_for_a_purpose_and_are_logged(
    client: Client, sara: int, alice: User
) -> None:
    page = at("contact_person", SLUG, sara)
    assert client.get(page).status_code == 302
    client.force_login(alice)
    assert "voir les coordonnées" in client.get(at("organisation", SLUG)).content.decode()
    asked = client.get(page).content.decode()
    assert "123456" not in asked
    refused = client.post(page, {"purpose": "bof"}).content.decode()
    assert "huit caractères" in refused
    assert "123456" not in refused
    assert not AuditLine.objects.filter(action="read_contact_person").exists()
    shown = client.post(page, {"purpose": "préparer le comité"})
    assert "+212500123456" in shown.content.decode()
    assert "no-store" in shown.headers["Cache-Control"]
    line = AuditLine.objects.get(action="read_contact_person")
    assert (line.actor, line.reason) == (alice, "préparer le comité")
    assert "Agence fictive" in line.mandate


@pytest.mark.parametrize("who", ["charlie", "bob", "farid"])
def test_contact_details_are_closed_to_strangers(
    client: Client, sara: int, who: str, request: pytest.FixtureRequest
) -> None:
    client.force_login(request.getfixturevalue(who))
    assert "voir les coordonnées" not in client.get(at("organisation", SLUG)).content.decode()
    page = at("contact_person", SLUG, sara)
    for answer in (client.get(page), client.post(page, {"purpose": "préparer le comité"})):
        assert answer.status_code == 403
        assert "123456" not in answer.content.decode()
    assert not AuditLine.objects.filter(action="read_contact_person").exists()


def test_a_person_is_reached_only_under_their_organisation(
    client: Client, sara: int, alice: User
) -> None:
    client.force_login(alice)
    assert client.get(at("contact_person", "conserves-du-verger", sara)).status_code == 404


@pytest.mark.parametrize(
    ("kind", "fr", "ar"),
    [
        ("employer_federation", "par sa fédération", "عبر فيدراليتها"),
        ("zone_association", "par son association de zone", "عبر جمعية منطقتها"),
        ("employer_confederation", "par sa confédération", "عبر اتحادها"),
    ],
)
def test_what_binds_a_body_through_another_is_said_with_that_word(
    client: Client, bodies: dict[str, int], kind: str, fr: str, ar: str
) -> None:
    from mithaq.apps.conventions.queries import convention_detail
    from mithaq.apps.organisations.models import Organisation
    from tests.web.conventions.story import record_story

    party = convention_detail(record_story()).parties[0].organisation_slug  # type: ignore[union-attr]
    Organisation.objects.filter(slug=party).update(kind=kind)
    create_organisation(
        draft=OrganisationDraft(
            slug="membre", kind="company", labels=Labels("Membre", "عضو", "Member"),
            memberships=(MembershipDraft(party),),
        ),
        actor=None, mandate="", at=AT,
    )  # fmt: skip
    french = client.get("/fr/organisations/membre/").content.decode()
    assert fr in french.lower()
    assert "Aucune convention enregistrée ne l’engage" not in french
    assert ar in client.get("/ar/organisations/membre/").content.decode()


def test_an_organisation_tells_its_part_in_each_convention(client: Client, db: None) -> None:
    reference = record_real()
    page = client.get("/fr/organisations/anapec/").content.decode()
    assert f"/fr/conventions/{reference}/" in page
    assert 'data-label="Rôle"' in page
    assert "Ce qu’elle doit, ce qu’on lui doit" in page
    assert "Comités de ses conventions" in page


@pytest.mark.parametrize(
    ("language", "number", "words"),
    [
        ("fr", "6 000", "ensemble par les parties des 8 conventions, part de chacune non publiée"),
        ("ar", "6 000", "على عاتق أطراف 8 اتفاقيات مجتمعة، وحصة كل منها غير منشورة"),
        ("en", "6,000", "together by the parties to the 8 conventions, the share of each not"),
    ],
)
def test_what_a_set_promises_is_never_told_as_one_body_s_own(
    client: Client, db: None, language: str, number: str, words: str
) -> None:
    record_eight()
    page = readable(client.get(f"/{language}/organisations/lydec/").content.decode())
    (line,) = [item for item in page.split("<li>") if number in item]
    assert words in line


def test_whoever_manages_organisations_adds_a_member(
    client: Client, bodies: dict[str, int], dounia: User, charlie: User, amina: User
) -> None:
    from mithaq.apps.organisations.models import Membership, Organisation

    Organisation.objects.filter(slug=SLUG).update(kind="employer_federation")
    address = at("member_add", SLUG)
    assert client.get(address).status_code == 302
    for stranger in (charlie, amina):
        client.force_login(stranger)
        allowed = client.get(address).status_code
        assert allowed == (200 if stranger is amina else 403)
    client.force_login(dounia)
    shown = client.get(at("organisation", SLUG)).content.decode()
    assert f'href="{address}"' in shown
    assert "lui signaler une adhésion" not in shown
    wrong = client.post(address, {"member": "Personne", "starts_on": "2024-01-01"})
    assert wrong.status_code == 422
    assert "pas au registre" in wrong.content.decode()
    given = {"member": "CONSERVES du verger (fictive)", "starts_on": "2024-01-01"}
    late = client.post(address, {**given, "ends_on": "2023-01-01"})
    assert late.status_code == 422
    assert "La fin précède le début" in late.content.decode()
    assert client.post(address, given).status_code == 302
    held = Membership.objects.get()
    assert (held.member.slug, held.starts_on.isoformat()) == ("conserves-du-verger", "2024-01-01")
    assert AuditLine.objects.get(action="add_membership").actor == dounia
    again = client.post(address, {**given, "starts_on": "2025-01-01"})
    assert "déjà membre à ces dates" in again.content.decode()
    assert Membership.objects.count() == 1
    assert "depuis le 1" in client.get(at("organisation", SLUG)).content.decode().replace(
        "\u00a0", " "
    )


def test_a_membership_ends_on_a_day_with_a_reason(
    client: Client, bodies: dict[str, int], dounia: User, charlie: User
) -> None:
    from mithaq.apps.organisations.models import Membership, Organisation

    Organisation.objects.filter(slug=SLUG).update(kind="employer_federation")
    client.force_login(dounia)
    given = {"member": "CONSERVES du verger (fictive)", "starts_on": "2024-01-01"}
    client.post(at("member_add", SLUG), given)
    held = Membership.objects.get()
    where = at("member_end", SLUG, held.pk)
    assert f'href="{where}"' in client.get(at("organisation", SLUG)).content.decode()
    assert client.get(at("member_end", "conserves-du-verger", held.pk)).status_code == 404
    unsaid = client.post(where, {"ends_on": "2025-06-30"})
    assert unsaid.status_code == 422
    early = client.post(where, {"ends_on": "2023-06-30", "reason": "Départ"})
    assert "La fin précède le début" in early.content.decode()
    assert client.post(where, {"ends_on": "2025-06-30", "reason": "Départ"}).status_code == 302
    held.refresh_from_db()
    assert str(held.ends_on) == "2025-06-30"
    line = AuditLine.objects.get(action="end_membership")
    assert (line.actor, line.reason) == (dounia, "Départ")
    assert where not in client.get(at("organisation", SLUG)).content.decode()
    client.force_login(charlie)
    assert client.get(where).status_code == 403


def test_a_federation_has_members_of_its_own_world(
    client: Client, bodies: dict[str, int], real_body: str, dounia: User
) -> None:
    from mithaq.apps.organisations.models import Membership

    client.force_login(dounia)
    assert client.get(at("member_add", real_body)).status_code == 403
    answer = client.post(at("member_add", SLUG), {"member": real_body})
    assert answer.status_code == 422
    assert not Membership.objects.exists()
