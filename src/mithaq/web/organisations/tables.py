"""The register of organisations as a list."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from mithaq.apps.organisations.choices import NATIONAL_KINDS
from mithaq.web.shell.columns import Column, Table
from mithaq.web.shell.marks import exercise_badge


def _note(row: Any) -> object:
    if not row.is_exercise:
        return row.acronym
    return format_html("{} {}", exercise_badge(), row.acronym)


def _territory(row: Any) -> object:
    """A body of the whole country says so; elsewhere, nothing written is nothing published."""
    if row.territory:
        return row.territory.labels
    return _("tout le pays") if row.kind in NATIONAL_KINDS else None


ORGANISATIONS = Table(
    name="organisations",
    caption=_("Organisations, réelles puis inventées, dans l’ordre de leur nom"),
    columns=(
        Column(
            key="labels",
            label=_("Organisation"),
            url=lambda row: reverse("organisation", args=[row.slug]),
            note=_note,
            sort="search_text",
            is_header=True,
        ),
        Column(
            key="kind", label=_("Nature"), value=lambda row: row.get_kind_display(), sort="kind"
        ),
        Column(
            key="territory",
            label=_("Territoire"),
            value=_territory,
            absent="m",
            sort="territory__code",
        ),
        Column(
            key="member_count",
            label=_("Membres inscrits"),
            kind="number",
            value=lambda row: row.member_count or "",
            export=lambda row: row.member_count,
            sort="member_count",
            definition=_("Adhésions inscrites ici ; une fédération peut en compter d’autres."),
        ),
        Column(
            key="establishment_count",
            label=_("Établissements"),
            kind="number",
            value=lambda row: row.establishment_count or "",
            export=lambda row: row.establishment_count,
            sort="establishment_count",
            is_shown=False,
        ),
        Column(key="ice", label=_("ICE"), kind="code", is_shown=False),
        Column(key="slug", label=_("Code"), kind="code", is_shown=False),
    ),
    empty=_("Aucune organisation n’est encore au registre."),
    is_exercise=lambda row: row.is_exercise,
    source=_("Registre des organisations de Mithaq"),
)
