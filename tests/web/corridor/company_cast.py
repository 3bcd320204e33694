"""A corridor of three fictitious institutions, two companies, and the people who play them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from mithaq.apps.corridor.models import (
    CaseFamily,
    CaseOfficer,
    CaseSubject,
    Corridor,
    CorridorInstitution,
    SideNorm,
)
from mithaq.apps.organisations.models import Membership, Organisation
from mithaq.apps.organisations.operations import OrganisationDraft, create_organisation
from mithaq.apps.organisations.queries import MandateView, mandates_of
from mithaq.apps.reference.models import Territory
from mithaq.base.text import Labels
from tests.conftest import AT, SINCE, person

COMPANY, RIVAL = "conserves-du-verger", "ateliers-du-figuier"
FUND, FEDERATION, AGENCY = "caisse-fictive", "federation-fictive", "agence-hesperides"
PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
KINDS = {FUND: "social_fund", FEDERATION: "employer_federation", RIVAL: "company"}


@dataclass(frozen=True)
class Cast:
    """The people of the corridor, by their part."""

    employer: Any
    rival: Any
    fund: Any
    federation: Any
    agency: Any
    stranger: Any

    def under(self, user: Any) -> MandateView:
        """The mandate of a person."""
        return mandates_of(user=user)[0]

    def who(self, user: Any) -> dict[str, Any]:
        """Who acts, under which mandate, now."""
        return {"actor": user, "under": self.under(user), "at": timezone.now()}


def set_stage(bodies: dict[str, int]) -> Cast:
    """Lay the corridor; ``bodies`` already holds the company and the agency."""
    for slug, kind in KINDS.items():
        create_organisation(
            draft=OrganisationDraft(
                slug=slug, kind=kind, labels=Labels(f"{slug} (fictive)", "هيئة وهمية", slug),
                territory="06" if kind == "company" else None, is_exercise=True,
            ),
            actor=None, mandate="", at=AT,
        )  # fmt: skip
    rows = {row.slug: row for row in Organisation.objects.all()}
    Membership.objects.create(member=rows[COMPANY], federation=rows[FEDERATION])
    corridor = Corridor.objects.create(
        slug="corridor-fictif", label_fr="Corridor d’exercice", label_ar="ممر تمرين",
        label_en="Exercise corridor", is_exercise=True,
    )  # fmt: skip
    parts = ((FEDERATION, "relays"), (FUND, "decides"), (AGENCY, "informs"))
    for rank, (slug, part) in enumerate(parts):
        CorridorInstitution.objects.create(
            corridor=corridor, organisation=rows[slug], part=part, rank=rank
        )
    _catalogue(corridor, rows[FUND])
    cast = Cast(
        employer=person("wafae", "Wafae Employeuse", "employer", organisation=COMPANY),
        rival=person("rival", "Rami Rival", "employer", organisation=RIVAL),
        fund=person("fouad", "Fouad Fonds", "fund_officer", organisation=FUND, territory="06"),
        federation=person("fatine", "Fatine Fed", "federation_officer", organisation=FEDERATION),
        agency=person("adil", "Adil Agence", "agency_head", organisation=AGENCY),
        stranger=person("sami", "Sami Seul", "job_seeker", organisation=None),
    )
    for slug, user in ((FUND, cast.fund), (FEDERATION, cast.federation), (AGENCY, cast.agency)):
        CaseOfficer.objects.create(
            institution=rows[slug], user=user, starts_on=SINCE, capacity_fr="correspondant",
            capacity_ar="مراسل", capacity_en="correspondent",
            territory=Territory.objects.get(code="06") if slug == FUND else None,
        )  # fmt: skip
    return cast


def _catalogue(corridor: Corridor, fund: Organisation) -> None:
    names = (
        ("attestations", "Attestations", "الشهادات", "Certificates"),
        ("prestations", "Prestations", "التعويضات", "Benefits"),
    )
    for rank, (code, fr, ar, en) in enumerate(names):
        family = CaseFamily.objects.create(
            code=code, rank=rank, label_fr=fr, label_ar=ar, label_en=en
        )
        SideNorm.objects.create(
            corridor=corridor, organisation=fund, family=family, amount=10, unit="working_days",
            is_exercise=True,
        )  # fmt: skip
        CaseSubject.objects.create(
            family=family, code=f"{code}-bloquees", rank=0, is_personal=code == "prestations",
            label_fr=f"{fr} bloquées", label_ar=f"{ar} متوقفة", label_en=f"{en} blocked",
            hint_fr="Depuis quand ?", hint_ar="منذ متى؟", hint_en="Since when?",
            explanation_fr="Une ligne de la déclaration est rejetée.",
            explanation_ar="سطر من التصريح مرفوض.", explanation_en="A line was rejected.",
            fix_fr="Corrigez la ligne.", fix_ar="صححوا السطر.", fix_en="Mend the line.",
        )  # fmt: skip


def signed_in(user: Any) -> Client:
    """A browser in which somebody is signed in."""
    client = Client()
    client.force_login(user)
    return client


def shown_to(client: Client, subject: str = "attestations-bloquees", query: str = "") -> str:
    """Touch a typical case; gives the address of its explanation."""
    answer = client.post(f"{reverse('submit_start')}{query}", {"motif": subject})
    assert answer.status_code == 302, answer.content.decode()[:2000]
    return str(answer.headers["Location"])


def filed_by(client: Client, subject: str = "attestations-bloquees", **typed: Any) -> str:
    """File a case through the pages; gives its public identifier."""
    address = shown_to(client, subject)
    form = client.post(address, {"suffit": "non"}).headers["Location"]
    words: dict[str, Any] = {
        "title": "Attestation refusée",
        "description": "Refusée sans motif.",
        "territory": "06",
    }
    if subject == "prestations-bloquees":
        words |= {"person_label": "salarié 1"}
    done = client.post(form, words | typed)
    assert done.status_code == 302, done.content.decode()
    return done.headers["Location"].rstrip("/").rpartition("/")[2]


TODAY = date(2026, 11, 30)
