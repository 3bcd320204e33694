"""Changes of the law tried on a population that does not exist, and what came of them."""

from __future__ import annotations

import uuid
from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

MONTHS_MOST: Final = 36
PEOPLE_LEAST: Final = 1_000
PEOPLE_MOST: Final = 1_000_000


class ReformScenario(models.Model):
    """A reform compared with the law in force, over some months of an exercise population.

    ``changes`` lists the parameter, the day, what the law had then and the value of each change.
    Nothing else decides the result: the two digests, the seed and the months give the same numbers
    again, and ``result_digest`` proves it. Amounts in ``result`` are centimes.
    """

    public_id = models.UUIDField(_("identifiant"), default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("nom"), max_length=120)
    changes = models.JSONField(_("changements"))
    first_month = models.DateField(_("premier mois"))
    month_count = models.PositiveSmallIntegerField(_("nombre de mois"))
    people_count = models.PositiveIntegerField(_("salariés par mois"))
    seed = models.PositiveIntegerField(_("graine"))
    law_digest = models.CharField(_("empreinte de la loi"), max_length=64)
    population_digest = models.CharField(_("empreinte de la population"), max_length=64)
    author = models.CharField(_("demandé par"), max_length=300)
    recorded_at = models.DateTimeField(_("inscrit le"))
    job = models.CharField(_("traitement"), max_length=36, blank=True)
    result = models.JSONField(_("résultat"), null=True)
    result_digest = models.CharField(_("empreinte du résultat"), max_length=64, blank=True)
    computed_at = models.DateTimeField(_("calculé le"), null=True)

    class Meta:
        verbose_name = _("essai de réforme")
        verbose_name_plural = _("essais de réforme")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(month_count__gte=1, month_count__lte=MONTHS_MOST),
                name="reform_scenario_months",
                violation_error_message=_("Un essai porte sur 1 à 36 mois."),
            ),
            models.CheckConstraint(
                condition=models.Q(people_count__gte=PEOPLE_LEAST, people_count__lte=PEOPLE_MOST),
                name="reform_scenario_people",
                violation_error_message=_("Un essai porte sur 1 000 à 1 000 000 salariés."),
            ),
            models.CheckConstraint(
                condition=~models.Q(name=""),
                name="reform_scenario_has_name",
                violation_error_message=_("Un essai a un nom."),
            ),
            models.CheckConstraint(
                condition=models.Q(computed_at__isnull=True, result__isnull=True, result_digest="")
                | (
                    models.Q(computed_at__isnull=False, result__isnull=False)
                    & ~models.Q(result_digest="")
                ),
                name="reform_scenario_result_is_whole",
                violation_error_message=_(
                    "Un résultat a son jour et son empreinte, ou n’est pas encore calculé."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.public_id}"
