"""The page of a convention, in the words and the order of a page; everything is derived here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from mithaq.apps.conventions.queries import (
    AxisView,
    CommitmentView,
    ContributionView,
    ConventionDetail,
    MeasureView,
    PersonView,
    RemarkView,
    SourceRef,
)
from mithaq.apps.conventions.queries.sitting_lists import sittings_around
from mithaq.apps.observatory.queries import ConventionState
from mithaq.base.text import Labels
from mithaq.web.conventions import standing
from mithaq.web.conventions.amendments.words import Changes, ShownChange, changes_by_object
from mithaq.web.conventions.links import SourceLink, page_url, source_link
from mithaq.web.conventions.money import Budget, budget
from mithaq.web.conventions.proofs import (
    ShownConflict,
    ShownFigure,
    ShownReadings,
    ShownTarget,
    figure_groups,
    shown_conflict,
    shown_readings,
    shown_targets,
)
from mithaq.web.conventions.statuses import status_words
from mithaq.web.conventions.story import committee_rows, timeline_of
from mithaq.web.conventions.ties import (
    CitedRow,
    DocumentRow,
    LinkRow,
    cited_rows,
    document_rows,
    link_rows,
)
from mithaq.web.conventions.values import joined
from mithaq.web.shell.components import Event
from mithaq.web.shell.numbers import number_bdi
from mithaq.web.shell.values import hidden_words, noun_of
from mithaq.web.shell.words import local


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyRow:
    """One line of the table of those who sign or watch."""

    name: Labels
    acronym: str
    url: str
    role: str
    people: tuple[PersonView, ...]
    is_witness: bool
    source: SourceLink
    brings: tuple[ContributionView, ...] = ()
    changes: tuple[ShownChange, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseRow:
    """One commitment, or a measure that carries none, under its axis."""

    axis: Labels
    axis_span: int
    axis_measures: tuple[MeasureView, ...]
    commitment: CommitmentView | None
    measure: MeasureView | None
    status: str
    source: SourceLink
    quantity: object = ""
    changes: tuple[ShownChange, ...] = ()

    @property
    def is_followed(self) -> bool:
        """A commitment of the first text has its page; one added by amendment is read here."""
        return not (self.changes and self.changes[0].is_added)


@dataclass(frozen=True, slots=True, kw_only=True)
class RemarkGroup:
    """The sourced sentences of one kind."""

    kind: str
    label: str
    items: tuple[tuple[Labels, SourceLink], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRow:
    """A source of the page, with what it is and where it is read."""

    link: SourceLink
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Everything the template prints."""

    detail: ConventionDetail
    source: SourceLink
    now: standing.Standing
    facts: list[tuple[str, object, object, str]]
    parties: list[PartyRow]
    discrepancies: list[tuple[Labels, SourceLink]]
    promises: list[PromiseRow]
    commitment_count: int
    targets: list[ShownTarget]
    pooled_note: str
    budget: Budget | None
    figure_groups: list[tuple[SourceLink, list[ShownFigure]]]
    figure_title: str
    withheld: list[tuple[Labels, str]]
    readings: list[ShownReadings]
    conflicts: list[ShownConflict]
    events: list[Event]
    committees: list[dict[str, Any]]
    remarks: list[RemarkGroup]
    sources: list[SourceRow]
    contents: list[tuple[str, str, int | None]]
    links: list[LinkRow]
    cited: list[CitedRow]
    documents: list[DocumentRow]


def _sittings(detail: ConventionDetail, on: date) -> standing.Sittings:
    """Read only where a cadence was promised: nothing else waits for a sitting."""
    if not any(item.cadence_count for item in detail.committees):
        return {}
    return sittings_around(detail.reference, on=on)


def page_of(state: ConventionState, on: date) -> Page:
    """Lay a convention and what is said of it out as a page, read on a day."""
    detail = state.detail
    sittings = _sittings(detail, on)
    has_sat = any(last is not None for last, _coming in sittings.values())
    groups = list(figure_groups(state))
    changed = changes_by_object(detail)
    promises = list(_promises(detail.axes, changed))
    conflicts = [shown_conflict(item, state.figures) for item in state.conflicts]
    readings = [shown_readings(state, code) for code in state.readings]
    parts: dict[str, Any] = {
        "parties": list(_parties(detail, changed)),
        "discrepancies": _remarks(detail.remarks, "discrepancy"),
        "promises": promises,
        "targets": shown_targets(state, changed),
        "links": list(link_rows(detail)),
        "cited": list(cited_rows(detail)),
        "documents": list(document_rows(detail)),
        "budget": budget(state) if detail.budget_lines or state.budget_gaps else None,
        "figure_groups": groups,
        "readings": readings,
        "conflicts": conflicts,
        "committees": committee_rows(state, on),
        "events": timeline_of(state, has_sat=has_sat),
        "remarks": list(_remark_groups(detail.remarks)),
    }
    return Page(
        detail=detail,
        source=source_link(detail.source),
        now=standing.standing_of(state, on, sittings),
        facts=standing.facts_of(detail),
        commitment_count=len(detail.commitments),
        pooled_note=standing.pooled_note(detail),
        figure_title=standing.figure_title(state),
        withheld=[(label, hidden_words(showing)) for label, showing in state.withheld],
        sources=[SourceRow(link=source_link(item), address=item.url) for item in _cited(state)],
        contents=list(_contents(parts, state)),
        **parts,
    )


