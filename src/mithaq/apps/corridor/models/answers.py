"""Every answer that an institution gave: what is gone back on is replaced, never lost."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from mithaq.apps.corridor.choices.cases import OutcomeKind
from mithaq.apps.corridor.models.cases import Side


class SideAnswer(models.Model):
    """One reasoned answer of a side, as it was given: never changed, never removed."""

    side = models.ForeignKey(
        Side, verbose_name=_("côté d’un dossier"), on_delete=models.PROTECT, related_name="+"
    )
    kind = models.CharField(_("nature de la réponse"), max_length=16, choices=OutcomeKind.choices)
    text = models.TextField(_("réponse"))
    answered_at = models.DateTimeField(_("répondu le"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("par"), on_delete=models.PROTECT, null=True,
        related_name="+",
    )  # fmt: skip

    class Meta:
        verbose_name = _("réponse d’un côté")
        verbose_name_plural = _("réponses d’un côté")
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(text="") & ~models.Q(kind=""),
                name="side_answer_kept_with_reasons",
                violation_error_message=_("Une réponse gardée dit sa nature et ses raisons."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.side_id}:{self.kind}"
