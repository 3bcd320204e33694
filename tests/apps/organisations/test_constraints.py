"""Every rule of the tables of organisations, broken once through the ORM; the pair also by hand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from django.db import IntegrityError, models, transaction

from mithaq.apps.organisations import models as tables
from mithaq.apps.organisations.models import Establishment, Mandate, Membership, Organisation
from mithaq.apps.organisations.operations import (
    EstablishmentDraft,
    OrganisationDraft,
    create_organisation,
)
from mithaq.base.errors import Refusal
from mithaq.base.fictitious import fictitious_ice
from mithaq.base.text import Labels
from tests.conftest import AT

if TYPE_CHECKING:
    from mithaq.apps.accounts.models import User

pytestmark = pytest.mark.django_db
SINCE, BEFORE = date(2024, 1, 1), date(2023, 1, 1)
Write = Callable[[dict[str, int], int], Any]


def _seats(bodies: dict[str, int], _user: int) -> None:
    for _twice in range(2):
        Establishment.objects.create(
            organisation_id=bodies["conserves-du-verger"], label_fr="Siège", is_seat=True
        )


def _pair(bodies: dict[str, int], _user: int) -> None:
    Organisation.objects.filter(pk__in=bodies.values()).update(
        registry_court="Casablanca", registry_number="55"
    )


def _joined(bodies: dict[str, int], **values: Any) -> Membership:
    columns = {
        "member_id": bodies["conserves-du-verger"],
        "federation_id": bodies["agence-hesperides"],
        "starts_on": SINCE,
    }
    return Membership.objects.create(**(columns | values))


def _mandate(user: int, **values: Any) -> Mandate:
    columns = {"user_id": user, "role": "administrator", "starts_on": SINCE}
    return Mandate.objects.create(**(columns | values))


BROKEN: dict[str, Write] = {
    "organisation_ice_digits": lambda bodies, _: Organisation.objects.filter(
        pk=bodies["conserves-du-verger"]
    ).update(ice="12"),
    "organisation_affiliation_digits": lambda bodies, _: Organisation.objects.filter(
        pk=bodies["conserves-du-verger"]
    ).update(affiliation_number="12345AB"),
    "organisation_registry_pair_unique": _pair,
    "establishment_one_seat": _seats,
    "establishment_ice_digits": lambda bodies, _: Establishment.objects.create(
        organisation_id=bodies["conserves-du-verger"], label_fr="X", ice="quinze lettres!"
    ),
    "membership_unique": lambda bodies, _: [_joined(bodies), _joined(bodies)],
    "membership_undated_unique": lambda bodies, _: [
        _joined(bodies, starts_on=None),
        _joined(bodies, starts_on=None),
    ],
    "membership_ends_after_start": lambda bodies, _: _joined(bodies, ends_on=BEFORE),
    "membership_not_of_itself": lambda bodies, _: _joined(
        bodies, federation_id=bodies["conserves-du-verger"]
    ),
    "mandate_ends_after_start": lambda _, user: _mandate(user, ends_on=BEFORE),
    "mandate_names_organisation": lambda _, user: _mandate(user, role="auditor"),
}


def test_no_constraint_is_left_out() -> None:
    declared = {
        constraint.name
        for table in vars(tables).values()
        if isinstance(table, type) and issubclass(table, models.Model)
        for constraint in table._meta.constraints
    }

    assert declared == set(BROKEN)


@pytest.mark.parametrize("name", BROKEN)
def test_the_database_refuses(name: str, bodies: dict[str, int], alice: User) -> None:
    # A check says its name on both databases; a uniqueness says its columns on SQLite.
    said = name if name.endswith(("digits", "start", "itself", "organisation")) else "(?i)unique"
    with pytest.raises(IntegrityError, match=said), transaction.atomic():
        BROKEN[name](bodies, alice.pk)


def test_the_operation_refuses_a_registry_number_taken_in_its_court(bodies: dict[str, int]) -> None:
    def draft(slug: str, court: str) -> OrganisationDraft:
        return OrganisationDraft(
            slug=slug, kind="company", labels=Labels(slug), territory="06",
            registry_court=court, registry_number="5512",
        )  # fmt: skip

    create_organisation(draft=draft("une", "Casablanca"), actor=None, mandate="", at=AT)
    create_organisation(draft=draft("deux", "Agadir"), actor=None, mandate="", at=AT)
    with pytest.raises(Refusal) as refusal:
        create_organisation(draft=draft("trois", "Casablanca"), actor=None, mandate="", at=AT)
    assert [fault.where for fault in refusal.value.faults] == ["registry_number"]


def test_the_operation_refuses_the_ice_of_a_place_of_work_taken_elsewhere(
    bodies: dict[str, int],
) -> None:
    def draft(slug: str) -> OrganisationDraft:
        site = EstablishmentDraft(Labels("Usine"), ice=fictitious_ice(7))
        return OrganisationDraft(
            slug=slug, kind="company", labels=Labels(slug), territory="06", establishments=(site,)
        )

    create_organisation(draft=draft("une"), actor=None, mandate="", at=AT)
    with pytest.raises(Refusal) as refusal:
        create_organisation(draft=draft("deux"), actor=None, mandate="", at=AT)
    assert [fault.where for fault in refusal.value.faults] == ["establishments[0].ice"]
