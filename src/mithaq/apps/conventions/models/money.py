"""The budget of a convention: measure, payer, year, and the stages of the money."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from mithaq.apps.conventions.choices import Grade
from mithaq.apps.conventions.models.conventions import Convention
from mithaq.apps.conventions.models.promises import Measure
from mithaq.apps.reference.models import Labelled, Sourced


class BudgetLine(Labelled, Sourced):
    """What one payer brings for one measure; each stage stays within the one before."""

    convention = models.ForeignKey(
        Convention, verbose_name=_("convention"), on_delete=models.PROTECT, related_name="+"
    )
    number = models.PositiveSmallIntegerField(_("numéro"))
    measure = models.ForeignKey(
        Measure, verbose_name=_("mesure"), on_delete=models.PROTECT, null=True, related_name="+"
    )
    payer = models.ForeignKey(
        "organisations.Organisation", verbose_name=_("payeur"), on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip
    year = models.PositiveSmallIntegerField(_("année"), null=True)
    committed_centimes = models.BigIntegerField(_("engagé, centimes"))
    called_centimes = models.BigIntegerField(_("appelé, centimes"), null=True)
    disbursed_centimes = models.BigIntegerField(_("versé, centimes"), null=True)
    justified_centimes = models.BigIntegerField(_("justifié, centimes"), null=True)
    grade = models.CharField(_("degré"), max_length=12, choices=Grade.choices)

    class Meta:
        verbose_name = _("ligne de budget")
        verbose_name_plural = _("lignes de budget")
        constraints = [
            models.UniqueConstraint(
                fields=["convention", "number"],
                name="budget_line_number_unique",
                violation_error_message=_("Ce numéro de ligne est déjà pris."),
            ),
            models.CheckConstraint(
                condition=models.Q(committed_centimes__gt=0),
                name="budget_committed_is_positive",
                violation_error_message=_("Un montant engagé est supérieur à zéro."),
            ),
            models.CheckConstraint(
                condition=models.Q(called_centimes__isnull=True)
                | models.Q(
                    called_centimes__gte=0, called_centimes__lte=models.F("committed_centimes")
                ),
                name="budget_called_within_committed",
                violation_error_message=_("Le montant appelé ne dépasse pas le montant engagé."),
            ),
            models.CheckConstraint(
                condition=models.Q(disbursed_centimes__isnull=True)
                | models.Q(
                    called_centimes__isnull=False,
                    disbursed_centimes__gte=0,
                    disbursed_centimes__lte=models.F("called_centimes"),
                ),
                name="budget_disbursed_within_called",
                violation_error_message=_("Le montant versé ne dépasse pas le montant appelé."),
            ),
            models.CheckConstraint(
                condition=models.Q(justified_centimes__isnull=True)
                | models.Q(
                    disbursed_centimes__isnull=False,
                    justified_centimes__gte=0,
                    justified_centimes__lte=models.F("disbursed_centimes"),
                ),
                name="budget_justified_within_disbursed",
                violation_error_message=_("Le montant justifié ne dépasse pas le montant versé."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.convention_id}/{self.number}"
