"""What is followed of conventions, read as amended on a day: one reading for every page.

Most conventions were never amended: their rows are read as they are. For the others, the articles
in effect on the day are folded into the objects that they change, a few queries for all of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from django.db.models import Q, QuerySet

from mithaq.apps.conventions.choices.amending import AmendedKind
from mithaq.apps.conventions.models import (
    AmendmentChange,
    Axis,
    BudgetLine,
    Commitment,
    Committee,
    Convention,
    Measure,
    Party,
    Target,
)
from mithaq.apps.conventions.queries import views
from mithaq.apps.conventions.queries._bodies import committee_view
from mithaq.apps.conventions.queries._people import party_view
from mithaq.apps.conventions.queries._promises import (
    budget_line_view,
    commitment_view,
    measure_view,
)
from mithaq.apps.conventions.queries.amending import Objects, folded
from mithaq.apps.conventions.queries.amendments import grouped_amendments, named_by
from mithaq.apps.conventions.queries.targets import WITH_TARGET, target_view
from mithaq.base.dates import UncertainDate
from mithaq.base.text import Labels

# What owners, alarms, calendars and committees look at; targets are asked for apart.
FOLLOWED: Final = frozenset(
    {
        AmendedKind.TITLE,
        AmendedKind.DURATION,
        AmendedKind.PARTY,
        AmendedKind.COMMITMENT,
        AmendedKind.COMMITTEE,
    }
)
# What duties look at.
OWED: Final = frozenset({AmendedKind.TITLE, AmendedKind.PARTY, AmendedKind.COMMITMENT})
# Nobody follows a commitment by its locator: the whole text says where each object stands.
UNREAD: Final = views.SourceRef(
    code="", labels=Labels(""), kind="", publisher="", url="",
    published=UncertainDate.unknown(), locator="",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendedText:
    """What is followed of one convention that an amendment in effect changes.

    ``row`` is its first text; ``keys`` finds, by its number, the row that owners and reports of a
    commitment name. The kinds that were not asked for are empty.
    """

    row: Convention
    labels: Labels
    covers_to: date | None
    parties: tuple[views.PartyView, ...]
    commitments: tuple[views.CommitmentView, ...]
    budget_lines: tuple[views.BudgetLineView, ...]
    committees: tuple[views.CommitteeView, ...]
    targets: tuple[views.TargetView, ...]
    keys: Mapping[int, int]
    traces: tuple[views.Trace, ...]

    @property
    def bodies(self) -> frozenset[str]:
        """The organisations that are parties, whatever their role."""
        return frozenset(item.organisation_slug for item in self.parties)

    def committee(self, number: int) -> views.CommitteeView | None:
        """The committee of a number, unless an amendment withdrew it."""
        return next((item for item in self.committees if item.number == number), None)


def amended_texts(
    within: QuerySet[Convention] | None, *, on: date, kinds: Collection[AmendedKind] = FOLLOWED
) -> dict[int, AmendedText]:
    """Read what amendments in effect on a day change in some conventions, by key of convention.

    A convention that none changes is not there: its own rows are its text. One query when none
    is; at most one more for each kind asked, two for what codes mean.
    """
    changes = AmendmentChange.objects.filter(
        amendment__effective_on__lte=on, object_kind__in=list(kinds)
    )
    if within is not None:
        changes = changes.filter(amendment__convention__in=within.order_by().values("pk"))
    articles = list(changes.select_related("amendment__source", "amendment__convention__territory"))
    told = grouped_amendments(articles)
    if not told:
        return {}
    names = named_by(item for amendments in told.values() for item in amendments)
    loaded = _Loaded(articles, frozenset(kinds))
    found = {}
    for key, amendments in told.items():
        objects = loaded.objects(key)
        own = replace(names, axes=loaded.axes[key], measures=loaded.measures[key])
        traces, _misfits = folded(objects, amendments, names=own, on=on, is_whole=False)
        found[key] = loaded.text(key, objects, tuple(traces))
    return found


def amended_text(
    convention_id: int, *, on: date, kinds: Collection[AmendedKind] = FOLLOWED
) -> AmendedText | None:
    """What amendments in effect on a day change in one convention, or nothing."""
    within = Convention.objects.filter(pk=convention_id)
    return amended_texts(within, on=on, kinds=kinds).get(convention_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitteeOn:
    """A committee as amended on a day, and each cadence it promised until then: since when.

    One that an amendment withdrew promises nothing more.
    """

    view: views.CommitteeView
    cadences: tuple[tuple[date, int | None, str], ...]


def committee_on(row: Committee, *, on: date) -> CommitteeOn:
    """Read a committee as amended on a day; one query when nothing changed it."""
    return committee_in(row, amended_text(row.convention_id, on=on, kinds={AmendedKind.COMMITTEE}))


def committee_in(row: Committee, text: AmendedText | None) -> CommitteeOn:
    """A committee as the amended text of its convention says it, or as its row does."""
    view = committee_view(row, UNREAD)
    silent = replace(view, cadence_count=None, cadence_period="", cadence_period_label="")
    if row.is_added:
        # It promises nothing before the amendment that adds it takes effect.
        view = silent
    cadences = [(date.min, view.cadence_count, view.cadence_period)]
    for trace in text.traces if text else ():
        if (trace.kind, trace.number) == (AmendedKind.COMMITTEE, row.number):
            view = trace.after or silent
            cadences.append((trace.effective_on, view.cadence_count, view.cadence_period))
    return CommitteeOn(view=view, cadences=tuple(cadences))


def binding(slugs: Iterable[str], *, on: date | None = None) -> Q:
    """The conventions that bind some bodies: those they signed, those an amendment joined them to.

    Whoever left a convention stays concerned by what was done under it. Without a day, an
    amendment counts from the moment it is recorded.
    """
    wanted = list(slugs)
    joined = AmendmentChange.objects.filter(
        object_kind=AmendedKind.PARTY, content__organisation__in=wanted
    )
    if on is not None:
        joined = joined.filter(amendment__effective_on__lte=on)
    signed = Party.objects.filter(organisation__slug__in=wanted)
    return Q(pk__in=signed.values("convention")) | Q(pk__in=joined.values("amendment__convention"))


class _Loaded:
    """The first texts of some conventions, the kinds asked for, one query a kind."""

    def __init__(self, articles: list[AmendmentChange], kinds: frozenset[AmendedKind]) -> None:
        self._rows = {item.amendment.convention_id: item.amendment.convention for item in articles}
        ids = tuple(self._rows)
        self._moves_axes = any("axis" in item.content for item in articles)
        self._numbered: dict[int, Objects] = defaultdict(dict)
        self.keys: dict[int, dict[int, int]] = defaultdict(dict)
        self.axes: dict[int, dict[int, Labels]] = defaultdict(dict)
        self.measures: dict[int, dict[str, views.MeasureView]] = defaultdict(dict)
        readers = {
            AmendedKind.PARTY: self._parties,
            AmendedKind.COMMITMENT: self._commitments,
            AmendedKind.BUDGET_LINE: self._budget_lines,
            AmendedKind.COMMITTEE: self._committees,
            AmendedKind.TARGET: self._targets,
        }
        for kind, read in readers.items():
            if kind in kinds:
                read(ids)

    def objects(self, key: int) -> Objects:
        """The objects of one first text, as amendments name them."""
        row = self._rows[key]
        return {
            (AmendedKind.TITLE.value, 0): views.TextView(labels=row.labels),
            (AmendedKind.DURATION.value, 0): views.DurationView(
                duration_kind=row.duration_kind,
                duration_label=row.get_duration_kind_display(),
                covers_from=row.covers_from,
                covers_to=row.covers_to,
            ),
            **self._numbered[key],
        }

    def text(self, key: int, objects: Objects, traces: tuple[views.Trace, ...]) -> AmendedText:
        """Put the objects of one convention back together."""
        return AmendedText(
            row=self._rows[key],
            labels=objects[AmendedKind.TITLE.value, 0].labels,
            covers_to=objects[AmendedKind.DURATION.value, 0].covers_to,
            parties=_of(objects, AmendedKind.PARTY),
            commitments=_of(objects, AmendedKind.COMMITMENT),
            budget_lines=_of(objects, AmendedKind.BUDGET_LINE),
            committees=_of(objects, AmendedKind.COMMITTEE),
            targets=_of(objects, AmendedKind.TARGET),
            keys=self.keys[key],
            traces=traces,
        )

    def _put(self, kind: AmendedKind, key: int, view: Any) -> None:
        self._numbered[key][kind.value, view.number] = view

    def _parties(self, ids: tuple[int, ...]) -> None:
        rows = Party.objects.filter(convention__in=ids).select_related("organisation")
        for row in rows:
            self._put(AmendedKind.PARTY, row.convention_id, party_view(row, UNREAD))

    def _commitments(self, ids: tuple[int, ...]) -> None:
        rows = Commitment.every.filter(convention__in=ids).select_related(
            "axis", "debtor__organisation", "creditor__organisation"
        )
        for row in rows:
            self.keys[row.convention_id][row.number] = row.pk
            if not row.is_added:
                view = commitment_view(row, UNREAD)
                self._put(AmendedKind.COMMITMENT, row.convention_id, view)
        for axis in Axis.objects.filter(convention__in=ids) if self._moves_axes else ():
            self.axes[axis.convention_id][axis.number] = axis.labels

    def _budget_lines(self, ids: tuple[int, ...]) -> None:
        lines = BudgetLine.objects.filter(convention__in=ids).select_related("payer", "measure")
        for line in lines:
            view = budget_line_view(line, UNREAD)
            self._put(AmendedKind.BUDGET_LINE, line.convention_id, view)
        rows = Measure.objects.filter(axis__convention__in=ids).select_related("axis", "source")
        ranks: dict[int, int] = defaultdict(int)
        for row in rows.order_by("axis", "number"):
            ranks[row.axis_id] += 1
            code = f"{row.axis.number}.{ranks[row.axis_id]}"
            self.measures[row.axis.convention_id][code] = measure_view(row)

    def _committees(self, ids: tuple[int, ...]) -> None:
        for row in Committee.objects.filter(convention__in=ids):
            view = committee_view(row, UNREAD)
            self._put(AmendedKind.COMMITTEE, row.convention_id, view)

    def _targets(self, ids: tuple[int, ...]) -> None:
        # What a set promises together is no convention's to amend.
        rows = Target.objects.filter(convention__in=ids).select_related(*WITH_TARGET)
        for row in rows:
            if row.convention_id is not None:
                self._put(AmendedKind.TARGET, row.convention_id, target_view(row))


def _of(objects: Objects, kind: AmendedKind) -> tuple[Any, ...]:
    return tuple(objects[key] for key in sorted(objects) if key[0] == kind.value)
