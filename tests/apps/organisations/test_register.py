"""Organisations enter the register whole or not at all; reading a list again changes nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from mithaq.apps.accounts.models import AuditLine
from mithaq.apps.organisations.events import OrganisationsLoaded
from mithaq.apps.organisations.models import ContactPerson, Establishment, Membership, Organisation
from mithaq.apps.organisations.operations import (
    ContactDraft,
    EstablishmentDraft,
    MembershipDraft,
    OrganisationDraft,
    add_contact_person,
    add_establishment,
    add_membership,
    change_organisation,
    create_organisation,
    end_membership,
    load_organisations,
    read_organisations,
    reveal_contact_person,
)
from mithaq.apps.organisations.queries import (
    organisation,
    organisation_kind_counts,
    organisation_territories,
    organisations,
    organisations_matching,
    organisations_within,
)
from mithaq.base.errors import Refusal
from mithaq.base.fictitious import fictitious_ice
from mithaq.base.text import Labels

if TYPE_CHECKING:
    from mithaq.apps.accounts.models import User

AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
ROWS = (
    {"slug": "cable", "kind": "company", "name": {"fr": "Câblage", "ar": "كابلات"},
     "territory": "06", "parent": "mere", "exercise": True,
     "establishments": [{"name": {"fr": "Siège"}, "commune": "06.141.01.0", "seat": True}],
     "memberships": [{"federation": "fede", "from": "2024-01-01", "to": None}]},
    {"slug": "mere", "kind": "group", "name": {"fr": "Mère"}, "acronym": "GM",
     "former_names": ["Ancienne raison"], "exercise": True},
    {"slug": "fede", "kind": "employer_federation", "name": {"fr": "Fédération"}, "exercise": True},
)  # fmt: skip


def load(rows: object = ROWS) -> OrganisationsLoaded:
    """Read then load a list."""
    drafts = read_organisations(rows)  # type: ignore[arg-type]
    return load_organisations(drafts=drafts, actor=None, mandate="", at=AT)


@pytest.mark.django_db
def test_a_list_is_loaded_once_and_says_what_changed(places: dict[str, int]) -> None:
    first = load()
    assert first.added == ("cable", "mere", "fede")
    assert AuditLine.objects.count() == 1
    again = load()
    assert (again.added, again.changed) == ((), ())
    assert again.unchanged == ("cable", "mere", "fede")
    assert AuditLine.objects.count() == 1
    moved = load(({**ROWS[0], "acronym": "CDP"}, *ROWS[1:]))
    assert (moved.added, moved.changed) == ((), ("cable",))
    ended = load(
        ({**ROWS[0], "acronym": "CDP",
          "memberships": [{"federation": "fede", "from": "2024-01-01", "to": "2025-06-30"}]},)
    )  # fmt: skip
    assert ended.changed == ("cable",)
    assert Membership.objects.get().ends_on == date(2025, 6, 30)
    assert (Organisation.objects.count(), Establishment.objects.count()) == (3, 1)


@pytest.mark.django_db
def test_exercises_get_identifiers_that_nobody_holds(places: dict[str, int]) -> None:
    load()
    found = organisation(slug="cable")
    assert found is not None
    assert found.ice.startswith("9")
    assert found.affiliation_number.startswith("9")
    assert found.establishments[0].ice[:9] == found.ice[:9]
    other = organisation(slug="fede")
    assert other is not None
    assert other.ice == ""


@pytest.mark.django_db
def test_every_fault_of_a_list_is_said_and_nothing_written(places: dict[str, int]) -> None:
    with pytest.raises(Refusal) as shape:
        load(({"slug": "x", "kind": "company", "nom": "X"}, {"name": {"ar": "س"}}))
    assert {fault.where for fault in shape.value.faults} == {
        "organisations[0].nom", "organisations[0].name", "organisations[1].slug",
        "organisations[1].kind", "organisations[1].name",
    }  # fmt: skip
    bad = (
        {"slug": "Pas Bon", "kind": "martien", "name": {"fr": "X"}, "territory": "99",
         "sector": "Z", "legal_form": "Q", "parent": "inconnue", "ice": "12",
         "affiliation_number": "1", "registry_number": "55",
         "memberships": [{"federation": "fede", "from": "2024-02-01", "to": "2024-01-01"}]},
        ROWS[2], ROWS[2],
    )  # fmt: skip
    with pytest.raises(Refusal) as rules:
        load(bad)
    where = {fault.where.partition(".")[2] for fault in rules.value.faults}
    assert where >= {
        "slug", "kind", "territory", "sector", "legal_form", "parent", "ice",
        "affiliation_number", "registry_number", "memberships[0].to",
    }  # fmt: skip
    assert any(fault.where == "organisations[2].slug" for fault in rules.value.faults)
    assert not Organisation.objects.exists()
    assert not AuditLine.objects.exists()


@pytest.mark.django_db
def test_one_organisation_is_created_then_corrected(bodies: dict[str, int]) -> None:
    draft = OrganisationDraft(
        slug="neuve", kind="company", labels=Labels("Neuve"), ice=fictitious_ice(7), territory="06"
    )
    create_organisation(draft=draft, actor=None, mandate="", at=AT)
    with pytest.raises(Refusal, match="déjà pris"):
        create_organisation(draft=draft, actor=None, mandate="", at=AT)
    with pytest.raises(Refusal) as taken:
        create_organisation(draft=replace(draft, slug="b"), actor=None, mandate="", at=AT)
    assert [fault.where for fault in taken.value.faults] == ["ice"]
    change_organisation(
        draft=replace(draft, acronym="NV"), actor=None, mandate="", reason="sigle", at=AT
    )
    line = AuditLine.objects.get(action="change_organisation")
    assert (line.before["acronym"], line.after["acronym"], line.reason) == ("", "NV", "sigle")
    with pytest.raises(Refusal, match="pas connu"):
        change_organisation(
            draft=replace(draft, slug="rien"), actor=None, mandate="", reason="", at=AT
        )


@pytest.mark.django_db
def test_a_wrong_ice_key_is_a_warning(places: dict[str, int]) -> None:
    ice = fictitious_ice(8)
    wrong = f"{ice[:13]}{(int(ice[13:]) + 1) % 97:02d}"
    draft = OrganisationDraft(slug="a", kind="company", labels=Labels("A"), ice=wrong)
    made = create_organisation(draft=draft, actor=None, mandate="", at=AT)
    assert len(made.warnings) == 1


@pytest.mark.django_db
def test_what_hangs_on_an_organisation(bodies: dict[str, int], alice: User) -> None:
    slug, who = "conserves-du-verger", {"actor": alice.pk, "mandate": "m", "at": AT}
    add_establishment(
        slug=slug,
        draft=EstablishmentDraft(Labels("Siège"), "06.141.01.0", None, is_seat=True),
        **who,
    )
    with pytest.raises(Refusal, match="qu’un siège"):
        add_establishment(slug=slug, draft=EstablishmentDraft(Labels("Autre"), is_seat=True), **who)
    draft = MembershipDraft("agence-hesperides", date(2024, 1, 1))
    membership = add_membership(slug=slug, draft=draft, **who)
    with pytest.raises(Refusal):
        add_membership(slug=slug, draft=draft, **who)
    with pytest.raises(Refusal, match="elle-même"):
        add_membership(slug=slug, draft=MembershipDraft(slug), **who)
    end_membership(membership_id=membership, ends_on=date(2025, 1, 1), reason="départ", **who)
    found = organisation(slug=slug)
    assert found is not None
    assert found.memberships[0].ends_on == date(2025, 1, 1)
    assert found.establishments[0].is_seat
    federation = organisation(slug="agence-hesperides")
    assert federation is not None
    assert federation.member_count == 1
    with pytest.raises(Refusal, match="pas connu"):
        add_establishment(slug="rien", draft=EstablishmentDraft(Labels("X")), **who)


@pytest.mark.django_db
def test_reading_a_contact_needs_a_purpose_and_leaves_a_line(
    bodies: dict[str, int], alice: User
) -> None:
    draft = ContactDraft("Sara Sabri", "ressources humaines", "+212500123456", "sara@exemple.ma")
    slug = "conserves-du-verger"
    pk = add_contact_person(slug=slug, draft=draft, actor=alice.pk, mandate="m", at=AT)
    found = organisation(slug=slug)
    assert found is not None
    assert "123456" not in repr(found)
    assert "sara@" not in repr(found)
    assert "123456" not in str(AuditLine.objects.get(action="add_contact_person").after)
    with pytest.raises(Refusal, match="pourquoi"):
        reveal_contact_person(contact_id=pk, purpose=" ", actor=alice.pk, mandate="m", at=AT)
    assert not AuditLine.objects.filter(action="read_contact_person").exists()
    seen = reveal_contact_person(
        contact_id=pk, purpose="préparer la réunion", actor=alice.pk, mandate="m", at=AT
    )
    assert (seen.phone, seen.email) == ("+212500123456", "sara@exemple.ma")
    line = AuditLine.objects.get(action="read_contact_person")
    assert (line.reason, line.actor) == ("préparer la réunion", alice)
    assert ContactPerson.objects.get().phone == "+212500123456"


@pytest.mark.django_db
def test_the_register_is_found_by_words_kind_and_territory(places: dict[str, int]) -> None:
    load()
    found = organisations()
    for words in ("cablage", "CÂBLAGE", "كابلات"):
        assert [body.slug for body in organisations_matching(found, words)] == ["cable"]
    assert [body.slug for body in organisations_matching(found, "ancienne mere")] == ["mere"]
    assert [body.slug for body in organisations_within(found, "06")] == ["cable"]
    assert organisation_kind_counts()["company"] == 1
    assert [place.code for place in organisation_territories()] == ["06"]
    assert found.get(slug="fede").member_count == 1
    assert organisation(slug="rien") is None


@pytest.mark.django_db
def test_a_federation_counts_the_members_of_its_own_kind(places: dict[str, int]) -> None:
    real = {"slug": "vraie", "kind": "company", "name": {"fr": "Vraie"}, "territory": "06",
            "memberships": [{"federation": "fede", "from": None, "to": None},
                            {"federation": "reelle", "from": None, "to": None}]}  # fmt: skip
    body = {"slug": "reelle", "kind": "employer_federation", "name": {"fr": "Réelle"}}
    joined = [{"federation": name, "from": None, "to": None} for name in ("fede", "reelle")]
    load(({**ROWS[0], "memberships": joined}, *ROWS[1:], real, body))
    for slug, member in (("fede", "cable"), ("reelle", "vraie")):
        assert organisations().get(slug=slug).member_count == 1
        found = organisation(slug=slug)
        assert found is not None
        assert found.member_count == 1
        assert [held.other.code for held in found.members] == [member]


@pytest.mark.django_db
def test_places_of_work_that_contradict_the_register_are_refused(places: dict[str, int]) -> None:
    def change(*sites: EstablishmentDraft) -> None:
        body = OrganisationDraft(
            slug="a", kind="company", labels=Labels("A"), territory="06", establishments=sites
        )
        change_organisation(draft=body, actor=None, mandate="", reason="", at=AT)

    seat = EstablishmentDraft(Labels("Siège"), ice=fictitious_ice(7), is_seat=True)
    empty = OrganisationDraft(slug="a", kind="company", labels=Labels("A"), territory="06")
    create_organisation(draft=empty, actor=None, mandate="", at=AT)
    change(seat)
    with pytest.raises(Refusal, match="gardez ce nom") as refusal:
        change(replace(seat, labels=Labels("Siège social")))
    assert [fault.where for fault in refusal.value.faults] == [
        "a.establishments[0].ice", "a.establishments[0].is_seat",
    ]  # fmt: skip
    with pytest.raises(Refusal, match="qu’un siège"):
        change(EstablishmentDraft(Labels("Tour"), is_seat=True))
    change(EstablishmentDraft(Labels("Tour"), is_seat=True), replace(seat, is_seat=False))
    assert Establishment.objects.get(is_seat=True).label_fr == "Tour"
