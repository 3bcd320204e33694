"""Figures as somebody said them: never averaged, never hidden, revised by new rows only."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from mithaq.apps.conventions.choices import Grade, Qualifier
from mithaq.apps.observatory.choices import ReadingKind, Standing
from mithaq.apps.reference.choices import Milieu, Precision, Sex
from mithaq.apps.reference.models import Labelled, Sourced


class Statement(Labelled, Sourced):
    """One figure: what, how much, of whom, where and when, said by whom, and how solid.

    A figure said at a ceremony and a cell of a census are both statements: the second names a sex,
    a milieu or a category (a term of a nomenclature). ``period_from`` and ``period_to`` bound what
    was counted; ``as_of`` is the day it describes, for a stock.
    ``value`` is in the unit of its indicator version; money is in centimes. A figure withdrawn
    stays readable under its address, with the reason; no list or sum counts it.
    """

    code = models.SlugField(_("code"), max_length=80, unique=True)
    indicator_version = models.ForeignKey(
        "reference.IndicatorVersion", verbose_name=_("indicateur"), on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip
    convention = models.ForeignKey(
        "conventions.Convention", verbose_name=_("convention"), on_delete=models.PROTECT,
        null=True, related_name="+",
    )  # fmt: skip
    convention_set = models.ForeignKey(
        "conventions.ConventionSet", verbose_name=_("ensemble"), on_delete=models.PROTECT,
        null=True, related_name="+",
    )  # fmt: skip
    organisation = models.ForeignKey(
        "organisations.Organisation", verbose_name=_("organisation"), on_delete=models.PROTECT,
        null=True, related_name="+",
    )  # fmt: skip
    territory = models.ForeignKey(
        "reference.Territory", verbose_name=_("territoire"), on_delete=models.PROTECT, null=True,
        related_name="+",
    )  # fmt: skip
    sex = models.CharField(_("sexe"), max_length=8, choices=Sex.choices, default=Sex.ALL)
    milieu = models.CharField(_("milieu"), max_length=8, choices=Milieu.choices, default=Milieu.ALL)
    category = models.ForeignKey(
        "reference.Term", verbose_name=_("catégorie"), on_delete=models.PROTECT, null=True,
        related_name="+",
    )  # fmt: skip
    dataset = models.ForeignKey(
        "observatory.Dataset", verbose_name=_("jeu de données"), on_delete=models.PROTECT,
        null=True, related_name="+",
    )  # fmt: skip
    value = models.DecimalField(_("valeur"), max_digits=18, decimal_places=4)
    qualifier = models.CharField(_("formulation"), max_length=10, choices=Qualifier.choices)
    as_of = models.DateField(_("état au"), null=True)
    as_of_precision = models.CharField(
        _("précision de l’état"), max_length=8, choices=Precision.choices
    )
    period_from = models.DateField(_("période, du"), null=True)
    period_to = models.DateField(_("période, au"), null=True)
    period_fr = models.CharField(_("période, mots de la source"), max_length=80, blank=True)
    period_ar = models.CharField(_("période en arabe"), max_length=80, blank=True)
    period_en = models.CharField(_("période en anglais"), max_length=80, blank=True)
    said_on = models.DateField(_("dit le"), null=True)
    said_precision = models.CharField(
        _("précision du jour"), max_length=8, choices=Precision.choices
    )
    grade = models.CharField(_("degré"), max_length=12, choices=Grade.choices)
    standing = models.CharField(
        _("publication"), max_length=16, choices=Standing.choices, default=Standing.PUBLISHED
    )
    note_fr = models.TextField(_("note"), blank=True)
    note_ar = models.TextField(_("note en arabe"), blank=True)
    note_en = models.TextField(_("note en anglais"), blank=True)
    part_of = models.ForeignKey(
        "self", verbose_name=_("détaille"), on_delete=models.PROTECT, null=True, related_name="+"
    )
    revises = models.OneToOneField(
        "self", verbose_name=_("révise"), on_delete=models.PROTECT, null=True, related_name="+"
    )
    revision_reason = models.TextField(_("motif de la révision"), blank=True)
    withdrawn_at = models.DateTimeField(_("retiré le"), null=True)
    withdrawal_reason = models.TextField(_("motif du retrait"), blank=True)
    rank = models.PositiveSmallIntegerField(_("rang"), default=0)
    headline_rank = models.PositiveSmallIntegerField(_("rang en première page"), null=True)
    is_exercise = models.BooleanField(_("exercice"), default=False)
    recorded_at = models.DateTimeField(_("inscrit le"))

    class Meta:
        verbose_name = _("chiffre")
        verbose_name_plural = _("chiffres")
        indexes = [
            models.Index(fields=["convention", "rank"], name="statement_convention"),
            models.Index(fields=["indicator_version", "as_of"], name="statement_indicator"),
            models.Index(
                fields=["indicator_version", "territory", "sex", "milieu"], name="statement_scope"
            ),
            models.Index(fields=["territory"], name="statement_territory"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(as_of__isnull=True, as_of_precision="unknown")
                | (models.Q(as_of__isnull=False) & ~models.Q(as_of_precision="unknown")),
                name="statement_date_and_precision_agree",
                violation_error_message=_("Une date connue dit sa précision."),
            ),
            models.CheckConstraint(
                condition=models.Q(said_on__isnull=True, said_precision="unknown")
                | (models.Q(said_on__isnull=False) & ~models.Q(said_precision="unknown")),
                name="statement_said_and_precision_agree",
                violation_error_message=_("Un jour connu dit sa précision."),
            ),
            models.CheckConstraint(
                condition=models.Q(period_from__isnull=True, period_to__isnull=True)
                | models.Q(period_from__isnull=False, period_to__gte=models.F("period_from")),
                name="statement_period_is_whole",
                violation_error_message=_("Une période a un début et une fin qui le suit."),
            ),
            models.CheckConstraint(
                condition=models.Q(revision_reason="") | models.Q(revises__isnull=False),
                name="statement_reason_goes_with_revision",
                violation_error_message=_("Un motif de révision dit quel chiffre est révisé."),
            ),
            models.CheckConstraint(
                condition=models.Q(withdrawn_at__isnull=True, withdrawal_reason="")
                | (models.Q(withdrawn_at__isnull=False) & ~models.Q(withdrawal_reason="")),
                name="statement_withdrawal_has_reason",
                violation_error_message=_("Un chiffre retiré dit pourquoi."),
            ),
        ]

    def __str__(self) -> str:
        return self.code


class Reading(Labelled):
    """One way to read a share whose source gives no denominator."""

    statement = models.ForeignKey(
        Statement, verbose_name=_("chiffre"), on_delete=models.PROTECT, related_name="+"
    )
    letter = models.CharField(_("lettre"), max_length=1)
    kind = models.CharField(_("lecture"), max_length=16, choices=ReadingKind.choices)

    class Meta:
        verbose_name = _("lecture")
        verbose_name_plural = _("lectures")
        constraints = [
            models.UniqueConstraint(
                fields=["statement", "letter"],
                name="reading_letter_unique",
                violation_error_message=_("Cette lettre désigne déjà une lecture."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.statement_id}/{self.letter}"


class Conflict(Labelled):
    """Sources that disagree: why it is a conflict, and what would settle it."""

    code = models.SlugField(_("code"), max_length=80, unique=True)
    why_fr = models.TextField(_("pourquoi c’est un conflit"))
    why_ar = models.TextField(_("pourquoi, en arabe"), blank=True)
    why_en = models.TextField(_("pourquoi, en anglais"), blank=True)
    settle_fr = models.TextField(_("ce qui le résoudrait"))
    settle_ar = models.TextField(_("ce qui le résoudrait, en arabe"), blank=True)
    settle_en = models.TextField(_("ce qui le résoudrait, en anglais"), blank=True)
    settle_grade = models.CharField(_("degré nécessaire"), max_length=12, choices=Grade.choices)

    class Meta:
        verbose_name = _("conflit")
        verbose_name_plural = _("conflits")

    def __str__(self) -> str:
        return self.code


class ConflictSide(models.Model):
    """One of the figures that disagree."""

    conflict = models.ForeignKey(
        Conflict, verbose_name=_("conflit"), on_delete=models.PROTECT, related_name="+"
    )
    statement = models.ForeignKey(
        Statement, verbose_name=_("chiffre"), on_delete=models.PROTECT, related_name="+"
    )
    rank = models.PositiveSmallIntegerField(_("rang"))

    class Meta:
        verbose_name = _("côté d’un conflit")
        verbose_name_plural = _("côtés d’un conflit")
        constraints = [
            models.UniqueConstraint(
                fields=["conflict", "statement"],
                name="conflict_side_unique",
                violation_error_message=_("Ce chiffre est déjà dans le conflit."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.conflict_id}/{self.rank}"
