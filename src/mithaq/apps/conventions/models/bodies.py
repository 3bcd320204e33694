"""Committees that follow a convention, its documents, and sourced sentences about it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from mithaq.apps.conventions.choices import (
    CadencePeriod,
    CommitteeKind,
    DocumentKind,
    Grade,
    RemarkKind,
)
from mithaq.apps.conventions.models.conventions import Convention
from mithaq.apps.reference.models import Labelled, Sourced


class FirstCommittees(models.Manager["Committee"]):
    """The committees of first texts, and those founded since, without those of amendments."""

    def get_queryset(self) -> models.QuerySet[Committee]:
        """Leave out the rows that only let an added committee keep its sittings."""
        return super().get_queryset().filter(is_added=False)


class Committee(Labelled, Sourced):
    """A body that follows a convention, with the cadence it promised.

    A committee that an amendment added (``is_added``) is read from the amendment; its row, made
    with it, is what its seats, its rule and its sittings name.
    """

    convention = models.ForeignKey(
        Convention, verbose_name=_("convention"), on_delete=models.PROTECT, related_name="+"
    )
    number = models.PositiveSmallIntegerField(_("numéro"))
    kind = models.CharField(_("nature"), max_length=12, choices=CommitteeKind.choices)
    cadence_count = models.PositiveSmallIntegerField(_("séances"), null=True)
    cadence_period = models.CharField(
        _("période"), max_length=8, choices=CadencePeriod.choices, blank=True
    )
    chair_fr = models.CharField(_("présidence"), max_length=200, blank=True)
    chair_ar = models.CharField(_("présidence en arabe"), max_length=200, blank=True)
    chair_en = models.CharField(_("présidence en anglais"), max_length=200, blank=True)
    quorum = models.PositiveSmallIntegerField(_("quorum"), null=True)
    grade = models.CharField(_("degré"), max_length=12, choices=Grade.choices)
    is_added = models.BooleanField(_("ajouté par un avenant"), default=False)

    objects = FirstCommittees()
    every: ClassVar[models.Manager[Committee]] = models.Manager()

    class Meta:
        verbose_name = _("comité")
        verbose_name_plural = _("comités")
        constraints = [
            models.UniqueConstraint(
                fields=["convention", "number"],
                name="committee_number_unique",
                violation_error_message=_("Ce numéro de comité est déjà pris."),
            ),
            models.CheckConstraint(
                condition=models.Q(cadence_count__isnull=True, cadence_period="")
                | (models.Q(cadence_count__gte=1) & ~models.Q(cadence_period="")),
                name="committee_cadence_is_whole",
                violation_error_message=_(
                    "Une cadence dit combien de séances et sur quelle durée."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.convention_id}/{self.number}"


class Document(Labelled, Sourced):
    """A document attached to a convention, known by its address or by its fingerprint."""

    convention = models.ForeignKey(
        Convention, verbose_name=_("convention"), on_delete=models.PROTECT, related_name="+"
    )
    number = models.PositiveSmallIntegerField(_("numéro"))
    kind = models.CharField(_("nature"), max_length=12, choices=DocumentKind.choices)
    annex_number = models.CharField(_("numéro d’annexe"), max_length=12, blank=True)
    is_part = models.BooleanField(_("fait partie du contrat"), null=True)
    language = models.CharField(_("langue"), max_length=3, blank=True)
    sha256 = models.CharField(_("empreinte"), max_length=64, blank=True)
    url = models.URLField(_("adresse"), max_length=400, blank=True)

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        constraints = [
            models.UniqueConstraint(
                fields=["convention", "number"],
                name="document_number_unique",
                violation_error_message=_("Ce numéro de document est déjà pris."),
            ),
            models.CheckConstraint(
                condition=models.Q(annex_number="") | models.Q(kind__in=("annex", "manual")),
                name="document_annex_number_is_an_annexs",
                violation_error_message=_("Seule une annexe porte un numéro d’annexe."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.convention_id}/{self.number}"


class Remark(Labelled, Sourced):
    """A sourced sentence about a convention: orientation, context, discrepancy, sequel."""

    convention = models.ForeignKey(
        Convention, verbose_name=_("convention"), on_delete=models.PROTECT, related_name="+"
    )
    number = models.PositiveSmallIntegerField(_("numéro"))
    kind = models.CharField(_("nature"), max_length=16, choices=RemarkKind.choices)

    class Meta:
        verbose_name = _("mention")
        verbose_name_plural = _("mentions")
        constraints = [
            models.UniqueConstraint(
                fields=["convention", "number"],
                name="remark_number_unique",
                violation_error_message=_("Ce numéro de mention est déjà pris."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.convention_id}/{self.number}"
