"""A corridor of exercise with its cast: two companies, a fund, a confederation, strangers."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from mithaq.apps.corridor.choices.questions import AGAINST_OUTCOMES
from mithaq.apps.corridor.models import Corridor, CorridorInstitution
from mithaq.apps.corridor.operations.question_answers import answer_question, ask_help
from mithaq.apps.corridor.operations.question_decisions import decide_question
from mithaq.apps.corridor.operations.question_drafts import (
    AnswerDraft,
    DecisionDraft,
    QuestionDraft,
    SignalDraft,
)
from mithaq.apps.corridor.operations.questions import enter_signal, open_question
from mithaq.apps.organisations.models import Organisation
from mithaq.apps.organisations.operations import (
    MembershipDraft,
    OrganisationDraft,
    add_membership,
    create_organisation,
)
from mithaq.apps.organisations.queries import MandateView, mandate_in_force_for
from mithaq.base.fictitious import fictitious_ice
from mithaq.base.text import Labels
from tests.conftest import AT, person

if TYPE_CHECKING:
    from mithaq.apps.accounts.models import User

ON = date(2026, 3, 2)
CLOSES = ON + timedelta(days=45)
AFTER = CLOSES + timedelta(days=1)
REASONS = "La saison explique les jours ; les contrats joints le montrent."
BODIES = (
    ("caisse-hesperides", "social_fund", None),
    ("autre-caisse", "social_fund", None),
    ("confederation-hesperides", "employer_confederation", None),
    ("federation-hesperides", "employer_federation", None),
    ("autre-federation", "employer_federation", None),
    ("conserves-du-verger", "company", "06"),
    ("cablage-du-port", "company", "06"),
    ("ferme-du-sud", "company", "09"),
    ("audit-hesperides", "association", None),
)
# username: role, organisation, territory.
CAST = {
    "employer": ("employer", "conserves-du-verger", "06"),
    "other_employer": ("employer", "cablage-du-port", "06"),
    "officer": ("fund_officer", "caisse-hesperides", "06"),
    "national": ("fund_officer", "caisse-hesperides", None),
    "second": ("fund_officer", "caisse-hesperides", None),
    "far_officer": ("fund_officer", "caisse-hesperides", "09"),
    "other_fund": ("fund_officer", "autre-caisse", None),
    "helper": ("federation_officer", "federation-hesperides", None),
    "uncalled": ("federation_officer", "confederation-hesperides", None),
    "auditor": ("auditor", "audit-hesperides", None),
    "manager": ("programme_manager", "caisse-hesperides", None),
    "signatory": ("signatory", "caisse-hesperides", None),
    "secretary": ("committee_secretary", "caisse-hesperides", None),
    "administrator": ("administrator", "audit-hesperides", None),
    "seeker": ("job_seeker", None, "06"),
}


class World:
    """What the tests of questions act in."""

    def __init__(self, places: dict[str, int]) -> None:
        """Lay the bodies, the corridor and the people."""
        for rank, (slug, kind, place) in enumerate(BODIES):
            create_organisation(
                draft=OrganisationDraft(
                    slug=slug, kind=kind, labels=Labels(slug, "هيئة وهمية", "Body"),
                    territory=place, is_exercise=True, ice=fictitious_ice(rank),
                ),
                actor=None, mandate="", at=AT,
            )  # fmt: skip
        add_membership(
            slug="conserves-du-verger", draft=MembershipDraft("federation-hesperides"),
            actor=None, mandate="", at=AT,
        )  # fmt: skip
        self.keys = dict(Organisation.objects.values_list("slug", "pk"))
        self.corridor = Corridor.objects.create(
            slug="corridor-hesperides", label_fr="Corridor d’exercice", is_exercise=True
        )
        for rank, (slug, part) in enumerate(
            (("caisse-hesperides", "decides"), ("confederation-hesperides", "relays"))
        ):
            CorridorInstitution.objects.create(
                corridor=self.corridor, organisation_id=self.keys[slug], part=part, rank=rank
            )
        self.people: dict[str, User] = {
            name: person(name, name.title(), role, organisation=body, territory=place)
            for name, (role, body, place) in CAST.items()
        }

    def under(self, name: str) -> MandateView | None:
        """The mandate of someone of the cast; nobody has none."""
        if name == "nobody":
            return None
        return mandate_in_force_for(user=self.people[name], chosen_id=None, on=ON)

    def signed(self, name: str, at: datetime = AT) -> dict[str, Any]:
        """Who acts, under which mandate, when."""
        return {"actor": self.people.get(name), "under": self.under(name), "at": at}

    def signal(self, company: str = "conserves-du-verger", **changes: Any) -> int:
        """A signal entered by the officer."""
        values: dict[str, Any] = {
            "company": company, "code": "median_days", "value": Decimal("0.4231"),
            "period_from": date(2025, 1, 1), "period_to": date(2025, 12, 31),
            "basis": "Calcul d’exercice",
        }  # fmt: skip
        who = changes.pop("by", "national")
        return enter_signal(draft=SignalDraft(**(values | changes)), **self.signed(who)).signal_id

    def question(self, **changes: Any) -> str:
        """A question opened by the officer of the region."""
        company = changes.pop("company", "conserves-du-verger")
        signal = changes.pop("signal_id", None) or self.signal(company, **changes)
        return open_question(
            draft=QuestionDraft(
                corridor="corridor-hesperides", text="Pourquoi onze jours en médiane ?",
                window_closes_on=CLOSES, signal_id=signal,
            ),
            on=ON, **self.signed("officer"),
        ).number  # fmt: skip

    def answer(self, number: str, *, is_complete: bool = False) -> None:
        """The employer explains; it may say that it has finished."""
        answer_question(
            number=number, draft=AnswerDraft(kind="explains", text="La saison dure cinq mois.",
                              is_complete=is_complete),
            on=ON, **self.signed("employer"),
        )  # fmt: skip

    def call(self, number: str) -> None:
        """The employer calls its federation."""
        ask_help(
            number=number, helper="federation-hesperides", text="Comment répondre ?", on=ON,
            **self.signed("employer"),
        )  # fmt: skip

    def decide(self, number: str, outcome: str = "nothing", by: str = "second") -> None:
        """Someone other than who opened it decides, on the answer; against the employer, once its
        window has closed."""
        decide_question(
            number=number,
            draft=DecisionDraft(outcome=outcome, ground="answer", reasons=REASONS),
            on=AFTER if outcome in AGAINST_OUTCOMES else ON, **self.signed(by),
        )  # fmt: skip
