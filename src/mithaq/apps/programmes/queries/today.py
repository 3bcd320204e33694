"""What a programme manager looks at first: envelopes that run out, editions that end, silence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from mithaq.apps.programmes.models import Scheme
from mithaq.apps.programmes.queries.envelopes import editions_of
from mithaq.apps.programmes.queries.views import EditionView, EnvelopeView
from mithaq.base.text import Labels

NEARLY: Final = 0.8
SOON: Final = timedelta(days=60)
# A quarter and a few days: after that, nobody knows how far the envelope went.
SILENT: Final = timedelta(days=100)


class WatchKind(StrEnum):
    """Why a line is shown, the gravest first."""

    EXCEEDED = "exceeded"
    NEARLY_SPENT = "nearly_spent"
    ENDING = "ending"
    SILENT = "silent"


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """One thing to look at, in an edition open on the day."""

    kind: WatchKind
    scheme: str
    labels: Labels
    is_exercise: bool
    edition: EditionView
    envelope: EnvelopeView | None = None


def watched(*, on: date) -> tuple[Watch, ...]:
    """The envelopes and editions to look at, the gravest first: four queries."""
    rows = {row.code: row for row in Scheme.objects.order_by("rank", "code")}
    found = [
        watch
        for code, editions in editions_of(rows).items()
        for edition in editions
        if edition.is_in_force(on)
        for watch in _watches(rows[code], edition, on)
    ]
    order = list(WatchKind)
    return tuple(sorted(found, key=lambda watch: (order.index(watch.kind), watch.scheme)))


def _watches(row: Scheme, edition: EditionView, on: date) -> Iterator[Watch]:
    for envelope in edition.envelopes:
        kind = _kind(envelope, edition, on)
        if kind is not None:
            yield Watch(
                kind=kind,
                scheme=row.code,
                labels=row.labels,
                is_exercise=row.is_exercise,
                edition=edition,
                envelope=envelope,
            )
    if edition.ends_on is not None and edition.ends_on - on <= SOON:
        yield Watch(
            kind=WatchKind.ENDING,
            scheme=row.code,
            labels=row.labels,
            is_exercise=row.is_exercise,
            edition=edition,
        )


def _kind(envelope: EnvelopeView, edition: EditionView, on: date) -> WatchKind | None:
    if envelope.share is not None and envelope.share > 1:
        return WatchKind.EXCEEDED
    if envelope.share is not None and envelope.share >= NEARLY:
        return WatchKind.NEARLY_SPENT
    last = envelope.latest.as_of if envelope.latest else edition.starts_on
    return WatchKind.SILENT if on - last > SILENT else None
