"""Editions of a scheme, the money and places put into them, and how far these went."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from mithaq.apps.conventions.choices import Grade
from mithaq.apps.programmes.choices import EditionStatus
from mithaq.apps.programmes.models.schemes import Scheme
from mithaq.apps.reference.models import Labelled


class SchemeEdition(Labelled):
    """The rules of a scheme over a period; the digest says which state of the law it opened with.

    Editions of one scheme never overlap. The digest is written when the edition opens.
    """

    scheme = models.ForeignKey(
        Scheme, verbose_name=_("dispositif"), on_delete=models.PROTECT, related_name="+"
    )
    number = models.PositiveSmallIntegerField(_("numéro"))
    starts_on = models.DateField(_("du"))
    ends_on = models.DateField(_("au"), null=True)
    status = models.CharField(_("état"), max_length=12, choices=EditionStatus.choices)
    law_digest = models.CharField(_("empreinte de la loi"), max_length=64, blank=True)
    basis = models.CharField(_("décision ou texte"), max_length=200)
    source = models.ForeignKey(
        "reference.Source", verbose_name=_("source"), on_delete=models.PROTECT, null=True,
        related_name="+",
    )  # fmt: skip

    class Meta:
        verbose_name = _("édition de dispositif")
        verbose_name_plural = _("éditions de dispositifs")
        constraints = [
            models.UniqueConstraint(
                fields=["scheme", "number"],
                name="scheme_edition_number_unique",
                violation_error_message=_("Ce numéro d’édition est déjà pris."),
            ),
            models.CheckConstraint(
                condition=models.Q(ends_on__isnull=True)
                | models.Q(ends_on__gte=models.F("starts_on")),
                name="scheme_edition_ends_after_start",
                violation_error_message=_("Une édition finit après son début."),
            ),
            models.CheckConstraint(
                condition=~models.Q(basis=""),
                name="scheme_edition_says_its_basis",
                violation_error_message=_("Une édition dit quelle décision ou quel texte l’ouvre."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.scheme_id}/{self.number}"


def _known_and_positive(*names: str) -> models.Q:
    """At least one of the quantities is known, and each that is known is above zero."""
    known = models.Q()
    for name in names:
        known |= models.Q(**{f"{name}__isnull": False})
    for name in names:
        known &= models.Q(**{f"{name}__isnull": True}) | models.Q(**{f"{name}__gt": 0})
    return known


def _within(part: str, whole: str) -> models.Q:
    """A part is at least zero, and never above its whole when both are known."""
    positive = models.Q(**{f"{part}__isnull": True}) | models.Q(**{f"{part}__gte": 0})
    return positive & (
        models.Q(**{f"{part}__isnull": True})
        | models.Q(**{f"{whole}__isnull": True})
        | models.Q(**{f"{part}__lte": models.F(whole)})
    )


class Envelope(models.Model):
    """What one payer puts into an edition for a territory and a year: money, places, or both."""

    edition = models.ForeignKey(
        SchemeEdition, verbose_name=_("édition"), on_delete=models.PROTECT, related_name="+"
    )
    payer = models.ForeignKey(
        "organisations.Organisation", verbose_name=_("payeur"), on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip
    territory = models.ForeignKey(
        "reference.Territory", verbose_name=_("territoire"), on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip
    year = models.PositiveSmallIntegerField(_("année"))
    money_centimes = models.BigIntegerField(_("montant, centimes"), null=True)
    headcount = models.PositiveIntegerField(_("contingent"), null=True)
    basis = models.CharField(_("décision ou texte"), max_length=200)
    source = models.ForeignKey(
        "reference.Source", verbose_name=_("source"), on_delete=models.PROTECT, null=True,
        related_name="+",
    )  # fmt: skip

    class Meta:
        verbose_name = _("enveloppe")
        verbose_name_plural = _("enveloppes")
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "payer", "territory", "year"],
                name="envelope_unique",
                violation_error_message=_(
                    "Ce payeur a déjà une enveloppe pour ce territoire et cette année."
                ),
            ),
            models.CheckConstraint(
                condition=_known_and_positive("money_centimes", "headcount"),
                name="envelope_holds_something",
                violation_error_message=_(
                    "Une enveloppe dit un montant, un contingent, ou les deux, au-dessus de zéro."
                ),
            ),
            models.CheckConstraint(
                condition=~models.Q(basis=""),
                name="envelope_says_its_basis",
                violation_error_message=_("Une enveloppe dit quelle décision l’ouvre."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.edition_id}:{self.payer_id}:{self.territory_id}:{self.year}"


class EnvelopeReading(models.Model):
    """What is committed and used of an envelope on a day, as somebody recorded it.

    Rows are never changed: the reading recorded last for a day stands.
    """

    envelope = models.ForeignKey(
        Envelope, verbose_name=_("enveloppe"), on_delete=models.PROTECT, related_name="+"
    )
    as_of = models.DateField(_("état au"))
    committed_centimes = models.BigIntegerField(_("engagé, centimes"), null=True)
    used_centimes = models.BigIntegerField(_("payé, centimes"), null=True)
    committed_count = models.PositiveIntegerField(_("places prises"), null=True)
    used_count = models.PositiveIntegerField(_("bénéficiaires servis"), null=True)
    grade = models.CharField(_("degré"), max_length=12, choices=Grade.choices)
    basis = models.CharField(_("d’où vient le relevé"), max_length=200)
    source = models.ForeignKey(
        "reference.Source", verbose_name=_("source"), on_delete=models.PROTECT, null=True,
        related_name="+",
    )  # fmt: skip
    recorded_at = models.DateTimeField(_("inscrit le"))

    class Meta:
        verbose_name = _("relevé d’enveloppe")
        verbose_name_plural = _("relevés d’enveloppe")
        indexes = [models.Index(fields=["envelope", "as_of"], name="envelope_reading_day")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(committed_centimes__isnull=False)
                | models.Q(used_centimes__isnull=False)
                | models.Q(committed_count__isnull=False)
                | models.Q(used_count__isnull=False),
                name="envelope_reading_says_something",
                violation_error_message=_("Un relevé dit au moins une quantité."),
            ),
            models.CheckConstraint(
                condition=_within("used_centimes", "committed_centimes")
                & (models.Q(committed_centimes__isnull=True) | models.Q(committed_centimes__gte=0)),
                name="envelope_paid_within_committed",
                violation_error_message=_("Le montant payé ne dépasse pas le montant engagé."),
            ),
            models.CheckConstraint(
                condition=_within("used_count", "committed_count"),
                name="envelope_served_within_taken",
                violation_error_message=_(
                    "Les bénéficiaires servis ne dépassent pas les places prises."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.envelope_id}@{self.as_of}"
