"""What a convention rests on, its languages, and what it does to other conventions."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from mithaq.apps.conventions.choices import LinkKind, ReferenceKind, TextLanguage
from mithaq.apps.conventions.models.conventions import Convention
from mithaq.apps.reference.models import Labelled, Sourced


class PreambleReference(Labelled, Sourced):
    """A strategy, law, programme, speech or convention on which a preamble rests.

    ``code`` says that two conventions cite the same thing, whatever their words for it.
    """

    convention = models.ForeignKey(
        Convention, verbose_name=_("convention"), on_delete=models.PROTECT, related_name="+"
    )
    number = models.PositiveSmallIntegerField(_("numéro"))
    code = models.SlugField(_("code"), max_length=60)
    kind = models.CharField(_("nature"), max_length=12, choices=ReferenceKind.choices)

    class Meta:
        verbose_name = _("texte cité en préambule")
        verbose_name_plural = _("textes cités en préambule")
        constraints = [
            models.UniqueConstraint(
                fields=["convention", "number"],
                name="preamble_reference_number_unique",
                violation_error_message=_("Ce numéro de texte cité est déjà pris."),
            ),
            models.UniqueConstraint(
                fields=["convention", "code"],
                name="preamble_reference_cited_once",
                violation_error_message=_("Ce texte est déjà cité par la convention."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.convention_id}/{self.code}"


class LanguageVersion(Sourced):
    """A language in which the text was signed; several may prevail together."""

    convention = models.ForeignKey(
        Convention, verbose_name=_("convention"), on_delete=models.PROTECT, related_name="+"
    )
    language = models.CharField(_("langue"), max_length=3, choices=TextLanguage.choices)
    prevails = models.BooleanField(_("fait foi"), null=True)

    class Meta:
        verbose_name = _("version linguistique")
        verbose_name_plural = _("versions linguistiques")
        constraints = [
            models.UniqueConstraint(
                fields=["convention", "language"],
                name="language_version_unique",
                violation_error_message=_("Cette langue est déjà dite."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.convention_id}/{self.language}"


class ConventionLink(Sourced):
    """A convention funds, implements, replaces or follows another, or was signed beside it."""

    convention = models.ForeignKey(
        Convention, verbose_name=_("convention"), on_delete=models.PROTECT, related_name="+"
    )
    other = models.ForeignKey(
        Convention, verbose_name=_("autre convention"), on_delete=models.PROTECT, related_name="+"
    )
    kind = models.CharField(_("lien"), max_length=16, choices=LinkKind.choices)
    note_fr = models.TextField(_("précision"), blank=True)
    note_ar = models.TextField(_("précision en arabe"), blank=True)
    note_en = models.TextField(_("précision en anglais"), blank=True)

    class Meta:
        verbose_name = _("lien entre conventions")
        verbose_name_plural = _("liens entre conventions")
        constraints = [
            models.UniqueConstraint(
                fields=["convention", "other", "kind"],
                name="convention_link_unique",
                violation_error_message=_("Ce lien est déjà dit."),
            ),
            models.CheckConstraint(
                condition=~models.Q(other=models.F("convention")),
                name="convention_link_joins_two",
                violation_error_message=_("Un lien unit deux conventions différentes."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.convention_id}-{self.kind}-{self.other_id}"
