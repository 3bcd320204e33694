"""The closed lists of programmes, and the life of an edition as a table."""

from __future__ import annotations

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class SchemeFamily(models.TextChoices):
    """What a scheme brings: the order in which a reader meets them."""

    HIRING = "hiring", _("aide à l’embauche")
    INSERTION = "insertion", _("stage d’insertion")
    TRAINING = "training", _("formation pour l’emploi")
    INCOME = "income", _("prestation à la personne")
    SELF_EMPLOYMENT = "self_employment", _("activité indépendante")
    COMMON_LAW = "common_law", _("droit commun des salaires")


class EditionStatus(models.TextChoices):
    """Where an edition of a scheme stands."""

    PREPARED = "prepared", pgettext_lazy("édition", "préparée")
    OPEN = "open", pgettext_lazy("édition", "ouverte")
    SUSPENDED = "suspended", pgettext_lazy("édition", "suspendue")
    CLOSED = "closed", pgettext_lazy("édition", "clôturée")


class EditionStep(models.TextChoices):
    """What happens to an edition."""

    OPEN = "open", _("ouvrir l’édition")
    SUSPEND = "suspend", _("suspendre l’édition")
    RESUME = "resume", _("reprendre l’édition")
    CLOSE = "close", _("clôturer l’édition")


# name, from, to, who: every step leaves an audit line with its reason.
EDITION_STEPS: Final = (
    (EditionStep.OPEN, (EditionStatus.PREPARED,), EditionStatus.OPEN, "can_steer_scheme"),
    (EditionStep.SUSPEND, (EditionStatus.OPEN,), EditionStatus.SUSPENDED, "can_steer_scheme"),
    (EditionStep.RESUME, (EditionStatus.SUSPENDED,), EditionStatus.OPEN, "can_steer_scheme"),
    (
        EditionStep.CLOSE,
        (EditionStatus.OPEN, EditionStatus.SUSPENDED),
        EditionStatus.CLOSED,
        "can_steer_scheme",
    ),
)


class CounterRole(models.TextChoices):
    """What a body does for those who ask for a scheme."""

    RECEIVES = "receives", _("reçoit la demande")
    DECIDES = "decides", _("décide")
    PAYS = "pays", _("paie")
    CHECKS = "checks", _("vérifie")
    INFORMS = "informs", _("renseigne")


class DocumentOrigin(models.TextChoices):
    """Where a document of a file comes from: nobody is asked for what is already held."""

    APPLICANT = "applicant", _("à fournir")
    FORM = "form", _("formulaire rempli en ligne")
    HELD = "held", _("déjà détenue par une administration")


class DocumentStage(models.TextChoices):
    """When a document is asked for."""

    APPLICATION = "application", _("à la demande")
    YEARLY = "yearly", _("chaque année")
    END = "end", _("à la fin")


class ActCeiling(models.TextChoices):
    """The longest that law 55-19 lets an act wait, by the nature of the file."""

    ORDINARY = "ordinary", _("60 jours au plus")
    INVESTMENT = "investment", _("30 jours au plus, dossier d’investissement")


CEILING_DAYS: Final = {ActCeiling.ORDINARY: 60, ActCeiling.INVESTMENT: 30}


class SilenceEffect(models.TextChoices):
    """What silence means once the delay of an act has passed."""

    ACCEPTANCE = "acceptance", _("le silence vaut accord")
    NOT_LISTED = "not_listed", _("le silence ne vaut pas accord")
    NOT_PUBLISHED = "not_published", _("effet du silence non publié")
