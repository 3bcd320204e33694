"""A convention read as amended: its first text, and the changes in effect on a day, folded in.

Pure: values in, values out. Changes apply in the order (day of effect, number of the amendment,
rank of the article), whatever the order in which they were recorded. A change that does not fit
leaves the text as it is and says why: a reading is always possible, a recording is not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from mithaq.apps.conventions.choices.amending import ALONE, AmendedKind, ChangeAction
from mithaq.apps.conventions.queries import _misfits as misfit
from mithaq.apps.conventions.queries import views
from mithaq.apps.conventions.queries._words import NOTHING, Names
from mithaq.apps.conventions.queries.amendable import AMENDABLE, Amendable, changed_words
from mithaq.apps.conventions.queries.invariants import broken_rules
from mithaq.apps.conventions.queries.totals import totals
from mithaq.base.errors import Fault

Key = tuple[str, int]
Objects = dict[Key, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Misfit:
    """A change that does not fit the text it meets; rank 0 speaks of the amendment as a whole."""

    amendment: int
    rank: int
    fault: Fault


@dataclass(frozen=True, slots=True, kw_only=True)
class Replay:
    """The text of a day, and what did not fit on the way to it."""

    detail: views.ConventionDetail
    misfits: tuple[Misfit, ...]


def in_order(amendments: Iterable[views.AmendmentView]) -> list[views.AmendmentView]:
    """The order in which amendments take effect."""
    return sorted(amendments, key=lambda item: (item.effective_on, item.number))


def as_amended(
    detail: views.ConventionDetail,
    amendments: Iterable[views.AmendmentView],
    *,
    names: Names,
    on: date,
) -> Replay:
    """Read a convention as of a day; ``detail`` is its first text, ``names`` what codes mean."""
    told = in_order(amendments)
    objects = objects_of(detail)
    pooled = frozenset(item.number for item in detail.targets if item.is_pooled)
    traces, misfits = folded(
        objects, told, names=replace(names, **_own_names(detail)), on=on, pooled=pooled
    )
    read = _with_objects(detail, objects) if traces else detail
    return Replay(
        detail=replace(read, read_on=on, amendments=tuple(told), traces=tuple(traces)),
        misfits=tuple(misfits),
    )


def folded(
    objects: Objects,
    amendments: Iterable[views.AmendmentView],
    *,
    names: Names,
    on: date,
    pooled: frozenset[int] = frozenset(),
    is_whole: bool = True,
) -> tuple[list[views.Trace], list[Misfit]]:
    """Fold into the objects of a first text the amendments in effect on a day, given in order.

    ``objects`` may hold some kinds only: an article changes the one object that it names. The
    rules that bind objects together are looked at in a whole text alone.
    """
    traces, misfits = list[views.Trace](), list[Misfit]()
    held = frozenset(broken_rules(objects)) if is_whole else frozenset[Fault]()
    for amendment in amendments:
        if amendment.effective_on > on:
            break
        meaning = replace(names, source=amendment.source)
        for change in sorted(amendment.changes, key=lambda item: item.rank):
            faults = _apply(
                objects, change, names=meaning, amendment=amendment, traces=traces, pooled=pooled
            )
            misfits += (
                Misfit(amendment=amendment.number, rank=change.rank, fault=fault)
                for fault in faults
            )
        if is_whole:
            broken = list(broken_rules(objects))
            misfits += (
                Misfit(amendment=amendment.number, rank=0, fault=fault)
                for fault in broken
                if fault not in held
            )
            held = frozenset(broken)
    return traces, misfits


def objects_of(detail: views.ConventionDetail) -> Objects:
    """Everything that an amendment can name, by kind and number; pooled targets are the set's."""
    objects: Objects = {
        (AmendedKind.TITLE.value, 0): views.TextView(labels=detail.labels),
        (AmendedKind.PURPOSE.value, 0): views.TextView(labels=detail.purpose),
        (AmendedKind.DURATION.value, 0): views.DurationView(
            duration_kind=detail.duration_kind,
            duration_label=detail.duration_label,
            covers_from=detail.covers_from,
            covers_to=detail.covers_to,
        ),
    }
    numbered: tuple[tuple[AmendedKind, Iterable[Any]], ...] = (
        (AmendedKind.PARTY, detail.parties),
        (AmendedKind.COMMITMENT, detail.commitments),
        (AmendedKind.TARGET, (item for item in detail.targets if not item.is_pooled)),
        (AmendedKind.BUDGET_LINE, detail.budget_lines),
        (AmendedKind.COMMITTEE, detail.committees),
    )
    for kind, items in numbered:
        objects |= {(kind.value, item.number): item for item in items}
    return objects


def names_of_detail(detail: views.ConventionDetail, names: Names) -> Names:
    """Complete what codes mean with the convention's own axes and measures."""
    return replace(names, **_own_names(detail))


def _own_names(detail: views.ConventionDetail) -> dict[str, Any]:
    return {
        "axes": {axis.number: axis.labels for axis in detail.axes if axis.number},
        "measures": {
            f"{axis.number}.{rank}": measure
            for axis in detail.axes
            for rank, measure in enumerate(axis.measures, start=1)
        },
    }