def _parties(detail: ConventionDetail, changed: Changes) -> Iterator[PartyRow]:
    for party in detail.parties:
        yield PartyRow(
            name=party.organisation,
            acronym=party.acronym,
            url=page_url("organisation", party.organisation_slug),
            role=party.role_label,
            people=party.signatories,
            is_witness=False,
            source=source_link(party.source),
            brings=party.contributions,
            changes=changed.get(("party", party.number), ()),
        )
    for witness in detail.witnesses:
        yield PartyRow(
            name=witness.person,
            acronym="",
            url="",
            role=_("témoin, pas partie"),
            people=(witness,),
            is_witness=True,
            source=source_link(witness.source),
        )


def _promises(axes: Iterable[AxisView], changed: Changes) -> Iterator[PromiseRow]:
    """One row a commitment, its axis beside it; an axis without any lists its measures."""
    for axis in axes:
        told = () if axis.commitments else axis.measures
        rows: list[tuple[CommitmentView | None, MeasureView | None, SourceRef]] = [
            (None, measure, measure.source) for measure in told
        ]
        rows += [(item, None, item.source) for item in axis.commitments]
        for index, (commitment, measure, source) in enumerate(rows):
            yield PromiseRow(
                axis=axis.labels if axis.number else Labels(_("Pour toute la convention")),
                axis_span=len(rows) if index == 0 else 0,
                axis_measures=axis.measures if axis.commitments else (),
                commitment=commitment,
                measure=measure,
                status=_status(commitment or measure),
                quantity=_quantity(commitment),
                source=source_link(source),
                changes=changed.get(("commitment", commitment.number), ()) if commitment else (),
            )


def _quantity(item: CommitmentView | None) -> object:
    """« 250 personnes », money in dirhams; nothing when no number is promised."""
    if item is None or item.quantity is None:
        return ""
    return joined(
        number_bdi(item.quantity.normalize()),
        noun_of(item.quantity, item.unit) or local(item.unit_label),
    )


def _status(item: CommitmentView | MeasureView | None) -> str:
    return status_words(item.status, item.source.published) if item else ""


def _remarks(remarks: Iterable[RemarkView], kind: str) -> list[tuple[Labels, SourceLink]]:
    return [(item.labels, source_link(item.source)) for item in remarks if item.kind == kind]


def _remark_groups(remarks: tuple[RemarkView, ...]) -> Iterator[RemarkGroup]:
    kinds = dict.fromkeys((item.kind, item.kind_label) for item in remarks)
    for kind, label in kinds:
        if kind != "discrepancy":
            yield RemarkGroup(kind=kind, label=label, items=tuple(_remarks(remarks, kind)))


def _cited(state: ConventionState) -> list[SourceRef]:
    """Every document the page rests on, in the order they first speak."""
    detail = state.detail
    cited: list[SourceRef] = [
        detail.source,
        *(item.source for item in detail.parties),
        *(item.source for item in detail.commitments),
        *(item.source for item in detail.measures),
        *(item.source for item in detail.targets),
        *(item.source for item in detail.budget_lines),
        *(item.source for item in detail.committees),
        *(item.source for item in detail.remarks),
        *(item.source for item in detail.preamble),
        *(item.source for item in detail.links),
        *(item.source for item in detail.documents),
        *(item.source for item in state.figures),
        *(side.source for item in state.conflicts for side in item.sides),
    ]
    found: dict[str, SourceRef] = {}
    for source in cited:
        found.setdefault(source.code, source)
    return list(found.values())


def _contents(parts: dict[str, Any], state: ConventionState) -> Iterator[tuple[str, str, Any]]:
    """The parts that the page has, with how many things each holds."""
    detail = state.detail
    yield "parties", _("Parties et signataires"), len(parts["parties"])
    if parts["links"]:
        yield "liens", _("Liens avec d’autres conventions"), len(parts["links"])
    if parts["promises"]:
        yield "engagements", _("Axes et engagements"), len(detail.commitments) or None
    if parts["targets"]:
        yield "objectifs", _("Objectifs chiffrés"), len(parts["targets"])
    if parts["budget"]:
        yield "budget", _("Budget"), len(detail.budget_lines) or None
    if parts["figure_groups"]:
        yield "chiffres", standing.figure_title(state), len(state.figures)
    if parts["readings"]:
        yield "lectures", _("Deux lectures"), None
    if parts["conflicts"]:
        yield "conflits", _("Conflits de sources"), len(parts["conflicts"])
    yield "chronologie", _("Chronologie"), None
    if parts["committees"]:
        yield "comites", _("Comités"), len(parts["committees"])
    if parts["documents"]:
        yield "documents", _("Annexes et documents"), len(parts["documents"])
    if parts["cited"]:
        yield "preambule", _("Ce sur quoi elle s’appuie"), len(parts["cited"])
    if parts["remarks"]:
        yield "mentions", _("Ce que disent les sources"), None
