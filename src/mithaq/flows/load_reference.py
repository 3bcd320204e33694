"""Reference data arrives: territories, calendar, lists, then what the deployment brings."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import Any

from mithaq.apps.reference import operations
from mithaq.apps.reference.events import LoadReport
from mithaq.flows.move_calendar import refresh_open_clocks

Entries = Sequence[Mapping[str, Any]]
Progress = Callable[[int, int, str], None]


def load_reference(
    *,
    at: datetime,
    actor: Any = None,
    mandate: str = "",
    sources: Entries = (),
    indicators: Entries = (),
    progress: Progress | None = None,
) -> tuple[LoadReport, ...]:
    """Load every list in the order in which they need each other; loading again changes nothing.

    `progress` is told (steps done, steps in all, name of the next or last step).
    """
    steps: list[tuple[str, Callable[..., LoadReport]]] = [
        ("territories", operations.load_territories),
        ("holidays", operations.load_holidays),
        ("nomenclatures", operations.load_nomenclatures),
        ("banks", operations.load_banks),
        ("sources", partial(operations.load_sources, sources)),
        ("indicators", partial(operations.load_indicators, indicators)),
    ]
    reports = []
    for done, (name, load) in enumerate(steps):
        if progress:
            progress(done, len(steps), name)
        report = load(at=at, actor=actor, mandate=mandate)
        if name == "holidays" and not report.is_quiet:
            refresh_open_clocks(actor=actor, at=at)
        reports.append(report)
    if progress:
        progress(len(steps), len(steps), steps[-1][0])
    return tuple(reports)
