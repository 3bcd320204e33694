"""Nomenclatures (sectors, diplomas, company forms) and the codes of banks."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from mithaq.apps.reference.models.labelled import Labelled


class Nomenclature(Labelled):
    """A named, versioned list of codes, with its source and licence."""

    code = models.SlugField(_("code"), max_length=40)
    version = models.CharField(_("version"), max_length=20)
    source_note = models.TextField(_("source et licence"), blank=True)

    class Meta:
        verbose_name = _("nomenclature")
        verbose_name_plural = _("nomenclatures")
        constraints = [
            models.UniqueConstraint(
                fields=["code", "version"],
                name="nomenclature_version_unique",
                violation_error_message=_("Cette version de la nomenclature existe déjà."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.version}"


class Term(Labelled):
    """One code of a nomenclature; codes are text and may have a parent."""

    nomenclature = models.ForeignKey(
        Nomenclature, verbose_name=_("nomenclature"), on_delete=models.PROTECT, related_name="+"
    )
    code = models.CharField(_("code"), max_length=20)
    parent = models.ForeignKey(
        "self", verbose_name=_("terme parent"), on_delete=models.PROTECT, null=True,
        related_name="+",
    )  # fmt: skip
    rank = models.PositiveIntegerField(_("rang"))
    properties = models.JSONField(_("propriétés"), default=dict)

    class Meta:
        verbose_name = _("terme")
        verbose_name_plural = _("termes")
        constraints = [
            models.UniqueConstraint(
                fields=["nomenclature", "code"],
                name="term_code_unique",
                violation_error_message=_("Ce code existe déjà dans la nomenclature."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.nomenclature_id}:{self.code}"


class Bank(models.Model):
    """A bank and its three-digit code, with how sure the code is."""

    code = models.CharField(_("code"), max_length=3, unique=True)
    name = models.CharField(_("banque"), max_length=80)
    confidence = models.CharField(_("confiance"), max_length=8)
    note = models.CharField(_("note"), max_length=160, blank=True)

    class Meta:
        verbose_name = _("banque")
        verbose_name_plural = _("banques")

    def __str__(self) -> str:
        return f"{self.code} {self.name}"
