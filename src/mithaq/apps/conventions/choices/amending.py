"""The closed lists of amendments: what an article does, and to what."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class ChangeAction(models.TextChoices):
    """What an article of an amendment does."""

    ADD = "add", _("ajoute")
    REPLACE = "replace", _("modifie")
    WITHDRAW = "withdraw", _("retire")


class AmendedKind(models.TextChoices):
    """What an amendment can change in a convention."""

    TITLE = "title", _("intitulé")
    PURPOSE = "purpose", _("objet")
    DURATION = "duration", _("durée et période")
    PARTY = "party", _("partie")
    COMMITMENT = "commitment", _("engagement")
    TARGET = "target", _("objectif")
    BUDGET_LINE = "budget_line", _("ligne de budget")
    COMMITTEE = "committee", _("comité")


# A convention has one of each: they are modified, neither added nor withdrawn.
ALONE = (AmendedKind.TITLE, AmendedKind.PURPOSE, AmendedKind.DURATION)
