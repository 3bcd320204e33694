"""Components that read values and draw a block; each has a partial of the same name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django import template

from mithaq.base.dates import Precision, UncertainDate
from mithaq.web.shell.dates import uncertain_date
from mithaq.web.shell.marks import GRADES
from mithaq.web.shell.typography import language

PARTIALS = "shell/components"


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One dated line of a timeline; `kind` is « fact », « act » (signed, decided) or « since »."""

    on: UncertainDate
    text: Any
    source: Any = ""
    source_url: str = ""
    kind: str = "fact"
    when: Any = ""
    note: Any = ""
    grade: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a long work is; `poll_url` answers with this component again until it ends."""

    done: int
    total: int
    sentence: Any
    is_over: bool = False
    poll_url: str = ""
    report_url: str = ""
    report_label: Any = ""
    id: str = "progress"


def _get(row: Any, name: str, default: Any = "") -> Any:
    if isinstance(row, dict):
        return row.get(name, default)
    return getattr(row, name, default)


def now_bar(
    *,
    state: object,
    state_note: object = "",
    turn: object = "",
    turn_note: object = "",
    action_label: object = "",
    action_url: str = "",
) -> dict[str, Any]:
    """Say where a thing stands, whose turn it is by which rule, and the one main action."""
    return {
        "state": state,
        "state_note": state_note,
        "turn": turn,
        "turn_note": turn_note,
        "action_label": action_label,
        "action_url": action_url,
    }


def figure(
    value: object,
    label: object = "",
    *,
    grade: object = "",
    qualifier: object = "",
    unit: object = "",
    note: object = "",
    source: object = "",
    source_url: str = "",
    url: str = "",
    size: str = "",
) -> dict[str, Any]:
    """Show a number with its qualifier, its unit, what it counts and its grade.

    `size`: « » in a list, « large » in a conflict, « page » for the figure of a page.
    """
    return {
        "value": value,
        "label": label,
        "grade_code": grade,
        "qualifier": qualifier,
        "unit": unit,
        "note": note,
        "source": source,
        "source_url": source_url,
        "url": url,
        "size": size,
    }


def conflict(
    left: Any,
    right: Any,
    *,
    why: object = "",
    settles: object = "",
    settle_grade: object = "",
    plot: object = "",
) -> dict[str, Any]:
    """Set two figures that contradict each other side by side; none is chosen, none averaged."""
    return {
        "left": left,
        "right": right,
        "why": why,
        "settles": settles,
        "settle_grade": settle_grade,
        "plot": plot,
    }


def timeline(events: Iterable[Any], *, level: int = 3) -> dict[str, Any]:
    """Draw events in time: dot = a day, capsule = a month, « ? » = undated, tail = since."""
    rows = []
    for event in events:
        on = _get(event, "on", None)
        known = on if isinstance(on, UncertainDate) else UncertainDate.parse(on)
        kind = _get(event, "kind", "fact") or "fact"
        shape = kind if kind == "since" else known.precision.value
        if known.precision is Precision.YEAR:
            shape = Precision.MONTH.value
        rows.append(
            {
                "shape": shape,
                "is_act": kind == "act",
                "when": _get(event, "when") or uncertain_date(known),
                "text": _get(event, "text"),
                "note": _get(event, "note"),
                "grade_code": _get(event, "grade"),
                "source": _get(event, "source"),
                "source_url": _get(event, "source_url"),
                "url": _get(event, "url"),
            }
        )
    return {"rows": rows, "level": level}


def progress(job: Any) -> dict[str, Any]:
    """Show a long work: count, time left, then its report."""
    total = int(_get(job, "total", 0) or 0)
    done = int(_get(job, "done", 0) or 0)
    share = min(100.0, 100 * done / total) if total else 0.0
    return {
        "job": job,
        "done": done,
        "total": total or 1,
        "start": f"{100 - share if language() == 'ar' else 0:.1f}%",
        "width": f"{share:.1f}%",
        "is_over": bool(_get(job, "is_over")),
    }


def empty_state(
    sentence: object, action_label: object = "", action_url: str = ""
) -> dict[str, Any]:
    """Say that a list is empty, and what to do."""
    return {"sentence": sentence, "action_label": action_label, "action_url": action_url}


def breadcrumbs(*pairs: object) -> dict[str, Any]:
    """Show the way to this page: label, address, label, address, …, then the last label alone."""
    steps = [
        {"label": pairs[index], "url": pairs[index + 1] if index + 1 < len(pairs) else ""}
        for index in range(0, len(pairs), 2)
    ]
    return {"steps": steps}


def table_of_contents(items: Sequence[Any]) -> dict[str, Any]:
    """List the parts of a page: (anchor, label) or (anchor, label, count)."""
    rows = [(*item, None)[:3] for item in items]
    return {"rows": [{"anchor": a, "label": b, "count": c} for a, b, c in rows]}


def grade_legend(counts: Any = None) -> dict[str, Any]:
    """Explain the five grades; with counts, the legend is also the thesis of the page."""
    return {
        "rows": [
            {"code": code, "meaning": meaning, "count": _get(counts, code, 0) if counts else None}
            for code, (_, meaning) in GRADES.items()
        ],
        "has_counts": bool(counts),
    }


def slots(rows: Iterable[Any], *, title: object = "", note: object = "") -> dict[str, Any]:
    """Draw one box per sitting due; an empty box has no minutes published, or what its row says."""
    boxes = [
        {
            "label": _get(row, "label"),
            "is_held": bool(_get(row, "is_held")),
            "url": _get(row, "url"),
            "words": _get(row, "words"),
        }
        for row in rows
    ]
    return {"boxes": boxes, "title": title, "note": note, "held": sum(b["is_held"] for b in boxes)}


def facts(rows: Iterable[Any]) -> dict[str, Any]:
    """Show the identity of an object: (label, value[, note[, gender]]); None is « non publié »."""
    names = ("label", "value", "note", "gender")
    return {"rows": [dict(zip(names, row, strict=False)) for row in rows]}


def register_components(register: template.Library) -> None:
    """Add each component with its partial."""
    for function in (
        now_bar,
        figure,
        conflict,
        timeline,
        progress,
        empty_state,
        breadcrumbs,
        table_of_contents,
        grade_legend,
        slots,
        facts,
    ):
        name = function.__name__
        register.inclusion_tag(f"{PARTIALS}/{name}.html", name=name)(function)
