"""The tables of durable jobs: what was asked, which steps are made, what was said on the way."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from mithaq.gateways.jobs.choices import CLOSED_STATUSES, JobStatus, LogLevel


class Job(models.Model):
    """One piece of long work, asked once, however many times workers had to take it up."""

    public_id = models.UUIDField(_("identifiant"), default=uuid.uuid4, editable=False)
    name = models.CharField(_("traitement"), max_length=80)
    arguments = models.JSONField(_("paramètres"), default=dict)
    key = models.CharField(_("clé de la demande"), max_length=200)
    label_fr = models.CharField(_("intitulé (français)"), max_length=300)
    label_ar = models.CharField(_("intitulé (arabe)"), max_length=300)
    label_en = models.CharField(_("intitulé (anglais)"), max_length=300)
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("demandé par"),
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
    )
    status = models.CharField(
        _("état"), max_length=12, choices=JobStatus.choices, default=JobStatus.QUEUED
    )
    round = models.PositiveIntegerField(_("tour"), default=1)
    attempts = models.PositiveIntegerField(_("prises en charge"), default=0)
    idle_attempts = models.PositiveIntegerField(_("prises en charge sans avancée"), default=0)
    done = models.PositiveBigIntegerField(_("fait"), default=0)
    total = models.PositiveBigIntegerField(_("total"), null=True)
    phase_fr = models.CharField(_("phase (français)"), max_length=300, default="")
    phase_ar = models.CharField(_("phase (arabe)"), max_length=300, default="")
    phase_en = models.CharField(_("phase (anglais)"), max_length=300, default="")
    pace_since_at = models.DateTimeField(_("début de la mesure du rythme"), null=True)
    pace_since_done = models.PositiveBigIntegerField(_("fait au début de la mesure"), default=0)
    report = models.JSONField(_("compte rendu"), default=dict)
    error_fr = models.TextField(_("cause de l’interruption (français)"), default="")
    error_ar = models.TextField(_("cause de l’interruption (arabe)"), default="")
    error_en = models.TextField(_("cause de l’interruption (anglais)"), default="")
    requested_at = models.DateTimeField(_("demandé le"))
    queued_at = models.DateTimeField(_("mis en attente le"))
    started_at = models.DateTimeField(_("commencé le"), null=True)
    seen_at = models.DateTimeField(_("dernier signe du traitement"), null=True)
    finished_at = models.DateTimeField(_("fini le"), null=True)
    is_exercise = models.BooleanField(_("exercice"), default=False)

    class Meta:
        verbose_name = _("traitement")
        verbose_name_plural = _("traitements")
        constraints = (
            models.UniqueConstraint(
                fields=["public_id"],
                name="job_public_id_unique",
                violation_error_message=_("Un traitement porte déjà cet identifiant."),
            ),
            models.UniqueConstraint(
                fields=["name", "key"],
                name="job_key_unique",
                violation_error_message=_("Ce traitement a déjà été demandé avec cette clé."),
            ),
            models.CheckConstraint(
                condition=Q(status__in=JobStatus.values),
                name="job_status_known",
                violation_error_message=_("L’état d’un traitement est l’un des cinq prévus."),
            ),
            models.CheckConstraint(
                condition=Q(total__isnull=True) | Q(done__lte=F("total")),
                name="job_done_within_total",
                violation_error_message=_("L’avancement ne dépasse pas le total annoncé."),
            ),
            models.CheckConstraint(
                condition=(
                    Q(status__in=CLOSED_STATUSES, finished_at__isnull=False)
                    | (~Q(status__in=CLOSED_STATUSES) & Q(finished_at__isnull=True))
                ),
                name="job_finished_when_closed",
                violation_error_message=_(
                    "Un traitement fini porte sa date de fin ; "
                    "un traitement en attente ou en cours n’en a pas."
                ),
            ),
            models.CheckConstraint(
                condition=Q(round__gte=1),
                name="job_round_from_one",
                violation_error_message=_("Les tours d’un traitement se comptent à partir de un."),
            ),
        )
        indexes = (
            models.Index(fields=["-requested_at", "-id"], name="job_requested_idx"),
            models.Index(fields=["status", "queued_at"], name="job_status_idx"),
            models.Index(fields=["requested_by", "-requested_at"], name="job_requester_idx"),
        )

    def __str__(self) -> str:
        return f"{self.label_fr} ({self.public_id})"

    @property
    def workflow_id(self) -> str:
        """The name under which the present round is queued: the job's own, then numbered."""
        return workflow_id(public_id=str(self.public_id), round=self.round)


def workflow_id(*, public_id: str, round: int) -> str:  # noqa: A002 (the domain's word)
    """Return the durable name of one round: the first is the job's own identifier."""
    return public_id if round == 1 else f"{public_id}.{round}"


class JobStep(models.Model):
    """The proof that a step is made, committed with what the step wrote."""

    job = models.ForeignKey(
        Job, verbose_name=_("traitement"), on_delete=models.PROTECT, related_name="+"
    )
    step = models.CharField(_("étape"), max_length=200)
    result = models.JSONField(_("résultat"), null=True)
    done_at = models.DateTimeField(_("faite le"))

    class Meta:
        verbose_name = _("étape d’un traitement")
        verbose_name_plural = _("étapes des traitements")
        constraints = (
            models.UniqueConstraint(
                fields=["job", "step"],
                name="job_step_once",
                violation_error_message=_("Cette étape du traitement est déjà faite."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.job_id} · {self.step}"


class JobLog(models.Model):
    """A sentence said by a job on its way, in the three languages of the pages."""

    job = models.ForeignKey(
        Job, verbose_name=_("traitement"), on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField(_("le"))
    level = models.CharField(
        _("niveau"), max_length=8, choices=LogLevel.choices, default=LogLevel.INFO
    )
    label_fr = models.TextField(_("phrase (français)"))
    label_ar = models.TextField(_("phrase (arabe)"))
    label_en = models.TextField(_("phrase (anglais)"))

    class Meta:
        verbose_name = _("ligne du journal d’un traitement")
        verbose_name_plural = _("journal des traitements")
        constraints = (
            models.CheckConstraint(
                condition=Q(level__in=LogLevel.values),
                name="job_log_level_known",
                violation_error_message=_(
                    "Le niveau d’une ligne est information, à vérifier ou erreur."
                ),
            ),
        )
        indexes = (models.Index(fields=["job", "id"], name="job_log_order_idx"),)

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M:%S} {self.label_fr}"
