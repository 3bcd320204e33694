"""Who answers for a commitment, and what was done of it since the signature."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from mithaq.apps.conventions.choices import Grade, ProgressState
from mithaq.apps.conventions.models.promises import Commitment

PROVEN = (Grade.MEASURED, Grade.VERIFIED)


class CommitmentOwner(models.Model):
    """The organisation, and the person or capacity in it, who answers for a commitment.

    Between two dates: a handover closes one row and opens the next, so that whoever answered on
    any past day is still known. The debtor owes; the owner sees that it is done.
    """

    commitment = models.ForeignKey(
        Commitment, verbose_name=_("engagement"), on_delete=models.PROTECT, related_name="+"
    )
    organisation = models.ForeignKey(
        "organisations.Organisation", verbose_name=_("organisation"), on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("personne"), on_delete=models.PROTECT, null=True,
        related_name="+",
    )  # fmt: skip
    capacity_fr = models.CharField(_("qualité"), max_length=200, blank=True)
    capacity_ar = models.CharField(_("qualité en arabe"), max_length=200, blank=True)
    capacity_en = models.CharField(_("qualité en anglais"), max_length=200, blank=True)
    since_on = models.DateField(_("depuis"))
    until_on = models.DateField(_("jusqu’au"), null=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("inscrit par"), on_delete=models.PROTECT,
        null=True, related_name="+",
    )  # fmt: skip
    recorded_at = models.DateTimeField(_("inscrit le"))

    class Meta:
        verbose_name = _("responsable d’engagement")
        verbose_name_plural = _("responsables d’engagements")
        indexes = [
            models.Index(fields=["organisation"], name="owner_organisation"),
            models.Index(fields=["user"], name="owner_user"),
        ]
        # That two periods never overlap is the trigger or exclusion « owner_no_overlap ».
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until_on__isnull=True)
                | models.Q(until_on__gte=models.F("since_on")),
                name="owner_end_follows_start",
                violation_error_message=_("Une responsabilité finit après son début."),
            ),
            models.UniqueConstraint(
                fields=["commitment"],
                condition=models.Q(until_on__isnull=True),
                name="owner_one_at_a_time",
                violation_error_message=_("Un engagement a un seul responsable à la fois."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.commitment_id}@{self.since_on}"


class CommitmentProgress(models.Model):
    """One report on a commitment: its state, what was done, the proof; never changed afterwards.

    A correction is a new row that names the one it corrects. The present state is read from the
    rows, it is written nowhere.
    """

    commitment = models.ForeignKey(
        Commitment, verbose_name=_("engagement"), on_delete=models.PROTECT, related_name="+"
    )
    number = models.PositiveSmallIntegerField(_("numéro"))
    stated_on = models.DateField(_("situation au"))
    state = models.CharField(_("état"), max_length=12, choices=ProgressState.choices)
    quantity = models.DecimalField(
        _("quantité réalisée"), max_digits=18, decimal_places=4, null=True
    )
    done_fr = models.TextField(_("ce qui a été fait"))
    done_ar = models.TextField(_("ce qui a été fait, en arabe"), blank=True)
    done_en = models.TextField(_("ce qui a été fait, en anglais"), blank=True)
    grade = models.CharField(_("degré"), max_length=12, choices=Grade.choices)
    evidence_name = models.CharField(_("nom de la pièce"), max_length=200, blank=True)
    evidence_sha256 = models.CharField(_("empreinte de la pièce"), max_length=64, blank=True)
    evidence_url = models.URLField(_("adresse de la pièce"), max_length=400, blank=True)
    source = models.ForeignKey(
        "reference.Source", verbose_name=_("source"), on_delete=models.PROTECT, null=True,
        related_name="+",
    )  # fmt: skip
    corrects = models.ForeignKey(
        "self", verbose_name=_("corrige"), on_delete=models.PROTECT, null=True, related_name="+"
    )
    reason = models.TextField(_("motif"), blank=True)
    mandate = models.CharField(_("mandat"), max_length=300, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("inscrit par"), on_delete=models.PROTECT,
        null=True, related_name="+",
    )  # fmt: skip
    recorded_at = models.DateTimeField(_("inscrit le"))

    class Meta:
        verbose_name = _("avancement d’engagement")
        verbose_name_plural = _("avancements d’engagements")
        constraints = [
            models.UniqueConstraint(
                fields=["commitment", "number"],
                name="progress_number_unique",
                violation_error_message=_("Ce numéro d’avancement est déjà pris."),
            ),
            models.UniqueConstraint(
                fields=["corrects"],
                condition=models.Q(corrects__isnull=False),
                name="progress_corrected_once",
                violation_error_message=_("Un avancement se corrige une fois ; corrigez le neuf."),
            ),
            models.CheckConstraint(
                condition=models.Q(corrects__isnull=True) | ~models.Q(reason=""),
                name="progress_correction_has_reason",
                violation_error_message=_("Une correction dit son motif."),
            ),
            models.CheckConstraint(
                condition=models.Q(quantity__isnull=True) | models.Q(quantity__gte=0),
                name="progress_quantity_not_negative",
                violation_error_message=_("Une quantité réalisée n’est pas négative."),
            ),
            models.CheckConstraint(
                condition=models.Q(evidence_sha256="", evidence_name="")
                | (~models.Q(evidence_sha256="") & ~models.Q(evidence_name="")),
                name="progress_evidence_is_whole",
                violation_error_message=_("Une pièce déposée a un nom et une empreinte."),
            ),
            models.CheckConstraint(
                condition=~models.Q(grade__in=[str(grade) for grade in PROVEN])
                | ~models.Q(evidence_sha256="")
                | ~models.Q(evidence_url="")
                | models.Q(source__isnull=False),
                name="progress_proof_for_its_grade",
                violation_error_message=_(
                    "Un avancement mesuré ou vérifié montre sa pièce ou sa source."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.commitment_id}/{self.number}"
