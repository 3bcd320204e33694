"""The list of cases of an institution: columns for the page and for the exported file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import Any, Final

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mithaq.apps.corridor.choices import CaseLevel
from mithaq.apps.corridor.choices.cases import side_state
from mithaq.base.text import Labels
from mithaq.engines.clocks import ClockState
from mithaq.web.corridor.clock_bars import short_words
from mithaq.web.corridor.deadlines import given_words
from mithaq.web.shell.columns import Column, Table
from mithaq.web.shell.dates import date_day, date_plain
from mithaq.web.shell.typography import set_text
from mithaq.web.shell.words import local


def day_words(row: Any) -> str:
    """As the head of the case says it; once it has ended, whether the side answered in time."""
    if not row.deadline.words and row.given is not None:
        return given_words(row.given)
    return row.deadline.words or short_words(row.clock)


def clock_cell(row: Any) -> SafeString | str:
    """The one day due of the case for the reader, late ones in words and colour."""
    words = set_text(day_words(row))
    kept_late = row.given is not None and not row.deadline.words
    if row.deadline.is_late or kept_late or row.clock.state == ClockState.CLOSED_LATE:
        return format_html('<span class="queue-late">▲ {}</span>', words)
    return words


def _url(row: Any) -> str:
    return reverse("case", args=[row.side.case.public_id])


def _state(row: Any) -> str:
    """The state of the side, by the word of the filter."""
    return side_state(row.side.status, row.side.part, "")


def _state_note(row: Any) -> str:
    """Once all have signed, that the side carries the agreement out, or follows that."""
    side = row.side
    told = side_state(side.status, side.part, side.case.status)
    return "" if told == _state(row) else told


def _place(row: Any) -> str:
    """The place inside the region, where the case names one."""
    case = row.side.case
    return "" if case.territory_id == row.side.region_id else local(case.territory.labels)


SIDES: Final = Table(
    name="dossiers-mediation",
    caption=_("Dossiers de médiation, ceux à répondre d’abord en tête"),
    empty=_("Aucun dossier ici : rien n’attend votre institution."),
    is_exercise=lambda row: bool(row.side.case.is_exercise),
    source=_("Corridor, dossiers tenus dans Mithaq"),
    columns=(
        Column(
            key="number", label=_("N°"), kind="code", value=lambda row: row.side.case.number,
            url=_url, sort="case__number", is_header=True,
        ),
        Column(
            key="company", label=_("Entreprise"), value=lambda row: row.side.case.company.labels,
            note=lambda row: row.subject, noted_by="subject", sort="case__company__label_fr",
        ),
        Column(
            key="family", label=_("Famille"), value=lambda row: row.family, is_shown=False,
            leaves=True,
        ),
        Column(
            key="subject", label=_("Motif"), value=lambda row: row.subject, is_shown=False,
            leaves=True,
        ),
        Column(
            key="region", label=_("Région"), value=lambda row: row.side.region.labels,
            note=_place, noted=_("Lieu"), sort="region__label_fr",
        ),
        Column(
            key="status", label=_("État de votre côté"), value=_state, note=_state_note,
            sort="status",
        ),
        Column(key="turn", label=_("À qui le tour"), value=lambda row: row.turn),
        Column(
            key="clock", label=_("Délai"), kind="html", value=clock_cell,
            export=day_words, sort="sorted_at",
        ),
        Column(key="late", label=_("Qui est en retard"), value=lambda row: row.late),
        Column(
            key="due", label=_("À répondre avant"), kind="date",
            value=lambda row: row.clock.due_on, is_shown=False, leaves=True,
        ),
        Column(
            key="officer", label=_("Représentant"), value=lambda row: row.officer or None,
            absent="m", is_shown=False, leaves=True,
        ),
        Column(
            key="level", label=_("Échelon"), value=lambda row: row.side.case.level,
            words=dict(CaseLevel.choices), is_shown=False, leaves=True, sort="case__level",
        ),
        Column(
            key="submitted", label=_("Déposé le"), kind="html",
            value=lambda row: date_day(row.side.case.submitted_at),
            export=lambda row: row.side.case.submitted_at, is_shown=False, leaves=True,
            sort="case__submitted_at",
        ),
    ),
)  # fmt: skip

# What has ended waits for nobody: its list does not say that it is sorted by what is due.
CLOSED_SIDES: Final = replace(SIDES, caption=_("Dossiers de médiation clos de votre côté"))


def late_table(bodies: Mapping[str, Labels], *, body: str = "") -> Table:
    """Where the others are late: the reader's own day would say the same lateness twice, and a
    file holds how late each institution is as a number that sorts."""
    kept = (
        replace(column, is_shown=False, leaves=column.key != "due")
        if column.key in ("clock", "due")
        else replace(
            column,
            sort="elsewhere_due_at",
            note=partial(_passed_day, body=body),
            noted=_("Jour passé"),
        )
        if column.key == "late"
        else column
        for column in SIDES.columns
    )
    told = (column for slug in bodies for column in _delay_columns(slug, bodies[slug]))
    return replace(
        SIDES,
        caption=_("Dossiers de médiation en retard ailleurs, le jour passé le plus ancien d’abord"),
        columns=(*kept, *told),
    )


def _passed_day(row: Any, *, body: str) -> str:
    """The day that orders the list: the first that another institution let pass, or the one asked
    for."""
    own = row.side.institution.slug
    days = [
        delay.passed_on
        for slug, delay in row.delays.items()
        if slug != own and slug == (body or slug)
    ]
    passed = min((day for day in days if day is not None), default=None)
    return gettext("jour passé le %(day)s") % {"day": date_plain(passed)} if passed else ""


def _delay_columns(slug: str, labels: Labels) -> Iterator[Column]:
    """How late one institution is: how many days, of which kind, after which day."""
    named = {"body": local(labels)}

    def part(key: str) -> Callable[[Any], object]:
        return lambda row: getattr(row.delays[slug], key) if slug in row.delays else None

    hidden: dict[str, Any] = {"is_shown": False, "leaves": True}
    yield Column(
        key=f"days-{slug}", label=gettext("%(body)s : jours de retard") % named, kind="number",
        value=part("days"), **hidden,
    )  # fmt: skip
    yield Column(
        key=f"unit-{slug}", label=gettext("%(body)s : unité") % named, value=part("unit"), **hidden
    )
    yield Column(
        key=f"day-{slug}", label=gettext("%(body)s : jour dépassé") % named, kind="date",
        value=part("passed_on"), **hidden,
    )  # fmt: skip
