"""The list of long work: columns for the page and for the exported file."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from mithaq.base.text import Labels
from mithaq.gateways.jobs.queries import progress_of
from mithaq.web.jobs.words import kind_of, progress_sentence, status_label
from mithaq.web.shell.dates import moment_words
from mithaq.web.shell.tables import Column, Table


def _progress(row: Any) -> str:
    return progress_sentence(progress_of(row))


JOBS = Table(
    name="traitements",
    caption=_("Traitements"),
    empty=_(
        "Aucun traitement ici. Y paraissent les imports de plus de 20 conventions ; un fichier "
        "plus court et un bilan s’écrivent aussitôt, sans traitement."
    ),
    is_exercise=lambda row: bool(row.is_exercise),
    columns=(
        Column(
            key="label",
            label=_("Traitement"),
            value=Labels.from_columns,
            url=lambda row: reverse("job", args=[row.public_id]),
            note=lambda row: kind_of(row.name),
            sort="label_fr",
            is_header=True,
        ),
        Column(
            key="status",
            label=_("État"),
            value=lambda row: status_label(row.status),
            sort="status",
        ),
        Column(key="progress", label=_("Avancement"), value=_progress),
        Column(
            key="requested_by",
            label=_("Demandé par"),
            value=lambda row: str(row.requested_by or ""),
            sort=("requested_by__full_name", "requested_by__username"),
        ),
        Column(
            key="requested_at",
            label=_("Demandé le"),
            kind="html",
            value=lambda row: moment_words(row.requested_at),
            export=lambda row: row.requested_at,
            sort="requested_at",
        ),
        Column(
            key="finished_at",
            label=_("Fini le"),
            kind="html",
            value=lambda row: moment_words(row.finished_at) if row.finished_at else "",
            export=lambda row: row.finished_at,
            sort="finished_at",
        ),
    ),
)
