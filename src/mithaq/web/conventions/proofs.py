"""Figures, targets, readings and conflicts, each with its proof, as the page prints them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from mithaq.apps.conventions.choices import Neet
from mithaq.apps.conventions.queries import TargetView
from mithaq.apps.observatory.queries import (
    ConflictView,
    ConventionState,
    FigureView,
    ReadingView,
)
from mithaq.apps.reference.choices import Sex
from mithaq.base.dates import Precision
from mithaq.base.text import Labels
from mithaq.web.conventions.amendments.words import Changes, ShownChange
from mithaq.web.conventions.links import SourceLink, page_url, source_link
from mithaq.web.conventions.plots import conflict_plot
from mithaq.web.conventions.values import fill, joined
from mithaq.web.shell.attainment import Achieved, rate_of
from mithaq.web.shell.charts import Part, Reading
from mithaq.web.shell.dates import uncertain_date
from mithaq.web.shell.numbers import number
from mithaq.web.shell.typography import comma, language, set_text
from mithaq.web.shell.values import Display, display_of
from mithaq.web.shell.words import local


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownFigure:
    """One line of the table of figures."""

    label: Labels
    value: Display
    when: str
    grade: str
    note: Labels
    definition: Labels
    version: int
    indicator_url: str
    has_readings: bool
    is_part: bool
    is_exercise: bool
    is_revised: bool
    computed: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownTarget:
    """One promised quantity, with the words of its source."""

    label: Labels
    value: Display
    number: Any
    wording: Labels
    definition: Labels
    version: int
    horizon: str
    grade: str
    is_pooled: bool
    territory: Labels
    source: SourceLink
    url: str
    achieved: Achieved | None
    scope: str
    baseline: SafeString | str
    is_part: bool
    changes: tuple[ShownChange, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownReadings:
    """The readings of one share, on one scale."""

    title: str
    figure: FigureView
    readings: list[Reading]
    source: SourceLink


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownConflict:
    """Figures that contradict each other, the first two side by side."""

    title: Labels
    left: dict[str, Any]
    right: dict[str, Any]
    why: Labels
    settles: Labels
    settle_grade: str
    plot: SafeString


def figure_groups(state: ConventionState) -> Iterator[tuple[SourceLink, list[ShownFigure]]]:
    """The figures by source, the main one first, in the order of the file."""
    groups: dict[str, list[FigureView]] = {}
    for item in state.figures:
        groups.setdefault(item.source.code, []).append(item)
    for items in groups.values():
        codes = {item.code for item in items}
        yield (
            source_link(items[0].source),
            [_figure(item, state, is_part=item.part_of_code in codes) for item in items],
        )


def _figure(item: FigureView, state: ConventionState, *, is_part: bool) -> ShownFigure:
    return ShownFigure(
        label=item.labels,
        value=display_of(item),
        when=local(item.period) or uncertain_date(item.as_of),
        grade=item.grade,
        note=item.note,
        definition=item.definition,
        version=item.version_number,
        indicator_url=page_url("indicator", item.indicator_code),
        has_readings=item.code in state.readings,
        is_part=is_part,
        is_exercise=item.is_exercise,
        is_revised=item.revised_by_code is not None,
        computed=_computed(item),
        url=page_url("figure", item.code),
    )


def _computed(item: FigureView) -> str:
    """Give what a growth implies one period before; it is ours, and marked so."""
    if item.implied_before is None:
        return ""
    return _("un an plus tôt : environ %(value)s") % {"value": number(item.implied_before)}


def shown_targets(state: ConventionState, changed: Changes) -> list[ShownTarget]:
    """The targets, each whole followed by the parts that break it down."""
    pairs = list(zip(state.detail.targets, state.achieved, strict=True))
    known = {item.id for item, _found in pairs}
    shown: list[ShownTarget] = []

    def add(parent: int | None) -> None:
        for item, found in pairs:
            above = item.parent_id if item.parent_id in known else None
            if above == parent:
                told = () if item.is_pooled else changed.get(("target", item.number), ())
                shown.append(shown_target(item, found, changes=told))
                add(item.id)

    add(None)
    return shown


def shown_target(
    item: TargetView, found: FigureView | None = None, *, changes: tuple[ShownChange, ...] = ()
) -> ShownTarget:
    """Write a target with both wordings of its source, and the figure that answers it."""
    return ShownTarget(
        label=item.labels,
        value=display_of(item),
        number=item.value.normalize(),
        wording=item.wording,
        definition=item.definition,
        version=item.version_number,
        horizon=uncertain_date(item.horizon) if item.horizon.is_known else "",
        grade=item.grade,
        is_pooled=item.is_pooled,
        territory=item.territory,
        source=source_link(item.source),
        url=page_url("indicator", item.indicator_code),
        achieved=_achieved(item, found) if found else None,
        scope=_scope(item),
        baseline=_baseline(item),
        is_part=item.parent_id is not None,
        changes=changes,
    )


def _scope(item: TargetView) -> str:
    """Whom a target counts: « femmes, Sans diplôme, personnes NEET seulement, 2021 »."""
    said = [
        str(item.sex_label) if item.sex != Sex.ALL else "",
        local(item.diploma),
        str(item.neet_label) if item.neet != Neet.NOT_SAID else "",
        str(item.year or ""),
    ]
    return comma().join(part for part in said if part)


def _baseline(item: TargetView) -> SafeString | str:
    if item.baseline_value is None:
        return ""
    value = display_of(replace(item, value=item.baseline_value, qualifier="exactly"))
    when = uncertain_date(item.baseline) if item.baseline.is_known else ""
    return joined(value.counted, f"({when})" if when else "")


def _achieved(target: TargetView, found: FigureView) -> Achieved:
    return Achieved(
        value=display_of(found),
        raw=found.value,
        when=local(found.period) or uncertain_date(found.as_of),
        grade=found.grade,
        url=page_url("figure", found.code),
        source=source_link(found.source),
        rate=rate_of(promised=target.value, achieved=found.value, unit=target.unit),
    )


def shown_readings(state: ConventionState, code: str) -> ShownReadings:
    """Draw the readings of « 75 %, dont 63 % » on one hundred beneficiaries."""
    by_code = {item.code: item for item in state.figures}
    share = by_code[code]
    whole = by_code[share.part_of_code or code]
    return ShownReadings(
        title=fill(
            _("« %(whole)s, dont %(share)s » : deux lectures"),
            whole=display_of(whole).amount_html,
            share=display_of(share).amount_html,
        ),
        figure=share,
        readings=[_reading(view, whole, share) for view in state.readings[code]],
        source=source_link(share.source),
    )


def _reading(view: ReadingView, whole: FigureView, share: FigureView) -> Reading:
    tones = {"inside": "full", "other": "light", "outside": "void"}
    labels = {
        "inside": _("en CDI"),
        "other": _("autre contrat"),
        "outside": _("non insérés"),
    }
    letter = _letter(view.letter)
    return Reading(
        title=f"{letter}. {local(view.labels)}",
        note=_arithmetic(view, whole, share),
        parts=tuple(
            Part(value=float(part.value), label=labels[part.key], tone=tones[part.key])
            for part in view.parts
        ),
    )


def _letter(letter: str) -> str:
    arabic = {"A": "أ", "B": "ب", "C": "ج"}
    return arabic.get(letter, letter) if language() == "ar" else letter


def _arithmetic(view: ReadingView, whole: FigureView, share: FigureView) -> str:
    """Spell the computation of a reading."""
    if view.kind == "share_of_parent":
        return set_text(
            _("%(whole)s × %(rate)s = %(result)s en CDI.")
            % {
                "whole": number(whole.value),
                "rate": number(share.value / 100),
                "result": number(view.share_of_whole),
            }
        )
    return set_text(
        _("%(points)s en CDI, soit %(rate)s %% des insérés.")
        % {"points": number(view.share_of_whole), "rate": number(view.share_of_parent)}
    )


def shown_conflict(item: ConflictView, figures: Iterable[FigureView]) -> ShownConflict:
    """Set the first two sides of a conflict side by side, with a small drawing in time."""
    return ShownConflict(
        title=item.labels,
        left=_side(item.sides[0]),
        right=_side(item.sides[1]),
        why=item.why,
        settles=item.settle,
        settle_grade=item.settle_grade,
        plot=conflict_plot(item.sides, figures),
    )


def _said(item: FigureView) -> str:
    """« dit le 13 juin 2017 »; « dit en 2017 »; nothing when nobody dates it."""
    words = {"day": uncertain_date(item.said)}
    if item.said.precision is Precision.DAY:
        return _("dit le %(day)s") % words
    return _("dit en %(day)s") % words if item.said.is_known else ""


def _side(item: FigureView) -> dict[str, Any]:
    link = source_link(item.source)
    value = display_of(item)
    return {
        "value": value.html,
        "unit": value.unit,
        "qualifier": value.qualifier,
        "label": comma().join((set_text(item.unit_label), local(item.period)))
        if item.period and item.unit != "centimes"
        else item.labels,
        "note": local(item.note).rstrip(".") or _said(item),
        "grade": item.grade,
        "source": link.name,
        "source_url": page_url("figure", item.code) or link.url,
    }
