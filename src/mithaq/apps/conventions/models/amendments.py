"""Amendments: signed changes that are read into a convention, whose own rows are never edited."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from mithaq.apps.conventions.choices import SIGNED_STATUSES, Status
from mithaq.apps.conventions.choices.amending import ALONE, AmendedKind, ChangeAction
from mithaq.apps.conventions.models.conventions import Convention
from mithaq.apps.reference.models import Labelled
from mithaq.base.text import Labels


class Amendment(Labelled):
    """A dated signed change to a convention; known by a source, or by the fingerprint of its scan.

    It takes effect on or after its signature, unless it says why it reaches back before it.
    """

    convention = models.ForeignKey(
        Convention, verbose_name=_("convention"), on_delete=models.PROTECT, related_name="+"
    )
    number = models.PositiveSmallIntegerField(_("numéro"))
    convention_status = models.CharField(
        _("état de la convention"), max_length=12, choices=Status.choices
    )
    signed_on = models.DateField(_("signé le"))
    effective_on = models.DateField(_("prend effet le"))
    reason_fr = models.TextField(_("motif"))
    reason_ar = models.TextField(_("motif en arabe"), blank=True)
    reason_en = models.TextField(_("motif en anglais"), blank=True)
    retroactive_reason_fr = models.TextField(_("motif de la rétroactivité"), blank=True)
    retroactive_reason_ar = models.TextField(_("motif de la rétroactivité en arabe"), blank=True)
    retroactive_reason_en = models.TextField(_("motif de la rétroactivité en anglais"), blank=True)
    source = models.ForeignKey(
        "reference.Source", verbose_name=_("source"), on_delete=models.PROTECT, null=True,
        related_name="+",
    )  # fmt: skip
    locator = models.CharField(_("endroit dans la source"), max_length=120, blank=True)
    document_sha256 = models.CharField(_("empreinte du texte signé"), max_length=64, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("inscrit par"),
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
    )
    recorded_at = models.DateTimeField(_("inscrit le"))

    class Meta:
        verbose_name = _("avenant")
        verbose_name_plural = _("avenants")
        constraints = [
            models.UniqueConstraint(
                fields=["convention", "number"],
                name="amendment_number_unique",
                violation_error_message=_("Ce numéro d’avenant est déjà pris."),
            ),
            # A copy, because a constraint reads one table: where the convention stood that day.
            models.CheckConstraint(
                condition=models.Q(convention_status__in=[item.value for item in SIGNED_STATUSES]),
                name="amendment_of_a_signed_convention",
                violation_error_message=_("Seule une convention signée s’amende."),
            ),
            models.CheckConstraint(
                condition=models.Q(number__gte=1),
                name="amendment_number_is_positive",
                violation_error_message=_("Les avenants se comptent à partir de 1."),
            ),
            models.CheckConstraint(
                condition=models.Q(
                    effective_on__gte=models.F("signed_on"), retroactive_reason_fr=""
                )
                | (
                    models.Q(effective_on__lt=models.F("signed_on"))
                    & ~models.Q(retroactive_reason_fr="")
                ),
                name="amendment_reaches_back_with_a_reason",
                violation_error_message=_(
                    "Un avenant prend effet à sa signature ou après, sauf s’il dit pourquoi il est "
                    "rétroactif."
                ),
            ),
            models.CheckConstraint(
                condition=~models.Q(reason_fr=""),
                name="amendment_has_a_reason",
                violation_error_message=_("Un avenant dit son motif."),
            ),
            models.CheckConstraint(
                condition=models.Q(source__isnull=False) | ~models.Q(document_sha256=""),
                name="amendment_is_proven",
                violation_error_message=_(
                    "Un avenant a une source, ou l’empreinte de son texte signé."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.convention_id}/{self.number}"

    @property
    def reason(self) -> Labels:
        """Why the parties changed their convention."""
        return Labels.from_columns(self, "reason")

    @property
    def retroactive_reason(self) -> Labels:
        """Why it reaches back before its signature; empty when it does not."""
        return Labels.from_columns(self, "retroactive_reason")


class AmendmentChange(models.Model):
    """One article of an amendment: it adds, modifies or withdraws one object of the convention.

    ``content`` is a document in the words of ``queries.amendable.AMENDABLE``: whole for what is
    added, only what changes for what is modified, empty for what is withdrawn.
    """

    amendment = models.ForeignKey(
        Amendment, verbose_name=_("avenant"), on_delete=models.PROTECT, related_name="+"
    )
    rank = models.PositiveSmallIntegerField(_("rang"))
    action = models.CharField(_("effet"), max_length=8, choices=ChangeAction.choices)
    object_kind = models.CharField(_("ce qui change"), max_length=12, choices=AmendedKind.choices)
    object_number = models.PositiveSmallIntegerField(_("numéro de l’objet"), default=0)
    content = models.JSONField(_("contenu"), default=dict)
    article = models.CharField(_("article"), max_length=60, blank=True)

    class Meta:
        verbose_name = _("article d’avenant")
        verbose_name_plural = _("articles d’avenant")
        constraints = [
            models.UniqueConstraint(
                fields=["amendment", "rank"],
                name="amendment_change_rank_unique",
                violation_error_message=_("Deux articles ne peuvent avoir le même rang."),
            ),
            models.CheckConstraint(
                condition=models.Q(
                    object_kind__in=[kind.value for kind in ALONE],
                    object_number=0,
                    action=ChangeAction.REPLACE.value,
                )
                | (
                    ~models.Q(object_kind__in=[kind.value for kind in ALONE])
                    & models.Q(object_number__gte=1)
                ),
                name="amendment_change_names_its_object",
                violation_error_message=_(
                    "L’intitulé, l’objet et la durée se modifient ; tout le reste se désigne par "
                    "son numéro."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.amendment_id}/{self.rank}"
