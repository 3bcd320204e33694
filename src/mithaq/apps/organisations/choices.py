"""Kinds of organisations, roles of people, and what each role may see."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class OrganisationKind(models.TextChoices):
    """What an organisation is in the field of employment."""

    EMPLOYMENT_AGENCY = "employment_agency", _("agence de l’emploi")
    SOCIAL_FUND = "social_fund", _("caisse de sécurité sociale")
    EMPLOYER_CONFEDERATION = "employer_confederation", _("confédération d’employeurs")
    EMPLOYER_FEDERATION = "employer_federation", _("fédération d’employeurs")
    ZONE_ASSOCIATION = "zone_association", _("association de zone industrielle")
    # The same French word heads columns of states: Arabic has two words.
    STATE = "state", pgettext_lazy("organisation", "État")
    MINISTRY = "ministry", _("ministère")
    WILAYA = "wilaya", _("wilaya ou préfecture")
    REGIONAL_COUNCIL = "regional_council", _("conseil régional")
    LOCAL_COUNCIL = "local_council", _("conseil ou comité local")
    LOCAL_DIRECTORATE = "local_directorate", _("direction territoriale")
    COMPANY = "company", _("entreprise")
    ASSOCIATION = "association", _("association ou fondation")
    OPERATOR = "operator", _("opérateur")
    TRAINING_PROVIDER = "training_provider", _("organisme de formation")
    DEVELOPMENT_PARTNER = "development_partner", _("partenaire international")
    GROUP = "group", _("ensemble non détaillé")


class Role(models.TextChoices):
    """What a mandate makes of a person."""

    JOB_SEEKER = "job_seeker", _("chercheur d’emploi")
    EMPLOYER = "employer", _("employeur")
    INSURED_PERSON = "insured_person", _("personne assurée")
    COUNSELLOR = "counsellor", _("conseiller en emploi")
    AGENCY_HEAD = "agency_head", _("chef d’agence")
    PROGRAMME_MANAGER = "programme_manager", _("responsable de programme")
    FUND_OFFICER = "fund_officer", _("représentant régional de la caisse")
    FEDERATION_OFFICER = "federation_officer", _("représentant d’une fédération")
    REGION_OFFICER = "region_officer", _("responsable de la Région ou de la wilaya")
    TRAINING_OPERATOR = "training_operator", _("opérateur de formation")
    PROJECT_COACH = "project_coach", _("accompagnateur de projets")
    LEGAL_DRAFTER = "legal_drafter", _("rédacteur juridique")
    SIGNATORY = "signatory", _("signataire habilité")
    COMMITTEE_SECRETARY = "committee_secretary", _("secrétaire de comité")
    AUDITOR = "auditor", _("auditeur")
    ADMINISTRATOR = "administrator", _("administrateur de la plateforme")


# These act for themselves: their mandate names no organisation.
PERSONAL_ROLES = (Role.JOB_SEEKER, Role.INSURED_PERSON)

# These act for the whole country unless a territory is written.
NATIONAL_KINDS = (
    OrganisationKind.EMPLOYMENT_AGENCY,
    OrganisationKind.SOCIAL_FUND,
    OrganisationKind.EMPLOYER_CONFEDERATION,
    OrganisationKind.EMPLOYER_FEDERATION,
    OrganisationKind.STATE,
    OrganisationKind.MINISTRY,
)
