"""A right comes from a mandate in force on the day, and from nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import Error, transaction
from django.utils.translation import override

from mithaq.apps.accounts.queries import audit_lines_of
from mithaq.apps.organisations import policies
from mithaq.apps.organisations.choices import Role
from mithaq.apps.organisations.models import Mandate
from mithaq.apps.organisations.operations import MandateDraft, end_mandate, grant_mandate
from mithaq.apps.organisations.queries import (
    MandateView,
    mandate_in_force_for,
    mandates_for_organisation,
    mandates_of,
)
from mithaq.base.errors import Refusal
from mithaq.base.text import Labels

if TYPE_CHECKING:
    from mithaq.apps.accounts.models import User

AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
TODAY = date(2026, 3, 2)


def grant(**values: object) -> int:
    """Grant a mandate."""
    draft = MandateDraft(**({"starts_on": TODAY} | values))  # type: ignore[arg-type]
    return grant_mandate(draft=draft, actor=None, mandate="", at=AT).pk


def view(role: str, *, territory: str = "", organisation: str = "agence-hesperides") -> MandateView:
    """A mandate without a database."""
    return MandateView(
        pk=1, user_id=1, role=Role(role), organisation=organisation,
        organisation_labels=Labels("Caisse des Hespérides"), territory_code=territory,
        territory_labels=Labels(""), capacity=Labels("directeur général"), is_interim=True,
        starts_on=date(2020, 10, 5), ends_on=None, is_exercise=True,
    )  # fmt: skip


def test_a_mandate_says_itself_in_one_sentence() -> None:
    said = "directeur général par intérim, Caisse des Hespérides, depuis le 05/10/2020"
    with override("ar"):
        assert view("fund_officer").text == said
        plain = replace(view("fund_officer"), capacity=Labels(""))
        assert plain.text.startswith("représentant régional de la caisse par intérim")


@pytest.mark.django_db
def test_only_a_mandate_in_force_counts(alice: User, farid: User) -> None:
    found = mandate_in_force_for(user=alice, chosen_id=None, on=TODAY)
    assert found is not None
    assert found.role == Role.PROGRAMME_MANAGER
    assert found.organisation == "agence-hesperides"
    assert mandate_in_force_for(user=farid, chosen_id=None, on=TODAY) is None
    assert mandate_in_force_for(user=farid, chosen_id=None, on=date(2022, 12, 31)) is not None
    assert mandate_in_force_for(user=farid, chosen_id=None, on=date(2023, 1, 1)) is None
    assert mandate_in_force_for(user=AnonymousUser(), chosen_id=None, on=TODAY) is None
    assert len(mandates_of(user=farid)) == 1


@pytest.mark.django_db
def test_one_cannot_choose_the_mandate_of_another(alice: User, bob: User) -> None:
    of_bob = mandate_in_force_for(user=bob, chosen_id=None, on=TODAY)
    assert of_bob is not None
    chosen = mandate_in_force_for(user=alice, chosen_id=of_bob.pk, on=TODAY)
    assert chosen is not None
    assert chosen.user_id == alice.pk
    held = mandates_for_organisation(slug="agence-hesperides", on=TODAY)
    assert {mandate.user_id for mandate in held} == {alice.pk, bob.pk}


@pytest.mark.django_db
def test_a_person_acts_under_the_mandate_chosen(alice: User) -> None:
    second = grant(user_id=alice.pk, role="auditor", organisation="agence-hesperides")
    chosen = mandate_in_force_for(user=alice, chosen_id=second, on=TODAY)
    assert chosen is not None
    assert chosen.role == Role.AUDITOR


@pytest.mark.django_db
def test_every_fault_of_a_mandate_is_said_at_once(alice: User) -> None:
    with pytest.raises(Refusal) as refusal:
        grant(
            user_id=0, role="programme_manager", organisation="nulle-part", territory="77",
            ends_on=date(2020, 1, 1),
        )  # fmt: skip
    where = {fault.where for fault in refusal.value.faults}
    assert where == {"user", "organisation", "territory", "ends_on"}
    with pytest.raises(Refusal, match="dites lequel"):
        grant(user_id=alice.pk, role="region_officer", organisation="agence-hesperides")
    with pytest.raises(Refusal, match="dites laquelle"):
        grant(user_id=alice.pk, role="auditor")


@pytest.mark.django_db
def test_the_same_mandate_never_runs_twice_at_once(alice: User, places: dict[str, int]) -> None:
    with pytest.raises(Refusal, match="mettez-y fin"):
        grant(user_id=alice.pk, role="programme_manager", organisation="agence-hesperides")
    held = mandates_of(user=alice)[0]
    row = Mandate.objects.get(pk=held.pk)
    row.pk = None
    with pytest.raises(Error, match="mandate_no_overlap"), transaction.atomic():
        row.save(force_insert=True)
    end_mandate(
        mandate_id=held.pk, ends_on=date(2026, 3, 1), actor=None, mandate="", reason="fin", at=AT
    )
    grant(user_id=alice.pk, role="programme_manager", organisation="agence-hesperides")
    actions = [
        line.action for line in audit_lines_of(object_type="mandate", object_ref=str(held.pk))
    ]
    assert sorted(actions) == ["end_mandate", "grant_mandate"]


@pytest.mark.django_db
def test_a_mandate_does_not_end_before_it_starts(alice: User) -> None:
    held = mandates_of(user=alice)[0]
    with pytest.raises(Refusal, match="précède"):
        end_mandate(
            mandate_id=held.pk, ends_on=date(2019, 1, 1), actor=None, mandate="", reason="", at=AT
        )


PLAIN = {
    policies.can_edit_holidays: {"administrator"},
    policies.can_manage_people: {"administrator"},
    policies.can_manage_organisations: {"administrator", "programme_manager"},
    policies.can_read_audit: {"administrator", "auditor"},
    policies.can_see_all_jobs: {"administrator", "auditor"},
}


@pytest.mark.parametrize("rule", PLAIN, ids=lambda rule: rule.__name__)
@pytest.mark.parametrize("role", Role.values)
def test_each_right_belongs_to_its_roles(rule: object, role: str) -> None:
    assert rule(view(role)) is (role in PLAIN[rule])  # type: ignore[operator, index]
    assert rule(None) is False  # type: ignore[operator]
    assert rule.__doc__  # type: ignore[attr-defined]


@pytest.mark.parametrize("role", Role.values)
def test_conventions_are_recorded_by_those_who_hold_them(role: str) -> None:
    everywhere = {"administrator", "programme_manager"}
    assert policies.can_record_convention(view(role), "06") is (role in everywhere)
    assert policies.can_publish_report(view(role), None, is_exercise=True) is (role in everywhere)
    importers = everywhere | {"committee_secretary"}
    assert policies.can_import_conventions(view(role), "06", is_exercise=True) is (
        role in importers
    )


@pytest.mark.parametrize("role", Role.values)
def test_a_fictitious_body_writes_exercises_only(role: str) -> None:
    """What binds real bodies is written by real ones; a real body may write an exercise too."""
    fictitious, real = view(role), replace(view(role), is_exercise=False)
    for rule in (policies.can_publish_report, policies.can_import_conventions):
        assert not rule(fictitious, None, is_exercise=False)
        assert rule(real, None, is_exercise=False) is rule(fictitious, None, is_exercise=True)
        assert rule(real, None, is_exercise=True) is rule(real, None, is_exercise=False)
        assert rule(None, None, is_exercise=True) is False
    assert policies.can_open_import(fictitious) is policies.can_open_import(real)
    assert policies.can_open_publishing(fictitious) is policies.can_open_publishing(real)


def test_a_region_officer_acts_in_the_region_only() -> None:
    officer = view("region_officer", territory="09")
    for code, allowed in (
        ("09", True),
        ("09.001", True),
        ("06", False),
        ("091", False),
        (None, False),
    ):
        assert policies.can_record_convention(officer, code) is allowed
        assert policies.can_publish_report(officer, code, is_exercise=True) is allowed
    assert policies.can_open_import(officer)
    assert not policies.can_open_import(view("employer"))
    assert not policies.can_open_import(None)


def test_contacts_are_seen_by_their_own_and_by_those_who_steer() -> None:
    own = "agence-hesperides"
    assert policies.can_see_contacts(view("employer"), own)
    assert not policies.can_see_contacts(view("employer", organisation="autre"), own)
    assert policies.can_see_contacts(view("committee_secretary", organisation="autre"), own)
    assert not policies.can_see_contacts(view("auditor"), own)
    assert not policies.can_see_contacts(None, own)