def _apply(
    objects: Objects,
    change: views.ChangeView,
    *,
    names: Names,
    amendment: views.AmendmentView,
    traces: list[views.Trace],
    pooled: frozenset[int],
) -> list[Fault]:
    """Put one change into the objects, or say why it does not fit."""
    key = (change.kind, change.number)
    faults = list(_place_faults(objects, change, pooled))
    spec = AMENDABLE.get(change.kind)
    if faults or spec is None:
        return faults or [misfit.unknown_kind(change)]
    before = objects.get(key)
    if change.action == ChangeAction.WITHDRAW:
        after = None
        del objects[key]
    else:
        fields, faults = _fields(spec, change, names)
        if faults:
            return faults
        after = _built(spec, change, fields, before=before, amendment=amendment)
        if after is not None and before is not None and not _differs(spec, before, after, names):
            return [misfit.changes_nothing(change)]
        objects[key] = after
    traces.append(
        views.Trace(
            amendment=amendment.number,
            effective_on=amendment.effective_on,
            action=change.action,
            kind=change.kind,
            number=change.number,
            before=before,
            after=after,
            words=changed_words(change.kind, before, after, names) if before and after else (),
            rank=change.rank,
        )
    )
    return []


def _place_faults(
    objects: Objects, change: views.ChangeView, pooled: frozenset[int]
) -> Iterator[Fault]:
    """Whether there is something to modify or withdraw, or room for what is added."""
    is_there = (change.kind, change.number) in objects
    is_alone = change.kind in {kind.value for kind in ALONE}
    if is_alone and change.action != ChangeAction.REPLACE:
        yield misfit.is_alone(change)
    elif change.action == ChangeAction.ADD and change.number < 1:
        yield misfit.has_no_number(change)
    elif change.action == ChangeAction.ADD and is_there:
        yield misfit.number_taken(change)
    elif change.action != ChangeAction.ADD and not is_there:
        is_pooled = change.kind == AmendedKind.TARGET and change.number in pooled
        yield misfit.is_pooled(change) if is_pooled else misfit.does_not_exist(change)
    if change.action == ChangeAction.WITHDRAW and change.content:
        yield misfit.withdrawn_says_nothing(change)
    if change.action == ChangeAction.REPLACE and not change.content:
        yield misfit.changes_nothing(change)


def _fields(
    spec: Amendable, change: views.ChangeView, names: Names
) -> tuple[dict[str, Any], list[Fault]]:
    """Read the document of a change into fields of the view, every fault at once."""
    fields: dict[str, Any] = {}
    faults = [
        misfit.unknown_word(change, name) for name in change.content if spec.word(name) is None
    ]
    is_added = change.action == ChangeAction.ADD
    for word in spec.words:
        if word.name not in change.content:
            if is_added and word.is_required:
                faults.append(misfit.word_missing(change, word))
                continue
            if not is_added:
                continue
        try:
            fields |= word.read(change.content.get(word.name, word.absent), names)
        except (ValueError, TypeError, KeyError, AttributeError):
            faults.append(misfit.unreadable(change, word))
    return fields, faults


def _built(
    spec: Amendable,
    change: views.ChangeView,
    fields: Mapping[str, Any],
    *,
    before: Any,
    amendment: views.AmendmentView,
) -> Any:
    """The object after the change; what it says from now on rests on the amendment's source."""
    source = replace(amendment.source, locator=change.article or amendment.source.locator)
    alone = change.kind in {kind.value for kind in ALONE}
    told = {} if alone else {"source": source}
    if before is not None:
        return replace(before, **{**spec.replaced, **fields, **told})
    return spec.view(**{**spec.added, **fields, **told, "number": change.number})


def _differs(spec: Amendable, before: Any, after: Any, names: Names) -> bool:
    return bool(changed_words(spec.kind.value, before, after, names))


def _with_objects(detail: views.ConventionDetail, objects: Objects) -> views.ConventionDetail:
    """Put the objects back in their places, in the order of their numbers."""
    duration = objects[AmendedKind.DURATION.value, 0]
    lines = _of(objects, AmendedKind.BUDGET_LINE)
    own = _of(objects, AmendedKind.TARGET)
    pooled = tuple(item for item in detail.targets if item.is_pooled)
    pooled_first = bool(detail.targets) and detail.targets[0].is_pooled
    return replace(
        detail,
        labels=objects[AmendedKind.TITLE.value, 0].labels,
        purpose=objects[AmendedKind.PURPOSE.value, 0].labels,
        duration_kind=duration.duration_kind,
        duration_label=duration.duration_label,
        covers_from=duration.covers_from,
        covers_to=duration.covers_to,
        parties=_of(objects, AmendedKind.PARTY),
        axes=_axes(detail, _of(objects, AmendedKind.COMMITMENT)),
        targets=(*pooled, *own) if pooled_first else (*own, *pooled),
        budget_lines=lines,
        budget_totals=totals(lines),
        committees=_of(objects, AmendedKind.COMMITTEE),
    )


def _of(objects: Objects, kind: AmendedKind) -> tuple[Any, ...]:
    return tuple(objects[key] for key in sorted(objects) if key[0] == kind.value)


def _axes(
    detail: views.ConventionDetail, commitments: tuple[views.CommitmentView, ...]
) -> tuple[views.AxisView, ...]:
    """Each commitment under its axis; those under none come last."""
    by_axis: dict[int, list[views.CommitmentView]] = {}
    for item in commitments:
        by_axis.setdefault(item.axis_number, []).append(item)
    axes = [
        replace(axis, commitments=tuple(by_axis.get(axis.number, ())))
        for axis in detail.axes
        if axis.number
    ]
    if alone := by_axis.get(0):
        axes.append(views.AxisView(number=0, labels=NOTHING, measures=(), commitments=tuple(alone)))
    return tuple(axes)
