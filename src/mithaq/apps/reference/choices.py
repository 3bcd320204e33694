"""The closed lists of reference data."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class TerritoryLevel(models.TextChoices):
    """The levels of the kingdom's territorial division."""

    COUNTRY = "country", _("pays")
    REGION = "region", _("région")
    PROVINCE = "province", _("province")
    PREFECTURE = "prefecture", _("préfecture")
    ARRONDISSEMENT_PREFECTURE = "prefecture_arrondissements", _("préfecture d’arrondissements")
    COMMUNE = "commune", _("commune")
    ARRONDISSEMENT = "arrondissement", _("arrondissement")


class HolidayKind(models.TextChoices):
    """Why a day is a public holiday, and how sure its date is."""

    FIXED = "fixed", _("date fixe")
    LUNAR_ESTIMATED = "lunar_estimated", _("date lunaire estimée")
    LUNAR_CONFIRMED = "lunar_confirmed", _("date lunaire confirmée")
    EXCEPTIONAL = "exceptional", _("jour exceptionnel")


class SourceKind(models.TextChoices):
    """What kind of document says something."""

    PRESS = "press", _("article de presse")
    INSTITUTION = "institution", _("publication d’une institution")
    SIGNED_TEXT = "signed_text", _("texte signé")
    STATISTICS = "statistics", _("statistique publique")
    EXERCISE = "exercise", _("exercice")


class Precision(models.TextChoices):
    """How much of a date is known."""

    DAY = "day", _("au jour")
    MONTH = "month", _("au mois")
    YEAR = "year", _("à l’année")
    UNKNOWN = "unknown", _("non datée")


class Unit(models.TextChoices):
    """What a figure counts."""

    COMPANIES = "companies", _("entreprises")
    PERSONS = "persons", _("personnes")
    JOBS = "jobs", _("emplois")
    CONTRACTS = "contracts", _("contrats")
    CONVENTIONS = "conventions", _("conventions")
    EMPLOYEES = "employees", _("salariés")
    PROJECTS = "projects", _("projets")
    MEETINGS = "meetings", _("réunions")
    CENTIMES = "centimes", _("dirhams")
    PERCENT = "percent", _("%")
    MONTHS = "months", _("mois")
    WORKPLACES = "workplaces", _("lieux d’activité")
    CLAIMS = "claims", _("demandes")
    PLACES = "places", _("places")
    OFFERS = "offers", _("offres")
    POINTS = "points", _("points")


class Aggregation(models.TextChoices):
    """How the values of an indicator may be put together."""

    SUM = "sum", _("somme")
    LAST = "last", _("dernière valeur")
    RATIO = "ratio", _("rapport, jamais additionné")
    DISTINCT = "distinct", _("compte distinct, jamais additionné")


class PaperKind(models.TextChoices):
    """What a paper issued with a verification code is."""

    CONVENING_LETTER = "convening_letter", _("lettre de convocation")
    MINUTES = "minutes", _("procès-verbal de séance")
    SIGNING_FOLDER = "signing_folder", _("dossier de signature")
    CONVENTION_TEXT = "convention_text", _("texte à signer")
    SIGNED_SCAN = "signed_scan", _("exemplaire signé, numérisé")
    NOTE = "note", _("note d’une page")
    RESULTS_REPORT = "results_report", _("bilan")
    RECEIPT = "receipt", _("récépissé")
    LETTER = "letter", _("lettre")
    GOOD_STANDING = "good_standing", _("attestation de régularité")


class StagedStatus(models.TextChoices):
    """Where a staged file stands."""

    READY = "ready", _("prêt à enregistrer")
    APPLIED = "applied", _("enregistré")
    UNDONE = "undone", _("annulé")
    DISCARDED = "discarded", _("abandonné")


# name, from, to, who: the life of a staged file is this table.
STAGED_TRANSITIONS = (
    ("apply", StagedStatus.READY, StagedStatus.APPLIED, "can_import_conventions"),
    ("discard", StagedStatus.READY, StagedStatus.DISCARDED, "can_import_conventions"),
    ("undo", StagedStatus.APPLIED, StagedStatus.UNDONE, "can_import_conventions"),
)


class Sex(models.TextChoices):
    """Whose figure it is: women, men, or everyone."""

    ALL = "all", _("ensemble des personnes")
    WOMEN = "women", _("femmes")
    MEN = "men", _("hommes")


class Milieu(models.TextChoices):
    """Where the people counted live: towns, countryside, or both."""

    ALL = "all", _("tous milieux")
    URBAN = "urban", _("milieu urbain")
    RURAL = "rural", _("milieu rural")
