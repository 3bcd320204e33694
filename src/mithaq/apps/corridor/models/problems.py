"""Causes that recur, with an owner and a fix, and what is put before the standing committee."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from mithaq.apps.corridor.choices.problems import ProblemStatus, ReferralKind, ReferralStatus
from mithaq.apps.corridor.models.corridors import CaseFamily, Corridor
from mithaq.apps.reference.models import Labelled


class SystemicProblem(Labelled):
    """One cause behind several cases: who owns it, what mends it, what effect it had."""

    public_id = models.UUIDField(_("identifiant public"), default=uuid.uuid4, unique=True)
    corridor = models.ForeignKey(
        Corridor, verbose_name=_("corridor"), on_delete=models.PROTECT, related_name="+"
    )
    family = models.ForeignKey(
        CaseFamily, verbose_name=_("famille"), on_delete=models.PROTECT, related_name="+"
    )
    owner = models.ForeignKey(
        "organisations.Organisation", verbose_name=_("responsable"), on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip
    fix = models.TextField(_("correction"), blank=True)
    due_on = models.DateField(_("échéance"), null=True)
    status = models.CharField(
        _("état"), max_length=10, choices=ProblemStatus.choices, default=ProblemStatus.OPEN
    )
    effect_expected = models.TextField(_("effet attendu"), blank=True)
    effect_measured = models.TextField(_("effet mesuré"), blank=True)
    opened_at = models.DateTimeField(_("ouvert le"))
    fixed_on = models.DateField(_("corrigé le"), null=True)
    is_exercise = models.BooleanField(_("exercice"), default=False)

    class Meta:
        verbose_name = _("problème récurrent")
        verbose_name_plural = _("problèmes récurrents")
        indexes = [models.Index(fields=["corridor", "status"], name="systemic_problem_status")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(status__in=["open", "dropped"])
                | (~models.Q(fix="") & models.Q(due_on__isnull=False)),
                name="systemic_problem_fix_is_dated",
                violation_error_message=_("Une correction dit ce qui change et pour quand."),
            ),
            models.CheckConstraint(
                condition=~models.Q(status__in=["fixed", "measured"])
                | models.Q(fixed_on__isnull=False),
                name="systemic_problem_fixed_says_when",
                violation_error_message=_("Une correction faite dit son jour."),
            ),
            models.CheckConstraint(
                condition=~models.Q(status="measured") | ~models.Q(effect_measured=""),
                name="systemic_problem_effect_is_said",
                violation_error_message=_("Un effet mesuré dit ce qui a été mesuré."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.corridor_id}:{self.pk}"


class CommitteeReferral(models.Model):
    """What waits for the standing committee, and the decision that came back.

    ``object_ref`` is the number of what is referred; agenda points are rewritten, so that the
    referral keeps the key of its point, never the point.
    """

    corridor = models.ForeignKey(
        Corridor, verbose_name=_("corridor"), on_delete=models.PROTECT, related_name="+"
    )
    kind = models.CharField(_("nature"), max_length=12, choices=ReferralKind.choices)
    object_ref = models.CharField(_("référence de l’objet"), max_length=60)
    case = models.ForeignKey(
        "corridor.Case", verbose_name=_("dossier"), on_delete=models.PROTECT, null=True,
        related_name="+",
    )  # fmt: skip
    problem = models.ForeignKey(
        SystemicProblem, verbose_name=_("problème récurrent"), on_delete=models.PROTECT,
        null=True, related_name="+",
    )  # fmt: skip
    title_fr = models.CharField(_("intitulé"), max_length=200)
    title_ar = models.CharField(_("intitulé en arabe"), max_length=200, blank=True)
    title_en = models.CharField(_("intitulé en anglais"), max_length=200, blank=True)
    reason = models.TextField(_("motif"))
    referred_by = models.ForeignKey(
        "organisations.Organisation", verbose_name=_("renvoyé par l’organisation"),
        on_delete=models.PROTECT, null=True, related_name="+",
    )  # fmt: skip
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("par"), on_delete=models.PROTECT, null=True,
        related_name="+",
    )  # fmt: skip
    referred_at = models.DateTimeField(_("renvoyé le"))
    status = models.CharField(
        _("état"), max_length=10, choices=ReferralStatus.choices, default=ReferralStatus.REFERRED
    )
    decision = models.ForeignKey(
        "conventions.Decision", verbose_name=_("décision"), on_delete=models.PROTECT, null=True,
        related_name="+",
    )  # fmt: skip
    decided_at = models.DateTimeField(_("décidé le"), null=True)
    answer = models.TextField(_("réponse"), blank=True)
    # What it was about, just before the decision came back: what a decision changed is read there.
    state_before = models.CharField(_("état avant la décision"), max_length=20, blank=True)
    owner_before = models.ForeignKey(
        "organisations.Organisation", verbose_name=_("responsable avant la décision"),
        on_delete=models.PROTECT, null=True, related_name="+",
    )  # fmt: skip
    due_before = models.DateField(_("échéance avant la décision"), null=True)

    class Meta:
        verbose_name = _("renvoi au comité permanent")
        verbose_name_plural = _("renvois au comité permanent")
        indexes = [models.Index(fields=["corridor", "status"], name="committee_referral_status")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind="case", case__isnull=False, problem__isnull=True)
                | models.Q(kind="problem", case__isnull=True, problem__isnull=False)
                | models.Q(
                    kind__in=["settlement", "proposal"], case__isnull=True, problem__isnull=True
                ),
                name="committee_referral_names_its_object",
                violation_error_message=_("Un renvoi désigne ce qu’il soumet, et cela seul."),
            ),
            models.CheckConstraint(
                condition=~models.Q(reason=""),
                name="committee_referral_says_why",
                violation_error_message=_("Un renvoi au comité dit pourquoi."),
            ),
            models.CheckConstraint(
                condition=~models.Q(status="decided")
                | models.Q(decision__isnull=False, decided_at__isnull=False),
                name="committee_referral_decided_names_decision",
                violation_error_message=_("Un renvoi tranché cite la décision du comité."),
            ),
            models.UniqueConstraint(
                fields=["corridor", "kind", "object_ref"],
                condition=models.Q(status="referred"),
                name="committee_referral_once",
                violation_error_message=_("Cet objet attend déjà le comité."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}:{self.object_ref}"
