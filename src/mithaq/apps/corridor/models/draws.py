"""Random controls announced then drawn, and the people followed after a regularisation."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from mithaq.apps.corridor.choices.questions import FOLLOWED_MONTHS, FollowedState
from mithaq.apps.corridor.models.questions import Question


class ControlDraw(models.Model):
    """A random draw of companies: population and share announced first, the seed later.

    The seed comes from outside, on a day after the announcement: whoever knows the population
    cannot choose it; an exercise is played to its end in one day.

    Rank is by SHA-256 of « seed|code », where a code is the SHA-256 of an ICE;
    the codes are kept as they are published, under their digest. A draw announced or made with a
    mistake is cancelled, and everyone reads why: it stays, and opens no question.
    """

    number = models.CharField(_("numéro de tirage"), max_length=16, unique=True)
    corridor = models.ForeignKey(
        "corridor.Corridor", verbose_name=_("corridor"), on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip
    institution = models.ForeignKey(
        "organisations.Organisation", verbose_name=_("institution"), on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip
    population_fr = models.CharField(_("population"), max_length=300)
    population_ar = models.CharField(_("population en arabe"), max_length=300, blank=True)
    population_en = models.CharField(_("population en anglais"), max_length=300, blank=True)
    population_digest = models.CharField(_("empreinte de la population"), max_length=64)
    population_count = models.PositiveIntegerField(_("entreprises de la population"))
    share_basis_points = models.PositiveIntegerField(_("part tirée, en dix-millièmes"))
    algorithm = models.CharField(_("algorithme"), max_length=40)
    seed_origin = models.CharField(_("d’où viendra la graine"), max_length=300)
    seed_on = models.DateField(_("jour de la graine"))
    announced_on = models.DateField(_("annoncé le"))
    announced_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("annoncé par"), on_delete=models.PROTECT,
        null=True, related_name="+",
    )  # fmt: skip
    announced_at = models.DateTimeField(_("instant de l’annonce"))
    seed = models.CharField(_("graine"), max_length=200, blank=True)
    drawn_at = models.DateTimeField(_("tiré le"), null=True)
    cancelled_at = models.DateTimeField(_("annulé le"), null=True)
    cancelled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("annulé par"), on_delete=models.PROTECT,
        null=True, related_name="+",
    )  # fmt: skip
    cancelled_because = models.TextField(_("pourquoi il est annulé"), blank=True)
    is_exercise = models.BooleanField(_("exercice"), default=False)

    class Meta:
        verbose_name = _("tirage de contrôles")
        verbose_name_plural = _("tirages de contrôles")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(seed_on__gt=models.F("announced_on"))
                | models.Q(is_exercise=True, seed_on=models.F("announced_on")),
                name="control_draw_seed_comes_later",
                violation_error_message=_("La graine vient un jour après l’annonce."),
            ),
            models.CheckConstraint(
                condition=models.Q(share_basis_points__gte=1, share_basis_points__lte=10_000),
                name="control_draw_share_is_a_share",
                violation_error_message=_("La part tirée va de 0,01 % à 100 %."),
            ),
            models.CheckConstraint(
                condition=models.Q(population_digest__regex=r"^[0-9a-f]{64}$"),
                name="control_draw_digest_is_whole",
                violation_error_message=_("Une empreinte compte soixante-quatre chiffres."),
            ),
            models.CheckConstraint(
                condition=models.Q(seed="", drawn_at__isnull=True)
                | (~models.Q(seed="") & models.Q(drawn_at__isnull=False)),
                name="control_draw_has_its_seed",
                violation_error_message=_("Un tirage fait a sa graine et son jour."),
            ),
            models.CheckConstraint(
                condition=models.Q(cancelled_at__isnull=True, cancelled_because="")
                | (models.Q(cancelled_at__isnull=False) & ~models.Q(cancelled_because="")),
                name="control_draw_cancelled_says_why",
                violation_error_message=_("Un tirage annulé dit quand et pourquoi."),
            ),
        ]

    def __str__(self) -> str:
        return self.number


class DrawnCompany(models.Model):
    """A company drawn: being drawn is no suspicion."""

    draw = models.ForeignKey(
        ControlDraw, verbose_name=_("tirage de contrôles"), on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip
    rank = models.PositiveIntegerField(_("rang"))
    ice = models.CharField(_("ICE"), max_length=15)
    key = models.CharField(_("empreinte"), max_length=64)
    company = models.ForeignKey(
        "organisations.Organisation", verbose_name=_("entreprise"), on_delete=models.PROTECT,
        null=True, related_name="+",
    )  # fmt: skip

    class Meta:
        verbose_name = _("entreprise tirée")
        verbose_name_plural = _("entreprises tirées")
        constraints = [
            models.UniqueConstraint(
                fields=["draw", "rank"],
                name="drawn_company_rank_unique",
                violation_error_message=_("Ce rang est déjà pris."),
            ),
            models.UniqueConstraint(
                fields=["draw", "ice"],
                name="drawn_company_once",
                violation_error_message=_("Cette entreprise est déjà tirée."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.draw_id}/{self.rank}"


class FollowUp(models.Model):
    """What one of the twelve returns after a regularisation says of one person.

    The person is a rank in the fund's own list and a masked number: never a name.
    """

    question = models.ForeignKey(
        Question, verbose_name=_("question à l’employeur"), on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip
    person = models.PositiveSmallIntegerField(_("rang de la personne"))
    masked_number = models.CharField(_("numéro masqué"), max_length=16)
    month_rank = models.PositiveSmallIntegerField(_("rang de la déclaration"))
    month = models.DateField(_("mois déclaré"))
    state = models.CharField(
        _("ce que dit la déclaration"), max_length=8, choices=FollowedState.choices,
        default=FollowedState.UNKNOWN,
    )  # fmt: skip
    recorded_at = models.DateTimeField(_("lu le"), null=True)

    class Meta:
        verbose_name = _("suivi d’une personne régularisée")
        verbose_name_plural = _("suivis de personnes régularisées")
        constraints = [
            models.UniqueConstraint(
                fields=["question", "person", "month_rank"],
                name="follow_up_once",
                violation_error_message=_("Ce mois est déjà suivi pour cette personne."),
            ),
            models.CheckConstraint(
                condition=models.Q(month_rank__gte=1, month_rank__lte=FOLLOWED_MONTHS),
                name="follow_up_lasts_a_year",
                violation_error_message=_("Une personne est suivie sur douze déclarations."),
            ),
            models.CheckConstraint(
                condition=models.Q(state=FollowedState.UNKNOWN, recorded_at__isnull=True)
                | (~models.Q(state=FollowedState.UNKNOWN) & models.Q(recorded_at__isnull=False)),
                name="follow_up_reading_is_dated",
                violation_error_message=_("Une lecture a son jour."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.question_id}:{self.person}:{self.month_rank}"
