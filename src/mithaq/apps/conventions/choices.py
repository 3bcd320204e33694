"""The closed lists of conventions, and the life of a convention as a table."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """The legal family of a convention."""

    FRAMEWORK = "framework", _("convention-cadre")
    PARTNERSHIP = "partnership", _("convention de partenariat")
    IMPLEMENTING = "implementing", _("convention d’application")
    PROGRAMME_CONTRACT = "programme_contract", _("contrat-programme")
    REGIONAL_PROGRAMME = "regional_programme", _("programme régional de promotion de l’emploi")
    SPECIFIC = "specific", _("convention spécifique")
    FEDERATION = "federation", _("convention avec une fédération ou une association")
    COMPANY = "company", _("convention avec une entreprise")
    PACKAGE = "package", _("ensemble de conventions")
    INTERNATIONAL = "international", _("convention internationale")
    FINANCING = "financing", _("convention de financement")


class Level(models.TextChoices):
    """The level at which a convention applies."""

    NATIONAL = "national", _("nationale")
    REGIONAL = "regional", _("régionale")
    PROVINCIAL = "provincial", _("provinciale")
    LOCAL = "local", _("locale")
    INTERNATIONAL = "international", _("internationale")


class Status(models.TextChoices):
    """Where a convention stands."""

    DRAFT = "draft", _("en projet")
    SIGNED = "signed", _("signée")
    ACTIVE = "active", _("en vigueur")
    SUSPENDED = "suspended", _("suspendue")
    ENDED = "ended", _("arrivée à son terme")
    TERMINATED = "terminated", _("résiliée")
    ARCHIVED = "archived", _("archivée")


# name, from, to, who: every step leaves an audit line.
TRANSITIONS = (
    ("sign", (Status.DRAFT,), Status.SIGNED, "can_record_convention"),
    ("bring_into_force", (Status.SIGNED,), Status.ACTIVE, "can_record_convention"),
    ("suspend", (Status.ACTIVE,), Status.SUSPENDED, "can_record_convention"),
    ("resume", (Status.SUSPENDED,), Status.ACTIVE, "can_record_convention"),
    ("end", (Status.SIGNED, Status.ACTIVE), Status.ENDED, "can_record_convention"),
    (
        "terminate",
        (Status.SIGNED, Status.ACTIVE, Status.SUSPENDED),
        Status.TERMINATED,
        "can_record_convention",
    ),
    ("archive", (Status.ENDED, Status.TERMINATED), Status.ARCHIVED, "can_record_convention"),
)


class DurationKind(models.TextChoices):
    """How long a convention lasts."""

    FIXED = "fixed", _("durée déterminée")
    OPEN_ENDED = "open_ended", _("durée indéterminée")
    TACIT_RENEWAL = "tacit_renewal", _("reconduction tacite")
    NOT_PUBLISHED = "not_published", _("durée non publiée")


class PartyRole(models.TextChoices):
    """What a convention makes of an organisation."""

    PARTY = "party", _("partie")
    PAYER = "payer", _("payeur")
    OPERATOR = "operator", _("opérateur")
    SUPERVISOR = "supervisor", _("tutelle")
    BENEFICIARY = "beneficiary", _("bénéficiaire")
    PARTNER = "partner", _("partenaire associé")


class Nature(models.TextChoices):
    """Whether a commitment promises means or a result."""

    MEANS = "means", _("moyens")
    RESULT = "result", _("résultat")


class CommitmentStatus(models.TextChoices):
    """Whether a measure or commitment already runs or is announced for later."""

    RUNNING = "running", _("en cours")
    TO_COME = "to_come", _("à mettre en œuvre")
    DONE = "done", _("tenu")
    NOT_PUBLISHED = "not_published", _("suite non publiée")


class Grade(models.TextChoices):
    """How solid a figure or a promise is, from thin air to proof."""

    ANNOUNCED = "announced", _("annoncé")
    CONTRACTUAL = "contractual", _("contractuel")
    RECORDED = "recorded", _("enregistré")
    MEASURED = "measured", _("mesuré")
    VERIFIED = "verified", _("vérifié")


class Qualifier(models.TextChoices):
    """How a source words a figure."""

    EXACTLY = "exactly", _("exactement")
    MORE_THAN = "more_than", _("plus de")
    NEARLY = "nearly", _("près de")
    ABOUT = "about", _("environ")
    AT_LEAST = "at_least", _("au moins")


class TargetKind(models.TextChoices):
    """Where a target comes from."""

    ANNOUNCED = "announced", _("annoncé")
    CONTRACTUAL = "contractual", _("contractuel")
    REVISED = "revised", _("révisé par avenant")


class CommitteeKind(models.TextChoices):
    """The bodies that follow a convention."""

    STEERING = "steering", _("comité de pilotage")
    TECHNICAL = "technical", _("comité technique")
    STANDING = "standing", _("comité permanent")
    REGIONAL = "regional", _("comité régional")
    PROVINCIAL = "provincial", _("comité provincial")


class CadencePeriod(models.TextChoices):
    """The period over which a committee's sittings are counted."""

    MONTH = "month", _("par mois")
    QUARTER = "quarter", _("par trimestre")
    YEAR = "year", _("par an")


class DocumentKind(models.TextChoices):
    """What a document attached to a convention is."""

    SIGNED_TEXT = "signed_text", _("texte signé")
    ANNEX = "annex", _("annexe")
    MANUAL = "manual", _("manuel de procédures")
    MINUTES = "minutes", _("procès-verbal")
    OTHER = "other", _("autre document")


class RemarkKind(models.TextChoices):
    """What a sourced sentence about a convention tells."""

    PREAMBLE = "preamble", _("préambule et orientations")
    CONTEXT = "context", _("contexte")
    PRIOR_PROGRAMME = "prior_programme", _("programmes déjà menés")
    MECHANISM = "mechanism", _("mécanismes cités")
    MISSION = "mission", _("missions rappelées")
    ORIENTATION = "orientation", _("orientations à mesurer")
    DISCREPANCY = "discrepancy", _("écart consigné")
    SEQUEL = "sequel", _("après la cérémonie")
    ROADMAP = "roadmap", _("feuille de route commune")
    SCOPE = "scope", _("champ d’application")
