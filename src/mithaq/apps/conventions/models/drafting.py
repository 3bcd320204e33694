"""A text before it is signed: its versions, its comments, its visas, its deliberation."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from mithaq.apps.conventions.choices import Kind
from mithaq.apps.conventions.choices.drafting import (
    BodyPart,
    DeliberationOutcome,
    DraftingStage,
    VisaStatus,
)
from mithaq.apps.conventions.models.conventions import Convention
from mithaq.apps.reference.models import Labelled


class Drafting(Labelled):
    """A convention being written; only the people of the bodies involved see it."""

    public_id = models.UUIDField(_("identifiant public"), default=uuid.uuid4, unique=True)
    reference = models.CharField(_("référence prévue"), max_length=60, unique=True)
    kind = models.CharField(_("nature"), max_length=20, choices=Kind.choices)
    stage = models.CharField(_("étape"), max_length=14, choices=DraftingStage.choices)
    template_code = models.CharField(_("modèle"), max_length=60, blank=True)
    version_number = models.PositiveIntegerField(_("dernière version"))
    convention = models.OneToOneField(
        Convention, verbose_name=_("convention"), on_delete=models.PROTECT, null=True,
        related_name="+",
    )  # fmt: skip
    is_exercise = models.BooleanField(_("exercice"), default=False)
    opened_at = models.DateTimeField(_("ouvert le"))
    changed_at = models.DateTimeField(_("changé le"))

    class Meta:
        verbose_name = _("projet de convention")
        verbose_name_plural = _("projets de convention")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(stage="signed", convention__isnull=False)
                | (~models.Q(stage="signed") & models.Q(convention__isnull=True)),
                name="drafting_signed_has_its_convention",
                violation_error_message=_(
                    "Un projet signé, et lui seul, a sa convention au registre."
                ),
            ),
            models.CheckConstraint(
                condition=models.Q(version_number__gte=1),
                name="drafting_has_a_version",
                violation_error_message=_("Un projet a au moins une version."),
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class DraftingBody(models.Model):
    """An organisation involved in a text, and why it sees it."""

    drafting = models.ForeignKey(
        Drafting, verbose_name=_("projet"), on_delete=models.PROTECT, related_name="+"
    )
    organisation = models.ForeignKey(
        "organisations.Organisation", verbose_name=_("organisation"), on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip
    part = models.CharField(_("à quel titre"), max_length=14, choices=BodyPart.choices)
    rank = models.PositiveSmallIntegerField(_("rang"), default=1)

    class Meta:
        verbose_name = _("organisme associé au projet")
        verbose_name_plural = _("organismes associés au projet")
        constraints = [
            models.UniqueConstraint(
                fields=["drafting", "organisation", "part"],
                name="drafting_body_unique",
                violation_error_message=_("Cet organisme tient déjà cette place."),
            ),
            models.UniqueConstraint(
                fields=["drafting"],
                condition=models.Q(part="steward"),
                name="drafting_has_one_steward",
                violation_error_message=_("Un seul organisme tient la plume."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.drafting_id}:{self.organisation_id}:{self.part}"


class DraftVersion(models.Model):
    """The whole text as somebody saved it: the content of a convention file; never changed."""

    drafting = models.ForeignKey(
        Drafting, verbose_name=_("projet"), on_delete=models.PROTECT, related_name="+"
    )
    number = models.PositiveIntegerField(_("numéro"))
    content = models.JSONField(_("contenu"))
    sha256 = models.CharField(_("empreinte"), max_length=64)
    section = models.CharField(_("partie modifiée"), max_length=40, blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("auteur"), on_delete=models.PROTECT, null=True,
        related_name="+",
    )  # fmt: skip
    mandate = models.CharField(_("mandat"), max_length=300, blank=True)
    saved_at = models.DateTimeField(_("enregistrée le"))

    class Meta:
        verbose_name = _("version du projet")
        verbose_name_plural = _("versions du projet")
        constraints = [
            models.UniqueConstraint(
                fields=["drafting", "number"],
                name="draft_version_number_unique",
                violation_error_message=_("Ce numéro de version est déjà pris."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.drafting_id}/{self.number}"


class DraftComment(models.Model):
    """What somebody says of a clause, the answers to it, and whether it is settled."""

    drafting = models.ForeignKey(
        Drafting, verbose_name=_("projet"), on_delete=models.PROTECT, related_name="+"
    )
    version_number = models.PositiveIntegerField(_("version lue"))
    clause = models.CharField(_("clause"), max_length=80)
    parent = models.ForeignKey(
        "self", verbose_name=_("réponse à"), on_delete=models.PROTECT, null=True, related_name="+"
    )
    body = models.TextField(_("commentaire"))
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("auteur"), on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip
    mandate = models.CharField(_("mandat"), max_length=300, blank=True)
    written_at = models.DateTimeField(_("écrit le"))
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("réglé par"), on_delete=models.PROTECT, null=True,
        related_name="+",
    )  # fmt: skip
    resolved_at = models.DateTimeField(_("réglé le"), null=True)

    class Meta:
        verbose_name = _("commentaire de clause")
        verbose_name_plural = _("commentaires de clause")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(resolved_at__isnull=True, resolved_by__isnull=True)
                | models.Q(resolved_at__isnull=False, resolved_by__isnull=False),
                name="draft_comment_resolved_by_someone",
                violation_error_message=_("Un commentaire réglé dit par qui et quand."),
            ),
            models.CheckConstraint(
                condition=models.Q(parent__isnull=True) | models.Q(resolved_at__isnull=True),
                name="draft_comment_answers_follow_theirs",
                violation_error_message=_("Une réponse se règle avec son commentaire."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.drafting_id}#{self.pk}"


class Visa(models.Model):
    """What a body that must visa a text answers, for one version; each return asks again."""

    drafting = models.ForeignKey(
        Drafting, verbose_name=_("projet"), on_delete=models.PROTECT, related_name="+"
    )
    organisation = models.ForeignKey(
        "organisations.Organisation", verbose_name=_("organisation"), on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip
    version_number = models.PositiveIntegerField(_("version visée"))
    status = models.CharField(_("état"), max_length=14, choices=VisaStatus.choices)
    words = models.TextField(_("motif ou réserves"), blank=True)
    requested_at = models.DateTimeField(_("demandé le"))
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("décidé par"), on_delete=models.PROTECT,
        null=True, related_name="+",
    )  # fmt: skip
    mandate = models.CharField(_("mandat"), max_length=300, blank=True)
    decided_at = models.DateTimeField(_("décidé le"), null=True)

    class Meta:
        verbose_name = _("visa juridique")
        verbose_name_plural = _("visas juridiques")
        constraints = [
            models.UniqueConstraint(
                fields=["drafting", "organisation", "version_number"],
                name="visa_once_a_version",
                violation_error_message=_("Ce visa est déjà demandé sur cette version."),
            ),
            models.CheckConstraint(
                condition=models.Q(status="pending", decided_at__isnull=True)
                | (~models.Q(status="pending") & models.Q(decided_at__isnull=False)),
                name="visa_decided_is_dated",
                violation_error_message=_("Un visa décidé porte sa date."),
            ),
            models.CheckConstraint(
                condition=models.Q(status__in=["pending", "given"]) | ~models.Q(words=""),
                name="visa_refusal_and_reserves_have_words",
                violation_error_message=_("Un refus et des réserves se motivent."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.drafting_id}:{self.organisation_id}:{self.version_number}"


class Deliberation(models.Model):
    """What an assembly decided on a text, at which session, under which number, by which vote."""

    drafting = models.ForeignKey(
        Drafting, verbose_name=_("projet"), on_delete=models.PROTECT, related_name="+"
    )
    organisation = models.ForeignKey(
        "organisations.Organisation", verbose_name=_("organisation"), on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip
    version_number = models.PositiveIntegerField(_("version soumise"))
    session_on = models.DateField(_("session du"))
    number = models.CharField(_("numéro"), max_length=40)
    outcome = models.CharField(_("issue"), max_length=10, choices=DeliberationOutcome.choices)
    votes_for = models.PositiveSmallIntegerField(_("pour"), null=True)
    votes_against = models.PositiveSmallIntegerField(_("contre"), null=True)
    abstentions = models.PositiveSmallIntegerField(_("abstentions"), null=True)
    document_name = models.CharField(_("document"), max_length=200, blank=True)
    document_sha256 = models.CharField(_("empreinte du document"), max_length=64, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("inscrite par"), on_delete=models.PROTECT,
        null=True, related_name="+",
    )  # fmt: skip
    recorded_at = models.DateTimeField(_("inscrite le"))

    class Meta:
        verbose_name = _("délibération")
        verbose_name_plural = _("délibérations")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "session_on", "number"],
                name="deliberation_number_unique",
                violation_error_message=_(
                    "Ce numéro de délibération existe déjà pour cette session."
                ),
            ),
            models.CheckConstraint(
                condition=~models.Q(outcome="adopted")
                | models.Q(votes_for__isnull=True)
                | models.Q(votes_against__isnull=True)
                | models.Q(votes_for__gt=models.F("votes_against")),
                name="deliberation_adopted_by_most",
                violation_error_message=_(
                    "Un texte adopté compte plus de voix pour que de voix contre."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id}:{self.session_on}:{self.number}"
