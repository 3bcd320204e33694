"""Why somebody acted on a case that concerns a person: kept beside the journal, and erasable."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from mithaq.apps.corridor.models.cases import Case


class CaseReason(models.Model):
    """The reason of one act on a case about a person; ``line`` is its line of the journal.

    The journal forgets nothing, so it only says that a reason was given: the words are here, read
    by who may read the case, erased when the person takes their consent back.
    """

    case = models.ForeignKey(
        Case, verbose_name=_("dossier"), on_delete=models.PROTECT, related_name="+"
    )
    line = models.UUIDField(_("ligne du journal"), unique=True)
    words = models.TextField(_("motif"), blank=True)
    erased_at = models.DateTimeField(_("effacé le"), null=True)

    class Meta:
        verbose_name = _("motif d’un acte")
        verbose_name_plural = _("motifs d’actes")
        constraints = [
            models.CheckConstraint(
                condition=(models.Q(erased_at__isnull=True) & ~models.Q(words=""))
                | models.Q(erased_at__isnull=False, words=""),
                name="case_reason_said_or_erased",
                violation_error_message=_("Un motif a ses mots, ou dit quand il fut effacé."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.case_id}:{self.line}"
