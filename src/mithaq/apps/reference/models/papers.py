"""Papers that left the product with a code: whoever holds one can ask whether it is the one."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from mithaq.apps.reference.choices import PaperKind
from mithaq.apps.reference.models.labelled import Labelled


class IssuedPaper(Labelled):
    """One printed file: its code, its fingerprint, what it is about, who issued it and when.

    Labels are what anyone who holds the code may read: they name no private person.
    """

    code = models.CharField(_("code de vérification"), max_length=12, unique=True)
    kind = models.CharField(_("nature"), max_length=20, choices=PaperKind.choices)
    language = models.CharField(_("langue"), max_length=3)
    sha256 = models.CharField(_("empreinte"), max_length=64, db_index=True)
    object_type = models.CharField(_("nature de l’objet"), max_length=60)
    object_ref = models.CharField(_("référence de l’objet"), max_length=120)
    issuer_fr = models.CharField(_("émetteur"), max_length=200)
    issuer_ar = models.CharField(_("émetteur en arabe"), max_length=200, blank=True)
    issuer_en = models.CharField(_("émetteur en anglais"), max_length=200, blank=True)
    is_exercise = models.BooleanField(_("exercice"), default=False)
    issued_at = models.DateTimeField(_("émis le"))
    withdrawn_at = models.DateTimeField(_("retiré le"), null=True)
    withdrawn_reason = models.CharField(_("motif du retrait"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("document émis")
        verbose_name_plural = _("documents émis")
        indexes = [
            models.Index(fields=["object_type", "object_ref"], name="issued_paper_object"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(sha256__regex=r"^[0-9a-f]{64}$"),
                name="issued_paper_sha256_is_whole",
                violation_error_message=_("Une empreinte compte soixante-quatre chiffres."),
            ),
            models.CheckConstraint(
                condition=models.Q(withdrawn_at__isnull=True, withdrawn_reason="")
                | (models.Q(withdrawn_at__isnull=False) & ~models.Q(withdrawn_reason="")),
                name="issued_paper_withdrawn_with_reason",
                violation_error_message=_("Un document n’est retiré qu’avec un motif."),
            ),
        ]

    def __str__(self) -> str:
        return self.code


class PaperCopy(models.Model):
    """The same paper printed in another language, under the same code: its fingerprint."""

    paper = models.ForeignKey(IssuedPaper, on_delete=models.PROTECT, related_name="+")
    language = models.CharField(_("langue"), max_length=3)
    sha256 = models.CharField(_("empreinte"), max_length=64, db_index=True)

    class Meta:
        verbose_name = _("exemplaire d’un document émis")
        verbose_name_plural = _("exemplaires de documents émis")
        constraints = [
            models.UniqueConstraint(
                fields=["paper", "language"],
                name="paper_copy_once_a_language",
                violation_error_message=_("Un document émis a un seul exemplaire par langue."),
            ),
            models.CheckConstraint(
                condition=models.Q(sha256__regex=r"^[0-9a-f]{64}$"),
                name="paper_copy_sha256_is_whole",
                violation_error_message=_("Une empreinte compte soixante-quatre chiffres."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.paper_id} {self.language}"
