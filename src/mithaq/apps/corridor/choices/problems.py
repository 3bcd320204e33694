"""The closed lists of systemic problems and of what is referred to the standing committee."""

from __future__ import annotations

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ProblemStatus(models.TextChoices):
    """Where a systemic problem stands."""

    OPEN = "open", pgettext_lazy("problème récurrent", "constaté")
    FIXING = "fixing", pgettext_lazy("problème récurrent", "correction en cours")
    FIXED = "fixed", pgettext_lazy("problème récurrent", "corrigé, effet à mesurer")
    MEASURED = "measured", pgettext_lazy("problème récurrent", "effet mesuré")
    DROPPED = "dropped", pgettext_lazy("problème récurrent", "abandonné")


# name, from, to, who: measured last, by those who counted the cases.
PROBLEM_STEPS: Final = (
    ("fix", (ProblemStatus.OPEN,), ProblemStatus.FIXING, "can_steer_problem"),
    (
        "fixed",
        (ProblemStatus.OPEN, ProblemStatus.FIXING),
        ProblemStatus.FIXED,
        "can_fix_problem",
    ),
    ("measure", (ProblemStatus.FIXED,), ProblemStatus.MEASURED, "can_steer_problem"),
    (
        "drop",
        (ProblemStatus.OPEN, ProblemStatus.FIXING),
        ProblemStatus.DROPPED,
        "can_steer_problem",
    ),
    (
        "reopen",
        (ProblemStatus.FIXED, ProblemStatus.MEASURED, ProblemStatus.DROPPED),
        ProblemStatus.OPEN,
        "can_steer_problem",
    ),
)


class ReferralKind(models.TextChoices):
    """What is put before the standing committee."""

    CASE = "case", _("dossier bloqué")
    PROBLEM = "problem", _("problème récurrent")
    SETTLEMENT = "settlement", _("arrangement en danger")
    PROPOSAL = "proposal", _("proposition de réforme")


class ReferralStatus(models.TextChoices):
    """What the standing committee did of it."""

    REFERRED = "referred", pgettext_lazy("renvoi au comité", "à inscrire à l’ordre du jour")
    DECIDED = "decided", pgettext_lazy("renvoi au comité", "décision reçue")
    WITHDRAWN = "withdrawn", pgettext_lazy("renvoi au comité", "retiré")
