"""What explanation solves before any case is filed."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from mithaq.apps.corridor.models.cases import Case
from mithaq.apps.corridor.models.corridors import CaseSubject, Corridor


class Explanation(models.Model):
    """A first-step answer shown before any case: a count by subject and region, of nobody.

    ``case`` is the one filed after it, if any: a form sent twice files once.
    """

    public_id = models.UUIDField(_("identifiant public"), default=uuid.uuid4, unique=True)
    corridor = models.ForeignKey(
        Corridor, verbose_name=_("corridor"), on_delete=models.PROTECT, related_name="+"
    )
    subject = models.ForeignKey(
        CaseSubject, verbose_name=_("motif de saisine"), on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip
    region = models.ForeignKey(
        "reference.Territory", verbose_name=_("région"), on_delete=models.PROTECT, null=True,
        related_name="+",
    )  # fmt: skip
    shown_at = models.DateTimeField(_("montrée le"))
    is_solved = models.BooleanField(_("a suffi"), null=True)
    said_at = models.DateTimeField(_("dit le"), null=True)
    case = models.OneToOneField(
        Case, verbose_name=_("dossier déposé ensuite"), on_delete=models.PROTECT, null=True,
        related_name="+",
    )  # fmt: skip

    class Meta:
        verbose_name = _("explication")
        verbose_name_plural = _("explications")
        indexes = [models.Index(fields=["corridor", "shown_at"], name="explanation_shown")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(is_solved__isnull=True, said_at__isnull=True)
                | models.Q(is_solved__isnull=False, said_at__isnull=False),
                name="explanation_answer_is_dated",
                violation_error_message=_("Dire si l’explication a suffi a son instant."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.corridor_id}:{self.subject_id}:{self.pk}"
