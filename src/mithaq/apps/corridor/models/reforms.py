"""Proposals of reform drafted in common, each with figures that anyone can compute again."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from mithaq.apps.corridor.choices.questions import ReformStatus


class ReformProposal(models.Model):
    """What the bodies of a corridor propose to change in the law, and why.

    ``scenario`` is a trial kept by the reform lab; ``scenario_digest`` is that of its result when
    the proposal was submitted: the figures proposed are the ones adopted.
    """

    number = models.CharField(_("numéro de proposition"), max_length=16, unique=True)
    corridor = models.ForeignKey(
        "corridor.Corridor", verbose_name=_("corridor"), on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip
    title_fr = models.CharField(_("intitulé"), max_length=200)
    title_ar = models.CharField(_("intitulé en arabe"), max_length=200, blank=True)
    title_en = models.CharField(_("intitulé en anglais"), max_length=200, blank=True)
    text_fr = models.TextField(_("texte"))
    text_ar = models.TextField(_("texte en arabe"), blank=True)
    text_en = models.TextField(_("texte en anglais"), blank=True)
    scenario = models.ForeignKey(
        "programmes.ReformScenario", verbose_name=_("essai de réforme"),
        on_delete=models.PROTECT, null=True, related_name="+",
    )  # fmt: skip
    scenario_digest = models.CharField(_("empreinte du résultat"), max_length=64, blank=True)
    status = models.CharField(
        _("état"), max_length=10, choices=ReformStatus.choices, default=ReformStatus.DRAFT
    )
    written_at = models.DateTimeField(_("écrite le"))
    submitted_at = models.DateTimeField(_("soumise le"), null=True)
    adopted_on = models.DateField(_("adoptée le"), null=True)
    reason = models.TextField(_("motif"), blank=True)
    is_exercise = models.BooleanField(_("exercice"), default=False)

    class Meta:
        verbose_name = _("proposition de réforme")
        verbose_name_plural = _("propositions de réforme")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(status=ReformStatus.ADOPTED, adopted_on__isnull=False)
                | (~models.Q(status=ReformStatus.ADOPTED) & models.Q(adopted_on__isnull=True)),
                name="reform_proposal_adoption_is_dated",
                violation_error_message=_("Une proposition adoptée a son jour."),
            ),
            models.CheckConstraint(
                condition=models.Q(status__in=[ReformStatus.DRAFT, ReformStatus.SET_ASIDE])
                | (models.Q(scenario__isnull=False) & ~models.Q(scenario_digest="")),
                name="reform_proposal_rests_on_figures",
                violation_error_message=_("Une proposition soumise repose sur un essai calculé."),
            ),
        ]

    def __str__(self) -> str:
        return self.number


class ReformDrafter(models.Model):
    """A body that drafts a proposal, and its approval, given by a person under a mandate."""

    proposal = models.ForeignKey(
        ReformProposal, verbose_name=_("proposition de réforme"), on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip
    organisation = models.ForeignKey(
        "organisations.Organisation", verbose_name=_("organisation"), on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("approuvée par"), on_delete=models.PROTECT,
        null=True, related_name="+",
    )  # fmt: skip
    mandate = models.CharField(_("mandat"), max_length=300, blank=True)
    approved_at = models.DateTimeField(_("approuvée le"), null=True)

    class Meta:
        verbose_name = _("organisation qui rédige")
        verbose_name_plural = _("organisations qui rédigent")
        constraints = [
            models.UniqueConstraint(
                fields=["proposal", "organisation"],
                name="reform_drafter_once",
                violation_error_message=_("Cette organisation rédige déjà la proposition."),
            ),
            models.UniqueConstraint(
                fields=["proposal", "approved_by"],
                name="reform_drafter_one_person",
                violation_error_message=_("Une personne n’approuve pas pour deux organismes."),
            ),
            models.CheckConstraint(
                condition=models.Q(approved_by__isnull=True, approved_at__isnull=True)
                | models.Q(approved_by__isnull=False, approved_at__isnull=False),
                name="reform_drafter_approval_is_signed",
                violation_error_message=_("Une approbation a son auteur et son jour."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.proposal_id}:{self.organisation_id}"
