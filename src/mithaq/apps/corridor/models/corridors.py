"""Corridors, the institutions they join, the catalogue of problems, delays, and case officers."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from mithaq.apps.corridor.choices import NeedsCase, NormUnit, Part, usual_hours
from mithaq.apps.programmes.choices import SilenceEffect
from mithaq.apps.reference.models import Labelled


class Corridor(Labelled):
    """A mediation service between companies and some institutions, under a convention or not."""

    slug = models.SlugField(_("code d’adresse"), max_length=60, unique=True)
    convention = models.ForeignKey(
        "conventions.Convention", verbose_name=_("convention"), on_delete=models.PROTECT,
        null=True, related_name="+",
    )  # fmt: skip
    standing_committee = models.ForeignKey(
        "conventions.Committee", verbose_name=_("comité permanent"), on_delete=models.PROTECT,
        null=True, related_name="+",
    )  # fmt: skip
    opened_on = models.DateField(_("ouvert le"), null=True)
    scope_fr = models.TextField(_("champ"), blank=True)
    scope_ar = models.TextField(_("champ en arabe"), blank=True)
    scope_en = models.TextField(_("champ en anglais"), blank=True)
    source = models.ForeignKey(
        "reference.Source", verbose_name=_("source"), on_delete=models.PROTECT, null=True,
        related_name="+",
    )  # fmt: skip
    locator = models.CharField(_("endroit dans la source"), max_length=120, blank=True)
    is_exercise = models.BooleanField(_("exercice"), default=False)

    class Meta:
        verbose_name = _("corridor")
        verbose_name_plural = _("corridors")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(is_exercise=True) | models.Q(source__isnull=False),
                name="corridor_says_its_source",
                violation_error_message=_(
                    "Un corridor réel cite sa source ; sinon c’est un exercice."
                ),
            )
        ]

    def __str__(self) -> str:
        return self.slug


class CorridorInstitution(models.Model):
    """The dated part of an institution in a corridor, with its opening hours.

    ``hours`` maps a weekday (« 0 » is Monday) to slots of minutes since midnight. ``families`` are
    the codes of those in which it has a duty, the only ones that call it; empty, all do.
    """

    corridor = models.ForeignKey(
        Corridor, verbose_name=_("corridor"), on_delete=models.PROTECT, related_name="+"
    )
    organisation = models.ForeignKey(
        "organisations.Organisation", verbose_name=_("organisation"), on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip
    part = models.CharField(_("rôle"), max_length=8, choices=Part.choices)
    rank = models.PositiveSmallIntegerField(_("rang"), default=0)
    hours = models.JSONField(_("heures d’ouverture"), default=usual_hours)
    families = models.JSONField(_("familles suivies"), default=list, blank=True)
    starts_on = models.DateField(_("depuis"), null=True)
    ends_on = models.DateField(_("jusqu’au"), null=True)

    class Meta:
        verbose_name = _("institution d’un corridor")
        verbose_name_plural = _("institutions d’un corridor")
        constraints = [
            models.UniqueConstraint(
                fields=["corridor", "organisation"],
                name="corridor_institution_once",
                violation_error_message=_("Cette institution est déjà dans le corridor."),
            ),
            models.CheckConstraint(
                condition=models.Q(ends_on__isnull=True)
                | models.Q(starts_on__isnull=True)
                | models.Q(ends_on__gte=models.F("starts_on")),
                name="corridor_institution_ends_after_start",
                violation_error_message=_("La fin vient après le début."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.corridor_id}:{self.organisation_id}"

    def is_called_for(self, family: str) -> bool:
        """Whether the institution has a part in the cases of a family: without its own, in all."""
        return not self.families or family in self.families


class CaseFamily(Labelled):
    """A family of problems, in the order in which a company meets them."""

    code = models.SlugField(_("code"), max_length=40, unique=True)
    rank = models.PositiveSmallIntegerField(_("rang"), default=0)

    class Meta:
        verbose_name = _("famille de dossiers")
        verbose_name_plural = _("familles de dossiers")

    def __str__(self) -> str:
        return self.code


class CaseSubject(Labelled):
    """A typical problem: what to check, what the rule is, what to do before filing a case.

    The norm is a sentence of a source; without a source it stays empty, « not published ».
    """

    family = models.ForeignKey(
        CaseFamily, verbose_name=_("famille"), on_delete=models.PROTECT, related_name="+"
    )
    code = models.SlugField(_("code"), max_length=60, unique=True)
    hint_fr = models.TextField(_("question posée"), blank=True)
    hint_ar = models.TextField(_("question posée en arabe"), blank=True)
    hint_en = models.TextField(_("question posée en anglais"), blank=True)
    explanation_fr = models.TextField(_("explication"), blank=True)
    explanation_ar = models.TextField(_("explication en arabe"), blank=True)
    explanation_en = models.TextField(_("explication en anglais"), blank=True)
    fix_fr = models.TextField(_("que faire"), blank=True)
    fix_ar = models.TextField(_("que faire en arabe"), blank=True)
    fix_en = models.TextField(_("que faire en anglais"), blank=True)
    norm_fr = models.TextField(_("règle ou fait publié"), blank=True)
    norm_ar = models.TextField(_("règle ou fait publié en arabe"), blank=True)
    norm_en = models.TextField(_("règle ou fait publié en anglais"), blank=True)
    source = models.ForeignKey(
        "reference.Source", verbose_name=_("source"), on_delete=models.PROTECT, null=True,
        related_name="+",
    )  # fmt: skip
    locator = models.CharField(_("endroit dans la source"), max_length=120, blank=True)
    simulator = models.CharField(_("page du simulateur"), max_length=60, blank=True)
    needs_case = models.CharField(
        _("dossier nécessaire"), max_length=9, choices=NeedsCase.choices,
        default=NeedsCase.OTHERWISE,
    )  # fmt: skip
    is_personal = models.BooleanField(_("touche au droit d’une personne"), default=False)
    rank = models.PositiveSmallIntegerField(_("rang"), default=0)
    is_active = models.BooleanField(_("proposé"), default=True)

    class Meta:
        verbose_name = _("motif de saisine")
        verbose_name_plural = _("motifs de saisine")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(norm_fr="") | models.Q(source__isnull=False),
                name="case_subject_norm_has_source",
                violation_error_message=_("Une règle citée dit sa source."),
            )
        ]

    def __str__(self) -> str:
        return self.code


class SideNorm(models.Model):
    """The delay in which an institution answers a family of cases; one it never said has no row.

    A delay that a case was promised never changes: another one replaces it, for the cases to come.
    """

    corridor = models.ForeignKey(
        Corridor, verbose_name=_("corridor"), on_delete=models.PROTECT, related_name="+"
    )
    organisation = models.ForeignKey(
        "organisations.Organisation", verbose_name=_("organisation"), on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip
    family = models.ForeignKey(
        CaseFamily, verbose_name=_("famille"), on_delete=models.PROTECT, related_name="+"
    )
    amount = models.PositiveSmallIntegerField(_("délai"))
    unit = models.CharField(_("unité"), max_length=16, choices=NormUnit.choices)
    silence = models.CharField(
        _("effet du silence"), max_length=16, choices=SilenceEffect.choices,
        default=SilenceEffect.NOT_PUBLISHED,
    )  # fmt: skip
    completion_pauses = models.BooleanField(
        _("une demande de complément arrête l’horloge"), default=True
    )
    source = models.ForeignKey(
        "reference.Source", verbose_name=_("source"), on_delete=models.PROTECT, null=True,
        related_name="+",
    )  # fmt: skip
    locator = models.CharField(_("endroit dans la source"), max_length=120, blank=True)
    is_exercise = models.BooleanField(_("exercice"), default=False)
    replaced_at = models.DateTimeField(_("remplacé le"), null=True)

    class Meta:
        verbose_name = _("délai d’un côté")
        verbose_name_plural = _("délais des côtés")
        constraints = [
            models.UniqueConstraint(
                fields=["corridor", "organisation", "family"],
                condition=models.Q(replaced_at__isnull=True),
                name="side_norm_once",
                violation_error_message=_("Cette institution a déjà un délai pour cette famille."),
            ),
            models.CheckConstraint(
                condition=models.Q(amount__gte=1),
                name="side_norm_is_positive",
                violation_error_message=_("Un délai compte au moins une unité."),
            ),
            models.CheckConstraint(
                condition=models.Q(is_exercise=True) | models.Q(source__isnull=False),
                name="side_norm_says_its_source",
                violation_error_message=_(
                    "Un délai réel cite sa source ; sinon c’est un exercice."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.corridor_id}:{self.organisation_id}:{self.family_id}"


class CaseOfficer(models.Model):
    """Who handles cases for an institution, in a territory or for the whole country.

    Without families of its own, an officer handles all. A substitute acts when the officer it
    replaces is absent. A post may be vacant: it has no person yet.
    """

    institution = models.ForeignKey(
        "organisations.Organisation", verbose_name=_("institution"), on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("personne"), on_delete=models.PROTECT,
        null=True, related_name="+",
    )  # fmt: skip
    territory = models.ForeignKey(
        "reference.Territory", verbose_name=_("territoire"), on_delete=models.PROTECT, null=True,
        related_name="+",
    )  # fmt: skip
    substitute_for = models.ForeignKey(
        "self", verbose_name=_("suppléant de"), on_delete=models.PROTECT, null=True,
        related_name="+",
    )  # fmt: skip
    capacity_fr = models.CharField(_("qualité en français"), max_length=120)
    capacity_ar = models.CharField(_("qualité en arabe"), max_length=120, blank=True)
    capacity_en = models.CharField(_("qualité en anglais"), max_length=120, blank=True)
    is_available = models.BooleanField(_("disponible"), default=True)
    starts_on = models.DateField(_("depuis"))
    ends_on = models.DateField(_("jusqu’au"), null=True)

    class Meta:
        verbose_name = _("représentant")
        verbose_name_plural = _("représentants")
        indexes = [
            models.Index(fields=["institution", "territory"], name="case_officer_place"),
            models.Index(fields=["user"], name="case_officer_user"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__isnull=True)
                | models.Q(ends_on__gte=models.F("starts_on")),
                name="case_officer_ends_after_start",
                violation_error_message=_("La fin vient après le début."),
            ),
            models.CheckConstraint(
                condition=models.Q(substitute_for__isnull=True)
                | ~models.Q(substitute_for=models.F("id")),
                name="case_officer_not_own_substitute",
                violation_error_message=_("Personne n’est son propre suppléant."),
            ),
            models.UniqueConstraint(
                fields=["institution", "user", "territory", "starts_on"],
                name="case_officer_once",
                violation_error_message=_(
                    "Cette personne est déjà représentante dans ce territoire."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.institution_id}:{self.user_id}:{self.territory_id}"


class CaseOfficerFamily(models.Model):
    """A family of cases that an officer handles."""

    officer = models.ForeignKey(
        CaseOfficer, verbose_name=_("représentant"), on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip
    family = models.ForeignKey(
        CaseFamily, verbose_name=_("famille"), on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("famille d’un représentant")
        verbose_name_plural = _("familles d’un représentant")
        constraints = [
            models.UniqueConstraint(
                fields=["officer", "family"],
                name="case_officer_family_once",
                violation_error_message=_("Cette famille est déjà confiée à cette personne."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.officer_id}:{self.family_id}"
