"""What happens to a convention after its signature, and what was waived at its entry into force."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from mithaq.apps.conventions.choices import Status
from mithaq.apps.conventions.choices.life import EntryItem, LifeAction
from mithaq.apps.conventions.models.conventions import Convention


class LifeEvent(models.Model):
    """One step of a convention's life: from which state to which, effective when, why."""

    convention = models.ForeignKey(
        Convention, verbose_name=_("convention"), on_delete=models.PROTECT, related_name="+"
    )
    number = models.PositiveSmallIntegerField(_("numéro"))
    action = models.CharField(_("événement"), max_length=16, choices=LifeAction.choices)
    from_status = models.CharField(_("depuis l’état"), max_length=12, choices=Status.choices)
    to_status = models.CharField(_("vers l’état"), max_length=12, choices=Status.choices)
    effective_on = models.DateField(_("prend effet le"))
    until_on = models.DateField(_("reconduite jusqu’au"), null=True)
    is_tacit = models.BooleanField(_("tacite"), default=False)
    reason = models.TextField(_("motif"))
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("inscrit par"), on_delete=models.PROTECT,
        null=True, related_name="+",
    )  # fmt: skip
    mandate = models.CharField(_("mandat"), max_length=300, blank=True)
    recorded_at = models.DateTimeField(_("inscrit le"))

    class Meta:
        verbose_name = _("événement de la vie d’une convention")
        verbose_name_plural = _("événements de la vie d’une convention")
        constraints = [
            models.UniqueConstraint(
                fields=["convention", "number"],
                name="life_event_number_unique",
                violation_error_message=_("Ce numéro d’événement est déjà pris."),
            ),
            models.CheckConstraint(
                condition=models.Q(until_on__isnull=True)
                | models.Q(action="renew", until_on__gte=models.F("effective_on")),
                name="life_event_renewed_onwards",
                violation_error_message=_("Une reconduction finit après son début."),
            ),
            models.CheckConstraint(
                condition=~models.Q(reason=""),
                name="life_event_has_its_reason",
                violation_error_message=_("Chaque étape dit son motif."),
            ),
            models.CheckConstraint(
                condition=models.Q(is_tacit=False) | models.Q(action="renew"),
                name="life_event_only_renewal_is_tacit",
                violation_error_message=_("Seule une reconduction peut être tacite."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.convention_id}/{self.number}"


class EntryWaiver(models.Model):
    """What was not ready at the entry into force, and why the parties went on without it."""

    convention = models.ForeignKey(
        Convention, verbose_name=_("convention"), on_delete=models.PROTECT, related_name="+"
    )
    item = models.CharField(_("condition"), max_length=16, choices=EntryItem.choices)
    subject = models.CharField(_("objet"), max_length=40)
    reason = models.TextField(_("motif"))
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("inscrite par"), on_delete=models.PROTECT,
        null=True, related_name="+",
    )  # fmt: skip
    mandate = models.CharField(_("mandat"), max_length=300, blank=True)
    recorded_at = models.DateTimeField(_("inscrite le"))

    class Meta:
        verbose_name = _("dispense à l’entrée en vigueur")
        verbose_name_plural = _("dispenses à l’entrée en vigueur")
        constraints = [
            models.UniqueConstraint(
                fields=["convention", "item", "subject"],
                name="entry_waiver_once",
                violation_error_message=_("Cette condition est déjà dispensée."),
            ),
            models.CheckConstraint(
                condition=~models.Q(reason=""),
                name="entry_waiver_has_its_reason",
                violation_error_message=_("Une dispense se motive."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.convention_id}:{self.item}:{self.subject}"
