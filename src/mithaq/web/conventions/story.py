"""The chronology of a convention, and the sittings its committees owe."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mithaq.apps.conventions.choices import CadencePeriod, CommitteeKind, DocumentKind
from mithaq.apps.conventions.choices.life import LifeAction
from mithaq.apps.conventions.queries import CommitteeView, ConventionDetail, life_of
from mithaq.apps.conventions.queries.sitting_lists import windows_of
from mithaq.apps.observatory.queries import ConventionState, FigureView
from mithaq.base.dates import Precision, UncertainDate
from mithaq.web.committees.words import owed_words, window_rows
from mithaq.web.conventions.amendments.words import changes_by_object
from mithaq.web.conventions.links import page_url, source_link
from mithaq.web.conventions.standing import cadence, held_words, sittings_held
from mithaq.web.conventions.values import fill, joined
from mithaq.web.shell.components import Event
from mithaq.web.shell.dates import date_day, month_short, uncertain_date
from mithaq.web.shell.numbers import number
from mithaq.web.shell.typography import set_text
from mithaq.web.shell.values import display_of
from mithaq.web.shell.words import local

SHOWN_MONTHS: Final = 12
PERIOD_MONTHS: Final = {
    CadencePeriod.MONTH: 1,
    CadencePeriod.QUARTER: 3,
    CadencePeriod.YEAR: 12,
}


def timeline_of(state: ConventionState, *, has_sat: bool = False) -> list[Event]:
    """Put what is dated in order: figures, periods, signature; then the silence since."""
    detail = state.detail
    events = [*_dates(detail), *(_figure(item) for item in _told(state))]
    # The signature closes its own day: what was counted that day was counted before it.
    events.sort(key=lambda event: (event.on.sort_key, event.kind == "act"))
    return [*events, _since(state, has_sat=has_sat)]


def _told(state: ConventionState) -> Iterator[FigureView]:
    """Counts with a date, the main source only: shares and growths stay in the table."""
    for item in state.figures:
        is_count = item.unit != "percent" and item.part_of_code is None
        if is_count and item.as_of.is_known and item.source.code == state.detail.source.code:
            yield item


def _figure(item: FigureView) -> Event:
    value = display_of(item)
    amount = joined(value.qualifier, value.amount_html)
    link = source_link(item.source)
    return Event(
        on=item.as_of,
        when=local(item.period) if item.as_of.precision is not Precision.DAY else "",
        text=fill(_("%(label)s : %(value)s."), label=local(item.labels), value=amount),
        source=link.name,
        source_url=link.url,
        url=page_url("figure", item.code),
    )


def _dates(detail: ConventionDetail) -> Iterator[Event]:
    link = source_link(detail.source)
    if detail.covers_from:
        yield Event(
            on=UncertainDate(detail.covers_from),
            text=_("Début de la période couverte."),
            source=link.name,
            source_url=link.url,
        )
    yield Event(
        on=detail.signed,
        text=_signature(detail),
        source=link.name,
        source_url=link.url,
        kind="act",
    )
    if detail.in_force_on:
        yield Event(on=UncertainDate(detail.in_force_on), text=_("Entrée en vigueur."), kind="act")
    yield from _amendments(detail)
    for step in life_of(detail.id):
        if step.action not in (LifeAction.SIGN, LifeAction.BRING_INTO_FORCE):
            words = {"event": local(step.action_label), "reason": step.reason}
            text = set_text(_("%(event)s : %(reason)s") % words)
            text = text[:1].upper() + text[1:]
            yield Event(on=UncertainDate(step.effective_on), text=text, kind="act")
    if detail.covers_to:
        yield Event(
            on=UncertainDate(detail.covers_to),
            text=_("Fin de la période couverte."),
            source=link.name,
            source_url=link.url,
        )


def _amendments(detail: ConventionDetail) -> Iterator[Event]:
    """Each amendment the day it is signed; its effect is in the note when that is another day."""
    address = page_url("convention_amendments", detail.reference)
    for item in detail.amendments:
        link = source_link(item.source)
        effect = _("Prend effet le %(day)s.") % {"day": date_day(item.effective_on)}
        yield Event(
            on=UncertainDate(item.signed_on),
            text=fill(
                _("Avenant %(number)s : %(title)s."), number=item.number, title=local(item.labels)
            ),
            note=effect if item.effective_on != item.signed_on else "",
            source=link.name,
            source_url=link.url,
            url=f"{address}#avenant-{item.number}",
            kind="act",
        )


def _signature(detail: ConventionDetail) -> str:
    place = local(detail.place)
    if detail.instrument_count > 1:
        words = {"count": detail.instrument_count, "place": place}
        return set_text(
            ngettext(
                "Signature de %(count)s convention : %(place)s.",
                "Signature de %(count)s conventions ensemble : %(place)s.",
                detail.instrument_count,
            )
            % words
        )
    return set_text(_("Signature : %(place)s.") % {"place": place} if place else _("Signature."))


def _since(state: ConventionState, *, has_sat: bool) -> Event:
    text = (
        _("Des résultats sont publiés dans nos sources.")
        if state.has_later_result
        else _("Aucun bilan publié dans nos sources.")
        if has_sat
        else _("Aucune réunion, aucun bilan publié dans nos sources.")
        if state.detail.amendments
        else _("Aucune réunion, aucun avenant, aucun bilan publié dans nos sources.")
    )
    return Event(on=UncertainDate.unknown(), when=_("Depuis"), text=text, kind="since")


def committee_rows(state: ConventionState, on: date) -> list[dict[str, Any]]:
    """Each committee with a year of boxes, and how many sittings it owed until a day."""
    detail = state.detail
    held = sum(item.kind == DocumentKind.MINUTES for item in detail.documents)
    told = 0 if held else sittings_held(state)
    changed = changes_by_object(detail)
    kept = windows_of(detail.reference, on=on)
    rows = [
        {
            "number": item.number,
            "label": item.labels,
            "changes": changed.get(("committee", item.number), ()),
            "chair": item.chair,
            "cadence": cadence(item),
            "boxes": _boxes(item, detail, held) if len(detail.committees) == 1 or not held else (),
            "held_words": held_words(told) if told and item.kind == CommitteeKind.STEERING else "",
            "due_words": "" if held else _due_words(sittings_due(item, detail, on), detail, told),
            "grade": item.grade,
            "source": source_link(item.source),
        }
        for item in detail.committees
    ]
    for row in rows:
        if row["number"] in kept:
            since, owed = kept[row["number"]]
            row["boxes"], row["held_words"] = window_rows(owed), ""
            row["due_words"] = owed_words(owed, since)
    return rows


def sittings_due(item: CommitteeView, detail: ConventionDetail, on: date) -> int:
    """Count the sittings owed since the signature, at its cadence, until a day."""
    start = detail.signed.latest
    if start is None:
        return 0
    due, first = 0, _month_after(start, 1)
    steps = [*_cadences_before(item, detail), (on, item)]
    for until, promised in steps:
        months = max(0, (until.year - first.year) * 12 + until.month - first.month)
        if promised.cadence_count and promised.cadence_period:
            period = PERIOD_MONTHS[CadencePeriod(promised.cadence_period)]
            due += months * promised.cadence_count // period
        first = max(first, until)
    return due


def _cadences_before(
    item: CommitteeView, detail: ConventionDetail
) -> list[tuple[date, CommitteeView]]:
    """Each promise that an amendment replaced, until the day of its effect."""
    return [
        (trace.effective_on, trace.before)
        for trace in detail.traces
        if (trace.kind, trace.number) == ("committee", item.number) and trace.before is not None
    ]


def _due_words(due: int, detail: ConventionDetail, told: int) -> str:
    """« 18 séances dues depuis juin 2017, aucune publiée. »."""
    if not due or detail.signed.on is None:
        return ""
    signed = uncertain_date(UncertainDate(detail.signed.on.replace(day=1), Precision.MONTH))
    words = {"count": number(due), "since": signed}
    if told:
        return set_text(
            ngettext(
                "%(count)s séance due depuis %(since)s, aucun compte rendu publié.",
                "%(count)s séances dues depuis %(since)s, aucun compte rendu publié.",
                due,
            )
            % words
        )
    return set_text(
        ngettext(
            "%(count)s séance due depuis %(since)s, aucune publiée.",
            "%(count)s séances dues depuis %(since)s, aucune publiée.",
            due,
        )
        % words
    )


def _boxes(item: CommitteeView, detail: ConventionDetail, held: int) -> list[dict[str, Any]]:
    """One box a sitting due in the twelve months after the signature."""
    start = detail.signed.latest
    if start is None or not item.cadence_count or not item.cadence_period:
        return []
    per_year = item.cadence_count * 12 // PERIOD_MONTHS[CadencePeriod(item.cadence_period)]
    if not per_year or per_year > SHOWN_MONTHS:
        return []
    length = SHOWN_MONTHS // per_year
    first = _month_after(start, 1)
    return [
        {
            "label": _span(_month_after(first, index * length), length),
            "is_held": index < held,
        }
        for index in range(per_year)
    ]


def _month_after(on: date, months: int) -> date:
    index = on.year * 12 + on.month - 1 + months
    return date(index // 12, index % 12 + 1, 1)


def _span(first: date, length: int) -> str:
    """« juil. » for a month; « juillet à décembre 2017 » for longer."""
    if length == 1:
        return month_short(first)
    last = _month_after(first, length - 1)
    month = uncertain_date(UncertainDate(first, Precision.MONTH)).rpartition(" ")[0]
    return _("%(first)s à %(last)s") % {
        "first": month,
        "last": uncertain_date(UncertainDate(last, Precision.MONTH)),
    }
