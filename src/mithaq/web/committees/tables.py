"""The list of decisions."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from mithaq.apps.conventions.choices.meetings import PENDING, DecisionStatus
from mithaq.apps.conventions.queries.decisions import decision_code
from mithaq.base.text import Labels
from mithaq.web.shell.columns import Column, Table
from mithaq.web.shell.marks import exercise_badge
from mithaq.web.shell.numbers import number
from mithaq.web.shell.words import local, typed


def _origin(row: Any) -> object:
    meeting = row.meeting
    words = _("« %(convention)s », séance %(n)s")
    text = words % {
        "convention": local(meeting.committee.convention.labels),
        "n": meeting.number,
    }
    if meeting.committee.convention.is_exercise:
        return format_html("{} {}", exercise_badge(), text)
    return text


def _point(row: Any) -> object:
    """What it was taken about: the point says the number of a case, never its company."""
    return row.item.labels if row.item else Labels("")


def _effect(row: Any) -> object:
    return row.effect_version.indicator.labels if row.effect_version else Labels("")


def overrun_words(row: Any) -> str:
    """How long after its day a decision was carried out; nothing within it, or while it is open."""
    if row.status != DecisionStatus.DONE or row.closed_on is None:
        return ""
    days = (row.closed_on - row.due_on).days
    if days <= 0:
        return ""
    words = ngettext(
        "exécutée %(n)s jour après l’échéance", "exécutée %(n)s jours après l’échéance", days
    )
    return words % {"n": number(days)}


def _left(row: Any) -> str:
    """« en retard de 12 jours », « dans 3 jours »; once it is closed, how late it was."""
    if row.status not in PENDING:
        return overrun_words(row)
    days = (row.due_on - timezone.localdate()).days
    if days == 0:
        return gettext("aujourd’hui")
    words = (
        ngettext("en retard de %(n)s jour", "en retard de %(n)s jours", -days)
        if days < 0
        else ngettext("dans %(n)s jour", "dans %(n)s jours", days)
    )
    return words % {"n": number(abs(days))}


DECISIONS = Table(
    name="decisions",
    caption=_("Décisions, les plus proches de leur échéance d’abord"),
    columns=(
        Column(
            key="code", label=_("N°"), kind="code",
            # Two committees may give the same number: it is never read without its committee.
            value=decision_code, note=lambda row: row.meeting.committee.labels,
            noted_by="committee",
        ),
        Column(
            key="convention", label=_("Convention"), is_shown=False, leaves=True,
            value=lambda row: row.meeting.committee.convention.reference, kind="code",
        ),
        Column(
            key="committee", label=_("Comité"), is_shown=False, leaves=True,
            value=lambda row: row.meeting.committee.labels,
        ),
        Column(
            key="text", label=_("Décision"), value=lambda row: row.labels,
            url=lambda row: reverse("decision", args=[row.pk]), note=_origin, is_header=True,
        ),
        Column(key="about", label=_("Prise sur le point"), value=_point),
        Column(
            key="owner", label=_("Responsable"), value=lambda row: row.owner.labels,
            note=lambda row: row.owner_person, sort="owner__label_fr",
        ),
        Column(key="due_on", label=_("Échéance"), kind="date", sort="due_on", note=_left),
        Column(
            key="status", label=_("État"), words=dict(DecisionStatus.choices), sort="status",
        ),
        Column(key="effect", label=_("Effet attendu sur"), value=_effect),
        Column(key="closed_on", label=_("Close le"), kind="date", is_shown=False, leaves=True),
        # Kept in each language where the product wrote them: the file has the reader's alone.
        Column(
            key="evidence", label=_("Preuve"), is_shown=False, leaves=True,
            value=lambda row: typed(row.evidence),
        ),
        Column(
            key="reason", label=_("Motif"), is_shown=False, leaves=True,
            value=lambda row: typed(row.reason),
        ),
    ),
    empty=_("Aucune décision n’est prise dans les comités de votre organisation."),
    is_exercise=lambda row: row.meeting.committee.convention.is_exercise,
    source=_("Procès-verbaux des comités, tenus dans Mithaq"),
)  # fmt: skip
