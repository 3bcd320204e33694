"""A body as its page tells it: its conventions in time, its dues, its committees, its figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mithaq.apps.conventions.choices import DueGroup
from mithaq.apps.conventions.queries import DutyView
from mithaq.apps.observatory.queries import BodyPart, BodyProfile
from mithaq.web.committees.words import cadence_words
from mithaq.web.conventions.links import page_url, source_link
from mithaq.web.shell.dates import uncertain_date
from mithaq.web.shell.typography import comma, language, set_text
from mithaq.web.shell.values import display_of

# The axis of years, in percent of the width; dots are stacked upwards, in pixels.
MARGIN: Final = 4.0
BOTTOM: Final = 84
STEP: Final = 13
SHOWN: Final = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """One convention on the axis of years."""

    x: str
    y: int
    title: object
    url: str
    is_exercise: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Years:
    """The conventions of a body on an axis of years, and the same in words."""

    dots: list[Dot]
    ticks: list[tuple[str, int]]
    height: int
    base: int
    sentence: str


def profile_words(found: BodyProfile) -> dict[str, Any]:
    """What the template prints."""
    return {
        "parts": [
            {
                "part": part,
                "signed": part.signed,
                "roles": comma().join(set_text(role) for role in part.roles),
            }
            for part in found.parts
        ],
        "years": years_of(found.parts),
        "owed": _dues(found.owed, found.pooled),
        "awaited": _dues(found.awaited, found.pooled),
        "committees": [
            {
                "label": item.labels,
                "kind": item.kind_label,
                "convention": item.convention,
                "cadence": cadence_words(item.cadence_count, item.cadence_period),
                "url": page_url("committee", item.reference, str(item.number)),
                "is_exercise": item.is_exercise,
            }
            for item in found.committees
        ],
        "figures": [
            {
                "label": item.labels,
                "value": display_of(item),
                "when": uncertain_date(item.as_of) if item.as_of.is_known else "",
                "grade": item.grade,
                "url": page_url("figure", item.code),
                "source": source_link(item.source),
                "is_exercise": item.is_exercise,
            }
            for item in found.figures
        ],
        "figure_count": found.figure_count,
    }


def _dues(duties: Sequence[DutyView], pooled: Mapping[str, int]) -> dict[str, Any]:
    """How many in each group, then the first ones still open."""
    groups = Counter(item.group for item in duties)
    still = [item for item in duties if item.group is not DueGroup.CLOSED]
    return {
        "count": len(duties),
        "groups": [(group.label, groups[group]) for group in DueGroup if groups[group]],
        "first": [
            {
                "label": item.labels,
                "convention": item.convention,
                "when": uncertain_date(item.due) if item.due.is_known else "",
                "url": page_url("commitment", item.reference, str(item.number)),
                "together": _together(pooled.get(item.reference, 0)) if item.is_joint else "",
                "is_exercise": item.is_exercise,
            }
            for item in still[:SHOWN]
        ],
    }


def _together(count: int) -> str:
    """Say that what no source gives to one party is due together, and that no share is known."""
    if not count:
        return _("due par toutes les parties : la source n’en nomme aucune")
    told = ngettext(
        "due ensemble par les parties de %(count)s convention, part de chacune non publiée :"
        " la source n’en nomme aucune",
        "due ensemble par les parties des %(count)s conventions, part de chacune non publiée :"
        " la source n’en nomme aucune",
        count,
    )
    return told % {"count": count}


def years_of(parts: Sequence[BodyPart]) -> Years | None:
    """Place each dated convention above its year; nothing with fewer than two years to tell."""
    dated = [(part, part.signed.on.year) for part in parts if part.signed.on is not None]
    years = sorted({year for _part, year in dated})
    if len(years) < 2:
        return None
    first, last = years[0], years[-1]
    seen: Counter[int] = Counter()
    dots = []
    for part, year in sorted(dated, key=lambda item: (item[1], item[0].reference)):
        seen[year] += 1
        dots.append(
            Dot(
                x=_across(year, first, last),
                y=-STEP * (seen[year] - 1),
                title=part.labels,
                url=page_url("convention", part.reference),
                is_exercise=part.is_exercise,
            )
        )
    height = BOTTOM + max(0, STEP * (max(seen.values()) - 5))
    base = height - 30
    return Years(
        dots=[
            Dot(x=d.x, y=base - 8 + d.y, title=d.title, url=d.url, is_exercise=d.is_exercise)
            for d in dots
        ],
        ticks=[(_across(year, first, last), year) for year in _spaced(years)],
        height=height,
        base=base,
        sentence=comma().join(
            set_text(_("%(year)s : %(count)s") % {"year": year, "count": seen[year]})
            for year in years
        ),
    )


def _spaced(years: Sequence[int]) -> list[int]:
    """The years that are written: the ends, and those far enough from the one before."""
    room = max(1, (years[-1] - years[0]) // 5)
    kept = [years[0]]
    for year in years[1:-1]:
        if year - kept[-1] >= room and years[-1] - year >= room:
            kept.append(year)
    return [*kept, years[-1]]


def _across(year: int, first: int, last: int) -> str:
    x = MARGIN + (100 - 2 * MARGIN) * (year - first) / (last - first)
    return f"{100 - x if language() == 'ar' else x:.2f}%"
