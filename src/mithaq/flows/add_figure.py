"""A person writes one figure: read like a row of a file, doubted, then recorded with its source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from mithaq.apps.observatory import operations as observatory
from mithaq.apps.observatory.operations import ObservationDraft
from mithaq.apps.reference import operations as reference
from mithaq.base.errors import Fault, refuse_if_any
from mithaq.gateways import observation_file
from mithaq.gateways.observation_file import Outcome, Rights, Row

DOUBT = "figure.doubt."


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What was understood of a figure; ``twin`` is the figure that the register already holds."""

    draft: ObservationDraft | None
    source: Mapping[str, object] | None
    faults: tuple[Fault, ...]
    doubts: tuple[Fault, ...]
    twin: str = ""


def read_figure(*, cells: Mapping[str, str], rights: Rights, at: datetime) -> Reading:
    """Read one figure and judge it against the register; nothing is written."""
    rows = [Row(line=1, cells=dict(cells))]
    today = timezone.localtime(at).date()
    (row,) = observation_file.judge(rows, rights=rights, today=today).rows
    is_refused = row.outcome in {Outcome.REFUSED, Outcome.KNOWN}
    told = [fault for fault in row.said if not fault.rule.startswith(_NOT_FAULTS)]
    return Reading(
        draft=row.reading.draft,
        source=row.reading.source,
        faults=tuple(told) if is_refused else (),
        doubts=tuple(fault for fault in row.said if fault.rule.startswith(DOUBT)),
        twin=row.code if is_refused and row.is_twin else "",
    )


def write_figure(*, reading: Reading, actor: Any, mandate: str, reason: str, at: datetime) -> str:
    """Record a figure and the source it brings, in one transaction; give its code."""
    refuse_if_any(reading.faults)
    if reading.draft is None:
        raise ValueError("A reading without a fault has a draft.")
    with transaction.atomic():
        if reading.source:
            loaded = reference.load_sources(
                [reading.source], at=at, actor=actor, mandate=mandate, refuse_changes=True
            )
            refuse_if_any(loaded.faults)
        event = observatory.record_observations(
            drafts=[reading.draft], actor=actor, mandate=mandate, reason=reason, at=at
        )
    return event.codes[0]


def add_source(
    *, given: Mapping[str, str], rights: Rights, actor: Any, mandate: str, at: datetime
) -> str:
    """Add a document to the register; one that is there already is found again."""
    cells = {
        "source": given["source_title"],
        "source_url": given["source_url"],
        "publisher": given["publisher"],
        "source_date": given["source_date"],
    }
    code, entry, faults = observation_file.read_source(cells, rights=rights)
    refuse_if_any(faults)
    if entry is not None:
        loaded = reference.load_sources(
            [entry], at=at, actor=actor, mandate=mandate, refuse_changes=True
        )
        refuse_if_any(loaded.faults)
    return code


_NOT_FAULTS = ("observation.corrected.", "observation.source.new", DOUBT)
