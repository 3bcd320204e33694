"""Accounts as a list."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.translation import gettext_lazy as _

from mithaq.web.shell.columns import Column, Table
from mithaq.web.shell.marks import exercise_badge
from mithaq.web.shell.typography import language
from mithaq.web.shell.words import local


def _name(row: Any) -> str:
    arabic = row.full_name_ar if language() == "ar" else ""
    return arabic or row.full_name


def _held(row: Any) -> list[str]:
    return [
        " · ".join(part for part in (item.role_label, local(item.organisation_labels)) if part)
        for item in getattr(row, "held", ())
    ]


PEOPLE = Table(
    name="comptes",
    caption=_("Comptes, dans l’ordre des noms"),
    columns=(
        Column(
            key="full_name",
            label=_("Personne"),
            value=_name,
            url=lambda row: reverse("person", args=[row.public_id]),
            note=lambda row: exercise_badge() if row.is_fictitious else "",
            sort="full_name",
            is_header=True,
        ),
        Column(key="username", label=_("Identifiant"), kind="code", sort="username"),
        Column(
            key="held",
            label=_("Mandats en vigueur"),
            value=lambda row: (
                format_html_join("; ", "{}", ((text,) for text in _held(row))) or _("aucun")
            ),
            export=lambda row: " ; ".join(_held(row)),
        ),
        Column(
            key="is_active",
            label=_("Compte"),
            value=lambda row: _("ouvert") if row.is_active else _("fermé"),
            sort="is_active",
        ),
    ),
    empty=_("Aucun compte ne répond à ces mots."),
    source=_("Comptes de l’installation"),
    definition=_("Un droit vient d’un mandat en vigueur, jamais du compte lui-même."),
)
