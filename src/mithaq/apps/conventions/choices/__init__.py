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
    EVALUATED = "evaluated", _("évaluée")
    ARCHIVED = "archived", _("archivée")


class DurationKind(models.TextChoices):
    """How long a convention lasts."""

    FIXED = "fixed", _("durée déterminée")
    OPEN_ENDED = "open_ended", _("durée indéterminée")
    TACIT_RENEWAL = "tacit_renewal", _("reconduction tacite")
    NOT_PUBLISHED = "not_published", _("durée non publiée")


class TextLanguage(models.TextChoices):
    """A language in which a signed text was written."""

    ARABIC = "ar", _("arabe")
    FRENCH = "fr", _("français")
    ENGLISH = "en", _("anglais")
    SPANISH = "es", _("espagnol")
    TAMAZIGHT = "zgh", _("amazighe")


class LinkKind(models.TextChoices):
    """What a convention does to another, read from the one that says it."""

    FUNDS = "funds", _("finance")
    IMPLEMENTS = "implements", _("met en œuvre")
    REPLACES = "replaces", _("remplace")
    FOLLOWS = "follows", _("fait suite à")
    SAME_CEREMONY = "same_ceremony", _("signée à la même cérémonie que")


class ReferenceKind(models.TextChoices):
    """What a preamble rests on."""

    STRATEGY = "strategy", _("stratégie ou modèle")
    LAW = "law", _("texte de loi")
    PROGRAMME = "programme", _("programme ou plan")
    ROYAL_SPEECH = "royal_speech", _("discours ou orientations royales")
    CONVENTION = "convention", _("autre convention")


class PartyRole(models.TextChoices):
    """What a convention makes of an organisation."""

    PARTY = "party", _("partie")
    PAYER = "payer", _("payeur")
    OPERATOR = "operator", _("opérateur")
    SUPERVISOR = "supervisor", _("tutelle")
    BENEFICIARY = "beneficiary", _("bénéficiaire")
    PARTNER = "partner", _("partenaire associé")


class ContributionKind(models.TextChoices):
    """What a party brings to a convention."""

    CASH = "cash", _("argent")
    IN_KIND = "in_kind", _("apport en nature")
    DATA = "data", _("données")
    STAFF = "staff", _("personnel")


class Nature(models.TextChoices):
    """Whether a commitment promises means or a result."""

    MEANS = "means", _("moyens")
    RESULT = "result", _("résultat")


class Verb(models.TextChoices):
    """What a debtor promises to do, so that promises of one kind can be put together."""

    FINANCE = "finance", _("financer")
    PROVIDE = "provide", _("mettre à disposition")
    INSERT = "insert", _("insérer")
    RECRUIT = "recruit", _("recruter")
    TRAIN = "train", _("former")
    SUPPORT = "support", _("accompagner")
    CREATE = "create", _("créer")
    EXCHANGE = "exchange", _("échanger des informations")
    COORDINATE = "coordinate", _("coordonner")
    PROCESS = "process", _("traiter")
    PROMOTE = "promote", _("faire connaître")
    REPORT = "report", _("rendre compte")


class DeliverableUnit(models.TextChoices):
    """In what a promised quantity is counted."""

    PERSONS = "persons", _("personnes")
    JOBS = "jobs", _("emplois")
    CONTRACTS = "contracts", _("contrats")
    PLACES = "places", _("places de formation")
    COMPANIES = "companies", _("entreprises")
    PROJECTS = "projects", _("projets")
    SPACES = "spaces", _("espaces d’accueil")
    SITES = "sites", _("chantiers")
    SESSIONS = "sessions", _("séances")
    FILES = "files", _("dossiers")
    REPORTS = "reports", _("rapports")
    DAYS = "days", _("jours")
    MONTHS = "months", _("mois")
    DIRHAMS = "dirhams", _("dirhams")
    PERCENT = "percent", _("%")


class CommitmentStatus(models.TextChoices):
    """Whether a measure or commitment already runs or is announced for later."""

    RUNNING = "running", _("en cours")
    TO_COME = "to_come", _("à mettre en œuvre")
    DONE = "done", _("tenu")
    NOT_PUBLISHED = "not_published", _("suite non publiée")


class ProgressState(models.TextChoices):
    """Where a commitment stands, as those who follow it report."""

    TO_START = "to_start", _("à commencer")
    RUNNING = "running", _("en cours")
    KEPT = "kept", _("tenu")
    PARTLY_KEPT = "partly_kept", _("tenu en partie")
    NOT_KEPT = "not_kept", _("non tenu")
    RELEASED = "released", _("levé d’un commun accord")


# A commitment of which nobody reported anything yet.
UNREPORTED = ""

_OPEN = (UNREPORTED, ProgressState.TO_START, ProgressState.RUNNING, ProgressState.PARTLY_KEPT)

# name, from, to, who: the debtor reports; only the others may release it from its promise.
PROGRESS_TRANSITIONS = (
    ("plan", (UNREPORTED, ProgressState.TO_START), ProgressState.TO_START, "can_report_progress"),
    ("advance", (*_OPEN, ProgressState.NOT_KEPT), ProgressState.RUNNING, "can_report_progress"),
    ("keep", (*_OPEN, ProgressState.NOT_KEPT), ProgressState.KEPT, "can_report_progress"),
    (
        "keep_in_part",
        (*_OPEN, ProgressState.NOT_KEPT),
        ProgressState.PARTLY_KEPT,
        "can_report_progress",
    ),
    ("miss", _OPEN, ProgressState.NOT_KEPT, "can_report_progress"),
    (
        "release",
        (*_OPEN, ProgressState.NOT_KEPT),
        ProgressState.RELEASED,
        "can_release_commitment",
    ),
)


class Involvement(models.TextChoices):
    """What a commitment makes of an organisation, in the matrix of responsibilities."""

    DEBTOR = "debtor", _("doit")
    OWNER = "owner", _("répond")
    BENEFICIARY = "beneficiary", _("bénéficie")


class DayKind(models.TextChoices):
    """What falls on a day of the calendar."""

    COMMITMENT = "commitment", _("échéance d’engagement")
    SITTING = "sitting", _("séance de comité")
    DECISION = "decision", _("échéance de décision")
    MILESTONE = "milestone", _("jalon")
    EVALUATION = "evaluation", _("évaluation")
    END = "end", _("fin de convention")


class DueGroup(models.TextChoices):
    """Where a commitment falls on a day, the most pressing first."""

    LATE = "late", _("en retard")
    THIS_MONTH = "this_month", _("dû ce mois-ci")
    LATER = "later", _("dû plus tard")
    SILENT = "silent", _("échéance passée, suite non publiée")
    UNDATED = "undated", _("sans échéance publiée")
    CLOSED = "closed", _("tenu ou levé")


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


class Neet(models.TextChoices):
    """Whether a target counts only people neither in employment, education nor training."""

    NOT_SAID = "not_said", _("non précisé")
    ONLY = "only", _("personnes NEET seulement")
    NONE = "none", _("hors personnes NEET")


# An amendment belongs to a convention that was signed, whatever became of it since.
SIGNED_STATUSES = (
    Status.SIGNED,
    Status.ACTIVE,
    Status.SUSPENDED,
    Status.ENDED,
    Status.TERMINATED,
    Status.ARCHIVED,
)


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
