"""The cast of the corridor's tests, and short ways to act in it.

Nawal (company of Casablanca), Omar (another company), Hind (federation, Casablanca-Settat), Karim
(fund, Casablanca-Settat), Salma (fund, Souss-Massa), Yassine (fund, the country), Tarik (agency
that informs), Leila (auditor), Samir (secretary of the fund), Zineb (federation, the country).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from mithaq.apps.accounts.models import User
from mithaq.apps.corridor.models import Case, CaseOfficer
from mithaq.apps.corridor.operations import (
    CaseDraft,
    CorridorDraft,
    InstitutionDraft,
    NormDraft,
    OfficerDraft,
    OutcomeDraft,
    answer_side,
    appoint_officer,
    close_case,
    load_corridors,
    see_answers,
    submit_case,
    take_side,
)
from mithaq.apps.organisations.operations import (
    MembershipDraft,
    OrganisationDraft,
    add_membership,
    create_organisation,
)
from mithaq.apps.organisations.queries import MandateView, mandates_of
from mithaq.apps.reference.models import Territory
from mithaq.base.text import Labels
from mithaq.flows.load_catalogue import load_catalogue
from tests.conftest import AT, SINCE, lay_bodies, lay_places, person

COMPANY, OTHER = "conserves-du-verger", "filature-des-hesperides"
FEDERATION, FUND, AGENCY = "confederation-hesperides", "caisse-hesperides", "agence-hesperides"
CORRIDOR = "corridor-exercice"
SUBJECT, PERSONAL = "paid-shown-unpaid", "job-loss-refused"
PEOPLE = (
    ("nawal", "employer", COMPANY, None),
    ("omar", "employer", OTHER, None),
    ("hind", "federation_officer", FEDERATION, "06"),
    ("zineb", "federation_officer", FEDERATION, None),
    ("karim", "fund_officer", FUND, "06"),
    ("salma", "fund_officer", FUND, "09"),
    ("yassine", "fund_officer", FUND, None),
    ("tarik", "agency_head", AGENCY, "06"),
    ("leila", "auditor", AGENCY, None),
    ("samir", "committee_secretary", FUND, None),
    ("ghita", "signatory", FUND, None),
)


@dataclass
class World:
    """The people by name, their posts, and the hour."""

    users: dict[str, User] = field(default_factory=dict)
    posts: dict[str, int] = field(default_factory=dict)
    at: datetime = AT

    def under(self, name: str) -> MandateView:
        """The one mandate of a person."""
        return mandates_of(user=self.users[name])[0]

    def act(self, name: str, *, after: timedelta = timedelta(0)) -> dict[str, Any]:
        """What every operation asks of who acts."""
        return {"actor": self.users[name], "under": self.under(name), "at": self.at + after}


def build_all() -> World:
    """The places, the three bodies of every test, and the world of the corridor."""
    lay_places()
    lay_bodies()
    return build()


def build() -> World:
    """Bodies, catalogue, corridor, people and posts."""
    for slug, kind, territory in (
        (FEDERATION, "employer_confederation", None),
        (FUND, "social_fund", None),
        (OTHER, "company", "06"),
    ):
        create_organisation(
            draft=OrganisationDraft(
                slug=slug, kind=kind, labels=Labels(f"{slug} (fictif)", "هيئة وهمية", slug),
                territory=territory, is_exercise=True,
            ),
            actor=None, mandate="", at=AT,
        )  # fmt: skip
    add_membership(
        slug=COMPANY, draft=MembershipDraft(federation=FEDERATION), actor=None, mandate="", at=AT
    )
    load_catalogue(at=AT)
    load_corridors(drafts=[corridor_draft()], at=AT)
    world = World()
    for name, role, body, territory in PEOPLE:
        world.users[name] = person(name, name.title(), role, organisation=body, territory=territory)
    for name in ("hind", "zineb", "karim", "salma", "yassine", "tarik"):
        world.posts[name] = post(world, name)
    return world


def corridor_draft(**changes: Any) -> CorridorDraft:
    """A federation relays, a fund decides, an agency informs and promised nothing."""
    columns: dict[str, Any] = {
        "slug": CORRIDOR,
        "labels": Labels("Corridor d’exercice", "ممر تمرين", "Exercise corridor"),
        "is_exercise": True,
        "institutions": (
            InstitutionDraft(organisation=FEDERATION, part="relays"),
            InstitutionDraft(
                organisation=FUND, part="decides",
                norms=(
                    NormDraft(family="imputation", amount=5, unit="working_days"),
                    NormDraft(family="job-loss", amount=30, unit="calendar_days",
                              silence="acceptance"),
                ),
            ),
            InstitutionDraft(organisation=AGENCY, part="informs"),
        ),
    }  # fmt: skip
    return CorridorDraft(**(columns | changes))


def post(world: World, name: str, **changes: Any) -> int:
    """Give a person a post in their own place."""
    mandate = world.under(name)
    columns: dict[str, Any] = {
        "institution": mandate.organisation,
        "user_id": world.users[name].pk,
        "capacity": Labels(f"représentant {name}", "ممثل", "officer"),
        "starts_on": SINCE,
        "territory": mandate.territory_code or None,
    }
    if mandate.organisation == AGENCY:
        return CaseOfficer.objects.create(
            institution_id=_body(AGENCY), user=world.users[name], starts_on=SINCE,
            capacity_fr="correspondant", territory=Territory.objects.get(code="06"),
        ).pk  # fmt: skip
    keeper = {FUND: "yassine", FEDERATION: "zineb"}[mandate.organisation]
    return appoint_officer(draft=OfficerDraft(**(columns | changes)), **world.act(keeper))


def _body(slug: str) -> int:
    from mithaq.apps.organisations.models import Organisation

    return Organisation.objects.get(slug=slug).pk


def draft(**changes: Any) -> CaseDraft:
    """A payment that does not show, in Casablanca."""
    columns: dict[str, Any] = {
        "corridor": CORRIDOR,
        "company": COMPANY,
        "subject": SUBJECT,
        "territory": "06.141",
        "title": "Paiement de janvier non imputé",
        "description": "Payé le 10 février, toujours affiché impayé.",
    }
    return CaseDraft(**(columns | changes))


def filed(world: World, by: str = "nawal", **changes: Any) -> str:
    """File a case; gives its public identifier."""
    return str(submit_case(draft=draft(**changes), **world.act(by)).public_id)


def taken(world: World, **changes: Any) -> str:
    """File a case that every side has taken."""
    public_id = filed(world, **changes)
    for name, body in (("karim", FUND), ("hind", FEDERATION), ("tarik", AGENCY)):
        take_side(public_id=public_id, institution=body, **world.act(name))
    return public_id


def answered(world: World, **changes: Any) -> str:
    """File a case that every side that answers has answered."""
    public_id = taken(world, **changes)
    for name, body in (("karim", FUND), ("tarik", AGENCY)):
        answer_side(
            public_id=public_id, institution=body, kind="solved",
            answer="Le paiement est imputé.", **world.act(name),
        )  # fmt: skip
    return public_id


def closed(world: World, **changes: Any) -> str:
    """File a case and see it closed by a joint decision."""
    public_id = answered(world, **changes)
    see_answers(public_id=public_id, institution=FEDERATION, **world.act("hind"))
    close_case(
        public_id=public_id,
        draft=OutcomeDraft(
            kind="solved", reasons="Imputé.", money_unblocked_centimes=1_000_00, people_count=3
        ),
        **world.act("karim"),
    )
    return public_id


def case(public_id: str) -> Case:
    """The row of a case."""
    return Case.objects.get(public_id=public_id)


TODAY = date(2026, 3, 2)
