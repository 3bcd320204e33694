"""The folder that goes from hand to hand, and the ceremony that may join several."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from mithaq.apps.conventions.choices.drafting import FolderStatus, SignatureForm
from mithaq.apps.conventions.models.drafting import Drafting
from mithaq.apps.conventions.models.people import PersonInPublic
from mithaq.apps.reference.models import Labelled


class SigningSession(Labelled):
    """One ceremony: several folders signed together become one set of conventions."""

    reference = models.CharField(_("référence de l’ensemble"), max_length=60, unique=True)
    planned_on = models.DateField(_("prévue le"))
    place_fr = models.CharField(_("lieu"), max_length=120, blank=True)
    place_ar = models.CharField(_("lieu en arabe"), max_length=120, blank=True)
    place_en = models.CharField(_("lieu en anglais"), max_length=120, blank=True)
    opened_at = models.DateTimeField(_("ouverte le"))
    is_exercise = models.BooleanField(_("exercice"), default=False)

    class Meta:
        verbose_name = _("séance de signature")
        verbose_name_plural = _("séances de signature")

    def __str__(self) -> str:
        return self.reference


class SigningFolder(models.Model):
    """One version of a text offered for signature; its fingerprint says which text was signed."""

    public_id = models.UUIDField(_("identifiant public"), default=uuid.uuid4, unique=True)
    drafting = models.ForeignKey(
        Drafting, verbose_name=_("projet"), on_delete=models.PROTECT, related_name="+"
    )
    version_number = models.PositiveIntegerField(_("version à signer"))
    sha256 = models.CharField(_("empreinte du texte"), max_length=64)
    status = models.CharField(_("état"), max_length=10, choices=FolderStatus.choices)
    session = models.ForeignKey(
        SigningSession, verbose_name=_("séance"), on_delete=models.PROTECT, null=True,
        related_name="+",
    )  # fmt: skip
    scan_name = models.CharField(_("exemplaire numérisé"), max_length=200, blank=True)
    scan_sha256 = models.CharField(_("empreinte de l’exemplaire"), max_length=64, blank=True)
    scan_type = models.CharField(_("type de l’exemplaire"), max_length=40, blank=True)
    opened_at = models.DateTimeField(_("ouvert le"))
    closed_at = models.DateTimeField(_("clos le"), null=True)
    closed_reason = models.CharField(_("motif de clôture"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("dossier de signature")
        verbose_name_plural = _("dossiers de signature")
        constraints = [
            models.UniqueConstraint(
                fields=["drafting"],
                condition=models.Q(status="open"),
                name="signing_folder_one_open",
                violation_error_message=_("Un seul dossier de signature est ouvert à la fois."),
            ),
            models.CheckConstraint(
                condition=models.Q(status="open", closed_at__isnull=True)
                | (~models.Q(status="open") & models.Q(closed_at__isnull=False)),
                name="signing_folder_closed_is_dated",
                violation_error_message=_("Un dossier clos porte sa date."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.drafting_id}/{self.version_number} ({self.public_id})"


class SigningTurn(PersonInPublic):
    """One signature expected, in its order, and how it was given."""

    folder = models.ForeignKey(
        SigningFolder, verbose_name=_("dossier"), on_delete=models.PROTECT, related_name="+"
    )
    rank = models.PositiveSmallIntegerField(_("ordre"))
    organisation = models.ForeignKey(
        "organisations.Organisation", verbose_name=_("organisation"), on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip
    signed_on = models.DateField(_("signé le"), null=True)
    signed_at = models.DateTimeField(_("enregistré le"), null=True)
    form = models.CharField(_("forme"), max_length=10, choices=SignatureForm.choices, blank=True)
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("signé par"), on_delete=models.PROTECT, null=True,
        related_name="+",
    )  # fmt: skip
    mandate = models.CharField(_("mandat vérifié"), max_length=300, blank=True)
    refused_on = models.DateField(_("refusé le"), null=True)
    refused_at = models.DateTimeField(_("refus enregistré le"), null=True)
    refusal_form = models.CharField(
        _("forme du refus"), max_length=10, choices=SignatureForm.choices, blank=True
    )
    refusal_reason = models.CharField(_("motif du refus"), max_length=500, blank=True)
    refused_by = models.CharField(_("refus enregistré par"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("tour de signature")
        verbose_name_plural = _("tours de signature")
        constraints = [
            models.UniqueConstraint(
                fields=["folder", "rank"],
                name="signing_turn_rank_unique",
                violation_error_message=_("Deux signataires n’ont pas le même rang."),
            ),
            models.CheckConstraint(
                condition=models.Q(
                    signed_on__isnull=True, signed_at__isnull=True, form="", mandate=""
                )
                | (
                    models.Q(signed_on__isnull=False, signed_at__isnull=False)
                    & ~models.Q(form="")
                    & ~models.Q(mandate="")
                ),
                name="signing_turn_signed_is_whole",
                violation_error_message=_(
                    "Une signature dit son jour, sa forme et le mandat vérifié ce jour-là."
                ),
            ),
            models.CheckConstraint(
                condition=models.Q(
                    refused_on__isnull=True, refused_at__isnull=True, refusal_form="",
                    refusal_reason="", refused_by="",
                )
                | (
                    models.Q(refused_on__isnull=False, refused_at__isnull=False)
                    & models.Q(signed_at__isnull=True)
                    & ~models.Q(refusal_form="")
                    & ~models.Q(refusal_reason="")
                    & ~models.Q(refused_by="")
                ),
                name="signing_turn_refusal_is_whole",
                violation_error_message=_(
                    "Un refus de signer dit son jour, sa forme, son motif et qui l’inscrit ; "
                    "ce qui est signé n’est pas refusé."
                ),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.folder_id}/{self.rank}"


class FolderView(models.Model):
    """A person opened a signing folder and read its text: nobody signs what was not opened."""

    folder = models.ForeignKey(
        SigningFolder, verbose_name=_("dossier"), on_delete=models.PROTECT, related_name="+"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("personne"), on_delete=models.PROTECT,
        related_name="+",
    )  # fmt: skip
    viewed_at = models.DateTimeField(_("lu le"))

    class Meta:
        verbose_name = _("lecture d’un dossier")
        verbose_name_plural = _("lectures d’un dossier")
        constraints = [
            models.UniqueConstraint(
                fields=["folder", "user"],
                name="folder_view_once",
                violation_error_message=_("Cette lecture est déjà notée."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.folder_id}:{self.user_id}"
