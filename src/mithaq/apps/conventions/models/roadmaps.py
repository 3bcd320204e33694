"""The common roadmap of a convention: workstreams, and the dated states they must reach."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from mithaq.apps.conventions.choices.roadmaps import EvaluationKind, PointKind, WorkstreamStatus
from mithaq.apps.conventions.models.conventions import Convention
from mithaq.apps.reference.models import Labelled, Sourced


class Roadmap(Labelled, Sourced):
    """The ordered projects that the parties share; a convention has one."""

    convention = models.OneToOneField(
        Convention, verbose_name=_("convention"), on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("feuille de route")
        verbose_name_plural = _("feuilles de route")

    def __str__(self) -> str:
        return f"{self.convention_id}"


class Workstream(Labelled):
    """One line of a roadmap: who carries it, from when to when, and where it stands."""

    roadmap = models.ForeignKey(
        Roadmap, verbose_name=_("feuille de route"), on_delete=models.PROTECT, related_name="+"
    )
    number = models.PositiveSmallIntegerField(_("numéro"))
    owner = models.ForeignKey(
        "organisations.Organisation", verbose_name=_("porteur"), on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip
    capacity_fr = models.CharField(_("qualité de qui le conduit"), max_length=200, blank=True)
    capacity_ar = models.CharField(
        _("qualité de qui le conduit, en arabe"), max_length=200, blank=True
    )
    capacity_en = models.CharField(
        _("qualité de qui le conduit, en anglais"), max_length=200, blank=True
    )
    starts_on = models.DateField(_("début"))
    ends_on = models.DateField(_("fin"))
    status = models.CharField(_("état"), max_length=10, choices=WorkstreamStatus.choices)

    class Meta:
        verbose_name = _("chantier")
        verbose_name_plural = _("chantiers")
        constraints = [
            models.UniqueConstraint(
                fields=["roadmap", "number"],
                name="workstream_number_unique",
                violation_error_message=_("Ce numéro de chantier est déjà pris."),
            ),
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")),
                name="workstream_end_follows_start",
                violation_error_message=_("La fin d’un chantier suit son début."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.roadmap_id}/{self.number}"


class Milestone(Labelled):
    """A state that a workstream must reach by a day; what proves that it did."""

    workstream = models.ForeignKey(
        Workstream, verbose_name=_("chantier"), on_delete=models.PROTECT, related_name="+"
    )
    number = models.PositiveSmallIntegerField(_("numéro"))
    due_on = models.DateField(_("échéance"))
    reached_on = models.DateField(_("atteint le"), null=True)
    evidence_fr = models.TextField(_("preuve"), blank=True)
    evidence_ar = models.TextField(_("preuve en arabe"), blank=True)
    evidence_en = models.TextField(_("preuve en anglais"), blank=True)

    class Meta:
        verbose_name = _("jalon")
        verbose_name_plural = _("jalons")
        constraints = [
            models.UniqueConstraint(
                fields=["workstream", "number"],
                name="milestone_number_unique",
                violation_error_message=_("Ce numéro de jalon est déjà pris."),
            ),
            models.CheckConstraint(
                condition=models.Q(reached_on__isnull=True, evidence_fr="")
                | (models.Q(reached_on__isnull=False) & ~models.Q(evidence_fr="")),
                name="milestone_reached_is_proven",
                violation_error_message=_("Un jalon atteint dit ce qui le prouve."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.workstream_id}/{self.number}"


class Evaluation(Labelled, Sourced):
    """A judgement on a convention, at mid-term or at its end: planned, held, published or not."""

    convention = models.ForeignKey(
        Convention, verbose_name=_("convention"), on_delete=models.PROTECT, related_name="+"
    )
    kind = models.CharField(_("moment"), max_length=10, choices=EvaluationKind.choices)
    planned_on = models.DateField(_("prévue le"), null=True)
    held_on = models.DateField(_("tenue le"), null=True)
    by_fr = models.CharField(_("par qui"), max_length=200, blank=True)
    by_ar = models.CharField(_("par qui, en arabe"), max_length=200, blank=True)
    by_en = models.CharField(_("par qui, en anglais"), max_length=200, blank=True)
    is_published = models.BooleanField(_("publiée"), default=False)

    class Meta:
        verbose_name = _("évaluation")
        verbose_name_plural = _("évaluations")
        constraints = [
            models.UniqueConstraint(
                fields=["convention", "kind"],
                name="evaluation_of_a_kind_unique",
                violation_error_message=_("Cette évaluation est déjà inscrite."),
            ),
            models.CheckConstraint(
                condition=models.Q(planned_on__isnull=False) | models.Q(held_on__isnull=False),
                name="evaluation_is_dated",
                violation_error_message=_("Une évaluation est prévue ou tenue à une date."),
            ),
            models.CheckConstraint(
                condition=models.Q(is_published=False) | models.Q(held_on__isnull=False),
                name="evaluation_published_was_held",
                violation_error_message=_("Une évaluation publiée a été tenue."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.convention_id}/{self.kind}"


class EvaluationPoint(Labelled):
    """A finding, a lesson, or a recommendation that a committee can turn into a decision."""

    evaluation = models.ForeignKey(
        Evaluation, verbose_name=_("évaluation"), on_delete=models.PROTECT, related_name="+"
    )
    rank = models.PositiveSmallIntegerField(_("rang"))
    kind = models.CharField(_("nature"), max_length=16, choices=PointKind.choices)
    decision = models.ForeignKey(
        "conventions.Decision", verbose_name=_("décision prise"), on_delete=models.PROTECT,
        null=True, related_name="+",
    )  # fmt: skip

    class Meta:
        verbose_name = _("point d’évaluation")
        verbose_name_plural = _("points d’évaluation")
        constraints = [
            models.UniqueConstraint(
                fields=["evaluation", "rank"],
                name="evaluation_point_rank_unique",
                violation_error_message=_("Deux points ne peuvent avoir le même rang."),
            ),
            models.CheckConstraint(
                condition=models.Q(decision__isnull=True)
                | models.Q(kind=PointKind.RECOMMENDATION.value),
                name="evaluation_only_recommendations_are_decided",
                violation_error_message=_("Seule une recommandation mène à une décision."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.evaluation_id}/{self.rank}"
